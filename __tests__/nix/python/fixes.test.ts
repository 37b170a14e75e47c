import { describe, expect, test } from "@jest/globals";
import { display } from "../../../src/nix/source.ts";
import { backend, fix, fixesOf, own } from "./fixing.ts";
import { repositoryOf } from "./reading.ts";
import type { Style } from "./style.ts";
import { styles } from "./styles.ts";

const others = Object.fromEntries(
  ["dagster-pipes", "dagster-shared"].map((name) => [
    `${name}.nix`,
    `{ python313Packages, dagster-src }:
python313Packages.buildPythonPackage { pname = "${name}"; version = "1.12.1"; src = dagster-src; pyproject = true; }
`,
  ]),
);

function fixed({ before, inSet = false, fixes }: Style) {
  const [path, attribute] = inSet ? ["python313Packages/fixed.nix", "python313Packages.fixed"] : ["fixed.nix", "fixed"];
  const { after, refusals, plan } = fix(repositoryOf({ ...others, [path]: before }), fixesOf(attribute, fixes));
  return { text: display(after.get(`.flox/pkgs/${path}`) ?? ""), refusals, plan };
}

describe("fixes in every style", () => {
  test.each(styles.map((style) => [style.title, style] as const))("%s", (_, style) => {
    const { text, refusals } = fixed(style);
    expect(text).toBe(style.after);
    expect(refusals).toEqual([]);
  });

  test.each(styles.map((style) => [style.title, style] as const))("%s: nothing is left to do", (_, style) => {
    const { plan } = fixed({ ...style, before: style.after });
    expect(plan.edits).toEqual([]);
    expect(plan.refusals).toEqual([]);
  });

  test("each edit says where, for which package, what and why", () => {
    const { plan } = fixed({
      title: "",
      before: `{ python313Packages, dagster-src }:
python313Packages.buildPythonPackage {
  pname = "dagster"; version = "1.12.1"; src = dagster-src;
  format = "setuptools";
  dependencies = with python313Packages; [ click ];
}
`,
      after: "",
      fixes: [{ kind: "backend", names: ["hatchling"] }, own("dagster-pipes"), { kind: "relax", name: "click" }],
    });
    expect(
      plan.edits.map(({ line, column, kind, from, to, attribute }) => [line, column, kind, from, to, attribute]),
    ).toEqual([
      [1, 33, "formal", "", ", dagster-pipes", "fixed"],
      [4, 3, "format", 'format = "setuptools";', "pyproject = true;", "fixed"],
      [4, 25, "build-system", "", "\n  build-system = with python313Packages; [ hatchling ];", "fixed"],
      [5, 49, "requirement", "", " dagster-pipes", "fixed"],
      [5, 52, "relax", "", '\n  pythonRelaxDeps = [ "click" ];', "fixed"],
    ]);
  });
});

test.each([
  ["{ }:", "{ dagster-pipes, dagster-shared }:"],
  ["{}:", "{ dagster-pipes, dagster-shared }:"],
  ["{ ... }:", "{ dagster-pipes, dagster-shared, ... }:"],
])("a function that takes nothing, %s, gets its first formals", (formals, expected) => {
  const file = (head: string, list: string) => `${head}
let inherit (import <nixpkgs> { }) python313Packages fetchFromGitHub; in
python313Packages.buildPythonPackage {
  pname = "dagster";
  version = "1.12.1";
  src = fetchFromGitHub { owner = "dagster-io"; repo = "dagster"; rev = "1.12.1"; hash = ""; };
  pyproject = true;
  dependencies = [ ${list}];
}
`;
  const { text, refusals } = fixed({
    title: "",
    before: file(formals, ""),
    after: "",
    fixes: [own("dagster-shared"), own("dagster-pipes")],
  });
  expect(refusals).toEqual([]);
  expect(text).toBe(file(expected, "dagster-pipes dagster-shared "));
});

test.each([
  ["[ setuptools wheel ]", "[ hatchling ]"],
  [
    "[\n    # One.\n    setuptools\n    # Two.\n    wheel /* old */ ]",
    "[\n    # One.\n    hatchling\n    # Two.\n    /* old */ ]",
  ],
  ["[\n    setuptools # One.\n    wheel # Two.\n  ]", "[\n    hatchling # One.\n    # Two.\n  ]"],
  ["[\n    setuptools /* One. */ wheel\n  ]", "[\n    hatchling /* One. */\n  ]"],
  ["[\n    setuptools\n    wheel\n  ]", "[\n    hatchling\n  ]"],
])("what goes with the old backend leaves no comment over what follows: %j", (list, expected) => {
  const file = (items: string) => `{ python313Packages, dagster-src }:
python313Packages.buildPythonPackage {
  pname = "dagster"; version = "1.12.1"; src = dagster-src; pyproject = true;
  build-system = with python313Packages; ${items};
}
`;
  const { text, refusals } = fixed({ title: "", before: file(list), after: "", fixes: [backend("hatchling")] });
  expect(refusals).toEqual([]);
  expect(text).toBe(file(expected));
});
