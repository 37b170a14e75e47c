// src/upstream/names.ts
function normalizeName(name) {
	return name.replace(/[-_.]+/g, "-").toLowerCase();
}
function isNamed(normalizedName, names) {
	return names === "all" || names.some((name) => normalizeName(name) === normalizedName);
}
function isProjectName(text) {
	return text.length <= 200 && /^([A-Z0-9]|[A-Z0-9][A-Z0-9._-]*[A-Z0-9])$/i.test(text);
}
function withExtra(name, extra) {
	return extra == null ? name : `${name}[${extra}]`;
}

export { withExtra as i, isProjectName as n, normalizeName as r, isNamed as t };