import { afterAll, beforeAll, expect, test } from "@jest/globals";
import type { ProgramResult, World } from "../../src/world/world.ts";
import { inProcess } from "../helpers/in-process.ts";
import { type Packaging, startPackaging } from "../helpers/packaging.ts";
import { problemOf } from "../helpers/problems.ts";
import { startUpstream, type Upstream } from "../helpers/upstream.ts";

let upstream: Upstream;
let packaging: Packaging;

beforeAll(async () => {
  upstream = await startUpstream({ versions: ["1.12.1", "1.13.21"] });
  packaging = await startPackaging(upstream);
});

afterAll(async () => {
  await packaging[Symbol.asyncDispose]();
  await upstream.close();
});

/** A bump where Nix gives this answer about every file, and what Nix was asked. */
function bumpWith(answer: ProgramResult | undefined) {
  const asked: string[] = [];
  const { world } = inProcess(upstream, packaging);
  const programs: World["programs"] = {
    ...world.programs,
    run: async (program, _, { input = "" } = {}) => {
      asked.push(`${program} ${input}`);
      return answer;
    },
  };
  return { asked, ended: inProcess(upstream, packaging, { ...world, programs }).run("bump", {}) };
}

test("a file that Nix does not parse as it would be edited is not written, nor is any other", async () => {
  const before = await packaging.files();
  const { asked, ended } = bumpWith({ exitCode: 1, stdout: "", stderr: "error: syntax error\n" });
  const problem = await problemOf(ended);
  expect(problem).toMatchObject({ kind: "blocked", message: expect.stringMatching(/does not parse .*syntax error$/) });
  expect(problem.where.file).toMatch(/\.nix$/);
  expect(asked).toEqual([expect.stringMatching(/^nix-instantiate .*1\.13\.21/s)]);
  expect(await packaging.files()).toEqual(before);
});

test.each([
  ["a name that is not defined was not before", { exitCode: 1, stdout: "", stderr: "error: undefined variable 'x'" }],
  ["there need be no Nix", undefined],
])("%s: the bump goes on", async (_, answer) => {
  await packaging.restore();
  expect((await bumpWith(answer).ended).document).toMatchObject({ outcome: "update" });
});
