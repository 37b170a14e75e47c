import { a as normalizePep440 } from "./pep440.js";

// src/upstream/presets.ts
const dagster = {
	coreProject: "dagster",
	programs: "dagster",
	versionWarnings(release, packages) {
		const library = dagsterLibraryVersion(release);
		if (library === void 0) return [];
		const expected = /* @__PURE__ */ new Set([normalizePep440(release), library]);
		return Array.from(packages).filter(([, version]) => !expected.has(normalizePep440(version))).map(([name, version]) => `${name} states version ${version}; with ${release}, ${library} or ${release} is usual.`);
	}
};
function dagsterLibraryVersion(core) {
	const [, minor, rest] = /^1\.(\d{1,4})(\..*)$/.exec(normalizePep440(core) ?? "") ?? [];
	return minor === void 0 ? void 0 : `0.${Number(minor) + 16}${rest}`;
}
const presets = /* @__PURE__ */ new Map([["dagster-io/dagster", dagster]]);
function presetFor(upstream) {
	return presets.get(upstream.toLowerCase());
}

export { presetFor as t };