import { o as Problem, r as quoteUntrusted } from "./refs.js";
import { t as jsonText } from "./json.js";
import { a as boolean, c as object, d as string, f as url, i as array, l as record, s as literal, u as strictObject } from "./result.js";

// src/documents/lock.ts
const lockFileName = "flox-upstream.lock.json";
const commitId = string().regex(/^[0-9a-f]{40}$/);
const sriHash = string().regex(/^sha(?:1|256|512)-[A-Za-z0-9+/]+={0,2}$/);
const lockedSource = strictObject({
	file: string().meta({ description: "The Nix file that fetches it, relative to the directory that holds .flox" }),
	url: string().meta({ description: "What was downloaded and hashed" }),
	hash: sriHash.meta({ description: "As Nix checks it: of the unpacked tree, or of the file for fetchPypi and fetchurl" })
}).meta({ id: "LockedSource" });
const lockedPackage = strictObject({
	project: string().nullable().meta({ description: "The Python project that it is; null for a join" }),
	directory: string().nullable().meta({ description: "Where the project stands in the archive" }),
	version: string().meta({ description: "The version that the Nix file states" }),
	metadataVersion: string().nullable().meta({ description: "The version that the built metadata will report" }),
	requiresPython: string().nullable().meta({ description: "A PEP 440 specifier set, empty where any Python will do; null where it is not known" }),
	buildSystem: strictObject({
		requires: array(string()),
		backend: string()
	}).nullable().meta({ description: "PEP 518's build requirements and PEP 517's backend; null where they are not known" }),
	requirements: array(string()).nullable().meta({ description: "PEP 508 requirements, as upstream states them; null where they are not known, or not all of them" }),
	scripts: record(string(), string()).nullable().default(null).meta({ description: "Console scripts, and what each calls; null where they are not known" })
}).meta({ id: "LockedPackage" });
const lockSchema = strictObject({
	schema: literal(1),
	upstream: string().meta({ description: "owner/repo" }),
	tag: string().nullable().meta({ description: "null when a branch or an untagged commit is pinned" }),
	commit: commitId.nullable().meta({ description: "What the tag peeled to; null where that was not recorded" }),
	version: string(),
	sources: array(lockedSource),
	packages: record(string(), lockedPackage).meta({ description: "By attribute path" }),
	projects: record(string(), string()).nullable().default(null).meta({ description: "The upstream's projects beside those that are packaged, and their directories; null where that was not recorded" }),
	nixpkgs: strictObject({
		url: string(),
		rev: commitId
	}).nullable().meta({ description: "What the packages are built on" })
}).meta({
	title: "flox-upstream.lock.json",
	description: "What the pinned release was found to hold when it was pinned"
});
function readLock(file, text) {
	const parsed = lockSchema.safeParse(parseJson(file, text));
	if (parsed.success) return parsed.data;
	const [first] = parsed.error.issues;
	throw unusable(file, `the lock file is not of schema 1: ${first === void 0 || first.path.length === 0 ? "" : `${quoteUntrusted(first.path.join("."))}: `}${first?.message ?? ""}`, parsed.error);
}
function parseJson(file, text) {
	try {
		return JSON.parse(text);
	} catch (cause) {
		throw unusable(file, "the lock file is not JSON", cause);
	}
}
function unusable(file, message, cause) {
	return new Problem(message, {
		kind: "input",
		where: { file },
		hint: "Restore the committed file, or delete it: the next bump writes it anew.",
		cause
	});
}
function writeLock(lock) {
	const packages = Object.fromEntries(Object.entries(lock.packages).sort(([a], [b]) => a < b ? -1 : 1));
	return jsonText(lockSchema.parse({
		...lock,
		packages
	}));
}

// src/upstream/pypi.ts
const fileSchema = object({
	filename: string(),
	packagetype: string(),
	url: url({ protocol: /^https?$/ }),
	yanked: boolean(),
	digests: object({ sha256: string().regex(/^[0-9a-f]{64}$/) })
});
const releaseSchema = object({ urls: array(fileSchema) });
const projectSchema = object({ releases: record(string(), array(object({ yanked: boolean() }))).optional() });
function pypiReleaseUrl(index, project, version) {
	return `${index}/pypi/${encodeURIComponent(project)}/${encodeURIComponent(version)}/json`;
}
function pypiProjectUrl(index, project) {
	return `${index}/pypi/${encodeURIComponent(project)}/json`;
}
function readPypiRelease(document, url) {
	const parsed = releaseSchema.safeParse(document);
	if (!parsed.success) throw misshapen(url, parsed.error);
	const { urls } = parsed.data;
	const files = (type) => urls.filter(({ packagetype }) => packagetype === type).map(({ filename, url: address, digests }) => ({
		filename,
		url: address,
		sha256: digests.sha256
	}));
	return {
		yanked: urls.length > 0 && urls.every(({ yanked }) => yanked),
		sdists: files("sdist"),
		wheels: files("bdist_wheel")
	};
}
function readYankedVersions(document, url) {
	const parsed = projectSchema.safeParse(document);
	if (!parsed.success) throw misshapen(url, parsed.error);
	return Object.entries(parsed.data.releases ?? {}).filter(([, files]) => files.length > 0 && files.every(({ yanked }) => yanked)).map(([version]) => version);
}
function misshapen(url, cause) {
	return new Problem(`the package index's answer at ${quoteUntrusted(url)} has not the shape of PyPI's JSON API`, {
		kind: "outside",
		hint: "Check the input pypi-url.",
		cause
	});
}

// src/commands/outside.ts
function upstreamName({ upstream }) {
	return `${upstream.owner}/${upstream.repo}`;
}
function repositoryApiUrl(world) {
	return (world.env.GITHUB_API_URL ?? "https://api.github.com").replace(/\/+$/, "");
}
function upstreamToken(world, inputs) {
	if (inputs["upstream-token"] !== void 0) return inputs["upstream-token"];
	return inputs["upstream-api-url"] === repositoryApiUrl(world) ? inputs.token : void 0;
}
async function upstreamGitHub(world, inputs) {
	const token = upstreamToken(world, inputs);
	if (token === void 0) world.log.warning("Asking the upstream's GitHub without a token: at most 60 requests an hour. Set the input upstream-token.");
	const tokenInput = inputs["upstream-token"] === void 0 ? "token" : "upstream-token";
	return world.github({
		apiUrl: inputs["upstream-api-url"],
		token,
		tokenInput
	});
}
async function readPypi(world, inputs, project, version) {
	const url = pypiReleaseUrl(inputs["pypi-url"], project, version);
	const document = await world.http.json(url, { title: `${project} ${version} on PyPI` });
	return document === void 0 ? void 0 : readPypiRelease(document, url);
}
async function readYanked(world, inputs, project) {
	const url = pypiProjectUrl(inputs["pypi-url"], project);
	const document = await world.http.json(url, { title: `${project} on PyPI` });
	return document === void 0 ? [] : readYankedVersions(document, url);
}

export { upstreamName as a, readLock as c, upstreamGitHub as i, writeLock as l, readYanked as n, upstreamToken as o, repositoryApiUrl as r, lockFileName as s, readPypi as t };