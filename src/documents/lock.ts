import * as z from "zod";
import { Problem } from "../errors.ts";
import { quoteUntrusted } from "../upstream/refs.ts";
import { jsonText } from "./json.ts";

export const lockFileName = "flox-upstream.lock.json";

const commitId = z.string().regex(/^[0-9a-f]{40}$/);
const sriHash = z.string().regex(/^sha(?:1|256|512)-[A-Za-z0-9+/]+={0,2}$/);

const lockedSource = z
  .strictObject({
    file: z.string().meta({ description: "The Nix file that fetches it, relative to the directory that holds .flox" }),
    url: z.string().meta({ description: "What was downloaded and hashed" }),
    hash: sriHash.meta({
      description: "As Nix checks it: of the unpacked tree, or of the file for fetchPypi and fetchurl",
    }),
  })
  .meta({ id: "LockedSource" });

const lockedPackage = z
  .strictObject({
    project: z.string().nullable().meta({ description: "The Python project that it is; null for a join" }),
    directory: z.string().nullable().meta({ description: "Where the project stands in the archive" }),
    version: z.string().meta({ description: "The version that the Nix file states" }),
    metadataVersion: z.string().nullable().meta({ description: "The version that the built metadata will report" }),
    requiresPython: z.string().nullable().meta({
      description: "A PEP 440 specifier set, empty where any Python will do; null where it is not known",
    }),
    buildSystem: z
      .strictObject({ requires: z.array(z.string()), backend: z.string() })
      .nullable()
      .meta({ description: "PEP 518's build requirements and PEP 517's backend; null where they are not known" }),
    requirements: z.array(z.string()).nullable().meta({
      description: "PEP 508 requirements, as upstream states them; null where they are not known, or not all of them",
    }),
    scripts: z
      .record(z.string(), z.string())
      .nullable()
      .default(null)
      .meta({ description: "Console scripts, and what each calls; null where they are not known" }),
  })
  .meta({ id: "LockedPackage" });

/**
 * `flox-upstream.lock.json`: what the pinned release was found to hold when it was pinned. The Nix files are the truth
 * and this is evidence about them.
 */
export const lockSchema = z
  .strictObject({
    schema: z.literal(1),
    upstream: z.string().meta({ description: "owner/repo" }),
    tag: z.string().nullable().meta({ description: "null when a branch or an untagged commit is pinned" }),
    commit: commitId.nullable().meta({ description: "What the tag peeled to; null where that was not recorded" }),
    version: z.string(),
    sources: z.array(lockedSource),
    packages: z.record(z.string(), lockedPackage).meta({ description: "By attribute path" }),
    projects: z.record(z.string(), z.string()).nullable().default(null).meta({
      description:
        "The upstream's projects beside those that are packaged, and their directories; null where that was not recorded",
    }),
    nixpkgs: z
      .strictObject({ url: z.string(), rev: commitId })
      .nullable()
      .meta({ description: "What the packages are built on" }),
  })
  .meta({
    title: "flox-upstream.lock.json",
    description: "What the pinned release was found to hold when it was pinned",
  });

export type Lock = z.infer<typeof lockSchema>;
export type LockedSource = z.infer<typeof lockedSource>;
export type LockedPackage = z.infer<typeof lockedPackage>;

/**
 * What earlier versions did not record is null. Where they record that any Python will do, nothing is known.
 *
 * @throws Problem of kind `input` for text that is not JSON or not of the schema.
 */
export function readLock(file: string, text: string): Lock {
  const parsed = lockSchema.safeParse(parseJson(file, text));
  if (parsed.success) return parsed.data;
  const [first] = parsed.error.issues;
  const path = first === undefined || first.path.length === 0 ? "" : `${quoteUntrusted(first.path.join("."))}: `;
  throw unusable(file, `the lock file is not of schema 1: ${path}${first?.message ?? ""}`, parsed.error);
}

function parseJson(file: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw unusable(file, "the lock file is not JSON", cause);
  }
}

function unusable(file: string, message: string, cause: unknown): Problem {
  const hint = "Restore the committed file, or delete it: the next bump writes it anew.";
  return new Problem(message, { kind: "input", where: { file }, hint, cause });
}

/**
 * Packages in the order of their names, so that the same facts give the same bytes.
 *
 * @throws ZodError for a document that `readLock` would refuse: a mistake of this program.
 */
export function writeLock(lock: Lock): string {
  const packages = Object.fromEntries(Object.entries(lock.packages).sort(([a], [b]) => (a < b ? -1 : 1)));
  return jsonText(lockSchema.parse({ ...lock, packages }));
}
