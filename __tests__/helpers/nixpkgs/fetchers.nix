# Fetchers: fixed-output derivations as nixpkgs makes them. Nix runs the builder (fetch.mjs) and accepts the result only
# if it has the hash.
{
  lib,
  mkDerivation,
  mirrors,
  node,
}:

let
  mirrored =
    url:
    let
      found = lib.filter (server: lib.hasPrefix "${server}/" url) (builtins.attrNames mirrors);
    in
    if found == [ ] then url else mirrors.${lib.head found} + lib.removePrefix (lib.head found) url;

  # An SRI hash names its algorithm; the others are told it.
  outputHashOf =
    {
      hash ? null,
      sha256 ? null,
      sha512 ? null,
      outputHash ? null,
      outputHashAlgo ? null,
      ...
    }:
    if hash != null then
      { outputHash = hash; } // lib.optionalAttrs (hash == "") { outputHashAlgo = "sha256"; }
    else if sha256 != null then
      {
        outputHash = sha256;
        outputHashAlgo = "sha256";
      }
    else if sha512 != null then
      {
        outputHash = sha512;
        outputHashAlgo = "sha512";
      }
    else if outputHash != null then
      { inherit outputHash; } // lib.optionalAttrs (outputHashAlgo != null) { inherit outputHashAlgo; }
    else
      throw "a fetcher is called without a hash";

  fetch =
    {
      name,
      url,
      unpack,
      stripRoot,
      arguments,
    }:
    mkDerivation (
      outputHashOf arguments
      // {
        inherit name unpack stripRoot;
        builder = node;
        args = [ ./fetch.mjs ];
        url = mirrored url;
        outputHashMode = if unpack then "recursive" else "flat";
        passthru = (arguments.passthru or { }) // {
          # The real address, whatever server is asked for it.
          inherit url;
        };
        meta = arguments.meta or { };
      }
    );

  urlOf = arguments: arguments.url or (lib.head arguments.urls);

  fetchurl =
    arguments:
    fetch {
      name = arguments.name or (baseNameOf (urlOf arguments));
      url = urlOf arguments;
      unpack = false;
      stripRoot = false;
      inherit arguments;
    };

  fetchzip =
    arguments:
    fetch {
      name = arguments.name or "source";
      url = urlOf arguments;
      unpack = true;
      stripRoot = arguments.stripRoot or true;
      inherit arguments;
    };
in
{
  inherit fetchurl fetchzip;

  fetchFromGitHub = lib.makeOverridable (
    {
      owner,
      repo,
      rev ? null,
      tag ? null,
      githubBase ? "github.com",
      meta ? { },
      passthru ? { },
      ...
    }@arguments:
    assert lib.assertMsg (
      (rev == null) != (tag == null)
    ) "fetchFromGitHub requires one of either `rev` or `tag` to be provided (not both).";
    let
      ref = if tag != null then "refs/tags/${tag}" else rev;
      base = "https://${githubBase}/${owner}/${repo}";
    in
    fetchzip (
      arguments
      // {
        url = "${base}/archive/${ref}.tar.gz";
        meta = {
          homepage = base;
        }
        // meta;
        passthru = passthru // {
          inherit owner repo tag;
          rev = ref;
          gitRepoUrl = "${base}.git";
        };
      }
    )
  );

  # A source distribution by default; `format = "wheel"` is a file of another place and name.
  fetchPypi = lib.makeOverridable (
    {
      pname,
      version,
      format ? "setuptools",
      extension ? "tar.gz",
      dist ? "py2.py3",
      python ? dist,
      abi ? "none",
      platform ? "any",
      ...
    }@arguments:
    let
      folder = kind: "https://files.pythonhosted.org/packages/${kind}/${builtins.substring 0 1 pname}/${pname}";
      url =
        if format == "setuptools" then
          "${folder "source"}/${pname}-${version}.${extension}"
        else if format == "wheel" then
          "${folder dist}/${pname}-${version}-${python}-${abi}-${platform}.whl"
        else
          throw "fetchPypi: unsupported format ${format}";
    in
    fetchurl (
      builtins.intersectAttrs {
        hash = null;
        sha256 = null;
        meta = null;
      } arguments
      // {
        inherit url;
      }
    )
  );
}
