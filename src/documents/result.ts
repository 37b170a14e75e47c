import * as z from "zod";
import { systems } from "../flox/systems.ts";
import { isPep440Version } from "../upstream/pep440.ts";

const checkNames = ["import", "version", "command", "requirements", "instance", "ui", "run", "reproducible"] as const;
export type CheckName = (typeof checkNames)[number];

/** What a failed build is told apart by. Stable: `--json` prints it. */
const failureKinds = [
  "hash-mismatch",
  "unmet-requirement",
  "metadata-mismatch",
  "build-failed",
  "evaluation-failed",
  "does-not-parse",
  "untracked-file",
  "not-locked",
  "no-space",
  "login-needed",
  "network",
  "time-limit",
  "flox-missing",
  "flox-too-old",
  "cancelled",
] as const;
export type FailureKind = (typeof failureKinds)[number];

const duration = z.int().min(0).meta({ description: "Milliseconds" });

const failure = z
  .strictObject({
    kind: z.enum(failureKinds),
    message: z.string(),
    /** Relative to the directory that holds `.flox`. */
    file: z.string().nullable(),
    line: z.int().min(1).nullable(),
    hint: z.string().nullable().meta({ description: "What to do about it" }),
  })
  .meta({ id: "BuildFailure" });

const check = z
  .strictObject({
    name: z.enum(checkNames),
    status: z.enum(["passed", "failed"]),
    duration,
    note: z.string().meta({ description: "One line of ours for people; empty where there is nothing to say" }),
    output: z.string().meta({ description: "The end of what it printed, untrusted" }),
  })
  .meta({ id: "PackageCheck" });

/** A result holds no more of them; a package has some dozens of requirements. */
export const mostUnmetBounds = 100;

export const unmetBoundSchema = z
  .strictObject({
    project: z
      .string()
      .regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/)
      .max(100)
      .meta({ description: "PEP 503 normalised" }),
    bound: z.string().max(400).meta({ description: "As upstream states it, e.g. `<1.82,>=1.44`" }),
    version: z.string().max(80).refine(isPep440Version).meta({ description: "What is there instead" }),
  })
  .meta({ id: "UnmetBound" });

const builtPackage = z
  .strictObject({
    attribute: z.string(),
    version: z.string().nullable(),
    status: z.enum(["passed", "failed", "skipped", "unsupported"]),
    duration,
    storePath: z.string().nullable(),
    closureBytes: z.int().min(0).nullable(),
    closurePaths: z.int().min(0).nullable(),
    failure: failure.nullable(),
    because: z.string().nullable().meta({ description: "Of a skipped or unsupported package, why" }),
    logTail: z.string().meta({ description: "The end of the build's log, untrusted" }),
    checks: z.array(check),
    unmetBounds: z.array(unmetBoundSchema).max(mostUnmetBounds).meta({
      description: "Bounds of upstream's that packages of nixpkgs do not meet, and nothing relaxes",
    }),
  })
  .meta({ id: "BuiltPackage" });

/** `result-<system>.json`: what building and checking one commit on one system came to. Claims, to be held against `bump.json`. */
export const resultSchema = z
  .strictObject({
    schema: z.literal(1),
    system: z.enum(systems),
    commit: z.string().nullable(),
    nixpkgs: z.string().nullable().meta({ description: "The nixpkgs URL that everything was built on" }),
    floxVersion: z.string().nullable(),
    nixVersion: z.string().nullable(),
    complete: z.boolean().meta({ description: "False in what a job that was ended half-way left behind" }),
    outcome: z.enum(["passed", "failed", "unsupported"]),
    packages: z.array(builtPackage),
  })
  .meta({ title: "result-<system>.json" });

export type ResultDocument = z.infer<typeof resultSchema>;
export type BuiltPackage = z.infer<typeof builtPackage>;
export type PackageCheck = z.infer<typeof check>;
export type UnmetBound = z.infer<typeof unmetBoundSchema>;
export type BuildFailure = z.infer<typeof failure>;
