import type { ScanDocument } from "../documents/scan.ts";
import { listed } from "./sections.ts";
import type { Cell, Style } from "./style.ts";

type ScannedPackage = ScanDocument["packages"][number];
type ScannedPin = ScannedPackage["pins"][number];

/** What `scan` prints for people: packages, sources, what cannot be edited, and what still names the version. */
export function scanText(style: Style, { packages, leftovers, refusals }: ScanDocument): string {
  const pins = new Map(
    packages.flatMap((entry) => entry.pins.map((pin) => [`${pin.file}:${pin.line}:${pin.column}`, pin] as const)),
  );
  const sections = [
    packages.length === 0
      ? "No packages."
      : style.table(["Package", "Role", "Version", "Followed", "Because", "Where"], packages.map(packageRow)),
    pins.size === 0
      ? ""
      : style.table(
          ["Source", "Pinned at", "Hash", "Where"],
          [...pins].map(([where, pin]) => pinRow(where, pin)),
        ),
    listed(
      style,
      "Cannot be edited surely",
      refusals.map(({ file, line, reason }) => [`${file}:${line}`, reason]),
    ),
    listed(
      style,
      "Also names the version, and is left to you",
      leftovers.map(({ file, line, text }) => [`${file}:${line}`, text]),
    ),
  ];
  return sections.filter((section) => section !== "").join("\n\n");
}

function packageRow({ attribute, role, version, belongs, because, file }: ScannedPackage): readonly Cell[] {
  const where = version === null ? file : `${version.file}:${version.line}:${version.column}`;
  return [
    ["bold", attribute],
    role,
    version?.value ?? "",
    belongs ? ["green", "yes"] : ["dim", "no"],
    because,
    ["dim", where],
  ];
}

function pinRow(where: string, { fetcher, ref, project, version, hash, hashMode }: ScannedPin): readonly Cell[] {
  const pinned = project === null ? (ref ?? "") : `${project} ${version ?? ""}`;
  return [
    fetcher,
    pinned,
    hashMode === "build" ? ["yellow", "known only by a build"] : (hash ?? ["yellow", "none"]),
    ["dim", where],
  ];
}
