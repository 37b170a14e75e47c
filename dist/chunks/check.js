import { a as versionFault, i as refFault, l as location, n as checkVersion, o as Problem, r as quoteUntrusted } from "./refs.js";
import { d as toSri } from "./source.js";
import { a as formatDuration, i as versionOfTag, r as tagOfRef } from "./tags.js";
import { i as orderedPart, n as isPrerelease, r as isVersion, t as compareVersions } from "./versions.js";
import { d as checkSummary, n as openBumps } from "./open-bumps.js";
import { n as printable } from "./style.js";
import { a as upstreamName, i as upstreamGitHub, n as readYanked, r as repositoryApiUrl, t as readPypi } from "./outside.js";
import { t as presetFor } from "./presets.js";
import { a as hasNews } from "./results.js";
import { a as located, i as understand, r as readSituation, t as nixpkgsUrl } from "./situation.js";

// src/terminal/check.ts
const outcomeColours = {
	update: "green",
	"up-to-date": "green",
	waiting: "yellow",
	unchanged: "green",
	held: "yellow",
	closed: "yellow",
	blocked: "red"
};
const shownRefusals = 12;
function checkText(style, document, name) {
	return [outcomeText(style, document, name), refusedText(style, document)].filter((text) => text !== "").join("\n\n");
}
function outcomeText(style, { outcome, current, candidate, reasons }, name) {
	const versions = candidate === null ? current.version ?? "" : `${current.version ?? "?"} → ${candidate.version}`;
	return [`${style.paint([outcomeColours[outcome], "bold"], outcome)}  ${style.paint("bold", printable(`${name} ${versions}`))}`, ...[...candidate === null ? [] : [`${candidate.tag ?? "untagged"} is commit ${candidate.commit}${published(candidate.publishedAt)}`], ...reasons].map((line) => `  ${printable(line)}`)].join("\n");
}
function published(at) {
	return at === null ? "" : `, released on ${at.slice(0, 10)}`;
}
function refusedText(style, { refused }) {
	const newer = refused.filter(({ code }) => code !== "not-newer");
	const older = refused.length - newer.length;
	const rows = newer.slice(0, shownRefusals).map(({ tag, code, reason }) => [
		tag,
		["yellow", code],
		reason
	]);
	const rest = newer.length - rows.length;
	const counts = [...rest > 0 ? [`${rest} more refused (--json lists them)`] : [], ...older > 0 ? [`${older} not newer than what is pinned`] : []].map((line) => style.paint("dim", line));
	return [...rows.length === 0 ? [] : [style.table([
		"Refused",
		"Code",
		"Reason"
	], rows)], ...counts].join("\n");
}

// src/flox/current.ts
function readCurrent(repository, lock, upstream, reading) {
	const sources = upstreamPins(repository);
	if (sources.length === 0) {
		const refused = repository.refusals.map((refusal) => `${location(refusal)}: ${refusal.reason}`);
		const but = refused.length === 0 ? "" : ` that is understood (${refused.slice(0, 3).join("; ")})`;
		throw new Problem(`no Nix file of this repository has a source of ${upstream}${but}`, {
			kind: "input",
			where: { file: ".flox/pkgs" },
			hint: "Name the right repository in the input upstream, or the right directory in the input directory."
		});
	}
	const pins = sources.map((pin) => pinned(pin, repository, reading));
	const tags = [...new Set(pins.map(({ tag }) => tag))];
	const [tag] = tags;
	if (tags.length > 1) return {
		pins,
		disagreements: [`The sources are pinned at different tags: ${tags.map((name) => name ?? "a branch or commit").join(", ")}.`]
	};
	return {
		pins,
		disagreements: tag == null ? [] : staleness(repository, lock, upstream, tag)
	};
}
function upstreamPins(repository) {
	return repository.pins.filter((pin) => pin.origin === "upstream" && pin.ref !== void 0);
}
function pinned(pin, repository, reading) {
	const tag = tagOfRef(pin.ref?.value ?? "");
	const version = pin.refKind === "commit" ? void 0 : versionOfTag(tag, reading.tagPattern);
	return version === void 0 ? {
		tag: null,
		version: label(repository, reading)
	} : {
		tag,
		version
	};
}
function label(repository, { versioning }) {
	const versions = repository.packages.flatMap(({ belongs, version }) => belongs && version ? [version.value] : []);
	const order = (a, b) => compareVersions(versioning, orderedPart(a), orderedPart(b)) ?? 0;
	return versions.toSorted(order).at(-1) ?? "0";
}
function staleness(repository, lock, upstream, tag) {
	if (lock === void 0) return [`No lock file records what ${tag} was found to hold.`];
	if (lock.upstream !== upstream) return [`The lock file is about ${lock.upstream}.`];
	if (lock.tag !== tag) return [`The lock file is about ${lock.tag ?? "an untagged commit"}, the Nix files name ${tag}.`];
	if (lock.commit === null) return [`The lock file does not record the commit of ${tag}.`];
	return [...staleHashes(repository, lock), ...staleVersions(repository, lock, tag)];
}
function staleHashes(repository, lock) {
	const locked = new Set(lock.sources.map(({ file, hash }) => `${file} ${hash}`));
	return repository.pins.filter(({ belongs, hashMode }) => belongs === true && hashMode !== "build").filter((pin) => !locked.has(`${pin.file} ${sriOf(pin)}`)).map((pin) => `The hash at ${location(pin.hash?.sites[0] ?? pin)} is not the one that the lock file records.`);
}
function sriOf({ hash }) {
	return hash === void 0 ? void 0 : toSri(hash.value);
}
function staleVersions(repository, lock, tag) {
	const stated = new Map(repository.packages.flatMap(({ attribute, belongs, role, version }) => belongs && version !== void 0 ? [[attribute, {
		role,
		version: version.value
	}]] : []));
	const recorded = new Map(Object.entries(lock.packages));
	const differing = [...stated].flatMap(([attribute, { role, version }]) => {
		const before = recorded.get(attribute);
		if (before === void 0) return [`The lock file does not know package ${attribute}.`];
		if (before.version !== version) return [`Package ${attribute} states version ${version}, and the lock file records ${before.version}.`];
		const { project, metadataVersion: upstreams } = before;
		if (role === "built" && project === null) return [`Package ${attribute} states version ${version}, and what upstream states at ${tag} is not known.`];
		return upstreams === null || upstreams === version ? [] : [`Package ${attribute} states version ${version}, and at ${tag} upstream states ${upstreams}.`];
	});
	const present = new Set(repository.packages.map(({ attribute }) => attribute));
	const gone = [...recorded.keys()].filter((attribute) => !present.has(attribute));
	return [...differing, ...gone.map((attribute) => `The lock file records package ${attribute}, which is not here.`)];
}

// src/upstream/decide.ts
function decideCheck(facts) {
	const { asked, candidate, disagreements } = facts;
	const moved = facts.moved.filter(({ tag }) => asked === void 0 || tag === asked.ref);
	if (moved.length > 0) return without("blocked", moved.map(movedReason).join(" "));
	if (asked !== void 0) return decideAsked(asked, disagreements);
	if (candidate !== null) {
		const current = lowestPin(facts.pins, facts.versioning);
		const { tag, version, publishedAt } = candidate;
		return update({
			tag,
			version,
			publishedAt
		}, [`${version} is the newest release to take; ${quoteUntrusted(current.version)} is pinned.`, ...disagreements]);
	}
	return disagreements.length > 0 ? decideRepair(facts) : decideNothingNewer(facts);
}
function decideAsked({ ref, target, pinned, missing }, disagreements) {
	if (missing.length > 0) return without("waiting", `${ref} was asked for; not published yet: ${missing.join(", ")}.`);
	return pinned && disagreements.length === 0 ? without("up-to-date", `${ref} was asked for and is pinned already.`) : update(target, [`${ref} was asked for.`, ...disagreements]);
}
function decideRepair({ pins, versioning, releases, refused, disagreements }) {
	const highest = extremePin(pins, versioning, "highest");
	if (highest === void 0 || highest.tag === null) return without("blocked", `${disagreements.join(" ")} Which release is meant is unclear: ask for one as \`tag\`, and everything is brought to it.`);
	const { tag, version } = highest;
	const unpublished = refused.find((entry) => entry.tag === tag && entry.code === "unpublished");
	if (unpublished !== void 0) return without("waiting", `${disagreements.join(" ")} ${tag} would repair it. ${unpublished.reason}`);
	return update({
		tag,
		version,
		publishedAt: releases.find((release) => release.tag === tag && !release.draft)?.publishedAt ?? null
	}, [`Nothing newer than ${tag}, but it needs a repair.`, ...disagreements]);
}
function decideNothingNewer({ pins, versioning, releases, refused }) {
	const waiting = refused.find(({ code }) => code === "unpublished" || code === "too-young");
	if (waiting !== void 0) return without("waiting", `${quoteUntrusted(waiting.tag)} is there, but not to be taken yet. ${waiting.reason}`);
	if (releases.length === 0) return without("up-to-date", "The upstream has no releases.");
	const published = refused.filter(({ code }) => code !== "draft");
	const [other] = published;
	if (other !== void 0 && published.every(({ code }) => code === "pattern")) return without("blocked", `None of the upstream's releases has a tag that looks like a release (tag pattern): the first is ${quoteUntrusted(other.tag)}. Describe them in the input tag-pattern, for example \`v(.+)\`.`);
	return without("up-to-date", `No release to take is newer than ${quoteUntrusted(lowestPin(pins, versioning).version)}, which is pinned.`);
}
function movedReason({ tag, recorded, found }) {
	return `The tag ${quoteUntrusted(tag)} has moved: it named commit ${recorded} when it was pinned and names ${found} now. Compare the two; if the new one is right, remove the lock file and run again.`;
}
function lowestPin(pins, versioning) {
	const pin = extremePin(pins, versioning, "lowest") ?? pins[0];
	if (pin === void 0) throw new Error("A check needs at least one pin.");
	return pin;
}
function extremePin(pins, versioning, end) {
	const sign = end === "lowest" ? 1 : -1;
	return pins.find((pin) => pins.every((other) => {
		const order = compareVersions(versioning, orderedPart(other.version), orderedPart(pin.version));
		return order !== void 0 && order * sign >= 0;
	}));
}
function update(target, reasons) {
	return {
		outcome: "update",
		target,
		reason: reasons.join(" ")
	};
}
function without(outcome, reason) {
	return {
		outcome,
		target: null,
		reason
	};
}

// src/commands/asked.ts
async function resolveAsked(github, inputs, ref, releases, current) {
	const { owner, repo } = inputs.upstream;
	const tagged = await github.commit(owner, repo, `tags/${ref}`);
	if (tagged !== void 0) return {
		ref,
		goal: taggedGoal(inputs, ref, tagged, releases)
	};
	const untagged = await github.commit(owner, repo, `heads/${ref}`) ?? await namedCommit(github, inputs, ref);
	if (untagged !== void 0) return {
		ref,
		goal: untaggedGoal(inputs, untagged, releases, current)
	};
	throw new Problem(`${upstreamName(inputs)} has no release, tag, branch or commit ${quoteUntrusted(ref)}`, {
		kind: "input",
		where: { input: "tag" },
		hint: "Write it as it stands on the upstream's releases page."
	});
}
async function namedCommit(github, inputs, ref) {
	if (!/^[0-9a-f]{7,40}$/.test(ref)) return void 0;
	return github.commit(inputs.upstream.owner, inputs.upstream.repo, ref);
}
function taggedGoal(inputs, tag, { sha }, releases) {
	const version = versionOfTag(tag, inputs["tag-pattern"]);
	if (version === void 0 || !isVersion(inputs.versioning, version)) throw new Problem(`the tag ${quoteUntrusted(tag)} states no version`, {
		kind: "input",
		where: { input: "tag" },
		hint: "Say how such tags state it in the input tag-pattern, for example v(.+)."
	});
	const publishedAt = releases.find((release) => release.tag === tag && !release.draft)?.publishedAt ?? null;
	return {
		tag,
		ref: tag,
		commit: sha,
		version: checkVersion(version, "tag"),
		publishedAt
	};
}
function untaggedGoal(inputs, { sha, committedAt }, releases, current) {
	return {
		tag: null,
		ref: sha,
		commit: sha,
		version: `${lastRelease(inputs, committedAt, releases) ?? orderedPart(lowestPin(current.pins, inputs.versioning).version)}-unstable-${committedAt.slice(0, 10)}`,
		publishedAt: null
	};
}
function lastRelease(inputs, before, releases) {
	const { versioning } = inputs;
	return releases.filter(({ draft, prerelease, publishedAt }) => !draft && !prerelease && publishedAt !== null).filter(({ publishedAt }) => Date.parse(publishedAt ?? "") <= Date.parse(before)).map(({ tag }) => versionOfTag(tag, inputs["tag-pattern"])).filter((version) => version !== void 0 && isVersion(versioning, version) && !isPrerelease(versioning, version)).filter((version) => version !== void 0).toSorted((a, b) => compareVersions(versioning, a, b) ?? 0).at(-1);
}

// src/upstream/choose.ts
function rankReleases(releases, facts, options) {
	const { versioning } = options;
	const judged = withoutRepeats(releases).map((release) => judge(release, {
		facts,
		options
	}));
	const { ranked, refused: ambiguous } = splitAmbiguous(judged.filter((entry) => "release" in entry).toSorted((a, b) => compareVersions(versioning, b.version, a.version) || byText(a.tag, b.tag)), options);
	return {
		ranked,
		refused: sortRefused([...judged.filter((entry) => "code" in entry), ...ambiguous], options)
	};
}
function judge(release, ground) {
	const { tag, publishedAt } = release;
	const reading = readVersion(release, ground);
	if (typeof reading !== "string") return refuse(tag, reading);
	for (const rule of rules) {
		const refused = rule(release, reading, ground);
		if (refused !== void 0) return refuse(tag, refused);
	}
	return {
		tag,
		version: reading,
		publishedAt,
		release
	};
}
function refuse(tag, [code, reason]) {
	return {
		tag,
		code,
		reason
	};
}
function readVersion({ tag, draft }, { options }) {
	if (draft) return ["draft", "It is a draft: nobody has released it yet."];
	const fault = refFault(tag);
	if (fault !== void 0) return ["unsafe", `Its tag ${quoteUntrusted(tag)} is not safe to use: it ${fault}.`];
	const version = versionOfTag(tag, options.tagPattern);
	if (version === void 0) return ["pattern", `Its tag ${tag} does not look like a release of this upstream (tag pattern).`];
	const versionProblem = versionFault(version);
	if (versionProblem !== void 0) return ["unsafe", `Its version ${quoteUntrusted(version)} is not safe to use: it ${versionProblem}.`];
	if (!isVersion(options.versioning, version)) return ["unclear-order", `${version} is not a version that ${options.versioning === "pep440" ? "PEP 440" : "semantic versioning"} puts in an order.`];
	return version;
}
const rules = [
	function prerelease(release, version, { options }) {
		if (options.prerelease) return;
		if (release.prerelease) return ["prerelease", "Upstream marks it as a pre-release."];
		return isPrerelease(options.versioning, version) ? ["prerelease", `${version} is a pre-release by its version.`] : void 0;
	},
	function notNewer(_release, version, { facts, options }) {
		return refuseUnlessNewer(version, facts.pins, options);
	},
	function ignored(_release, version, { options }) {
		const match = options.ignore.find((constraint) => constraint.allows(version));
		return match && ["ignored", `${version} is ignored by ${quoteUntrusted(match.text)}.`];
	},
	function outsideConstraint(_release, version, { options: { constraint } }) {
		return constraint === void 0 || constraint.allows(version) ? void 0 : ["constraint", `${version} is outside of the constraint ${quoteUntrusted(constraint.text)}.`];
	},
	function knownFailing({ tag }, _version, { facts }) {
		const reason = facts.knownFailing?.get(tag);
		return reason === void 0 ? void 0 : ["known-failing", reason];
	},
	function yankedByItsText(release) {
		return yankedMark.test(release.name) || yankedMark.test(firstHeading(release.body)) ? ["yanked", "Upstream's release notes mark it as yanked."] : void 0;
	},
	function tooYoung({ publishedAt }, _version, { facts, options }) {
		const minimum = options.minimumReleaseAge;
		if (minimum <= 0) return;
		const age = facts.now.getTime() - Date.parse(publishedAt ?? "");
		if (Number.isNaN(age)) return ["too-young", `It does not say when it was published; a release is to be ${formatDuration(minimum)} old.`];
		const published = age < 0 ? "will be published in the future" : `was published ${formatDuration(age)} ago`;
		return age < minimum ? ["too-young", `It ${published}; a release is to be ${formatDuration(minimum)} old.`] : void 0;
	}
];
const yankedMark = /\(yanked\)|\[yanked\]/i;
function firstHeading(markdown) {
	return /^ {0,3}#{1,6}[ \t].*$/m.exec(markdown)?.[0] ?? "";
}
function refuseUnlessNewer(version, pins, { versioning }) {
	let advances = false;
	for (const pin of pins) {
		const order = compareVersions(versioning, version, orderedPart(pin.version));
		const pinned = quoteUntrusted(pin.version);
		if (order === void 0) return ["unclear-order", `Whether ${version} is newer than the pinned ${pinned} is unclear. Ask for it as \`tag\`.`];
		if (order < 0) return ["not-newer", `${version} is older than ${pinned}, which is pinned.`];
		advances ||= order > 0 || pin.tag === null;
	}
	return advances ? void 0 : ["not-newer", `${version} is what is pinned already.`];
}
function withoutRepeats(releases) {
	const byTag = /* @__PURE__ */ new Map();
	for (const release of releases) {
		const key = `${release.draft ? "draft" : "released"} ${release.tag}`;
		const other = byTag.get(key);
		if (other === void 0 || JSON.stringify(release) < JSON.stringify(other)) byTag.set(key, release);
	}
	return [...byTag.values()];
}
function splitAmbiguous(sorted, { versioning }) {
	const ranked = [];
	const refused = [];
	const isTwin = (candidate, other) => other !== void 0 && compareVersions(versioning, other.version, candidate.version) === 0;
	sorted.forEach((candidate, index) => {
		const twin = [sorted[index - 1], sorted[index + 1]].find((other) => isTwin(candidate, other));
		if (twin === void 0) ranked.push(candidate);
		else {
			const reason = `Its version is also that of the tag ${twin.tag}: which is meant is unclear. Ask for one as \`tag\`.`;
			refused.push({
				tag: candidate.tag,
				code: "unclear-order",
				reason
			});
		}
	});
	return {
		ranked,
		refused
	};
}
function sortRefused(refused, options) {
	const version = ({ tag }) => {
		const text = versionOfTag(tag, options.tagPattern) ?? "";
		return isVersion(options.versioning, text) ? text : void 0;
	};
	return refused.map((entry) => ({
		entry,
		version: version(entry)
	})).toSorted((a, b) => {
		if (a.version !== void 0 && b.version !== void 0) return compareVersions(options.versioning, b.version, a.version) || byText(a.entry.tag, b.entry.tag);
		return Number(a.version === void 0) - Number(b.version === void 0) || byText(a.entry.tag, b.entry.tag);
	}).map(({ entry }) => entry);
}
function byText(a, b) {
	return a < b ? -1 : Number(a > b);
}
function settle(ranking, statuses) {
	const refused = [];
	let chosen = null;
	for (const candidate of ranking.ranked) {
		const status = statuses.get(candidate.tag);
		if (status === void 0) {
			if (chosen === null) return {
				kind: "ask",
				candidate
			};
			continue;
		}
		const reason = refuseByStatus(candidate, status);
		if (reason !== void 0) refused.push(refuse(candidate.tag, reason));
		else chosen ??= candidate;
	}
	return {
		kind: "settled",
		candidate: chosen,
		refused: [...refused, ...ranking.refused]
	};
}
function refuseByStatus({ version }, { yanked, missing }) {
	if (yanked) return ["yanked", `${version} was yanked from PyPI.`];
	return missing.length === 0 ? void 0 : ["unpublished", `Not published yet: ${missing.join(", ")}.`];
}

// src/commands/candidates.ts
async function chooseCandidate(world, inputs, ground) {
	const { github, current, releases, knownFailing } = ground;
	const ranking = rankReleases(releases, {
		pins: current.pins,
		now: world.clock.now(),
		knownFailing
	}, {
		versioning: inputs.versioning,
		tagPattern: inputs["tag-pattern"],
		constraint: inputs.constraint,
		ignore: inputs.ignore,
		prerelease: inputs.prerelease,
		minimumReleaseAge: inputs["minimum-release-age"]
	});
	const statuses = await yankedOnes(world, inputs, ranking.ranked);
	const commits = /* @__PURE__ */ new Map();
	for (;;) {
		const settlement = settle(ranking, statuses);
		if (settlement.kind === "settled") return {
			...settlement,
			commit: commits.get(settlement.candidate?.tag ?? "")
		};
		const { tag, version } = settlement.candidate;
		const { owner, repo } = inputs.upstream;
		const commit = (await github.commit(owner, repo, `tags/${tag}`))?.sha;
		if (commit === void 0) statuses.set(tag, {
			yanked: false,
			missing: [`the tag ${tag}`]
		});
		else {
			commits.set(tag, commit);
			statuses.set(tag, await sourceStatus(world, inputs, ground, tag, version));
		}
	}
}
async function yankedOnes(world, inputs, ranked) {
	const core = presetFor(upstreamName(inputs))?.coreProject;
	if (core === void 0 || ranked.length === 0) return /* @__PURE__ */ new Map();
	const yanked = new Set(await readYanked(world, inputs, core));
	return new Map(ranked.filter(({ version }) => yanked.has(version)).map(({ tag }) => [tag, {
		yanked: true,
		missing: []
	}]));
}
async function sourceStatus(world, inputs, { repository, current, unpublished }, tag, version) {
	const pinnedVersions = new Set(current.pins.map((pin) => pin.version));
	const needed = repository.pins.flatMap(({ belongs, pypi }) => pypi !== void 0 && belongs === true && pinnedVersions.has(pypi.version.value) ? [pypi.project] : []);
	const core = presetFor(upstreamName(inputs))?.coreProject;
	const answers = await Promise.all([.../* @__PURE__ */ new Set([...needed, ...core === void 0 ? [] : [core]])].map(async (project) => ({
		project,
		release: await readPypi(world, inputs, project, version)
	})));
	const missing = answers.filter(({ project, release }) => needed.includes(project) && !release?.sdists.length && !release?.wheels.length).map(({ project }) => `${project} ${version} on PyPI`);
	return {
		yanked: answers.some(({ release }) => release?.yanked),
		missing: [.../* @__PURE__ */ new Set([...missing, ...unpublished.get(tag) ?? []])]
	};
}

// src/commands/known-failing.ts
async function readKnownFailing(world, { inputs, runner }, releases, nixpkgs) {
	if (!inputs["skip-failing"] || runner === void 0 || inputs.token === void 0) return /* @__PURE__ */ new Map();
	const { owner, repo } = runner.repository;
	const { prefix } = await world.git.checkout(inputs.directory);
	const github = await world.github({
		apiUrl: repositoryApiUrl(world),
		token: inputs.token,
		tokenInput: "token"
	});
	const bumps = await openBumps(github.review(owner, repo), upstreamName(inputs), prefix.replace(/\/$/, ""));
	const failing = new Map(bumps.filter(({ head, marked }) => marked.verdict === "failed" && marked.commit === head).filter(({ head, marked }) => !hasNews(marked, head, inputs.requirements, nixpkgs)).map(({ number, marked }) => [marked.version, number]));
	return new Map(releases.flatMap(({ tag }) => {
		const version = versionOfTag(tag, inputs["tag-pattern"]);
		const number = version === void 0 ? void 0 : failing.get(version);
		return number === void 0 ? [] : [[tag, `${version} fails here, as pull request #${number} says.`]];
	}));
}

// src/commands/check.ts
async function checkCommand(world, request) {
	const { inputs } = request;
	const document = checkDocument(await check(world, request), inputs);
	const updateAtHand = inputs["exit-code"] && document.outcome === "update";
	return {
		document,
		exitCode: document.outcome === "blocked" || updateAtHand ? 1 : 0,
		text: (style) => checkText(style, document, inputs.upstream.repo),
		outputs: checkOutputs(document),
		headline: headline(document),
		summary: checkSummary(document)
	};
}
async function check(world, request) {
	const { inputs, configuration } = request;
	const situation = await readSituation(world, inputs.directory, configuration);
	const repository = understand(situation, inputs);
	const upstream = upstreamName(inputs);
	const reading = {
		versioning: inputs.versioning,
		tagPattern: inputs["tag-pattern"]
	};
	const current = located(inputs.directory, () => readCurrent(repository, situation.lock, upstream, reading));
	const github = await upstreamGitHub(world, inputs);
	const { owner, repo } = inputs.upstream;
	world.log.info(`Reading the releases of ${upstream}`);
	const releases = await github.releases(owner, repo);
	const moved = await findMovedTag(github, inputs, situation, current);
	const asked = inputs.tag === void 0 ? void 0 : await resolveAsked(github, inputs, inputs.tag, releases, current);
	return await decide(world, inputs, {
		github,
		situation,
		repository,
		current,
		releases,
		knownFailing: await readKnownFailing(world, request, releases, nixpkgsUrl(inputs, situation)),
		moved,
		asked,
		anew: request.command === "bump",
		unpublished: /* @__PURE__ */ new Map()
	});
}
async function checkAgain(world, inputs, { facts, goal }, missing) {
	const unpublished = new Map([...facts.unpublished, [goal?.tag ?? "", missing]]);
	return await decide(world, inputs, {
		...facts,
		unpublished
	});
}
async function decide(world, inputs, facts) {
	const { github, situation, repository, current, releases, moved, asked } = facts;
	const choice = asked === void 0 ? await chooseCandidate(world, inputs, facts) : {
		candidate: null,
		commit: void 0,
		refused: []
	};
	const decision = decideCheck({
		versioning: inputs.versioning,
		pins: current.pins,
		releases,
		candidate: choice.candidate,
		refused: [...choice.refused, ...unpublishedOnes(facts)],
		disagreements: current.disagreements,
		moved,
		asked: asked && await askedFor(world, inputs, facts, asked)
	});
	const { target } = decision;
	const goal = target === null ? void 0 : asked?.goal ?? await goalOf(github, inputs, target, choice.commit);
	return {
		facts,
		situation,
		repository,
		current,
		releases,
		refused: choice.refused,
		decision,
		goal
	};
}
function unpublishedOnes({ unpublished }) {
	return [...unpublished].map(([tag, missing]) => ({
		tag,
		code: "unpublished",
		reason: `Not published yet: ${missing.join(", ")}.`
	}));
}
async function findMovedTag(github, inputs, situation, current) {
	const recorded = recordedTag(inputs, {
		situation,
		current
	});
	if (recorded === void 0) return [];
	const { owner, repo } = inputs.upstream;
	const found = (await github.commit(owner, repo, `tags/${recorded.tag}`))?.sha;
	return found === recorded.commit ? [] : [{
		tag: recorded.tag,
		recorded: recorded.commit,
		found: found ?? "nothing"
	}];
}
function recordedTag(inputs, { situation: { lock }, current }) {
	if (lock?.tag == null || lock.commit === null || lock.upstream !== upstreamName(inputs)) return void 0;
	const { tag, commit } = lock;
	return current.pins.some((pin) => pin.tag === tag) ? {
		tag,
		commit
	} : void 0;
}
async function askedFor(world, inputs, facts, { ref, goal }) {
	const { tag, version, publishedAt } = goal;
	const pinned = tag !== null && facts.current.pins.every((pin) => pin.tag === tag);
	const { missing } = tag === null || pinned ? { missing: [] } : await sourceStatus(world, inputs, facts, tag, version);
	return {
		ref,
		target: {
			tag: tag ?? goal.ref,
			version,
			publishedAt
		},
		pinned: pinned && !facts.anew,
		missing
	};
}
async function goalOf(github, inputs, { tag, version, publishedAt }, known) {
	const { owner, repo } = inputs.upstream;
	const commit = known ?? (await github.commit(owner, repo, `tags/${tag}`))?.sha;
	if (commit === void 0) throw new Problem(`the tag ${quoteUntrusted(tag)}, which is pinned here, is not in ${upstreamName(inputs)}`, {
		kind: "blocked",
		hint: "Ask upstream where it went, or name another release in the input tag."
	});
	return {
		tag,
		ref: tag,
		commit,
		version,
		publishedAt
	};
}
function checkDocument({ current, decision, goal, refused }, { versioning }) {
	const lowest = lowestPin(current.pins, versioning);
	return {
		schema: 1,
		outcome: decision.outcome,
		current: {
			tag: lowest.tag,
			version: lowest.version
		},
		candidate: goal === void 0 ? null : {
			tag: goal.tag,
			version: goal.version,
			commit: goal.commit,
			publishedAt: goal.publishedAt
		},
		reasons: [decision.reason],
		refused: [...refused]
	};
}
function checkOutputs({ outcome, current, candidate }) {
	return {
		outcome,
		tag: candidate?.tag ?? "",
		version: candidate?.version ?? "",
		"current-version": current.version ?? "",
		systems: "[]"
	};
}
function headline({ outcome, current, candidate, reasons }) {
	const isSame = candidate?.version === current.version;
	return `${outcome}${candidate === null || isSame ? "" : ` ${current.version ?? "?"} → ${candidate.version}`}: ${reasons.join(" ")}`;
}

export { checkOutputs as a, lowestPin as c, refusedText as d, checkDocument as i, upstreamPins as l, checkAgain as n, headline as o, checkCommand as r, recordedTag as s, check as t, outcomeText as u };