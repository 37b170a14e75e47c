import { createHash } from "node:crypto";
import { type Answer, type IncomingRequest, listen, Traffic } from "./loopback.ts";

export interface PublishedFile {
  readonly filename: string;
  readonly content: Uint8Array;
  /** Said instead of the true digest. */
  readonly claimedSha256?: string;
}

interface PublishedVersion {
  readonly files: PublishedFile[];
  yanked: string | undefined;
}

/** A PyPI on loopback: its JSON API, and the files at a host of their own. */
export interface PypiServer {
  readonly url: string;
  readonly filesUrl: string;
  readonly traffic: Traffic;
  publish(project: string, version: string, file: PublishedFile): void;
  /** Marks a version as yanked, with the reason that is shown. */
  yank(project: string, version: string, reason: string): void;
  close(): Promise<void>;
}

/** PEP 503 */
function normalised(project: string): string {
  return project.toLowerCase().replace(/[-_.]+/g, "-");
}

export async function startPypi(traffic: Traffic = new Traffic()): Promise<PypiServer> {
  const projects = new Map<string, Map<string, PublishedVersion>>();
  const files = await listen("pypi-files", traffic, async (request) => download(projects, request));
  const api = await listen("pypi", traffic, async (request) => describe(projects, files.url, request));
  return {
    url: api.url,
    filesUrl: files.url,
    traffic,
    publish(project, version, file) {
      const versions = projects.get(normalised(project)) ?? new Map<string, PublishedVersion>();
      const published = versions.get(version) ?? { files: [], yanked: undefined };
      published.files.push(file);
      projects.set(normalised(project), versions.set(version, published));
    },
    yank(project, version, reason) {
      const published = projects.get(normalised(project))?.get(version);
      if (published === undefined) throw new Error(`${project} ${version} is not published here`);
      published.yanked = reason;
    },
    async close() {
      await Promise.all([api.close(), files.close()]);
    },
  };
}

type Projects = ReadonlyMap<string, ReadonlyMap<string, PublishedVersion>>;

/** `/pypi/{project}/json` and `/pypi/{project}/{version}/json` */
function describe(projects: Projects, filesUrl: string, { url }: IncomingRequest): Answer {
  const [, area, project = "", ...rest] = url.pathname.split("/").map(decodeURIComponent);
  const version = rest.length === 2 ? rest[0] : undefined;
  if (area !== "pypi" || rest.at(-1) !== "json" || rest.length > 2) return notFound;
  if (project !== normalised(project)) {
    const path = ["", "pypi", normalised(project), ...rest].map(encodeURIComponent).join("/");
    return { status: 301, headers: { location: path } };
  }
  const versions = projects.get(project);
  const shown = version ?? newest(versions);
  const published = shown === undefined ? undefined : versions?.get(shown);
  if (versions === undefined || shown === undefined || published === undefined) return notFound;
  const all = Object.fromEntries([...versions].map(([name, each]) => [name, fileList(project, filesUrl, each)]));
  return {
    status: 200,
    body: {
      info: {
        name: project,
        version: shown,
        yanked: published.yanked !== undefined,
        yanked_reason: published.yanked ?? null,
      },
      urls: fileList(project, filesUrl, published),
      ...(version === undefined ? { releases: all } : {}),
    },
  };
}

/** By the numbers in the version. */
function newest(versions: ReadonlyMap<string, PublishedVersion> | undefined): string | undefined {
  return [...(versions?.keys() ?? [])].toSorted((a, b) => a.localeCompare(b, "en", { numeric: true })).at(-1);
}

function fileList(project: string, filesUrl: string, { files, yanked }: PublishedVersion) {
  return files.map(({ filename, content, claimedSha256 }) => ({
    filename,
    packagetype: filename.endsWith(".whl") ? "bdist_wheel" : "sdist",
    digests: {
      md5: createHash("md5").update(content).digest("hex"),
      sha256: claimedSha256 ?? createHash("sha256").update(content).digest("hex"),
    },
    size: content.byteLength,
    upload_time_iso_8601: "2026-01-01T00:00:00.000000Z",
    url: `${filesUrl}/packages/source/${project.charAt(0)}/${project}/${filename}`,
    yanked: yanked !== undefined,
    yanked_reason: yanked ?? null,
  }));
}

/** `/packages/source/{first letter}/{project}/{file}`, where fetchPypi looks, whatever the project's spelling. */
function download(projects: Projects, { url }: IncomingRequest): Answer {
  const [, area, , , project = "", filename] = url.pathname.split("/").map(decodeURIComponent);
  if (area !== "packages") return notFound;
  for (const { files } of projects.get(normalised(project))?.values() ?? []) {
    const found = files.find((file) => file.filename === filename);
    if (found !== undefined) return { status: 200, body: found.content };
  }
  return notFound;
}

const notFound: Answer = { status: 404, body: { message: "Not Found" } };
