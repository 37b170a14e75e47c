# All of Dagster in one closure around one Python.
#
# Dagster starts its web server and every code location with its own `sys.executable`: that Python has to see all the
# packages. A join of the packages, each wrapped for itself, builds, serves its page, and cannot load user code.
{
  python313,
  symlinkJoin,
  dagster-src,
  dagster,
  dagster-graphql,
  dagster-pipes,
  dagster-postgres,
  dagster-shared,
  dagster-webserver,
}:

symlinkJoin {
  pname = "dagster-complete";
  version = "1.12.1";

  paths = [
    (python313.withPackages (_: [
      dagster
      dagster-graphql
      dagster-pipes
      dagster-postgres
      dagster-shared
      dagster-webserver
    ]))
  ];

  postBuild = ''
    $out/bin/python3 -m dagster --version
  '';

  meta = {
    description = "Dagster with its web server, GraphQL API and PostgreSQL storage";
    mainProgram = "dagster";
    inherit (dagster-src.meta)
      changelog
      homepage
      license
      platforms
      ;
  };
}
