import { requirementsFromFiles, textOfFile, versionFromAttribute } from "./dynamic.ts";
import { parseEntryPoints, requirementLines } from "./lists.ts";
import { type Archive, isRefused, type Stated, type Unresolved } from "./model.ts";

interface Setting {
  readonly value: string;
  readonly line: number;
}

type Sections = ReadonlyMap<string, ReadonlyMap<string, Setting>>;

/** What a `setup.cfg` states (setuptools user guide, "Configuring setuptools using setup.cfg files"). */
export function readSetupCfg(directory: string, file: string, content: string, archive: Archive): Stated {
  const sections = parseIni(content);
  const unresolved: Unresolved[] = [];
  const setting = (section: string, key: string) => sections.get(section)?.get(key);
  const report = (what: string, line: number, why: string) => void unresolved.push({ what, file, line, why });
  const requirements = (what: string, entry: Setting | undefined): readonly string[] | undefined => {
    const paths = entry && /^file:(.*)$/s.exec(entry.value)?.[1];
    if (entry === undefined || paths === undefined) {
      return entry && requirementLines(entry.value);
    }
    const found = requirementsFromFiles(
      directory,
      paths.split(/[,\n]/).map((path) => path.trim()),
      archive,
    );
    return isRefused(found) ? void report(what, entry.line, found.why) : found;
  };
  const extras = new Map(
    Array.from(sections.get("options.extras_require") ?? [], ([extra, entry]) => [
      extra,
      requirements(`extras_require ${extra}`, entry) ?? [],
    ]),
  );
  const scripts = setting("options.entry_points", "console_scripts");
  return {
    name: setting("metadata", "name")?.value,
    version: versionOf(directory, setting("metadata", "version"), archive, report),
    requiresPython: setting("options", "python_requires")?.value,
    dependencies: requirements("install_requires", setting("options", "install_requires")),
    optionalDependencies: extras.size === 0 ? undefined : extras,
    scripts: scripts && parseEntryPoints(`[console_scripts]\n${scripts.value}`),
    unresolved,
  };
}

/** `1.0`, `attr: package.__version__` or `file: VERSION` */
function versionOf(
  directory: string,
  entry: Setting | undefined,
  archive: Archive,
  report: (what: string, line: number, why: string) => void,
): string | undefined {
  const [, directive, operand = ""] = /^(attr|file):\s*(.*)$/.exec(entry?.value ?? "") ?? [];
  if (entry === undefined || directive === undefined) {
    return entry?.value;
  }
  const found =
    directive === "attr"
      ? versionFromAttribute(directory, operand, undefined, archive)
      : textOfFile(directory, operand, archive);
  return typeof found === "string" ? found : void report("version", entry.line, found.why);
}

/**
 * Sections and keys as Python's `configparser` reads them: indented lines go on with the value before, `#` and `;` begin
 * a comment where they begin a line, keys are in any case.
 */
function parseIni(content: string): Sections {
  const sections = new Map<string, Map<string, { lines: string[]; line: number }>>();
  let section: Map<string, { lines: string[]; line: number }> | undefined;
  let lines: string[] | undefined;
  content.split(/\r?\n/).forEach((raw, index) => {
    const text = raw.trim();
    const isIndented = /^\s/.test(raw);
    if (/^[#;]/.test(text) || text === "") {
      return;
    }
    const delimiter = raw.search(/[=:]/);
    if (isIndented) {
      lines?.push(text);
    } else if (text.startsWith("[") && text.endsWith("]")) {
      const heading = text.slice(1, -1);
      section = sections.get(heading) ?? new Map();
      sections.set(heading, section);
      lines = undefined;
    } else if (delimiter > 0) {
      lines = [raw.slice(delimiter + 1).trim()];
      section?.set(raw.slice(0, delimiter).trim().toLowerCase(), { lines, line: index + 1 });
    }
  });
  return new Map(
    Array.from(sections, ([heading, settings]) => [
      heading,
      new Map(
        Array.from(settings, ([key, entry]) => [key, { value: entry.lines.join("\n").trim(), line: entry.line }]),
      ),
    ]),
  );
}
