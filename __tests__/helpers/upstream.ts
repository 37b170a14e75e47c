import type { GitHubServer, Repository } from "./github-server.ts";
import { startGitHub } from "./github-server.ts";
import { type RecordedRequest, Traffic } from "./loopback.ts";
import { defaultVersions, packages, releasesFor, sdist, treeAt, writeMonorepo } from "./monorepo.ts";
import { type PypiServer, startPypi } from "./pypi-server.ts";

export interface UpstreamOptions {
  /** Tagged in git, and on PyPI: 1.12.0, 1.12.1, 1.13.21 and 1.13.26 unless said otherwise. */
  readonly versions?: readonly string[];
  /** What GitHub lists as releases, in this order; the versions otherwise. A tag without a version is only listed. */
  readonly releases?: readonly string[];
  /** Versions that PyPI marks as yanked. */
  readonly yanked?: readonly string[];
  /** Versions that have no sdist of dagster-webserver yet. */
  readonly unpublished?: readonly string[];
  /** Only a token shows it. */
  readonly private?: boolean;
}

/** A stand-in upstream on loopback: GitHub and PyPI, with the synthetic monorepo as `dagster-io/dagster`. */
export interface Upstream {
  readonly apiUrl: string;
  readonly serverUrl: string;
  readonly pypiUrl: string;
  /** A token that may do everything. */
  readonly token: string;
  readonly repository: Repository;
  readonly github: GitHubServer;
  readonly pypi: PypiServer;
  readonly traffic: Traffic;
  readonly requests: readonly RecordedRequest[];
  close(): Promise<void>;
}

const fullAccess = {
  contents: "write",
  pull_requests: "write",
  issues: "write",
  checks: "write",
  statuses: "write",
  metadata: "read",
} as const;

export async function startUpstream(options: UpstreamOptions = {}): Promise<Upstream> {
  const { versions = defaultVersions } = options;
  const traffic = new Traffic();
  const github = await startGitHub(traffic);
  const pypi = await startPypi(traffic);
  const token = "a-token-that-may-do-everything";
  github.state.tokens.set(token, { permissions: fullAccess });
  const repository = await github.state.addRepository("dagster-io/dagster", {
    private: options.private ?? false,
    defaultBranch: "master",
    releases: releasesFor(options.releases ?? versions),
  });
  await writeMonorepo(repository.gitDirectory, versions);
  await publishAll(pypi, options);
  return {
    apiUrl: github.apiUrl,
    serverUrl: github.serverUrl,
    pypiUrl: pypi.url,
    token,
    repository,
    github,
    pypi,
    traffic,
    requests: traffic.requests,
    async close() {
      await Promise.all([github.close(), pypi.close()]);
    },
  };
}

/** One more release, whose tree is these files. */
export async function addRelease(
  { repository }: Upstream,
  version: string,
  files: Readonly<Record<string, string | Uint8Array>>,
): Promise<void> {
  await repository.tag(version, await repository.push(`release-${version}`, files, version));
  repository.releases.push(...releasesFor([version]));
}

/** One more release of the synthetic monorepo, with files beside its own or in place of them; undefined leaves one out. */
export async function addMonorepoRelease(
  upstream: Upstream,
  version: string,
  files: Readonly<Record<string, string | undefined>>,
): Promise<void> {
  const tree = treeAt(version).filter(({ mode }) => mode !== "120000");
  const all = { ...Object.fromEntries(tree.map(({ path, content }) => [path, content])), ...files };
  const kept = Object.entries(all).flatMap(([path, content]) =>
    content === undefined ? [] : [[path, content] as const],
  );
  await addRelease(upstream, version, Object.fromEntries(kept));
  const { version: stated, ...file } = await sdist("dagster-webserver", version);
  upstream.pypi.publish("dagster-webserver", stated, file);
}

/** Every package of every version, as its sdist. */
async function publishAll(pypi: PypiServer, options: UpstreamOptions): Promise<void> {
  const { versions = defaultVersions, unpublished = [], yanked = [] } = options;
  for (const core of new Set([...versions, ...yanked])) {
    for (const { project } of packages) {
      if (project === "dagster-webserver" && unpublished.includes(core)) continue;
      const { filename, version, content } = await sdist(project, core);
      pypi.publish(project, version, { filename, content });
      if (yanked.includes(core)) pypi.yank(project, version, "The webserver lacks its pages");
    }
  }
}
