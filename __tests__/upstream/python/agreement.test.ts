/**
 * What is read of a module without running it is what Python makes of it. Modules are made at random; some of what they
 * use (`outside`) is not known here, and Python runs each with two of it: what is said to be known has to be so in both.
 */
import { join } from "node:path";
import { expect, test } from "@jest/globals";
import { execa } from "execa";
import fc from "fast-check";
import { readPython } from "../../../src/upstream/python/read.ts";
import { isUnknown, type Value } from "../../../src/upstream/python/values.ts";
import { describeWith } from "../../helpers/needs.ts";
import { ModuleMaker, siblings, worlds } from "../../helpers/python-modules.ts";

/** As the program in python-modules.py writes a value. */
type Plain =
  | readonly ["text" | "number", string]
  | readonly ["constant", boolean | null]
  | readonly ["list" | "tuple" | "set", readonly Plain[]]
  | readonly ["dict", readonly (readonly [Plain, Plain])[]]
  | readonly ["other"];

interface Answer {
  /** Without what raised an error. */
  readonly code: string;
  /** What the names came to in each world; not there where it is not Python. */
  readonly worlds?: readonly { readonly names: Readonly<Record<string, Plain>> }[];
}

/** Whether a value is what it is said to be, as far as that is said. */
function agrees(said: Value, is: Plain): boolean {
  switch (said.kind) {
    case "text":
      return is[0] === "text" && is[1] === said.value;
    case "number":
      return is[0] === "number" && is[1] === String(said.value);
    case "boolean":
      return is[0] === "constant" && is[1] === said.value;
    case "none":
      return is[0] === "constant" && is[1] === null;
    case "list": {
      const kind = said.isSet ? "set" : said.tuple ? "tuple" : "list";
      if (is[0] !== kind) return false;
      const isInOrder = kind !== "set" && !said.items.some(isUnknown);
      return isInOrder
        ? said.items.length === is[1].length && said.items.every((item, at) => agrees(item, is[1][at] ?? ["other"]))
        : areAmong(said.items, is[1]) && (said.items.some(isUnknown) || said.items.length === is[1].length);
    }
    case "dictionary": {
      if (is[0] !== "dict") return false;
      const entries = new Map(is[1].map(([key, value]) => [key[1], value]));
      const isWhole = said.rest === undefined;
      return (
        (!isWhole || [...said.entries.keys()].join() === [...entries.keys()].join()) &&
        Array.from(said.entries).every(([key, value]) => agrees(value, entries.get(key) ?? ["constant", null]))
      );
    }
    default:
      return true;
  }
}

function areAmong(items: readonly Value[], all: readonly Plain[]): boolean {
  const left = [...all];
  return items.every((item) => {
    const at = isUnknown(item) ? undefined : left.findIndex((one) => agrees(item, one));
    return at === undefined || (at !== -1 && left.splice(at, 1).length === 1);
  });
}

describeWith("python", "agreement with Python", () => {
  test("what is known is what Python says, whatever is not known", async () => {
    const entropy = fc.array(fc.nat({ max: 10_000 }), { minLength: 200, maxLength: 400 });
    const modules = fc.sample(entropy, { numRuns: 300, seed: 4 }).map((numbers) => new ModuleMaker(numbers).module());
    const program = join(import.meta.dirname, "../../helpers/python-modules.py");
    const { stdout } = await execa("python3", [program], {
      input: JSON.stringify({ files: siblings, worlds, modules }),
    });
    const { version, answers } = JSON.parse(stdout) as { version: [number, number]; answers: Answer[] };
    const wrong: object[] = [];
    let asked = 0;
    let known = 0;
    for (const { code, worlds: outcomes = [] } of answers) {
      const reading = readPython("pkg/setup.py", code, "pkg", version, (path) => siblings[path]);
      if ("why" in reading) {
        // What Python takes is read.
        wrong.push(...outcomes.map(() => ({ code, refused: reading.why })));
        continue;
      }
      for (const [name, is] of outcomes.flatMap(({ names }) => Object.entries(names))) {
        const said = reading.globals.get(name);
        if (is[0] === "other" || said === undefined) continue;
        asked++;
        if (isUnknown(said)) continue;
        known++;
        if (!agrees(said, is)) wrong.push({ code, name, said, is });
      }
    }
    expect(wrong).toEqual([]);
    expect(known / asked).toBeGreaterThan(0.35);
  });
});
