# The web server, from PyPI: the web UI is built when upstream releases, and is in the sdist but not in git. Built from
# git the package installs and imports as well, and answers every page with an error.
{
  fetchPypi,
  python313Packages,
  dagster-src,
  dagster,
  dagster-graphql,
}:

python313Packages.buildPythonPackage rec {
  pname = "dagster-webserver";
  version = "1.12.1";
  pyproject = true;

  src = fetchPypi {
    pname = "dagster_webserver";
    inherit version;
    hash = "sha256-XcN7ccVPm9y7HWhw+J17/USvkySpggKO5wSeZt5SASU=";
  };

  build-system = with python313Packages; [ setuptools ];

  dependencies =
    with python313Packages;
    [
      click
      dagster
      dagster-graphql
      starlette
      uvicorn
    ]
    # Upstream asks for uvicorn[standard].
    ++ uvicorn.optional-dependencies.standard;

  # Release 1.12.16 was withdrawn because its sdist lacked the UI; an import check does not see that.
  postInstall = ''
    if [ ! -f "$out/${python313Packages.python.sitePackages}/dagster_webserver/webapp/build/index.html" ]; then
      echo "dagster-webserver: the web UI (webapp/build/index.html) is missing from the package" >&2
      exit 1
    fi
  '';

  pythonImportsCheck = [ "dagster_webserver" ];

  meta = {
    description = "Web UI of Dagster";
    mainProgram = "dagster-webserver";
    inherit (dagster-src.meta)
      changelog
      homepage
      license
      platforms
      ;
  };
}
