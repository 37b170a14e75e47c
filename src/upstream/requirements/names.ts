import { commonNames } from "./known.ts";

interface Packaged {
  readonly attribute: string;
  /** Whether the metadata of what is packaged bears another name. */
  readonly isAnother: boolean;
}

/** Projects whose attribute in nixpkgs' Python set is not their PEP 503 name. */
const exceptions: ReadonlyMap<string, Packaged> = new Map([
  ["discord-py", { attribute: "discordpy", isAnother: false }],
  // The same module with bundled C libraries.
  ["psycopg2-binary", { attribute: "psycopg2", isAnother: true }],
]);

/**
 * The attribute of nixpkgs' Python set that packages a project.
 *
 * @param normalizedName as PEP 503 has it
 */
export function nixpkgsName(normalizedName: string): string {
  return exceptions.get(normalizedName)?.attribute ?? normalizedName;
}

/**
 * Whether nixpkgs packages another project in place of one: its check of what is required at run time then fails until
 * the name is in `pythonRemoveDeps`.
 */
export function isAnotherProject(normalizedName: string): boolean {
  return exceptions.get(normalizedName)?.isAnother === true;
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
