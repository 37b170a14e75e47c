import * as z from "zod";

export const checkOutcomes = ["update", "up-to-date", "waiting", "blocked"] as const;

const refused = z.strictObject({
  tag: z.string(),
  code: z.string().meta({ description: "Stable, for scripts" }),
  reason: z.string().meta({ description: "For people" }),
});

/** The fields that `check` and `bump` share. */
export const checkFields = {
  schema: z.literal(1),
  current: z.strictObject({
    tag: z.string().nullable().meta({ description: "null when a branch or a commit is pinned" }),
    version: z.string().nullable(),
  }),
  candidate: z
    .strictObject({
      tag: z.string().nullable().meta({ description: "null for an untagged commit" }),
      version: z.string(),
      commit: z.string(),
      publishedAt: z.string().nullable().meta({ description: "ISO 8601" }),
    })
    .nullable(),
  reasons: z.array(z.string()).meta({ description: "Why this outcome, for people" }),
  refused: z.array(refused),
};

export const checkSchema = z
  .strictObject({ ...checkFields, outcome: z.enum(checkOutcomes) })
  .meta({ title: "flox-upstream check --json" });

export type CheckDocument = z.infer<typeof checkSchema>;
