/** Conditions on the system that a package is built for: what they mean, and how one is written. */
import { type System, systems } from "../../flox/systems.ts";
import { type Environment, lexical } from "../evaluate/environment.ts";
import { isPythonSet } from "../evaluate/python-sets.ts";
import type { NixpkgsPath, Value } from "../evaluate/value.ts";
import { parseNix } from "../parser.ts";
import type { Program } from "../reading/program.ts";
import { encode } from "../source.ts";
import type { Expression } from "../syntax.ts";

const linux = ["x86_64-linux", "aarch64-linux"] as const;
const darwin = ["x86_64-darwin", "aarch64-darwin"] as const;

/** Nixpkgs manual, "Platform Notes"; `lib.systems.inspect.predicates`. */
const predicates: ReadonlyMap<string, readonly System[]> = new Map<string, readonly System[]>([
  ["isLinux", linux],
  ["isDarwin", darwin],
  ["isx86_64", ["x86_64-linux", "x86_64-darwin"]],
  ["isAarch64", ["aarch64-linux", "aarch64-darwin"]],
]);

/** Operators inside operators: more is not followed. */
const depthLimit = 60;

/**
 * The systems on which a condition holds, in the order of `systems`; undefined where it asks for anything else than the
 * predicates above, `&&`, `||` and `!`.
 */
export function systemsWhere(
  expression: Expression,
  environment: Environment,
  program: Program,
  depth = 0,
): readonly System[] | undefined {
  const of = (inner: Expression) => systemsWhere(inner, environment, program, depth + 1);
  if (depth > depthLimit) return undefined;
  switch (expression.kind) {
    case "parenthesised":
      return of(expression.inner);
    case "unary": {
      const operand = expression.operator === "!" ? of(expression.operand) : undefined;
      return operand && without(operand);
    }
    case "binary": {
      const { operator } = expression;
      if (operator !== "&&" && operator !== "||") return undefined;
      const [left, right] = [of(expression.left), of(expression.right)];
      if (left === undefined || right === undefined) return undefined;
      return operator === "&&" ? both(left, right) : systems.filter((one) => left.includes(one) || right.includes(one));
    }
    case "variable":
    case "select":
      return answer(program.evaluator.evaluate(expression, environment));
    default:
      return undefined;
  }
}

function answer(value: Value): readonly System[] | undefined {
  if (value.kind === "boolean") return value.value ? systems : [];
  return value.kind === "unknown" && value.path !== undefined ? predicateAt(value.path) : undefined;
}

/** `stdenv.hostPlatform.isLinux`, and `stdenv.isLinux`, which is the same. */
function predicateAt(path: NixpkgsPath): readonly System[] | undefined {
  const at = path.findIndex((name) => name === "stdenv" || name === "stdenvNoCC");
  const [first = "", second] = path.slice(at + 1);
  const name = first === "hostPlatform" ? second : first;
  const isWhole = path.length === at + (first === "hostPlatform" ? 3 : 2);
  // callPackage of a Python set finds the top level's.
  const isTop = at === 0 || isPythonSet(path.slice(0, at));
  return at >= 0 && isWhole && isTop ? predicates.get(name ?? "") : undefined;
}

/** The systems that are among both. */
export function both(one: readonly System[], other: readonly System[]): readonly System[] {
  return one.filter((system) => other.includes(system));
}

/** The systems that are not among these. */
export function without(some: readonly System[]): readonly System[] {
  return systems.filter((system) => !some.includes(system));
}

export function isSameSystems(one: readonly System[] | undefined, other: readonly System[]): boolean {
  return one !== undefined && one.length === other.length && one.every((system) => other.includes(system));
}

/** A condition that holds on these systems and no others, to stand as an argument; undefined where none is plain. */
export function conditionOn(on: readonly System[]): string | undefined {
  const host = "stdenv.hostPlatform";
  const [whole] = [...predicates].find(([, members]) => isSameSystems(on, members)) ?? [];
  if (whole !== undefined) return `${host}.${whole}`;
  const [only] = on;
  if (only === undefined || on.length > 1) return undefined;
  const [kernel, architecture] = [...predicates].flatMap(([name, members]) => (members.includes(only) ? [name] : []));
  return `(${host}.${kernel} && ${host}.${architecture})`;
}

/** Whether `lib.optionals` of a condition means that, for these systems, where it is to be written. */
export function canWrite(
  condition: string,
  on: readonly System[],
  environment: Environment,
  program: Program,
): boolean {
  // A `with` may bring other names of the same spelling, and nobody would see it.
  if (["lib", "stdenv"].some((name) => lexical(environment, name) === undefined)) return false;
  const { evaluator } = program;
  const lib = evaluator.known.get("lib")?.force();
  const optionals = evaluator.evaluate(parseNix(encode("lib.optionals")).root, environment);
  return (
    lib?.kind === "set" &&
    lib.attributes.get("optionals")?.force() === optionals &&
    isSameSystems(systemsWhere(parseNix(encode(condition)).root, environment, program), on)
  );
}
