import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { type GitHubServer, startGitHub } from "../helpers/github-server.ts";
import type { RecordedRequest } from "../helpers/loopback.ts";
import { type Packaging, startPackaging } from "../helpers/packaging.ts";
import { startUpstream, type Upstream } from "../helpers/upstream.ts";

/** Which tokens each of the stand-ins was shown. */
function shown(requests: readonly RecordedRequest[]): Record<string, string[]> {
  const seen = new Map<string, Set<string>>();
  for (const { server, headers } of requests) {
    const tokens = seen.get(server) ?? new Set();
    if (headers.authorization !== undefined) tokens.add(headers.authorization.replace(/^\w+ /, ""));
    seen.set(server, tokens);
  }
  return Object.fromEntries([...seen].map(([server, tokens]) => [server, [...tokens]]));
}

async function during<T>(of: { readonly requests: readonly RecordedRequest[] }, action: () => Promise<T>) {
  const from = of.requests.length;
  const result = await action();
  return { result, requests: of.requests.slice(from) };
}

describe("a public upstream on the packaging's own GitHub", () => {
  let upstream: Upstream;
  let packaging: Packaging;

  beforeAll(async () => {
    upstream = await startUpstream();
    packaging = await startPackaging(upstream);
  });
  afterAll(async () => {
    await packaging[Symbol.asyncDispose]();
    await upstream.close();
  });

  test("the token goes to the API, and to no host of archives or packages", async () => {
    const { result, requests } = await during(upstream, () => packaging.action());
    expect(result.exitCode).toBe(0);
    expect(shown(requests)).toEqual({ api: [upstream.token], web: [], archives: [], pypi: [], "pypi-files": [] });
  });

  test("the upstream's own token goes to the API for the upstream alone", async () => {
    upstream.github.state.tokens.set("for-the-upstream", { permissions: { contents: "read" } });
    const { result, requests } = await during(upstream, () =>
      packaging.action({ "upstream-token": "for-the-upstream", tag: "1.13.21" }),
    );
    expect(result.exitCode).toBe(0);
    const to = (name: string) => shown(requests.filter(({ path }) => path.startsWith(`/repos/${name}/`))).api;
    expect(to("dagster-io/dagster")).toEqual(["for-the-upstream"]);
    expect(to("someone/packaging")).toEqual([upstream.token]);
  });

  test("without a token the upstream is asked all the same, with a warning", async () => {
    const { result, requests } = await during(upstream, () =>
      packaging.cli(["check", "--directory", "dagster-build"], { GITHUB_TOKEN: "" }),
    );
    expect(result.exitCode).toBe(0);
    expect(result.stderr).toContain("without a token: at most 60 requests an hour");
    expect(shown(requests).api).toEqual([]);
  });

  test("in a terminal: --token before GITHUB_TOKEN before GH_TOKEN; the action reads none of them", async () => {
    for (const name of ["from-option", "from-github", "from-gh"]) {
      upstream.github.state.tokens.set(name, { permissions: { contents: "read" } });
    }
    const env = { GITHUB_TOKEN: "from-github", GH_TOKEN: "from-gh" };
    const check = ["check", "--directory", "dagster-build"];
    const tokens = async (args: readonly string[], variables: Record<string, string>) =>
      shown((await during(upstream, () => packaging.cli(args, variables))).requests).api;
    expect(await tokens([...check, "--token", "from-option"], env)).toEqual(["from-option"]);
    expect(await tokens(check, env)).toEqual(["from-github"]);
    expect(await tokens(check, { ...env, GITHUB_TOKEN: "" })).toEqual(["from-gh"]);
    const { requests } = await during(upstream, () => packaging.action({ command: "check", token: "" }, env));
    expect(shown(requests).api).toEqual([]);
  });
});

describe("an upstream on another GitHub than the packaging", () => {
  let upstream: Upstream;
  let github: GitHubServer;
  let packaging: Packaging;

  beforeAll(async () => {
    upstream = await startUpstream();
    github = await startGitHub();
    github.state.tokens.set("for-the-packaging", {
      permissions: { contents: "write", pull_requests: "write", metadata: "read" },
    });
    upstream.github.state.tokens.set("for-the-upstream", { permissions: { contents: "read" } });
    packaging = await startPackaging(upstream, { github });
  });
  afterAll(async () => {
    await packaging[Symbol.asyncDispose]();
    await Promise.all([upstream.close(), github.close()]);
  });

  test("each is shown its own token only, and the packaging's own GitHub is the one that is written to", async () => {
    const own = github.traffic.requests.length;
    const { result, requests } = await during(upstream, () =>
      packaging.action({ token: "for-the-packaging", "upstream-token": "for-the-upstream" }),
    );
    expect(result).toMatchObject({ exitCode: 0, outputs: { outcome: "update" } });
    expect(shown(requests)).toEqual({ api: ["for-the-upstream"], web: [], archives: [], pypi: [], "pypi-files": [] });
    const written = github.traffic.requests.slice(own);
    expect(shown(written)).toEqual({ api: ["for-the-packaging"] });
    expect(requests.filter(({ method }) => method !== "GET")).toEqual([]);
    expect(written.filter(({ method }) => method !== "GET")).toHaveLength(3);
  });

  test("the packaging's token is not lent to the upstream", async () => {
    const { result, requests } = await during(upstream, () =>
      packaging.action({ token: "for-the-packaging", command: "check" }),
    );
    expect(result.exitCode).toBe(0);
    expect(result.stdout).toMatch(/^::warning::Asking the upstream's GitHub without a token/m);
    expect(shown(requests)).toMatchObject({ api: [] });
  });
});

describe("a private upstream", () => {
  let upstream: Upstream;
  let packaging: Packaging;

  beforeAll(async () => {
    upstream = await startUpstream({ private: true });
    packaging = await startPackaging(upstream);
  });
  afterAll(async () => {
    await packaging[Symbol.asyncDispose]();
    await upstream.close();
  });

  test("its archive comes through the API, and the token does not follow to where that leads", async () => {
    const { result, requests } = await during(upstream, () =>
      packaging.cli(["bump", "--json", "--directory", "dagster-build"]),
    );
    expect(result).toMatchObject({ exitCode: 0 });
    expect(JSON.parse(result.stdout)).toMatchObject({ outcome: "update", candidate: { tag: "1.13.26" } });
    expect(shown(requests)).toEqual({ api: [upstream.token], web: [], archives: [], pypi: [], "pypi-files": [] });
    expect(requests.some(({ path }) => path.includes("/tarball/1.13.26"))).toBe(true);
  });

  test("has the same tree and the same hash as in public", async () => {
    const open = await startUpstream();
    try {
      await using other = await startPackaging(open);
      await other.cli(["bump", "--directory", "dagster-build"]);
      const source = "dagster-build/.flox/pkgs/dagster-src.nix";
      expect((await packaging.files())[source]).toBe((await other.files())[source]);
    } finally {
      await open.close();
    }
  });

  test("without a token it is not seen, which is said; exit code 2", async () => {
    const run = await packaging.cli(["check", "--directory", "dagster-build"], { GITHUB_TOKEN: "" });
    expect(run.exitCode).toBe(2);
    expect(run.stderr).toMatch(/knows no such thing, or does not show it.*\n.*a private repository needs/);
  });
});
