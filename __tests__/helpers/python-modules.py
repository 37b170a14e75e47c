"""Runs modules of our own making and says what their names came to.

Standard input is JSON: `files` by path from the root, `worlds` (for each the source of a module `outside`, which the reader
under test does not see) and `modules`, texts that each stand for `pkg/setup.py`. Standard output is JSON: Python's
version, and for each module its code without the statements that raise an error, and what its names came to in each
world; null where it is not Python.
"""

import ast
import json
import os
import signal
import sys
import tempfile
import types


def plain(value, depth=0):
    if depth > 6:
        return ["other"]
    if value is None or isinstance(value, bool):
        return ["constant", value]
    if isinstance(value, str):
        return ["text", value]
    if isinstance(value, (int, float)):
        return ["number", str(value)]
    if isinstance(value, (list, tuple)):
        return [type(value).__name__, [plain(item, depth + 1) for item in value]]
    if isinstance(value, (set, frozenset)):
        return ["set", [plain(item, depth + 1) for item in value]]
    if isinstance(value, dict):
        entries = [(key, item) for key, item in value.items() if key != "__builtins__"]
        return ["dict", [[plain(key), plain(item, depth + 1)] for key, item in entries]]
    return ["other"]


def run(code, path, outside):
    for name in [name for name in sys.modules if name not in kept]:
        del sys.modules[name]
    sys.modules["outside"] = types.ModuleType("outside")
    exec(outside, sys.modules["outside"].__dict__)
    calls = []
    setuptools = sys.modules["setuptools"] = types.ModuleType("setuptools")
    setuptools.setup = lambda **given: calls.append({name: plain(value) for name, value in given.items()})
    names = {"__name__": "__main__", "__file__": path}
    signal.alarm(1)
    try:
        exec(compile(code, path, "exec"), names)
    finally:
        signal.alarm(0)
    return {"names": {n: plain(v) for n, v in names.items() if not n.startswith("__")}, "calls": calls}


def line_of(error):
    while error.__traceback__.tb_frame.f_code.co_filename != path:
        error = error.with_traceback(error.__traceback__.tb_next)
    return error.__traceback__.tb_lineno


def answer(code):
    try:
        compile(code, path, "exec")
    except SyntaxError as error:
        return {"error": repr(error), "code": code}
    while True:
        try:
            return {"code": code, "worlds": [run(code, path, outside) for outside in asked["worlds"]]}
        except TimeoutError:
            return {"error": "it takes too long", "code": code}
        except Exception as error:
            failed = [s for s in ast.parse(code).body if s.lineno <= line_of(error) <= s.end_lineno][-1]
        lines = code.split("\n")
        code = "\n".join(lines[: failed.lineno - 1] + lines[failed.end_lineno :])


def stop(*_):
    raise TimeoutError


signal.signal(signal.SIGALRM, stop)
asked = json.load(sys.stdin)
with tempfile.TemporaryDirectory() as root:
    root = os.path.realpath(root)
    for name, content in asked["files"].items():
        os.makedirs(os.path.dirname(os.path.join(root, name)), exist_ok=True)
        with open(os.path.join(root, name), "w", encoding="utf-8", newline="") as file:
            file.write(content)
    os.chdir(os.path.join(root, "pkg"))
    sys.path.insert(0, os.path.join(root, "pkg"))
    sys.dont_write_bytecode = True
    import re, pathlib, platform, codecs, io  # noqa: E401, F401

    kept = set(sys.modules)
    path = os.path.join(root, "pkg", "setup.py")
    output, sys.stdout = sys.stdout, io.StringIO()
    answers = [answer(module) for module in asked["modules"]]
    os.chdir("/")
json.dump({"version": list(sys.version_info[:2]), "answers": answers}, output)
