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
    const isKept = boundedCaptures();
    const kept = Array.from({ length: 100 }, (_, index) => isKept(`${index}/setup.py`, 1_000_000)).filter(Boolean);
    expect(kept).toHaveLength(Math.floor(captureLimits.total / 1_000_000));
    expect(isKept("last/setup.py", 1000)).toBe(true);
    expect(isKept("README.md", 1)).toBe(false);
  });

  test("and to their number", () => {
    const isKept = boundedCaptures();
    const kept = Array.from({ length: captureLimits.files + 5 }, (_, index) => isKept(`${index}/setup.py`, 0));
    expect(kept.filter(Boolean)).toHaveLength(captureLimits.files);
  });

  test("another reading begins anew", () => {
    expect(boundedCaptures()("setup.py", captureLimits.named)).toBe(true);
    expect(boundedCaptures()("setup.py", captureLimits.named)).toBe(true);
  });
});
