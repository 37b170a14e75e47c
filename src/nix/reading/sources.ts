/** Fetcher calls: which of them fetch the upstream, and what they pin. */
import { normalizeName } from "../../upstream/names.ts";
import { knownText, rendered, slice } from "../evaluate/text.ts";
import type { Derivation, StringValue, Value } from "../evaluate/value.ts";
import type { Fetcher, HashMode, Pin, UpstreamName } from "../model.ts";
import { parseHash, toSri } from "../sri.ts";
import { buildArguments } from "./build-arguments.ts";
import type { Program } from "./program.ts";
import { isCommit } from "./refs.ts";
import { argument, stringsIn, textArgument } from "./search.ts";
import { namesUpstream, readUpstreamUrl, type UpstreamUrl } from "./urls.ts";

export interface Upstream {
  readonly name: UpstreamName;
  /** Without a slash at the end. */
  readonly serverUrl: string;
}

export type HashEncoding = NonNullable<Pin["hash"]>["encoding"];

/** A fetcher call, with the strings that it is given. */
export interface Source {
  readonly derivation: Derivation;
  readonly origin: "upstream" | "pypi" | "other" | "unsupported";
  readonly ref: { readonly text: StringValue; readonly argument: "rev" | "tag" | "url" } | undefined;
  readonly url:
    | { readonly text: StringValue; readonly found: UpstreamUrl; readonly argument: "url" | "urls.0" }
    | undefined;
  readonly hash: { readonly text: StringValue; readonly argument: string; readonly encoding: HashEncoding } | undefined;
  readonly name: StringValue | undefined;
  readonly pypi: { readonly project: StringValue; readonly version: StringValue } | undefined;
  /** Sentences: why it cannot be brought to another release surely. */
  readonly doubts: readonly string[];
}

/** All that a fetcher call says, whatever it fetches. */
export function readSource(derivation: Derivation, upstream: Upstream): Source {
  const hash = readHash(derivation);
  const common = { derivation, hash: hash.found, name: textArgument(derivation, "name") };
  const other = { ...common, ref: undefined, url: undefined, pypi: undefined, doubts: [] };
  const doubts = [...hash.doubts];
  if (derivation.arguments.rest !== undefined) doubts.push("not all of its arguments can be seen");
  switch (derivation.function) {
    case "fetchFromGitHub": {
      const whose = whoseRepository(derivation, upstream);
      if (whose === "unknown") {
        return { ...other, origin: "unsupported", doubts: ["its owner or repo is not known without a run of Nix"] };
      }
      if (whose === "other") return { ...other, origin: "other" };
      const named = argument(derivation, "tag") === undefined ? "rev" : "tag";
      const text = textArgument(derivation, named);
      if (text === undefined) doubts.push(`its ${named} is not known without a run of Nix`);
      const ref = text === undefined ? undefined : { text, argument: named };
      return { ...common, origin: "upstream", ref, url: undefined, pypi: undefined, doubts } as Source;
    }
    case "fetchPypi": {
      const project = textArgument(derivation, "pname");
      const version = textArgument(derivation, "version");
      if (project === undefined || version === undefined) return { ...other, origin: "other" };
      return { ...common, origin: "pypi", ref: undefined, url: undefined, pypi: { project, version }, doubts };
    }
    case "fetchurl":
    case "fetchzip":
    case "fetchTarball":
      return byUrl(derivation, upstream, common, doubts);
    default: {
      const url = urlsOf(derivation)[0];
      const text = knownText(url);
      const ours = text !== undefined && namesUpstream(text, upstream.name, hosts(upstream));
      return { ...other, origin: ours ? "unsupported" : "other" };
    }
  }
}

function byUrl(
  derivation: Derivation,
  upstream: Upstream,
  common: Pick<Source, "derivation" | "hash" | "name">,
  doubts: string[],
): Source {
  const all = urlsOf(derivation);
  const [text] = all;
  if (text === undefined || knownText(text) === undefined) {
    const candidates = text === undefined ? stringsIn(derivation) : [text];
    const ours = candidates.some((one) => namesUpstream(rendered(one), upstream.name, hosts(upstream)));
    const url = "its URL is not known without a run of Nix";
    const origin = ours ? "unsupported" : "other";
    return { ...common, origin, ref: undefined, url: undefined, pypi: undefined, doubts: [url] };
  }
  const url = knownText(text);
  const found = url === undefined ? undefined : readUpstreamUrl(url, upstream.name, hosts(upstream));
  if (found === undefined) {
    return { ...common, origin: "other", ref: undefined, url: undefined, pypi: undefined, doubts: [] };
  }
  if (all.length > 1) doubts.push("it has several URLs, which may not all be changed in the same way");
  const ref = { text: slice(text, found.from, found.to), argument: "url" as const };
  const named = argument(derivation, "url") === undefined ? "urls.0" : "url";
  return { ...common, origin: "upstream", ref, url: { text, found, argument: named }, pypi: undefined, doubts };
}

/** What a fetcher is told to get, the first first. */
export function urlsOf(derivation: Derivation): StringValue[] {
  const single = argument(derivation, "url");
  if (single?.kind === "string") return [single];
  const several = argument(derivation, "urls");
  if (several?.kind !== "list") return [];
  return several.items.map((item) => item.force()).filter((value): value is StringValue => value.kind === "string");
}

/** Unknown where nothing says that it is another's, and not all that would say it is the upstream's can be told. */
function whoseRepository(derivation: Derivation, upstream: Upstream): "upstream" | "other" | "unknown" {
  const base = knownText(argument(derivation, "githubBase")) ?? "github.com";
  if (!hosts(upstream).includes(base)) return "other";
  const named = (["owner", "repo"] as const).map((part) => {
    const value = argument(derivation, part);
    const text = knownText(value);
    if (text === undefined) return value === undefined && derivation.arguments.rest === undefined ? "other" : "unknown";
    return text.toLowerCase() === upstream.name[part].toLowerCase() ? "upstream" : "other";
  });
  if (named.includes("other")) return "other";
  return named.includes("unknown") ? "unknown" : "upstream";
}

/** The upstream's own server, and the public one that it may stand for. */
function hosts({ serverUrl }: Upstream): readonly string[] {
  return [...new Set(["github.com", new URL(serverUrl).host])];
}

const hashArguments = ["hash", "sha256", "outputHash", "sha512", "sha1"];

function readHash(derivation: Derivation): { readonly found: Source["hash"]; readonly doubts: readonly string[] } {
  const named = hashArguments.filter((name) => argument(derivation, name) !== undefined);
  const [first] = named;
  if (first === undefined) {
    // builtins.fetchTarball takes whatever comes.
    return { found: undefined, doubts: derivation.function === "fetchTarball" ? [] : ["it has no hash"] };
  }
  if (named.length > 1) return { found: undefined, doubts: [`it has several hashes: ${named.join(", ")}`] };
  const whole = textArgument(derivation, first);
  if (whole === undefined) return { found: undefined, doubts: [`its ${first} is not known without a run of Nix`] };
  const algorithm = knownText(argument(derivation, "outputHashAlgo")) ?? "sha256";
  const text = knownText(whole) ?? "";
  const other = first === "sha512" || first === "sha1" || (first === "outputHash" && algorithm !== "sha256");
  if (other) return { found: undefined, doubts: [`its ${first} is not a SHA-256 hash`] };
  // An empty hash is a placeholder, and an SRI hash can stand in its place.
  if (text === "") return { found: { text: whole, argument: first, encoding: "sri" }, doubts: [] };
  const sri = toSri(text);
  if (sri === undefined) return { found: undefined, doubts: [`its ${first} has no form that is known`] };
  const { encoding } = parseHash(text);
  return { found: { text: whole, argument: first, encoding: encoding === "base16" ? "hex" : encoding }, doubts: [] };
}

/** The pin of a source of the upstream or from PyPI. */
export function toPin(
  source: Source,
  program: Program,
  upstream: Upstream,
  id: string,
  belongs: boolean | undefined,
): Pin | undefined {
  const { derivation, ref, hash, pypi } = source;
  if (source.origin !== "upstream" && source.origin !== "pypi") return undefined;
  const fetcher = derivation.function as Fetcher;
  const reasons = buildArguments(derivation);
  const refText = ref && knownText(ref.text);
  return {
    id,
    ...program.place(derivation.at),
    fetcher,
    origin: source.origin,
    belongs,
    ref: ref && { ...program.traced(ref.text), argument: ref.argument },
    refKind: refText === undefined ? undefined : isCommit(refText) ? "commit" : "name",
    pypi: pypi && readPypi(derivation, pypi, program),
    hash: hash && { ...program.traced(hash.text), argument: hash.argument, encoding: hash.encoding },
    hashMode: reasons.length > 0 ? "build" : plainMode(fetcher),
    hashModeReasons: reasons,
    stripRoot: fetcher !== "fetchurl" && fetcher !== "fetchPypi" && !isFalse(argument(derivation, "stripRoot")),
    url: fetchedUrl(source, upstream),
  };
}

function readPypi(
  derivation: Derivation,
  pypi: NonNullable<Source["pypi"]>,
  program: Program,
): NonNullable<Pin["pypi"]> {
  const project = knownText(pypi.project) ?? "";
  const format = knownText(argument(derivation, "format")) === "wheel" ? "wheel" : "sdist";
  return { project: normalizeName(project), version: program.traced(pypi.version), format };
}

function plainMode(fetcher: Fetcher): HashMode {
  return fetcher === "fetchurl" || fetcher === "fetchPypi" ? "flat" : "nar";
}

function isFalse(value: Value | undefined): boolean {
  return value?.kind === "boolean" && !value.value;
}

function fetchedUrl({ ref, url, derivation }: Source, upstream: Upstream): string | undefined {
  if (url !== undefined) return onServer(knownText(url.text) ?? "", upstream);
  const text = ref && knownText(ref.text);
  return text === undefined ? undefined : archiveUrl(derivation, text, upstream);
}

/** What fetchFromGitHub downloads. nixpkgs, `pkgs/build-support/fetchgithub`. */
export function archiveUrl(derivation: Derivation, ref: string, { serverUrl, name }: Upstream): string {
  const full = argument(derivation, "tag") === undefined ? ref : `refs/tags/${ref}`;
  return `${serverUrl}/${name.owner}/${name.repo}/archive/${full}.tar.gz`;
}

/** The same URL at the server that stands for github.com. */
export function onServer(url: string, { serverUrl }: Upstream): string {
  return url.replace(/^https?:\/\/(www\.)?github\.com(?=\/)/, serverUrl);
}
