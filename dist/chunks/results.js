import "./found.js";
import { a as quiet, i as escapeMarkdown, n as codeSpan, r as escapeHtml, s as table, t as codeBlock } from "./markdown.js";

// src/review/body/words.ts
const symbols = {
	passed: "✅",
	failed: "❌",
	missing: "❔",
	unsupported: "➖",
	skipped: "⏭️"
};
function durationText(milliseconds) {
	const seconds = Math.round(milliseconds / 1e3);
	const [hours, minutes] = [Math.floor(seconds / 3600), Math.floor(seconds % 3600 / 60)];
	if (hours > 0) return `${hours} h ${minutes} min`;
	return minutes > 0 ? `${minutes} min ${seconds % 60} s` : `${seconds} s`;
}
function sizeText(bytes) {
	const [value, unit] = bytes >= 1e9 ? [bytes / 1e9, "GB"] : [bytes / 1e6, "MB"];
	return `${value.toFixed(value < 10 ? 1 : 0)} ${unit}`;
}
function counted(count, noun) {
	return `${count} ${noun}${count === 1 ? "" : "s"}`;
}
function clipped(text, most = 300) {
	return text.length > most ? `${text.slice(0, most).toWellFormed()}…` : text;
}
function tail(text, most) {
	const trimmed = text.trimEnd();
	if (trimmed.length <= most) return trimmed;
	const cut = trimmed.slice(trimmed.length - most);
	const line = cut.indexOf("\n");
	return (line >= 0 && line < most / 2 ? cut.slice(line + 1) : cut).toWellFormed();
}
function bar(value, most, width) {
	const eighths = most <= 0 ? 0 : Math.round(value / most * width * 8);
	const part = [
		"",
		"▏",
		"▎",
		"▍",
		"▌",
		"▋",
		"▊",
		"▉"
	][eighths % 8] ?? "";
	return "█".repeat(Math.floor(eighths / 8)) + part;
}
function failureText({ failure, checks }) {
	const failed = checks.filter(({ status }) => status === "failed").map(({ name }) => name);
	if (failed.length > 0) return `the ${failed.length === 1 ? "check" : "checks"} ${failed.join(", ")}`;
	return (failure?.kind ?? "build-failed").replaceAll("-", " ");
}

// src/flox/found.ts
const mostOfOne = 20;
function foundVersions(results) {
	return distinct(results.filter(({ nixpkgs }) => nixpkgs === null || nixpkgs.length <= 300).flatMap(({ system, nixpkgs, packages }) => distinct(packages.flatMap(({ unmetBounds }) => unmetBounds.map(({ project, version }) => ({
		project,
		version,
		system,
		nixpkgs
	})))).slice(0, mostOfOne)));
}
function isPinned(nixpkgs) {
	return nixpkgs !== null && /(?<![0-9a-f])[0-9a-f]{40}(?![0-9a-f])/.test(nixpkgs);
}
function distinct(found) {
	const known = /* @__PURE__ */ new Map();
	for (const one of found) {
		const key = keyOf(one);
		if (!known.has(key)) known.set(key, one);
	}
	return [...known.values()];
}
function isAmong(found, one) {
	const key = keyOf(one);
	return found.some((other) => keyOf(other) === key);
}
function keyOf({ project, version, nixpkgs }) {
	return JSON.stringify([
		project,
		version,
		nixpkgs
	]);
}

// src/review/found.ts
const most = 80;
function markedVersions({ foundVersions: known, nixpkgs }, { systems }, before = []) {
	const results = systems.flatMap(({ result }) => result ?? []);
	const built = foundVersions(results.filter((result) => result.nixpkgs === nixpkgs));
	const now = [...known, ...built].map((one) => ({
		...one,
		tried: isAmong(known, one)
	}));
	return distinct([...now, ...before]).slice(0, most);
}
function nextToRelax(bump, found) {
	if (bump.requirementEdits.mode !== "fix" || bump.outcome === "held") return [];
	const news = found.filter(({ tried, nixpkgs }) => !tried && nixpkgs === bump.nixpkgs);
	return [...new Set(news.map(({ project, version }) => `${project} ${version}`))];
}
function hasNews(marked, commit, mode, nixpkgs) {
	if (mode !== "fix" || !isPinned(nixpkgs) || marked?.commit !== commit) return false;
	return marked.found.some((one) => !one.tried && one.nixpkgs === nixpkgs);
}

// src/review/verdict.ts
function judge(bump, found) {
	const results = found.flatMap((result) => "unreadable" in result ? [] : [result]);
	const ours = results.filter(({ commit }) => commit === bump.commit);
	const before = results.filter(({ commit }) => commit !== bump.commit && commit === bump.base);
	const attributes = [...new Set(ours.flatMap(({ packages }) => packages.map(({ attribute }) => attribute)))].sort();
	const systems = bump.systems.map(({ system }) => judgeSystem(system, attributes, ours.filter((result) => result.system === system), before.filter((result) => result.system === system)));
	const problems = [
		...found.flatMap((result) => "unreadable" in result ? [`${result.file} is no result: ${result.unreadable}`] : []),
		...results.flatMap((result) => strangeResult(bump, result)),
		...differingNixpkgs(ours)
	];
	return {
		overall: overall(systems, problems),
		systems,
		problems
	};
}
function judgeSystem(system, attributes, results, before) {
	const [result] = results;
	const packages = attributes.map((attribute) => {
		const built = result?.packages.find((candidate) => candidate.attribute === attribute);
		const old = before.flatMap((base) => base.packages.filter((candidate) => candidate.attribute === attribute))[0];
		const failsOnBase = old === void 0 ? void 0 : packageVerdict(old) === "failed";
		const closureGrowth = built?.closureBytes == null || old?.closureBytes == null ? void 0 : built.closureBytes - old.closureBytes;
		return {
			attribute,
			verdict: packageVerdict(built),
			built,
			failsOnBase,
			closureGrowth
		};
	});
	if (result === void 0) return {
		system,
		verdict: "missing",
		reasons: ["Its job has reported nothing."],
		result,
		packages
	};
	if (results.length > 1) return {
		system,
		verdict: "failed",
		reasons: ["Two results were handed in, which cannot be."],
		result,
		packages
	};
	const verdict = systemVerdict(result, packages);
	const unsaid = verdict === "failed" && packages.every((one) => one.verdict !== "failed");
	return {
		system,
		verdict,
		reasons: [...result.complete ? [] : ["Its job ended half-way."], ...unsaid ? ["The job failed before it built anything."] : []],
		result,
		packages
	};
}
function packageVerdict(built) {
	if (built === void 0) return "missing";
	if (built.status === "passed" && built.checks.some(({ status }) => status === "failed")) return "failed";
	return built.status;
}
function systemVerdict(result, packages) {
	const has = (verdict) => packages.some((one) => one.verdict === verdict);
	if (has("failed") || result.outcome === "failed") return "failed";
	if (has("missing") || !result.complete) return "missing";
	if (has("passed")) return "passed";
	return result.outcome === "unsupported" || has("unsupported") ? "unsupported" : "missing";
}
function overall(systems, problems) {
	const has = (verdict) => systems.some((one) => one.verdict === verdict);
	if (systems.every(({ result }) => result === void 0)) return problems.length > 0 ? "failed" : "not-built";
	if (has("failed") || problems.length > 0) return "failed";
	if (has("missing") || !has("passed")) return "missing";
	return "passed";
}
function strangeResult({ systems, commit, base }, result) {
	if (result.commit !== commit && result.commit !== base) return [`The result of ${result.system} is of another commit (${result.commit ?? "none"}).`];
	return systems.some(({ system }) => system === result.system) ? [] : [`A result of ${result.system} was handed in, which nobody asked for.`];
}
function differingNixpkgs(results) {
	const urls = [...new Set(results.map(({ nixpkgs }) => nixpkgs ?? "an unknown one"))].sort();
	return urls.length > 1 ? [`The systems were not built on one nixpkgs: ${urls.join(", ")}.`] : [];
}
function verdictLine({ overall: verdict, systems }) {
	const total = systems.length;
	const count = (wanted) => systems.filter((one) => one.verdict === wanted).length;
	const passed = count("passed");
	const supported = total - count("unsupported");
	switch (verdict) {
		case "not-built": return "not built";
		case "passed": return supported < total ? `passes on ${supported === 1 ? "the one system that supports" : `all ${supported} systems that support`} it` : `passes on ${total === 1 ? "its one system" : `all ${total} systems`}`;
		case "missing":
			if (count("missing") === 0) return "not proven: no system supports it";
			return `not proven: ${count("missing")} of ${total} systems did not report`;
		case "failed": return count("failed") === 0 ? "the results do not hold" : `fails on ${count("failed")} of ${total} systems, passes on ${passed}`;
	}
}

// src/review/body/results.ts
function resultsText(bump, verdict, limits, found = []) {
	return [
		headline(bump, verdict),
		statement(bump, verdict),
		relaxing(bump, found),
		...proof(verdict, limits)
	].filter((part) => part !== "").join("\n\n");
}
function proof(verdict, limits) {
	const { problems, systems } = verdict;
	return [
		problems.slice(0, limits.rows).map((problem) => `- ❌ ${escapeMarkdown(clipped(problem))}`).join("\n"),
		systemsTable(systems, limits),
		chart(systems),
		...systems.flatMap((system) => reasonsOf(system)),
		...failures(systems, limits)
	].filter((part) => part !== "");
}
function headline({ candidate, upstream }, verdict) {
	const symbol = {
		passed: "✅",
		failed: "❌",
		missing: "❔",
		"not-built": "🚧"
	}[verdict.overall];
	const name = upstream.slice(upstream.indexOf("/") + 1);
	return `## ${symbol} ${escapeMarkdown(`${name} ${candidate?.version ?? ""}`)} ${verdictLine(verdict)}`;
}
function statement(bump, { overall }) {
	const { current, candidate, upstream, outcome, commit } = bump;
	const edits = [...bump.edits, ...bump.requirementEdits.mode === "fix" ? bump.requirementEdits.edits : []];
	const from = current.version ?? "?";
	const to = candidate?.version ?? "?";
	const change = from === to ? `repairs ${codeSpan(to)}` : `${codeSpan(from)} → ${codeSpan(to)}`;
	const released = candidate?.publishedAt == null ? "" : `, released on ${candidate.publishedAt.slice(0, 10)}`;
	const packages = new Set(edits.map(({ attribute }) => attribute)).size;
	const edited = `${counted(edits.length, "edit")} in ${counted(packages, "package")}`;
	const lines = [`${codeSpan(upstream)} ${change}${released}.${outcome === "held" ? "" : ` ${edited}.`}`];
	if (outcome === "held") lines.push(`This is the verdict on ${codeSpan((commit ?? "").slice(0, 12))}, a commit that is not ours: nothing is written to this branch while it is there.`);
	if (overall === "not-built") lines.push("No build has reported anything: nothing here is proven.");
	return lines.join(" ");
}
function relaxing(bump, found) {
	const names = nextToRelax(bump, found);
	if (!isPinned(bump.nixpkgs) || names.length === 0) return "";
	return `🔧 nixpkgs has ${names.map((name) => codeSpan(name)).join(", ")}, which upstream's bounds do not admit. Where that can be written, the next run names it in \`pythonRelaxDeps\` and builds again: start the workflow to see it today.`;
}
function systemsTable(systems, { rows }) {
	const attributes = systems[0]?.packages.map(({ attribute }) => attribute) ?? [];
	if (systems.length === 0) return "";
	const head = ["Package", ...systems.map(({ system }) => system)];
	const lines = attributes.slice(0, rows).map((attribute, index) => [codeSpan(clipped(attribute)), ...systems.map(({ packages }) => cell(packages[index]))]);
	const all = ["**All**", ...systems.map(({ verdict, packages }) => `${symbols[verdict]} ${verdict}${spent(packages)}`)];
	const cut = attributes.length > rows ? `\n\n${attributes.length - rows} more packages are not shown.` : "";
	return table(head, [...lines, all]) + cut;
}
function spent(packages) {
	const total = durationOf(packages);
	return total === 0 ? "" : `, ${durationText(total)}`;
}
function durationOf(packages) {
	return packages.reduce((sum, { built }) => sum + (built?.duration ?? 0), 0);
}
function cell(judged) {
	if (judged === void 0) return "";
	const { verdict, built, failsOnBase, closureGrowth } = judged;
	const symbol = symbols[verdict];
	if (built === void 0 || verdict === "missing") return `${symbol} missing`;
	if (verdict === "failed") {
		const base = failsOnBase === void 0 ? "" : failsOnBase ? ", as on the base" : ", not so on the base";
		return `${symbol} failed: ${escapeMarkdown(failureText(built))}${base}`;
	}
	if (verdict !== "passed") return `${symbol} ${verdict}`;
	const size = built.closureBytes === null ? [] : [sizeText(built.closureBytes) + growthText(closureGrowth)];
	const checks = built.checks.length === 0 ? ["no checks"] : [counted(built.checks.length, "check")];
	return `${symbol} ${[
		"passed",
		durationText(built.duration),
		...checks,
		...size
	].join(" · ")}`;
}
function growthText(bytes) {
	if (bytes === void 0) return "";
	const size = sizeText(Math.abs(bytes));
	return size === sizeText(0) ? " (as on the base)" : ` (${bytes > 0 ? "+" : "−"}${size})`;
}
function chart(systems) {
	const durations = systems.map(({ system, packages }) => ({
		system,
		duration: durationOf(packages)
	}));
	const most = Math.max(0, ...durations.map(({ duration }) => duration));
	if (most === 0) return "";
	return `Time to build and check:\n\n\`\`\`text\n${durations.map(({ system, duration }) => `${system.padEnd(15)} ${bar(duration, most, 20)}${duration === 0 ? "" : " "}${duration === 0 ? "–" : durationText(duration)}`).join("\n")}\n\`\`\``;
}
function reasonsOf({ system, verdict, reasons }) {
	return reasons.length === 0 ? [] : [`${symbols[verdict]} **${system}**: ${reasons.join(" ")}`];
}
function failures(systems, limits) {
	const failed = systems.flatMap(({ system, packages }) => packages.flatMap(({ verdict, built }) => verdict === "failed" && built !== void 0 ? [{
		system,
		built
	}] : []));
	const shown = failed.slice(0, limits.rows).map(({ system, built }) => failureSection(system, built, limits));
	return failed.length > limits.rows ? [...shown, `${failed.length - limits.rows} more failures are not shown.`] : shown;
}
function failureSection(system, built, limits) {
	const { attribute, failure, checks, logTail } = built;
	const parts = [];
	if (failure !== null) {
		const place = failure.file === null ? "" : `${failure.file}${failure.line === null ? "" : `:${failure.line}`}`;
		parts.push(`${escapeMarkdown(clipped(failure.message))}${place === "" ? "" : ` (${codeSpan(clipped(place))})`}`);
		if (failure.hint !== null) parts.push(`**What to do:** ${escapeMarkdown(clipped(failure.hint))}`);
	}
	for (const { name, status, note, output } of checks) {
		if (status !== "failed") continue;
		parts.push(`Check **${name}**${note === "" ? "" : `: ${escapeMarkdown(clipped(note))}`}`, log(output, limits));
	}
	parts.push(log(logTail, limits));
	return `<details>\n<summary>${`${symbols.failed} <code>${escapeHtml(clipped(attribute))}</code> on ${system}: ${escapeHtml(failureText(built))}`}</summary>\n\n${parts.filter((part) => part !== "").join("\n\n")}\n\n</details>`;
}
function log(text, limits) {
	const end = tail(text, limits.log);
	return end === "" || limits.log === 0 ? "" : quiet(codeBlock(end, "text"));
}

export { hasNews as a, distinct as c, clipped as d, durationText as f, verdictLine as i, foundVersions as l, sizeText as m, resultsText as n, markedVersions as o, failureText as p, judge as r, nextToRelax as s, proof as t, isPinned as u };