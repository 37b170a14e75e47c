import { sitesOf } from "../evaluate/text.ts";
import type { Target } from "../model.ts";
import type { Change } from "./changes.ts";
import type { Want } from "./wants.ts";

/**
 * Changes that may meet a want whose text is computed from literals: each of them as the target's version or ref.
 * Whether one does is for an evaluation to say.
 */
export function* trials(
  want: Want,
  changes: readonly Change[],
  target: Target,
  files: ReadonlyMap<string, string>,
): Generator<Change> {
  const tried = new Set<string>();
  for (const site of sitesOf(want.text)) {
    const key = `${site.file}:${site.from}`;
    const changed = changes.some(({ file, from, to }) => file === site.file && from < site.to && site.from < to);
    if (changed || tried.has(key)) continue;
    tried.add(key);
    const old = files.get(site.file)?.slice(site.from, site.to) ?? "";
    for (const text of new Set([target.version, target.ref, want.wanted])) yield { ...site, old, text, wants: [want] };
  }
}
