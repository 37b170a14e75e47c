import { requirementsFromFiles, textOfFile, versionFromAttribute } from "./dynamic.ts";
import { parseEntryPoints, requirementLines } from "./lists.ts";
import { type Archive, isRefused, type Stated, type Unresolved } from "./model.ts";

interface Setting {
  /** Trimmed, but for a line break at its begin where all of it stands below its key. */
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
    const paths = entry && filesOf(entry);
    if (entry === undefined || paths === undefined) {
      return entry && requirementLines(entry.value.includes("\n") ? entry.value : entry.value.replaceAll(";", "\n"));
    }
    const found = requirementsFromFiles(
      directory,
      paths.split(",").map((path) => path.trim()),
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
  return {
    name: setting("metadata", "name")?.value.trim(),
    version: versionOf(directory, setting("metadata", "version"), archive, report),
    requiresPython: setting("options", "python_requires")?.value.trim(),
    dependencies: requirements("install_requires", setting("options", "install_requires")),
    optionalDependencies: extras.size === 0 ? undefined : extras,
    scripts: scriptsOf(directory, sections, archive, report),
    unresolved,
  };
}

/** What `file: a.txt, b.txt` names. */
function filesOf({ value }: Setting): string | undefined {
  return /^file:(.*)$/s.exec(value.trim())?.[1];
}

/** A section of its own, or the text or the file of `entry_points`. */
function scriptsOf(
  directory: string,
  sections: Sections,
  archive: Archive,
  report: (what: string, line: number, why: string) => void,
): ReadonlyMap<string, string> | undefined {
  const scripts = sections.get("options.entry_points")?.get("console_scripts");
  const entry = sections.get("options")?.get("entry_points");
  if (scripts !== undefined || entry === undefined) {
    return scripts && parseEntryPoints(`[console_scripts]\n${scripts.value}`);
  }
  const path = filesOf(entry);
  const text = path === undefined ? entry.value : textOfFile(directory, path, archive);
  return typeof text === "string" ? parseEntryPoints(text) : void report("entry_points", entry.line, text.why);
}

/** `1.0`, `attr: package.__version__` or `file: VERSION` */
function versionOf(
  directory: string,
  entry: Setting | undefined,
  archive: Archive,
  report: (what: string, line: number, why: string) => void,
): string | undefined {
  const [, directive, operand = ""] = /^(attr|file):\s*(.*)$/.exec(entry?.value.trim() ?? "") ?? [];
  if (entry === undefined || directive === undefined) {
    return entry?.value.trim();
  }
  const found =
    directive === "attr"
      ? versionFromAttribute(directory, operand, undefined, archive)
      : textOfFile(directory, operand, archive);
  return typeof found === "string" ? found : void report("version", entry.line, found.why);
}

/** Where setuptools takes keys as they are; elsewhere in any case, and with dashes for underscores. */
const literalKeys: ReadonlySet<string> = new Set(["options.extras_require", "options.entry_points"]);

/**
 * Sections and keys as Python's `configparser` reads them (https://docs.python.org/3/library/configparser.html): lines
 * that are indented deeper than their key go on with its value, `#` and `;` begin a comment where they begin a line.
 */
function parseIni(content: string): Sections {
  const sections = new Map<string, Map<string, Setting>>();
  let section: Map<string, Setting> | undefined;
  let heading = "";
  let current: { readonly key: string; readonly indent: number; readonly line: number; lines: string[] } | undefined;
  const finish = () => {
    if (current !== undefined) {
      section?.set(current.key, { value: current.lines.join("\n").trimEnd(), line: current.line });
    }
    current = undefined;
  };
  content.split(/\r?\n/).forEach((raw, index) => {
    const text = raw.trim();
    if (/^[#;]/.test(text) || text === "") {
      return;
    }
    const indent = raw.search(/\S/);
    if (current !== undefined && indent > current.indent) {
      current.lines.push(text);
      return;
    }
    finish();
    const [, name] = /^\[(.+)\]/.exec(text) ?? [];
    const delimiter = text.search(/[=:]/);
    if (name !== undefined) {
      heading = name;
      section = sections.get(name) ?? new Map();
      sections.set(name, section);
    } else if (delimiter > 0) {
      const key = text.slice(0, delimiter).trim();
      current = {
        key: literalKeys.has(heading) ? key : key.toLowerCase().replaceAll("-", "_"),
        indent,
        line: index + 1,
        lines: [text.slice(delimiter + 1).trim()],
      };
    }
  });
  finish();
  return sections;
}
