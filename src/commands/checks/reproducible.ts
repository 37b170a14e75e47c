import type { PackageCheck } from "../../documents/result.ts";
import { failed, passed } from "../../flox/checks/judge.ts";
import { type Bench, check, endFault, type Outcome } from "./bench.ts";

/** What Nix's exit code says where a second build gave something else (Nix manual, nix-store --realise: 104). */
const different = 104;

/** Builds it a second time, and has Nix compare. */
export function checkReproducible(bench: Bench): Promise<PackageCheck> {
  return check(bench, "reproducible", async (deadline): Promise<Outcome> => {
    const { world, storePath, signal } = bench;
    const found = await world.programs.run("nix-store", ["--query", "--deriver", storePath], { timeoutMs: deadline() });
    const deriver = found?.stdout.trim() ?? "";
    if (found === undefined || !deriver.endsWith(".drv")) {
      return { judgement: failed("Nix does not say what it was built from"), output: found?.stderr ?? "" };
    }
    const limit = deadline();
    const started = await world.programs.start("nix-store", ["--realise", "--check", deriver], {
      timeoutMs: limit,
      signal,
    });
    const ended = await started?.ended;
    if (ended === undefined) return { judgement: failed("nix-store is not on PATH"), output: "" };
    const { output, exitCode } = ended;
    if (exitCode === different) return { judgement: failed("a second build gave something else"), output };
    const fault = endFault(ended, limit);
    return { judgement: fault === undefined ? passed() : failed(`the second build ${fault}`), output };
  });
}
