import { knownText } from "../evaluate/text.ts";
import type { Derivation, Value } from "../evaluate/value.ts";
import { argument } from "./search.ts";

/** Arguments with which a source is not the plain archive, and the values that leave it so. */
const defaults: Readonly<Record<string, (value: Value) => boolean>> = {
  postFetch: isEmpty,
  extraPostFetch: isEmpty,
  fetchSubmodules: isFalse,
  leaveDotGit: isFalse,
  deepClone: isFalse,
  sparseCheckout: isEmpty,
  forceFetchGit: isFalse,
  fetchLFS: isFalse,
  fetchTags: isFalse,
  rootDir: isEmpty,
  postCheckout: isEmpty,
  private: isFalse,
  githubBase: (value) => knownText(value) === "github.com",
  stripRoot: (value) => value.kind === "boolean" && value.value,
  // fetchurl's own.
  recursiveHash: isFalse,
  executable: isFalse,
  downloadToTemp: isFalse,
};

/** The arguments that make a hash known by a build alone. A value that is not known may be one of them. */
export function buildArguments(derivation: Derivation): string[] {
  return Object.entries(defaults).flatMap(([name, isDefault]) => {
    const value = argument(derivation, name);
    return value === undefined || isDefault(value) ? [] : [name];
  });
}

function isFalse(value: Value): boolean {
  return value.kind === "boolean" && !value.value;
}

function isEmpty(value: Value): boolean {
  return value.kind === "list" ? value.items.length === 0 : knownText(value) === "";
}
