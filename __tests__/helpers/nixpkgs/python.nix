# One Python and its package set. `buildPythonPackage` refuses, while it evaluates, what nixpkgs refuses while it evaluates
# or builds: a package that does not say how it is built, packages of two Pythons, a requirement that is missing or whose
# bound does not hold, and a version that the built metadata would contradict.
{
  attributesOf,
  joinPaths,
  lib,
  machinePython,
  metadata,
  metadataCheck,
  mkDerivation,
  pkgs,
  versions,
}:

# `packages` is the set as the packaging repository may have extended it.
pythonVersion: packages:

let
  requirement = import ./requirement.nix { inherit lib; };
  known = import ./python-packages.nix // versions;
  assumed = import ./python/versions.nix;
  sitePackages = "lib/python${pythonVersion}/site-packages";

  python =
    mkDerivation {
      pname = "python3";
      version = pythonVersion;
      inherit machinePython sitePackages;
      args =
        if machinePython == null then
          [
            "-c"
            "mkdir $out"
          ]
        else
          [ ./python/interpreter.sh ];
    }
    // {
      inherit pythonVersion sitePackages packageSet;
      interpreter = "${python}/bin/python${pythonVersion}";
      pkgs = packages;
      withPackages = choose: environment (choose packages);
    };

  isOurs = package: package ? pythonModule && package.pythonModule == python;

  # The packages and, transitively, what they need at run time.
  closure =
    packages:
    map ({ package, ... }: package) (
      builtins.genericClosure {
        startSet = map keyed packages;
        operator = { package, ... }: map keyed (package.dependencies or [ ]);
      }
    );
  keyed = package: {
    key = package.outPath;
    inherit package;
  };

  # As nixpkgs does, packages of another Python are left out without a word.
  environment =
    chosen:
    mkDerivation (lib.optionalAttrs (machinePython != null) joinPaths // {
      name = "python3-${pythonVersion}-env";
      paths = closure (lib.filter isOurs chosen) ++ [ python ];
      environment = true;
      passthru.joined = closure (lib.filter isOurs chosen);
    });

  refuseOtherPythons =
    name: argument: packages:
    map (
      package:
      if package ? pythonModule && package.pythonModule != python then
        throw (
          "Python version mismatch in '${name}': ${argument} has '${package.name}' "
          + "for Python ${package.pythonModule.pythonVersion}, and '${name}' is for Python ${pythonVersion}"
        )
      else
        package
    ) packages;

  formatOf =
    name: attributes:
    if attributes ? pyproject && attributes.pyproject != null then
      assert lib.assertMsg (
        attributes.format or null == null
      ) "${name} sets `pyproject` and `format`; `format` is not for use beside `pyproject`";
      if attributes.pyproject then "pyproject" else "other"
    else if attributes.format or null != null then
      attributes.format
    else
      throw "${name} does not configure a `format`: set `pyproject = true` and `build-system`";

  # Which of the project's requirements do not hold among the packages, as sentences.
  unmet =
    attributes: stated: packages:
    let
      removed = map requirement.normalise (listOr [ ] (attributes.pythonRemoveDeps or [ ]));
      relaxed = map requirement.normalise (listOr [ ] (attributes.pythonRelaxDeps or [ ]));
      removesAll = attributes.pythonRemoveDeps or [ ] == true;
      relaxesAll = attributes.pythonRelaxDeps or [ ] == true;
      versionsByName = lib.listToAttrs (
        map (package: lib.nameValuePair (requirement.normalise package.pname) (package.version or null)) packages
      );
      problem =
        text:
        let
          wanted = requirement.parse text;
          found = versionsByName.${wanted.name};
        in
        if removesAll || lib.elem wanted.name removed then
          [ ]
        else if !(versionsByName ? ${wanted.name}) then
          [ "${wanted.name} not installed" ]
        else if relaxesAll || lib.elem wanted.name relaxed || found == null || requirement.holds wanted found then
          [ ]
        else
          [ "${text} not satisfied by version ${found}" ];
    in
    lib.concatMap problem stated.requires;
  listOr = default: value: if builtins.isList value then value else default;

  build =
    { isModule }:
    attributesOrFunction:
    let
      attributes = attributesOf attributesOrFunction package;
      name = "${attributes.pname}-${attributes.version}";
      format = formatOf name attributes;
      dependencies =
        refuseOtherPythons name "dependencies" (attributes.dependencies or [ ])
        ++ refuseOtherPythons name "propagatedBuildInputs" (attributes.propagatedBuildInputs or [ ]);
      build-system = refuseOtherPythons name "build-system" (attributes.build-system or [ ]);
      stated = metadata.${requirement.normalise attributes.pname} or null;
      problems = unmet attributes stated (closure dependencies);
      checked =
        if format != "pyproject" || stated == null then
          true
        else if !(lib.hasInfix "unstable-" attributes.version) && stated.version != attributes.version then
          throw "${name}: the built metadata says version ${stated.version}"
        else if problems != [ ] then
          throw "Checking runtime dependencies for ${name}: ${lib.concatStringsSep "; " problems}"
        else
          true;
      package =
        assert checked;
        mkDerivation (
          removeAttrs attributes [ "optional-dependencies" ]
          // {
            name = lib.optionalString isModule "python${pythonVersion}-" + name;
            args = [ ./build.sh ];
            inherit
              build-system
              dependencies
              format
              machinePython
              metadataCheck
              python
              sitePackages
              ;
            buildPython = ./python/build.py;
            passthru = {
              inherit build-system dependencies;
              inherit (attributes) pname version;
              optional-dependencies = attributes.optional-dependencies or { };
              pyproject = attributes.pyproject or null;
            }
            // lib.optionalAttrs isModule { pythonModule = python; }
            // attributes.passthru or { };
          }
        );
    in
    package;

  # A package of nixpkgs: a name, perhaps a version, and what its extras add.
  knownPackage =
    pname: version:
    mkDerivation (
      {
        name = "python${pythonVersion}-${pname}";
        args =
          if machinePython == null then
            [
              "-c"
              "mkdir $out"
            ]
          else
            [ ./python/known.sh ];
        inherit pname python sitePackages;
        # The metadata needs a version.
        metadataVersion = if version != null then version else assumed.${pname} or "1.0";
        passthru = {
          pythonModule = python;
          dependencies = [ ];
          optional-dependencies = extras.${pname} or { };
        };
      }
      // lib.optionalAttrs (version != null) { inherit version; }
    );
  extras = {
    gql.requests = [
      packages.requests
      packages.requests-toolbelt
    ];
    uvicorn.standard = [
      packages.python-dotenv
      packages.pyyaml
    ];
  };

  packageSet = lib.makeScope pkgs.newScope (
    self:
    lib.mapAttrs knownPackage known
    // {
      inherit python;
      buildPythonPackage = lib.makeOverridable (build { isModule = true; });
      buildPythonApplication = lib.makeOverridable (build { isModule = false; });
      inherit (pkgs) fetchPypi;
    }
  );
in
python
