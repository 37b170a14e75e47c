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
} as const;

const manifests: ReadonlySet<string> = new Set(["pyproject.toml", "setup.py", "setup.cfg"]);

/** Whether a file of the archive, by its path from the root, says something about a package's metadata. */
export function isMetadataFile(path: string, size: number): boolean {
  const segments = path.split("/");
  const name = segments.at(-1) ?? "";
  if (manifests.has(name)) {
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

/**
 * `isMetadataFile` for one reading of one archive, which keeps no more than the limits allow in all. Ask for a new one
 * when the archive is read again.
 */
export function boundedCaptures(): (path: string, size: number) => boolean {
  let files = 0;
  let total = 0;
  return (path, size) => {
    if (!isMetadataFile(path, size) || files >= captureLimits.files || total + size > captureLimits.total) {
      return false;
    }
    files++;
    total += size;
    return true;
  };
}
