# Just enough of nixpkgs for the layouts: every function returns what it was given, with its own name.
# `describe` turns a value into JSON: who made it, of what.
let
  fix = f: let x = f x; in x;
  given = arguments: if builtins.isFunction arguments then fix arguments else arguments;

  made =
    maker: arguments:
    let
      own = given arguments;
      self = own // {
        type = "derivation";
        name = own.name or (if own ? pname && own ? version then "${own.pname}-${own.version}" else "source");
        outPath = "/stand-in/${maker}-${own.pname or own.name or own.repo or "x"}";
        inherit made own maker;
        meta = own.meta or { };
        overridePythonAttrs = change: made maker (own // change own);
        overrideAttrs = change: made maker (fix (final: own // change final own));
      };
    in
    self;

  makers = builtins.listToAttrs (
    map
      (name: {
        inherit name;
        value = made name;
      })
      [
        "fetchFromGitHub"
        "fetchPypi"
        "fetchurl"
        "fetchzip"
        "buildPythonPackage"
        "symlinkJoin"
        "buildEnv"
        "mkDerivation"
      ]
  );

  lib = {
    inherit (builtins) replaceStrings attrValues;
    removePrefix =
      prefix: text:
      let
        length = builtins.stringLength prefix;
      in
      if builtins.substring 0 length text == prefix then builtins.substring length (-1) text else text;
    genAttrs =
      names: make:
      builtins.listToAttrs (
        map (name: {
          inherit name;
          value = make name;
        }) names
      );
  };

  runCommand =
    name: environment: script:
    made "runCommand" (environment // { inherit name script; });

  pythonWith = packages: {
    pkgs = packages;
    withPackages = choose: made "withPackages" { paths = choose packages; };
    override = { packageOverrides }: pythonWith (fix (self: packages // packageOverrides self packages));
  };

  pythonPackages = makers // {
    requests = made "nixpkgs" { pname = "requests"; };
    toPythonApplication = package: package;
  };

  base = makers // {
    inherit lib runCommand;
    python313 = pythonWith pythonPackages;
    python3 = pythonWith pythonPackages;
    python313Packages = pythonPackages;
    python3Packages = pythonPackages;
    stdenv = makers;
    dagster = made "nixpkgs" { pname = "dagster"; };
    dagster-pipes = made "nixpkgs" { pname = "dagster-pipes"; };
    writeShellScriptBin = name: script: made "writeShellScriptBin" { inherit name script; };
  };

  callWith =
    scope: value: more:
    let
      function = if builtins.isFunction value then value else builtins.scopedImport finding value;
      formals = builtins.functionArgs function;
    in
    if formals == { } then function (scope // more) else function (builtins.intersectAttrs formals (scope // more));
  # What `<nixpkgs>` and the network are for the files.
  finding = {
    __nixPath = [
      {
        prefix = "nixpkgs";
        path = toString ./nixpkgs.nix;
      }
    ];
    builtins = builtins // {
      fetchTarball = made "fetchTarball";
    };
  };

  # { <name> = file or { <name> = file; }; } on top of nixpkgs, as one scope.
  scopeOf =
    packages:
    fix (
      scope:
      let
        all = scope // {
          pkgs = all;
          callPackage = callWith all;
        };
        member =
          around: name: entry:
          if builtins.isAttrs entry then
            fix (set: base.${name} // builtins.mapAttrs (member (all // set)) entry)
          else
            callWith (around // { ${name} = base.${name} or null; }) entry { };
      in
      base // builtins.mapAttrs (member all) packages
    );

  describe =
    value:
    if builtins.isAttrs value && value ? maker then
      { "made by ${value.maker}" = builtins.mapAttrs (_: describe) (removeAttrs value.own [ "passthru" ]); }
    else if builtins.isAttrs value then
      builtins.mapAttrs (_: describe) value
    else if builtins.isList value then
      map describe value
    else if builtins.isFunction value then
      "a function"
    else if builtins.isPath value then
      "a path"
    else if builtins.isString value then
      builtins.unsafeDiscardStringContext value
    else
      value;

  describePackages =
    packages: values:
    builtins.mapAttrs (
      name: entry: if builtins.isAttrs entry then describePackages entry values.${name} else describe values.${name}
    ) packages;
in
{
  inherit base;
  evaluate = packages: describePackages packages (scopeOf packages);
}
