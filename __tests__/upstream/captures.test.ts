import { describe, expect, test } from "@jest/globals";
import { boundedCaptures, captureLimits, isMetadataFile } from "../../src/upstream/captures.ts";

test.each([
  ["setup.py", true],
  ["python_modules/dagster/setup.py", true],
  ["python_modules/dagster/pyproject.toml", true],
  ["python_modules/dagster/setup.cfg", true],
  ["python_modules/dagster/dagster/version.py", true],
  ["python_modules/dagster/dagster/__init__.py", true],
  ["python_modules/libraries/dagster-k8s/dagster_k8s/kubernetes_version.py", true],
  ["python_modules/libraries/dagster-k8s/dagster_k8s/bounds.py", true],
  ["src/pkg/constants.py", true],
  ["pkg/constants.py", true],
  ["pkg/deep/inside/_version.py", true],
  ["VERSION", true],
  ["requirements-dev.txt", true],
  ["python_modules/dagster/dagster/_core/execution/api.py", false],
  ["python_modules/dagster/dagster_tests/core_tests/test_x.py", false],
  ["README.md", false],
  ["js_modules/package.json", false],
  ["setup.py.orig", false],
  ["my-pyproject.toml", false],
  ["", false],
])("%s is kept: %s", (path, kept) => {
  expect(isMetadataFile(path, 1000)).toBe(kept);
});

describe("sizes", () => {
  test.each([
    // Kept, so that the reader can refuse it by name.
    ["a/setup.py", 5_000_000, true],
    ["a/setup.py", captureLimits.named + 1, false],
    ["a/version.py", captureLimits.python, true],
    ["a/version.py", captureLimits.python + 1, false],
    ["requirements.txt", captureLimits.python + 1, false],
  ])("%s of %i bytes: %s", (path, size, kept) => {
    expect(isMetadataFile(path, size)).toBe(kept);
  });

  test("there is a limit to all of them together", () => {
    const { wants, leftOut } = boundedCaptures();
    const paths = Array.from({ length: 100 }, (_, index) => `${index}/setup.py`);
    const kept = paths.filter((path) => wants(path, 1_000_000));
    expect(kept).toHaveLength(Math.floor(captureLimits.total / 1_000_000));
    expect([...leftOut.keys()]).toEqual(paths.slice(kept.length));
    expect(wants("last/setup.py", 1000)).toBe(true);
    expect(wants("README.md", 1)).toBe(false);
  });

  test("and to their number", () => {
    const { wants } = boundedCaptures();
    const kept = Array.from({ length: captureLimits.files + 5 }, (_, index) => wants(`${index}/setup.py`, 0));
    expect(kept.filter(Boolean)).toHaveLength(captureLimits.files);
  });

  test("a manifest beyond the limits is remembered by name, and nothing else is", () => {
    const { wants, leftOut } = boundedCaptures();
    expect(wants("a/setup.py", captureLimits.named + 1)).toBe(false);
    expect(wants("a/version.py", captureLimits.named + 1)).toBe(false);
    expect(wants("README.md", captureLimits.named + 1)).toBe(false);
    expect(leftOut).toEqual(new Map([["a/setup.py", captureLimits.named + 1]]));
  });

  test("of many such manifests not all are", () => {
    const { wants, leftOut } = boundedCaptures();
    for (let index = 0; index < captureLimits.leftOut + 5; index++) {
      expect(wants(`${index}/setup.py`, captureLimits.named + 1)).toBe(false);
    }
    expect(leftOut.size).toBe(captureLimits.leftOut);
  });

  test("another reading begins anew", () => {
    expect(boundedCaptures().wants("setup.py", captureLimits.named)).toBe(true);
    expect(boundedCaptures().wants("setup.py", captureLimits.named)).toBe(true);
  });
});
