# Derivations, and the functions that only combine others.
{
  lib,
  machinePython,
  node,
  system,
  path,
}:

let
  # What stays out of the builder's environment.
  notForTheBuilder = [
    "meta"
    "passthru"
  ];

  derivationOf =
    attributes:
    let
      name = attributes.name or "${attributes.pname}-${attributes.version}";
      platforms = attributes.meta.platforms or [ system ];
      built = derivation (
        {
          builder = "/bin/sh";
          args = [
            "-c"
            "echo 'The stand-in nixpkgs does not build ${name}' >&2; exit 1"
          ];
          PATH = path;
        }
        // removeAttrs attributes notForTheBuilder
        // {
          inherit name system;
        }
      );
    in
    assert lib.assertMsg (lib.elem system platforms) "Package ‘${name}’ is not available on ‘${system}’";
    built
    // (attributes.passthru or { })
    // {
      # Python's packages have names with a prefix, and sources a name of their own: `name` is what was derived.
      inherit name;
      meta = attributes.meta or { };
      passthru = attributes.passthru or { };
      overrideAttrs = change: derivationOf (attributes // change attributes);
    };

  # `mkDerivation { ... }` or `mkDerivation (finalAttrs: { ... })`.
  attributesOf =
    attributesOrFunction: package:
    if lib.isFunction attributesOrFunction then
      lib.fix (final: attributesOrFunction (final // { finalPackage = package; }))
    else
      attributesOrFunction;

  mkDerivation =
    attributesOrFunction:
    let
      package = derivationOf (attributesOf attributesOrFunction package);
    in
    package;

  runCommand =
    name: attributes: script:
    mkDerivation (
      attributes
      // {
        inherit name;
        args = [
          "-c"
          "set -e\n${script}"
        ];
      }
    );

  writeFile =
    {
      name,
      text,
      destination ? "",
      executable ? false,
    }:
    runCommand name { inherit text; } ''
      file=$out${destination}
      mkdir -p "''${file%/*}"
      printf %s "$text" > "$file"
      ${lib.optionalString executable "chmod +x \"$file\""}
    '';

  hostPlatform = {
    inherit system;
    isAarch64 = lib.hasPrefix "aarch64-" system;
    isDarwin = lib.hasSuffix "-darwin" system;
    isLinux = lib.hasSuffix "-linux" system;
    isx86_64 = lib.hasPrefix "x86_64-" system;
  };

  # What a builder needs to link its `paths` together, and to run `postBuild` on the result.
  joinPaths = {
    builder = node;
    args = [ ./join.mjs ];
  };

  # Both name what they join; it is linked together only where packages are built.
  join =
    attributes:
    mkDerivation (
      lib.optionalAttrs (machinePython != null) joinPaths
      // attributes
      // {
        passthru = (attributes.passthru or { }) // {
          joined = attributes.paths;
        };
      }
    );
in
{
  inherit
    attributesOf
    joinPaths
    mkDerivation
    runCommand
    system
    ;
  inherit hostPlatform;
  inherit (hostPlatform)
    isAarch64
    isDarwin
    isLinux
    isx86_64
    ;

  writeText = name: text: writeFile { inherit name text; };
  writeShellScriptBin =
    name: script:
    writeFile {
      inherit name;
      text = "#!/bin/sh\n${script}\n";
      destination = "/bin/${name}";
      executable = true;
    };

  buildEnv = join;
  symlinkJoin =
    attributes:
    assert lib.assertMsg (
      attributes ? name || attributes ? pname && attributes ? version
    ) "symlinkJoin needs a `name`, or a `pname` and a `version`";
    join attributes;
}
