import * as z from "zod";
import { systems } from "../flox/systems.ts";

const judgedPackage = z
  .strictObject({
    attribute: z.string(),
    verdict: z.enum(["passed", "failed", "unsupported", "missing", "skipped"]),
    failsOnBase: z.boolean().nullable().meta({ description: "Whether it failed before as well; null if unknown" }),
  })
  .meta({ id: "JudgedPackage" });

export const reportSchema = z
  .strictObject({
    schema: z.literal(1),
    outcome: z.enum(["passed", "failed"]),
    verdict: z.enum(["passed", "failed", "missing", "not-built"]),
    title: z.string(),
    commit: z.string().nullable(),
    systems: z.array(
      z.strictObject({
        system: z.enum(systems),
        verdict: z.enum(["passed", "failed", "unsupported", "missing"]),
        reasons: z.array(z.string()),
        packages: z.array(judgedPackage),
      }),
    ),
    problems: z.array(z.string()).meta({ description: "What is wrong with the results as a whole" }),
    pullRequest: z.strictObject({ number: z.int(), url: z.string() }).nullable(),
    issue: z
      .strictObject({ number: z.int(), url: z.string() })
      .nullable()
      .meta({ description: "In place of the pull request, with on-update: issue" }),
    compareUrl: z.string().nullable().meta({ description: "Where people can make the pull request themselves" }),
    done: z.array(z.string()).meta({ description: "What was done on GitHub, for people" }),
  })
  .meta({ title: "flox-upstream report --json" });

export type ReportDocument = z.infer<typeof reportSchema>;
