import { t as Problem } from "./errors.js";
import { r as quoteUntrusted } from "./refs.js";

// src/upstream/durations.ts
const minute = 6e4;
const units = {
	minute,
	hour: 60 * minute,
	day: 1440 * minute,
	week: 10080 * minute
};
/**
* Reads `3 days`, `12 hours`, `1 week`, `90 minutes` or `0 days`: one whole number, one unit.
* @param input where the text comes from, for the message
* @returns milliseconds
* @throws Problem of kind `input`
*/
function parseDuration(text, input = "minimum-release-age") {
	const [, number = "", unit = ""] = /^(\d{1,5}) (minute|hour|day|week)s?$/.exec(text) ?? [];
	if (unit === "") throw new Problem(`${quoteUntrusted(text)} is not a length of time.`, {
		kind: "input",
		where: { input },
		hint: "Write a whole number and one of minutes, hours, days, weeks, for example `3 days`."
	});
	return Number(number) * units[unit];
}
/** For people: the largest unit that fits, rounded down, e.g. `3 days`. */
function formatDuration(milliseconds) {
	const [name, size] = Object.entries(units).filter(([unit]) => unit !== "week").findLast(([, length]) => milliseconds >= length) ?? ["minute", minute];
	const count = Math.floor(milliseconds / size);
	return `${count} ${name}${count === 1 ? "" : "s"}`;
}

// src/upstream/tags.ts
/**
* A bare version: numbers with a dot between them and no `v` before, e.g. `1.13.26`, `0.12.0.pre3`. One number alone
* (`20190427`) is a date more often than a release.
*/
const bareVersion = /^((?:\d+!)?\d+(?:\.\d+)+[A-Za-z0-9._+-]*)$/;
/**
* A tag pattern from an input: a regular expression for the whole tag, whose first group, where it has one, is the
* version, e.g. `v(.+)`.
* @throws Problem of kind `input`
*/
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
/** The version that a tag states under a pattern; undefined where the pattern does not match the whole of it. */
function versionOfTag(tag, pattern) {
	const match = new RegExp(pattern.source, pattern.flags.replace(/[gy]/g, "")).exec(tag);
	return match?.[0] === tag ? match[1] ?? tag : void 0;
}

export { parseDuration as a, formatDuration as i, parseTagPattern as n, versionOfTag as r, bareVersion as t };