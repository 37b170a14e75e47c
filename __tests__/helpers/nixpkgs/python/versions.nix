# Versions of nixpkgs' Python packages where those of November 2025 are not known: such that upstream's bounds hold.
{
  click = "8.1.8";
  grpcio = "1.76.0";
  grpcio-health-checking = "1.76.0";
  packaging = "25.0";
  protobuf = "6.33.1";
  pyyaml = "6.0.3";
  tomli = "2.2.1";
  toposort = "1.10";
  tqdm = "4.67.1";
  typing-extensions = "4.15.0";
  watchdog = "6.0.0";
}
