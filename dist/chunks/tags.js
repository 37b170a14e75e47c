import { o as Problem, r as quoteUntrusted } from "./refs.js";

// src/upstream/durations.ts
const minute = 6e4;
const units = {
	minute,
	hour: 60 * minute,
	day: 1440 * minute,
	week: 10080 * minute
};
function parseDuration(text, input = "minimum-release-age") {
	const [, number = "", unit = ""] = /^(\d{1,5}) (minute|hour|day|week)s?$/.exec(text) ?? [];
	if (unit === "") throw new Problem(`${quoteUntrusted(text)} is not a length of time.`, {
		kind: "input",
		where: { input },
		hint: "Write a whole number and one of minutes, hours, days, weeks, for example `3 days`."
	});
	return Number(number) * units[unit];
}
function formatDuration(milliseconds) {
	const [name, size] = Object.entries(units).filter(([unit]) => unit !== "week").findLast(([, length]) => milliseconds >= length) ?? ["minute", minute];
	const count = Math.floor(milliseconds / size);
	return `${count} ${name}${count === 1 ? "" : "s"}`;
}

// src/upstream/tags.ts
const bareVersion = /^((?:\d+!)?\d+(?:\.\d+)+[A-Za-z0-9._+-]*)$/;
function parseTagPattern(text, input = "tag-pattern") {
	try {
		return new RegExp(`^(?:${text})$`);
	} catch (cause) {
		throw new Problem(`${quoteUntrusted(text)} is not a regular expression.`, {
			kind: "input",
			where: { input },
			hint: "Write one for the whole tag, with a group around the version, for example `v(.+)`.",
			cause
		});
	}
}
function versionOfTag(tag, pattern) {
	const match = new RegExp(pattern.source, pattern.flags.replace(/[gy]/g, "")).exec(tag);
	return match?.[0] === tag ? match[1] ?? tag : void 0;
}
function tagOfRef(ref) {
	return ref.replace(/^refs\/tags\//, "");
}

export { formatDuration as a, versionOfTag as i, parseTagPattern as n, parseDuration as o, tagOfRef as r, bareVersion as t };