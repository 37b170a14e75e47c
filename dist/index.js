import { c as isProblem, o as Problem } from "./chunks/refs.js";
import { t as actionCommands } from "./chunks/definitions.js";
import { o as oneOf } from "./chunks/parsers.js";
import { a as runCommand, c as inputsOfRunner, i as problemText, n as lines, o as unforeseen, t as realWorld } from "./chunks/real.js";
import { i as escapeMarkdown } from "./chunks/markdown.js";
import { a as group, c as setSecret, i as error, n as debug, o as info, u as warning } from "./chunks/core.js";
import { i as withoutCommands, n as Mask, r as printable, t as LineBuffer } from "./chunks/text.js";
import { randomBytes } from "node:crypto";

// src/commands/result.ts
const outputDescriptions = {
	outcome: "`update`, `up-to-date`, `waiting`, `blocked`; of bump also `unchanged`, `held` and `closed`; of build `passed`, `failed` or `unsupported`; of report `passed` and `failed`.",
	tag: "The upstream's tag that is taken; empty for an untagged commit or where nothing is taken.",
	version: "The version that is taken.",
	"current-version": "The version that was pinned before.",
	branch: "The branch that holds the bump.",
	commit: "The commit that is to be built: the bump's, or a person's on its branch.",
	systems: "A list of `{system, runner}` for `matrix.include`; `[]` where nothing is to be built.",
	"bump-file": "The path of `bump.json`.",
	"result-file": "The path of `result-<system>.json`.",
	verdict: "Of report: `passed`, `failed`, `missing` (not every job has reported) or `not-built`. Of scan: what was told of `commit`; `missing` for a bump of which nothing was told yet.",
	"pull-request-number": "The number of the bump's open pull request, where there is one.",
	"pull-request-url": "Its address."
};
const outputNames = Object.keys(outputDescriptions);

// src/world/actions-log.ts
function actionsLog() {
	const mask = new Mask();
	const own = (text) => withoutCommands(mask.apply(text));
	return {
		info: (text) => info(own(text)),
		warning: (text, where) => warning(printable(mask.apply(text)), annotation(where)),
		error: (text, where) => error(printable(mask.apply(text)), annotation(where)),
		foreign: (text) => {
			const token = randomBytes(16).toString("hex");
			const whole = withoutCommands(mask.apply(text)).replace(/\n?$/, "\n");
			process.stdout.write(`::stop-commands::${token}\n${whole}::${token}::\n`);
		},
		foreignStream() {
			const token = randomBytes(16).toString("hex");
			process.stdout.write(`::stop-commands::${token}\n`);
			const lines = new LineBuffer((line) => process.stdout.write(`${withoutCommands(mask.apply(line))}\n`));
			return {
				write: (text) => lines.write(text),
				end() {
					lines.end();
					process.stdout.write(`::${token}::\n`);
				}
			};
		},
		debug: (text) => debug(printable(mask.apply(text))),
		group: (title, body) => group(own(title).replaceAll("\n", " "), body),
		secret: (value) => {
			mask.add(value);
			for (const part of value.split(/\r?\n/)) if (part.trim() !== "") setSecret(part);
		},
		progress: (title, total) => lines(title, total, (text) => info(own(text)))
	};
}
function annotation({ file, line, column } = {}) {
	return {
		...file === void 0 ? {} : { file },
		...line === void 0 ? {} : { startLine: line },
		...column === void 0 ? {} : { startColumn: column }
	};
}

// src/world/runner.ts
async function githubRunner(env) {
	const temp = env.RUNNER_TEMP;
	if (!temp || !env.GITHUB_REPOSITORY) throw new Problem("RUNNER_TEMP and GITHUB_REPOSITORY are not set: this is not a GitHub runner", {
		kind: "usage",
		hint: "In a terminal, run flox-upstream."
	});
	const core = await import("./chunks/core2.js");
	const { context } = await import("./chunks/github.js");
	return {
		repository: context.repo,
		apiUrl: context.apiUrl,
		serverUrl: context.serverUrl,
		branch: env.GITHUB_REF_TYPE === "branch" ? env.GITHUB_REF_NAME : void 0,
		runUrl: env.GITHUB_RUN_ID === void 0 ? void 0 : `${context.serverUrl}/${env.GITHUB_REPOSITORY}/actions/runs/${env.GITHUB_RUN_ID}`,
		temp,
		output: (name, value) => core.setOutput(name, value),
		async summary(markdown) {
			if (!env.GITHUB_STEP_SUMMARY) return;
			try {
				await core.summary.addRaw(markdown, true).write();
			} catch (error) {
				core.warning(`the job summary cannot be written: ${error.message}`, { title: "flox-upstream" });
			}
		},
		fail(message, where) {
			core.error(message, {
				title: "flox-upstream",
				...annotation(where)
			});
			process.exitCode = 1;
		}
	};
}

// src/index.ts
async function main() {
	const runner = await githubRunner(process.env);
	try {
		const world = realWorld(process.env, { log: actionsLog() });
		const given = inputsOfRunner(process.env);
		const name = given.get("command")?.text || "bump";
		const command = oneOf(...actionCommands)(name, {
			name: "command",
			from: "input"
		});
		const { result } = await runCommand(world, command, given, [], runner);
		world.log.info(result.headline);
		for (const output of outputNames) runner.output(output, result.outputs[output] ?? "");
		await runner.summary(`**${escapeMarkdown(result.headline)}**\n\n${result.summary}\n`);
		if (result.exitCode !== 0) runner.fail(result.headline);
	} catch (error) {
		if (!isProblem(error)) throw error;
		const { file, line, column } = error.where;
		runner.output("outcome", "");
		runner.fail(problemText(error), {
			...file && { file },
			...line && { line },
			...column && { column }
		});
		await runner.summary(`**Failed:** ${escapeMarkdown(problemText(error))}\n`);
	}
}
main().catch((error) => {
	const message = (isProblem(error) ? problemText(error) : unforeseen(error)).replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A");
	process.stdout.write(`::error title=flox-upstream::${message}\n`);
	process.exitCode = 1;
});

export {  };