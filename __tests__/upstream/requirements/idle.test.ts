import { expect, test } from "@jest/globals";
import { comparePackages } from "../../../src/upstream/requirements/compare.ts";
import { idleSettings } from "../../../src/upstream/requirements/idle.ts";
import { facts, nixPackage, projectNamed, projectsAt, surroundings } from "./packages.ts";

const projects = projectsAt("1.12.1");

/** What is said of the package of dagster, which lists `toml` although nobody requires it. */
function idle(relax: readonly string[], ignore: readonly string[], unread: "dependencies" | "scripts" | undefined) {
  const dagster = projectNamed(projects, "dagster");
  const project = { ...dagster, unread: new Set(unread === undefined ? [] : [unread]) };
  const packages = [facts(project, nixPackage("dagster", "click toml"), { ignore: new Set(ignore) })];
  const [comparison] = comparePackages(packages, surroundings(projects, ["dagster"]));
  return comparison && idleSettings(comparison.comparing, relax).map((sentence) => sentence.replace(/,.*/, ""));
}

test.each([
  ["what is required", ["click"], ["rich"], []],
  ["what Windows alone requires", ["psutil"], ["pywin32"], []],
  ["what the Nix file lists beyond that", [], ["toml"], []],
  ["what the build requires", [], ["setuptools"], []],
  ["a slip", ["clikc"], [], ["packages.dagster.relax of the configuration names clikc"]],
  ["a slip to be ignored", [], ["tomll"], ["packages.dagster.ignore of the configuration names tomll"]],
  ["a bound of what is only listed", ["toml"], [], ["packages.dagster.relax of the configuration names toml"]],
] as const)("%s", (_, relax, ignore, expected) => {
  expect(idle(relax, ignore, undefined)).toEqual(expected);
});

test("nothing where a requirement may be among what was not read", () => {
  expect(idle(["clikc"], ["tomll"], "dependencies")).toEqual([]);
  expect(idle(["clikc"], ["tomll"], "scripts")).toHaveLength(2);
});
