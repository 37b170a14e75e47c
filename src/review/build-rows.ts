import type { BuildFailure, BuiltPackage, PackageCheck } from "../documents/result.ts";
import { closureSize, elapsed } from "../terminal/units.ts";

export const buildColumns = ["Package", "Version", "Status", "Time", "Closure", "Checks"] as const;

/** One package in a table of what was built: plain texts, empty where there is nothing to say. */
export interface BuildRow {
  readonly attribute: string;
  readonly version: string;
  readonly status: BuiltPackage["status"];
  /** Why it was not built. */
  readonly because: string;
  readonly time: string;
  readonly closure: string;
  readonly checks: readonly PackageCheck[];
}

export function buildRow(built: BuiltPackage): BuildRow {
  const { attribute, version, status, because, duration, closureBytes, closurePaths, checks } = built;
  return {
    attribute,
    version: version ?? "",
    status,
    because: because ?? "",
    time: duration === 0 ? "" : elapsed(duration),
    closure: closureBytes === null ? "" : closureSize(closureBytes, closurePaths),
    checks,
  };
}

/** One thing that failed of a package: its build, or a check of it. Plain texts, empty where there is nothing to say. */
export interface FailureRow {
  readonly attribute: string;
  readonly kind: BuildFailure["kind"] | "check";
  /** Of a check, its name. */
  readonly check: PackageCheck["name"] | "";
  readonly message: string;
  /** `file:line`. */
  readonly place: string;
  readonly hint: string;
  /** The end of what it printed, untrusted. */
  readonly output: string;
}

/** The build first, then the checks in their order. */
export function failureRows({ attribute, failure, logTail, checks }: BuiltPackage): readonly FailureRow[] {
  const build: readonly FailureRow[] =
    failure === null
      ? []
      : [
          {
            attribute,
            kind: failure.kind,
            check: "",
            message: failure.message,
            place: placeOf(failure),
            hint: failure.hint ?? "",
            output: logTail,
          },
        ];
  const failed = checks.filter(({ status }) => status === "failed");
  return [
    ...build,
    ...failed.map(({ name, note, output }): FailureRow => {
      return { attribute, kind: "check", check: name, message: note, place: "", hint: "", output };
    }),
  ];
}

function placeOf({ file, line }: BuildFailure): string {
  if (file === null) return "";
  return line === null ? file : `${file}:${line}`;
}
