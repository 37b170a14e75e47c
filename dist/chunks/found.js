import { c as systems } from "./pep440.js";
import { d as string, n as unmetBoundSchema, r as _enum, u as strictObject } from "./result.js";

// src/documents/found.ts
const longestUrl = 300;
const foundVersionSchema = strictObject({
	...unmetBoundSchema.pick({
		project: true,
		version: true
	}).shape,
	system: _enum(systems).meta({ description: "Of the build" }),
	nixpkgs: string().max(300).nullable().meta({ description: "Its URL; null where Flox took its own" })
}).meta({ id: "FoundVersion" });

export { foundVersionSchema as t };