/** Small Python modules as people write `setup.py`, made at random; each choice takes one number. */

/** What stands beside the module `pkg/setup.py`. */
export const siblings: Readonly<Record<string, string>> = {
  "pkg/requirements.txt": "# base\nclick>=8\n\nrequests  # http\n  six\n",
  "pkg/VERSION": " 1.4.2\n",
  "pkg/lib/__init__.py": "",
  "pkg/lib/version.py": '__version__ = "1.12.7"\nFLOOR = "1.2"\n',
  "pkg/bounds.py":
    'import sys\nfrom lib.version import FLOOR\nUPPER = "37"\nif sys.version_info >= (3, 11):\n    LOWER = f"{FLOOR}.1"\nelse:\n    LOWER = "0"\nEXTRAS = {"a": ["x", "y"], "b": ["z"]}\nNAMES = ["p", "q"]\n\n\ndef pin(name, upper=UPPER):\n    return f"{name}<{upper}"\n',
};

/** Two worlds outside: what is said to be known has to be the same in both. */
export const worlds = [
  'flag = True\ntext = "one"\nitems = ["i"]\ndef change(value):\n    value.append("changed") if isinstance(value, list) else value.update(changed=["c"])\n    return value\ndef call(function):\n    return function()\n',
  'flag = False\ntext = "two"\nitems = []\ndef change(value):\n    return []\ndef call(function):\n    return None\n',
];

type Kind = "text" | "number" | "truth" | "texts" | "lists" | "table" | "function";
type Scope = Readonly<Record<Kind, readonly string[]>>;

const nothing: Scope = { text: [], number: [], truth: [], texts: [], lists: [], table: [], function: [] };
const literals = [
  ...["'a'", '"b-c"', "''", "'1.12.7'", "'Ab Cd'", "r'\\d'", "'it\\'s'", '"""x\ny"""', "'{}'", "'%'", "'a,b,,c'"],
  ...[
    "'  pad '",
    "'x' 'y'",
    "('x'  # why\n  \"y\")",
    "'#c'",
    "'1!0+dev'",
    "'é\\x41\\u00e9'",
    "'z' f'{1}' 'w'",
    "'line\\nnext\\r\\n'",
  ],
];

export class ModuleMaker {
  readonly #numbers: readonly number[];
  #next = 0;
  #names = 0;

  constructor(numbers: readonly number[]) {
    this.#numbers = numbers;
  }

  #number(below: number): number {
    const number = this.#numbers[this.#next % this.#numbers.length] ?? 0;
    this.#next++;
    return (number + Math.floor(this.#next / this.#numbers.length) * 7) % below;
  }

  #choose<T>(of: readonly T[]): T {
    return of[this.#number(of.length)] as T;
  }

  #name(kind: string): string {
    return `${kind}${this.#names++}`;
  }

  /** Imports, then statements. */
  module(): string {
    const scope: { [kind in Kind]: string[] } = structuredClone(nothing) as never;
    scope.text.push("UPPER", "outside.text");
    scope.texts.push("NAMES", "outside.items");
    scope.truth.push("outside.flag");
    scope.lists.push("bounds.EXTRAS");
    const lines = [
      "import os, re, sys, outside, bounds",
      "from pathlib import Path",
      "from setuptools import setup",
      "from bounds import UPPER, NAMES, pin",
    ];
    const count = 3 + this.#number(8);
    for (let at = 0; at < count; at++) lines.push(this.#statement(scope, 3, ""));
    const used = scope.texts.at(-1);
    lines.push(`setup(name='n', install_requires=${used}, version=${scope.text.at(-1)})`);
    return `${lines.join("\n")}\n`;
  }

  /** One of a kind in scope, or one that is made. */
  #of(kind: Kind, scope: Scope, depth: number): string {
    const names = scope[kind];
    if (names.length > 0 && this.#number(3) > 0) return this.#choose(names);
    return this.#make(kind, scope, depth);
  }

  #make(kind: Kind, scope: Scope, depth: number): string {
    switch (kind) {
      case "text":
        return this.#text(scope, depth);
      case "number":
        return this.#count(scope, depth);
      case "truth":
        return this.#truth(scope, depth);
      case "texts":
        return this.#texts(scope, depth);
      case "lists":
        return this.#lists(scope, depth);
      case "table":
        return this.#table(scope, depth);
      case "function":
        return "pin";
    }
  }

  #text(scope: Scope, depth: number): string {
    if (depth <= 0) return scope.text.length > 0 && this.#number(2) ? this.#choose(scope.text) : this.#choose(literals);
    const t = (inner = scope) => this.#of("text", inner, depth - 1);
    const n = () => this.#of("number", scope, depth - 1);
    const b = () => this.#of("truth", scope, depth - 1);
    const l = () => this.#of("texts", scope, depth - 1);
    const small = () => this.#choose(["0", "1", "-1", "2", "-2"]);
    const safe = () => {
      const names = scope.text.filter((name) => /^[\w.]+$/.test(name));
      return names.length > 0 ? this.#choose(names) : "UPPER";
    };
    const simpleNumber = () => scope.number.at(-1) ?? "len(UPPER)";
    const flag = () => scope.truth.filter((name) => /^[\w.]+$/.test(name)).at(-1) ?? "True";
    const fresh = () => {
      const name = this.#name("w");
      return `(${name} := ${t()}) + ${name}`;
    };
    return this.#choose([
      () => this.#choose(literals),
      () => `${t()} + ${t()}`,
      () => `(${t()} + ${t()})`,
      () => `f"p-{${safe()}}>={${simpleNumber()}}"`,
      () => `f'{{{${safe()}}}}' "q"`,
      () => `f"{${safe()}!r}"`,
      () => `f"{${safe()}!s:>8}|{${safe()}:<6}|{${simpleNumber()}:03d}"`,
      () => `f"{${safe()}=}"`,
      () => `f"{${safe()}:{${small().replace("-", "")}}}"`,
      () => `f"{${safe()} if ${flag()} else 'n'}{${flag()}}"`,
      () => `f'{${scope.table.at(-1) ?? "bounds.EXTRAS"}["a"]}'`,
      () => `"{}=={}".format(${t()}, ${n()})`,
      () => `"{1}{0}{{}}".format(${t()}, ${t()})`,
      () => `"{name}>={low}".format(name=${t()}, low=${t()})`,
      () => `"{0[k]}-{1!r:>5}".format(${this.#of("table", scope, depth - 1)}, ${t()})`,
      () => `"%s==%s" % (${t()}, ${n()})`,
      () => `"%s" % ${safe()}`,
      () => `"%d|%5s|%r|%%" % (${n()}, ${t()}, ${t()})`,
      () => `"%(k)s-%(v)s" % {"k": ${t()}, "v": ${n()}}`,
      () => `"%d" % ${b()}`,
      () =>
        `(${t()}).${this.#choose(["strip", "lstrip", "rstrip", "lower", "upper", "title", "capitalize", "swapcase"])}()`,
      () => `(${t()}).${this.#choose(["strip", "lstrip", "rstrip", "removeprefix", "removesuffix"])}(${t()})`,
      () => `(${t()}).replace(${t()}, ${t()})`,
      () => `(${t()}).replace(${t()}, ${t()}, 1)`,
      () => `(${t()}).split(${this.#choose(["", "'.'", "'-'", "None"])})[${small()}]`,
      () =>
        `(${t()}).${this.#choose(["split", "rsplit"])}(${this.#choose(["'.', 1", "'b', maxsplit=1", "None, 1"])})[${small()}]`,
      () => `(${t()}).${this.#choose(["partition", "rpartition"])}(${this.#choose(["'.'", "'-'", "'#'"])})[${small()}]`,
      () => `(${t()} if ${b()} else ${t()})`,
      () => `(${t()} or ${t()})`,
      () => `(${t()} and ${t()})`,
      () => `${this.#choose(["','", "''", "' '", safe()])}.join(${l()})`,
      () => `','.join(x + ${t()} for x in ${l()})`,
      () => `(${t()})[${this.#choose(["1:", ":1", "-2:", ":-1", "::2", "0", "-1", "1:3", ":"])}]`,
      () => `(${l()})[${small()}]`,
      () => `${this.#of("table", scope, depth - 1)}["k"]`,
      () => `${this.#of("table", scope, depth - 1)}.get(${t()}, ${t()})`,
      () => `str(${this.#choose([n, t, b])()})`,
      () => `repr(${t()})`,
      () => `pin(${t()})`,
      () => `pin(${t()}, upper=${t()})`,
      () => `bounds.pin(name=${t()})`,
      () => `${this.#choose(scope.function.length > 0 ? scope.function : ["pin"])}(${t()})`,
      () => `(${t()}) * ${small()}`,
      () =>
        this.#choose(["bounds.UPPER", "bounds.LOWER", "bounds.FLOOR", "sys.platform", "__name__", "bounds.__name__"]),
      () =>
        `open(os.path.join(os.path.dirname(os.path.abspath(__file__)), "VERSION")).read()${this.#choose(["", ".strip()"])}`,
      () => `(Path(__file__).parent / "VERSION").read_text().strip()`,
      () => `Path(os.path.dirname(__file__), "VERSION").read_text(encoding="utf-8")`,
      () =>
        `re.search(r'__version__ = ["\\']([^"\\']+)', open(${this.#choose(["'lib/version.py'", "'VERSION'"])}).read())${this.#choose([".group(1)", "[1]", ".groups()[0]"])}`,
      () => `(lambda x: x + ${t()})(${t()})`,
      () => `next(iter(${l()}), ${t()})`,
      () => `max(${l()}, default="")`,
      () => `next((x for x in ${l()} if x > ${t()}), ${t()})`,
      fresh,
      () => `f"{'%d.%d' % sys.version_info[:2]}"`,
      () => `"{}.{}".format(*sys.version_info)`,
      () => `'.'.join(map(str, sys.version_info[:2]))`,
    ])();
  }

  #count(scope: Scope, depth: number): string {
    const literal = () =>
      this.#choose(["0", "1", "2", "10", "0x1F", "1_000", "3.0", "1.5", "-1", "9007199254740993", "1e3", "0.1"]);
    if (depth <= 0) return literal();
    const n = () => this.#of("number", scope, depth - 1);
    const t = () => this.#of("text", scope, depth - 1);
    return this.#choose([
      literal,
      literal,
      () => `(${n()} ${this.#choose(["+", "-", "*", "//", "%", "/", "|", "&"])} ${n()})`,
      () => `len(${this.#of("texts", scope, depth - 1)})`,
      () => `len(${t()})`,
      () => `len(set(${this.#of("texts", scope, depth - 1)}))`,
      () => `len(${this.#of("lists", scope, depth - 1)})`,
      () => "sys.version_info.minor",
      () => "sys.version_info[1]",
      () => `int(${this.#choose(["'3'", "' 12 '", "2.7"])})`,
      () => `(${t()}).${this.#choose(["count", "find", "rfind"])}(${t()})`,
      () => `sum([${n()}, ${n()}])`,
      () => `(-${n()})`,
      () => `(${this.#of("truth", scope, depth - 1)} + 1)`,
    ])();
  }

  #truth(scope: Scope, depth: number): string {
    if (depth <= 0) return this.#choose(["True", "False", "sys.version_info >= (3, 8)", "sys.version_info < (3, 5)"]);
    const t = () => this.#of("text", scope, depth - 1);
    const n = () => this.#of("number", scope, depth - 1);
    const b = () => this.#of("truth", scope, depth - 1);
    const l = () => this.#of("texts", scope, depth - 1);
    const operator = () => this.#choose(["==", "!=", "<", "<=", ">", ">="]);
    return this.#choose([
      () => `${t()} ${operator()} ${t()}`,
      () => `${n()} ${operator()} ${n()}`,
      () => `${l()} == ${l()}`,
      () => `set(${l()}) ${this.#choose(["==", "!=", "<=", ">"])} set(${l()})`,
      () => `{*${l()}} == {${t()}, ${t()}}`,
      () => `${l()} == tuple(${l()})`,
      () => `${this.#of("lists", scope, depth - 1)} == ${this.#of("lists", scope, depth - 1)}`,
      () => `${t()} ${this.#choose(["in", "not in"])} ${l()}`,
      () => `${t()} ${this.#choose(["in", "not in"])} ${t()}`,
      () => `${t()} in ${this.#of("table", scope, depth - 1)}`,
      () => `not ${b()}`,
      () => `not ${t()} in ${l()}`,
      () => `(${b()} ${this.#choose(["and", "or"])} ${b()})`,
      () => `((${b()}) ${this.#choose(["==", "is", "!="])} (${b()}))`,
      () => `(${t()} == ${t()} or ${b()} and not ${b()})`,
      () => `(${t()} < ${t()} <= ${t()})`,
      () => `(${t()} in ${l()} == (${b()}))`,
      () => `${t()} is ${this.#choose(["", "not "])}None`,
      () => `${n()} in (1, True, 2)`,
      () => `${l()} is ${l()}`,
      () => `(${t()}).${this.#choose(["startswith", "endswith"])}(${t()})`,
      () => `(${t()}).${this.#choose(["startswith", "endswith"])}((${t()}, ${t()}))`,
      () => `(${t()}).${this.#choose(["isdigit", "isidentifier", "isalpha"])}()`,
      () => `bool(${this.#choose([t, n, l])()})`,
      () => `isinstance(${this.#choose([t, l, n])()}, ${this.#choose(["str", "list", "(int, str)"])})`,
      () => `${this.#choose(["any", "all"])}(x ${operator()} ${t()} for x in ${l()})`,
      () =>
        `sys.version_info${this.#choose(["", "[:2]", "[:1]"])} ${operator()} ${this.#choose(["(3, 11)", "(3,)", "(3, 12)", "(3, 11, 0)", "(2, 7)", "(3, 99, 1)"])}`,
      () => `sys.version_info.${this.#choose(["major", "minor"])} ${operator()} ${this.#choose(["3", "11", "2"])}`,
      () => `sys.platform == ${this.#choose(["'win32'", "'linux'"])}`,
      () => `sys.platform.startswith("win")`,
      () => `os.path.exists(${this.#choose(["'VERSION'", "'nothing'"])})`,
      () => `re.match("a", ${t()})`,
      () => "'x' in globals()",
    ])();
  }

  #texts(scope: Scope, depth: number): string {
    if (depth <= 0)
      return this.#choose([
        "[]",
        "['a', \"b>=1\"]",
        "['x',  # why\n  # more\n  'y' 'z',\n]",
        "('t', 'u')",
        "['a', 'b', 'a']",
      ]);
    const l = () => this.#of("texts", scope, depth - 1);
    const t = (inner = scope) => this.#of("text", inner, depth - 1);
    const b = (inner = scope) => this.#of("truth", inner, depth - 1);
    const m = () => this.#of("lists", scope, depth - 1);
    const within = (name: string): Scope => ({ ...scope, text: [...scope.text, name, name] });
    const x = this.#name("x");
    return this.#choose([
      () => `[${t()}, ${t()}]`,
      () => `[\n    ${t()},  # one\n    *${l()},\n]`,
      () => `[*${l()}, *${l()}]`,
      () => `list(${l()}) + list(${l()})`,
      () => `(${l()} + [${t()}])`,
      () => `[${x} for ${x} in ${l()}]`,
      () => `[${t(within(x))} for ${x} in ${l()} if ${b(within(x))}]`,
      () => `[${x} + y for ${x} in ${l()} for y in ${l()} if ${x} != y]`,
      () => `[${t(within(x))} if ${b(within(x))} else ${x} for ${x} in ${l()}]`,
      () => `sorted(${l()})`,
      () => `sorted(${l()}, ${this.#choose(["reverse=True", "key=len", "key=str.lower", "key=lambda v: v[::-1]"])})`,
      () => `sorted(set(${l()})${this.#choose([" | ", " - ", " & ", " ^ "])}set(${l()}))`,
      () => `sorted({*${l()}, ${t()}})`,
      () => `sorted({${t(within(x))} for ${x} in ${l()}})`,
      () => `list(dict.fromkeys(${l()}))`,
      () => `sorted(set(${l()}).union(${l()}))`,
      () => `(${t()}).split(${this.#choose(["", "','", "'.'", "'-', 1", "'\\n'", "None"])})`,
      () => `(${t()}).splitlines(${this.#choose(["", "True", "keepends=True", "False"])})`,
      () => `list(${m()})`,
      () => `sum(${m()}.values(), [])`,
      () => `[v for vs in ${m()}.values() for v in vs]`,
      () => `[v for k, vs in ${m()}.items() if k != ${t()} for v in vs]`,
      () => `[k + '[' + ','.join(vs) + ']' for k, vs in ${m()}.items()]`,
      () => `[k for k in ${m()}.keys()]`,
      () => `sorted(${m()})`,
      () => `${m()}.get(${this.#choose(["'a'", "'k'", t()])}, ${l()})`,
      () => `${m()}["a"]`,
      () => `${m()}['k'] + ${m()}['a']`,
      () => `${l()}[${this.#choose(["1:", ":1", "::2", "::-1", ":-1", ":", "-1:", "5:", "-9:2"])}]`,
      () => `list(${l()}) * ${this.#choose(["2", "0", "-1"])}`,
      () => `list(reversed(${l()}))`,
      () => `list(filter(None, ${l()}))`,
      () => `list(map(str.strip, ${l()}))`,
      () => `[${x}.strip() for ${x} in open("requirements.txt")]`,
      () => `open("requirements.txt").read().splitlines()`,
      () => `open("requirements.txt").readlines()`,
      () =>
        `[${x}.split("#")[0].strip() for ${x} in open("requirements.txt") if ${x}.strip() and not ${x}.startswith("#")]`,
      () => `(${l()} if ${b()} else ${l()})`,
      () => `(${l()} or ${l()})`,
      () => `(${l()} and ${l()})`,
      () => `list(${l()})`,
      () => `tuple(${l()})`,
      () => `list(${l()}).copy()`,
      () => `[f"{i}{v}" for i, v in enumerate(${l()})]`,
      () => `[a + b for a, b in zip(${l()}, ${l()})]`,
      () => `[str(i) for i in range(${this.#choose(["3", "1, 4", "0, 9, 3"])})]`,
      () => `list(${this.#of("table", scope, depth - 1)}.values())`,
      () => `outside.change(${l()})`,
      () => `[c for c in ${t()}]`,
    ])();
  }

  #lists(scope: Scope, depth: number): string {
    const fixed = [
      "{'a': ['b'], 'k': ['c', 'd']}",
      '{\n    "a": ["x"],  # why\n    "k": [],\n}',
      "dict(a=['u'], k=['v', 'w'])",
    ];
    if (depth <= 0) return this.#choose(fixed);
    const m = () => this.#of("lists", scope, depth - 1);
    const l = () => this.#of("texts", scope, depth - 1);
    const t = () => this.#of("text", scope, depth - 1);
    return this.#choose([
      () => this.#choose(fixed),
      () => `{**${m()}, 'k': ${l()}}`,
      () => `{'a': ${l()}, **${m()}}`,
      () => `{${t()}: ${l()}, 'a': ${l()}, ${t()}: ${l()}}`,
      () => `(${m()} | ${m()})`,
      () => `dict(${m()}, k=${l()})`,
      () => `dict(${m()})`,
      () => `dict([('a', ${l()}), ('k', ${l()})])`,
      () => `dict(zip(['a', 'k'], [${l()}, ${l()}]))`,
      () => `{k: vs + ['n'] for k, vs in ${m()}.items()}`,
      () => `{k: list(vs) for k, vs in sorted(${m()}.items())}`,
      () => `{k: [v for v in vs if v != ${t()}] for k, vs in ${m()}.items() if k not in ${l()}}`,
      () => `{k: [k + '>=1'] for k in ${l()}}`,
      () => `{k.upper() + ':' + ${t()}: vs for k, vs in ${m()}.items()}`,
      () => `${m()}.copy()`,
      () => `dict.fromkeys(${l()}, ${l()})`,
    ])();
  }

  #table(scope: Scope, depth: number): string {
    const t = () => this.#of("text", scope, depth - 1);
    if (depth <= 0) return "{'k': 'v', 'a': 'b'}";
    return this.#choose([
      () => `{"k": ${t()}, ${t()}: ${t()}}`,
      () => `dict(k=${t()})`,
      () => `{'k': 'e', **${this.#of("table", scope, depth - 1)}}`,
      () => `{v: v for v in ${this.#of("texts", scope, depth - 1)}} | {'k': ${t()}}`,
    ])();
  }

  /** Adds what it binds for sure to the scope. */
  #statement(scope: { [kind in Kind]: string[] }, depth: number, indent: string): string {
    const inner = `${indent}    `;
    const put = (kind: Kind, name: string) => void scope[kind].push(name, name);
    const bindNew = (kind: Kind, value: string) => {
      const name = this.#name(kind.charAt(0).toUpperCase());
      put(kind, name);
      return `${indent}${name} = ${value}`;
    };
    const local = (kind: Kind) => scope[kind].filter((name) => /^[A-Z]\d+$/.test(name));
    const known = (kind: Kind): string | undefined => {
      const names = local(kind);
      return names.length > 0 ? this.#choose(names) : undefined;
    };
    /** Statements of which it is not known whether they run. */
    const block = (more: (scope: { [kind in Kind]: string[] }) => string = () => "", at = inner): string => {
      const within = structuredClone(scope);
      const lines = Array.from({ length: 1 + this.#number(2) }, () => this.#statement(within, depth - 1, at));
      return [...lines, more(within)].filter(Boolean).join("\n");
    };
    const t = () => this.#of("text", scope, depth);
    const l = () => this.#of("texts", scope, depth);
    const b = () => this.#of("truth", scope, depth);
    const m = () => this.#of("lists", scope, depth);
    const list = known("texts");
    const text = known("text");
    const lists = known("lists");
    const count = known("number");
    const simple: (() => string)[] = [
      () => bindNew("text", this.#text(scope, depth)),
      () => bindNew("text", this.#text(scope, depth)),
      () => bindNew("texts", this.#texts(scope, depth)),
      () => bindNew("texts", this.#texts(scope, depth)),
      () => bindNew("number", this.#count(scope, depth)),
      () => bindNew("truth", this.#truth(scope, depth)),
      () => bindNew("lists", this.#lists(scope, depth)),
      () => bindNew("table", this.#table(scope, depth)),
      () => {
        const [a, c] = [this.#name("T"), this.#name("T")];
        put("text", a);
        put("text", c);
        return this.#choose([
          `${indent}${a}, ${c} = ${t()}, ${t()}`,
          `${indent}${a} = ${c} = ${t()}`,
          `${indent}(${a}, [${c}]) = ${t()}, [${t()}]`,
        ]);
      },
      () => {
        const [a, c] = [this.#name("T"), this.#name("R")];
        put("text", a);
        put("texts", c);
        return `${indent}${a}, *${c} = [${t()}, *${l()}]`;
      },
      () => {
        const name = this.#name("R");
        put("texts", name);
        return `${indent}with open("requirements.txt") as file:\n${inner}${name} = ${this.#choose(["file.read().splitlines()", "file.readlines()", "[line.strip() for line in file]", "list(file)", "[file.readline(), file.read()]", "[file.read(4), file.read()]", "file.read().split()"])}`;
      },
      () => {
        const name = this.#name("V");
        put("text", name);
        const into = this.#choose(["ns", "vs"]);
        return `${indent}${into} = {}\n${indent}with open("lib/version.py") as fp:\n${inner}exec(fp.read(), ${into})\n${indent}${name} = ${into}["__version__"]`;
      },
      () => {
        put("text", "FLOOR");
        return `${indent}exec(open(os.path.join("lib", "version.py")).read())\n${indent}FLOOR = ${depth >= 3 && indent === "" ? "FLOOR" : "'f'"}`;
      },
    ];
    if (list !== undefined)
      simple.push(
        () => `${indent}${list} = list(${list})\n${indent}${list}.append(${t()})`,
        () => `${indent}${list} = [*${list}]\n${indent}${list}.${this.#choose(["extend", "extend"])}(${l()})`,
        () => `${indent}${list} += ${l()}`,
        () =>
          `${indent}${list} = list(${list})\n${indent}alias = ${list}\n${indent}alias += [${t()}]\n${indent}alias.append("end")`,
        () =>
          `${indent}${list} = list(${list})\n${indent}${list}.${this.#choose(["insert(0, 'first')", "sort()", "reverse()", "insert(-1, 'last')", "sort(reverse=True)", "clear()", "insert(1, 'mid')"])}`,
        () =>
          `${indent}${list} = ['x', *${list}]\n${indent}${list}.${this.#choose(["remove('x')", "pop()", "pop(0)", "index('x')"])}`,
        () =>
          `${indent}${list} = ['x', 'y', *${list}]\n${indent}${this.#choose([`del ${list}[0]`, `${list}[0] = 'z'`, `${list}[:1] = ['p', 'q']`])}`,
        () => `${indent}outside.change(${list} if isinstance(${list}, list) else [])`,
        () => `${indent}for item in ${list}:\n${block(() => `${inner}seen = item`)}`,
      );
    if (text !== undefined)
      simple.push(
        () => `${indent}${text} += ${t()}`,
        () => `${indent}${text} = ${t()}`,
        () => `${indent}${text} %= ()`,
      );
    if (count !== undefined) simple.push(() => `${indent}${count} ${this.#choose(["+=", "-=", "*=", "//="])} 2`);
    if (lists !== undefined)
      simple.push(
        () => `${indent}${lists}[${t()}] = ${l()}`,
        () => `${indent}${lists}["k"] = ${l()}`,
        () => `${indent}${lists}.setdefault(${t()}, []).append(${t()})`,
        () => `${indent}${lists}.update(${m()})`,
        () => `${indent}${lists}.update(k=${l()})`,
        () => `${indent}${lists}.setdefault("k", [])\n${indent}${lists}["k"] = ${lists}["k"] + [${t()}]`,
        () => `${indent}${lists} |= ${m()}`,
        () =>
          `${indent}${lists}["gone"] = []\n${indent}${this.#choose([`del ${lists}["gone"]`, `${lists}.pop("gone")`, `${lists}.popitem()`])}`,
        () => `${indent}${lists}["all"] = sorted({v for vs in ${lists}.values() for v in vs})`,
        () => `${indent}${lists}["all"] = [v for vs in ${lists}.values() for v in vs]`,
        () => `${indent}outside.change(${lists})`,
        () =>
          `${indent}for key, values in ${lists}.items():\n${inner}${this.#choose([`pass`, `${lists}[key] = list(values) + [key]`, "values = values + [key]", `if key == ${t()}: ${this.#choose(["continue", "break"])}`])}`,
      );
    if (depth <= 0) return this.#choose(simple)();
    return this.#choose([
      ...simple,
      () => `${indent}if ${b()}:\n${block()}\n${indent}else:\n${block()}`,
      () => {
        const name = this.#name("T");
        const branch = (test: string) =>
          `${indent}${test}:\n${block((within) => `${inner}${name} = ${this.#of("text", within, 1)}`)}`;
        const all = [branch(`if ${b()}`), branch(`elif ${b()}`), branch("else")].join("\n");
        put("text", name);
        return all;
      },
      () =>
        `${indent}for item in ${l()}:\n${block(() => `${inner}if item == ${t()}:\n${inner}    ${this.#choose(["break", "continue", "pass"])}`)}${this.#choose(["", `\n${indent}else:\n${inner}seen = 'no'`])}`,
      () => {
        const name = this.#name("R");
        put("texts", name);
        return `${indent}${name} = []\n${indent}for item in ${l()}:\n${inner}if ${b()}:\n${inner}    continue\n${inner}${name}.append(item)`;
      },
      () =>
        `${indent}try:\n${block()}\n${indent}except ${this.#choose(["Exception", "ImportError", "IOError"])}:\n${block()}`,
      () => {
        const name = this.#name("T");
        put("text", name);
        return `${indent}try:\n${inner}${name} = ${t()}\n${inner}import nowhere\n${indent}except ImportError:\n${inner}${name} = ${t()}`;
      },
      () => {
        const name = this.#name("f");
        const global = known("texts");
        const within = structuredClone(scope);
        within.text.push("a", "a", "b");
        const early = this.#number(2)
          ? `${inner}if ${this.#of("truth", within, 1)}:\n${inner}    return ${this.#of("text", within, 1)}\n`
          : "";
        const changes = this.#number(3);
        const declared =
          global && changes === 1 ? `${inner}global ${global}\n${inner}${global} = ${this.#texts(scope, 1)}\n` : "";
        const appended =
          global && changes === 2 ? `${inner}if isinstance(${global}, list):\n${inner}    ${global}.append(a)\n` : "";
        const nested =
          this.#number(3) === 0
            ? `${inner}def g(c=a):\n${inner}    nonlocal b\n${inner}    b = c + b\n${inner}    return b\n${inner}g()\n`
            : "";
        const text = `${indent}def ${name}(a, b=${t()}${this.#choose(["", ", *args, **kw"])}):\n${declared}${early}${appended}${nested}${inner}return ${this.#text(within, 2)}`;
        scope.function.push(name, name);
        return text;
      },
      () => {
        const name = this.#name("f");
        const result = this.#name("R");
        const text = `${indent}def ${name}(path):\n${inner}found = []\n${inner}for line in open(path):\n${inner}    line = line.${this.#choose(["strip()", "split('#')[0].strip()", "partition('#')[0].strip()"])}\n${inner}    if ${this.#choose(["line", "line and not line.startswith('#')", "not line.startswith(('#', '-r'))"])}:\n${inner}        found.append(line)\n${inner}return found\n${indent}${result} = ${name}("requirements.txt")`;
        put("texts", result);
        return text;
      },
      () => {
        const name = this.#name("C");
        const attribute = `${name}.value`;
        put("text", attribute);
        return `${indent}class ${name}:\n${inner}value = ${t()}\n${inner}def get(self):\n${inner}    return self.value`;
      },
      () => {
        const name = this.#name("n");
        return `${indent}${name} = 0\n${indent}while ${name} < 2:\n${inner}${name} += 1\n${block()}`;
      },
      () =>
        `${indent}outside.call(${this.#choose(scope.function.length > 0 ? scope.function.map((name) => `lambda: ${name}("q")`) : ["str"])})`,
      () =>
        `${indent}match ${known("text") ?? "UPPER"}:\n${inner}case 'a':\n${block(undefined, `${inner}    `)}\n${inner}case _:\n${block(undefined, `${inner}    `)}`,
      () => `${indent}if (found := ${t()}) == ${t()}:\n${block()}`,
    ])();
  }
}
