/** Strings whose pieces remember where they stand. */
import type { LiteralSite, Part, StringValue, Value } from "./value.ts";

export function string(parts: readonly Part[]): StringValue {
  return { kind: "string", parts };
}

/** A string that stands in no file as it is. */
export function derived(text: string, sites: readonly LiteralSite[] = []): StringValue {
  return string([{ kind: "derived", text, sites }]);
}

/** The text, or undefined where a part of it is a store path or unknown. */
export function knownText(value: Value | undefined): string | undefined {
  if (value?.kind !== "string") return undefined;
  let text = "";
  for (const part of value.parts) {
    if (part.kind !== "literal" && part.kind !== "derived") return undefined;
    text += part.text;
  }
  return text;
}

/** The text, with a mark for what is not known. */
export function rendered(value: StringValue): string {
  return value.parts.map((part) => (part.kind === "literal" || part.kind === "derived" ? part.text : "\0")).join("");
}

/** All literals that go into a string, computed or not. */
export function sitesOf(value: Value): LiteralSite[] {
  if (value.kind !== "string") return [];
  return value.parts.flatMap((part) =>
    part.kind === "literal" ? [part.site] : part.kind === "derived" ? part.sites : [],
  );
}

/** The characters `from` to `to` of a string whose text is known; they keep the literals that they stand in. */
export function slice(value: StringValue, from: number, to: number): StringValue {
  const parts: Part[] = [];
  let start = 0;
  for (const part of value.parts) {
    if (part.kind !== "literal" && part.kind !== "derived") break;
    const end = start + part.text.length;
    const first = Math.max(from, start) - start;
    const last = Math.min(to, end) - start;
    if (first < last || (from === to && parts.length === 0 && from >= start && from <= end)) {
      const text = part.text.slice(first, last);
      if (first === 0 && last === part.text.length) parts.push(part);
      else if (part.kind === "literal") {
        const site = { file: part.site.file, from: part.site.from + first, to: part.site.from + last };
        parts.push({ kind: "literal", text, site });
      } else parts.push({ kind: "derived", text, sites: part.sites });
    }
    start = end;
  }
  return string(parts);
}
