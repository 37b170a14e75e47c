/** What real Nix says to many texts at once: `nix-instantiate --parse` on files, with as few processes as it takes. */
import { execFile } from "node:child_process";
import { mkdir, mkdtemp, realpath, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

export interface Rejection {
  readonly accepted: false;
  readonly message: string;
  /** Where Nix states a place. */
  readonly line: number | undefined;
  readonly column: number | undefined;
}

/** A variable that is not defined is not a matter of syntax: such a text is accepted, but Nix does not show it. */
export type NixVerdict = { readonly accepted: true; readonly shown: string | undefined } | Rejection;

export interface NixVerdicts {
  readonly verdicts: readonly NixVerdict[];
  /** The places of the names that were asked for in the table of symbols. */
  readonly ranks: ReadonlyMap<string, number>;
}

export interface NixParser {
  /** The folder that relative paths of the texts start from, and the user's home. */
  readonly folder: string;
  readonly home: string;
  /** The verdict on each byte string. Nix shows formals and `let` in the order of its table of symbols: `ranks`. */
  parse(texts: readonly string[], names?: readonly string[]): Promise<NixVerdicts>;
  /** The value of an expression in which `file n` is the path of the n-th text. */
  evaluate(texts: readonly string[], expression: string): Promise<unknown>;
  close(): Promise<void>;
}

interface Judged {
  readonly verdicts: readonly NixVerdict[];
  /** The indexes of the names, in the order of the table of symbols. */
  readonly order: readonly number[];
}

/** Nix does not start with more; the machine's limit on arguments is far above. */
const filesPerProcess = 200;
const processes = 2;

export async function nixParser(): Promise<NixParser> {
  const root = await realpath(await mkdtemp(join(tmpdir(), "flox-upstream-parse-")));
  let folders = 0;
  const folder = join(root, "texts");
  const home = join(root, "home");
  await Promise.all([folder, home].map((path) => mkdir(path)));

  function run(args: readonly string[]): Promise<{ code: number; stdout: string; stderr: string }> {
    const env = { PATH: process.env.PATH ?? "", HOME: home, NIX_REMOTE: "dummy://", NIX_CONF_DIR: home };
    return new Promise((resolve) => {
      execFile(
        "nix-instantiate",
        args,
        { env, cwd: folder, encoding: "latin1", maxBuffer: 2 ** 28 },
        (error, stdout, stderr) => resolve({ code: error === null ? 0 : Number(error.code ?? 1), stdout, stderr }),
      );
    });
  }

  async function written(texts: readonly string[]): Promise<string[]> {
    const batch = folders++;
    return Promise.all(
      texts.map(async (text, i) => {
        const file = join(folder, `${batch}-${i}.nix`);
        await writeFile(file, text, "latin1");
        return file;
      }),
    );
  }

  /**
   * Nix stops at the first file that it rejects, and names it: that one is judged, and the ones behind it are next.
   * Each process reads the names first, so that its table of symbols has them in the same order.
   */
  async function judge(names: string, files: readonly string[]): Promise<Judged> {
    const verdicts: NixVerdict[] = [];
    let order: number[] = [];
    while (verdicts.length < files.length) {
      const rest = files.slice(verdicts.length, verdicts.length + filesPerProcess);
      const { code, stdout, stderr } = await run(["--parse", names, ...rest]);
      const [first = "", ...shown] = stdout.split("\n").slice(0, -1);
      order = [...first.matchAll(/= (\d+);/g)].map(([, index]) => Number(index));
      for (const line of shown) verdicts.push({ accepted: true, shown: line });
      if (code !== 0) verdicts.push(verdictOf(stderr, files[verdicts.length] ?? ""));
      else if (shown.length !== rest.length) throw new Error(`${shown.length} lines for ${rest.length} files`);
    }
    return { verdicts, order };
  }

  return {
    folder,
    home,
    parse: async (texts, names = []) => {
      const unique = [...new Set(names)];
      const bindings = unique.map((name, i) => `"${name.replace(/["\\$]/g, "\\$&")}" = ${i};`);
      const [first = "", ...files] = await written([`let ${bindings.join(" ")} in 0`, ...texts]);
      const share = Math.ceil(files.length / processes);
      const shares = Array.from({ length: processes }, (_, i) => files.slice(i * share, (i + 1) * share));
      const judged = await Promise.all(shares.map((files) => judge(first, files)));
      const order = judged[0]?.order ?? [];
      return {
        verdicts: judged.flatMap(({ verdicts }) => verdicts),
        ranks: new Map(order.map((index, rank) => [unique[index] ?? "", rank])),
      };
    },
    evaluate: async (texts, expression) => {
      const files = await written(texts);
      const wrapped = `let file = builtins.elemAt [ ${files.join(" ")} ]; in ${expression}`;
      const { code, stdout, stderr } = await run(["--eval", "--strict", "--json", "--expr", wrapped]);
      if (code !== 0) throw new Error(stderr);
      return JSON.parse(Buffer.from(stdout, "latin1").toString("utf8"));
    },
    close: () => rm(root, { recursive: true, force: true }),
  };
}

function verdictOf(stderr: string, file: string): NixVerdict {
  const message = stderr.split("\n")[0] ?? "";
  if (message.startsWith("error: undefined variable")) return { accepted: true, shown: undefined };
  const place = stderr.slice(stderr.indexOf("at ", message.length)).slice(3 + file.length);
  const [, line, column] = /^:(\d+):(\d+):/.exec(place) ?? [];
  if (!message.startsWith("error: ") || (line === undefined && !stderr.includes(file))) throw new Error(stderr);
  return {
    accepted: false,
    message: message.slice("error: ".length),
    line: line === undefined ? undefined : Number(line),
    column: column === undefined ? undefined : Number(column),
  };
}
