/** One requirement a line, as setuptools reads them: blank lines and comments are left out, `\` goes on in the next. */
export function requirementLines(text: string): readonly string[] {
  return text
    .split(/\r?\n/)
    .map((line) => line.replace(/(^|\s)#.*$/, "").trim())
    .filter((line) => line !== "")
    .join("\n")
    .replace(/[ \t]*\\\n/g, "")
    .split("\n")
    .filter((line) => line !== "");
}

/** A requirement under one more condition (https://peps.python.org/pep-0508/#environment-markers). */
export function withMarker(requirement: string, marker: string): string {
  const semicolon = requirement.indexOf(";");
  return semicolon === -1
    ? `${requirement}; ${marker.trim()}`
    : `${requirement.slice(0, semicolon)}; (${requirement.slice(semicolon + 1).trim()}) and (${marker.trim()})`;
}

/** The console scripts of an entry-points file: `[console_scripts]` and lines of `name = module:function`. */
export function parseEntryPoints(text: string): ReadonlyMap<string, string> {
  const scripts = new Map<string, string>();
  let section = "";
  for (const line of requirementLines(text)) {
    const [, heading] = /^\[(.*)\]$/.exec(line) ?? [];
    const equals = line.indexOf("=");
    if (heading !== undefined) {
      section = heading.trim();
    } else if (section === "console_scripts" && equals > 0) {
      scripts.set(line.slice(0, equals).trim(), line.slice(equals + 1).trim());
    }
  }
  return scripts;
}
