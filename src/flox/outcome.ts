import type { BuiltPackage, ResultDocument } from "../documents/result.ts";

/** Nothing may have failed, or be left out because of that; what is not for this system does not count. */
export function resultOutcome(packages: readonly Pick<BuiltPackage, "status">[]): ResultDocument["outcome"] {
  const has = (status: BuiltPackage["status"]) => packages.some((built) => built.status === status);
  if (has("failed") || has("skipped")) return "failed";
  return has("unsupported") && !has("passed") ? "unsupported" : "passed";
}
