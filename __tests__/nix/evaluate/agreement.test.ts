/**
 * What is evaluated without Nix is what Nix evaluates. Expressions are made at random, all of them strings; some of what
 * they are made of (`u`) is not known here, and Nix is asked with two different values for it: what is said to be known
 * has to be the same in both.
 */
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import fc from "fast-check";
import { knownText } from "../../../src/nix/evaluate/text.ts";
import { Program } from "../../../src/nix/reading/program.ts";
import { describeWith } from "../../helpers/needs.ts";
import { type Nix, temporaryNix } from "../../helpers/nix.ts";

const texts = ["1.12.1", "v1.12.1", "a-b", "x", "", "1.2", "REL_1_2", "Ab"];

/** Makes expressions out of numbers, each choice taking one. */
class Maker {
  readonly #numbers: readonly number[];
  #next = 0;
  #names = 0;

  constructor(numbers: readonly number[]) {
    this.#numbers = numbers;
  }

  #choose<T>(of: readonly T[]): T {
    const number = this.#numbers[this.#next++ % this.#numbers.length] ?? 0;
    return of[(number + this.#next) % of.length] as T;
  }

  #name(): string {
    return `n${this.#names++}`;
  }

  /** @param names of strings in scope; @param withs of strings that a `with` gives */
  text(depth: number, names: readonly string[]): string {
    const literal = () => {
      const text = this.#choose(texts);
      return this.#choose([`"${text}"`, `''${text}''`]);
    };
    if (depth <= 0)
      return this.#choose([
        literal,
        literal,
        () => (names.length > 0 ? this.#choose(names) : literal()),
        () => "u.s",
      ])();
    const s = (scope = names) => this.text(depth - 1, scope);
    const name = this.#name();
    const other = this.#name();
    const inner = [...names, name];
    const forms: readonly (() => string)[] = [
      literal,
      () => `"p\${${s()}}q"`,
      () => `''p\${${s()}}q''`,
      () => `(${s()} + ${s()})`,
      () => `(let ${name} = ${s()}; in ${s(inner)})`,
      () => `(let ${name} = ${s()}; ${other} = ${s(inner)}; in ${s([...inner, other])})`,
      () => `(with { ${name} = ${s()}; ${other} = ${s()}; }; ${s([...inner, other])})`,
      () => `(with u.x; with { ${name} = ${s()}; }; ${s(inner)})`,
      () => `(rec { ${name} = ${s()}; ${other} = ${s(inner)}; }).${other}`,
      () => `((${name}: ${s(inner)}) ${s()})`,
      () => `(({ ${name}, ${other} ? ${s(inner)} }: ${s([...inner, other])}) { ${name} = ${s()}; })`,
      () => `(({ ${name} ? ${s()}, ... }@all: ${s(inner)}) ${this.set(depth - 1, names)})`,
      () => `(let inherit ({ ${name} = ${s()}; }) ${name}; in ${s(inner)})`,
      () => `({ a.b = ${s()}; a.c = ${s()}; }).a.${this.#choose(["b", "c"])}`,
      () => `({ \${${s()} + "k"} = ${s()}; }.k or ${s()})`,
      () => `(${this.set(depth - 1, names)}.${this.#choose(["a", "b"])} or ${s()})`,
      () => `(if ${this.truth(depth - 1, names)} then ${s()} else ${s()})`,
      () => `(builtins.replaceStrings [ "." "1" ] [ "_" "one" ] ${s()})`,
      () => `(builtins.replaceStrings [ ${s()} ] [ ${s()} ] ${s()})`,
      () => `(builtins.substring ${this.#choose([0, 1, 3])} ${this.#choose([0, 2, 9])} ${s()})`,
      () => `(builtins.concatStringsSep ${s()} ${this.list(depth - 1, names)})`,
      () => `(builtins.head (${this.list(depth - 1, names)} ++ [ ${s()} ]))`,
      () => `(builtins.elemAt ([ ${s()} ] ++ ${this.list(depth - 1, names)} ++ [ ${s()} ]) ${this.#choose([0, 1])})`,
      () => `(builtins.elemAt (builtins.splitVersion ("1." + ${s()})) 0)`,
      () => `(builtins.foldl' (${name}: ${other}: ${s([...inner, other])}) ${s()} ${this.list(depth - 1, names)})`,
      () => `(builtins.concatStringsSep "," (builtins.attrNames ${this.set(depth - 1, names)}))`,
      () => `(builtins.concatStringsSep "," (builtins.attrValues ${this.set(depth - 1, names)}))`,
      () => `(toString ${this.number(depth - 1, names)})`,
      () => `(lib.removePrefix ${s()} ${s()})`,
      () => `(lib.removeSuffix ${s()} ${s()})`,
      () => `(lib.toLower ${s()})`,
      () => `(lib.optionalString ${this.truth(depth - 1, names)} ${s()})`,
      () => `(lib.versions.majorMinor ("1.2." + ${s()}))`,
    ];
    return this.#choose(forms)();
  }

  list(depth: number, names: readonly string[]): string {
    const s = () => this.text(depth - 1, names);
    if (depth <= 0) return this.#choose([`[ ${s()} ]`, "[ ]", "u.l"]);
    const l = () => this.list(depth - 1, names);
    const b = () => this.truth(depth - 1, names);
    const name = this.#name();
    const forms: readonly (() => string)[] = [
      () => `[ ${s()} ${s()} ]`,
      () => `(${l()} ++ ${l()})`,
      () => `(lib.optional ${b()} ${s()})`,
      () => `(lib.optionals ${b()} ${l()})`,
      () => `(builtins.filter (${name}: ${this.truth(depth - 1, [...names, name])}) ${l()})`,
      () => `(map (${name}: ${this.text(depth - 1, [...names, name])}) ${l()})`,
      () => `(builtins.tail ([ ${s()} ] ++ ${l()}))`,
      () => `(if ${b()} then ${l()} else ${l()})`,
      () => `(builtins.concatLists [ ${l()} ${l()} ])`,
    ];
    return this.#choose(forms)();
  }

  set(depth: number, names: readonly string[]): string {
    const s = () => this.text(depth - 1, names);
    if (depth <= 0) return this.#choose([`{ a = ${s()}; }`, `{ b = ${s()}; a = ${s()}; }`, "u.x"]);
    const x = () => this.set(depth - 1, names);
    const forms: readonly (() => string)[] = [
      () => `{ a = ${s()}; b = ${s()}; }`,
      () => `(${x()} // ${x()})`,
      () => `(lib.optionalAttrs ${this.truth(depth - 1, names)} ${x()})`,
      () => `(if ${this.truth(depth - 1, names)} then ${x()} else ${x()})`,
      () => `(builtins.mapAttrs (name: value: value + name) ${x()})`,
      () => `(removeAttrs ${x()} [ "b" ])`,
      () => `(builtins.listToAttrs [ { name = "a"; value = ${s()}; } ])`,
      () => `(lib.genAttrs [ "a" ] (name: name + ${s()}))`,
    ];
    return this.#choose(forms)();
  }

  truth(depth: number, names: readonly string[]): string {
    if (depth <= 0) return this.#choose(["true", "false", "u.b"]);
    const s = () => this.text(depth - 1, names);
    const b = () => this.truth(depth - 1, names);
    const forms: readonly (() => string)[] = [
      () => `(${s()} == ${s()})`,
      () => `(${s()} != ${s()})`,
      () => `(${b()} && ${b()})`,
      () => `(${b()} || ${b()})`,
      () => `(${b()} -> ${b()})`,
      () => `(!${b()})`,
      () => `(${this.set(depth - 1, names)} ? ${this.#choose(["a", "b", "c"])})`,
      () => `(lib.hasPrefix ${s()} ${s()})`,
      () => `(${this.number(depth - 1, names)} < ${this.number(depth - 1, names)})`,
    ];
    return this.#choose(forms)();
  }

  number(depth: number, names: readonly string[]): string {
    if (depth <= 0) return this.#choose(["0", "1", "12", "u.n"]);
    const forms: readonly (() => string)[] = [
      () => `(builtins.stringLength ${this.text(depth - 1, names)})`,
      () => `(builtins.length ${this.list(depth - 1, names)})`,
      () => `(${this.number(depth - 1, names)} + ${this.number(depth - 1, names)})`,
      () => `(${this.number(depth - 1, names)} - ${this.number(depth - 1, names)})`,
      () => `(-${this.number(depth - 1, names)})`,
    ];
    return this.#choose(forms)();
  }
}

/** The library's functions as nixpkgs defines them, where they are used. */
const library = `rec {
  removePrefix = p: s: if hasPrefix p s then builtins.substring (builtins.stringLength p) (-1) s else s;
  removeSuffix = p: s: let n = builtins.stringLength s - builtins.stringLength p; in
    if n >= 0 && builtins.substring n (-1) s == p then builtins.substring 0 n s else s;
  hasPrefix = p: s: builtins.substring 0 (builtins.stringLength p) s == p;
  toLower = builtins.replaceStrings [ "A" "R" "E" "L" ] [ "a" "r" "e" "l" ];
  optionalString = b: s: if b then s else "";
  optional = b: s: if b then [ s ] else [ ];
  optionals = b: l: if b then l else [ ];
  optionalAttrs = b: x: if b then x else { };
  genAttrs = names: f: builtins.listToAttrs (map (name: { inherit name; value = f name; }) names);
  versions.majorMinor = v: let s = builtins.splitVersion v; in "\${builtins.elemAt s 0}.\${builtins.elemAt s 1}";
}`;

const unknowns = [
  `{ s = "1.12.1"; b = true; n = 1; l = [ "x" "y" ]; x = { a = "q"; }; }`,
  `{ s = "other"; b = false; n = 5; l = [ ]; x = { b = "r"; k = "t"; }; }`,
];

describeWith("nix", "agreement with Nix", () => {
  let nix: Nix;

  beforeAll(async () => {
    nix = await temporaryNix();
  });

  afterAll(() => nix.close());

  test("what is known is what Nix says, whatever is not known", async () => {
    let known = 0;
    let asked = 0;
    const entropy = fc.array(fc.nat({ max: 10_000 }), { minLength: 20, maxLength: 60 });
    await fc.assert(
      fc.asyncProperty(fc.array(entropy, { minLength: 100, maxLength: 100 }), async (all) => {
        const expressions = all.map((numbers) => new Maker(numbers).text(4, []));
        const file = `{ lib, u }: [\n${expressions.map((expression) => `(${expression})`).join("\n")}\n]`;
        const path = ".flox/pkgs/x.nix";
        const program = new Program(new Map([[path, file]]), [{ attribute: "x", file: path }], new Map());
        const value = program.value("x");
        if (value.kind !== "list") throw new Error("a list is evaluated");
        const answers = await Promise.all(
          unknowns.map(async (u) => (await nix.evalJson(`(${file}) { lib = ${library}; u = ${u}; }`)) as string[]),
        );
        for (const [index, item] of value.items.entries()) {
          program.begin();
          const text = knownText(item.force());
          asked++;
          if (text === undefined) continue;
          known++;
          const expression = expressions[index];
          for (const answer of answers) expect({ expression, text }).toEqual({ expression, text: answer[index] });
        }
      }),
      { numRuns: 8, endOnFailure: true },
    );
    expect(known / asked).toBeGreaterThan(0.25);
  });
});
