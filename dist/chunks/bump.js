import { c as systems } from "./pep440.js";
import { a as boolean, d as string, i as array, l as record, o as int, r as _enum, s as literal, u as strictObject } from "./result.js";
import { t as foundVersionSchema } from "./found.js";

// src/documents/check.ts
const checkOutcomes = [
	"update",
	"up-to-date",
	"waiting",
	"blocked"
];
const refused = strictObject({
	tag: string(),
	code: string().meta({ description: "Stable, for scripts" }),
	reason: string().meta({ description: "For people" })
});
const checkFields = {
	schema: literal(1),
	current: strictObject({
		tag: string().nullable().meta({ description: "null when a branch or a commit is pinned" }),
		version: string().nullable()
	}),
	candidate: strictObject({
		tag: string().nullable().meta({ description: "null for an untagged commit" }),
		version: string(),
		commit: string(),
		publishedAt: string().nullable().meta({ description: "ISO 8601" })
	}).nullable(),
	reasons: array(string()).meta({ description: "Why this outcome, for people" }),
	refused: array(refused)
};
const checkSchema = strictObject({
	...checkFields,
	outcome: _enum(checkOutcomes)
}).meta({ title: "flox-upstream check --json" });

// src/documents/requirements.ts
const reason = string().meta({ description: "For people" });
const list = string().meta({ description: "`dependencies`, `build-system` or `optional-dependencies.<extra>`, whatever the Nix file calls it" });
const name = string().meta({ description: "Of the attribute in nixpkgs' Python set, or in this repository" });
const extra = string().nullable().meta({ description: "`standard` for `uvicorn.optional-dependencies.standard`" });
const missing = strictObject({
	name,
	extra,
	from: _enum([
		"python-set",
		"own",
		"unknown"
	]).meta({ description: "nixpkgs' Python set, this repository, or neither as far as is known" }),
	list,
	requirement: string().meta({ description: "As upstream states it, without its marker" }),
	systems: array(_enum(systems)).meta({ description: "Where it is needed" }),
	reason
}).meta({ id: "MissingRequirement" });
const superfluous = strictObject({
	name,
	extra,
	list,
	file: string(),
	line: int().min(1),
	column: int().min(1).meta({ description: "In bytes, as Nix counts" }),
	reason
}).meta({ id: "SuperfluousRequirement" });
const satisfied = strictObject({
	requirement: string(),
	by: string().meta({ description: "Another name, or what the Nix file does to the requirement" }),
	reason
}).meta({ id: "SatisfiedRequirement" });
const changed = strictObject({
	what: _enum([
		"requirement",
		"build-requirement",
		"build-backend",
		"requires-python",
		"script"
	]),
	name: string(),
	from: string().nullable().meta({ description: "null where it is new" }),
	to: string().nullable().meta({ description: "null where it is gone" }),
	reason
}).meta({ id: "ChangedRequirement" });
const unresolved = strictObject({
	what: string(),
	file: string().nullable(),
	line: int().min(1).nullable(),
	reason
}).meta({ id: "UnresolvedRequirement" });
const blocker = strictObject({
	name: string(),
	reason
}).meta({ id: "RequirementBlocker" });
const fix = strictObject({
	kind: _enum([
		"add",
		"backend",
		"relax",
		"remove"
	]),
	list: string().meta({ description: "`dependencies`, `build-system`, `optional-dependencies.<extra>`, `pythonRelaxDeps` or `pythonRemoveDeps`" }),
	names: array(string()).meta({ description: "What is added to it; for `backend` what it is to hold" }),
	extra,
	reason,
	refused: string().nullable().meta({ description: "Why it cannot be written; null where it can" })
}).meta({ id: "RequirementFix" });
const packageRequirements = strictObject({
	missing: array(missing).meta({ description: "Upstream needs it and the Nix lists do not have it" }),
	superfluous: array(superfluous).meta({ description: "The Nix lists have it and upstream does not ask for it" }),
	satisfied: array(satisfied).meta({ description: "Met otherwise than by a package of its name" }),
	changed: array(changed).meta({ description: "Upstream's own changes since the pinned release" }),
	unresolved: array(unresolved).meta({ description: "What cannot be told surely" }),
	blockers: array(blocker).meta({ description: "What stands in the way of a build and is left to people" }),
	fixes: array(fix).meta({ description: "What `requirements: fix` writes" })
}).meta({ id: "PackageRequirements" });
const requirementsSchema = record(string(), packageRequirements);
const projectsSchema = strictObject({
	added: array(strictObject({
		name: string(),
		directory: string(),
		packaged: boolean()
	})).meta({ description: "Not there at the pinned release" }),
	dropped: array(strictObject({
		name: string(),
		directory: string(),
		packaged: boolean()
	})).meta({ description: "No longer there" })
}).meta({ id: "UpstreamProjects" });

// src/documents/scan.ts
const line = int().min(1);
const column = int().min(1).meta({ description: "In bytes, as Nix counts" });
const refusal = strictObject({
	file: string(),
	line,
	reason: string()
}).meta({ id: "Refusal" });
const leftover = strictObject({
	file: string(),
	line,
	text: string()
}).meta({ id: "Leftover" });
const pin = strictObject({
	file: string(),
	line,
	column,
	fetcher: _enum([
		"fetchFromGitHub",
		"fetchPypi",
		"fetchurl",
		"fetchzip",
		"fetchTarball"
	]),
	origin: _enum(["upstream", "pypi"]),
	ref: string().nullable().meta({ description: "The rev or tag, or the URL's" }),
	project: string().nullable().meta({ description: "fetchPypi: the project" }),
	version: string().nullable().meta({ description: "fetchPypi: the version" }),
	hash: string().nullable(),
	hashMode: _enum([
		"nar",
		"flat",
		"build"
	]).meta({ description: "Of the tree, of the file, or only known by a build" }),
	url: string().nullable().meta({ description: "What Nix fetches" })
}).meta({ id: "Pin" });
const scannedPackage = strictObject({
	attribute: string(),
	file: string(),
	name: string().nullable(),
	role: _enum([
		"source",
		"built",
		"join"
	]),
	belongs: boolean().meta({ description: "Whether it belongs to the upstream" }),
	because: string(),
	version: strictObject({
		value: string(),
		file: string(),
		line,
		column
	}).nullable(),
	sourceDirectory: string().nullable(),
	uses: array(string()),
	pins: array(pin)
}).meta({ id: "ScannedPackage" });
const scanSchema = strictObject({
	schema: literal(1),
	packages: array(scannedPackage),
	leftovers: array(leftover),
	refusals: array(refusal)
}).meta({ title: "flox-upstream scan --json" });

// src/documents/bump.ts
const bumpOutcomes = [
	...checkOutcomes,
	"unchanged",
	"held",
	"closed"
];
const edit = strictObject({
	file: string(),
	line: int().min(1),
	column: int().min(1).meta({ description: "In bytes, as Nix counts" }),
	attribute: string(),
	kind: _enum([
		"rev",
		"tag",
		"url",
		"hash",
		"version",
		"name"
	]),
	from: string(),
	to: string()
}).meta({ id: "Edit" });
const requirementEdit = strictObject({
	file: string(),
	line: int().min(1),
	column: int().min(1).meta({ description: "In bytes, as Nix counts" }),
	attribute: string(),
	kind: _enum([
		"requirement",
		"build-system",
		"format",
		"formal",
		"relax",
		"remove"
	]),
	from: string().meta({ description: "Empty where something is put between" }),
	to: string()
}).meta({ id: "RequirementEdit" });
const bumpFields = {
	...checkFields,
	outcome: _enum(bumpOutcomes),
	edits: array(edit),
	requirements: requirementsSchema.meta({ description: "By attribute path" }),
	requirementEdits: strictObject({
		mode: _enum([
			"fix",
			"report",
			"off"
		]),
		edits: array(requirementEdit)
	}).meta({ description: "How the fixes are written; with `report`, how they would be" }),
	projects: projectsSchema.meta({ description: "The upstream's projects beside those that are packaged here" }),
	leftovers: array(leftover),
	refusals: array(refusal),
	warnings: array(string())
};
const bumpSchema = strictObject(bumpFields).meta({ title: "flox-upstream bump --json" });
const bumpFileSchema = strictObject({
	...bumpFields,
	upstream: string().meta({ description: "owner/repo" }),
	upstreamUrl: string().meta({ description: "Its page, without a slash at the end" }),
	directory: string().meta({ description: "What holds .flox, from the top of the repository; empty for the top" }),
	versioning: _enum(["pep440", "semver"]),
	asked: boolean().meta({ description: "Whether this version was asked for by the input tag" }),
	checkedAt: string().meta({ description: "When it was chosen, ISO 8601" }),
	base: string().nullable().meta({ description: "The commit that the bump was made on" }),
	branch: string().nullable(),
	title: string().meta({ description: "The first line of the commit, and the pull request's title" }),
	commit: string().nullable(),
	systems: array(strictObject({
		system: _enum(systems),
		runner: string()
	})),
	nixpkgs: string().nullable().meta({ description: "The URL of what is built on; null where Flox takes its own" }),
	foundVersions: array(foundVersionSchema).meta({ description: "What earlier builds found of the nixpkgs that is built on; fixes of the kind `relax` rest on it" }),
	provenance: strictObject({
		tag: string().nullable(),
		commit: string(),
		publishedAt: string().nullable(),
		signatures: strictObject({
			tag: boolean().nullable(),
			commit: boolean().nullable()
		}).meta({ description: "Whether GitHub has verified them; null for a tag that is no object of its own" }),
		pinnedTag: _enum(["unmoved", "unrecorded"]).meta({ description: "Whether the tag that was pinned is known to name the same commit still" }),
		sources: array(strictObject({
			file: string(),
			url: string(),
			hash: string()
		}))
	}).nullable(),
	commits: strictObject({
		total: int().min(0),
		first: array(strictObject({
			sha: string(),
			title: string().max(200)
		})).max(100).meta({ description: "The oldest, with the first line of their messages, which is untrusted" })
	}).nullable().meta({ description: "What lies between the pinned tag and the new commit; null where that is not known" }),
	notes: array(strictObject({
		tag: string(),
		version: string(),
		url: string(),
		publishedAt: string().nullable(),
		body: string().meta({ description: "Markdown from upstream, untrusted" })
	}))
}).meta({ title: "bump.json" });

export { bumpOutcomes as n, bumpFileSchema as t };