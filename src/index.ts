import { outputNames } from "./commands/result.ts";
import { isProblem } from "./errors.ts";
import { actionCommands } from "./inputs/definitions.ts";
import { oneOf } from "./inputs/parsers.ts";
import { inputsOfRunner } from "./inputs/read.ts";
import { problemText, runCommand, unforeseen } from "./main.ts";
import { escapeMarkdown } from "./review/markdown.ts";
import { actionsLog } from "./world/actions-log.ts";
import { realWorld } from "./world/real.ts";
import { githubRunner } from "./world/runner.ts";

/** The action's door: inputs from the runner, outputs, summary and failure to it. */
async function main(): Promise<void> {
  const runner = await githubRunner(process.env);
  try {
    const world = realWorld(process.env, { log: actionsLog() });
    const given = inputsOfRunner(process.env);
    const name = given.get("command")?.text || "bump";
    const command = oneOf(...actionCommands)(name, { name: "command", from: "input" });
    const { result } = await runCommand(world, command, given, [], runner);

    world.log.info(result.headline);
    for (const output of outputNames) runner.output(output, result.outputs[output] ?? "");
    await runner.summary(`**${escapeMarkdown(result.headline)}**\n\n${result.summary}\n`);
    if (result.exitCode !== 0) runner.fail(result.headline);
  } catch (error) {
    if (!isProblem(error)) throw error;
    const { file, line, column } = error.where;
    runner.output("outcome", "");
    runner.fail(problemText(error), { ...(file && { file }), ...(line && { line }), ...(column && { column }) });
    await runner.summary(`**Failed:** ${escapeMarkdown(problemText(error))}\n`);
  }
}

main().catch((error: unknown) => {
  const text = isProblem(error) ? problemText(error) : unforeseen(error);
  const message = text.replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A");
  process.stdout.write(`::error title=flox-upstream::${message}\n`);
  process.exitCode = 1;
});
