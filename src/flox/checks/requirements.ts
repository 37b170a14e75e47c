/** Upstream's requirements against what is really in the closure. */
import { matchesSpecifiers, type Specifier } from "../../upstream/pep440.ts";
import { holdsWhere } from "../../upstream/requirements/markers.ts";
import { isMalformed, parseRequirement } from "../../upstream/requirements/pep508.ts";
import { oneLine } from "../failure/lines.ts";
import type { ExpectedProject, Names } from "./expected.ts";
import type { Inspection } from "./inspect.ts";
import { type Judgement, judged } from "./judge.ts";

interface Finding {
  readonly kind: "fault" | "note";
  readonly text: string;
}

/**
 * Bounds are upstream's own, from the lock file: relaxing rewrites those in the built metadata. A broken bound that the
 * Nix file relaxes, and a requirement that it removes, pass with a note.
 */
export function judgeRequirements(projects: readonly ExpectedProject[], inspection: Inspection): Judgement {
  const findings = projects.flatMap((project) =>
    (project.requirements ?? []).flatMap((text) => judgeRequirement(project, text, inspection)),
  );
  const texts = (kind: Finding["kind"]) => [
    ...new Set(findings.flatMap((one) => (one.kind === kind ? [one.text] : []))),
  ];
  return judged(texts("fault"), texts("note").join("; "));
}

function judgeRequirement(
  { project, relaxed, removed }: ExpectedProject,
  text: string,
  { distributions, markers }: Inspection,
): readonly Finding[] {
  const requirement = parseRequirement(text);
  if (isMalformed(requirement)) return [{ kind: "note", text: `${oneLine(text, 80)} of ${project} is not understood` }];
  const { name, normalizedName, specifiers, marker } = requirement;
  const holds = holdsWhere(marker, markers);
  if (holds === false) return [];
  if (holds === undefined) return [{ kind: "note", text: `whether ${project} needs ${name} here is not known` }];
  const version = distributions.get(normalizedName)?.version;
  if (version === undefined) {
    return has(removed, normalizedName)
      ? [{ kind: "note", text: `${name} is left out by pythonRemoveDeps` }]
      : [{ kind: "fault", text: `${project} requires ${name}, which is not there` }];
  }
  if (matchesSpecifiers(version, specifiers)) return [];
  const broken = `${name} is ${oneLine(version, 80)}, and ${project} requires ${boundsText(specifiers)}`;
  return [
    has(relaxed, normalizedName)
      ? { kind: "note", text: `${broken}: relaxed by pythonRelaxDeps` }
      : { kind: "fault", text: broken },
  ];
}

function has(names: Names, name: string): boolean {
  return names === "all" || names.has(name);
}

function boundsText(specifiers: readonly Specifier[]): string {
  return specifiers.map(({ operator, version, prefix }) => `${operator}${version}${prefix ? ".*" : ""}`).join(",");
}
