import { describe, expect, test } from "@jest/globals";
import type { PythonVersion } from "../../../src/flox/python-version.ts";
import { systems } from "../../../src/flox/systems.ts";
import { holdsOn, holdsOnWindows } from "../../../src/upstream/requirements/markers.ts";
import { isMalformed, type Marker, parseRequirement } from "../../../src/upstream/requirements/pep508.ts";

function marker(text: string): Marker | undefined {
  const parsed = parseRequirement(`a; ${text}`);
  if (isMalformed(parsed)) throw new Error(parsed.why);
  return parsed.marker;
}

/** `all`, `none`, or the systems; `?` before those of which it is not known. */
function where(text: string, python: PythonVersion = [3, 13], extra = ""): string {
  const { on, unknown } = holdsOn(marker(text), python, extra);
  if (on.length === systems.length) return "all";
  const named = [...on, ...unknown.map((system) => `?${system}`)];
  return named.join(" ") || "none";
}

test("without a marker it holds everywhere", () => {
  expect(holdsOn(undefined, [3, 13])).toEqual({ on: systems, unknown: [] });
});

// Each as the package `packaging` 26.2 evaluates it.
test.each([
  ['platform_system=="Windows"', "none"],
  ['platform_system!="Windows"', "all"],
  ["sys_platform == 'linux'", "x86_64-linux aarch64-linux"],
  ["sys_platform == 'darwin' and platform_machine == 'arm64'", "aarch64-darwin"],
  ["platform_machine in 'aarch64 arm64'", "aarch64-linux aarch64-darwin"],
  ["'linux' in sys_platform", "x86_64-linux aarch64-linux"],
  ["os_name == 'posix'", "all"],
  ["os_name == 'nt' or platform_system == 'Darwin'", "x86_64-darwin aarch64-darwin"],
  ["implementation_name == 'cpython'", "all"],
  ["platform_python_implementation == 'PyPy'", "none"],
  ["python_version >= '3.9'", "all"],
  ["python_version < '3.9'", "none"],
  ["'3.9' <= python_version", "all"],
  ["python_version == '3.13.*'", "all"],
  ["python_version ~= '3.12'", "all"],
  ["python_version in '3.12 3.13'", "all"],
  ["python_version not in '3.1, 3.13'", "none"],
  // Texts that are no versions have no order.
  ["sys_platform >= 'a'", "none"],
  ["os_name >= 'posix'", "all"],
  ["python_version >= '3.8,<4'", "none"],
  ["extra == 'test'", "none"],
])("%s: %s", (text, expected) => {
  expect(where(text)).toBe(expected);
});

describe("what is not known before it runs", () => {
  const unknown = systems.map((system) => `?${system}`).join(" ");

  test.each([
    ["platform_release >= '5.4'", unknown],
    ["platform_version == 'x'", unknown],
    ["python_full_version >= '3.13.2'", unknown],
    ["python_full_version >= '3.13'", "all"],
    ["python_full_version < '3.13'", "none"],
    ["python_full_version != '3.12.1'", "all"],
    ["sys_platform ~= 'linux'", unknown],
    // `packaging` up to 25 compares texts there, and says that it holds.
    ["python_version >= '3.8.*'", unknown],
    ["python_full_version < '3.14.*'", unknown],
    // The other side may decide all the same.
    ["platform_release >= '5.4' or os_name == 'posix'", "all"],
    ["platform_release >= '5.4' and os_name == 'nt'", "none"],
    ["platform_release >= '5.4' and sys_platform == 'linux'", "?x86_64-linux ?aarch64-linux"],
  ])("%s: %s", (text, expected) => {
    expect(where(text)).toBe(expected);
  });
});

test("the Python decides", () => {
  expect(where("python_version < '3.11'", [3, 10])).toBe("all");
  expect(where("python_version < '3.11'", [3, 11])).toBe("none");
  // As versions, not as texts.
  expect(where("python_version < '3.9'", [3, 10])).toBe("none");
});

test("an extra is asked for by its normalised name", () => {
  expect(where("extra == 'My.Extra'", [3, 13], "my_extra")).toBe("all");
  expect(where("'other' == extra", [3, 13], "my_extra")).toBe("none");
});

test("Windows is known to be elsewhere", () => {
  expect(holdsOnWindows(marker('platform_system=="Windows"'), [3, 13])).toBe(true);
  expect(holdsOnWindows(marker("sys_platform == 'win32' and os_name == 'nt'"), [3, 13])).toBe(true);
  expect(holdsOnWindows(marker("python_version < '3'"), [3, 13])).toBe(false);
});
