import * as z from "zod";
import { normalizeName } from "../../upstream/names.ts";

/**
 * What the closure's Python is asked: which distributions it sees, with their versions and console scripts, and the
 * values of PEP 508's marker variables. It prints; what that means is decided elsewhere.
 */
export const inspectScript = `
import importlib.metadata, json, os, platform, sys
found = {}
for distribution in importlib.metadata.distributions():
    name = distribution.metadata["Name"]
    if name:
        scripts = [point.name for point in distribution.entry_points if point.group == "console_scripts"]
        found.setdefault(name, {"version": str(distribution.version), "scripts": scripts})
version = "{0.major}.{0.minor}.{0.micro}".format(sys.implementation.version)
markers = {
    "implementation_name": sys.implementation.name,
    "implementation_version": version,
    "os_name": os.name,
    "platform_machine": platform.machine(),
    "platform_python_implementation": platform.python_implementation(),
    "platform_release": platform.release(),
    "platform_system": platform.system(),
    "platform_version": platform.version(),
    "python_full_version": platform.python_version(),
    "python_version": ".".join(platform.python_version_tuple()[:2]),
    "sys_platform": sys.platform,
}
print("\\n" + json.dumps({"markers": markers, "distributions": found}))
`;

const inspection = z.object({
  markers: z.record(z.string(), z.string()),
  distributions: z.record(z.string(), z.object({ version: z.string(), scripts: z.array(z.string()) })),
});

export interface Distribution {
  readonly version: string;
  readonly scripts: readonly string[];
}

export interface Inspection {
  readonly markers: Readonly<Record<string, string>>;
  /** By PEP 503 normalised name. */
  readonly distributions: ReadonlyMap<string, Distribution>;
}

/** Reads the last line of what the script printed; undefined for anything else. */
export function readInspection(stdout: string): Inspection | undefined {
  const line = stdout.trimEnd().split("\n").at(-1) ?? "";
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    return undefined;
  }
  const parsed = inspection.safeParse(value);
  if (!parsed.success) return undefined;
  const { markers, distributions } = parsed.data;
  return {
    markers,
    distributions: new Map(Object.entries(distributions).map(([name, entry]) => [normalizeName(name), entry])),
  };
}
