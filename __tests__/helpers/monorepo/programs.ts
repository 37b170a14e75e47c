/**
 * Python files of the synthetic packages that do something when they are built and run: as much of an orchestrator and
 * its web server as shows whether they were put together rightly. By path in the package's directory.
 */
import type { MonorepoPackage } from "./packages.ts";

const programs: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  dagster: {
    "dagster/__init__.py": `from dagster.definitions import Definitions, asset
from dagster.version import __version__
`,
    "dagster/__main__.py": `from dagster.cli import main

main()
`,
    "dagster/definitions.py": `class Definitions:
    def __init__(self, assets=()):
        self.assets = {one.name: one for one in assets}


class asset:
    def __init__(self, function, name):
        self.function = function
        self.name = name
`,
    "dagster/cli.py": `import os
import pathlib
import runpy
import subprocess
import sys

from dagster.definitions import Definitions
from dagster.version import __version__


def option(arguments, name):
    return arguments[arguments.index(name) + 1]


def load(file):
    found = [value for value in runpy.run_path(file).values() if isinstance(value, Definitions)]
    if len(found) != 1:
        sys.exit(f"{file} has {len(found)} Definitions")
    return found[0]


def main():
    arguments = sys.argv[1:]
    if arguments == ["--version"]:
        print("dagster, version", __version__)
    elif arguments == ["instance", "info"]:
        print(pathlib.Path(os.environ["DAGSTER_HOME"], "dagster.yaml").read_text())
    elif arguments[:2] == ["asset", "materialize"]:
        definitions = load(option(arguments, "-f"))
        print("RUN_SUCCESS", definitions.assets[option(arguments, "--select")].function())
    elif arguments[:2] == ["api", "load"]:
        load(arguments[2])
    elif arguments[:1] == ["dev"]:
        # As the real one: whatever Python this is has to see the web server too.
        sys.exit(subprocess.call([sys.executable, "-m", "dagster_webserver", *arguments[1:]]))
    else:
        sys.exit(f"no such command: {arguments}")
`,
  },
  "dagster-webserver": {
    "dagster_webserver/__main__.py": `from dagster_webserver.cli import main

main()
`,
    "dagster_webserver/cli.py": `import http.server
import json
import pathlib
import subprocess
import sys

from dagster_webserver.version import __version__

page = pathlib.Path(__file__).parent / "webapp/build/index.html"


class Handler(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        if self.path == "/server_info":
            self.answer(200, "application/json", json.dumps({"dagster_webserver_version": __version__}))
        elif self.path == "/" and page.exists():
            self.answer(200, "text/html", page.read_text())
        else:
            self.answer(500, "text/plain", "Can't find webapp files")

    def do_POST(self):
        entries = [{"name": "definitions.py", "loadStatus": "LOADED", "locationOrLoadError": self.server.location()}]
        workspace = {"__typename": "Workspace", "locationEntries": entries}
        self.answer(200, "application/json", json.dumps({"data": {"workspaceOrError": workspace}}))

    def answer(self, status, kind, body):
        self.send_response(status)
        self.send_header("content-type", kind)
        self.end_headers()
        self.wfile.write(body.encode())


class Server(http.server.ThreadingHTTPServer):
    def location(self):
        # As the real one: user code is loaded by a process of its own.
        command = [sys.executable, "-m", "dagster", "api", "load", self.file]
        loaded = subprocess.run(command, capture_output=True, text=True)
        if loaded.returncode == 0:
            return {"__typename": "RepositoryLocation"}
        return {"__typename": "PythonError", "message": loaded.stderr[-200:]}


def main():
    arguments = sys.argv[1:]
    if arguments == ["--version"]:
        print("dagster-webserver, version", __version__)
        return
    if "--empty-workspace" not in arguments and "-f" not in arguments:
        sys.exit("No arguments given and no [tool.dagster] block")
    option = lambda name: arguments[arguments.index(name) + 1]
    server = Server((option("-h"), int(option("-p"))), Handler)
    server.file = option("-f") if "-f" in arguments else None
    server.serve_forever()
`,
  },
};

export function programFiles({ project }: MonorepoPackage): Readonly<Record<string, string>> {
  return programs[project] ?? {};
}
