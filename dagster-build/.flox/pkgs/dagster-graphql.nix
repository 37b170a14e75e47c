# The GraphQL API that the web server offers.
{
  python313Packages,
  dagster-src,
  dagster,
}:

python313Packages.buildPythonPackage {
  pname = "dagster-graphql";
  version = "1.12.1";
  pyproject = true;

  src = dagster-src;
  sourceRoot = "${dagster-src.name}/python_modules/dagster-graphql";

  build-system = with python313Packages; [ setuptools ];

  dependencies =
    with python313Packages;
    [
      dagster
      gql
      graphene
      requests
      starlette
    ]
    # Upstream asks for gql[requests].
    ++ gql.optional-dependencies.requests;

  pythonImportsCheck = [ "dagster_graphql" ];

  meta = {
    description = "GraphQL interface to Dagster";
    mainProgram = "dagster-graphql";
    inherit (dagster-src.meta)
      changelog
      homepage
      license
      platforms
      ;
  };
}
