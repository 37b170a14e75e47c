import * as z from "zod";
import { systems } from "../flox/systems.ts";
import { checkFields, checkOutcomes } from "./check.ts";
import { foundVersionSchema } from "./found.ts";
import { projectsSchema, requirementsSchema } from "./requirements.ts";
import { leftover, refusal } from "./scan.ts";

export const bumpOutcomes = [...checkOutcomes, "unchanged", "held", "closed"] as const;
export type BumpOutcome = (typeof bumpOutcomes)[number];

const edit = z
  .strictObject({
    file: z.string(),
    line: z.int().min(1),
    column: z.int().min(1).meta({ description: "In bytes, as Nix counts" }),
    attribute: z.string(),
    kind: z.enum(["rev", "tag", "url", "hash", "version", "name"]),
    from: z.string(),
    to: z.string(),
  })
  .meta({ id: "Edit" });

const requirementEdit = z
  .strictObject({
    file: z.string(),
    line: z.int().min(1),
    column: z.int().min(1).meta({ description: "In bytes, as Nix counts" }),
    attribute: z.string(),
    kind: z.enum(["requirement", "build-system", "format", "formal", "relax", "remove"]),
    from: z.string().meta({ description: "Empty where something is put between" }),
    to: z.string(),
  })
  .meta({ id: "RequirementEdit" });

const bumpFields = {
  ...checkFields,
  outcome: z.enum(bumpOutcomes),
  edits: z.array(edit),
  requirements: requirementsSchema.meta({ description: "By attribute path" }),
  requirementEdits: z
    .strictObject({ mode: z.enum(["fix", "report", "off"]), edits: z.array(requirementEdit) })
    .meta({ description: "How the fixes are written; with `report`, how they would be" }),
  projects: projectsSchema.meta({ description: "The upstream's projects beside those that are packaged here" }),
  leftovers: z.array(leftover),
  refusals: z.array(refusal),
  warnings: z.array(z.string()),
};

export const bumpSchema = z.strictObject(bumpFields).meta({ title: "flox-upstream bump --json" });
export type BumpDocument = z.infer<typeof bumpSchema>;

/** `bump.json`: the document, and what the jobs that follow need to know. All upstream text in it is untrusted. */
export const bumpFileSchema = z
  .strictObject({
    ...bumpFields,
    upstream: z.string().meta({ description: "owner/repo" }),
    upstreamUrl: z.string().meta({ description: "Its page, without a slash at the end" }),
    directory: z.string().meta({ description: "What holds .flox, from the top of the repository; empty for the top" }),
    versioning: z.enum(["pep440", "semver"]),
    asked: z.boolean().meta({ description: "Whether this version was asked for by the input tag" }),
    checkedAt: z.string().meta({ description: "When it was chosen, ISO 8601" }),
    base: z.string().nullable().meta({ description: "The commit that the bump was made on" }),
    branch: z.string().nullable(),
    title: z.string().meta({ description: "The first line of the commit, and the pull request's title" }),
    commit: z.string().nullable(),
    systems: z.array(z.strictObject({ system: z.enum(systems), runner: z.string() })),
    nixpkgs: z.string().nullable().meta({ description: "The URL of what is built on; null where Flox takes its own" }),
    foundVersions: z.array(foundVersionSchema).meta({
      description: "What earlier builds found of the nixpkgs that is built on; fixes of the kind `relax` rest on it",
    }),
    provenance: z
      .strictObject({
        tag: z.string().nullable(),
        commit: z.string(),
        publishedAt: z.string().nullable(),
        signatures: z
          .strictObject({ tag: z.boolean().nullable(), commit: z.boolean().nullable() })
          .meta({ description: "Whether GitHub has verified them; null for a tag that is no object of its own" }),
        pinnedTag: z
          .enum(["unmoved", "unrecorded"])
          .meta({ description: "Whether the tag that was pinned is known to name the same commit still" }),
        sources: z.array(z.strictObject({ file: z.string(), url: z.string(), hash: z.string() })),
      })
      .nullable(),
    commits: z
      .strictObject({
        total: z.int().min(0),
        first: z
          .array(z.strictObject({ sha: z.string(), title: z.string().max(200) }))
          .max(100)
          .meta({ description: "The oldest, with the first line of their messages, which is untrusted" }),
      })
      .nullable()
      .meta({ description: "What lies between the pinned tag and the new commit; null where that is not known" }),
    notes: z.array(
      z.strictObject({
        tag: z.string(),
        version: z.string(),
        url: z.string(),
        publishedAt: z.string().nullable(),
        body: z.string().meta({ description: "Markdown from upstream, untrusted" }),
      }),
    ),
  })
  .meta({ title: "bump.json" });
export type BumpFile = z.infer<typeof bumpFileSchema>;
