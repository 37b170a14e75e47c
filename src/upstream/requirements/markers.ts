import type { PythonVersion } from "../../flox/python-version.ts";
import { type System, systems } from "../../flox/systems.ts";
import { normalizeName } from "../names.ts";
import { matchesSpecifiers, parseSpecifiers } from "../pep440.ts";
import type { Marker, MarkerOperator, MarkerVariable, Operand } from "./pep508.ts";

/** Where a requirement holds. */
export interface Holding {
  /** In the order of `systems`. */
  readonly on: readonly System[];
  /** Where it depends on what cannot be known before the machine is seen, e.g. `platform_release`. */
  readonly unknown: readonly System[];
}

/**
 * The systems on which a marker holds for CPython of a version, as the specification of dependency specifiers
 * evaluates it; without a marker all of them.
 *
 * @param extra the extra that is asked for; the empty string where none is
 */
export function holdsOn(marker: Marker | undefined, python: PythonVersion, extra = ""): Holding {
  const answers = systems.map((system) => [system, holds(marker, valuesOn(platforms[system], python, extra))] as const);
  const having = (wanted: boolean | undefined) =>
    answers.flatMap(([system, answer]) => (answer === wanted ? [system] : []));
  return { on: having(true), unknown: having(undefined) };
}

/** Whether it may hold on Windows, where none of the systems is. */
export function holdsOnWindows(marker: Marker | undefined, python: PythonVersion): boolean {
  return holds(marker, valuesOn(windows, python, "")) !== false;
}

/**
 * Whether it holds by the values that a Python reports of itself, by variable, where no extra is asked for; undefined
 * where too few are reported.
 */
export function holdsWhere(
  marker: Marker | undefined,
  reported: Readonly<Record<string, string>>,
): boolean | undefined {
  return holds(marker, (name) => {
    if (name === "extra") return [""];
    const value = reported[name];
    return value === undefined ? [] : [value];
  });
}

/** What the markers call a machine. */
interface Platform {
  readonly os: string;
  readonly sys: string;
  readonly kernel: string;
  readonly machine: string;
}

const linux = { os: "posix", sys: "linux", kernel: "Linux" };
const darwin = { os: "posix", sys: "darwin", kernel: "Darwin" };
const windows: Platform = { os: "nt", sys: "win32", kernel: "Windows", machine: "AMD64" };
const platforms: Readonly<Record<System, Platform>> = {
  "x86_64-linux": { ...linux, machine: "x86_64" },
  "aarch64-linux": { ...linux, machine: "aarch64" },
  "x86_64-darwin": { ...darwin, machine: "x86_64" },
  "aarch64-darwin": { ...darwin, machine: "arm64" },
};

/** Every value that a variable may have; none for what cannot be known. */
type Environment = (name: MarkerVariable) => readonly string[];

/** Undefined where it cannot be known. */
function holds(marker: Marker | undefined, environment: Environment): boolean | undefined {
  if (marker === undefined) return true;
  if (marker.kind === "comparison") return compare(marker, environment);
  const decisive = marker.kind === "or";
  const answers = marker.terms.map((term) => holds(term, environment));
  if (answers.includes(decisive)) return decisive;
  return answers.includes(undefined) ? undefined : !decisive;
}

function compare(
  { left, operator, right }: Extract<Marker, { kind: "comparison" }>,
  environment: Environment,
): boolean | undefined {
  const key = variableOf(left) ?? variableOf(right);
  const lefts = values(left, key, environment);
  const rights = values(right, key, environment);
  const answers = new Set(lefts.flatMap((a) => rights.map((b) => comparison(a, operator, b, key))));
  const [answer] = answers;
  return answers.size === 1 ? answer : undefined;
}

function variableOf(operand: Operand): MarkerVariable | undefined {
  return operand.kind === "variable" ? operand.name : undefined;
}

/** Patch releases that a minor version of Python has at most: the series that are maintained longest end below 30. */
const mostPatches = 40;

/** Every patch release that a minor version may have. */
export function pythonPatches(python: PythonVersion): readonly string[] {
  return Array.from({ length: mostPatches }, (_, patch) => `${python.join(".")}.${patch}`);
}

function values(operand: Operand, key: MarkerVariable | undefined, environment: Environment): readonly string[] {
  if (operand.kind === "text") return [key === "extra" ? normalizeName(operand.value) : operand.value];
  return environment(operand.name);
}

/** What is known before the machine is seen. */
function valuesOn(platform: Platform, python: PythonVersion, extra: string): Environment {
  const version = python.join(".");
  return (name) => {
    switch (name) {
      case "python_version":
        return [version];
      // Which patch release it will be is nixpkgs' to say.
      case "python_full_version":
      case "implementation_version":
        return pythonPatches(python);
      case "os_name":
        return [platform.os];
      case "sys_platform":
        return [platform.sys];
      case "platform_system":
        return [platform.kernel];
      case "platform_machine":
        return [platform.machine];
      case "platform_python_implementation":
        return ["CPython"];
      case "implementation_name":
        return ["cpython"];
      case "extra":
        return [normalizeName(extra)];
      case "platform_release":
      case "platform_version":
        return [];
    }
  };
}

const versions: ReadonlySet<MarkerVariable> = new Set([
  "python_version",
  "python_full_version",
  "implementation_version",
  "platform_release",
]);

/**
 * Versions are compared by PEP 440 where both sides are some; what has no order is in no order. A version of Python that
 * is beyond no version (`>= "3.8.*"`) is by the specification, and as a text by most installers it is: not known.
 */
function comparison(
  left: string,
  operator: MarkerOperator,
  right: string,
  key: MarkerVariable | undefined,
): boolean | undefined {
  const comparable = key !== undefined && versions.has(key) && !operator.endsWith("in") && !right.includes(",");
  const specifiers = comparable ? parseSpecifiers(operator + right) : undefined;
  if (specifiers !== undefined) return matchesSpecifiers(left, specifiers);
  if (comparable && /^[<>]/.test(operator)) return undefined;
  switch (operator) {
    case "in":
      return right.includes(left);
    case "not in":
      return !right.includes(left);
    case "!=":
      return left !== right;
    case "==":
    case "<=":
    case ">=":
      return left === right;
    case "<":
    case ">":
      return false;
    case "===":
    case "~=":
      return undefined;
  }
}
