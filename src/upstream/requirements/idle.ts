import { readBackend } from "./backends.ts";
import { extraNeeds } from "./extras.ts";
import type { Comparing } from "./facts.ts";
import type { Needs } from "./needs.ts";
import { listedBy, targetOf } from "./targets.ts";

/**
 * What the configuration says of requirements that a package does not have, as sentences: a slip, or what upstream no
 * longer requires. Nothing where a requirement may be among what could not be read.
 *
 * @param relax the projects whose bounds the configuration relaxes, PEP 503 normalised
 */
export function idleSettings(comparing: Comparing, relax: readonly string[]): readonly string[] {
  const { attribute, project, python, needs, nix, ignore } = comparing;
  if (relax.length === 0 && ignore.size === 0) return [];
  const mayRequireMore = (["dependencies", "optionalDependencies", "buildSystem"] as const).some((field) =>
    project.unread.has(field),
  );
  if (mayRequireMore || needs.untold === "all") return [];
  const extras = [...project.optionalDependencies.keys()].map((extra) => extraNeeds(project, extra, python));
  const build = readBackend(project.buildSystem, python);
  const listed = listedBy(nix).map(({ name }) => name);
  const required = namesIn(needs);
  const known = new Set([...required, ...extras.flatMap(namesIn), ...build.names, ...listed]);
  const isKnown = (name: string) => known.has(name) || known.has(targetOf(name, comparing).name);
  const sentence = (key: string, name: string) =>
    `packages.${attribute}.${key} of the configuration names ${name}, which upstream's ${project.name} does not require.`;
  return [
    ...relax.filter((name) => !required.includes(name)).map((name) => sentence("relax", name)),
    ...[...ignore].filter((name) => !isKnown(name)).map((name) => sentence("ignore", name)),
  ];
}

function namesIn({ needed, elsewhere }: Needs): readonly string[] {
  return [...needed.keys(), ...elsewhere.keys()];
}
