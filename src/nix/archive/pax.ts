import type { Buffer } from "node:buffer";
import { damaged } from "./problems.ts";

/**
 * The records of a PAX header, `<length> <keyword>=<value>\n` each, as byte strings; the last of a keyword counts, and
 * an empty value takes the keyword back. Throws a Problem of kind `outside` where the lengths do not add up.
 *
 * Format: POSIX.1-2018 pax, "pax Extended Header".
 */
export function parsePax(bytes: Buffer): ReadonlyMap<string, string> {
  const text = bytes.toString("latin1");
  const records = new Map<string, string>();
  let at = 0;
  while (at < text.length) {
    const space = text.indexOf(" ", at);
    const digits = text.slice(at, space === -1 ? at : space);
    const end = at + Number(digits);
    const equals = text.indexOf("=", space);
    const holds = /^[1-9][0-9]{0,7}$/.test(digits) && end <= text.length && text[end - 1] === "\n";
    if (!holds || equals === -1 || equals >= end) {
      throw damaged("a PAX header cannot be read");
    }
    const keyword = text.slice(space + 1, equals);
    const value = text.slice(equals + 1, end - 1);
    if (value === "") {
      records.delete(keyword);
    } else {
      records.set(keyword, value);
    }
    at = end;
  }
  return records;
}

/** A decimal size; undefined where the header has none. */
export function paxSize(records: ReadonlyMap<string, string>): number | undefined {
  const digits = records.get("size");
  if (digits === undefined) {
    return undefined;
  }
  const size = Number(digits);
  if (!/^[0-9]+$/.test(digits) || !Number.isSafeInteger(size)) {
    throw damaged("a PAX header states a size that cannot be read");
  }
  return size;
}
