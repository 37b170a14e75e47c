import * as z from "zod";
import { Problem } from "../errors.ts";
import { quoteUntrusted } from "./refs.ts";

const fileSchema = z.object({
  filename: z.string(),
  packagetype: z.string(),
  url: z.url({ protocol: /^https?$/ }),
  yanked: z.boolean(),
  digests: z.object({ sha256: z.string().regex(/^[0-9a-f]{64}$/) }),
});

/** What this program reads of `/pypi/<project>/<version>/json` (PyPI's JSON API reference). */
const releaseSchema = z.object({ urls: z.array(fileSchema) });

/** And of `/pypi/<project>/json`; an index that is not PyPI need not have the list. */
const projectSchema = z.object({
  releases: z.record(z.string(), z.array(z.object({ yanked: z.boolean() }))).optional(),
});

/** A file of a release on a Python package index. */
export interface PypiFile {
  readonly filename: string;
  readonly url: string;
  /** SHA-256 of the file, in hex, as the index publishes it. */
  readonly sha256: string;
}

export interface PypiRelease {
  /** PEP 592: every file was withdrawn. */
  readonly yanked: boolean;
  readonly sdists: readonly PypiFile[];
  readonly wheels: readonly PypiFile[];
}

export function pypiReleaseUrl(index: string, project: string, version: string): string {
  return `${index}/pypi/${encodeURIComponent(project)}/${encodeURIComponent(version)}/json`;
}

export function pypiProjectUrl(index: string, project: string): string {
  return `${index}/pypi/${encodeURIComponent(project)}/json`;
}

/** @throws Problem of kind `outside` for a document of another shape. */
export function readPypiRelease(document: unknown, url: string): PypiRelease {
  const parsed = releaseSchema.safeParse(document);
  if (!parsed.success) throw misshapen(url, parsed.error);
  const { urls } = parsed.data;
  const files = (type: string) =>
    urls
      .filter(({ packagetype }) => packagetype === type)
      .map(({ filename, url: address, digests }) => ({ filename, url: address, sha256: digests.sha256 }));
  return {
    yanked: urls.length > 0 && urls.every(({ yanked }) => yanked),
    sdists: files("sdist"),
    wheels: files("bdist_wheel"),
  };
}

/**
 * The versions of a project that were withdrawn with all their files.
 *
 * @throws Problem of kind `outside` for a document of another shape.
 */
export function readYankedVersions(document: unknown, url: string): readonly string[] {
  const parsed = projectSchema.safeParse(document);
  if (!parsed.success) throw misshapen(url, parsed.error);
  return Object.entries(parsed.data.releases ?? {})
    .filter(([, files]) => files.length > 0 && files.every(({ yanked }) => yanked))
    .map(([version]) => version);
}

function misshapen(url: string, cause: unknown): Problem {
  return new Problem(`the package index's answer at ${quoteUntrusted(url)} has not the shape of PyPI's JSON API`, {
    kind: "outside",
    hint: "Check the input pypi-url.",
    cause,
  });
}
