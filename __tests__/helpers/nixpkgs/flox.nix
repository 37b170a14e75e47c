# Finds the packages of a folder and puts them on top of nixpkgs, by the rules of Flox.
{ lib }:

let
  # { <name> = { file; } or { entries; }; }: a package, or a folder of packages.
  readFolder =
    folder:
    let
      types = builtins.readDir folder;
      namesOf = type: lib.filter (name: types.${name} == type) (builtins.attrNames types);
      files = lib.filter (name: lib.hasSuffix ".nix" name && !lib.hasSuffix "flake.nix" name) (namesOf "regular");
      fileEntry = name: { file = folder + "/${name}"; };
      folderEntry =
        name:
        let
          path = folder + "/${name}";
        in
        if builtins.pathExists (path + "/default.nix") then
          { file = path + "/default.nix"; }
        else
          { entries = readFolder path; };
      entriesOf =
        entry: names: lib.listToAttrs (map (name: lib.nameValuePair (lib.removeSuffix ".nix" name) (entry name)) names);
      isFilled = entry: entry ? file || entry.entries != { };
      folders = lib.filter (name: isFilled (folderEntry name)) (namesOf "directory");
    in
    # Of `foo.nix` and a folder `foo` the folder wins.
    entriesOf fileEntry files // entriesOf folderEntry folders;

  # The attribute paths of all packages, as lists of names.
  attributePaths =
    entries:
    lib.concatLists (
      lib.mapAttrsToList (
        name: entry: if entry ? file then [ [ name ] ] else map (path: [ name ] ++ path) (attributePaths entry.entries)
      ) entries
    );

  overlay =
    path: entries: final: prev:
    lib.mapAttrs (
      name: entry:
      let
        here = path ++ [ name ];
        # A package that asks for its own name gets nixpkgs'.
        previous = prev.${name} or (throw "The package '${lib.showAttrPath here}' depends on itself.");
        set = prev.${name} or (lib.makeScope final.newScope (_: { }));
      in
      if entry ? file then
        final.newScope { ${name} = previous; } entry.file { }
      else if set ? overrideScope then
        set.overrideScope (overlay here entry.entries)
      else if set ? extend then
        set.extend (overlay here entry.entries)
      else
        throw "Cannot extend '${lib.showAttrPath here}', since it is not a package set."
    ) entries;
in
{
  # `directory` is the one that holds `.flox`. All of nixpkgs with the packages in it, and which they are.
  packagesIn =
    nixpkgs: directory:
    let
      entries = readFolder (directory + "/.flox/pkgs");
      pkgs = nixpkgs.extend (overlay [ ] entries);
      packageAt = path: lib.attrByPath path (throw "The attribute '${lib.showAttrPath path}' is missing.") pkgs;
    in
    lib.listToAttrs (map (path: lib.nameValuePair (lib.showAttrPath path) (packageAt path)) (attributePaths entries));
}
