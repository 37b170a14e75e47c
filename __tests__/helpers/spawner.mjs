/** Starts programs for a larger process: what is forked from this small one costs next to nothing. */
import { spawn } from "node:child_process";

process.on("message", ({ id, file, args, cwd, env, input }) => {
  const child = spawn(file, args, { cwd, env });
  const stdout = [];
  const stderr = [];
  child.stdout.on("data", (chunk) => stdout.push(chunk));
  child.stderr.on("data", (chunk) => stderr.push(chunk));
  child.once("error", ({ message }) => process.send?.({ id, error: message }));
  child.once("close", (code) =>
    process.send?.({ id, exitCode: code ?? -1, stdout: Buffer.concat(stdout), stderr: Buffer.concat(stderr) }),
  );
  // A program may end before it has read everything.
  child.stdin.on("error", () => undefined);
  child.stdin.end(input);
});
