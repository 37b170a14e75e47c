# The builder of the stand-in nixpkgs' Python packages, run by Nix as `sh build.sh`. It unpacks as nixpkgs' stdenv does,
# goes to `sourceRoot`, and copies the importable folders to where they would be installed: enough to see that sources,
# `sourceRoot` and a package's own phases agree. With a Python of the machine, python/build.py makes the rest: metadata,
# console scripts, and the checks that nixpkgs has.
set -eu

if [ -d "$src" ]; then
  # A folder keeps its name, without the store's hash.
  unpacked=${src##*/}
  unpacked=${unpacked#*-}
  cp -R "$src" "$unpacked"
  chmod -R u+w "$unpacked"
else
  tar -xzf "$src"
  unpacked=$(find . ! -name . -prune -type d)
fi
cd "${sourceRoot:-$unpacked}"

eval "${postPatch-}"
eval "${preBuild-}"
mkdir -p "$out/$sitePackages"
for module in */__init__.py; do
  cp -R "${module%/*}" "$out/$sitePackages"
done
if [ -n "${machinePython-}" ]; then "$machinePython" "$buildPython"; fi
eval "${postInstall-}"
