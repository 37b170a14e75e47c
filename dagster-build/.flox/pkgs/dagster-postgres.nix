# Storage of runs, events and schedules in PostgreSQL. It has the libraries' version, 0.(16 + minor), not the core's.
{
  python313Packages,
  dagster-src,
  dagster,
}:

python313Packages.buildPythonPackage {
  pname = "dagster-postgres";
  version = "0.28.1";
  pyproject = true;

  src = dagster-src;
  sourceRoot = "${dagster-src.name}/python_modules/libraries/dagster-postgres";

  build-system = with python313Packages; [ setuptools ];

  dependencies = with python313Packages; [
    dagster
    psycopg2
  ];

  pythonRemoveDeps = [
    # The same module as psycopg2, with bundled C libraries; nixpkgs has only psycopg2.
    "psycopg2-binary"
  ];

  pythonImportsCheck = [ "dagster_postgres" ];

  meta = {
    description = "PostgreSQL storage for Dagster";
    inherit (dagster-src.meta)
      changelog
      homepage
      license
      platforms
      ;
  };
}
