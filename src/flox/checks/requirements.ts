/** Upstream's requirements against what is really in the closure. */
import type { UnmetBound } from "../../documents/result.ts";
import { matchesSpecifiers, type Specifier } from "../../upstream/pep440.ts";
import { holdsWhere } from "../../upstream/requirements/markers.ts";
import { isMalformed, parseRequirement } from "../../upstream/requirements/pep508.ts";
import { oneLine } from "../failure/lines.ts";
import { type UnmetRequirement, unmetBounds } from "../failure/unmet.ts";
import type { ExpectedProject, Names } from "./expected.ts";
import type { Inspection } from "./inspect.ts";
import { type Judgement, judged } from "./judge.ts";

interface Finding {
  readonly kind: "fault" | "note";
  readonly text: string;
  /** Of a fault that another version would mend. */
  readonly unmet?: UnmetRequirement;
}

export interface RequirementJudgement {
  readonly judgement: Judgement;
  readonly unmetBounds: readonly UnmetBound[];
}

/**
 * Bounds are upstream's own, from the lock file: relaxing rewrites those in the built metadata. A broken bound that the
 * Nix file relaxes, and a requirement that it removes, pass with a note.
 */
export function judgeRequirements(projects: readonly ExpectedProject[], inspection: Inspection): RequirementJudgement {
  const findings = projects.flatMap((expected): readonly Finding[] => {
    const { project, requirements } = expected;
    return requirements === undefined
      ? [{ kind: "note", text: `what ${project} requires is not known` }]
      : requirements.flatMap((text) => judgeRequirement(expected, text, inspection));
  });
  const texts = (kind: Finding["kind"]) => [
    ...new Set(findings.flatMap((one) => (one.kind === kind ? [one.text] : []))),
  ];
  return {
    judgement: judged(texts("fault"), texts("note").join("; ")),
    unmetBounds: unmetBounds(findings.flatMap(({ unmet }) => unmet ?? [])),
  };
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
  const bound = boundsText(specifiers);
  const broken = `${name} is ${oneLine(version, 80)}, and ${project} requires ${bound}`;
  return [
    has(relaxed, normalizedName)
      ? { kind: "note", text: `${broken}: relaxed by pythonRelaxDeps` }
      : { kind: "fault", text: broken, unmet: { name, bound, version } },
  ];
}

function has(names: Names, name: string): boolean {
  return names === "all" || names.has(name);
}

function boundsText(specifiers: readonly Specifier[]): string {
  return specifiers.map(({ operator, version, prefix }) => `${operator}${version}${prefix ? ".*" : ""}`).join(",");
}
