import { o as Problem, r as quoteUntrusted } from "./refs.js";
import { i as ArchiveProblem, n as archiveReader, r as OutOfOrder, t as flatHash } from "./archive.js";

// src/commands/hash.ts
async function hashCommand(world, { inputs, operands }) {
	const report = await hash(world, {
		targets: operands,
		flat: inputs.flat,
		stripRoot: !inputs["no-strip-root"]
	});
	return {
		document: report,
		exitCode: 0,
		text: () => hashText(report),
		outputs: {},
		headline: `Hashed ${report.hashes.length === 1 ? "one file" : `${report.hashes.length} files`}.`,
		summary: ""
	};
}
async function hash(world, { targets, flat, stripRoot }) {
	if (targets.length === 0) throw new Problem("hash needs a file or URL.", {
		kind: "usage",
		hint: "Name one: flox-upstream hash source.tar.gz"
	});
	const mode = flat ? "flat" : "nar";
	const hashes = [];
	for (const target of targets) {
		const value = flat ? await flatHashOf(world, target) : await treeHashOf(world, target, stripRoot);
		hashes.push({
			target,
			hash: value,
			mode
		});
	}
	return {
		schema: 1,
		hashes
	};
}
function hashText({ hashes }) {
	const [first] = hashes;
	return hashes.length === 1 && first !== void 0 ? first.hash : hashes.map(({ hash, target }) => `${hash}  ${target}`).join("\n");
}
async function flatHashOf(world, target) {
	return isUrl(target) ? await download(world, target, flatHash) : await flatHash(await world.files.open(target));
}
async function treeHashOf(world, target, stripRoot) {
	const reading = await (isUrl(target) ? readUrl(world, target, stripRoot) : readFile(world, target, stripRoot));
	for (const names of reading.collisions) world.log.warning(`On Darwin these names of ${target} are one file: ${quoteUntrusted(names)}.`);
	return reading.narHash;
}
async function readUrl(world, url, stripRoot) {
	try {
		return await download(world, url, archiveReader({
			stripRoot,
			spill: world.files.spill,
			disposable: true
		}));
	} catch (error) {
		throw error instanceof ArchiveProblem ? told(error, error.kind, `${quoteUntrusted(url, 300)}: ${error.message}`, {}) : error;
	}
}
async function readFile(world, file, stripRoot) {
	const read = archiveReader({
		stripRoot,
		spill: world.files.spill,
		disposable: true
	});
	const attempt = async () => await read(await world.files.open(file));
	try {
		return await attempt().catch((error) => {
			if (error instanceof OutOfOrder) return attempt();
			throw error;
		});
	} catch (error) {
		throw error instanceof ArchiveProblem ? told(error, "input", error.message, { file }) : error;
	}
}
async function download(world, url, read) {
	const found = await world.http.download(url, { title: quoteUntrusted(url) }, read);
	if (found === void 0) throw new Problem(`There is nothing at ${quoteUntrusted(url, 300)}.`, {
		kind: "outside",
		hint: "Check the URL."
	});
	return found;
}
function told({ hint, cause }, kind, message, where) {
	return new Problem(message, {
		kind,
		where,
		cause,
		...hint === void 0 ? {} : { hint }
	});
}
function isUrl(target) {
	return /^https?:\/\//i.test(target);
}

export { hashCommand };