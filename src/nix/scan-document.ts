import type { ScanDocument } from "../documents/scan.ts";
import { leftovers } from "./leftovers.ts";
import type { Package, Pin, Repository } from "./model.ts";

/** What `scan --json` prints of a repository. */
export function scanDocument(repository: Repository): ScanDocument {
  const pins = new Map(repository.pins.map((pin) => [pin.id, pin]));
  return {
    schema: 1,
    packages: repository.packages.map((entry) => scannedPackage(entry, pins)),
    leftovers: leftovers(repository),
    refusals: [...repository.refusals],
  };
}

function scannedPackage(entry: Package, pins: ReadonlyMap<string, Pin>): ScanDocument["packages"][number] {
  const { attribute, file, name, role, belongs, because, version, sourceDirectory, uses } = entry;
  return {
    attribute,
    file,
    name: name ?? null,
    role,
    belongs,
    because,
    version: version === undefined ? null : placed(version),
    sourceDirectory: sourceDirectory ?? null,
    uses: [...uses],
    pins: entry.pins.flatMap((id) => scannedPin(pins.get(id))),
  };
}

function placed({ value, file, line, column }: NonNullable<Package["version"]>) {
  return { value, file, line, column };
}

function scannedPin(pin: Pin | undefined): ScanDocument["packages"][number]["pins"] {
  if (pin === undefined) return [];
  const { file, line, column, fetcher, origin, ref, pypi, hash, hashMode, url } = pin;
  return [
    {
      file,
      line,
      column,
      fetcher,
      origin,
      ref: ref?.value ?? null,
      project: pypi?.project ?? null,
      version: pypi?.version.value ?? null,
      hash: hash?.value ?? null,
      hashMode,
      url: url ?? null,
    },
  ];
}
