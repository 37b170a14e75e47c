import { closest, distance } from "fastest-levenshtein";
import { Problem, type Where } from "../errors.ts";
import type { Versioning } from "../upstream/model.ts";
import { quoteUntrusted } from "../upstream/refs.ts";

/** Where a value came from, so that an error can name it as the caller wrote it. */
export interface Origin {
  readonly name: string;
  readonly from: "input" | "option" | "configuration" | "default";
  /** The place in the configuration file. */
  readonly where?: Where;
}

/** `input "tag"`, `--tag`, `"tag" in the configuration file`. */
export function originText({ name, from }: Origin): string {
  if (from === "option") return `--${name}`;
  return from === "configuration" ? `"${name}" in the configuration file` : `input "${name}"`;
}

export type Parser<T> = (text: string, origin: Origin) => T;

/** What other inputs say about how one is read. */
export interface Reading {
  readonly versioning: Versioning;
}

export function refuse(origin: Origin, message: string, hint: string, cause?: unknown): Problem {
  const where = { ...origin.where, input: origin.name };
  return new Problem(`${originText(origin)}: ${message}`, { kind: "input", where, hint, cause });
}

export const text: Parser<string> = (value) => value;

export const optionalText: Parser<string | undefined> = (value) => (value === "" ? undefined : value);

/** YAML 1.2 core schema booleans, as GitHub's toolkit takes them. */
export const boolean: Parser<boolean> = (value, origin) => {
  if (["true", "True", "TRUE"].includes(value)) return true;
  if (["false", "False", "FALSE"].includes(value)) return false;
  throw refuse(origin, `${quoteUntrusted(value)} is not a boolean`, "Write true or false.");
};

/** Separated by commas or line ends. */
export const list: Parser<readonly string[]> = (value) =>
  value
    .split(/[,\n]/)
    .map((item) => item.trim())
    .filter((item) => item !== "");

export function oneOf<const T extends string>(...values: readonly T[]): Parser<T> {
  return (value, origin) => {
    const found = values.find((candidate) => candidate === value);
    if (found !== undefined) return found;
    throw refuse(
      origin,
      `${quoteUntrusted(value)} is not known${nearest(value, values)}`,
      `Write one of: ${values.join(", ")}.`,
    );
  };
}

/** `owner/repo`, by the characters that GitHub allows; managed users' names have an underscore. */
export const repository: Parser<{ readonly owner: string; readonly repo: string }> = (value, origin) => {
  const match = /^([A-Za-z0-9][A-Za-z0-9_-]{0,38})\/([A-Za-z0-9._-]{1,100})$/.exec(value);
  const [, owner, repo] = match ?? [];
  if (owner === undefined || repo === undefined || repo === "." || repo === "..") {
    throw refuse(
      origin,
      `${quoteUntrusted(value)} is not a repository`,
      "Write owner/repo, for example dagster-io/dagster.",
    );
  }
  return { owner, repo };
};

/** A URL without its last slash; https, or http on the loopback only. Paths are appended to it. */
export const url: Parser<string> = (value, origin) => {
  const parsed = URL.canParse(value) ? new URL(value) : undefined;
  // Before anything else, and of what is no URL too: no message may repeat them.
  if (/^[^/]*\/*[^/]*@/.test(value)) throw refuse(origin, "the URL carries credentials", "Pass them as a token input.");
  const loopback = ["127.0.0.1", "localhost", "[::1]"].includes(parsed?.hostname ?? "");
  if (parsed?.protocol !== "https:" && !(parsed?.protocol === "http:" && loopback)) {
    throw refuse(
      origin,
      `${quoteUntrusted(value)} is not an https URL`,
      "Write a whole URL, for example https://api.github.com.",
    );
  }
  if (/[?#]/.test(value)) {
    throw refuse(origin, `${quoteUntrusted(value)} has a query or a fragment`, "Write the URL up to its path.");
  }
  return `${parsed.origin}${parsed.pathname}`.replace(/\/+$/, "");
};

/** A number greater than zero, in decimal digits. */
export const positive: Parser<number> = (value, origin) => {
  const number = /^\d{1,6}(\.\d{1,6})?$/.test(value) ? Number(value) : 0;
  if (number > 0) return number;
  throw refuse(origin, `${quoteUntrusted(value)} is not a number above zero`, "Write digits, for example 300.");
};

/** What Flox takes for a nixpkgs: a URL with a scheme, e.g. `https://github.com/flox/nixpkgs?rev=<commit>`. */
export const nixpkgs: Parser<string | undefined> = (value, origin) => {
  if (value === "") return undefined;
  if (/^[a-z][a-z0-9+.-]*:[\x21-\x7e]+$/.test(value)) return value;
  throw refuse(
    origin,
    `${quoteUntrusted(value)} is not a URL`,
    "Write it as Flox takes it, for example https://github.com/flox/nixpkgs?rev=<commit>.",
  );
};

const placeholders = ["name", "from", "to", "tag"] as const;

/** One line with `{name}` and the like in it. */
export const messageTemplate: Parser<string> = (value, origin) => {
  const hint = `Write one line, with ${placeholders.map((name) => `{${name}}`).join(", ")} in it.`;
  if (/[\p{C}]/u.test(value)) throw refuse(origin, "it is not one line of text", hint);
  for (const [written, name = ""] of value.matchAll(/\{([^{}]*)\}/g)) {
    if (!placeholders.some((known) => known === name)) {
      throw refuse(origin, `${quoteUntrusted(written)} is not known${nearest(name, placeholders)}`, hint);
    }
  }
  return value;
};

/** ` (did you mean X?)` where the value begins a known name, or is two characters or a third of it off at most. */
export function nearest(value: string, known: readonly string[], prefix = ""): string {
  if (value === "" || known.length === 0) return "";
  const begun = value.length < 3 ? undefined : known.find((name) => name.startsWith(value));
  const candidate = begun ?? closest(value, known);
  const off = distance(value, candidate);
  const near = begun !== undefined || (off < value.length && off <= Math.max(2, candidate.length / 3));
  return near ? ` (did you mean ${prefix}${candidate}?)` : "";
}
