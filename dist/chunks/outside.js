import { o as Problem, r as quoteUntrusted } from "./refs.js";
import { l as string, n as array, o as object, r as boolean, s as record, u as url } from "./schemas.js";

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

export { upstreamName as a, upstreamGitHub as i, readYanked as n, upstreamToken as o, repositoryApiUrl as r, readPypi as t };