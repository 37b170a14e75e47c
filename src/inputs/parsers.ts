import { closest } from "fastest-levenshtein";
import { Problem } from "../errors.ts";

/** Where a value came from, so that an error can name it as the caller wrote it. */
export interface Origin {
  readonly name: string;
  readonly from: "input" | "option" | "configuration" | "default";
}

/** `input "tag"`, `--tag`, `"tag" in .github/flox-upstream.yml`. */
export function originText({ name, from }: Origin): string {
  if (from === "option") return `--${name}`;
  return from === "configuration" ? `"${name}" in the configuration file` : `input "${name}"`;
}

export type Parser<T> = (text: string, origin: Origin) => T;

export function refuse(origin: Origin, message: string, hint: string): Problem {
  return new Problem(`${originText(origin)}: ${message}`, { kind: "input", where: { input: origin.name }, hint });
}

export const text: Parser<string> = (value) => value;

export const optionalText: Parser<string | undefined> = (value) => (value === "" ? undefined : value);

/** YAML 1.2 core schema booleans, as GitHub's toolkit takes them. */
export const boolean: Parser<boolean> = (value, origin) => {
  if (["true", "True", "TRUE"].includes(value)) return true;
  if (["false", "False", "FALSE"].includes(value)) return false;
  throw refuse(origin, `"${value}" is not a boolean`, "Write true or false.");
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
    throw refuse(origin, `"${value}" is not known${nearest(value, values)}`, `Write one of: ${values.join(", ")}.`);
  };
}

/** `owner/repo`, by the characters that GitHub allows. */
export const repository: Parser<{ readonly owner: string; readonly repo: string }> = (value, origin) => {
  const match = /^([A-Za-z0-9](?:[A-Za-z0-9-]{0,38}))\/([A-Za-z0-9._-]{1,100})$/.exec(value);
  const [, owner, repo] = match ?? [];
  if (owner === undefined || repo === undefined || repo === "." || repo === "..") {
    throw refuse(origin, `"${value}" is not a repository`, "Write owner/repo, for example dagster-io/dagster.");
  }
  return { owner, repo };
};

/** A URL without its last slash; https, or http on the loopback only. */
export const url: Parser<string> = (value, origin) => {
  const parsed = URL.canParse(value) ? new URL(value) : undefined;
  const loopback = ["127.0.0.1", "localhost", "[::1]"].includes(parsed?.hostname ?? "");
  if (parsed?.protocol !== "https:" && !(parsed?.protocol === "http:" && loopback)) {
    throw refuse(origin, `"${value}" is not an https URL`, "Write a whole URL, for example https://api.github.com.");
  }
  if (parsed.username !== "" || parsed.password !== "") {
    throw refuse(origin, "the URL carries credentials", "Pass them as a token input.");
  }
  return value.replace(/\/+$/, "");
};

/** ` (did you mean X?)` where one of the known names is near. */
export function nearest(value: string, known: readonly string[]): string {
  if (known.length === 0) return "";
  const candidate = closest(value, known);
  return isNear(value, candidate) ? ` (did you mean ${candidate}?)` : "";
}

function isNear(value: string, candidate: string): boolean {
  const shared = [...candidate].filter((char) => value.includes(char)).length;
  return shared >= candidate.length / 2;
}
