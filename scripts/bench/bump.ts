import { git } from "../../__tests__/helpers/git.ts";
import { History } from "../../__tests__/helpers/monorepo/fast-import.ts";
import { releaseDate, releasesFor, sdist, treeAt } from "../../__tests__/helpers/monorepo.ts";
import { startPackaging } from "../../__tests__/helpers/packaging.ts";
import { startUpstream, type Upstream } from "../../__tests__/helpers/upstream.ts";
import { generatedFiles, manyFiles } from "./archives.ts";
import { alternate, type Bench, type Program, type Row, type Section, shown, timingOf } from "./measure.ts";
import { cli } from "./programs.ts";

const rounds = 5;
const to = "1.13.21";
/** Seconds that comparing what upstream requires, and writing the fixes, may take beside the archive. */
const limit = 0.3;

export const bumpBench: Bench = {
  name: "bump",
  async run(): Promise<Section> {
    const upstream = await startUpstream({ versions: ["1.12.1"] });
    try {
      const files = await release(upstream);
      await using packaging = await startPackaging(upstream);
      const bump = (requirements: string): Program => ({
        name: requirements,
        command: process.execPath,
        args: [
          ...[cli, "bump", "--dry-run", "--json", "--directory", packaging.directory, "--requirements", requirements],
          ...["--upstream-api-url", upstream.apiUrl, "--upstream-server-url", upstream.serverUrl],
          ...["--pypi-url", upstream.pypiUrl],
        ],
        env: { GITHUB_API_URL: upstream.apiUrl, GITHUB_TOKEN: upstream.token },
      });
      const hash: Program = {
        name: "hash",
        command: process.execPath,
        args: [cli, "hash", `${upstream.serverUrl}/dagster-io/dagster/archive/${to}.tar.gz`],
      };
      const timings = await alternate([hash, bump("off"), bump("fix")], rounds);
      const [hashed, off, fix] = ["hash", "off", "fix"].map((name) => timingOf(timings, name));
      if (hashed === undefined || off === undefined || fix === undefined) throw new Error("something was not measured");
      const { requirementEdits } = JSON.parse(fix.output) as { requirementEdits: { edits: unknown[] } };
      if (requirementEdits.edits.length === 0) throw new Error("bump found nothing to mend");
      const row = (what: string, against: typeof off): Row => ({
        what: `requirements: fix, × ${what}`,
        measured: `${(fix.median / against.median).toFixed(2)} ×; ${shown(fix)} and ${shown(against)}`,
        limit: against === off ? `1 × + ${limit} s` : "",
        holds: against === off ? fix.median <= off.median + limit : undefined,
      });
      return {
        title: "`flox-upstream bump`, of a monorepo over HTTP on the loopback",
        notes: [
          `Whole processes, in turn; median of ${rounds} rounds, with the fastest and the slowest.`,
          `The archive has ${files.toLocaleString("en")} files; six packages change their build backend in it.`,
        ],
        rows: [row("requirements: off", off), row("hash of the archive alone", hashed)],
      };
    } finally {
      await upstream.close();
    }
  },
};

/** Publishes a release of the synthetic monorepo that is as large as a real one. Answers with its number of files. */
async function release({ repository, pypi }: Upstream): Promise<number> {
  const others = Array.from(generatedFiles(manyFiles), ({ path, content }) => ({
    path: `python_modules/dagster/dagster/${path}`,
    mode: "100644" as const,
    content: content.toString(),
  }));
  const tree = [...treeAt(to), ...others];
  const history = new History();
  history.annotatedTag(
    to,
    history.commit(`release-${to}`, undefined, releaseDate(to), `${to}\n`, tree),
    releaseDate(to),
  );
  const input = history.toBuffer();
  await git(repository.gitDirectory, ["fast-import", "--quiet", "--done", "--date-format=raw"], { input });
  repository.releases.push(...releasesFor([to]));
  const { version, ...file } = await sdist("dagster-webserver", to);
  pypi.publish("dagster-webserver", version, file);
  return tree.length;
}
