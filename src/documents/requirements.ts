import * as z from "zod";
import { systems } from "../flox/systems.ts";

const reason = z.string().meta({ description: "For people" });
const list = z.string().meta({
  description: "`dependencies`, `build-system` or `optional-dependencies.<extra>`, whatever the Nix file calls it",
});
const name = z.string().meta({ description: "Of the attribute in nixpkgs' Python set, or in this repository" });
const extra = z.string().nullable().meta({ description: "`standard` for `uvicorn.optional-dependencies.standard`" });

const missing = z
  .strictObject({
    name,
    extra,
    from: z
      .enum(["python-set", "own", "unknown"])
      .meta({ description: "nixpkgs' Python set, this repository, or neither as far as is known" }),
    list,
    requirement: z.string().meta({ description: "As upstream states it, without its marker" }),
    systems: z.array(z.enum(systems)).meta({ description: "Where it is needed" }),
    reason,
  })
  .meta({ id: "MissingRequirement" });

const superfluous = z
  .strictObject({
    name,
    extra,
    list,
    file: z.string(),
    line: z.int().min(1),
    column: z.int().min(1).meta({ description: "In bytes, as Nix counts" }),
    reason,
  })
  .meta({ id: "SuperfluousRequirement" });

const satisfied = z
  .strictObject({
    requirement: z.string(),
    by: z.string().meta({ description: "Another name, or what the Nix file does to the requirement" }),
    reason,
  })
  .meta({ id: "SatisfiedRequirement" });

const changed = z
  .strictObject({
    what: z.enum(["requirement", "build-requirement", "build-backend", "requires-python", "script"]),
    name: z.string(),
    from: z.string().nullable().meta({ description: "null where it is new" }),
    to: z.string().nullable().meta({ description: "null where it is gone" }),
    reason,
  })
  .meta({ id: "ChangedRequirement" });

const unresolved = z
  .strictObject({ what: z.string(), file: z.string().nullable(), line: z.int().min(1).nullable(), reason })
  .meta({ id: "UnresolvedRequirement" });

const blocker = z.strictObject({ name: z.string(), reason }).meta({ id: "RequirementBlocker" });

const fix = z
  .strictObject({
    kind: z.enum(["add", "backend", "relax", "remove"]),
    list: z.string().meta({
      description:
        "`dependencies`, `build-system`, `optional-dependencies.<extra>`, `pythonRelaxDeps` or `pythonRemoveDeps`",
    }),
    names: z.array(z.string()).meta({ description: "What is added to it; for `backend` what it is to hold" }),
    extra,
    reason,
    refused: z.string().nullable().meta({ description: "Why it cannot be written; null where it can" }),
  })
  .meta({ id: "RequirementFix" });

const packageRequirements = z
  .strictObject({
    missing: z.array(missing).meta({ description: "Upstream needs it and the Nix lists do not have it" }),
    superfluous: z.array(superfluous).meta({ description: "The Nix lists have it and upstream does not ask for it" }),
    satisfied: z.array(satisfied).meta({ description: "Met otherwise than by a package of its name" }),
    changed: z.array(changed).meta({ description: "Upstream's own changes since the pinned release" }),
    unresolved: z.array(unresolved).meta({ description: "What cannot be told surely" }),
    blockers: z.array(blocker).meta({ description: "What stands in the way of a build and is left to people" }),
    fixes: z.array(fix).meta({ description: "What `requirements: fix` writes" }),
  })
  .meta({ id: "PackageRequirements" });

/** By attribute path. */
export const requirementsSchema = z.record(z.string(), packageRequirements);

/** The upstream's projects beside those that are packaged here. */
export const projectsSchema = z
  .strictObject({
    added: z
      .array(z.strictObject({ name: z.string(), directory: z.string(), packaged: z.boolean() }))
      .meta({ description: "Not there at the pinned release" }),
    dropped: z
      .array(z.strictObject({ name: z.string(), directory: z.string(), packaged: z.boolean() }))
      .meta({ description: "No longer there" }),
  })
  .meta({ id: "UpstreamProjects" });

export type PackageRequirements = z.infer<typeof packageRequirements>;
export type Requirements = z.infer<typeof requirementsSchema>;
export type UpstreamProjects = z.infer<typeof projectsSchema>;
export type Missing = PackageRequirements["missing"][number];
export type Superfluous = PackageRequirements["superfluous"][number];
export type Satisfied = PackageRequirements["satisfied"][number];
export type Changed = PackageRequirements["changed"][number];
export type UnresolvedRequirement = PackageRequirements["unresolved"][number];
export type Blocker = PackageRequirements["blockers"][number];
export type DocumentedFix = PackageRequirements["fixes"][number];
