import { r as quoteUntrusted } from "./refs.js";
import { c as systems, i as matchesSpecifiers, o as parseSpecifiers } from "./pep440.js";
import { A as withNamespace, B as argument, D as lexical, E as afterReferences, I as parseNix, K as knownText, M as pythonOf, N as pythonSetIn, O as namespaces, P as attributePath, T as attributesOf, U as inNixpkgs, V as fetchersIn, W as unknown, j as isPythonSet, k as withNames } from "./situation.js";
import { r as normalizeName } from "./names.js";
import { a as textOf, n as encode, t as display } from "./source.js";
import { n as descend } from "./sections.js";

// src/flox/build-log.ts
const opening = /^error: hash mismatch in fixed-output derivation '(\/[^']+\.drv)':$/;
const specifiedLine = /^ +(?:specified|wanted): +(\S+)$/;
const gotLine = /^ +got: +(\S+)$/;
const hash = /^(sha(1|256|512)-[A-Za-z0-9+/]+=*|sha(1|256|512):[0-9a-z]+)$/;
function readHashMismatches(log) {
	const lines = log.split(/\r?\n/).map(withoutColours);
	return lines.flatMap((line, index) => {
		const derivation = opening.exec(line)?.[1];
		const specified = specifiedLine.exec(lines[index + 1] ?? "")?.[1];
		const got = gotLine.exec(lines[index + 2] ?? "")?.[1];
		if (derivation === void 0 || specified === void 0 || got === void 0) return [];
		return hash.test(specified) && hash.test(got) ? [{
			specified,
			got,
			derivation
		}] : [];
	});
}
function withoutColours(line) {
	return line.replaceAll(new RegExp(`${String.fromCharCode(27)}\\[[0-9;]*m`, "g"), "");
}

// src/flox/python-version.ts
const usualPython = [3, 13];
function isSamePython(one, other) {
	return one?.[0] === other?.[0] && one?.[1] === other?.[1];
}

// src/nix/python/names.ts
function isSame(entry, wanted) {
	return entry.from === wanted.from && entry.name === wanted.name;
}
function identityAt(path) {
	const name = path.at(-1);
	if (name === void 0) return void 0;
	const set = pythonSetIn(path);
	return {
		from: set !== void 0 && path.length === set.length + 1 ? "python-set" : "other",
		name
	};
}
var Identities = class {
	#reading;
	#byDerivation = /* @__PURE__ */ new Map();
	#byPlace = /* @__PURE__ */ new Map();
	constructor(reading) {
		this.#reading = reading;
		for (const node of reading.packages.keys()) {
			if (node.derivation === void 0 || node.aliasOf !== void 0) continue;
			this.#byDerivation.set(node.derivation, node.attribute);
			const key = placeKey(node.derivation);
			this.#byPlace.set(key, this.#byPlace.has(key) ? void 0 : node.attribute);
		}
	}
	of(value) {
		if (value.kind === "unknown") return value.path && identityAt(value.path);
		if (value.kind !== "set" || value.derivation === void 0) return void 0;
		const { derivation } = value;
		const attribute = this.#attributeOf(derivation);
		const base = overridden(derivation);
		if (base?.from === "python-set" && !this.#isTopLevel(attribute)) return base;
		if (attribute !== void 0) return {
			from: "own",
			name: attribute
		};
		return {
			from: "other",
			name: derivation.function
		};
	}
	#attributeOf(derivation) {
		return this.#reading.program.owner(derivation) ?? this.#byDerivation.get(derivation) ?? this.#byPlace.get(placeKey(derivation));
	}
	#isTopLevel(attribute) {
		return attribute !== void 0 && this.#reading.program.values.has(attribute);
	}
};
function placeKey({ at, arguments: { attributes } }) {
	return `${at.file}:${at.from}:${[...attributes.keys()].join(" ")}`;
}
function overridden(derivation) {
	const path = argument(derivation, "pname") === void 0 ? overriddenPath(derivation) : void 0;
	return path && identityAt(path);
}
function overriddenPath(derivation) {
	if (derivation.function !== "overrideAttrs") return void 0;
	let base = derivation.arguments.rest;
	while (base?.kind === "unknown" && base.path === void 0 && base.mentions.length === 1) base = base.mentions[0]?.force();
	return base?.kind === "unknown" ? base.path : void 0;
}

// src/nix/reading/copy-scripts.ts
const reference = "";
function scriptText({ parts }) {
	return parts.map((part) => {
		if (part.kind === "literal" || part.kind === "derived") return part.text;
		return part.kind === "reference" ? reference : "\0";
	}).join("");
}
function isStorePath(value) {
	return scriptText(value) === reference;
}
const harmless = /^(?:true|:|(?:runHook|mkdir|chmod|patch|substituteInPlace|sed)\s[^`|]*)$/;
function isHarmless(script) {
	return commandsOf(script)?.every((command) => harmless.test(command)) ?? false;
}
function copiesAllToOut(script, variables, isInside) {
	const whole = wholePattern(variables, isInside);
	const copy = new RegExp(`^cp(?:${flag})+\\s+${whole}\\s+["']?\\$(?:out|\\{out\\})/?["']?$`);
	const commands = commandsOf(script);
	const at = commands?.findIndex((command) => copy.test(command)) ?? -1;
	if (commands === void 0 || at < 0) return false;
	const isAfter = (command) => harmless.test(command) || /^cd\s+["']?\$(?:out|\{out\})["']?$/.test(command);
	return commands.slice(0, at).every((command) => harmless.test(command)) && commands.slice(at + 1).every(isAfter);
}
function unpacksAll(script) {
	const whole = wholePattern(["src"], false);
	const copy = new RegExp(`^(?:cp(?:${flag})+\\s+${whole}\\s+["']?[\\w./-]+["']?|unpackFile\\s+${whole}|unzip\\s+${whole})$`);
	const untar = new RegExp(`^tar\\s+-?[a-z]*x[a-z]*\\s+${whole}(?:\\s+--strip-components[= ]1)?$`);
	const commands = commandsOf(script) ?? [];
	const isUnpacking = (command) => copy.test(command) || untar.test(command);
	const isBeside = (command) => harmless.test(command) || /^(?:cd\s|(?:export\s+)?sourceRoot=)\S+$/.test(command);
	return commands.filter(isUnpacking).length === 1 && commands.every((command) => isUnpacking(command) || isBeside(command));
}
const flag = "\\s+(?:-[A-Za-z]+|--[a-z-]+(?:=\\w+)?)";
function wholePattern(variables, isInside) {
	const names = variables.flatMap((name) => [`\\$${name}`, `\\$\\{${name}\\}`]);
	return `["']?(?:${[
		reference,
		...names,
		...isInside ? ["\\."] : []
	].join("|")})["']?(?:/\\.?)?["']?`;
}
function commandsOf(script) {
	const text = scriptText(script).replaceAll("\\\n", " ");
	if (/\$\(|`|<\(|\.gitignore/.test(text)) return void 0;
	return (text.match(/(?:'[^']*'|"(?:[^"\\]|\\.)*"|\\.|[^;&\n'"\\])+/g) ?? []).map((command) => command.trim()).filter((command) => command !== "" && !command.startsWith("#"));
}

// src/nix/reading/copies.ts
function copiesSubdirectory({ derivation }) {
	const src = argument(derivation, "src");
	if (src !== void 0 && isPart(src)) return true;
	const unpack = argument(derivation, "unpackPhase");
	return unpack?.kind === "string" && !unpacksAll(unpack);
}
const stepLimit = 10;
function copiedFrom({ derivation }, program) {
	const src = derivation?.arguments.attributes.get("src")?.written;
	return src && wholeIn(src, program, 0);
}
function wholeIn({ expression: root, environment }, program, step) {
	const text = program.text(environment.file) ?? "";
	for (const expression of descend(root)) {
		if (expression.kind !== "variable" && expression.kind !== "select") continue;
		const value = program.evaluator.evaluate(expression, environment);
		const name = display(text.slice(expression.from, expression.to));
		if (value.kind === "set" && holdsSource(value) && !isPart(value) && /^[\w'.-]+$/.test(name)) return name;
		const meant = expression.kind === "variable" ? lexical(environment, expression.name)?.written : void 0;
		const found = meant?.environment.file === environment.file && step < stepLimit ? wholeIn(meant, program, step + 1) : void 0;
		if (found !== void 0) return found;
	}
}
const keepers = /* @__PURE__ */ new Set([
	"applyPatches",
	"cleanSource",
	"srcOnly"
]);
function isPart(value) {
	switch (value.kind) {
		case "string": return afterReferences(value, false).some((path) => path !== "") || inner(value).some(isPart);
		case "unknown": {
			const mentions = value.mentions.map((thunk) => thunk.force());
			return value.label === void 0 || keepers.has(value.label) ? mentions.some(isPart) : mentions.some(holdsSource);
		}
		case "set": {
			if (value.derivation !== void 0) return isPartial(value.derivation);
			const path = value.attributes.get("outPath")?.force();
			return path !== void 0 && isPart(path);
		}
		default: return false;
	}
}
function isPartial(derivation) {
	if (derivation.maker === "fetcher") return argument(derivation, "rootDir") !== void 0;
	const src = argument(derivation, "src");
	if (!holdsSource(src) && fetchersIn(derivation).size === 0) return false;
	if (src !== void 0 && isPart(src)) return true;
	const isOfPart = (value) => value.kind === "string" ? inner(value).some(isPart) : isPart(value);
	if (given(derivation).some((value) => value.kind !== "unknown" && isOfPart(value))) return true;
	if (keepers.has(derivation.function)) return !isUnchangedBeside(derivation, inert);
	return !isCopiedWhole(derivation);
}
function holdsSource(value) {
	if (value?.kind === "string") return inner(value).some(holdsSource);
	if (value?.kind === "unknown") return value.mentions.some((thunk) => holdsSource(thunk.force()));
	if (value?.kind !== "set" || value.derivation === void 0) return false;
	const { derivation } = value;
	return derivation.maker === "fetcher" || fetchersIn(derivation).size > 0 || holdsSource(argument(derivation, "src"));
}
function inner({ parts }) {
	return parts.flatMap((part) => {
		if (part.kind === "reference") return part.to;
		return part.kind === "unknown" ? part.mentions.map((thunk) => thunk.force()) : [];
	});
}
function given({ arguments: { attributes }, inputs }) {
	return [...attributes.values(), ...inputs].map((thunk) => thunk.force());
}
const inert = new Set([
	[
		"name",
		"pname",
		"version",
		"src",
		"meta",
		"passthru",
		"patches",
		"preferLocalBuild",
		"allowSubstitutes"
	],
	[
		"strictDeps",
		"doCheck",
		"dontUnpack",
		"dontPatch",
		"dontConfigure",
		"dontBuild",
		"dontFixup",
		"dontStrip"
	],
	["dontPatchShebangs", "dontPatchELF"]
].flat());
function isCopiedWhole(derivation) {
	if (derivation.arguments.rest !== void 0 || derivation.arguments.optional) return false;
	const names = variables(derivation);
	const command = argument(derivation, "buildCommand");
	if (derivation.function !== "mkDerivation" || command !== void 0) {
		const scripts = [...derivation.inputs.map((thunk) => thunk.force()), ...command === void 0 ? [] : [command]];
		const [script] = scripts;
		return scripts.length === 1 && script?.kind === "string" && copiesAllToOut(script, names, false);
	}
	const script = argument(derivation, "installPhase");
	const isInside = argument(derivation, "dontUnpack") === void 0;
	return isUnchangedBeside(derivation, /* @__PURE__ */ new Set([
		...inert,
		...names,
		"installPhase"
	])) && script?.kind === "string" && copiesAllToOut(script, names, isInside);
}
const phase = /^(?:pre|post)[A-Z]\w*$|^\w+Phase$/;
function isUnchangedBeside({ arguments: { attributes } }, some) {
	return [...attributes].every(([name, thunk]) => {
		if (some.has(name)) return true;
		const value = thunk.force();
		return value.kind === "null" || phase.test(name) && value.kind === "string" && isHarmless(value);
	});
}
function variables({ arguments: { attributes } }) {
	return [...attributes].flatMap(([name, thunk]) => {
		if (phase.test(name) || !/^[A-Za-z_]\w*$/.test(name)) return [];
		const value = thunk.force();
		return (value.kind === "string" ? isStorePath(value) : holdsSource(value)) ? name : [];
	});
}

// src/nix/python/platforms.ts
const predicates = /* @__PURE__ */ new Map([
	["isLinux", ["x86_64-linux", "aarch64-linux"]],
	["isDarwin", ["x86_64-darwin", "aarch64-darwin"]],
	["isx86_64", ["x86_64-linux", "x86_64-darwin"]],
	["isAarch64", ["aarch64-linux", "aarch64-darwin"]]
]);
const depthLimit$1 = 60;
function systemsWhere(expression, environment, program, depth = 0) {
	const of = (inner) => systemsWhere(inner, environment, program, depth + 1);
	if (depth > depthLimit$1) return void 0;
	switch (expression.kind) {
		case "parenthesised": return of(expression.inner);
		case "unary": {
			const operand = expression.operator === "!" ? of(expression.operand) : void 0;
			return operand && without(operand);
		}
		case "binary": {
			const { operator } = expression;
			if (operator !== "&&" && operator !== "||") return void 0;
			const [left, right] = [of(expression.left), of(expression.right)];
			if (left === void 0 || right === void 0) return void 0;
			return operator === "&&" ? both(left, right) : systems.filter((one) => left.includes(one) || right.includes(one));
		}
		case "variable":
		case "select": return answer(program.evaluator.evaluate(expression, environment));
		default: return;
	}
}
function answer(value) {
	if (value.kind === "boolean") return value.value ? systems : [];
	return value.kind === "unknown" && value.path !== void 0 ? predicateAt(value.path) : void 0;
}
function predicateAt(path) {
	const at = path.findIndex((name) => name === "stdenv" || name === "stdenvNoCC");
	const [first = "", second] = path.slice(at + 1);
	const name = first === "hostPlatform" ? second : first;
	const isWhole = path.length === at + (first === "hostPlatform" ? 3 : 2);
	const isTop = at === 0 || isPythonSet(path.slice(0, at));
	return at >= 0 && isWhole && isTop ? predicates.get(name ?? "") : void 0;
}
function both(one, other) {
	return one.filter((system) => other.includes(system));
}
function without(some) {
	return systems.filter((system) => !some.includes(system));
}
function isSameSystems(one, other) {
	return one !== void 0 && one.length === other.length && one.every((system) => other.includes(system));
}
function conditionOn(on) {
	const host = "stdenv.hostPlatform";
	const [whole] = [...predicates].find(([, members]) => isSameSystems(on, members)) ?? [];
	if (whole !== void 0) return `${host}.${whole}`;
	const [only] = on;
	if (only === void 0 || on.length > 1) return void 0;
	const [kernel, architecture] = [...predicates].flatMap(([name, members]) => members.includes(only) ? [name] : []);
	return `(${host}.${kernel} && ${host}.${architecture})`;
}
function canWrite(condition, on, environment, program) {
	if (["lib", "stdenv"].some((name) => lexical(environment, name) === void 0)) return false;
	const { evaluator } = program;
	const lib = evaluator.known.get("lib")?.force();
	const optionals = evaluator.evaluate(parseNix(encode("lib.optionals")).root, environment);
	return lib?.kind === "set" && lib.attributes.get("optionals")?.force() === optionals && isSameSystems(systemsWhere(parseNix(encode(condition)).root, environment, program), on);
}

// src/nix/python/items.ts
const depthLimit = 60;
function readItems(thunk, program) {
	const reader = new Reader$1(program);
	if (thunk.written === void 0) reader.value(thunk, void 0, void 0);
	else reader.walk(thunk.written, void 0);
	return reader;
}
var Reader$1 = class {
	items = [];
	parts = [];
	passages = [];
	complete = true;
	#program;
	#open = /* @__PURE__ */ new Set();
	constructor(program) {
		this.#program = program;
	}
	walk(written, condition) {
		const { expression } = written;
		if (this.#open.has(expression) || this.#open.size >= depthLimit) {
			this.complete = false;
			return;
		}
		this.#open.add(expression);
		this.passages.push({
			...written,
			condition
		});
		this.#walk(written, condition);
		this.#open.delete(expression);
	}
	#walk(written, condition) {
		const { expression, environment } = written;
		const onward = this.#onward(written);
		if (onward !== void 0) for (const next of onward) this.walk(next, condition);
		else if (expression.kind === "list") this.#brackets({
			list: expression,
			environment,
			condition
		});
		else if (expression.kind === "if") this.#if(expression, environment, condition);
		else if (!this.#extra(written, condition) && !this.#optional(written, condition)) {
			const thunk = this.#program.evaluator.delay(expression, environment);
			this.value(thunk, {
				file: environment.file,
				from: expression.from
			}, condition);
		}
	}
	#onward({ expression, environment }) {
		switch (expression.kind) {
			case "parenthesised": return [{
				expression: expression.inner,
				environment
			}];
			case "assert": return [{
				expression: expression.body,
				environment
			}];
			case "with":
			case "let": return [{
				expression: expression.body,
				environment: inside(expression, environment, this.#program)
			}];
			case "binary": {
				const { operator, left, right } = expression;
				return operator === "++" ? [left, right].map((side) => ({
					expression: side,
					environment
				})) : void 0;
			}
			case "variable":
			case "select": {
				const meant = this.#meant(expression, environment)?.written;
				return meant && [meant];
			}
			case "apply": return this.#body(expression, environment);
			default: return;
		}
	}
	#body({ function: called, argument }, environment) {
		const { evaluator } = this.#program;
		const applied = evaluator.evaluate(called, environment);
		if (applied.kind !== "function" || applied.lambda === void 0) return void 0;
		const { expression, environment: outer } = applied.lambda;
		if (this.#open.has(expression.body)) return void 0;
		const inner = evaluator.inside(expression, outer, evaluator.delay(argument, environment));
		return [{
			expression: expression.body,
			environment: inner
		}];
	}
	value(thunk, place, condition) {
		const value = thunk.force();
		const at = thunk.origin ?? place ?? {
			file: "",
			from: 0
		};
		if (value.kind === "list") {
			if (!value.exact) this.complete = false;
			for (const item of value.items) {
				const itemAt = item.origin ?? at;
				this.items.push({
					value: item.force(),
					at: itemAt,
					written: void 0,
					condition,
					extra: void 0
				});
			}
			return;
		}
		const path = value.kind === "unknown" ? value.path : void 0;
		if (path !== void 0 && isExtra(path)) this.items.push({
			value: inNixpkgs(path.slice(0, -2)),
			at,
			written: void 0,
			condition,
			extra: path.at(-1)
		});
		else if (value.kind !== "null") this.complete = false;
	}
	#brackets(part) {
		const { list, environment, condition } = part;
		this.parts.push(part);
		for (const item of list.items) this.items.push({
			value: this.#program.evaluator.evaluate(item, environment),
			at: {
				file: environment.file,
				from: item.from
			},
			written: {
				part,
				span: item
			},
			condition,
			extra: void 0
		});
	}
	#if({ condition, consequent, alternative }, environment, outer) {
		const decided = this.#program.evaluator.evaluate(condition, environment);
		if (decided.kind !== "boolean") {
			const met = this.#condition(condition, environment);
			const unmet = {
				text: `!(${met.text})`,
				on: met.on && without(met.on)
			};
			this.walk({
				expression: consequent,
				environment
			}, and(outer, met));
			this.walk({
				expression: alternative,
				environment
			}, and(outer, unmet));
		} else this.walk({
			expression: decided.value ? consequent : alternative,
			environment
		}, outer);
	}
	#optional({ expression, environment }, outer) {
		const inner = expression.kind === "apply" ? expression.function : void 0;
		if (expression.kind !== "apply" || inner?.kind !== "apply") return false;
		const { evaluator } = this.#program;
		const applied = evaluator.evaluate(inner.function, environment);
		const lib = evaluator.known.get("lib")?.force();
		const known = (name) => lib?.kind === "set" ? lib.attributes.get(name)?.force() : void 0;
		const single = applied === known("optional");
		if (!single && applied !== known("optionals")) return false;
		const decided = evaluator.evaluate(inner.argument, environment);
		if (decided.kind === "boolean" && !decided.value) return true;
		const condition = decided.kind === "boolean" ? outer : and(outer, this.#condition(inner.argument, environment));
		if (!single) this.walk({
			expression: expression.argument,
			environment
		}, condition);
		else {
			const value = evaluator.evaluate(expression.argument, environment);
			const at = {
				file: environment.file,
				from: expression.argument.from
			};
			this.items.push({
				value,
				at,
				written: void 0,
				condition,
				extra: void 0
			});
		}
		return true;
	}
	#extra({ expression, environment }, condition) {
		if (expression.kind !== "select") return false;
		const { evaluator } = this.#program;
		const names = evaluator.names(expression.path, environment);
		const extra = names.at(-1);
		if (!isExtra(names) || extra === void 0) return false;
		const value = names.slice(0, names.at(-3) === "passthru" ? -3 : -2).reduce((of, name) => name === void 0 ? unknown() : evaluator.select(of, name), evaluator.evaluate(expression.subject, environment));
		const at = {
			file: environment.file,
			from: expression.from
		};
		this.items.push({
			value,
			at,
			written: void 0,
			condition,
			extra
		});
		return true;
	}
	#meant(expression, environment) {
		const { evaluator } = this.#program;
		if (expression.kind === "variable") {
			const found = lexical(environment, expression.name);
			if (found !== void 0) return found;
			for (const namespace of namespaces(environment)) {
				const value = namespace.force();
				if (value.kind !== "set") return void 0;
				const member = value.optional ? void 0 : value.attributes.get(expression.name);
				if (member !== void 0 || value.rest !== void 0) return member;
			}
			return;
		}
		if (expression.kind !== "select" || expression.default !== void 0) return void 0;
		let value = evaluator.evaluate(expression.subject, environment);
		const names = evaluator.names(expression.path, environment);
		if (isExtra(names)) return void 0;
		for (const name of names.slice(0, -1)) value = name === void 0 ? value : evaluator.select(value, name);
		const last = names.at(-1);
		if (value.kind !== "set" || value.optional || last === void 0 || names.includes(void 0)) return void 0;
		return value.attributes.get(last);
	}
	#condition(expression, environment) {
		const text = this.#program.text(environment.file)?.slice(expression.from, expression.to) ?? "";
		return {
			text: display(text),
			on: systemsWhere(expression, environment, this.#program)
		};
	}
};
function inside(expression, environment, { evaluator }) {
	if (expression.kind === "with") return withNamespace(environment, evaluator.delay(expression.namespace, environment));
	const { attributes } = attributesOf(evaluator, expression.bindings, environment, true);
	return withNames(environment, attributes);
}
function isExtra(names) {
	return names.at(-2) === "optional-dependencies";
}
function systemsOf(condition) {
	return condition === void 0 ? systems : condition.on;
}
function and(outer, inner) {
	if (outer === void 0) return inner;
	return {
		text: `${outer.text} && ${inner.text}`,
		on: outer.on && inner.on && both(outer.on, inner.on)
	};
}

// src/nix/python/model.ts
const ofExtra = "optional-dependencies.";
function isOfExtra(list) {
	return list.startsWith(ofExtra);
}
function extraOf(list) {
	return list.slice(22);
}
function isRequirementList(name) {
	return name === "dependencies" || name === "build-system" || name?.startsWith(ofExtra) === true;
}

// src/nix/python/packages.ts
const argumentsOf = {
	dependencies: ["dependencies", "propagatedBuildInputs"],
	"build-system": ["build-system", "nativeBuildInputs"]
};
function listedIn({ stated, extras }, list) {
	if (isOfExtra(list)) return extras.get(extraOf(list))?.list;
	return list === "dependencies" ? stated.dependencies : stated.buildSystem;
}
function offersTwice({ derivation }) {
	return argument(derivation, "optional-dependencies") !== void 0 && passedExtras(derivation) !== void 0;
}
function pythonPackages({ reading }) {
	const identities = new Identities(reading);
	return [...reading.packages.values()].flatMap(({ node, belongs }) => belongs && isPythonCall(node.derivation) ? [readCall(node, node.derivation, reading, identities).stated] : []);
}
function allPythonCalls(reading, identities) {
	return [...reading.packages.keys()].flatMap((node) => isPythonCall(node.derivation) && node.aliasOf === void 0 ? [readCall(node, node.derivation, reading, identities)] : []);
}
function isPythonCall(derivation) {
	return derivation?.function === "buildPythonPackage" || derivation?.function === "buildPythonApplication";
}
function readCall(node, derivation, reading, identities) {
	const { program } = reading;
	program.begin();
	const lists = /* @__PURE__ */ new Map();
	for (const holds of ["dependencies", "build-system"]) for (const name of argumentsOf[holds]) {
		const thunk = derivation.arguments.attributes.get(name);
		if (thunk === void 0 || thunk.force().kind === "null") continue;
		lists.set(name, readList(name, holds, thunk, reading, identities));
	}
	const extras = extrasOf(derivation, reading, identities);
	const both = ([first = "", second = ""]) => joined(lists.get(first)?.list, lists.get(second)?.list);
	const copies = copiesSubdirectory(node);
	return {
		node,
		derivation,
		stated: {
			attribute: node.attribute,
			...program.place(node.at),
			python: pythonOf(derivation.functionPath),
			dependencies: both(argumentsOf.dependencies),
			buildSystem: both(argumentsOf["build-system"]),
			optionalDependencies: new Map([...extras].map(([extra, { list }]) => [extra, list])),
			relaxed: namesIn$1(derivation, "pythonRelaxDeps", reading),
			removed: namesIn$1(derivation, "pythonRemoveDeps", reading),
			format: formatOf(derivation),
			copiesSubdirectory: copies,
			copiedFrom: copies ? copiedFrom(node, program) : void 0
		},
		lists,
		extras
	};
}
function readList(name, holds, thunk, reading, identities) {
	const items = readItems(thunk, reading.program);
	const entries = [];
	let { complete } = items;
	for (const item of items.items) {
		if (item.value.kind === "null") continue;
		const entry = entryOf(item, reading, identities);
		if (entry === void 0) complete = false;
		else entries.push(entry);
	}
	return {
		argument: name,
		holds,
		thunk,
		items,
		list: {
			argument: name,
			entries,
			complete
		}
	};
}
function entryOf({ value, at, condition, extra }, reading, identities) {
	const identity = identities.of(value);
	const where = {
		condition: condition?.text,
		on: systemsOf(condition)
	};
	return identity && {
		...identity,
		extra,
		...where,
		...reading.program.place(at)
	};
}
function joined(first, second) {
	if (first === void 0 || second === void 0) return first ?? second;
	return {
		argument: first.argument,
		entries: [...first.entries, ...second.entries],
		complete: first.complete && second.complete
	};
}
function extrasOf(derivation, reading, identities) {
	const found = argument(derivation, "optional-dependencies") ?? passedExtras(derivation);
	if (found?.kind !== "set") return /* @__PURE__ */ new Map();
	const lists = [...found.attributes].flatMap(([extra, thunk]) => {
		const name = `optional-dependencies.${extra}`;
		if (thunk.force().kind === "null") return [];
		return [[extra, readList(name, name, thunk, reading, identities)]];
	});
	return new Map(lists);
}
function passedExtras(derivation) {
	const passed = argument(derivation, "passthru");
	return passed?.kind === "set" ? passed.attributes.get("optional-dependencies")?.force() : void 0;
}
function namesIn$1(derivation, name, { program }) {
	const thunk = derivation.arguments.attributes.get(name);
	const value = thunk?.force();
	if (thunk === void 0 || value === void 0) return [];
	if (value.kind === "boolean") return value.value ? "all" : [];
	return readItems(thunk, program).items.flatMap((item) => knownText(item.value) ?? []);
}
function formatOf(derivation) {
	const pyproject = argument(derivation, "pyproject");
	if (pyproject !== void 0) return isTrue(pyproject) ? "pyproject" : "other";
	const format = argument(derivation, "format");
	if (format === void 0) return derivation.arguments.rest === void 0 ? void 0 : "other";
	const text = knownText(format);
	return text === "setuptools" || text === "wheel" || text === "pyproject" ? text : "other";
}
function isTrue(value) {
	return value.kind === "boolean" && value.value;
}

// src/nix/python/signs.ts
function pythonSigns({ root, text, tokens }) {
	const words = tokens.flatMap((token) => token.kind === "identifier" ? textOf(text, token) : []);
	const names = [...new Set(words.filter((word) => /^python3[0-9]*(?:Packages)?$/.test(word)))];
	const modules = [];
	for (const expression of descend(root)) if (expression.kind === "apply" && lastName(expression.function) === "toPythonModule") modules.push(expression.argument);
	return {
		names,
		any: words.some((word) => /^python|^sitePackages$|^toPythonModule$|^buildPython/.test(word)),
		modules
	};
}
function lastName(expression) {
	if (expression.kind === "variable") return expression.name;
	return expression.kind === "select" ? expression.path.at(-1)?.name : void 0;
}

// src/nix/python/modules.ts
function pythonModules({ reading }) {
	const read = /* @__PURE__ */ new Map();
	const signsOf = (file) => {
		const signs = read.get(file) ?? pythonSigns(reading.program.tree(file));
		read.set(file, signs);
		return signs;
	};
	return new Map([...reading.packages.keys()].flatMap((node) => {
		reading.program.begin();
		const found = reading.program.values.get(node.within ?? node.attribute)?.origin?.file;
		const module = moduleOf(node) ?? signedModule(node, found ?? node.at.file, signsOf);
		return module === void 0 ? [] : [[node.attribute, module]];
	}));
}
function moduleOf({ attribute, within, derivation, aliasOf }) {
	if (derivation === void 0 || aliasOf !== void 0) return void 0;
	if (isPythonCall(derivation)) return {
		python: pythonAt(derivation.functionPath),
		extras: offered(derivation),
		certain: true
	};
	const changed = overriddenPath(derivation);
	if (isPythonSet(changed?.slice(0, -1))) return {
		python: pythonAt(changed),
		extras: void 0,
		certain: true
	};
	const folder = within === void 0 ? attributePath(attribute).slice(0, -1) : [];
	return isPythonSet(folder) ? {
		python: pythonAt(folder),
		extras: void 0,
		certain: true
	} : void 0;
}
function signedModule({ at, aliasOf }, found, signsOf) {
	if (aliasOf !== void 0) return void 0;
	const made = signsOf(at.file);
	if (made.modules.some((span) => isIn(at, span))) {
		const [name, ...others] = made.names;
		return {
			python: name === void 0 || others.length > 0 ? void 0 : pythonAt([name, "pkgs"]),
			extras: void 0,
			certain: true
		};
	}
	return made.any || signsOf(found).any ? {
		python: void 0,
		extras: void 0,
		certain: false
	} : void 0;
}
function isIn({ from }, span) {
	return span.from <= from && from < span.to;
}
function pythonAt(path) {
	const set = path && pythonSetIn(path);
	return set && (set.python ?? usualPython);
}
function offered({ arguments: { attributes, rest } }) {
	if (rest !== void 0) return void 0;
	const own = namesIn(attributes.get("optional-dependencies")?.force());
	const passed = attributes.get("passthru")?.force();
	if (passed === void 0 || passed.kind === "null") return own;
	if (passed.kind !== "set" || passed.rest !== void 0 || passed.optional) return void 0;
	const more = namesIn(passed.attributes.get("optional-dependencies")?.force());
	return own && more && [...own, ...more];
}
function namesIn(value) {
	if (value === void 0 || value.kind === "null") return [];
	if (value.kind !== "set" || value.rest !== void 0 || value.optional) return void 0;
	return [...value.attributes].flatMap(([name, thunk]) => thunk.force().kind === "null" ? [] : name);
}

// src/flox/own.ts
function ownPackages(repository, projects) {
	const modules = pythonModules(repository);
	const found = repository.packages.flatMap(({ attribute, name, role, belongs }) => {
		const known = projects.get(attribute);
		const read = modules.get(attribute);
		const module = known === void 0 || read?.certain ? read : unknownModule;
		if (role !== "built" || module === void 0) return [];
		return [{
			project: normalizeName(known ?? name ?? attribute),
			own: {
				attribute,
				belongs,
				...module
			}
		}];
	});
	const rank = ({ project, own }) => (own.belongs ? 0 : 2) + (normalizeName(own.attribute) === project ? 0 : 1);
	const ranked = found.toSorted((a, b) => rank(a) - rank(b));
	const groups = Map.groupBy(ranked, ({ project }) => project);
	return new Map([...groups].map(([project, group]) => [project, group.map(({ own }) => own)]));
}
const unknownModule = {
	python: void 0,
	extras: void 0,
	certain: true
};

// src/upstream/requirements/markers.ts
function holdsOn(marker, python, extra = "") {
	const answers = systems.map((system) => [system, holds(marker, valuesOn(platforms[system], python, extra))]);
	const having = (wanted) => answers.flatMap(([system, answer]) => answer === wanted ? [system] : []);
	return {
		on: having(true),
		unknown: having(void 0)
	};
}
function holdsOnWindows(marker, python) {
	return holds(marker, valuesOn(windows, python, "")) !== false;
}
function holdsWhere(marker, reported) {
	return holds(marker, (name) => {
		if (name === "extra") return [""];
		const value = reported[name];
		return value === void 0 ? [] : [value];
	});
}
const linux = {
	os: "posix",
	sys: "linux",
	kernel: "Linux"
};
const darwin = {
	os: "posix",
	sys: "darwin",
	kernel: "Darwin"
};
const windows = {
	os: "nt",
	sys: "win32",
	kernel: "Windows",
	machine: "AMD64"
};
const platforms = {
	"x86_64-linux": {
		...linux,
		machine: "x86_64"
	},
	"aarch64-linux": {
		...linux,
		machine: "aarch64"
	},
	"x86_64-darwin": {
		...darwin,
		machine: "x86_64"
	},
	"aarch64-darwin": {
		...darwin,
		machine: "arm64"
	}
};
function holds(marker, environment) {
	if (marker === void 0) return true;
	if (marker.kind === "comparison") return compare(marker, environment);
	const decisive = marker.kind === "or";
	const answers = marker.terms.map((term) => holds(term, environment));
	if (answers.includes(decisive)) return decisive;
	return answers.includes(void 0) ? void 0 : !decisive;
}
function compare({ left, operator, right }, environment) {
	const key = variableOf(left) ?? variableOf(right);
	const lefts = values(left, key, environment);
	const rights = values(right, key, environment);
	const answers = new Set(lefts.flatMap((a) => rights.map((b) => comparison(a, operator, b, key))));
	const [answer] = answers;
	return answers.size === 1 ? answer : void 0;
}
function variableOf(operand) {
	return operand.kind === "variable" ? operand.name : void 0;
}
const mostPatches = 40;
function pythonPatches(python) {
	return Array.from({ length: mostPatches }, (_, patch) => `${python.join(".")}.${patch}`);
}
function values(operand, key, environment) {
	if (operand.kind === "text") return [key === "extra" ? normalizeName(operand.value) : operand.value];
	return environment(operand.name);
}
function valuesOn(platform, python, extra) {
	const version = python.join(".");
	return (name) => {
		switch (name) {
			case "python_version": return [version];
			case "python_full_version":
			case "implementation_version": return pythonPatches(python);
			case "os_name": return [platform.os];
			case "sys_platform": return [platform.sys];
			case "platform_system": return [platform.kernel];
			case "platform_machine": return [platform.machine];
			case "platform_python_implementation": return ["CPython"];
			case "implementation_name": return ["cpython"];
			case "extra": return [normalizeName(extra)];
			case "platform_release":
			case "platform_version": return [];
		}
	};
}
const versions = /* @__PURE__ */ new Set([
	"python_version",
	"python_full_version",
	"implementation_version",
	"platform_release"
]);
function comparison(left, operator, right, key) {
	const comparable = key !== void 0 && versions.has(key) && !operator.endsWith("in") && !right.includes(",");
	const specifiers = comparable ? parseSpecifiers(operator + right) : void 0;
	if (specifiers !== void 0) return matchesSpecifiers(left, specifiers);
	if (comparable && /^[<>]/.test(operator)) return void 0;
	switch (operator) {
		case "in": return right.includes(left);
		case "not in": return !right.includes(left);
		case "!=": return left !== right;
		case "==":
		case "<=":
		case ">=": return left === right;
		case "<":
		case ">": return false;
		case "===":
		case "~=": return;
	}
}

// src/upstream/requirements/pep508.ts
const markerVariables = [
	"python_version",
	"python_full_version",
	"os_name",
	"sys_platform",
	"platform_release",
	"platform_system",
	"platform_version",
	"platform_machine",
	"platform_python_implementation",
	"implementation_name",
	"implementation_version",
	"extra"
];
const formerVariables = {
	"os.name": "os_name",
	"sys.platform": "sys_platform",
	"platform.version": "platform_version",
	"platform.machine": "platform_machine",
	"platform.python_implementation": "platform_python_implementation",
	python_implementation: "platform_python_implementation"
};
const longest = 2e3;
const deepest = 32;
function isMalformed(parsed) {
	return "why" in parsed;
}
function parseRequirement(text) {
	if (text.length > longest) return { why: `has ${text.length} characters, more than any requirement needs` };
	try {
		return new Reader(text).requirement();
	} catch (error) {
		if (error instanceof Fault) return { why: error.why };
		throw error;
	}
}
var Fault = class {
	why;
	constructor(why) {
		this.why = why;
	}
};
var Reader = class {
	#text;
	#at = 0;
	constructor(text) {
		this.#text = text;
	}
	requirement() {
		const name = this.#match(/[A-Za-z0-9](?:[A-Za-z0-9._-]*[A-Za-z0-9])?/y) ?? this.#fail("a project's name");
		const extras = this.#take("[") ? this.#extras() : [];
		const url = this.#take("@") ? this.#url() : void 0;
		const specifiers = url === void 0 ? this.#specifiers() : [];
		this.#blank();
		const from = this.#at + 1;
		const marker = this.#take(";") ? this.#marker(0) : void 0;
		this.#blank();
		if (this.#at < this.#text.length) this.#fail(marker === void 0 ? "a bound or a marker" : "`and`, `or` or the end");
		const markerText = marker === void 0 ? "" : this.#text.slice(from).trim();
		return {
			name,
			normalizedName: normalizeName(name),
			extras,
			specifiers,
			url,
			marker,
			markerText
		};
	}
	#extras() {
		const extras = [];
		if (this.#take("]")) return extras;
		do
			extras.push(this.#match(/[A-Za-z0-9](?:[A-Za-z0-9._-]*[A-Za-z0-9])?/y) ?? this.#fail("the name of an extra"));
		while (this.#take(","));
		if (!this.#take("]")) this.#fail("`,` or `]`");
		return [...new Set(extras)];
	}
	#url() {
		return this.#match(/\S+/y) ?? this.#fail("a URL");
	}
	#specifiers() {
		const parenthesised = this.#take("(");
		const specifiers = [];
		for (;;) {
			const operator = this.#match(/===|~=|==|!=|<=|>=|<|>/y);
			if (operator === void 0) break;
			const version = this.#match(operator === "===" ? /[^\s,;)]+/y : /[A-Za-z0-9._*+!-]+/y) ?? this.#fail("a version");
			const parsed = parseSpecifiers(operator + version);
			if (parsed === void 0) throw new Fault(`has the bound ${quoteUntrusted(operator + version)}, which is none by PEP 440`);
			specifiers.push(...parsed);
			if (!this.#take(",")) break;
		}
		if (parenthesised && !this.#take(")")) this.#fail("`)`");
		return specifiers;
	}
	#marker(depth) {
		return this.#operation("or", () => this.#operation("and", () => this.#term(depth)));
	}
	#operation(kind, operand) {
		const first = operand();
		const terms = [first];
		while (this.#word(kind)) terms.push(operand());
		return terms.length === 1 ? first : {
			kind,
			terms
		};
	}
	#term(depth) {
		if (this.#take("(")) {
			if (depth >= deepest) throw new Fault(`has a marker with more than ${deepest} parentheses in one another`);
			const marker = this.#marker(depth + 1);
			if (!this.#take(")")) this.#fail("`and`, `or` or `)`");
			return marker;
		}
		return {
			kind: "comparison",
			left: this.#operand(),
			operator: this.#operator(),
			right: this.#operand()
		};
	}
	#operand() {
		const quoted = this.#match(/'[^']*'|"[^"]*"/y);
		if (quoted !== void 0) return {
			kind: "text",
			value: quoted.slice(1, -1)
		};
		const word = this.#match(/[A-Za-z_.]+/y);
		if (word === void 0) this.#fail("a marker's variable or a text in quotes");
		const name = markerVariables.find((variable) => variable === word) ?? formerVariables[word];
		if (name === void 0) throw new Fault(`has a marker with the variable ${quoteUntrusted(word)}, which PEP 508 does not know`);
		return {
			kind: "variable",
			name
		};
	}
	#operator() {
		const symbol = this.#match(/===|~=|==|!=|<=|>=|<|>/y);
		if (symbol !== void 0) return symbol;
		if (this.#word("in")) return "in";
		if (this.#word("not") && this.#word("in")) return "not in";
		return this.#fail("a comparison");
	}
	#blank() {
		while (this.#text[this.#at] === " " || this.#text[this.#at] === "	") this.#at++;
	}
	#take(character) {
		this.#blank();
		if (this.#text[this.#at] !== character) return false;
		this.#at++;
		return true;
	}
	#word(word) {
		this.#blank();
		const end = this.#at + word.length;
		if (!this.#text.startsWith(word, this.#at) || /\w/.test(this.#text[end] ?? "")) return false;
		this.#at = end;
		return true;
	}
	#match(pattern) {
		this.#blank();
		pattern.lastIndex = this.#at;
		const [found] = pattern.exec(this.#text) ?? [];
		this.#at += found?.length ?? 0;
		return found;
	}
	#fail(expected) {
		const rest = this.#text.slice(this.#at);
		const found = rest === "" ? "ends" : `has ${quoteUntrusted(rest, 30)}`;
		throw new Fault(`${found} where ${expected} is expected`);
	}
};

export { isSameSystems as C, usualPython as D, isSamePython as E, readHashMismatches as O, conditionOn as S, isSame as T, inside as _, holdsWhere as a, both as b, allPythonCalls as c, offersTwice as d, pythonPackages as f, and as g, isRequirementList as h, holdsOnWindows as i, argumentsOf as l, isOfExtra as m, parseRequirement as n, pythonPatches as o, extraOf as p, holdsOn as r, ownPackages as s, isMalformed as t, listedIn as u, readItems as v, Identities as w, canWrite as x, systemsOf as y };