import type { PythonVersion } from "../../flox/python-version.ts";
import { evaluate } from "./evaluate.ts";
import { execute } from "./execute.ts";
import { parsePython } from "./parse.ts";
import { limits, moduleScope, OutOfSteps, type Run, type SetupCall } from "./run.ts";
import { text, type Value } from "./values.ts";

export interface PythonReading {
  readonly globals: ReadonlyMap<string, Value>;
  readonly setupCalls: readonly SetupCall[];
}

/** Why a file could not be read at all. */
export interface PythonRefusal {
  readonly line: number;
  readonly why: string;
}

/**
 * Reads a Python file of the archive as Python would run it, without running it: what depends on anything but the
 * archive and the given Python version comes out as unknown.
 *
 * @param directory where relative paths start, and modules are looked for
 * @param read the text of another file of the archive, by its path from the root
 * @param name what it is run as: a module's name where it is imported
 */
export function readPython(
  file: string,
  content: string,
  directory: string,
  python: PythonVersion,
  read: (path: string) => string | undefined,
  name = "__main__",
): PythonReading | PythonRefusal {
  const parsing = parsePython(content);
  if (parsing.kind === "malformed") {
    return parsing;
  }
  const globals = new Map<string, Value>([
    ["__file__", { kind: "path", path: file }],
    ["__name__", text(name)],
  ]);
  const run: Run = {
    read,
    directory,
    workingDirectory: directory,
    python,
    modules: new Map(),
    written: new Set(),
    setupCalls: [],
    evaluate,
    execute,
    depth: 0,
    stepsLeft: limits.steps,
  };
  try {
    execute(run, moduleScope(file, globals), parsing.body);
  } catch (error) {
    if (error instanceof OutOfSteps) {
      return { line: 1, why: "it takes too many steps to read" };
    }
    throw error;
  }
  return { globals, setupCalls: run.setupCalls };
}
