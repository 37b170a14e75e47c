// src/upstream/names.ts
/** A project name as indexes compare it (https://peps.python.org/pep-0503/#normalized-names): `Dagster_Shared` is `dagster-shared`. */
function normalizeName(name) {
	return name.replace(/[-_.]+/g, "-").toLowerCase();
}
/** Whether a text can be a project's name (https://peps.python.org/pep-0508/#names). */
function isProjectName(text) {
	return text.length <= 200 && /^([A-Z0-9]|[A-Z0-9][A-Z0-9._-]*[A-Z0-9])$/i.test(text);
}

export { normalizeName as n, isProjectName as t };