import { join } from "node:path/posix";
import * as z from "zod";
import { type BumpFile, bumpFileSchema } from "../../documents/bump.ts";
import { resultSchema } from "../../documents/result.ts";
import { Problem } from "../../errors.ts";
import type { FoundResult } from "../../review/verdict.ts";
import { quoteUntrusted } from "../../upstream/refs.ts";
import type { World } from "../../world/world.ts";
import { bumpFilePath, resultsFolder } from "../asked-files.ts";
import type { Request } from "../request.ts";

/** A result of more bytes is none. */
const largestResult = 20_000_000;

/** @throws Problem of kind `input` where there is no such file, or it is not what bump writes. */
export async function readBumpFile(world: World, request: Request): Promise<BumpFile> {
  const path = bumpFilePath(request);
  const hint = "Hand over the file that bump wrote, as an artifact, and name it in the input bump-file.";
  if (path === undefined) {
    throw new Problem("no bump.json was named", { kind: "usage", where: { input: "bump-file" }, hint });
  }
  const bytes = await world.files.read(path);
  const fail = (message: string) => new Problem(message, { kind: "input", where: { file: path }, hint });
  if (bytes === undefined) throw fail("there is no such file");
  const parsed = bumpFileSchema.safeParse(json(bytes));
  if (!parsed.success) throw fail(`this is no bump.json of schema 1: ${oneLine(parsed.error)}`);
  return parsed.data;
}

/** Every `result-*.json` below the folder. What a build job hands in is not trusted to be one. */
export async function readResults(world: World, request: Request): Promise<readonly FoundResult[]> {
  const folder = resultsFolder(request);
  if (folder === undefined) return [];
  const paths = (await world.files.list(folder)) ?? [];
  const files = paths.filter((path) => /(?:^|\/)result-[^/]*\.json$/.test(path));
  return Promise.all(files.map((file) => readResult(world, folder, file)));
}

async function readResult(world: World, folder: string, file: string): Promise<FoundResult> {
  const bytes = (await world.files.read(join(folder, file))) ?? new Uint8Array();
  if (bytes.byteLength > largestResult) return { file, unreadable: `it has ${bytes.byteLength} bytes` };
  const document = json(bytes);
  if (document === undefined) return { file, unreadable: "it is not JSON" };
  const parsed = resultSchema.safeParse(document);
  return parsed.success ? parsed.data : { file, unreadable: oneLine(parsed.error) };
}

function json(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(bytes));
  } catch {
    return undefined;
  }
}

/** The first thing that is wrong. */
function oneLine(error: z.ZodError): string {
  const [issue] = error.issues;
  const path = z.core.toDotPath(issue?.path ?? []);
  return quoteUntrusted(`${path === "" ? "" : `${path}: `}${issue?.message ?? "unknown"}`, 200).slice(1, -1);
}
