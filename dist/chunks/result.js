import { n as systems } from "./systems.js";
import { a as literal, c as strictObject, i as int, l as string, n as array, r as boolean, t as _enum } from "./schemas.js";

// src/documents/result.ts
const packageStatuses = [
	"passed",
	"failed",
	"skipped",
	"unsupported"
];
const checkNames = [
	"import",
	"version",
	"command",
	"requirements",
	"instance",
	"ui",
	"run",
	"reproducible"
];
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
	"cancelled"
];
const duration = int().min(0).meta({ description: "Milliseconds" });
const failure = strictObject({
	kind: _enum(failureKinds),
	message: string(),
	file: string().nullable(),
	line: int().min(1).nullable(),
	hint: string().nullable().meta({ description: "What to do about it" })
}).meta({ id: "BuildFailure" });
const check = strictObject({
	name: _enum(checkNames),
	status: _enum(["passed", "failed"]),
	duration,
	note: string().meta({ description: "One line of ours for people; empty where there is nothing to say" }),
	output: string().meta({ description: "The end of what it printed, untrusted" })
}).meta({ id: "PackageCheck" });
const builtPackage = strictObject({
	attribute: string(),
	version: string().nullable(),
	status: _enum(packageStatuses),
	duration,
	storePath: string().nullable(),
	closureBytes: int().min(0).nullable(),
	closurePaths: int().min(0).nullable(),
	failure: failure.nullable(),
	because: string().nullable().meta({ description: "Of a skipped or unsupported package, why" }),
	logTail: string().meta({ description: "The end of the build's log, untrusted" }),
	checks: array(check)
}).meta({ id: "BuiltPackage" });
const resultSchema = strictObject({
	schema: literal(1),
	system: _enum(systems),
	commit: string().nullable(),
	nixpkgs: string().nullable().meta({ description: "The nixpkgs URL that everything was built on" }),
	floxVersion: string().nullable(),
	nixVersion: string().nullable(),
	complete: boolean().meta({ description: "False in what a job that was ended half-way left behind" }),
	outcome: _enum([
		"passed",
		"failed",
		"unsupported"
	]),
	packages: array(builtPackage)
}).meta({ title: "result-<system>.json" });

export { resultSchema as t };