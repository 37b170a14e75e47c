import * as z from "zod";
import { systems } from "../flox/systems.ts";
import { unmetBoundSchema } from "./result.ts";

/** Of a nixpkgs; pull requests have room for some dozens of them. */
export const longestUrl = 300;

/** A version that a build found nixpkgs to have, and that a bound of upstream's does not admit. */
export const foundVersionSchema = z
  .strictObject({
    ...unmetBoundSchema.pick({ project: true, version: true }).shape,
    system: z.enum(systems).meta({ description: "Of the build" }),
    nixpkgs: z.string().max(longestUrl).nullable().meta({ description: "Its URL; null where Flox took its own" }),
  })
  .meta({ id: "FoundVersion" });

export type FoundVersion = z.infer<typeof foundVersionSchema>;
