/** What a repository states, by names that stay the same when it is edited: compared before and after. */
import { derived, knownText } from "../evaluate/text.ts";
import type { Derivation, StringValue, Value } from "../evaluate/value.ts";
import { assertionsOf } from "./assertions.ts";
import type { Reading } from "./reading.ts";
import { argument, type Node, textArgument } from "./search.ts";

/** E.g. `dagster version` is `1.12.1`, `.flox/pkgs/dagster-src.nix#1 rev` is `1.12.1`. */
export type Facts = ReadonlyMap<string, StringValue>;

/** The names, versions and URLs of all packages, the arguments of all sources, whoever they are from, and assertions. */
export function factsOf(reading: Reading): Facts {
  const facts = new Map<string, StringValue>();
  for (const { node, name, pname, version } of reading.packages.values()) {
    const state = (what: string, value: StringValue | undefined) => {
      if (value !== undefined) facts.set(fact(node.attribute, what), value);
    };
    if (node.aliasOf !== undefined) state("alias", derived(node.aliasOf));
    state("name", name);
    state("pname", pname);
    state("version", version?.text);
    state("sourceRoot", textArgument(node.derivation, "sourceRoot"));
    for (const [what, url] of metaUrls(node)) state(what, url);
    addFetched(node, facts);
  }
  for (const { id, source } of reading.sources) {
    for (const [name, text] of stringArguments(source.derivation)) facts.set(fact(id, name), text);
  }
  for (const [named, holds] of assertionsOf(reading)) facts.set(named, holds);
  return facts;
}

/** @param of a package's attribute or a source's id */
export function fact(of: string, what: string): string {
  return `${of} ${what}`;
}

/** What other fetchers get, which have a hash of their own and nothing of a source in them. */
function addFetched(node: Node, facts: Map<string, StringValue>): void {
  for (const [index, derivation] of [...node.transforms].entries()) {
    const hash = ["hash", "sha256", "outputHash"].some((name) => argument(derivation, name) !== undefined);
    const strings = stringArguments(derivation);
    const closed = strings.every(([, text]) => text.parts.every(({ kind }) => kind !== "reference"));
    if (!hash || !closed || argument(derivation, "src") !== undefined) continue;
    const id = `${node.attribute}#${derivation.function}#${index + 1}`;
    for (const [name, text] of strings) facts.set(fact(id, name), text);
  }
}

function stringArguments(derivation: Derivation): [string, StringValue][] {
  return [...derivation.arguments.attributes].flatMap(([name, thunk]): [string, StringValue][] =>
    name === "meta" || name === "passthru" ? [] : strings(name, thunk.force()),
  );
}

/** The URLs in `meta`: `meta.changelog`, `meta.homepage.0`. */
export function metaUrls(node: Node): [string, StringValue][] {
  const meta = argument(node.derivation, "meta");
  if (meta?.kind !== "set") return [];
  return [...meta.attributes]
    .flatMap(([name, thunk]) => strings(`meta.${name}`, thunk.force()))
    .filter(([, text]) => /^https?:\/\/\S+$/.test(knownText(text) ?? ""));
}

/** A string, or the strings of a list. */
function strings(name: string, value: Value): [string, StringValue][] {
  if (value.kind === "string") return [[name, value]];
  if (value.kind !== "list") return [];
  return value.items.flatMap((item, index): [string, StringValue][] => {
    const inner = item.force();
    return inner.kind === "string" ? [[`${name}.${index}`, inner]] : [];
  });
}
