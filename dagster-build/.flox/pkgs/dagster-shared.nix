# What Dagster's packages share. It lives among the libraries, and has the core's version all the same.
{ python313Packages, dagster-src }:

python313Packages.buildPythonPackage {
  pname = "dagster-shared";
  version = "1.12.1";
  pyproject = true;

  src = dagster-src;
  sourceRoot = "${dagster-src.name}/python_modules/libraries/dagster-shared";

  build-system = with python313Packages; [ setuptools ];

  dependencies = with python313Packages; [
    packaging
    platformdirs
    pydantic
    pyyaml
    tomlkit
    typing-extensions
  ];

  pythonImportsCheck = [ "dagster_shared" ];

  meta = {
    description = "Code that Dagster's packages share";
    inherit (dagster-src.meta)
      changelog
      homepage
      license
      platforms
      ;
  };
}
