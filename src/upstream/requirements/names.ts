import { commonNames } from "./known.ts";

/** Projects whose attribute in nixpkgs' Python set is not their PEP 503 name. */
const exceptions: ReadonlyMap<string, string> = new Map([
  ["discord-py", "discordpy"],
  // The same module with bundled C libraries.
  ["psycopg2-binary", "psycopg2"],
]);

/**
 * The attribute of nixpkgs' Python set that packages a project.
 *
 * @param normalizedName as PEP 503 has it
 */
export function nixpkgsName(normalizedName: string): string {
  return exceptions.get(normalizedName) ?? normalizedName;
}

/**
 * Whether the metadata names another project than nixpkgs packages: its check of what is required at run time then
 * fails until the name is in `pythonRemoveDeps`.
 */
export function isAnotherProject(normalizedName: string): boolean {
  return normalizedName === "psycopg2-binary";
}

/** Which attributes of nixpkgs' Python set there are, as far as it is known. */
export interface KnownNames {
  has(attribute: string): boolean;
  /** Whether nixpkgs' own list was read: a name that is not known then is not there. */
  readonly complete: boolean;
}

/** @param listed the names in the pinned nixpkgs, where they were read */
export function knownNames(listed?: ReadonlySet<string>): KnownNames {
  return {
    has: (attribute) => commonNames.has(attribute) || listed?.has(attribute) === true,
    complete: listed !== undefined,
  };
}

const keywords: ReadonlySet<string> = new Set([
  "assert",
  "else",
  "if",
  "in",
  "inherit",
  "let",
  "or",
  "rec",
  "then",
  "with",
]);

/** Whether Nix takes a text as a name without quotes. */
export function isNixName(text: string): boolean {
  return /^[A-Za-z_][A-Za-z0-9_'-]*$/.test(text) && !keywords.has(text);
}
