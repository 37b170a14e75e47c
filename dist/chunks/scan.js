import { o as Problem } from "./refs.js";
import { l as buildMatrix, t as leftovers } from "./leftovers.js";
import { i as understand, o as filesAsPackages, r as readSituation, s as readRepository } from "./situation.js";
import { r as fromBytes } from "./source.js";
import { l as isOurs, t as toldVerdict } from "./told.js";
import { t as listed } from "./sections.js";
import { r as repositoryApiUrl } from "./outside.js";

// src/terminal/scan.ts
function scanText(style, { packages, leftovers, refusals }) {
	const pins = new Map(packages.flatMap((entry) => entry.pins.map((pin) => [`${pin.file}:${pin.line}:${pin.column}`, pin])));
	return [
		packages.length === 0 ? "No packages." : style.table([
			"Package",
			"Role",
			"Version",
			"Followed",
			"Because",
			"Where"
		], packages.map(packageRow)),
		pins.size === 0 ? "" : style.table([
			"Source",
			"Pinned at",
			"Hash",
			"Where"
		], [...pins].map(([where, pin]) => pinRow(where, pin))),
		listed(style, "Cannot be edited surely", refusals.map(({ file, line, reason }) => [`${file}:${line}`, reason])),
		listed(style, "Also names the version, and is left to you", leftovers.map(({ file, line, text }) => [`${file}:${line}`, text]))
	].filter((section) => section !== "").join("\n\n");
}
function packageRow({ attribute, role, version, belongs, because, file }) {
	const where = version === null ? file : `${version.file}:${version.line}:${version.column}`;
	return [
		["bold", attribute],
		role,
		version?.value ?? "",
		belongs ? ["green", "yes"] : ["dim", "no"],
		because,
		["dim", where]
	];
}
function pinRow(where, { fetcher, ref, project, version, hash, hashMode }) {
	return [
		fetcher,
		project === null ? ref ?? "" : `${project} ${version ?? ""}`,
		hashMode === "build" ? ["yellow", "known only by a build"] : hash ?? ["yellow", "none"],
		["dim", where]
	];
}

// src/commands/scan.ts
async function scanCommand(world, request) {
	const { inputs, configuration, operands, runner } = request;
	const situation = operands.length === 0 ? await readSituation(world, inputs.directory, configuration) : void 0;
	const document = scanDocument(situation === void 0 ? await readFiles(world, inputs, operands) : understand(situation, inputs));
	const verdict = runner && await verdictOfCommit(world, inputs, runner);
	return {
		document,
		exitCode: 0,
		text: (style) => scanText(style, document),
		outputs: runner && situation ? {
			systems: JSON.stringify(verdict ? [] : buildMatrix(inputs, situation)),
			verdict: verdict ?? ""
		} : {},
		headline: verdict ? `${inputs.commit} ${headlines[verdict]}` : `${document.packages.length} packages`,
		summary: ""
	};
}
async function verdictOfCommit(world, inputs, runner) {
	const { commit, token } = inputs;
	if (commit === void 0 || token === void 0) return void 0;
	const { owner, repo } = runner.repository;
	const { prefix } = await world.git.checkout(inputs.directory);
	const github = await world.github({
		apiUrl: repositoryApiUrl(world),
		token,
		tokenInput: "token"
	});
	const told = await toldVerdict(github.review(owner, repo), inputs, prefix.replace(/\/$/, ""), commit);
	if (told !== void 0) return told;
	const [parent] = (await github.commit(owner, repo, commit))?.parents ?? [];
	return parent !== void 0 && isOurs(await github.compare(owner, repo, parent, commit)) ? "missing" : void 0;
}
const headlines = {
	passed: "was built and checked already, and passed",
	failed: "was built and checked already, and failed",
	missing: "is a bump of which no complete verdict has been told yet"
};
async function readFiles(world, inputs, paths) {
	const files = /* @__PURE__ */ new Map();
	for (const path of paths) {
		const bytes = await world.files.read(path);
		if (bytes === void 0) throw new Problem("there is no such file", {
			kind: "input",
			where: { file: path },
			hint: "Name Nix files, or none for a whole directory."
		});
		files.set(path, fromBytes(bytes));
	}
	return readRepository({
		files,
		packages: filesAsPackages([...files.keys()]),
		upstream: inputs.upstream,
		serverUrl: inputs["upstream-server-url"]
	});
}
function scanDocument(repository) {
	const pins = new Map(repository.pins.map((pin) => [pin.id, pin]));
	return {
		schema: 1,
		packages: repository.packages.map((entry) => scannedPackage(entry, pins)),
		leftovers: leftovers(repository),
		refusals: [...repository.refusals]
	};
}
function scannedPackage(entry, pins) {
	const { attribute, file, name, role, belongs, because, version, sourceDirectory, uses } = entry;
	return {
		attribute,
		file,
		name: name ?? null,
		role,
		belongs,
		because,
		version: version === void 0 ? null : {
			value: version.value,
			file: version.file,
			line: version.line,
			column: version.column
		},
		sourceDirectory: sourceDirectory ?? null,
		uses: [...uses],
		pins: entry.pins.flatMap((id) => pins.get(id) ?? []).map(scannedPin)
	};
}
function scannedPin({ file, line, column, fetcher, origin, ref, pypi, hash, hashMode, url }) {
	return {
		file,
		line,
		column,
		fetcher,
		origin,
		ref: ref?.value ?? null,
		project: pypi?.project ?? null,
		version: pypi?.version.value ?? null,
		hash: hash?.value ?? null,
		hashMode,
		url: url ?? null
	};
}

export { scanCommand };