# Requirements as Python states them (PEP 508), without markers, and whether a version meets their bounds (PEP 440,
# final releases only).
{ lib }:

let
  # PEP 503.
  normalise =
    name:
    let
      parts = builtins.split "[-_.]+" (lib.toLower name);
    in
    lib.concatStringsSep "-" (lib.filter lib.isString parts);

  # "1.0.0" and "1" are one version.
  shortest = version: if lib.hasSuffix ".0" version then shortest (lib.removeSuffix ".0" version) else version;
  compare = left: right: builtins.compareVersions (shortest left) (shortest right);

  # "~=1.4.2" is ">=1.4.2" and "==1.4.*".
  allButLast = version: builtins.head (builtins.match "(.*)\\.[^.]*" version);

  meets =
    version: bound:
    let
      parts = builtins.match "(===|==|!=|<=|>=|~=|<|>)(.+)" bound;
      operator = lib.head parts;
      limit = builtins.elemAt parts 1;
      isLike = prefix: version == prefix || lib.hasPrefix "${prefix}." version;
      equals = if lib.hasSuffix ".*" limit then isLike (lib.removeSuffix ".*" limit) else compare version limit == 0;
      holds = {
        "===" = version == limit;
        "==" = equals;
        "!=" = !equals;
        "<=" = compare version limit <= 0;
        ">=" = compare version limit >= 0;
        "<" = compare version limit < 0;
        ">" = compare version limit > 0;
        "~=" = compare version limit >= 0 && isLike (allButLast limit);
      };
    in
    if parts == null then throw "`${bound}` is no bound of a version" else holds.${operator};
in
{
  inherit normalise;

  # "gql[requests]>=3,<4" is { name = "gql"; bounds = [ ">=3" "<4" ]; }.
  parse =
    text:
    let
      parts = builtins.match "([A-Za-z0-9._-]*[A-Za-z0-9])(\\[[^]]*])?([^;]*)" (lib.replaceStrings [ " " ] [ "" ] text);
    in
    if parts == null then
      throw "`${text}` is no requirement without a marker"
    else
      {
        name = normalise (lib.head parts);
        bounds = lib.filter (bound: bound != "") (lib.splitString "," (builtins.elemAt parts 2));
      };

  holds = { bounds, ... }: version: builtins.all (meets version) bounds;
}
