# The builder of a Python package of the stand-in nixpkgs: metadata, and nothing that could be imported.
set -eu

info="$out/$sitePackages/$pname-$metadataVersion.dist-info"
mkdir -p "$info" "$out/nix-support"
printf 'Metadata-Version: 2.1\nName: %s\nVersion: %s\n' "$pname" "$metadataVersion" > "$info/METADATA"
printf '%s ' "$python" > "$out/nix-support/propagated-build-inputs"
