import { Buffer } from "node:buffer";
import { readdir } from "node:fs/promises";
import { expect, test } from "@jest/globals";
import { openSpill } from "../../src/world/spill.ts";
import { temporaryFolder } from "../helpers/folders.ts";
import { problemOf } from "../upstream/problem.ts";

test("what is written is read at any place, and nothing is left in the folder", async () => {
  await using folder = await temporaryFolder();
  const spill = openSpill(folder.path);
  try {
    spill.write(Buffer.from("0123456789"), 0);
    spill.write(Buffer.from("abc"), 10);
    spill.write(Buffer.from("XY"), 3);
    const into = Buffer.alloc(9);
    spill.read(into, 2);
    expect(into.toString()).toBe("2XY56789a");
    expect(await readdir(folder.path)).toEqual([]);
  } finally {
    spill.close();
  }
});

test("reading past the end is an error, not zeros", () => {
  const spill = openSpill();
  try {
    spill.write(Buffer.from("ab"), 0);
    expect(problemOf(() => spill.read(Buffer.alloc(3), 0)).message).toMatch(/temporary file .* cannot be used/);
  } finally {
    spill.close();
  }
});

test("a folder that cannot be used is named", async () => {
  await using folder = await temporaryFolder();
  const problem = problemOf(() => openSpill(`${folder.path}/missing`));
  expect(problem.message).toContain(`${folder.path}/missing`);
  expect(problem).toMatchObject({ kind: "outside", hint: expect.stringContaining("TMPDIR") });
});
