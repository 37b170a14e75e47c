import { expect, test } from "@jest/globals";
import { compareProjects, neighboursOf } from "../../../src/upstream/requirements/projects.ts";
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

test("what upstream added and dropped, and whether it is packaged here", () => {
  const before = new Map([
    ["a", "libs/a"],
    ["b", "libs/b"],
    ["c", "libs/c"],
  ]);
  const after = new Map([
    ["b", "moved/b"],
    ["d", "libs/d"],
    ["e", "libs/e"],
  ]);
  expect(compareProjects(before, after, new Set(["a", "e"]))).toEqual({
    added: [
      { name: "d", directory: "libs/d", packaged: false },
      { name: "e", directory: "libs/e", packaged: true },
    ],
    dropped: [
      { name: "a", directory: "libs/a", packaged: true },
      { name: "c", directory: "libs/c", packaged: false },
    ],
  });
  expect(compareProjects(undefined, after, new Set())).toEqual({ added: [], dropped: [] });
});
