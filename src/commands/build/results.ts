import { dirname, join } from "node:path/posix";
import { jsonText } from "../../documents/json.ts";
import type { BuiltPackage, ResultDocument } from "../../documents/result.ts";
import { resultSchema } from "../../documents/result.ts";
import { resultOutcome } from "../../flox/outcome.ts";
import type { World } from "../../world/world.ts";

/** The document as it grows. Every state of it is on the disk, so that a job that is killed leaves what it found. */
export interface Results {
  readonly path: string;
  document(): ResultDocument;
  add(built: BuiltPackage): Promise<void>;
  /** From here on it says that it is all there is. */
  finish(): Promise<void>;
}

export async function openResults(
  world: World,
  path: string,
  head: Pick<ResultDocument, "system" | "commit" | "nixpkgs" | "floxVersion" | "nixVersion">,
): Promise<Results> {
  const packages: BuiltPackage[] = [];
  let complete = false;
  const document = (): ResultDocument => ({
    schema: 1,
    ...head,
    complete,
    outcome: complete ? resultOutcome(packages) : "failed",
    packages: [...packages],
  });
  const write = async () => {
    const text = jsonText(resultSchema.parse(document()));
    await world.files.writeAll(new Map([[path, new TextEncoder().encode(text)]]));
  };
  await world.files.makeFolder(dirname(path));
  await write();
  return {
    path,
    document,
    async add(built) {
      packages.push(built);
      await write();
    },
    async finish() {
      complete = true;
      await write();
    },
  };
}

/** Beside what the other jobs gather, as an action; else beside Flox's own result links. */
export function resultPath(temp: string | undefined, directory: string, system: string): string {
  return join(temp === undefined ? directory : join(temp, "flox-upstream"), `result-${system}.json`);
}
