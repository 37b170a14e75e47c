/** E.g. `[3, 13]`. */
export type PythonVersion = readonly [number, number];

/** What nixpkgs calls `python3` today; used where the Nix files name no version. */
export const usualPython: PythonVersion = [3, 13];

/** Whether both are one version; what is not known is not the same as what is. */
export function isSamePython(one: PythonVersion | undefined, other: PythonVersion | undefined): boolean {
  return one?.[0] === other?.[0] && one?.[1] === other?.[1];
}
