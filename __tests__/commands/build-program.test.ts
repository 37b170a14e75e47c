import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { execa } from "execa";
import { resultSchema } from "../../src/documents/result.ts";
import { environmentFiles, thing } from "../helpers/building.ts";
import { type Flox, standInFlox } from "../helpers/flox.ts";
import { describeWith } from "../helpers/needs.ts";
import { type Nix, ownSystem, temporaryNix } from "../helpers/nix.ts";
import { dist, type Packaging, startPackaging } from "../helpers/packaging.ts";
import { startUpstream, type Upstream } from "../helpers/upstream.ts";

const hostile = "printf '::set-output name=outcome::passed\\\\n##[endgroup]\\\\n::error::forged\\\\n'; exit 1";

describeWith("builds", "the built program builds", () => {
  let nix: Nix;
  let flox: Flox;
  let upstream: Upstream;
  let packaging: Packaging;

  beforeAll(async () => {
    nix = await temporaryNix();
    flox = await standInFlox(nix);
    upstream = await startUpstream({ versions: ["1.12.1"] });
    packaging = await startPackaging(upstream, {
      files: { ...environmentFiles, ...thing(), ...thing({ name: "broken", nix: `postPatch = "${hostile}";` }) },
    });
  });
  afterAll(async () => {
    await packaging[Symbol.asyncDispose]();
    await upstream.close();
    await flox[Symbol.asyncDispose]();
    await nix.close();
  });

  test("in a terminal: one document on standard output, and exit code 1 where something failed", async () => {
    const { exitCode, stdout, stderr } = await packaging.cli(["build", "--json"], flox.env());
    expect(exitCode).toBe(1);
    const document = resultSchema.parse(JSON.parse(stdout));
    expect(document.packages.map(({ attribute, status }) => [attribute, status])).toEqual([
      ["broken", "failed"],
      ["thing", "passed"],
    ]);
    expect(JSON.parse(await readFile(join(packaging.checkout, `result-${ownSystem()}.json`), "utf8"))).toEqual(
      document,
    );
    expect(stderr).toContain("flox build thing\n");
    expect(stderr).toContain("thing: built in ");
    expect((await packaging.cli(["build", "--packages", "thing"], flox.env())).exitCode).toBe(0);
  });

  test("interrupted: it ends what runs, and the result says that there is more", async () => {
    const waits = thing({ name: "waits", nix: 'postPatch = "echo waiting; sleep 765432 & wait";' });
    await using other = await startPackaging(upstream, {
      name: "someone/interrupted",
      files: { ...environmentFiles, ...thing(), ...waits },
    });
    const running = execa(process.execPath, [join(dist, "cli.js"), "build"], {
      cwd: other.checkout,
      env: { HOME: other.checkout, ...flox.env() },
      extendEnv: false,
      reject: false,
    });
    let seen = "";
    for await (const line of running.iterable({ from: "stderr" })) {
      seen += `${line}\n`;
      if (line.endsWith("waiting")) running.kill("SIGINT");
    }
    const { exitCode } = await running;
    expect(exitCode).toBe(1);
    expect(seen).toContain("waits: the build was cancelled");
    const file = join(other.checkout, `result-${ownSystem()}.json`);
    expect(resultSchema.parse(JSON.parse(await readFile(file, "utf8")))).toMatchObject({
      complete: false,
      outcome: "failed",
      packages: [{ status: "passed" }, { status: "failed", failure: { kind: "cancelled" } }],
    });
    const { stdout } = await execa("ps", ["-eo", "args"]);
    expect(stdout).not.toContain("sleep 765432\n");
  });

  test("as an action: outputs, a summary, an annotation at the Nix file, and no command of a build's", async () => {
    const inputs = { command: "build", directory: ".", token: "" };
    const { exitCode, stdout, outputs, summary } = await packaging.action(inputs, flox.env());
    expect(exitCode).toBe(1);
    expect(outputs).toMatchObject({
      outcome: "failed",
      "result-file": expect.stringMatching(new RegExp(`/flox-upstream/result-${ownSystem()}\\.json$`)),
    });
    expect(resultSchema.parse(JSON.parse(await readFile(outputs["result-file"] ?? "", "utf8"))).outcome).toBe("failed");
    expect(summary).toContain("| `broken` | `1.0` | failed |");
    expect(stdout).toContain("::error file=.flox/pkgs/broken.nix::broken: its build failed with exit code 1");
    const lines = stdout.split("\n");
    expect(lines.filter((line) => line.startsWith("::group::"))).toEqual([
      "::group::flox build broken",
      "::group::flox build thing",
      "::group::check thing",
    ]);
    expect(lines.filter((line) => /^\s*::(set-output|error::forged)/.test(line) || line.includes("##["))).toEqual([]);
    expect(stdout).toContain("forged");
  });
});
