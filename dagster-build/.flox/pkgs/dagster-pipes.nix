# What runs in an external process and reports back to Dagster. It depends on nothing but Python.
{ python313Packages, dagster-src }:

python313Packages.buildPythonPackage {
  pname = "dagster-pipes";
  version = "1.12.1";
  pyproject = true;

  src = dagster-src;
  sourceRoot = "${dagster-src.name}/python_modules/dagster-pipes";

  build-system = with python313Packages; [ setuptools ];

  pythonImportsCheck = [ "dagster_pipes" ];

  meta = {
    description = "Toolkit for reporting to Dagster from external processes";
    inherit (dagster-src.meta)
      changelog
      homepage
      license
      platforms
      ;
  };
}
