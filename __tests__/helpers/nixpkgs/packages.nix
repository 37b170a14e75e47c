# What tests ask of a packaging repository: its packages, by attribute path, as derivations or as JSON.
# `settings` is JSON: `directory` (the one that holds `.flox`) and the arguments of default.nix.
{ settings }:

let
  lib = import ./lib.nix;
  arguments = builtins.fromJSON settings;
  nixpkgs = import ./. (removeAttrs arguments [ "directory" ]);
  packages = (import ./flox.nix { inherit lib; }).packagesIn nixpkgs (/. + arguments.directory);

  names = map (package: package.pname or package.name);
  isSource = value: value ? outputHash;

  source = fetched: {
    inherit (fetched)
      name
      url
      outputHash
      outputHashMode
      ;
    rev = fetched.rev or null;
    tag = fetched.tag or null;
  };

  # With all that its builder would be given, as far as evaluation can tell.
  describe = package: builtins.seq package.drvPath {
    inherit (package) name meta;
    pname = package.pname or null;
    version = package.version or null;
    source =
      if isSource package then
        source package
      else if isSource (package.src or null) then
        source package.src
      else
        null;
    sourceRoot = package.sourceRoot or null;
    python = package.pythonModule.pythonVersion or null;
    pyproject = package.pyproject or null;
    buildSystem = names (package.build-system or [ ]);
    dependencies = names (package.dependencies or [ ]);
    optionalDependencies = lib.mapAttrs (_: names) (package.optional-dependencies or { });
    pythonRelaxDeps = package.pythonRelaxDeps or [ ];
    pythonRemoveDeps = package.pythonRemoveDeps or [ ];
    pythonImportsCheck = package.pythonImportsCheck or [ ];
    # For a join: what it holds, through the environments in it.
    joins = lib.unique (names (joinedBy package));
  };

  joinedBy =
    package: lib.concatMap (part: if part ? joined then joinedBy part else [ part ]) (package.joined or [ ]);
in
{
  # To build from: `packages.<path>` and `sources.<path>`, attribute paths joined by dots.
  inherit packages;
  sources = lib.mapAttrs (_: package: if isSource package then package else package.src) packages;
  description = lib.mapAttrs (_: describe) packages;
}
