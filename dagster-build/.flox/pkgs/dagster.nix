# The orchestrator: the library, `dagster` and `dagster-daemon`.
{
  python313Packages,
  dagster-src,
  dagster-pipes,
  dagster-shared,
}:

python313Packages.buildPythonPackage {
  pname = "dagster";
  version = "1.12.1";
  pyproject = true;

  src = dagster-src;
  sourceRoot = "${dagster-src.name}/python_modules/dagster";

  build-system = with python313Packages; [ setuptools ];

  # Upstream's psutil and pywin32 are for Windows alone.
  dependencies = with python313Packages; [
    alembic
    antlr4-python3-runtime
    click
    coloredlogs
    dagster-pipes
    dagster-shared
    docstring-parser
    filelock
    grpcio
    grpcio-health-checking
    jinja2
    protobuf
    python-dotenv
    pytz
    requests
    rich
    setuptools
    six
    sqlalchemy
    structlog
    tabulate
    tomli
    toposort
    tqdm
    tzdata
    universal-pathlib
    watchdog
  ];

  pythonRelaxDeps = [
    # Upstream asks for <=14.0, nixpkgs has 15.0.1.
    "coloredlogs"
  ];

  pythonImportsCheck = [ "dagster" ];

  meta = {
    description = "Orchestrator for data assets";
    mainProgram = "dagster";
    inherit (dagster-src.meta)
      changelog
      homepage
      license
      platforms
      ;
  };
}
