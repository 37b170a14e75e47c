# Dagster's source at the pinned release. All packages but the web server are built from it.
{ lib, fetchFromGitHub }:

fetchFromGitHub rec {
  # Named after the release. Under a fixed name, a new rev beside an old hash would be satisfied by the old release's
  # tree, which the store already holds under that name and hash, and the old code would be built under a new version.
  name = "dagster-${rev}-source";
  owner = "dagster-io";
  repo = "dagster";
  rev = "1.12.1";
  hash = "sha256-YlPloFELPPgEQk0/dxNYRj0jtG6/qx6NBUr0XUOKl+Q=";

  # What is true of every package of this source; each of them inherits it.
  meta = {
    description = "Source of the Dagster orchestrator and its libraries";
    homepage = "https://dagster.io";
    # From the source's own rev: the libraries' versions (0.x) are no tags.
    changelog = "https://github.com/dagster-io/dagster/blob/${rev}/CHANGES.md";
    license = lib.licenses.asl20;
    platforms = lib.platforms.linux ++ lib.platforms.darwin;
  };
}
