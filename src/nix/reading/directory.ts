/** The directory of the upstream's tree that a package is built from. */
import type { Derivation, Part, StringValue, Value } from "../evaluate/value.ts";
import { argument, type Node } from "./search.ts";

/**
 * Read from `sourceRoot`, or from what follows the source in `src = "${source}/dir"`, or in the script that makes the
 * source. Undefined where nothing says it, or several things do.
 */
export function sourceDirectory(node: Node): string | undefined {
  const src = argument(node.derivation, "src");
  const base = src === undefined ? undefined : fromSource(src);
  const root = argument(node.derivation, "sourceRoot");
  if (root?.kind !== "string") return base;
  const below = belowTop(root.parts);
  if (below === undefined) return undefined;
  return base === undefined ? below : [base, below].filter((path) => path !== "").join("/");
}

/** A character that no path of an upstream has, for what is not known. */
export const opaque = "\0";

/** `source/a/b` is `a/b`: the top of what was unpacked bears the source's name. */
function belowTop(parts: readonly Part[]): string | undefined {
  const text = parts.map((part) => (part.kind === "literal" || part.kind === "derived" ? part.text : opaque)).join("");
  const slash = text.indexOf("/");
  return slash < 0 ? "" : clean(text.slice(slash + 1));
}

/** A path without what does not change it; undefined where it is not known, or leads upwards. */
export function clean(path: string): string | undefined {
  if (path.includes(opaque)) return undefined;
  const steps = path.split("/").filter((step) => step !== "" && step !== ".");
  return steps.includes("..") ? undefined : steps.join("/");
}

function fromSource(src: Value): string | undefined {
  if (src.kind === "string") return single(afterReferences(src, false));
  if (src.kind !== "set" || src.derivation === undefined || src.derivation.maker === "fetcher") return undefined;
  return single(scriptsOf(src.derivation));
}

/** The paths that follow store paths in what a derivation is given. */
function scriptsOf(derivation: Derivation): (string | undefined)[] {
  const texts = [...derivation.arguments.attributes.values(), ...derivation.inputs].map((thunk) => thunk.force());
  return texts.flatMap((value) => (value.kind === "string" ? afterReferences(value, true) : []));
}

function single(paths: readonly (string | undefined)[]): string | undefined {
  const [path, ...others] = new Set(paths);
  return others.length === 0 ? path : undefined;
}

/** The paths that follow store paths in a string: `${source}/a/b`. In a script a path ends where its word does. */
export function afterReferences(value: StringValue, script: boolean): (string | undefined)[] {
  const found: (string | undefined)[] = [];
  for (const [index, part] of value.parts.entries()) {
    if (part.kind !== "reference" || part.to.kind !== "set") continue;
    const next = value.parts[index + 1];
    if (next === undefined) {
      if (!script) found.push("");
      continue;
    }
    if (next.kind !== "literal" && next.kind !== "derived") continue;
    const word = script ? (/^\/[^\s"';&|)$`*]*/.exec(next.text)?.[0] ?? "") : next.text;
    const ended = word.length < next.text.length || index + 2 >= value.parts.length;
    found.push(ended ? clean(word) : undefined);
  }
  return found;
}
