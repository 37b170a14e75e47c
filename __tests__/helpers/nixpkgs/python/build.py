"""The second half of the builder of the stand-in nixpkgs' Python packages, run in the unpacked source.

Reads what the project states (pyproject.toml by PEP 621, or setup.py with a setuptools that only listens), installs its
metadata and console scripts, and checks what nixpkgs checks, in nixpkgs' words. Bounds are compared for final releases.
"""

import os
import pathlib
import platform
import re
import subprocess
import sys
import tomllib
import types

out = pathlib.Path(os.environ["out"])
site = out / os.environ["sitePackages"]
python = os.environ["python"]
stated_version = os.environ["version"]
words = lambda name: os.environ.get(name, "").split()
normal = lambda name: re.sub(r"[-_.]+", "-", name).lower()


def project():
    if pathlib.Path("pyproject.toml").exists():
        stated = tomllib.loads(pathlib.Path("pyproject.toml").read_text())["project"]
        return stated["name"], stated["version"], stated.get("dependencies", []), stated.get("scripts", {})
    heard = {}
    listening = types.ModuleType("setuptools")
    listening.setup = lambda **arguments: heard.update(arguments)
    listening.find_packages = lambda **_: []
    sys.modules["setuptools"] = listening
    path = pathlib.Path("setup.py").resolve()
    exec(compile(path.read_text(), str(path), "exec"), {"__file__": str(path), "__name__": "__main__"})
    scripts = heard.get("entry_points", {}).get("console_scripts", [])
    pairs = (script.split("=", 1) for script in scripts)
    return (
        heard["name"],
        heard["version"],
        heard.get("install_requires", []),
        {name.strip(): target.strip() for name, target in pairs},
    )


class Version(str):
    """Compares as a release does."""

    def key(self):
        numbers = [int(part) for part in re.findall(r"\d+", self.split("+")[0])]
        while numbers and numbers[-1] == 0:
            numbers.pop()
        return numbers

    def __lt__(self, other):
        return self.key() < Version(other).key()

    def __le__(self, other):
        return self.key() <= Version(other).key()

    def __gt__(self, other):
        return self.key() > Version(other).key()

    def __ge__(self, other):
        return self.key() >= Version(other).key()


def wanted(marker):
    names = {
        "python_version": Version("%d.%d" % sys.version_info[:2]),
        "platform_system": platform.system(),
        "sys_platform": sys.platform,
    }
    return not marker or eval(marker, {"__builtins__": {}}, names)


def parse(text):
    stated, _, marker = text.partition(";")
    name, extras, bounds = re.fullmatch(r"\s*([\w.-]+)\s*(\[[^]]*\])?\s*(.*?)\s*", stated).groups()
    return name, extras or "", bounds.replace(" ", ""), marker.strip()


def meets(version, bounds):
    for bound in filter(None, bounds.split(",")):
        operator, limit = re.fullmatch(r"(===|==|!=|<=|>=|~=|<|>)(.+)", bound).groups()
        order = (Version(version) > limit) - (Version(version) < limit)
        if not {"==": order == 0, "===": version == limit, "!=": order != 0, "<=": order <= 0, ">=": order >= 0,
                "<": order < 0, ">": order > 0, "~=": order >= 0}[operator]:
            return False
    return True


def closure(paths):
    """The store paths and, transitively, what they propagate."""
    found = []
    pending = list(paths)
    while pending:
        path = pending.pop(0)
        if path in found:
            continue
        found.append(path)
        inputs = pathlib.Path(path, "nix-support/propagated-build-inputs")
        if inputs.exists():
            pending += inputs.read_text().split()
    return found


def installed(paths):
    versions = {}
    for path in paths:
        for file in pathlib.Path(path).glob(os.environ["sitePackages"] + "/*.dist-info/METADATA"):
            fields = dict(line.split(": ", 1) for line in file.read_text().splitlines() if ": " in line)
            versions[normal(fields["Name"])] = fields["Version"]
    return versions


def check_requirements(requirements, versions):
    print("Executing pythonRuntimeDepsCheck")
    print(f"Checking runtime dependencies for {normal(name).replace('-', '_')}-{version}-py3-none-any.whl")
    faults = []
    for requirement in requirements:
        needed, _, bounds, marker = parse(requirement)
        if not wanted(marker):
            continue
        if normal(needed) not in versions:
            faults.append(f"{needed} not installed")
        elif not meets(versions[normal(needed)], bounds):
            faults.append(f"{needed}{bounds} not satisfied by version {versions[normal(needed)]}")
    for fault in faults:
        print(f"  - {fault}")
    if faults:
        sys.exit(1)


def relaxed(requirement):
    needed, extras, bounds, marker = parse(requirement)
    if normal(needed) in map(normal, words("pythonRemoveDeps")):
        return []
    if normal(needed) in map(normal, words("pythonRelaxDeps")) or words("pythonRelaxDeps") == ["1"]:
        bounds = ""
    return [needed + extras + bounds + (f"; {marker}" if marker else "")]


name, version, requirements, scripts = project()
requirements = [left for requirement in requirements for left in relaxed(requirement)]
dependencies = closure(words("dependencies") + words("propagatedBuildInputs"))
if os.environ.get("format") == "pyproject":
    check_requirements(requirements, installed(dependencies))

info = site / f"{normal(name).replace('-', '_')}-{version}.dist-info"
info.mkdir()
fields = ["Metadata-Version: 2.1", f"Name: {name}", f"Version: {version}"]
fields += [f"Requires-Dist: {requirement}" for requirement in requirements]
(info / "METADATA").write_text("\n".join(fields) + "\n")
if scripts:
    lines = [f"{script} = {target}" for script, target in scripts.items()]
    (info / "entry_points.txt").write_text("[console_scripts]\n" + "\n".join(lines) + "\n")
(out / "nix-support").mkdir()
(out / "nix-support/propagated-build-inputs").write_text(" ".join([*words("dependencies"), python]))

sites = [str(pathlib.Path(path, os.environ["sitePackages"])) for path in [out, *dependencies]]
for script, target in scripts.items():
    (out / "bin").mkdir(exist_ok=True)
    module, function = target.split(":")
    file = out / "bin" / script
    interpreter = pathlib.Path(python, "bin/.python-wrapped")
    file.write_text(
        f"#!{interpreter}\nimport sys\nsys.path[1:1] = {sites!r}\nfrom {module} import {function}\nsys.exit({function}())\n"
    )
    file.chmod(0o555)

modules = words("pythonImportsCheck")
if modules:
    print("Executing pythonImportsCheckPhase")
    print("Check whether the following modules can be imported:", *modules)
    code = "import sys, importlib; [importlib.import_module(name) for name in sys.argv[1:]]"
    environment = {**os.environ, "PYTHONPATH": ":".join(sites), "PYTHONDONTWRITEBYTECODE": "1"}
    subprocess.run([f"{python}/bin/python3", "-c", code, *modules], env=environment, check=True, cwd="/")

if os.environ.get("metadataCheck") and "unstable-" not in stated_version and version != stated_version:
    print("Executing pythonMetadataCheckPhase")
    print(
        f"The '{os.environ['pname']}' derivation has version '{stated_version}' "
        f"but .dist-info/METADATA specifies version '{version}'."
    )
    sys.exit(1)
