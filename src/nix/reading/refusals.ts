/** What cannot be brought to another release surely, whatever that release is. */
import { knownText } from "../evaluate/text.ts";
import type { Derivation, Origin } from "../evaluate/value.ts";
import type { Refusal } from "../model.ts";
import { idiomsIn } from "./idioms.ts";
import type { Understood } from "./packages.ts";
import type { Reading, SourceEntry } from "./reading.ts";
import { argument, fetchersIn } from "./search.ts";

export function refusalsOf(reading: Reading): Refusal[] {
  const found: Refusal[] = [];
  const refuse = ({ file, from }: Origin, reason: string) => {
    found.push({ file, line: reading.program.place({ file, from }).line, reason });
  };
  for (const entry of reading.sources)
    for (const reason of sourceDoubts(entry)) refuse(entry.source.derivation.at, reason);
  for (const entry of reading.packages.values()) {
    const { node } = entry;
    if (node.cut) refuse(node.at, `${node.attribute} is too large to be understood`);
    if (!entry.belongs) continue;
    if (entry.versionUnknown) refuse(node.at, `the version of ${node.attribute} is not known without a run of Nix`);
    for (const hash of dependentHashes(entry)) {
      refuse(hash.at, `${hash.name} of ${node.attribute} depends on the source: only a build can tell the new one`);
    }
    const mismatch = rootMismatch(entry);
    if (mismatch !== undefined) refuse(mismatch.at, mismatch.reason);
  }
  for (const { at, reason } of idiomsIn(reading)) refuse(at, reason);
  const unique = new Map(found.map((refusal) => [JSON.stringify(refusal), refusal]));
  return [...unique.values()];
}

/** Sentences about a source of the upstream, or about one that may be. */
export function sourceDoubts({ source, pin }: SourceEntry): string[] {
  const name = source.derivation.function;
  if (source.origin === "unsupported") {
    const [doubt = "use fetchFromGitHub"] = source.doubts;
    const whose = name === "fetchFromGitHub" ? "that may be the upstream's" : "of the upstream";
    return [`${name} ${whose} is not understood: ${doubt}`];
  }
  if (pin === undefined || pin.belongs === false) return [];
  return source.doubts.map((doubt) => `${name}: ${doubt}`);
}

interface DependentHash {
  readonly name: string;
  readonly at: Origin;
}

const hashName = /^(hash|sha1|sha256|sha512|outputHash|.+(Hash|Sha256|Sha512))$/;

/** Hashes of what is made from the source: `vendorHash`, `npmDepsHash`, `fetchNpmDeps { hash }`. */
export function dependentHashes({ node, sources }: Understood): DependentHash[] {
  const upstreams = new Set(sources.flatMap(({ origin, derivation }) => (origin === "upstream" ? [derivation] : [])));
  if (upstreams.size === 0 || node.derivation?.maker === "fetcher") return [];
  const own = node.derivation === undefined ? [] : hashesOf(node.derivation);
  const made = [...node.transforms]
    .filter((derivation) => derivation !== node.derivation)
    .flatMap((derivation) => {
      const hashes = hashesOf(derivation);
      const depends = hashes.length > 0 && [...fetchersIn(derivation)].some((fetcher) => upstreams.has(fetcher));
      return depends ? hashes : [];
    });
  return [...own, ...made];
}

function hashesOf(derivation: Derivation): DependentHash[] {
  return [...derivation.arguments.attributes].flatMap(([name, thunk]) => {
    const value = thunk.force();
    const isHash = hashName.test(name) && value.kind === "string" && knownText(value) !== "";
    return isHash ? [{ name, at: thunk.origin ?? derivation.at }] : [];
  });
}

/** A `sourceRoot` that begins with a name that the source does not have. */
function rootMismatch({ node }: Understood): { readonly at: Origin; readonly reason: string } | undefined {
  const root = node.derivation?.arguments.attributes.get("sourceRoot");
  const value = root?.force();
  const [first] = value?.kind === "string" ? value.parts : [];
  const src = argument(node.derivation, "src");
  if (root === undefined || first?.kind !== "literal" || src?.kind !== "set" || src.derivation?.maker !== "fetcher")
    return undefined;
  const top = first.text.split("/")[0] ?? "";
  const name =
    src.derivation.function === "fetchFromGitHub"
      ? (knownText(argument(src.derivation, "name")) ?? "source")
      : undefined;
  const whole = first.text.includes("/") || (value?.kind === "string" && value.parts.length === 1);
  if (name === undefined || !whole || top === "." || top === name) return undefined;
  return {
    at: root.origin ?? node.at,
    reason: `sourceRoot of ${node.attribute} begins with ${top}, but its source is named ${name}`,
  };
}
