import { expect, test } from "@jest/globals";
import { dagsterLibraryVersion, presetFor } from "../../src/upstream/presets.ts";

test.each([
  ["1.12.1", "0.28.1"],
  ["1.13.26", "0.29.26"],
  ["1.10.18rc0", "0.26.18rc0"],
  ["1.12.1.post1", "0.28.1.post1"],
  ["1!0+dev", undefined],
  ["2.0.0", undefined],
  ["nonsense", undefined],
])("core %s goes with libraries %s", (core, library) => {
  expect(dagsterLibraryVersion(core)).toBe(library);
});

test("a package on neither track is worth a warning", () => {
  const preset = presetFor("Dagster-IO/dagster");
  expect(preset?.coreProject).toBe("dagster");
  const packages = new Map([
    ["dagster", "1.12.1"],
    ["dagster-postgres", "0.28.1"],
    ["dagster-odd", "0.27.1"],
  ]);
  expect(preset?.versionWarnings("1.12.1", packages)).toEqual([
    "dagster-odd states version 0.27.1; with 1.12.1, 0.28.1 or 1.12.1 is usual.",
  ]);
  expect(preset?.versionWarnings("1!0+dev", packages)).toEqual([]);
});

test("other upstreams have no preset", () => {
  expect(presetFor("someone/dagster")).toBeUndefined();
});
