import { describe, expect, test } from "@jest/globals";
import type { PackageRequirements } from "../../src/documents/requirements.ts";
import { packagesText, requirementRows } from "../../src/review/requirements.ts";

const none: PackageRequirements = {
  missing: [],
  superfluous: [],
  satisfied: [],
  changed: [],
  unresolved: [],
  blockers: [],
  fixes: [],
};
const noProjects = { added: [], dropped: [] };
const missing = (name: string, extra: string | null = null): PackageRequirements["missing"][number] => ({
  name,
  extra,
  from: "python-set",
  list: "dependencies",
  requirement: name,
  systems: ["x86_64-linux"],
  reason: `Upstream requires ${name}.`,
});
const fix = (name: string, refused: string | null = null): PackageRequirements["fixes"][number] => ({
  kind: "add",
  list: "dependencies",
  names: [name],
  extra: null,
  reason: `Upstream requires ${name}.`,
  refused,
});
const lines = (requirements: Readonly<Record<string, PackageRequirements>>, mode: "fix" | "report" = "fix") =>
  requirementRows({ requirements, requirementEdits: { mode, edits: [] }, projects: noProjects }).map(
    ({ packages, what, name, reason }) => `${packages} | ${what} | ${name} | ${reason}`,
  );

describe("the lines about requirements", () => {
  test("what stands in the way first, what is in order last", () => {
    const place = { file: "a.nix", line: 1, column: 1 };
    const all: PackageRequirements = {
      missing: [missing("b", "x")],
      superfluous: [{ name: "c", extra: null, list: "dependencies", ...place, reason: "Nobody asks for it." }],
      satisfied: [{ requirement: "d>=1", by: "e", reason: "It is called e." }],
      changed: [{ what: "script", name: "f", from: null, to: "f:main", reason: "It is new." }],
      unresolved: [{ what: "install_requires", file: "setup.py", line: 3, reason: "It is computed." }],
      blockers: [{ name: "b[x]", reason: "It is not known." }],
      fixes: [fix("g")],
    };
    expect(lines({ app: all })).toEqual([
      "app | blocked | b[x] | It is not known.",
      "app | missing | b[x] | Upstream requires b.",
      "app | fix | g | For dependencies. Upstream requires g.",
      "app | unresolved | install_requires | It is computed. See setup.py:3.",
      "app | superfluous | c | Nobody asks for it.",
      "app | changed | f | It is new.",
      "app | met | d>=1 | It is called e.",
    ]);
  });

  test("a fix takes the place of what it mends, also one that could not be written", () => {
    expect(
      lines({
        app: { ...none, missing: [missing("b"), missing("c")], fixes: [fix("b"), fix("c", "there is no list")] },
      }),
    ).toEqual([
      "app | not fixed | c | Upstream requires c. Not written to dependencies: there is no list.",
      "app | fix | b | For dependencies. Upstream requires b.",
    ]);
    const extra = { ...none, missing: [missing("b", "x")], fixes: [fix("b")] };
    expect(lines({ app: extra })).toHaveLength(2);
  });

  test("a fix that is only reported is not said to be made", () => {
    expect(lines({ app: { ...none, missing: [missing("b")], fixes: [fix("b")] } }, "report")).toEqual([
      "app | would fix | b | For dependencies. Upstream requires b.",
    ]);
  });

  test("what is true of several packages is said once", () => {
    const changed: PackageRequirements["changed"] = [
      { what: "requires-python", name: "python", from: null, to: ">=3.10", reason: "Python was any and is >=3.10." },
    ];
    const one = { ...none, changed };
    expect(lines({ a: one, b: none, c: one })).toEqual(["a,c | changed | python | Python was any and is >=3.10."]);
  });

  test("projects that upstream added and dropped", () => {
    const projects = {
      added: [{ name: "more", directory: "libraries/more", packaged: false }],
      dropped: [{ name: "less", directory: "libraries/less", packaged: true }],
    };
    const requirementEdits = { mode: "fix" as const, edits: [] };
    expect(
      requirementRows({ requirements: {}, requirementEdits, projects }).map(({ name, reason }) => `${name}: ${reason}`),
    ).toEqual([
      "more: Upstream added it in libraries/more; it is not packaged here.",
      "less: Upstream no longer has it; it is packaged here.",
    ]);
  });
});

test.each([
  [[], "(upstream)"],
  [["a"], "a"],
  [["a", "b", "c"], "a, b, c"],
  [["a", "b", "c", "d"], "a, b and 2 more"],
])("%j are named as %s", (packages, expected) => {
  expect(packagesText(packages)).toBe(expected);
});
