# The builder of the stand-in's Python: the machine's own in the layout of nixpkgs', as a virtual environment, so that it
# sees nothing of what else the machine has installed. Its programs are scripts: reached through a link they see the
# packages of this folder, and none of those that the link lies beside, as nixpkgs' Python does.
set -eu

mkdir -p "$out/bin" "$out/$sitePackages"
name=${sitePackages#lib/}
name=${name%/site-packages}
ln -s "$machinePython" "$out/bin/.python-wrapped"
for program in python python3 "$name"; do
  printf '#!/bin/sh\nexec "%s/bin/.python-wrapped" "$@"\n' "$out" > "$out/bin/$program"
  chmod +x "$out/bin/$program"
done
printf 'home = %s\ninclude-system-site-packages = false\n' "${machinePython%/*}" > "$out/pyvenv.cfg"
real=python$("$machinePython" -c 'import sys; print("%d.%d" % sys.version_info[:2])')
if [ "$real" != "$name" ]; then ln -s "$name" "$out/lib/$real"; fi
