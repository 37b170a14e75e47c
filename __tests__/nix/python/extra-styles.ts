/** Ways in which the lists of a package's extras are written, and how fixes are written into them. */
import { add, extra, into, own } from "./fixing.ts";
import { file, modern, type Style } from "./style.ts";

const pkgs = "python313Packages";

export const extraStyles: readonly Style[] = [
  {
    title: "an extra in a set",
    fixes: [into("docker", add("docker")), into("docker", add("rich"))],
    before: file(`${modern}  dependencies = with ${pkgs}; [ click ];

  optional-dependencies = with ${pkgs}; {
    docker = [
      pytz
      requests
    ];
    test = [ six ];
  };
`),
    after: file(`${modern}  dependencies = with ${pkgs}; [ click ];

  optional-dependencies = with ${pkgs}; {
    docker = [
      docker
      pytz
      requests
      rich
    ];
    test = [ six ];
  };
`),
  },
  {
    title: "an extra by its path, with a name that needs quotes",
    fixes: [into("foo bar", add("rich")), into("foo-bar", add("six")), add("pytz")],
    before: file(`${modern}  dependencies = with ${pkgs}; [ click ];
  optional-dependencies."foo bar" = [ ${pkgs}.click ];
  optional-dependencies.foo-bar = with ${pkgs}; [ ];
`),
    after: file(`${modern}  dependencies = with ${pkgs}; [ click pytz ];
  optional-dependencies."foo bar" = [ ${pkgs}.click ${pkgs}.rich ];
  optional-dependencies.foo-bar = with ${pkgs}; [ six ];
`),
  },
  {
    title: "extras in passthru, by path and in a set",
    fixes: [into("docker", add("rich")), into("test", add("six"))],
    before: file(`${modern}  passthru.optional-dependencies.docker = with ${pkgs}; [ click ];
  passthru.optional-dependencies.test = with ${pkgs}; [ ];
`),
    after: file(`${modern}  passthru.optional-dependencies.docker = with ${pkgs}; [ click rich ];
  passthru.optional-dependencies.test = with ${pkgs}; [ six ];
`),
  },
  {
    title: "extras in a set in passthru",
    fixes: [into("docker", add("rich"))],
    before: file(`${modern}
  passthru = {
    optional-dependencies = {
      docker = with ${pkgs}; [ click ]; # containers
    };
  };
`),
    after: file(`${modern}
  passthru = {
    optional-dependencies = {
      docker = with ${pkgs}; [ click rich ]; # containers
    };
  };
`),
  },
  {
    title: "an extra by formals",
    inSet: true,
    fixes: [into("test", add("six")), into("test", add("click"))],
    before: file(
      `  pyproject = true;
  build-system = [ setuptools ];
  optional-dependencies = {
    test = [
      rich
    ];
  };
`,
      "{ buildPythonPackage, dagster-src, setuptools, rich }",
      "buildPythonPackage",
    ),
    after: file(
      `  pyproject = true;
  build-system = [ setuptools ];
  optional-dependencies = {
    test = [
      click
      rich
      six
    ];
  };
`,
      "{ buildPythonPackage, dagster-src, setuptools, click, rich, six }",
      "buildPythonPackage",
    ),
  },
  {
    title: "an extra with a formal of the same name, and an own package",
    fixes: [into("docker", add("docker")), into("docker", own("dagster-pipes"))],
    before: file(
      `${modern}  optional-dependencies.docker = with ${pkgs}; [ click ];
  postInstall = "\${docker}";
`,
      `{ ${pkgs}, dagster-src, docker }`,
    ),
    after: file(
      `${modern}  optional-dependencies.docker = with ${pkgs}; [ click dagster-pipes ${pkgs}.docker ];
  postInstall = "\${docker}";
`,
      `{ ${pkgs}, dagster-src, docker, dagster-pipes }`,
    ),
  },
  {
    title: "an extra that takes in another package's extra",
    fixes: [into("server", extra("uvicorn", "standard")), into("server", add("rich"))],
    before: file(`${modern}  optional-dependencies.server = with ${pkgs}; [ uvicorn ];
`),
    after:
      file(`${modern}  optional-dependencies.server = with ${pkgs}; [ rich uvicorn ] ++ uvicorn.optional-dependencies.standard;
`),
  },
  {
    title: "an extra that holds others: what all of them need is written once",
    fixes: [into("all", add("rich")), into("containers", add("rich")), into("all", add("six"))],
    before: file(`${modern}  optional-dependencies = rec {
    containers = with ${pkgs}; [ docker ];
    test = with ${pkgs}; [ pytz ];
    all = containers ++ test ++ [ ];
  };
`),
    after: file(`${modern}  optional-dependencies = rec {
    containers = with ${pkgs}; [ docker rich ];
    test = with ${pkgs}; [ pytz ];
    all = containers ++ test ++ [ ${pkgs}.six ];
  };
`),
  },
  {
    title: "an extra that holds others, and what goes behind them",
    fixes: [into("all", extra("gql", "requests")), into("api", extra("gql", "requests"))],
    before: file(`${modern}  optional-dependencies = rec {
    api = [ ${pkgs}.gql ];
    all = api;
  };
`),
    after: file(`${modern}  optional-dependencies = rec {
    api = [ ${pkgs}.gql ] ++ ${pkgs}.gql.optional-dependencies.requests;
    all = api;
  };
`),
  },
  {
    title: "an extra of the same name as a Python package, in rec",
    fixes: [into("docker", add("docker")), into("docker", add("rich"))],
    before: file(`${modern}  optional-dependencies = rec {
    docker = with ${pkgs}; [ click ];
  };
`),
    after: file(`${modern}  optional-dependencies = rec {
    docker = with ${pkgs}; [ click ${pkgs}.docker rich ];
  };
`),
  },
];
