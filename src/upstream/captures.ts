import { normalizeName } from "./names.ts";

const kilobyte = 1024;

/**
 * What of an archive's files is kept while it is read, in bytes. The readers refuse a file beyond `python` or `text`,
 * and Python files beyond `allPython` together, by name; that is why larger ones than they read are kept, up to `named`.
 */
export const captureLimits = {
  python: 128 * kilobyte,
  text: 512 * kilobyte,
  allPython: 8 * kilobyte * kilobyte,
  named: 8 * kilobyte * kilobyte,
  total: 64 * kilobyte * kilobyte,
  files: 50_000,
  /** How many manifests beyond these limits are remembered by name. */
  leftOut: 1000,
} as const;

const manifests: ReadonlySet<string> = new Set(["pyproject.toml", "setup.py", "setup.cfg"]);

/** Whether a file of the archive, by its path from the root, says something about a package's metadata. */
export function isMetadataFile(path: string, size: number): boolean {
  const segments = path.split("/");
  const name = segments.at(-1) ?? "";
  if (isManifest(path)) {
    return size <= captureLimits.named;
  }
  if (/^(version(\.txt)?|requirements[\w.-]*\.txt)$/i.test(name)) {
    return size <= captureLimits.python;
  }
  return name.endsWith(".py") && size <= captureLimits.python && (/version|about/i.test(name) || isTopModule(segments));
}

/**
 * A module that lies directly in a package's import folder (`dagster-k8s/dagster_k8s/bounds.py`, `src/pkg/x.py`,
 * `pkg/x.py`): where a `setup.py` takes its constants from.
 */
function isTopModule(segments: readonly string[]): boolean {
  const [outer, inner] = segments.slice(-3, -1);
  if (segments.length <= 2) {
    return true;
  }
  return outer === "src" || (inner !== undefined && normalizeName(outer ?? "") === normalizeName(inner));
}

/** What is kept of one archive while it is read. */
export interface Captures {
  /** `isMetadataFile`, as long as there is no more of it than the limits allow in all. */
  readonly wants: (path: string, size: number) => boolean;
  /** Manifests that were not kept because of the limits, with their sizes in bytes. */
  readonly leftOut: ReadonlyMap<string, number>;
}

/** Ask for new ones when the archive is read again. */
export function boundedCaptures(): Captures {
  const leftOut = new Map<string, number>();
  let files = 0;
  let total = 0;
  const wants = (path: string, size: number) => {
    const isKept = isMetadataFile(path, size) && files < captureLimits.files && total + size <= captureLimits.total;
    if (isKept) {
      files++;
      total += size;
    } else if (isManifest(path) && leftOut.size < captureLimits.leftOut) {
      leftOut.set(path, size);
    }
    return isKept;
  };
  return { wants, leftOut };
}

/** Whether a file of the archive, by its path from the root, may state a package. */
export function isManifest(path: string): boolean {
  return manifests.has(path.slice(path.lastIndexOf("/") + 1));
}
