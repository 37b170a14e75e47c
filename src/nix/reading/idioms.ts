/** Ways of nixpkgs to package a project of the upstream that are not followed, each with what to write instead. */
import { isProjectName, normalizeName } from "../../upstream/names.ts";
import { rendered } from "../evaluate/text.ts";
import type { Origin } from "../evaluate/value.ts";
import type { Understood } from "./packages.ts";
import type { Reading } from "./reading.ts";
import { type Source, urlsOf } from "./sources.ts";

interface Idiom {
  readonly at: Origin;
  readonly reason: string;
}

/** Those of the upstream's projects; none where its projects are not known. */
export function* idiomsIn({ options: { projects }, sources, packages }: Reading): Generator<Idiom> {
  if (projects === undefined) return;
  for (const { source } of sources) {
    const project = source.origin === "other" ? projectByUrl(source) : undefined;
    if (project === undefined || !projects.has(normalizeName(project))) continue;
    const reason = `${source.derivation.function} gets ${project} by a URL of PyPI, which is not followed: ${instead(project)}`;
    yield { at: source.derivation.at, reason };
  }
  for (const entry of packages.values()) {
    const project = overridden(entry);
    if (entry.belongs || project === undefined || !projects.has(normalizeName(project))) continue;
    const reason =
      `${entry.node.attribute} is nixpkgs' own ${project} with another version, which is not followed: ` +
      `call buildPythonPackage, or override src as a whole, and ${instead(project)}`;
    yield { at: entry.node.at, reason };
  }
}

function instead(project: string): string {
  return `use fetchPypi { pname = "${project}"; version = ...; hash = ...; }`;
}

/** `mirror://pypi/d/dagster_webserver/...` and what it stands for; the project's folder, or what the file is named after. */
function projectByUrl(source: Source): string | undefined {
  for (const url of urlsOf(source.derivation)) {
    const path =
      /^mirror:\/\/pypi\/(.*)$/.exec(rendered(url))?.[1] ??
      /^https?:\/\/(?:files\.pythonhosted\.org|pypi\.(?:io|org|python\.org))\/packages\/(?:source\/)?(.*)$/.exec(
        rendered(url),
      )?.[1];
    if (path === undefined) continue;
    const project = /^[A-Za-z0-9]\/([^/]+)\//.exec(path)?.[1] ?? /(?:^|\/)([^/]+?)-[0-9][^/]*$/.exec(path)?.[1];
    if (project !== undefined && isProjectName(project)) return project;
  }
  return undefined;
}

/** nixpkgs' package that another version or source is written over. */
function overridden({ node: { derivation } }: Understood): string | undefined {
  if (derivation?.function !== "overrideAttrs") return undefined;
  const { attributes, rest } = derivation.arguments;
  if (!attributes.has("version") && !attributes.has("src")) return undefined;
  const base = rest?.mentions[0]?.force();
  return base?.kind === "unknown" ? base.label : undefined;
}
