import { expect, test } from "@jest/globals";
import type { Names } from "../../../src/flox/checks/expected.ts";
import { judgeRequirements } from "../../../src/flox/checks/requirements.ts";

const markers = {
  python_version: "3.13",
  platform_system: "Linux",
  python_full_version: "3.13.9",
  sys_platform: "linux",
};
const versions = {
  click: "8.1.8",
  coloredlogs: "15.0.1",
  gql: "4.0.0",
  grpcio: "1.76.0",
  "typing-extensions": "4.15.0",
  odd: "not a version",
};
const distributions = new Map(
  Object.entries(versions).map(([name, version]) => [name, { version, scripts: [] }] as const),
);

function judge(requirements: readonly string[] | undefined, relaxed: Names = new Set(), removed: Names = new Set()) {
  const project = { attribute: "dagster", project: "dagster", version: "1.0", requirements, relaxed, removed };
  return judgeRequirements([project], { markers, distributions }).judgement;
}

test.each([
  ["click>=5.0,<9.0"],
  ["typing_extensions>=4.11.0,<5"],
  ["Click"],
  ['psutil>=1.0; platform_system=="Windows"'],
  ["grpcio>=1.66.2; python_version>='3.13'"],
  ["grpcio<1; python_version<'3.13'"],
  ["gql[requests]>=3"],
  ["unheard; extra == 'test'"],
])("%s is met", (text) => expect(judge([text])).toEqual({ status: "passed", note: "" }));

test.each([
  ["coloredlogs>=6.1,<=14.0", "coloredlogs is 15.0.1, and dagster requires >=6.1,<=14.0"],
  ["gql[requests]>=3,<4", "gql is 4.0.0, and dagster requires >=3,<4"],
  ["docker-image-py", "dagster requires docker-image-py, which is not there"],
  ["tomli<3; python_version >= '3.11'", "dagster requires tomli, which is not there"],
  ["odd>=1", "odd is not a version, and dagster requires >=1"],
  ["click==8.0.*", "click is 8.1.8, and dagster requires ==8.0.*"],
])("%s is not", (text, note) => expect(judge([text, text])).toEqual({ status: "failed", note }));

test("what the Nix file relaxes or removes passes with a note", () => {
  const note = "coloredlogs is 15.0.1, and dagster requires <=14.0: relaxed by pythonRelaxDeps";
  expect(judge(["coloredlogs<=14.0"], new Set(["coloredlogs"]))).toEqual({ status: "passed", note });
  expect(judge(["coloredlogs<=14.0"], "all")).toEqual({ status: "passed", note });
  expect(judge(["psycopg2-binary"], new Set(), new Set(["psycopg2-binary"]))).toEqual({
    status: "passed",
    note: "psycopg2-binary is left out by pythonRemoveDeps",
  });
  expect(judge(["psycopg2-binary"], "all").status).toBe("failed");
});

test("what a project requires may not be known", () => {
  expect(judge(undefined)).toEqual({ status: "passed", note: "what dagster requires is not known" });
});

test("what cannot be judged is said, and is no fault", () => {
  expect(judge(["=== no requirement", "click; platform_release > '5'"])).toEqual({
    status: "passed",
    note: "=== no requirement of dagster is not understood; whether dagster needs click here is not known",
  });
});

test("what another version would mend is told apart, once and by its normalised name", () => {
  const requirements = ["gql[requests]>=3,<4", "Gql>=3,<4", "docker-image-py", "odd>=1", "Typing.Extensions<4"];
  const project = {
    attribute: "a",
    project: "a",
    version: "1",
    requirements,
    relaxed: new Set(["grpcio"]),
    removed: new Set<string>(),
  };
  const { judgement, unmetBounds } = judgeRequirements([project], { markers, distributions });
  expect(judgement.status).toBe("failed");
  expect(unmetBounds).toEqual([
    { project: "gql", bound: ">=3,<4", version: "4.0.0" },
    { project: "typing-extensions", bound: "<4", version: "4.15.0" },
  ]);
});
