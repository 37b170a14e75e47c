import { c as systems } from "./pep440.js";
import { n as parseTagPattern, o as parseDuration, r as tagOfRef, t as bareVersion } from "./tags.js";
import { r as quoteUntrusted, t as checkRef } from "./refs.js";
import { a as parseConstraint, o as parseIgnore } from "./versions.js";
import { a as nixpkgs, d as repository, f as text, l as positive, n as list, o as oneOf, p as url, r as messageTemplate, s as optionalText, t as boolean, u as refuse } from "./parsers.js";

// src/review/model.ts
const mergeMethods = [
	"merge",
	"squash",
	"rebase"
];

// src/inputs/definitions.ts
const commandNames = [
	"check",
	"bump",
	"build",
	"report",
	"scan",
	"hash"
];
const actionCommands = [
	"check",
	"bump",
	"build",
	"report",
	"scan"
];
const define = (definition) => definition;
const choosing = ["check", "bump"];
const definitions = {
	command: define({
		description: "What to do: `check` polls and chooses, `bump` also edits and commits, `build` builds and checks on this system, `report` makes the pull request of it, `scan` lists what is there.",
		default: "bump",
		placeholder: "NAME",
		commands: actionCommands,
		only: "input",
		parse: oneOf(...actionCommands)
	}),
	directory: define({
		description: "The directory that holds `.flox`.",
		default: ".",
		placeholder: "DIR",
		commands: [
			"check",
			"bump",
			"build",
			"scan"
		],
		parse: text
	}),
	upstream: define({
		description: "The repository on GitHub whose releases are followed.",
		default: "dagster-io/dagster",
		placeholder: "OWNER/REPO",
		commands: [
			"check",
			"bump",
			"build",
			"scan"
		],
		parse: repository
	}),
	tag: define({
		description: "Take this release, tag, commit or branch instead of choosing the newest release. Bump looks at one that is pinned already anew.",
		default: "",
		defaultText: "the newest release",
		placeholder: "REF",
		commands: choosing,
		parse: (value, { name }) => value === "" ? void 0 : checkRef(tagOfRef(value), name)
	}),
	constraint: define({
		description: "Versions that may be taken: a PEP 440 specifier set such as `>=1.12,<2` (or a semver range).",
		default: "",
		defaultText: "any",
		placeholder: "SPEC",
		commands: choosing,
		parse: (value, { name }, { versioning }) => value === "" ? void 0 : parseConstraint(versioning, value, name)
	}),
	ignore: define({
		description: "Versions that are never taken, separated by commas.",
		default: "",
		defaultText: "none",
		placeholder: "LIST",
		commands: choosing,
		list: true,
		parse: (value, origin, { versioning }) => parseIgnore(versioning, list(value, origin), origin.name)
	}),
	prerelease: define({
		description: "Take pre-releases too.",
		default: "false",
		commands: choosing,
		parse: boolean
	}),
	"minimum-release-age": define({
		description: "How old a release must be: minutes, hours, days or weeks.",
		default: "0 days",
		placeholder: "AGE",
		commands: choosing,
		parse: (value, { name }) => parseDuration(value, name)
	}),
	versioning: define({
		description: "How versions are ordered: `pep440` or `semver`.",
		default: "pep440",
		placeholder: "SCHEME",
		commands: choosing,
		parse: oneOf("pep440", "semver")
	}),
	"tag-pattern": define({
		description: "A regular expression that a release's whole tag must match; its first group, where it has one, is the version.",
		default: "",
		defaultText: "a bare version",
		placeholder: "REGEX",
		commands: choosing,
		parse: (value, { name }) => value === "" ? bareVersion : parseTagPattern(value, name)
	}),
	requirements: define({
		description: "What upstream requires and the Nix lists lack, and its build backend: `fix` mends what is sure, `report` shows what fix would do, `off` does not look.",
		default: "fix",
		placeholder: "MODE",
		commands: ["bump"],
		parse: oneOf("fix", "report", "off")
	}),
	systems: define({
		description: "The systems to build on afterwards, separated by commas.",
		default: "",
		defaultText: "the manifest's",
		placeholder: "LIST",
		commands: ["bump", "scan"],
		list: true,
		parse: (value, origin) => {
			return list(value, origin).map((name) => oneOf(...systems)(name, origin));
		}
	}),
	runners: define({
		description: "The runner label of a system, as `system=label` separated by commas, where it is not GitHub's own.",
		default: "",
		defaultText: "GitHub's labels",
		placeholder: "LIST",
		commands: ["bump", "scan"],
		list: true,
		parse: (value, origin) => {
			const entries = list(value, origin).map((entry) => {
				const [, system = entry, label = ""] = /^([^=]*)=(.*)$/.exec(entry) ?? [];
				if (label.trim() === "") throw refuse(origin, `${quoteUntrusted(entry)} names no label`, "Write x86_64-linux=my-runner.");
				return [oneOf(...systems)(system.trim(), origin), label.trim()];
			});
			return new Map(entries);
		}
	}),
	nixpkgs: define({
		description: "The nixpkgs URL that everything is built on, the same on every system.",
		default: "",
		defaultText: "the lock file's",
		placeholder: "URL",
		commands: ["bump", "build"],
		parse: nixpkgs
	}),
	packages: define({
		description: "The packages to build, separated by commas.",
		default: "",
		defaultText: "all",
		placeholder: "LIST",
		commands: ["build"],
		list: true,
		parse: list
	}),
	"timeout-minutes": define({
		description: "Minutes for all builds and checks together; one package may take half of them.",
		default: "300",
		placeholder: "MINUTES",
		commands: ["build"],
		parse: positive
	}),
	reproducible: define({
		description: "Build every package a second time, and compare.",
		default: "false",
		commands: ["build"],
		parse: boolean
	}),
	commit: define({
		description: "Of scan: a commit with the same packaging. Where our check runs say whether it passes, that is the output `verdict`; a bump of which they say nothing yet is `missing`. Neither is to be built.",
		default: "",
		defaultText: "none",
		commands: ["scan"],
		only: "input",
		parse: optionalText
	}),
	"bump-file": define({
		description: "`bump.json`: bump writes it, and the following jobs read it.",
		default: "",
		defaultText: "`$RUNNER_TEMP/flox-upstream/bump.json`; none in a terminal",
		placeholder: "FILE",
		commands: ["bump", "report"],
		parse: optionalText
	}),
	results: define({
		description: "The folder with the build jobs' `result-<system>.json`, in folders of their own or not. Of bump: those of earlier builds; what they found nixpkgs not to meet is relaxed.",
		default: "",
		defaultText: "`$RUNNER_TEMP/flox-upstream/results`; none in a terminal",
		placeholder: "DIR",
		commands: ["bump", "report"],
		parse: optionalText
	}),
	preview: define({
		description: "Write the pull request's text there, as `pull-request.md` and as a page, `pull-request.html`.",
		default: "",
		defaultText: "nothing is written",
		placeholder: "DIR",
		commands: ["report"],
		parse: optionalText
	}),
	"commit-message": define({
		description: "The first line of the commit, and the pull request's title. Known: `{name}`, `{from}`, `{to}`, `{tag}`.",
		default: "{name}: {from} -> {to}",
		placeholder: "TEXT",
		commands: ["bump"],
		only: "input",
		parse: messageTemplate
	}),
	labels: define({
		description: "Labels of the pull request, separated by commas; made where there are none.",
		default: "",
		defaultText: "none",
		commands: ["report"],
		only: "input",
		list: true,
		parse: list
	}),
	reviewers: define({
		description: "People who are asked for a review when the pull request is made.",
		default: "",
		defaultText: "none",
		commands: ["report"],
		only: "input",
		list: true,
		parse: list
	}),
	"team-reviewers": define({
		description: "Teams, by their slug. GitHub's own token cannot ask them: it takes an App's token or a personal one.",
		default: "",
		defaultText: "none",
		commands: ["report"],
		only: "input",
		list: true,
		parse: list
	}),
	assignees: define({
		description: "People to whom the pull request is assigned.",
		default: "",
		defaultText: "none",
		commands: ["report"],
		only: "input",
		list: true,
		parse: list
	}),
	milestone: define({
		description: "The title of the pull request's milestone, which is to be there.",
		default: "",
		defaultText: "none",
		commands: ["report"],
		only: "input",
		parse: optionalText
	}),
	draft: define({
		description: "Whether it is a draft: `always`, `never`, or `auto`, as long as not everything passed.",
		default: "auto",
		commands: ["report"],
		only: "input",
		parse: oneOf("auto", "always", "never")
	}),
	"auto-merge": define({
		description: "`merge`, `squash` or `rebase`: switch on auto-merge where everything passed and nothing is left to people, and off again where that no longer holds.",
		default: "off",
		commands: ["report"],
		only: "input",
		parse: oneOf("off", ...mergeMethods)
	}),
	"on-update": define({
		description: "What a bump becomes: a `pull-request`; an `issue` with the same text, which takes `issues: write`; or just its `branch`; `fail` also fails the job, so that GitHub sends mail.",
		default: "pull-request",
		commands: ["report"],
		only: "input",
		parse: oneOf("pull-request", "issue", "branch", "fail")
	}),
	status: define({
		description: "How the commit tells its verdict: `check-run`, or `commit-status` for tokens that may not write checks.",
		default: "check-run",
		commands: [
			"bump",
			"report",
			"scan"
		],
		only: "input",
		parse: oneOf("check-run", "commit-status")
	}),
	"skip-failing": define({
		description: "Take no release whose open pull request says that it fails here; ask for it by `tag` to try again.",
		default: "false",
		commands: choosing,
		only: "input",
		parse: boolean
	}),
	"fail-on-verdict": define({
		description: "Fail the job where not everything passed.",
		default: "false",
		commands: ["report"],
		only: "input",
		parse: boolean
	}),
	token: define({
		description: "For the packaging repository. bump: `contents: write`, `pull-requests: read`, `checks: read`. scan with `commit`: `checks: read`. report: `contents: write`, `pull-requests: write`, `checks: write`.",
		default: "",
		defaultText: "`github.token`; `GITHUB_TOKEN` or `GH_TOKEN` in a terminal",
		placeholder: "TOKEN",
		commands: [...choosing, "report"],
		secret: true,
		environment: ["GITHUB_TOKEN", "GH_TOKEN"],
		parse: optionalText
	}),
	"upstream-token": define({
		description: "For the upstream, read only.",
		default: "",
		defaultText: "`token` where both are on one API host, else none",
		placeholder: "TOKEN",
		commands: choosing,
		secret: true,
		parse: optionalText
	}),
	"upstream-api-url": define({
		description: "The API of the GitHub that the upstream is on.",
		default: "https://api.github.com",
		placeholder: "URL",
		commands: choosing,
		parse: url
	}),
	"upstream-server-url": define({
		description: "The GitHub that the upstream's archives are fetched from.",
		default: "https://github.com",
		placeholder: "URL",
		commands: [
			...choosing,
			"build",
			"scan"
		],
		parse: url
	}),
	"pypi-url": define({
		description: "The Python package index.",
		default: "https://pypi.org",
		placeholder: "URL",
		commands: choosing,
		parse: url
	}),
	config: define({
		description: "A YAML file that sets these inputs and names what the Nix files leave open; inputs win.",
		default: ".github/flox-upstream.yml",
		defaultText: "`.github/flox-upstream.yml`, where it exists",
		placeholder: "FILE",
		commands: [
			"check",
			"bump",
			"build",
			"report",
			"scan"
		],
		parse: text
	}),
	"dry-run": define({
		description: "Write nothing anywhere: no file, no commit, no branch, no pull request.",
		default: "false",
		commands: ["bump", "report"],
		parse: boolean
	}),
	"exit-code": define({
		description: "Exit with 1 when an update is at hand.",
		default: "false",
		commands: ["check"],
		only: "option",
		parse: boolean
	}),
	flat: define({
		description: "The hash of the file itself, as fetchurl and fetchPypi want it, instead of the tree in it.",
		default: "false",
		commands: ["hash"],
		only: "option",
		parse: boolean
	}),
	"no-strip-root": define({
		description: "Keep the archive's top-level entries, as `stripRoot = false` does.",
		default: "false",
		commands: ["hash"],
		only: "option",
		parse: boolean
	}),
	json: define({
		description: "Print one JSON document on standard output and nothing else there.",
		default: "false",
		commands: commandNames,
		only: "option",
		parse: boolean
	})
};
const inputNames = Object.keys(definitions);
function isBoolean(name) {
	return definitions[name].parse === boolean;
}
function namesFor(command, door) {
	return inputNames.filter((name) => {
		const { commands, only } = definitions[name];
		return commands.includes(command) && (only === void 0 || only === door);
	});
}
function definitionOf(name) {
	return definitions[name];
}

export { isBoolean as a, inputNames as i, commandNames as n, namesFor as o, definitionOf as r, actionCommands as t };