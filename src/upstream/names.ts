/** A project name as indexes compare it (https://peps.python.org/pep-0503/#normalized-names): `Dagster_Shared` is `dagster-shared`. */
export function normalizeName(name: string): string {
  return name.replace(/[-_.]+/g, "-").toLowerCase();
}

/** Whether names, as `pythonRelaxDeps` and `pythonRemoveDeps` have them, or all that there are, name a project. */
export function isNamed(normalizedName: string, names: readonly string[] | "all"): boolean {
  return names === "all" || names.some((name) => normalizeName(name) === normalizedName);
}

/** Whether a text can be a project's name (https://peps.python.org/pep-0508/#names). */
export function isProjectName(text: string): boolean {
  return text.length <= 200 && /^([A-Z0-9]|[A-Z0-9][A-Z0-9._-]*[A-Z0-9])$/i.test(text);
}

/** A name with one of its extras, as https://peps.python.org/pep-0508/#extras writes it: `uvicorn[standard]`. */
export function withExtra(name: string, extra: string | null | undefined): string {
  return extra == null ? name : `${name}[${extra}]`;
}
