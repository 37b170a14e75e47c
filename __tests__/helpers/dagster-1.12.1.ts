import type { Metadata } from "./nix.ts";

/**
 * What the packages of Dagster 1.12.1 require, with Windows' own left out and markers evaluated for Python 3.13. Names
 * are upstream's; bounds are given where they are known of this release.
 */
export const dagsterMetadata: Metadata = {
  "dagster-shared": {
    version: "1.12.1",
    requires: ["PyYAML", "packaging", "platformdirs", "pydantic", "typing_extensions", "tomlkit"],
  },
  "dagster-pipes": { version: "1.12.1", requires: [] },
  dagster: {
    version: "1.12.1",
    requires: [
      "click>=5.0,<9.0",
      "coloredlogs>=6.1,<=14.0",
      "Jinja2",
      "alembic>=1.2.1,!=1.6.3,!=1.7.0,!=1.11.0",
      "grpcio>=1.66.2",
      "grpcio-health-checking>=1.66.2",
      "protobuf",
      "python-dotenv",
      "pytz",
      "requests",
      "setuptools",
      "six",
      "tabulate",
      "tomli<3",
      "tqdm<5",
      "tzdata",
      "structlog",
      "sqlalchemy>=1.0,<3",
      "toposort>=1.0",
      "watchdog>=0.8.3,<7",
      "docstring-parser",
      "universal_pathlib",
      "rich",
      "filelock",
      "dagster-pipes==1.12.1",
      "dagster-shared==1.12.1",
      "antlr4-python3-runtime",
    ],
  },
  "dagster-graphql": {
    version: "1.12.1",
    requires: ["dagster==1.12.1", "graphene>=3,<4", "gql[requests]>=3,<4", "requests", "starlette"],
  },
  "dagster-webserver": {
    version: "1.12.1",
    requires: [
      "click>=7.0,<9.0",
      "dagster==1.12.1",
      "dagster-graphql==1.12.1",
      "starlette!=0.36.0",
      "uvicorn[standard]",
    ],
  },
  "dagster-postgres": { version: "0.28.1", requires: ["dagster==1.12.1", "psycopg2-binary"] },
};
