import { describe, expect, test } from "@jest/globals";
import { readPython } from "../../../src/upstream/python/read.ts";
import type { Value } from "../../../src/upstream/python/values.ts";

/** What a module's names come to, as plain values; unknown ones as `? reason`. */
function names(code: string, files: Record<string, string> = {}, python: [number, number] = [3, 12]) {
  const read = (path: string) => (Object.hasOwn(files, path) ? files[path] : undefined);
  const reading = readPython("pkg/setup.py", code, "pkg", python, read);
  if ("why" in reading) {
    return { refused: reading.why, line: reading.line };
  }
  const entries = Array.from(reading.globals).filter(([name]) => !name.startsWith("__"));
  return Object.fromEntries(entries.map(([name, value]) => [name, plain(value)]));
}

function plain(value: Value): unknown {
  switch (value.kind) {
    case "text":
    case "number":
    case "boolean":
      return value.value;
    case "none":
      return null;
    case "list":
      return value.items.map(plain);
    case "dictionary":
      return {
        ...Object.fromEntries(Array.from(value.entries, ([key, item]) => [key, plain(item)])),
        ...(value.rest && { "*": plain(value.rest) }),
      };
    case "unknown":
      return `? ${value.why}`;
    case "path":
      return `path ${value.path}`;
    default:
      return value.kind;
  }
}

/** The value of `x`. */
function x(code: string, files?: Record<string, string>, python?: [number, number]): unknown {
  const result = names(code, files, python);
  return "refused" in result ? result : result.x;
}

describe("literals", () => {
  test.each([
    ['"a"', "a"],
    ["'a\\'b\"'", "a'b\""],
    ['"""a\n"b" c"""', 'a\n"b" c'],
    ["r'a\\n'", "a\\n"],
    ["'\\x41\\u00e9\\U0001F600\\101\\0'", "Aé😀A\0"],
    ["'a\\\nb'", "ab"],
    ["'\\q'", "\\q"],
    ["\"a\" 'b' # c\n", "ab"],
    ['("a"\n # why\n "b")', "ab"],
    ["''", ""],
    ["f''", ""],
    ["f'{{a}}'", "{a}"],
    ["'a' f'{1}' 'b'", "a1b"],
    ["rf'\\d{2}'", "\\d2"],
    ["5", 5],
    ["0x1F + 1_000", 1031],
    ["[True, False, None]", [true, false, null]],
    ["('a',)", ["a"]],
    ["()", []],
    ["{'a': 1, **{'b': 2}}", { a: 1, b: 2 }],
    ["[*['a'], 'b', *()]", ["a", "b"]],
  ])("%s", (code, value) => {
    expect(x(`x = (${code})\n`)).toEqual(value);
  });

  test.each([
    ["b'a'", "? this string is not read"],
    ["'\\N{DASH}'", "? this string is not read"],
    ["f'{1:>3}'", "? this string is not read"],
    ["f'{1!r}'", "? this string is not read"],
    ["f'{[1]}'", "? a part of the f-string is neither text nor a number"],
    ["1j", "? the number 1j is not read"],
    ["lambda: 1", "? `LambdaExpression` is not read"],
    ["...", "? `Ellipsis` is not read"],
    ["f'\\\\{{a}}'", "? this string is not read"],
    ["1.5", "? the number 1.5 is not read"],
    ["9007199254740993", "? the number 9007199254740993 is not read"],
    ["[a async for a in []]", "? this comprehension is not read"],
  ])("%s is not guessed", (code, value) => {
    expect(x(`x = (${code})\n`)).toEqual(value);
  });
});

describe("expressions", () => {
  test.each([
    ["['a'] + ['b']", ["a", "b"]],
    ["{'a': 1} | {'a': 2, 'b': 3}", { a: 2, b: 3 }],
    ["'a' + 'b'", "ab"],
    ["'%s==%s' % ('a', 1)", "a==1"],
    ["'%s%%' % 'a'", "a%"],
    ["'{}-{}'.format('a', 2)", "a-2"],
    ["'{1}{0}{{}}'.format('a', 'b')", "ba{}"],
    ["','.join(['a', 'b'])", "a,b"],
    ["' a '.strip()", "a"],
    ["'vv1v'.lstrip('v')", "1v"],
    ["'1.0\\n'.rstrip()", "1.0"],
    ["'a b  c'.split()", ["a", "b", "c"]],
    ["'1.2.3'.split('.')[:2]", ["1", "2"]],
    ["'a-b-c'.replace('-', '_')", "a_b_c"],
    ["'a$&'.replace('a', '$&')", "$&$&"],
    ["'a\\nb\\r\\nc\\x0bd\\n'.splitlines()", ["a", "b", "c", "d"]],
    ["'%(a)s-%(b)d%%' % {'a': 1, 'b': 2}", "1-2%"],
    ["'{a}-{}-{b}'.format('c', a=1, b='d')", "1-c-d"],
    ["'a#b#c'.split('#', 1)", ["a", "b#c"]],
    ["'a#b#c'.partition('#') + 'd'.rpartition('#')", ["a", "#", "b#c", "", "", "d"]],
    ["'#a'.startswith(('-', '#'))", true],
    ["'a\\x1cb\\ufeff'.split()", ["a", "b\ufeff"]],
    ["f'\\x7b\\x7b'", "{{"],
    ["'abc'[0] + 'abc'[-1]", "ac"],
    ["1 < 2 < 3", true],
    ["(3, 8) <= (3, 12) < (3, 11)", false],
    ["not True or True", true],
    ["not False and False", false],
    ["False and not False or True", true],
    ["'a' if not 'b' and 'c' else 'd'", "d"],
    ["[a for a in ['b', 'c'] if not a == 'b' and a]", ["c"]],
    ["not not 'a' or 'b'", true],
    ["list({'a'} | {'b', 'a'})", ["a", "b"]],
    ["list({'a', 'b'} - {'b'})", ["a"]],
    ["list(filter(None, ['a', '']))", ["a"]],
    ["sorted(['b', A, 'a'])[0]", "? `A` is not defined here"],
    ["'abc'[1:]", "bc"],
    ["'abc'[:-1]", "ab"],
    ["['a', 'b'][-1]", "b"],
    ["{'a': 'b'}['a']", "b"],
    ["{'a': 'b'}.get('c', 'd')", "d"],
    ["'a' if True else b", "a"],
    ["'' or 'b'", "b"],
    ["'a' and 'b'", "b"],
    ["not ''", true],
    ["'a' in ['a']", true],
    ["'a' not in 'bcd'", true],
    ["None is None", true],
    ["'1' == '1' and '1' != '2'", true],
    ["(1, 2) < (1, 3)", true],
    ["(1, 2) < (1, 2, 0)", true],
    ["-1 + 3 - 1", 1],
    ["[i + 's' for i in ['a', 'b'] if i != 'a']", ["bs"]],
    ["[a + b for a, b in [('x', 'y')]]", ["xy"]],
    ["[b for a in [['x'], ['y', 'z']] if 'x' not in a for b in a if b if b != 'z']", ["y"]],
    ["{a: [b] for a, b in {'x': 'y'}.items()}", { x: ["y"] }],
    ["sorted({b for a in [['y', 'x'], ['x']] for b in a})", ["x", "y"]],
    ["[*{'y', 'x', 'y'}, *set(['a', 'a'])]", ["y", "x", "a"]],
    ["sum([['a'], ['b']], ['c'])", ["c", "a", "b"]],
    ["[b for a in [['x'], A] for b in a]", ["x", "? `A` is not defined here"]],
    ["{b: 1 for a in [['x'], A] for b in a}", { "*": "? `A` is not defined here" }],
    ["{a: a for a in [A, 'b']}", { b: "b", "*": "? `A` is not defined here" }],
    ["{5: 'a' for a in ['b']}", { "*": "? a key is not text" }],
    ["[a for a in 'xy']", ["? a loop over a text is not followed"]],
    ["[a for a in ['x', 'y'] if a == 'x' if B]", ["? `B` is not defined here"]],
    ["[a + b for a, b in {'x': 'y'}.items()]", ["xy"]],
    ["','.join(i for i in ['a', 'b'])", "a,b"],
    ["sorted(['b', 'a'])", ["a", "b"]],
    ["list(('a',)) + list({'b': 1})", ["a", "b"]],
    ["dict(a=1)", { a: 1 }],
    ["len(['a'])", 1],
    ["str(5) + str('a') + str(None)", "5aNone"],
  ])("%s", (code, value) => {
    expect(x(`x = (${code})\n`)).toEqual(value);
  });

  test.each([
    ["A", "? `A` is not defined here"],
    ["'a' + A", "? `A` is not defined here"],
    ["['a'] + A", ["a", "? `A` is not defined here"]],
    ["A + ['a']", ["? `A` is not defined here", "a"]],
    ["['a', A, 'b']", ["a", "? `A` is not defined here", "b"]],
    ["['a', *A]", ["a", "? `A` is not defined here"]],
    ["{'a': 1, **A}", { "*": "? `A` is not defined here" }],
    ["{'a': 1, **A, 'b': 2}", { b: 2, "*": "? `A` is not defined here" }],
    ["[A, 'b'][1]", "? `A` is not defined here"],
    ["'a' if A else 'b'", "? `A` is not defined here"],
    ["'a' + 1", "? `+` of a text and a number is not evaluated"],
    ["['a'] * 2", "? `*` of a list and a number is not evaluated"],
    ["'%d' % []", "? `%` of a text and a list is not evaluated"],
    ["'{:>3}'.format(1)", "? `.format()` of a text is not evaluated"],
    ["'{a}'.format(b=1)", "? `.format()` of a text is not evaluated"],
    ["'{a}'.format(a=A)", "? `A` is not defined here"],
    ["'%(a)s' % {'b': 1}", "? `%` of a text and a dictionary is not evaluated"],
    ["'%d' % True", "? `%` of a text and a boolean is not evaluated"],
    ["'a\\n'.splitlines(True)", "? `.splitlines()` of a text is not evaluated"],
    ["'\\U0001F600a'[1:]", "? a slice of a text is not evaluated"],
    ["'\\U0001F600' < '\\uff5e'", "? the comparison cannot be decided"],
    ["sorted(['\\U0001F600', '\\uff5e'])", "? `sorted` of this is not evaluated"],
    ["9007199254740991 + 1", "? `+` of a number and a number is not evaluated"],
    ["{'a', 'b'} == {'b', 'a'}", "? the comparison cannot be decided"],
    ["['a'] == {'a'}", "? the comparison cannot be decided"],
    ["[] is []", "? the comparison cannot be decided"],
    ["len({1, True})", "? a length is not known"],
    ["','.join({'a', 'b'})", "? `.join()` of a text is not evaluated"],
    ["{'a', 'b'}[0]", "? an item of a set is not evaluated"],
    ["1 < len(['a']) < 3", "? a chain of comparisons is not read"],
    ["open('README.md').read()", "? `pkg/README.md` is not among the files that were read"],
    ["open('../../../etc/passwd').read()", "? the path is not one in the archive"],
    ["__import__('os').environ", "? `__import__` is not defined here"],
    ["{'a': 1}['b']", '? there is no key "b"'],
    ["[][0]", "? there is no such item"],
    ["print('a')", null],
  ])("%s is not guessed", (code, value) => {
    expect(x(`x = (${code})\n`)).toEqual(value);
  });

  test.each([
    ["import os\nx = os.environ.get('VERSION', '1.0')", "? `os.environ.get()` is not evaluated"],
    ["import platform\nx = platform.system() == 'Linux'", "? the comparison cannot be decided"],
    ["import platform\nx = platform.machine()", "? `platform.machine()` is not evaluated"],
    [
      "import subprocess\nx = subprocess.check_output(['git', 'describe'])",
      "? `subprocess.check_output()` is not evaluated",
    ],
    ["import sys\nx = ['a'] if sys.platform == 'linux' else []", "? the comparison cannot be decided"],
    ["import sys\nx = sys.platform.startswith('d')", "? `sys.platform` differs between the systems"],
    ["import sys\nx = sys.platform.startswith('arwin', 1)", "? `sys.platform` differs between the systems"],
    ["import requests\nx = requests.get('u')", "? the module `requests` is not among the files that were read"],
  ])("%s: what is outside is not asked", (code, value) => {
    expect(x(`${code}\n`)).toEqual(value);
  });
});

describe("what is gone through once", () => {
  const before = ["? it was gone through before"];
  test.each([
    ["'.'.join(map(str, (1, 2, 'rc3')))", "1.2.rc3"],
    ["list(map(str, [1, UNKNOWN]))", ["1", "? `UNKNOWN` is not defined here"]],
    ["map(len, ['a'])", "? `map` of this is not evaluated"],
    ["map(str, ['a'], ['b'])", "? `map` of this is not evaluated"],
    ["'yes' if (a for a in []) else 'no'", "yes"],
    ["'yes' if filter(None, ['']) else 'no'", "yes"],
    ["'a' in (a for a in ['a'])", "? the comparison cannot be decided"],
  ])("%s", (code, value) => {
    expect(x(`x = ${code}\n`)).toEqual(value);
  });

  test.each(["filter(f, ['b'])", "sorted(['b'], key=f)", "map(f, ['b'])"])("what %s may do is not known", (code) => {
    const [function_] = code.split("(");
    const called = `x = ['a']\ndef f(b):\n    x.append(b)\ny = list(${code})\n`;
    expect(x(called)).toEqual([`? \`${function_}()\` of it is not evaluated`]);
  });

  test.each(["(a for a in ['a'])", "filter(None, ['a'])", "map(str, ['a'])", "itertools.chain(['a'])"])(
    "%s",
    (once) => {
      const twice = `import itertools\nonce = ${once}\nx = list(once)\ny = list(once)\n`;
      expect(names(twice)).toMatchObject({ x: ["a"], y: before });
      // What is left after a loop that ends early is not known.
      expect(x(`import itertools\nonce = ${once}\nfor a in once:\n    break\nx = list(once)\n`)).toEqual(before);
    },
  );
});

describe("the folder that it runs in", () => {
  const files = { "pkg/VERSION": "1", "pkg/sub/VERSION": "2" };
  test.each([
    ["os.path.dirname(os.path.abspath(__file__))", "1"],
    ["os.path.dirname(__file__) or '.'", "1"],
    ["'sub'", "2"],
    ["os.path.join(os.getcwd(), 'sub')", "2"],
    ["os.environ['HERE']", "? the folder that it runs in is not known after `os.chdir()`"],
  ])("after os.chdir(%s)", (folder, version) => {
    const code = `import os\nos.chdir(${folder})\nx = open('VERSION').read()\n`;
    expect(x(code, files)).toEqual(version);
    // A whole path is what it was.
    expect(x(code.replace("'VERSION'", "os.path.join(os.path.dirname(__file__), 'VERSION')"), files)).toBe("1");
  });
});

describe("what is the same on all systems that are packaged for", () => {
  test.each([
    ["sys.platform == 'win32'", false],
    ["'win32' != sys.platform", true],
    ["sys.platform in ('win32', 'cygwin')", false],
    ["sys.platform.startswith('win')", false],
    ["sys.platform.startswith(('linux', 'darwin'))", true],
    ["platform.system() == 'Windows'", false],
    ["os.name == 'nt'", false],
  ])("%s", (code, value) => {
    expect(x(`import os, platform, sys\nx = ${code}\n`)).toEqual(value);
  });
});

describe("sys.version_info", () => {
  test.each([
    ["sys.version_info >= (3, 13)", [3, 12], false],
    ["sys.version_info >= (3, 13)", [3, 13], true],
    ["sys.version_info > (3, 12)", [3, 12], true],
    ["sys.version_info < (3, 12)", [3, 12], false],
    ["sys.version_info[:2] == (3, 12)", [3, 12], true],
    ["sys.version_info[:2] <= (3, 11)", [3, 12], false],
    ["sys.version_info[0] == 3 and sys.version_info[1] > 9", [3, 12], true],
    ["sys.version_info.major > 2 and sys.version_info.minor == 12", [3, 12], true],
    ["(3, 8) <= sys.version_info", [3, 12], true],
    ["sys.version_info >= (3, 12, 4)", [3, 12], "? the comparison cannot be decided"],
    ["sys.version_info >= (3, 12, 4)", [3, 13], true],
  ] as const)("%s on %j", (code, python, value) => {
    expect(x(`import sys\nx = ${code}\n`, {}, [...python])).toEqual(value);
  });

  test("under another name", () => {
    expect(x("from sys import version_info as v\nx = v >= (3, 10)\n")).toBe(true);
  });
});

describe("statements", () => {
  test.each([
    ["assignments", "x = y = 'a'\ny = 'b'", "a"],
    ["annotated assignments", "x: list[str] = ['a']\ny: int", ["a"]],
    ["unpacking", "a, (b, c) = 'x', ('y', 'z')\nx = a + b + c", "xyz"],
    ["unpacking of what is not known", "a, b = A\nx = a", "? `A` is not defined here"],
    ["unpacking that does not fit", "a, b = ['c']\nx = a", "? what is unpacked does not fit"],
    [
      "lists that are changed under another name",
      "x = ['a']\ny = x\ny += ['b']\ny.append('c')\ny.extend(('d',))",
      ["a", "b", "c", "d"],
    ],
    ["tuples that are not", "x = ('a',)\ny = x\ny += ('b',)", ["a"]],
    ["texts that grow", "x = 'a'\nx += 'b'", "ab"],
    ["dictionaries", "x = {}\nx['a'] = ['b']\nx['a'].append('c')\nx.update({'d': 1})", { a: ["b", "c"], d: 1 }],
    ["dictionaries that grow", "x = {'a': 1}\ny = x\ny.update({'b': 1}, a=2)\ny |= {'c': 3}", { a: 2, b: 1, c: 3 }],
    [
      "dictionaries with defaults",
      "x = {'a': ['b']}\nx.setdefault('a', []).append('c')\nx.setdefault('d', []).append('e')\nx.setdefault('f')",
      { a: ["b", "c"], d: ["e"], f: null },
    ],
    ["keys that are taken out", "y = {'a': 'b', 'c': 'd'}\nx = [y.pop('a'), y.pop('e', 'f'), *y]", ["b", "f", "c"]],
    [
      "sets that grow",
      "y = {'a'}\nz = y\ny.add('b')\ny.update(['c'])\ny |= {'a', 'd'}\nx = list(z)",
      ["a", "b", "c", "d"],
    ],
    ["assignments in assert", "x = 'a'\nassert [x := 'b']", "b"],
    ["chain", "import itertools\nx = list(itertools.chain(['a'], ('b',)))", ["a", "b"]],
    [
      "chain of lists",
      "from itertools import chain\nx = list(chain.from_iterable({'a': ['b'], 'c': ['d']}.values()))",
      ["b", "d"],
    ],
    ["exec in a function binds nothing outside", "x = 'a'\ndef f():\n    exec(\"x = 'b'\")\nf()", "a"],
    [
      "global names under those of a function around",
      "x = 'a'\ndef f():\n    x = 'b'\n    def g():\n        global x\n        return x\n    return g()\nx = f()",
      "a",
    ],
    [
      "lists under a key that is not known",
      "x = ['a']\ny = {A: x}\ny.setdefault(A, []).append('b')",
      ["? `.setdefault()` of a dictionary is not evaluated"],
    ],
    [
      "lists in a dictionary that is forgotten",
      "x = ['a']\ny = {'b': x, **A}\ny['b'].append('c')",
      ["? `A` is not defined here"],
    ],
    [
      "lists that are put where an item is not known",
      "x = ['a']\ny = {}\ny[A] = x\ny['b'].append('c')",
      ["? `A` is not defined here"],
    ],
    [
      "lists that are kept as attributes",
      "x = ['a']\nA.b = x\nA.b.append('c')",
      ["? it is kept in something that is not followed"],
    ],
    ["loops", "x = {}\nfor name in ['a', 'b']:\n    x[name] = [name + '>=1']", { a: ["a>=1"], b: ["b>=1"] }],
    ["sums over loops", "x = []\nfor a in [['b'], ['c']]:\n    x += a", ["b", "c"]],
    ["one line", "if True: x = 'a'; y = 'b'\nelse: x = 'c'", "a"],
    ["elif", "if '': x = 1\nelif 'a': x = 2\nelse: x = 3", 2],
    ["functions", "def f(a, b='c', *d, **e):\n    return a + b\nx = f('a') + f('a', b='d')", "acad"],
    ["functions without return", "def f():\n    pass\nx = f()", null],
    ["functions with globals", "def f():\n    global x\n    x = 'a'\nf()", "a"],
    ["functions with names of their own", "x = 'a'\ndef f():\n    x = 'b'\nf()", "a"],
    [
      "functions that return early",
      "def f(a):\n    if a:\n        return 'b'\n    return 'c'\nx = f('') + f('d')",
      "cb",
    ],
    ["functions in functions", "def f(a):\n    def g(b):\n        return a + b\n    return g('c')\nx = f('b')", "bc"],
    ["lists that a function changes", "x = []\ndef f(a):\n    a.append('b')\nf(x)", ["b"]],
    [
      "functions with names of the function around",
      "def f():\n    a = 'b'\n    def g():\n        nonlocal a\n        a = 'c'\n    g()\n    return a\nx = f()",
      "c",
    ],
    [
      "functions that see later changes around",
      "def f():\n    a = 'b'\n    def g():\n        return a\n    a = 'c'\n    return g()\nx = f()",
      "c",
    ],
    ["defaults, as they were at the definition", "a = 'b'\ndef f(c=a):\n    return c\na = 'd'\nx = f()", "b"],
    ["assignments in expressions", "x = 'a'\nif (x := 'b') == 'b' and str(x := 'cc') == 'cc':\n    pass", "cc"],
    ["the main block", "if __name__ == '__main__':\n    x = 'a'", "a"],
  ])("%s", (_, code, value) => {
    expect(x(`${code}\n`)).toEqual(value);
  });
});

describe("arguments with stars", () => {
  const all = "def f(a, b='z', *c, d='y', **e):\n    return [a, b, list(c), d, e]\n";
  const unknown = "? `A` is not defined here";
  test.each([
    ["f(*['a', 'b', 'c'], 'd')", ["a", "b", ["c", "d"], "y", {}]],
    ["f(*['a'], **{'d': 'b', 'e': 'c'})", ["a", "z", [], "b", { e: "c" }]],
    ["f('a', *A, 'b')", ["a", unknown, [unknown, "b"], "y", {}]],
    ["f(*['a', 'b', *A])", ["a", "b", [unknown], "y", {}]],
    ["f('a', **A)", ["a", unknown, [], unknown, { "*": unknown }]],
    ["f('a', b='c', **A)", ["a", "c", [], unknown, { "*": unknown }]],
    ["f('a', **{'b': 'c', **A})", ["a", unknown, [], unknown, { "*": unknown }]],
    [
      "f(*5)",
      Array(2)
        .fill("? `*` of a number in a call is not read")
        .concat([["? `*` of a number in a call is not read"], "y", {}]),
    ],
    ["list(*[['a']]) + list(*A)", ["a", unknown]],
    ["sorted(*[['b', 'a']])", ["a", "b"]],
    ["'{}{}'.format(*['a', 'b'])", "ab"],
    ["'{}{}'.format(*A)", "? `.format()` of a text is not evaluated"],
    ["dict(a=1, **A)", { a: 1, "*": unknown }],
    ["dict({'a': 1}, **A)", { "*": unknown }],
    ["dict(*A)", "? `dict` of this is not evaluated"],
    ["len(*A)", unknown],
  ])("%s", (code, value) => {
    expect(x(`${all}x = ${code}\n`)).toEqual(value);
  });

  test.each([
    ["exec", "x = 'a'\nexec(*A)", unknown],
    ["methods", "x = ['a']\nx.append(*A)", ["? `.append()` of a list is not evaluated"]],
    ["what does not fit", "x = ['a']\ndef f():\n    x.append('b')\nf(1)", ["? what `f()` is called with does not fit"]],
  ])("%s: what may have changed is not known", (_, code, value) => {
    expect(x(`${code}\n`)).toEqual(value);
  });
});

describe("what is not followed does not end the reading", () => {
  test.each([
    ["a class", "class A:\n    pass"],
    ["a class with a method that is not called", "class A(B):\n    def run(self):\n        x.clear()"],
    ["a class with static methods", "class A:\n    @staticmethod\n    def run():\n        x.clear()"],
    ["a class and names of its own", "class A:\n    x = 'b'\n    def f(self, x):\n        x = 'c'"],
    ["a class that calls", "class A:\n    y = os.path.join('b')"],
    ["a class in a branch", "if B:\n    class A:\n        def run(self):\n            x.clear()"],
    ["a class under another", "class A:\n    def run(self):\n        x.clear()\nclass C(A):\n    pass"],
    ["a decorated function", "@functools.cache\ndef f():\n    return 'b'"],
    ["a decorated class", "@dataclass\nclass A:\n    b: int"],
    ["an asynchronous function", "async def f():\n    x.clear()"],
    ["a generator that is not used", "def f():\n    x.clear()\n    yield 'b'"],
    ["del", "y = 'b'\ndel y"],
    ["continue", "for i in ['b', 'c']:\n    if i == 'c':\n        continue\n    y = i"],
    ["continue in a loop over the unknown", "for i in B:\n    if i == 'c':\n        continue\n    y = i"],
    ["break in a while loop", "while True:\n    break"],
    ["break in a loop in match", "match B:\n    case 'b':\n        for i in B:\n            break"],
    ["lambda", "f = lambda: x.clear()"],
  ])("%s", (_, code) => {
    expect(x(`z = 'old'\nx = ['a']\n${code}\nz = 'new'\nx.append(z)\n`)).toEqual(["a", "new"]);
  });

  const notFollowed = ["? `class` is not followed"];
  test.each([
    ["the body of a class runs", "x = ['a']\nclass A:\n    x.append('b')", notFollowed],
    ["it sees what is around it", "x = ['a']\nclass A:\n    y = x\n    y.append('b')", notFollowed],
    ["it may bind global names", "x = 'a'\nclass A:\n    global x\n    x = 'b'", "? `class` is not followed"],
    ["it may call its functions", "x = []\nclass A:\n    def f():\n        x.append('b')\n    f()", notFollowed],
    [
      "methods that are called",
      "class A:\n    def run(self):\n        x.append('b')\nx = ['a']\nA().run()",
      notFollowed,
    ],
    [
      "methods that are called on what was made before",
      "class A:\n    def run(self):\n        x.append('b')\na = A()\nx = ['a']\na.run()",
      notFollowed,
    ],
    [
      "methods that bind global names",
      "x = 'a'\nclass A:\n    def run(self):\n        global x\n        x = 'b'\nA().run()",
      "? `class` is not followed",
    ],
    [
      "inherited methods",
      "class A:\n    def run(self):\n        x.append('b')\nclass B(A):\n    pass\nx = ['a']\nB().run()",
      notFollowed,
    ],
    [
      "what inheriting runs",
      "class A:\n    def __init_subclass__(self):\n        x.append('b')\nx = ['a']\nclass B(A):\n    pass",
      notFollowed,
    ],
    [
      "metaclasses",
      "class M(type):\n    def __init__(self):\n        x.append('b')\nx = ['a']\nclass A(metaclass=M):\n    pass",
      notFollowed,
    ],
    [
      "inherited metaclasses",
      "class M(type):\n    def __init__(self):\n        x.append('b')\nclass A(metaclass=M):\n    pass\nx = ['a']\nclass B(A):\n    pass",
      notFollowed,
    ],
    [
      "decorators of classes",
      "def d(c):\n    c().run()\nx = ['a']\n@d\nclass A:\n    def run(self):\n        x.append('b')",
      notFollowed,
    ],
    [
      "operators",
      "class A:\n    def __add__(self):\n        x.append('b')\na = A()\nx = ['a']\na + 1",
      ["? the operator is not followed"],
    ],
    [
      "native functions",
      "class A:\n    def __str__(self):\n        x.append('b')\na = A()\nx = ['a']\nstr(a)",
      ["? `str()` of it is not evaluated"],
    ],
    [
      "with",
      "class A:\n    def __enter__(self):\n        x.append('b')\na = A()\nx = ['a']\nwith a:\n    pass",
      notFollowed,
    ],
    [
      "decorators that are functions",
      "x = ['a']\ndef d(f):\n    x.append('b')\n@d\ndef f():\n    pass",
      ["? `@d` is not followed"],
    ],
    [
      "decorated functions that are called",
      "@cache\ndef f():\n    x.append('b')\nx = ['a']\nf()",
      ["? `@cache` is not followed"],
    ],
    [
      "defaults of decorated functions",
      "x = ['a']\n@cache\ndef f(a=x.append('b')):\n    pass",
      ["? `@cache` is not followed"],
    ],
    [
      "generators that are used",
      "def f():\n    x.append('b')\n    yield 'c'\nx = ['a']\nlist(f())",
      ["? `list()` of it is not evaluated"],
    ],
    ["what a generator gives", "def f():\n    yield 'c'\nx = f()", "? a generator is not followed"],
    [
      "asynchronous functions that are called",
      "import asyncio\nasync def f():\n    x.append('b')\nx = ['a']\nasyncio.run(f())",
      ["? the module `asyncio` is not among the files that were read"],
    ],
    ["lambdas that are called", "f = lambda: x.append('b')\nx = ['a']\nf()", ["? `LambdaExpression` is not read"]],
    [
      "functions that something unknown is given",
      "def f(i):\n    x.append(i)\nx = ['a']\nmap(f, ['b'])",
      ["? `map()` of it is not evaluated"],
    ],
    [
      "methods that something unknown is given",
      "x = ['a']\nmap(x.append, ['b'])",
      ["? `map()` of it is not evaluated"],
    ],
    ["calls in what is not read", "x = ['a']\n1 < x.append('b') < 2", ["? a chain of comparisons is not read"]],
    ["names in what is not read", "x = 'a'\n1 < (x := 2) < 3", "? a chain of comparisons is not read"],
    ["del of an item", "y = ['a', 'b']\nx = y\ndel y[0]", ["? `del` is not followed"]],
    ["del of a key", "y = {'a': 1, 'b': 2}\nx = y\ndel y['a']", { b: 2 }],
    ["`:=` in a comprehension", "x = 'a'\n[(x := i) for i in ['b', 'c']]", "c"],
    ["loops that break", "x = []\nfor i in ['a', 'b']:\n    if i == 'b':\n        break\n    x.append(i)", ["a"]],
    ["loops that return", "def f():\n    for i in ['a', 'b']:\n        return i\nx = f()", "a"],
    ["the module's names", "x = 'a'\nglobals()['x'] = 'b'", "b"],
    ["the module's names, all at once", "x = 'a'\nglobals().update({'x': 'b'})", "b"],
    ["the module's names, in the unknown", "x = 'a'\nf(globals())", "? `f` is not defined here"],
    ["exec into the module's names", "x = 'a'\nexec('x = 1', globals())", 1],
  ])("%s", (_, code, value) => {
    expect(x(`${code}\n`)).toEqual(value);
  });
});

describe("what may have run is not taken for what did", () => {
  test.each([
    ["a branch", "x = 'a'\nif A:\n    x = 'b'", "? `A` is not defined here"],
    ["a list in a branch", "x = ['a']\nif A:\n    x.append('b')", ["? `A` is not defined here"]],
    [
      "a list in a function in a branch",
      "x = ['a']\ndef f():\n    x.append('b')\nif A:\n    f()",
      ["? `A` is not defined here"],
    ],
    [
      "a global in a function in a branch",
      "x = 'a'\ndef f():\n    global x\n    x = 'b'\nif A:\n    f()",
      "? `A` is not defined here",
    ],
    ["a dictionary in a branch", "x = {'a': ['b']}\nif A:\n    x['a'] = []", { "*": "? `A` is not defined here" }],
    ["what is beside it stays", "x = ['a']\ny = []\nif A:\n    y.append('b')", ["a"]],
    ["try", "try:\n    x = 'a'\nexcept ImportError:\n    x = 'b'", "? `try` is not followed"],
    ["while", "x = 'a'\nwhile x != 'b':\n    x = 'b'", "? `while` is not followed"],
    [
      "a loop that may break",
      "x = []\nfor i in ['a', 'b']:\n    if A:\n        break\n    x.append(i)",
      ["? `A` is not defined here"],
    ],
    [
      "a loop that may go on early",
      "x = []\nfor i in ['a', 'b']:\n    if A:\n        continue\n    x.append(i)",
      ["? `A` is not defined here"],
    ],
    ["a loop with else", "for x in ['a', 'b']:\n    break\nelse:\n    x = 'c'", "? `for` is not followed"],
    [
      "what follows a return that may be",
      "x = ['a']\ndef f():\n    if A:\n        return\n    x.append('b')\nf()",
      ["? `A` is not defined here"],
    ],
    [
      "what follows a return that may be, around it",
      "x = ['a']\ndef f():\n    for i in ['b']:\n        if A:\n            return i\n    x.append('b')\nf()",
      ["? `A` is not defined here"],
    ],
    [
      "suppressed errors",
      "x = ['a']\nwith suppress(ImportError):\n    import b\n    x.append('b')",
      ["? `with` is not followed"],
    ],
    ["all names of a module in a branch", "x = 'a'\nif A:\n    from b import *", "? `A` is not defined here"],
    ["exec in a branch", "x = 'a'\nif A:\n    exec('x = 1')", "? `A` is not defined here"],
    ["the module's names in a branch", "x = 'a'\nif A:\n    globals()['x'] = 'b'", "? `A` is not defined here"],
    ["names of their own of functions in a branch", "x = 'a'\nif A:\n    def f():\n        x = 'b'\n    f()", "a"],
    [
      "a function in a branch, called later",
      "x = []\nif A:\n    def f():\n        x.append('b')\nx = ['a']\nf()",
      ["? `A` is not defined here"],
    ],
    ["a file that was read before", "f = open('setup.py')\nf.read()\nx = f.read()", "? `pkg/setup.py` was read before"],
    ["a loop over the unknown", "x = 'a'\nfor i in A:\n    x = i", "? `A` is not defined here"],
    ["match", "x = 'a'\nmatch x:\n    case 'a':\n        x = 'b'", "? `match` is not followed"],
    ["del", "x = 'a'\ndel x", "? `del` is not followed"],
    ["a class", "class x:\n    pass", "? `class` is not followed"],
    ["a decorated function", "@cache\ndef x():\n    return 'a'", "? `@cache` is not followed"],
    [
      "an unknown return",
      "def f():\n    if A:\n        return 'a'\n    return 'b'\nx = f()",
      "? `A` is not defined here",
    ],
    [
      "a return in a try",
      "def f():\n    try:\n        return 'a'\n    except E:\n        pass\n    return 'b'\nx = f()",
      "? `try` is not followed",
    ],
    ["a call under a condition", "x = ['a']\nx.append('b') if A else None", ["? `A` is not defined here"]],
    ["a call after `and`", "x = ['a']\nA and x.append('b')", ["? `A` is not defined here"]],
    [
      "a call in a loop over a text",
      "x = ['a']\n[x.append(i) for i in 'bc']",
      ["? a loop over a text is not followed"],
    ],
    [
      "a call in a loop in a loop over the unknown",
      "x = ['a']\n[j for i in A for j in x.append(i)]",
      ["? `A` is not defined here"],
    ],
    [
      "a call in a condition in a loop over the unknown",
      "x = ['a']\n[i for i in A if x.append(i)]",
      ["? `A` is not defined here"],
    ],
    ["a call in a loop over the unknown", "x = ['a']\n[x.append(i) for i in A]", ["? `A` is not defined here"]],
    ["an assignment after `or`", "x = 'a'\nA or (x := 'b')", "? `A` is not defined here"],
    ["a choice without calls", "x = ['a']\ny = x if A else []", ["a"]],
    [
      "all names of an unknown module",
      "x = 'a'\nfrom missing import *",
      "? the module `missing` is not among the files that were read",
    ],
    [
      "exec of the unknown",
      "x = 'a'\nexec(open('missing.py').read())",
      "? `pkg/missing.py` is not among the files that were read",
    ],
    ["exec into the unknown", "x = 'a'\nexec('x = 1', A)", "? `exec` with these globals is not followed"],
    ["exec with locals", "x = {'a': 'b'}\nexec('a = 1', {}, x)", { "*": "? `exec` with these names is not followed" }],
    ["an unknown method", "x = ['b', 'a']\nx.sort()", ["? `.sort()` of a list is not evaluated"]],
    [
      "an unknown function",
      "import random\nx = ['a']\nrandom.shuffle(x)",
      ["? the module `random` is not among the files that were read"],
    ],
    ["an item that is set", "x = ['a']\nx[0] = 'b'", ["? an item of it is assigned"]],
    ["an unknown key", "x = {'a': 1}\nx[A] = 2", { "*": "? `A` is not defined here" }],
    ["an unknown update", "x = {'a': 1}\nx.update(A)", { "*": "? `A` is not defined here" }],
    [
      "an unknown update with names",
      "x = {'a': 1, 'b': 1}\nx.update(b=2, **A)",
      { b: 2, "*": "? `A` is not defined here" },
    ],
    ["an unknown pop", "x = {'a': 1}\nx.pop(A)", { "*": "? `.pop()` of a dictionary is not evaluated" }],
    ["a pop of what may be there", "x = {**A}.pop('a', 'b')", "? `A` is not defined here"],
    ["a pop of what is not there", "x = {}\nx.pop('a')", { "*": "? `.pop()` of a dictionary is not evaluated" }],
    [
      "a default of what may be there",
      "x = ['a']\n{**A}.setdefault('b', x).append('c')",
      ["? `A` is not defined here"],
    ],
    ["what a choice may be", "x = ['a']\ny = x if A else []\ny.append('b')", ["? `A` is not defined here"]],
    ["what `or` may be", "x = ['a']\ny = A or x\ny += ['b']", ["? `A` is not defined here"]],
    [
      "what a name may still be after a branch",
      "x = ['a']\ny = x\nif A:\n    y = []\ny.append('b')",
      ["? `A` is not defined here"],
    ],
    [
      "what a name may still call after a branch",
      "def f():\n    x.append('b')\nif A:\n    f = B\nx = ['a']\nf()",
      ["? `A` is not defined here"],
    ],
    [
      "what a function changes before the branch binds the name anew",
      "x = ['a']\ny = x\ndef f():\n    y.append('b')\nif A:\n    f()\n    y = []",
      ["? `A` is not defined here"],
    ],
    ["what an item may be", "x = ['a']\n{'b': x}[A].append('c')", ["? `A` is not defined here"]],
    ["what may be unpacked", "x = ['a']\ny, z = [x, A]\ny.append('b')", ["? `A` is not defined here"]],
    ["an update in place", "x = ['a']\ny = x\ny *= 2", ["? `*` of a list and a number is not evaluated"]],
  ])("%s", (_, code, value) => {
    expect(x(`${code}\n`)).toEqual(value);
  });
});

describe("other files of the archive", () => {
  const files = {
    "pkg/pkg/version.py": '"""The version."""\n\n__version__ = "1.12.7"\n',
    "pkg/pkg/bounds.py":
      "from .version import __version__ as v\nfrom . import version\nUPPER = '37'\nBOTH = v + version.__version__\n",
    "pkg/pkg/late.py":
      "VERSION = '7.7.7'\nNAMES = ['a']\nclass Info:\n    pass\ndef add():\n    NAMES.append('b')\nVERSION = '2.1.1'\n",
    "pkg/pkg/__init__.py": "from pkg.version import __version__\n",
    "pkg/requirements.txt": "a>=1\n# no\n\nb\n",
    "pkg/loop_a.py": "from loop_b import B\nA = B\n",
    "pkg/loop_b.py": "from loop_a import A\nB = A\n",
    "pkg/broken.py": "x = (\n",
    "pkg/dos.txt": "a\r\nb\r\n",
    "pkg/pkg/named.py": "NAME = __name__\n",
    VERSION: "9.9\n",
  };

  test.each([
    ["from pkg.bounds import UPPER as x", "37"],
    ["from pkg.bounds import BOTH as x", "1.12.71.12.7"],
    ["import pkg.bounds\nx = pkg.bounds.UPPER", "37"],
    ["import pkg.bounds as b\nx = b.UPPER", "37"],
    ["from pkg import bounds\nx = bounds.UPPER", "37"],
    ["from pkg import __version__ as x", "1.12.7"],
    ["from pkg.bounds import *\nx = UPPER", "37"],
    ["from pkg import bounds\nbounds.UPPER = '38'\nx = bounds.UPPER", "38"],
    ["from pkg import bounds\nif A:\n    bounds.UPPER = '38'\nx = bounds.UPPER", "? `A` is not defined here"],
    ["from pkg import bounds\nsetattr(bounds, 'UPPER', '38')\nx = bounds.UPPER", "? `setattr()` is not evaluated"],
    ["from pkg.late import VERSION as x", "2.1.1"],
    ["from pkg import late\nif A:\n    late.add()\nx = late.NAMES", ["? `A` is not defined here"]],
    ["d = {}\nexec(open('pkg/version.py').read(), d)\nx = d['__version__']", "1.12.7"],
    ["exec(open('pkg/version.py').read())\nx = __version__", "1.12.7"],
    [
      "d = {}\nwith open('pkg/version.py') as fp:\n    exec(compile(fp.read(), 'v', 'exec'), d)\nx = d['__version__']",
      "1.12.7",
    ],
    [
      "import os\nd = {}\nhere = os.path.abspath(os.path.dirname(__file__))\nwith open(os.path.join(here, 'pkg', 'version.py')) as fp:\n    exec(fp.read(), d)\nx = d['__version__']",
      "1.12.7",
    ],
    [
      "from pathlib import Path\nd = {}\nexec((Path(__file__).resolve().parent / 'pkg' / 'version.py').read_text(), d)\nx = d.get('__version__')",
      "1.12.7",
    ],
    ["import io\nx = io.open('../VERSION', encoding='utf8').read().strip()", "9.9"],
    ["x = [l.strip() for l in open('requirements.txt') if l.strip() and not l.startswith('#')]", ["a>=1", "b"]],
    ["with open('requirements.txt') as f:\n    x = f.read().splitlines()", ["a>=1", "# no", "", "b"]],
    ["import os\nhere = os.path.dirname(__file__)\nx = open(f'{here}/../VERSION').read()", "9.9\n"],
    ["x = open('dos.txt').read()", "a\nb\n"],
    ["x = open('dos.txt', 'rb').read().decode('utf-8').split()", ["a", "b"]],
    ["from pathlib import Path\nx = Path('pkg', '..', 'dos.txt').read_text().split()", ["a", "b"]],
    ["from pkg.named import NAME as x", "pkg.named"],
    [
      "with open('pkg/version.py', 'w') as f:\n    f.write('')\nd = {}\nexec(open('pkg/version.py').read(), d)\nx = d['__version__']",
      "? `pkg/pkg/version.py` may have been written before",
    ],
    [
      "from pathlib import Path\nPath('dos.txt').write_text('c')\nx = open('dos.txt').read()",
      "? `pkg/dos.txt` may have been written before",
    ],
    ["from loop_a import A as x", "? `pkg/loop_a.py` is imported in a circle"],
    ["from broken import x", "? `pkg/broken.py` line 2: it is not Python that this program can read"],
    ["from pkg.bounds import NOTHING as x", "? `pkg.bounds` does not define `NOTHING`"],
    [
      "d = {}\nexec(open('missing.py').read(), d)\nx = d['a']",
      "? `pkg/missing.py` is not among the files that were read",
    ],
    ["d = {'a': 'b'}\nexec('x = (', d)\nx = d['a']", "? what `exec` is given is not Python that this program can read"],
  ])("%s", (code, value) => {
    expect(x(`${code}\n`, files)).toEqual(value);
  });
});

describe("what metadata is read and put together with", () => {
  const files = { "pkg/a.txt": "a>=1\nb\n", "pkg/pkg/a.txt": "inner\n", VERSION: "9.9\n" };

  test.each([
    ["x = 'A-b'.lower() + 'A-b'.upper()", "a-bA-B"],
    ["x = ['a.b'.startswith('a'), 'a.b'.endswith('.b'), 'a.b'.endswith('a')]", [true, true, false]],
    ["x = 'a' if not 'a'.startswith(A) else 'b'", "? `A` is not defined here"],
    ["x = +1", "? `+` of a number is not evaluated"],
    ["x = not A", "? `A` is not defined here"],
    ["x = ['a', 'b', 'c'][1:]", ["b", "c"]],
    ["x = ['a', 'b', A, 'c'][:2]", ["a", "b"]],
    ["x = ['a', A, 'c'][1:]", "? a slice of a list that is not wholly known"],
    ["x = {'a': 1}[:1]", "? a slice of a dictionary is not evaluated"],
    ["x = 'abc'['a':]", "? the bounds of a slice are not known"],
    ["a, b = {'k': 'v'}, ['w']\nx = [*a.keys(), *a.values(), *b.copy()]", ["k", "v", "w"]],
    ["a = ['b', 'c']\ndel a[0]\nx = a", ["? `del` is not followed"]],
    ["a = {'b': 1, 'c': 2}\ndel a['b']\nx = a", { c: 2 }],
    ["a = ['b', 'c']\na[:] = []\nx = a", ["? a part of it is assigned"]],
    ["x = bool('a')", "? `bool` of this is not evaluated"],
    ["x = dict(['a'])", "? `dict` of this is not evaluated"],
    ["x = len(['a', *A])", "? a length is not known"],
    ["x = sum(['a'], [])", "? `sum` of this is not evaluated"],
    ["x = str([])", "? `str` of this is not evaluated"],
    ["import os\nx = os.getcwd() + os.sep + 'a.txt'", "path pkg/a.txt"],
    ["import os\nx = open(f'{os.path.dirname(__file__)}/' + 'pkg' + '/' + 'a.txt').read()", "inner\n"],
    ["import os\nx = os.path.join(os.path.dirname(__file__) + '/', 'a.txt')", "path pkg/a.txt"],
    ["import os\nx = os.path.dirname(os.getcwd() + '/')", "path pkg"],
    ["import os\nfrom pathlib import Path\nx = Path(os.getcwd() + '/pkg/').parent / 'a.txt'", "path pkg/a.txt"],
    ["import os\nx = os.path.dirname(os.getcwd()) + '/' + 'VERSION'", "path VERSION"],
    ["import os\nx = os.getcwd() + '/../../'", "? the path is not one in the archive"],
    ["import os\nx = os.path.basename(__file__)", "? `os.path.basename()` is not evaluated"],
    ["from pathlib import Path\nx = Path(__file__).parent.joinpath('pkg', 'a.txt').read_text()", "inner\n"],
    [
      "from pathlib import Path\nx = Path(__file__).joinpath('../../../..', 'a')",
      "? the path is not one in the archive",
    ],
    ["from pathlib import Path\nx = Path(__file__).with_name('a.txt').read_text()", "a>=1\nb\n"],
    ["from pathlib import Path\nx = Path(__file__).name", "setup.py"],
    ["with open('a.txt') as f:\n    x = [line.strip() for line in f.readlines()]", ["a>=1", "b"]],
    ["f = open('a.txt')\nx = f.read(3)", "? `.read()` of a file is not evaluated"],
    ["f = open('a.txt')\nf.readline()\nx = f.read()", "? `pkg/a.txt` was read before"],
    ["f = open('a.txt')\ny = f.read()\nf.close()\nx = y", "a>=1\nb\n"],
  ])("%s", (code, value) => {
    expect(x(`${code}\n`, files)).toEqual(value);
  });
});

describe("hostile files end", () => {
  const many = (count: number, line: (index: number) => string) =>
    Array.from({ length: count }, (_, index) => line(index)).join("\n");

  test.each([
    ["constants in a circle", "A = B\nB = A\nx = A", "? `B` is not defined here"],
    ["a function that calls itself", "def f():\n    return f()\nx = f()", "? `f()` calls itself, or calls go too deep"],
    [
      "functions that call each other",
      "def f():\n    return g()\ndef g():\n    return f()\nx = f()",
      expect.stringMatching(/calls itself|too deep/),
    ],
    ["a list in itself", "x = ['a']\nx.append(x)\nx = 'b'", "b"],
    [
      "a list in itself that is forgotten",
      "y = ['a']\ny.append(y)\nif A:\n    y.pop()\nx = y",
      ["? `A` is not defined here"],
    ],
    ["a text that doubles", `x = 'ab'\n${many(40, () => "x = x + x")}`, "? the text grows too long"],
    ...[
      ["replace", "x = y.replace('a', y)"],
      ["join", `z = ['b']\n${many(13, () => "z = z + z")}\nx = y.join(z)`],
      ["format", `z = '{0}'\n${many(13, () => "z = z + z")}\nx = z.format(y)`],
      ["%", `z = '%(a)s'\n${many(13, () => "z = z + z")}\nx = z % {'a': y}`],
      ["an f-string", `x = f"${"{y}".repeat(10_000)}"`],
    ].map(([what, code]): [string, string, string] => [
      `a text longer than JavaScript's, by ${what}`,
      `y = '${"a".repeat(100_000)}'\n${code}`,
      "? the text grows too long",
    ]),
    ["a list that doubles", `x = ['a']\n${many(40, () => "x = x + x")}`, "? the list grows too long"],
    [
      "a list that grows by itself",
      `x = ['a']\n${many(40, () => "x.extend(x)")}`,
      expect.arrayContaining(["? the list grows too long"]),
    ],
    [
      "a long chain of functions that may be called",
      `x = ['a']\n${many(4000, (index) => `def f${index}():f${index + 1}()`)}\ndef f4000():x.pop()\nif A: f0()`,
      ["? `A` is not defined here"],
    ],
    [
      "a long chain of lambdas that is called",
      `x = ['a']\nf0 = lambda: x.pop()\n${many(2500, (index) => `f${index + 1}=lambda:f${index}()`)}\nf2500()`,
      ["? `LambdaExpression` is not read"],
    ],
    [
      "many functions of one name",
      `x = ['a']\nif A:\n${many(4000, () => " def f():f()")}\n f()\n x.pop()`,
      ["? `A` is not defined here"],
    ],
    [
      "arguments that double",
      "def f(*a): return f(*a, *a)\nx = f(1)",
      { refused: "it takes too many steps to read", line: 1 },
    ],
    ["nested lists", `x = ${"[".repeat(400)}${"]".repeat(400)}`, expect.anything()],
    ["a long sum", `x = ${"1+".repeat(5000)}1`, expect.anything()],
    [
      "nested conditions",
      `${many(150, (index) => `${" ".repeat(index)}if True:`)}\n${" ".repeat(150)}x = 'a'`,
      expect.anything(),
    ],
  ])("%s", (_, code, value) => {
    expect(x(`${code}\n`)).toEqual(value);
  });

  test("a string without an end", () => {
    expect(names("x = 'a\ny = 1\n")).toEqual({ x: "? this string is not read", y: 1 });
  });

  test("loops in loops", () => {
    const nest = many(8, (index) => `${" ".repeat(index)}for a${index} in [1, 2, 3, 4, 5, 6, 7, 8, 9]:`);
    expect(names(`${nest}\n${" ".repeat(8)}pass\n`)).toEqual({ refused: "it takes too many steps to read", line: 1 });
  });

  test.each([
    ["x = (\n", 2],
    ["x = 1\ny = = 2\n", 2],
    ["def f(:\n    pass\n", 1],
    ["\u0000\u0001", 1],
    ["if x:\npass\n", 2],
  ])("%j is malformed, and its line is named", (code, line) => {
    expect(names(code)).toEqual({ refused: "it is not Python that this program can read", line });
  });

  test("names that mean something to JavaScript are names like others", () => {
    expect(names("__proto__ = {'a': 1}\nconstructor = 'b'\nx = {'__proto__': 'c'}['__proto__']\n")).toEqual({
      constructor: "b",
      x: "c",
    });
    expect(x("x = toString\n")).toBe("? `toString` is not defined here");
    expect(x("x = {}['constructor']\n")).toBe('? there is no key "constructor"');
  });
});
