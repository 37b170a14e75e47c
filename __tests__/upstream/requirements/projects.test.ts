import { describe, expect, test } from "@jest/globals";
import {
  compareProjects,
  neighboursOf,
  projectsOf,
  recordedProjects,
} from "../../../src/upstream/requirements/projects.ts";
import { project, projectsAt } from "./packages.ts";

test("the neighbours of what is packaged: the same folders, no examples", () => {
  const all = [...projectsAt("1.13.21").values()];
  expect([...neighboursOf(all, new Set(["dagster"])).keys()]).toEqual([
    "dagster",
    "dagster-graphql",
    "dagster-pipes",
    "dagster-webserver",
  ]);
  const both = neighboursOf(all, new Set(["dagster", "dagster-shared"]));
  expect(both.get("dagster-k8s")).toBe("python_modules/libraries/dagster-k8s");
  expect(both.has("first-steps")).toBe(false);
  expect(neighboursOf([project("app", { directory: "" })], new Set(["app"]))).toEqual(new Map([["app", ""]]));
  expect(neighboursOf(all, new Set()).size).toBe(0);
});

/** `libs/a` is the project `a`; `moved/x:a` is it in a directory of another name; `?libs/b` is one that cannot be read. */
function treeOf(...places: readonly string[]) {
  const unreadable = places.filter((place) => place.startsWith("?")).map((place) => place.slice(1));
  const projects = places
    .filter((place) => !place.startsWith("?"))
    .map((place) => {
      const [directory = "", name = directory.slice(directory.lastIndexOf("/") + 1)] = place.split(":");
      return project(name, { directory });
    });
  return {
    projects,
    unreadable: unreadable.map((directory) => ({ directory, file: "setup.py", line: 1, reason: "It is not Python." })),
  };
}

describe("what upstream added and dropped", () => {
  const packaged = new Set(["a", "e"]);
  const told = (added: readonly string[], dropped: readonly string[]) => ({
    added: added.map((name) => ({ name, directory: `libs/${name}`, packaged: packaged.has(name) })),
    dropped: dropped.map((name) => ({ name, directory: `libs/${name}`, packaged: packaged.has(name) })),
  });

  test.each([
    ["and whether it is packaged here", ["libs/a", "libs/c"], ["libs/d", "libs/e"], ["d", "e"], ["a", "c"]],
    ["not what cannot be read now", ["libs/a", "libs/b"], ["?libs/a", "?libs/b", "libs/e"], ["e"], []],
    ["what is gone beside what cannot be read", ["libs/a", "libs/b"], ["?libs/a", "libs/e"], ["e"], ["b"]],
    ["not what was elsewhere or is", ["libs/a", "x/b"], ["libs/b", "y/a", "libs/e"], ["e"], []],
    ["not what was in a directory of another name", ["libs/x:a", "libs/b"], ["libs/y:a", "libs/b"], [], []],
  ])("%s", (_, was, is, added, dropped) => {
    const [before, after] = [treeOf(...was), treeOf(...is)];
    const archived = projectsOf(before, packaged);
    expect(compareProjects(archived, projectsOf(after, packaged, archived), packaged)).toEqual(told(added, dropped));
  });

  test("not what could not be read before, where that is known", () => {
    const before = projectsOf(treeOf("libs/a", "?libs/b"), packaged);
    const after = projectsOf(treeOf("libs/a", "libs/b", "libs/d"), packaged, before);
    expect(compareProjects(before, after, packaged)).toEqual(told(["d"], []));
  });

  test("nothing where the pinned release is not known", () => {
    expect(compareProjects(undefined, projectsOf(treeOf("libs/a"), packaged), packaged)).toEqual(told([], []));
  });

  test("what cannot be read is recorded where it was, and neither new nor gone the next time", () => {
    const before = projectsOf(treeOf("libs/a", "libs/b"), packaged);
    const unread = projectsOf(treeOf("?libs/a", "libs/b"), packaged, before);
    expect(unread.neighbours).toEqual(before.neighbours);
    const next = projectsOf(treeOf("libs/a", "libs/b"), packaged, recordedProjects(unread.neighbours));
    expect(compareProjects(recordedProjects(unread.neighbours), next, packaged)).toEqual(told([], []));
  });

  test("a lock file knows nothing of other folders", () => {
    const recorded = recordedProjects(new Map([["a", "libs/a"]]));
    const after = projectsOf(treeOf("core/a", "core/b", "libs/c", "libs/e"), packaged, recorded);
    expect(compareProjects(recorded, after, packaged)).toEqual(told(["c", "e"], []));
  });
});
