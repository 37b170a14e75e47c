import type { Value } from "./values.ts";

/** What the systems that are packaged for call themselves, by how Python is asked for it. */
const systemNames: ReadonlyMap<string, readonly string[]> = new Map([
  ["sys.platform", ["linux", "darwin"]],
  ["platform.system()", ["Linux", "Darwin"]],
]);

/** The calls of `startswith` that are answered for them. */
export const systemStarts: readonly string[] = Array.from(systemNames.keys(), (name) => `${name}.startswith`);

/** Whether a system's name satisfies something, where that is the same on all systems; undefined for other values too. */
export function onAllSystems(value: Value | undefined, satisfies: (name: string) => boolean): boolean | undefined {
  const names = value?.kind === "native" ? systemNames.get(value.name) : undefined;
  const [first, ...others] = names?.map(satisfies) ?? [];
  return others.every((one) => one === first) ? first : undefined;
}
