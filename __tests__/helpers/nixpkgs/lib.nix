# The part of nixpkgs' lib that packaging repositories use, with the same names and meaning.
let
  inherit (builtins)
    attrNames
    concatLists
    filter
    functionArgs
    intersectAttrs
    isAttrs
    isFunction
    removeAttrs
    stringLength
    substring
    ;

  fix =
    f:
    let
      self = f self;
    in
    self;

  extends =
    overlay: base: final:
    let
      prev = base final;
    in
    prev // overlay final prev;

  makeExtensible = base: fix (final: base final // { extend = overlay: makeExtensible (extends overlay base); });

  hasPrefix = prefix: text: substring 0 (stringLength prefix) text == prefix;
  hasSuffix =
    suffix: text:
    let
      start = stringLength text - stringLength suffix;
    in
    start >= 0 && substring start (stringLength suffix) text == suffix;

  hasInfix = infix: text: builtins.length (builtins.split (escapeRegex infix) text) > 1;
  escapeRegex =
    let
      special = [ "\\" "." "+" "*" "?" "(" ")" "[" "{" "^" "$" "|" ];
    in
    builtins.replaceStrings special (map (character: "\\${character}") special);

  # A package that can be called again with other arguments: `dagster.override { dagster-shared = ...; }`.
  makeOverridable =
    f: args:
    let
      result = f args;
    in
    if isAttrs result then result // { override = changes: makeOverridable f (args // changes); } else result;

  # Calls a function, or the one in a file, with those of its arguments that the scope has.
  callPackageWith =
    scope: package: args:
    let
      f = if isFunction package then package else import package;
    in
    makeOverridable f (intersectAttrs (functionArgs f) scope // args);

  # A set whose packages see each other and, below that, what `newScope` gives them.
  makeScope =
    newScope: base:
    let
      self = base self // {
        newScope = extra: newScope (self // extra);
        callPackage = self.newScope { };
        overrideScope = overlay: makeScope newScope (extends overlay base);
        packages = base;
      };
    in
    self;

  optionals = condition: list: if condition then list else [ ];
in
{
  inherit
    callPackageWith
    extends
    escapeRegex
    fix
    hasInfix
    hasPrefix
    hasSuffix
    makeExtensible
    makeOverridable
    makeScope
    optionals
    ;
  inherit (builtins)
    concatLists
    concatMap
    concatStringsSep
    elem
    filter
    genList
    head
    isAttrs
    isFunction
    isString
    length
    listToAttrs
    mapAttrs
    replaceStrings
    tail
    ;

  assertMsg = condition: message: condition || throw message;
  attrByPath =
    path: default: set:
    builtins.foldl' (found: name: if isAttrs found && found ? ${name} then found.${name} else default) set path;
  callPackagesWith =
    scope: package: args:
    removeAttrs (callPackageWith scope package args) [ "override" ];
  getExe = package: "${package}/bin/${package.meta.mainProgram}";
  mapAttrsToList = f: set: map (name: f name set.${name}) (attrNames set);
  nameValuePair = name: value: { inherit name value; };
  optional = condition: value: optionals condition [ value ];
  optionalAttrs = condition: set: if condition then set else { };
  optionalString = condition: text: if condition then text else "";
  removePrefix =
    prefix: text: if hasPrefix prefix text then substring (stringLength prefix) (-1) text else text;
  removeSuffix =
    suffix: text:
    if hasSuffix suffix text then substring 0 (stringLength text - stringLength suffix) text else text;
  showAttrPath = builtins.concatStringsSep ".";
  splitString = separator: text: filter builtins.isString (builtins.split (escapeRegex separator) text);
  toLower =
    let
      letters = text: builtins.genList (index: substring index 1 text) (stringLength text);
    in
    builtins.replaceStrings (letters "ABCDEFGHIJKLMNOPQRSTUVWXYZ") (letters "abcdefghijklmnopqrstuvwxyz");
  unique = builtins.foldl' (found: value: if builtins.elem value found then found else found ++ [ value ]) [ ];
  versionAtLeast = version: least: builtins.compareVersions version least >= 0;
  versionOlder = version: other: builtins.compareVersions version other < 0;

  fakeHash = "sha256-AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=";
  fakeSha256 = "0000000000000000000000000000000000000000000000000000000000000000";

  licenses = builtins.mapAttrs (_: spdxId: { inherit spdxId; }) {
    asl20 = "Apache-2.0";
    bsd3 = "BSD-3-Clause";
    mit = "MIT";
  };
  platforms = rec {
    linux = [
      "x86_64-linux"
      "aarch64-linux"
    ];
    darwin = [
      "x86_64-darwin"
      "aarch64-darwin"
    ];
    unix = concatLists [
      linux
      darwin
    ];
    all = unix;
  };
}
