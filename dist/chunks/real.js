import { r as __require, t as __commonJSMin } from "./rolldown-runtime.js";
import { c as isProblem, l as location, o as Problem, r as quoteUntrusted } from "./refs.js";
import { i as inputNames, o as namesFor, r as definitionOf } from "./definitions.js";
import { c as originText, i as nearest, u as refuse } from "./parsers.js";
import { t as require_string_width } from "./string-width.js";
import { n as Mask, r as printable, s as size, t as LineBuffer } from "./text.js";
import { randomBytes } from "node:crypto";
import { createServer } from "node:net";
import { Readable } from "node:stream";
import { styleText } from "node:util";
import { closeSync, constants, createReadStream, mkdtempSync, openSync, readSync, rmSync, writeSync } from "node:fs";
import { access, lstat, mkdir, mkdtemp, open, readFile, readdir, realpath, rename, rm, stat } from "node:fs/promises";
import { constants as constants$1, tmpdir } from "node:os";
import { basename, delimiter, dirname, isAbsolute, join, relative } from "node:path";
import { spawn } from "node:child_process";
import { StringDecoder } from "node:string_decoder";

// src/inputs/read.ts
function readInputs(given, configured, environment) {
	const reading = { versioning: readInput("versioning", given, configured, environment) };
	return Object.fromEntries(inputNames.map((name) => [name, readInput(name, given, configured, environment, reading)]));
}
function readInput(name, given, configured, environment, reading = { versioning: "pep440" }) {
	const definition = definitionOf(name);
	const fromEnvironment = (definition.environment ?? []).map((variable) => environment[variable]).find(Boolean);
	const { text, ...origin } = [
		given.get(name),
		fromEnvironment === void 0 ? void 0 : {
			text: fromEnvironment,
			from: "default"
		},
		configured.get(name)
	].find((source) => source !== void 0 && source.text !== "") ?? {
		text: definition.default,
		from: "default"
	};
	return named({
		name,
		...origin
	}, (known) => definition.parse(text, known, reading));
}
function named(origin, parse) {
	try {
		return parse(origin);
	} catch (error) {
		if (!isProblem(error) || error.message.startsWith(originText(origin))) throw error;
		const { message, hint, cause } = error;
		throw refuse(origin, message.replace(/\.$/, ""), hint ?? "", cause);
	}
}
function inputsOfRunner(environment) {
	const known = inputNames.filter((name) => definitionOf(name).only !== "option");
	const given = /* @__PURE__ */ new Map();
	for (const [variable, value] of Object.entries(environment)) {
		if (!variable.startsWith("INPUT_") || value === void 0) continue;
		const written = variable.slice(6).toLowerCase();
		const name = known.find((candidate) => candidate === written);
		if (name === void 0) throw unknown(`input ${quoteUntrusted(written)}`, written, known);
		if (value.trim() !== "") given.set(name, {
			text: value.trim(),
			from: "input"
		});
	}
	return given;
}
function checkOptions(command, given) {
	const known = namesFor(command, "option");
	for (const name of given.keys()) {
		if (known.includes(name)) continue;
		const { commands, only } = definitionOf(name);
		if (only === "input") throw unknown(`option --${name}`, name, known, "--");
		throw new Problem(`--${name} is an option of ${commands.join(" and ")}, not of ${command}`, {
			kind: "usage",
			where: { input: name },
			hint: knownNames(known, "--")
		});
	}
}
function unknown(what, written, known, prefix = "") {
	return new Problem(`unknown ${what}${nearest(written, known, prefix)}`, {
		kind: "usage",
		where: { input: written },
		hint: knownNames(known, prefix)
	});
}
function knownNames(known, prefix) {
	return `Known: ${known.map((name) => prefix + name).join(", ")}.`;
}

// src/main.ts
const noConfiguration = {
	inputs: /* @__PURE__ */ new Map(),
	packages: /* @__PURE__ */ new Map()
};
async function runCommand(world, command, given, operands, runner) {
	const environment = runner === void 0 ? world.env : {};
	for (const name of inputNames.filter((one) => definitionOf(one).secret)) {
		const secret = readInput(name, given, noConfiguration.inputs, environment);
		if (typeof secret === "string") world.log.secret(secret);
	}
	const configuration = await loadConfiguration(world, command, readInput("config", given, noConfiguration.inputs, environment), Boolean(given.get("config")?.text));
	const inputs = readInputs(given, configuration.inputs, environment);
	return {
		inputs,
		result: await dispatch(world, {
			command,
			inputs,
			configuration,
			operands,
			runner
		})
	};
}
async function dispatch(world, request) {
	switch (request.command) {
		case "check": return (await import("./check2.js")).checkCommand(world, request);
		case "bump": return (await import("./bump3.js")).bumpCommand(world, request);
		case "build": return (await import("./build.js")).buildCommand(world, request);
		case "report": return (await import("./report.js")).reportCommand(world, request);
		case "scan": return (await import("./scan.js")).scanCommand(world, request);
		case "hash": return (await import("./hash.js")).hashCommand(world, request);
	}
}
async function loadConfiguration(world, command, file, named) {
	if (!definitionOf("config").commands.includes(command)) return noConfiguration;
	const bytes = await world.files.read(file);
	if (bytes === void 0 && !named) return noConfiguration;
	const { readConfiguration, missingConfiguration } = await import("./configuration.js");
	if (bytes === void 0) throw missingConfiguration(file);
	return readConfiguration(file, new TextDecoder().decode(bytes));
}
function problemText({ message, where, hint }) {
	const { input = "" } = where;
	const place = (where.line === void 0 && message.startsWith(`${where.file} `) ? "" : location(where)) || (message.includes(input) ? "" : input);
	return [place === "" ? message : `${place}: ${message}`, ...hint === void 0 ? [] : [hint]].join("\n");
}
function unforeseen(error) {
	const stack = isProblem(error) ? void 0 : error?.stack;
	return `a mistake in flox-upstream itself, please report it: ${typeof stack === "string" ? stack : String(error)}`;
}

// node_modules/cli-progress/lib/eta.js
var require_eta = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	var ETA = class {
		constructor(length, initTime, initValue) {
			this.etaBufferLength = length || 100;
			this.valueBuffer = [initValue];
			this.timeBuffer = [initTime];
			this.eta = "0";
		}
		update(time, value, total) {
			this.valueBuffer.push(value);
			this.timeBuffer.push(time);
			this.calculate(total - value);
		}
		getTime() {
			return this.eta;
		}
		calculate(remaining) {
			const currentBufferSize = this.valueBuffer.length;
			const buffer = Math.min(this.etaBufferLength, currentBufferSize);
			const vt_rate = (this.valueBuffer[currentBufferSize - 1] - this.valueBuffer[currentBufferSize - buffer]) / (this.timeBuffer[currentBufferSize - 1] - this.timeBuffer[currentBufferSize - buffer]);
			this.valueBuffer = this.valueBuffer.slice(-this.etaBufferLength);
			this.timeBuffer = this.timeBuffer.slice(-this.etaBufferLength);
			const eta = Math.ceil(remaining / vt_rate / 1e3);
			if (isNaN(eta)) this.eta = "NULL";
			else if (!isFinite(eta)) this.eta = "INF";
			else if (eta > 1e7) this.eta = "INF";
			else if (eta < 0) this.eta = 0;
			else this.eta = eta;
		}
	};
	module.exports = ETA;
}));

// node_modules/cli-progress/lib/terminal.js
var require_terminal = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	const _readline = __require("readline");
	var Terminal = class {
		constructor(outputStream) {
			this.stream = outputStream;
			this.linewrap = true;
			this.dy = 0;
		}
		cursorSave() {
			if (!this.stream.isTTY) return;
			this.stream.write("\x1B7");
		}
		cursorRestore() {
			if (!this.stream.isTTY) return;
			this.stream.write("\x1B8");
		}
		cursor(enabled) {
			if (!this.stream.isTTY) return;
			if (enabled) this.stream.write("\x1B[?25h");
			else this.stream.write("\x1B[?25l");
		}
		cursorTo(x = null, y = null) {
			if (!this.stream.isTTY) return;
			_readline.cursorTo(this.stream, x, y);
		}
		cursorRelative(dx = null, dy = null) {
			if (!this.stream.isTTY) return;
			this.dy = this.dy + dy;
			_readline.moveCursor(this.stream, dx, dy);
		}
		cursorRelativeReset() {
			if (!this.stream.isTTY) return;
			_readline.moveCursor(this.stream, 0, -this.dy);
			_readline.cursorTo(this.stream, 0, null);
			this.dy = 0;
		}
		clearRight() {
			if (!this.stream.isTTY) return;
			_readline.clearLine(this.stream, 1);
		}
		clearLine() {
			if (!this.stream.isTTY) return;
			_readline.clearLine(this.stream, 0);
		}
		clearBottom() {
			if (!this.stream.isTTY) return;
			_readline.clearScreenDown(this.stream);
		}
		newline() {
			this.stream.write("\n");
			this.dy++;
		}
		write(s, rawWrite = false) {
			if (this.linewrap === true && rawWrite === false) this.stream.write(s.substr(0, this.getWidth()));
			else this.stream.write(s);
		}
		lineWrapping(enabled) {
			if (!this.stream.isTTY) return;
			this.linewrap = enabled;
			if (enabled) this.stream.write("\x1B[?7h");
			else this.stream.write("\x1B[?7l");
		}
		isTTY() {
			return this.stream.isTTY === true;
		}
		getWidth() {
			return this.stream.columns || (this.stream.isTTY ? 80 : 200);
		}
	};
	module.exports = Terminal;
}));

// node_modules/cli-progress/lib/format-value.js
var require_format_value = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	module.exports = function formatValue(v, options, type) {
		if (options.autopadding !== true) return v;
		function autopadding(value, length) {
			return (options.autopaddingChar + value).slice(-length);
		}
		switch (type) {
			case "percentage": return autopadding(v, 3);
			default: return v;
		}
	};
}));

// node_modules/cli-progress/lib/format-bar.js
var require_format_bar = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	module.exports = function formatBar(progress, options) {
		const completeSize = Math.round(progress * options.barsize);
		const incompleteSize = options.barsize - completeSize;
		return options.barCompleteString.substr(0, completeSize) + options.barGlue + options.barIncompleteString.substr(0, incompleteSize);
	};
}));

// node_modules/cli-progress/lib/format-time.js
var require_format_time = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	module.exports = function formatTime(t, options, roundToMultipleOf) {
		function round(input) {
			if (roundToMultipleOf) return roundToMultipleOf * Math.round(input / roundToMultipleOf);
			else return input;
		}
		function autopadding(v) {
			return (options.autopaddingChar + v).slice(-2);
		}
		if (t > 3600) return autopadding(Math.floor(t / 3600)) + "h" + autopadding(round(t % 3600 / 60)) + "m";
		else if (t > 60) return autopadding(Math.floor(t / 60)) + "m" + autopadding(round(t % 60)) + "s";
		else if (t > 10) return autopadding(round(t)) + "s";
		else return autopadding(t) + "s";
	};
}));

// node_modules/cli-progress/lib/formatter.js
var require_formatter = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	const _stringWidth = require_string_width();
	const _defaultFormatValue = require_format_value();
	const _defaultFormatBar = require_format_bar();
	const _defaultFormatTime = require_format_time();
	module.exports = function defaultFormatter(options, params, payload) {
		let s = options.format;
		const formatTime = options.formatTime || _defaultFormatTime;
		const formatValue = options.formatValue || _defaultFormatValue;
		const formatBar = options.formatBar || _defaultFormatBar;
		const percentage = Math.floor(params.progress * 100) + "";
		const stopTime = params.stopTime || Date.now();
		const elapsedTime = Math.round((stopTime - params.startTime) / 1e3);
		const context = Object.assign({}, payload, {
			bar: formatBar(params.progress, options),
			percentage: formatValue(percentage, options, "percentage"),
			total: formatValue(params.total, options, "total"),
			value: formatValue(params.value, options, "value"),
			eta: formatValue(params.eta, options, "eta"),
			eta_formatted: formatTime(params.eta, options, 5),
			duration: formatValue(elapsedTime, options, "duration"),
			duration_formatted: formatTime(elapsedTime, options, 1)
		});
		s = s.replace(/\{(\w+)\}/g, function(match, key) {
			if (typeof context[key] !== "undefined") return context[key];
			return match;
		});
		const fullMargin = Math.max(0, params.maxWidth - _stringWidth(s) - 2);
		const halfMargin = Math.floor(fullMargin / 2);
		switch (options.align) {
			case "right":
				s = fullMargin > 0 ? " ".repeat(fullMargin) + s : s;
				break;
			case "center": s = halfMargin > 0 ? " ".repeat(halfMargin) + s : s;
		}
		return s;
	};
}));

// node_modules/cli-progress/lib/options.js
var require_options = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	function mergeOption(v, defaultValue) {
		if (typeof v === "undefined" || v === null) return defaultValue;
		else return v;
	}
	module.exports = {
		parse: function parse(rawOptions, preset) {
			const options = {};
			const opt = Object.assign({}, preset, rawOptions);
			options.throttleTime = 1e3 / mergeOption(opt.fps, 10);
			options.stream = mergeOption(opt.stream, process.stderr);
			options.terminal = mergeOption(opt.terminal, null);
			options.clearOnComplete = mergeOption(opt.clearOnComplete, false);
			options.stopOnComplete = mergeOption(opt.stopOnComplete, false);
			options.barsize = mergeOption(opt.barsize, 40);
			options.align = mergeOption(opt.align, "left");
			options.hideCursor = mergeOption(opt.hideCursor, false);
			options.linewrap = mergeOption(opt.linewrap, false);
			options.barGlue = mergeOption(opt.barGlue, "");
			options.barCompleteChar = mergeOption(opt.barCompleteChar, "=");
			options.barIncompleteChar = mergeOption(opt.barIncompleteChar, "-");
			options.format = mergeOption(opt.format, "progress [{bar}] {percentage}% | ETA: {eta}s | {value}/{total}");
			options.formatTime = mergeOption(opt.formatTime, null);
			options.formatValue = mergeOption(opt.formatValue, null);
			options.formatBar = mergeOption(opt.formatBar, null);
			options.etaBufferLength = mergeOption(opt.etaBuffer, 10);
			options.etaAsynchronousUpdate = mergeOption(opt.etaAsynchronousUpdate, false);
			options.progressCalculationRelative = mergeOption(opt.progressCalculationRelative, false);
			options.synchronousUpdate = mergeOption(opt.synchronousUpdate, true);
			options.noTTYOutput = mergeOption(opt.noTTYOutput, false);
			options.notTTYSchedule = mergeOption(opt.notTTYSchedule, 2e3);
			options.emptyOnZero = mergeOption(opt.emptyOnZero, false);
			options.forceRedraw = mergeOption(opt.forceRedraw, false);
			options.autopadding = mergeOption(opt.autopadding, false);
			options.gracefulExit = mergeOption(opt.gracefulExit, false);
			return options;
		},
		assignDerivedOptions: function assignDerivedOptions(options) {
			options.barCompleteString = options.barCompleteChar.repeat(options.barsize + 1);
			options.barIncompleteString = options.barIncompleteChar.repeat(options.barsize + 1);
			options.autopaddingChar = options.autopadding ? mergeOption(options.autopaddingChar, "   ") : "";
			return options;
		}
	};
}));

// node_modules/cli-progress/lib/generic-bar.js
var require_generic_bar = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	const _ETA = require_eta();
	const _Terminal = require_terminal();
	const _formatter = require_formatter();
	const _options = require_options();
	const _EventEmitter = __require("events");
	module.exports = class GenericBar extends _EventEmitter {
		constructor(options) {
			super();
			this.options = _options.assignDerivedOptions(options);
			this.terminal = this.options.terminal ? this.options.terminal : new _Terminal(this.options.stream);
			this.value = 0;
			this.startValue = 0;
			this.total = 100;
			this.lastDrawnString = null;
			this.startTime = null;
			this.stopTime = null;
			this.lastRedraw = Date.now();
			this.eta = new _ETA(this.options.etaBufferLength, 0, 0);
			this.payload = {};
			this.isActive = false;
			this.formatter = typeof this.options.format === "function" ? this.options.format : _formatter;
		}
		render(forceRendering = false) {
			const params = {
				progress: this.getProgress(),
				eta: this.eta.getTime(),
				startTime: this.startTime,
				stopTime: this.stopTime,
				total: this.total,
				value: this.value,
				maxWidth: this.terminal.getWidth()
			};
			if (this.options.etaAsynchronousUpdate) this.updateETA();
			const s = this.formatter(this.options, params, this.payload);
			if (forceRendering || this.options.forceRedraw || this.options.noTTYOutput && !this.terminal.isTTY() || this.lastDrawnString != s) {
				this.emit("redraw-pre");
				this.terminal.cursorTo(0, null);
				this.terminal.write(s);
				this.terminal.clearRight();
				this.lastDrawnString = s;
				this.lastRedraw = Date.now();
				this.emit("redraw-post");
			}
		}
		start(total, startValue, payload) {
			this.value = startValue || 0;
			this.total = typeof total !== "undefined" && total >= 0 ? total : 100;
			this.startValue = startValue || 0;
			this.payload = payload || {};
			this.startTime = Date.now();
			this.stopTime = null;
			this.lastDrawnString = "";
			this.eta = new _ETA(this.options.etaBufferLength, this.startTime, this.value);
			this.isActive = true;
			this.emit("start", total, startValue);
		}
		stop() {
			this.isActive = false;
			this.stopTime = Date.now();
			this.emit("stop", this.total, this.value);
		}
		update(arg0, arg1 = {}) {
			if (typeof arg0 === "number") {
				this.value = arg0;
				this.eta.update(Date.now(), arg0, this.total);
			}
			const payloadData = (typeof arg0 === "object" ? arg0 : arg1) || {};
			this.emit("update", this.total, this.value);
			for (const key in payloadData) this.payload[key] = payloadData[key];
			if (this.value >= this.getTotal() && this.options.stopOnComplete) this.stop();
		}
		getProgress() {
			let progress = this.value / this.total;
			if (this.options.progressCalculationRelative) progress = (this.value - this.startValue) / (this.total - this.startValue);
			if (isNaN(progress)) progress = this.options && this.options.emptyOnZero ? 0 : 1;
			progress = Math.min(Math.max(progress, 0), 1);
			return progress;
		}
		increment(arg0 = 1, arg1 = {}) {
			if (typeof arg0 === "object") this.update(this.value + 1, arg0);
			else this.update(this.value + arg0, arg1);
		}
		getTotal() {
			return this.total;
		}
		setTotal(total) {
			if (typeof total !== "undefined" && total >= 0) this.total = total;
		}
		updateETA() {
			this.eta.update(Date.now(), this.value, this.total);
		}
	};
}));

// node_modules/cli-progress/lib/single-bar.js
var require_single_bar = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	const _GenericBar = require_generic_bar();
	const _options = require_options();
	module.exports = class SingleBar extends _GenericBar {
		constructor(options, preset) {
			super(_options.parse(options, preset));
			this.timer = null;
			if (this.options.noTTYOutput && this.terminal.isTTY() === false) this.options.synchronousUpdate = false;
			this.schedulingRate = this.terminal.isTTY() ? this.options.throttleTime : this.options.notTTYSchedule;
			this.sigintCallback = null;
		}
		render() {
			if (this.timer) {
				clearTimeout(this.timer);
				this.timer = null;
			}
			super.render();
			if (this.options.noTTYOutput && this.terminal.isTTY() === false) this.terminal.newline();
			this.timer = setTimeout(this.render.bind(this), this.schedulingRate);
		}
		update(current, payload) {
			if (!this.timer) return;
			super.update(current, payload);
			if (this.options.synchronousUpdate && this.lastRedraw + this.options.throttleTime * 2 < Date.now()) this.render();
		}
		start(total, startValue, payload) {
			if (this.options.noTTYOutput === false && this.terminal.isTTY() === false) return;
			if (this.sigintCallback === null && this.options.gracefulExit) {
				this.sigintCallback = this.stop.bind(this);
				process.once("SIGINT", this.sigintCallback);
				process.once("SIGTERM", this.sigintCallback);
			}
			this.terminal.cursorSave();
			if (this.options.hideCursor === true) this.terminal.cursor(false);
			if (this.options.linewrap === false) this.terminal.lineWrapping(false);
			super.start(total, startValue, payload);
			this.render();
		}
		stop() {
			if (!this.timer) return;
			if (this.sigintCallback) {
				process.removeListener("SIGINT", this.sigintCallback);
				process.removeListener("SIGTERM", this.sigintCallback);
				this.sigintCallback = null;
			}
			this.render();
			super.stop();
			clearTimeout(this.timer);
			this.timer = null;
			if (this.options.hideCursor === true) this.terminal.cursor(true);
			if (this.options.linewrap === false) this.terminal.lineWrapping(true);
			this.terminal.cursorRestore();
			if (this.options.clearOnComplete) {
				this.terminal.cursorTo(0, null);
				this.terminal.clearLine();
			} else this.terminal.newline();
		}
	};
}));

// node_modules/cli-progress/lib/multi-bar.js
var require_multi_bar = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	const _Terminal = require_terminal();
	const _BarElement = require_generic_bar();
	const _options = require_options();
	const _EventEmitter = __require("events");
	module.exports = class MultiBar extends _EventEmitter {
		constructor(options, preset) {
			super();
			this.bars = [];
			this.options = _options.parse(options, preset);
			this.options.synchronousUpdate = false;
			this.terminal = this.options.terminal ? this.options.terminal : new _Terminal(this.options.stream);
			this.timer = null;
			this.isActive = false;
			this.schedulingRate = this.terminal.isTTY() ? this.options.throttleTime : this.options.notTTYSchedule;
			this.loggingBuffer = [];
			this.sigintCallback = null;
		}
		create(total, startValue, payload, barOptions = {}) {
			const bar = new _BarElement(Object.assign({}, this.options, { terminal: this.terminal }, barOptions));
			this.bars.push(bar);
			if (this.options.noTTYOutput === false && this.terminal.isTTY() === false) return bar;
			if (this.sigintCallback === null && this.options.gracefulExit) {
				this.sigintCallback = this.stop.bind(this);
				process.once("SIGINT", this.sigintCallback);
				process.once("SIGTERM", this.sigintCallback);
			}
			if (!this.isActive) {
				if (this.options.hideCursor === true) this.terminal.cursor(false);
				if (this.options.linewrap === false) this.terminal.lineWrapping(false);
				this.timer = setTimeout(this.update.bind(this), this.schedulingRate);
			}
			this.isActive = true;
			bar.start(total, startValue, payload);
			this.emit("start");
			return bar;
		}
		remove(bar) {
			const index = this.bars.indexOf(bar);
			if (index < 0) return false;
			this.bars.splice(index, 1);
			this.update();
			this.terminal.newline();
			this.terminal.clearBottom();
			return true;
		}
		update() {
			if (this.timer) {
				clearTimeout(this.timer);
				this.timer = null;
			}
			this.emit("update-pre");
			this.terminal.cursorRelativeReset();
			this.emit("redraw-pre");
			if (this.loggingBuffer.length > 0) {
				this.terminal.clearLine();
				while (this.loggingBuffer.length > 0) this.terminal.write(this.loggingBuffer.shift(), true);
			}
			for (let i = 0; i < this.bars.length; i++) {
				if (i > 0) this.terminal.newline();
				this.bars[i].render();
			}
			this.emit("redraw-post");
			if (this.options.noTTYOutput && this.terminal.isTTY() === false) {
				this.terminal.newline();
				this.terminal.newline();
			}
			this.timer = setTimeout(this.update.bind(this), this.schedulingRate);
			this.emit("update-post");
			if (this.options.stopOnComplete && !this.bars.find((bar) => bar.isActive)) this.stop();
		}
		stop() {
			clearTimeout(this.timer);
			this.timer = null;
			if (this.sigintCallback) {
				process.removeListener("SIGINT", this.sigintCallback);
				process.removeListener("SIGTERM", this.sigintCallback);
				this.sigintCallback = null;
			}
			this.isActive = false;
			if (this.options.hideCursor === true) this.terminal.cursor(true);
			if (this.options.linewrap === false) this.terminal.lineWrapping(true);
			this.terminal.cursorRelativeReset();
			this.emit("stop-pre-clear");
			if (this.options.clearOnComplete) this.terminal.clearBottom();
			else {
				for (let i = 0; i < this.bars.length; i++) {
					if (i > 0) this.terminal.newline();
					this.bars[i].render();
					this.bars[i].stop();
				}
				this.terminal.newline();
			}
			this.emit("stop");
		}
		log(s) {
			this.loggingBuffer.push(s);
		}
	};
}));

// node_modules/cli-progress/presets/legacy.js
var require_legacy = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	module.exports = {
		format: "progress [{bar}] {percentage}% | ETA: {eta}s | {value}/{total}",
		barCompleteChar: "=",
		barIncompleteChar: "-"
	};
}));

// node_modules/cli-progress/presets/shades-classic.js
var require_shades_classic = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	module.exports = {
		format: " {bar} {percentage}% | ETA: {eta}s | {value}/{total}",
		barCompleteChar: "█",
		barIncompleteChar: "░"
	};
}));

// node_modules/cli-progress/presets/shades-grey.js
var require_shades_grey = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	module.exports = {
		format: " \x1B[90m{bar}\x1B[0m {percentage}% | ETA: {eta}s | {value}/{total}",
		barCompleteChar: "█",
		barIncompleteChar: "░"
	};
}));

// node_modules/cli-progress/presets/rect.js
var require_rect = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	module.exports = {
		format: " {bar}■ {percentage}% | ETA: {eta}s | {value}/{total}",
		barCompleteChar: "■",
		barIncompleteChar: " "
	};
}));

// node_modules/cli-progress/presets/index.js
var require_presets = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	const _legacy = require_legacy();
	const _shades_classic = require_shades_classic();
	const _shades_grey = require_shades_grey();
	const _rect = require_rect();
	module.exports = {
		legacy: _legacy,
		shades_classic: _shades_classic,
		shades_grey: _shades_grey,
		rect: _rect
	};
}));

// node_modules/cli-progress/cli-progress.js
var require_cli_progress = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	const _SingleBar = require_single_bar();
	const _MultiBar = require_multi_bar();
	const _Presets = require_presets();
	const _Formatter = require_formatter();
	const _defaultFormatValue = require_format_value();
	const _defaultFormatBar = require_format_bar();
	const _defaultFormatTime = require_format_time();
	module.exports = {
		Bar: _SingleBar,
		SingleBar: _SingleBar,
		MultiBar: _MultiBar,
		Presets: _Presets,
		Format: {
			Formatter: _Formatter,
			BarFormat: _defaultFormatBar,
			ValueFormat: _defaultFormatValue,
			TimeFormat: _defaultFormatTime
		}
	};
}));

// src/world/terminal.ts
var import_cli_progress = require_cli_progress();
function terminalOf(stream, env) {
	const { FORCE_COLOR: forced, NO_COLOR: none } = env;
	const able = stream.isTTY === true && (stream.hasColors?.() ?? false);
	return {
		colour: forced === void 0 ? able && (none === void 0 || none === "") : forced !== "0" && forced !== "false",
		columns: stream.columns ?? 80
	};
}

// src/world/terminal-log.ts
const lineInterval = 5e3;
function terminalLog(stream, env) {
	const mask = new Mask();
	let bars = 0;
	const { colour } = terminalOf(stream, env);
	const style = (format, text) => colour ? styleText(format, text, { validateStream: false }) : text;
	const placed = (where = {}) => {
		const place = location(where);
		return place === "" ? "" : `${place}: `;
	};
	const line = (text) => {
		const clear = bars > 0 ? "\r\x1B[K" : "";
		stream.write(`${clear}${mask.apply(printable(text))}\n`);
	};
	return {
		info: line,
		warning: (text, where) => line(`${placed(where)}${style("yellow", "warning:")} ${text}`),
		error: (text, where) => line(`${placed(where)}${style("red", "error:")} ${text}`),
		foreign: (text) => line(style("dim", printable(text).replace(/\n$/, ""))),
		foreignStream() {
			const lines = new LineBuffer((text) => line(style("dim", printable(text))));
			return {
				write: (text) => lines.write(text),
				end: () => lines.end()
			};
		},
		debug: (text) => {
			if (env.FLOX_UPSTREAM_DEBUG === "1") line(style("dim", text));
		},
		group: async (title, body) => {
			line(style("bold", title));
			return await body();
		},
		secret: (value) => mask.add(value),
		progress: (title, total) => {
			const clean = mask.apply(printable(title)).replaceAll("\n", " ");
			if (!stream.isTTY) return lines(clean, total, line);
			bars++;
			return bar(clean, total, stream, () => {
				bars--;
			});
		}
	};
}
function lines(title, total, print) {
	let bytes = 0;
	let last = performance.now();
	return {
		add(more) {
			bytes += more;
			if (performance.now() - last < lineInterval) return;
			last = performance.now();
			print(`${title}: ${size(bytes)}${total === void 0 ? "" : ` of ${size(total)}`}`);
		},
		done: () => print(`${title}: ${size(bytes)}`)
	};
}
function bar(title, total, stream, stopped) {
	let bytes = 0;
	let running = true;
	const drawn = new import_cli_progress.SingleBar({
		stream,
		format: total === void 0 ? `{title}  {size}` : `{title} [{bar}] {percentage} %  {size}`,
		hideCursor: false,
		clearOnComplete: false,
		barCompleteChar: "#",
		barIncompleteChar: "-",
		fps: 10
	});
	drawn.start(total ?? 0, 0, {
		title,
		size: size(0)
	});
	return {
		add(more) {
			bytes += more;
			drawn.update(bytes, { size: size(bytes) });
		},
		done() {
			if (!running) return;
			running = false;
			drawn.stop();
			stopped();
		}
	};
}

// src/world/clock.ts
const systemClock = { now: () => /* @__PURE__ */ new Date() };

// src/world/spill.ts
function openSpill(parent = tmpdir()) {
	const attempt = (action) => {
		try {
			return action();
		} catch (error) {
			throw unusable(parent, error);
		}
	};
	const file = attempt(() => openPrivate(parent));
	return {
		write(bytes, position) {
			for (let at = 0; at < bytes.length;) at += attempt(() => writeSync(file, bytes, at, bytes.length - at, position + at));
		},
		read(into, position) {
			for (let at = 0; at < into.length;) {
				const read = attempt(() => readSync(file, into, at, into.length - at, position + at));
				if (read === 0) throw unusable(parent, /* @__PURE__ */ new Error("It is shorter than what was written to it."));
				at += read;
			}
		},
		close() {
			closeSync(file);
		}
	};
}
function openPrivate(parent) {
	const folder = mkdtempSync(join(parent, "flox-upstream-"));
	try {
		return openSync(join(folder, "held"), "wx+", 384);
	} finally {
		rmSync(folder, {
			recursive: true,
			force: true
		});
	}
}
function unusable(parent, cause) {
	return new Problem(`The temporary file in ${parent} cannot be used.`, {
		kind: "outside",
		hint: "Make room there, or set TMPDIR to a folder with more.",
		cause
	});
}

// src/world/system-errors.ts
function codeOf(error) {
	return error?.code;
}
function isMissing(error) {
	const code = codeOf(error);
	return code === "ENOENT" || code === "ENOTDIR";
}

// src/world/write-all.ts
const temporary = /^\..+\.flox-upstream-([1-9][0-9]*)-[0-9a-f]{16}\.tmp$/;
const own = /* @__PURE__ */ new Set();
async function writeAll(contents, within, move = rename) {
	const targets = [];
	for (const [path, content] of contents) targets.push(await examined(path, content, within));
	const folders = new Set(targets.map((target) => dirname(target.real)));
	for (const folder of folders) await removeLeftovers(folder);
	const written = /* @__PURE__ */ new Map();
	const renamed = [];
	try {
		for (const target of targets) {
			const beside = besides(target.real);
			written.set(target, beside);
			await attempt(target.path, () => write(beside, target.content, target.before?.mode));
		}
		for (const [target, beside] of written) {
			await attempt(target.path, () => move(beside, target.real), vanished);
			renamed.push(target);
		}
	} catch (error) {
		for (const beside of written.values()) await rm(beside, { force: true });
		for (const target of renamed) await restore(target);
		throw error;
	}
	for (const folder of folders) await syncFolder(folder);
}
async function examined(path, content, within) {
	const real = await attempt(path, () => resolved(path, within));
	const folder = dirname(real);
	if (!(await attempt(path, () => stat(folder))).isDirectory()) throw refusal(path, "ENOTDIR");
	await attempt(path, () => writable(folder));
	let mode;
	try {
		const found = await stat(real);
		if (!found.isFile()) throw refusal(path, "it is not a regular file");
		mode = found.mode & 4095;
	} catch (error) {
		if (isMissing(error)) return {
			path,
			real,
			content,
			before: void 0
		};
		throw error;
	}
	await attempt(path, () => writable(real));
	return {
		path,
		real,
		content,
		before: {
			mode,
			content: await attempt(path, () => readFile(real))
		}
	};
}
async function resolved(path, within) {
	const folder = await realpath(dirname(path));
	const isLink = await lstat(path).then((found) => found.isSymbolicLink(), (error) => {
		if (isMissing(error)) return false;
		throw error;
	});
	const real = isLink ? await realpath(path) : join(folder, basename(path));
	if (within === void 0) {
		if (isLink) throw refusal(path, `it is a symbolic link, to ${real}`);
		return real;
	}
	const below = relative(await realpath(within), real);
	if (below === ".." || below.startsWith("../")) throw refusal(path, `it leads to ${real}, which is outside of ${within}`);
	return real;
}
async function writable(path) {
	await access(path, constants.W_OK);
	if (((await stat(path)).mode & 146) === 0) throw Object.assign(/* @__PURE__ */ new Error("read-only"), { code: "EACCES" });
}
function besides(real) {
	const name = `.${basename(real)}.flox-upstream-${process.pid}-${randomBytes(8).toString("hex")}.tmp`;
	own.add(name);
	return join(dirname(real), name);
}
async function write(path, content, mode) {
	const handle = await open(path, "wx", mode ?? 438);
	try {
		await handle.writeFile(content);
		if (mode !== void 0) await handle.chmod(mode);
		await handle.sync();
	} finally {
		await handle.close();
	}
}
async function restore({ real, before }) {
	if (before === void 0) {
		await rm(real, { force: true });
		return;
	}
	const beside = besides(real);
	await write(beside, before.content, before.mode);
	await rename(beside, real);
}
async function removeLeftovers(folder) {
	for (const name of await readdir(folder)) {
		const [, id] = temporary.exec(name) ?? [];
		if (id === void 0 || own.has(name)) continue;
		if (Number(id) === process.pid || !isRunning(Number(id))) await rm(join(folder, name), { force: true });
	}
}
function isRunning(id) {
	try {
		return process.kill(id, 0);
	} catch (error) {
		return codeOf(error) !== "ESRCH";
	}
}
async function syncFolder(folder) {
	const handle = await open(folder, constants.O_RDONLY);
	try {
		await handle.sync();
	} finally {
		await handle.close();
	}
}
const usual = "Make it writable, or leave it out.";
const vanished = "Something else changes this folder, perhaps another run: run it again when that is done.";
async function attempt(path, action, missing = usual) {
	try {
		return await action();
	} catch (error) {
		if (error instanceof Problem) throw error;
		throw refusal(path, codeOf(error) ?? String(error), error, isMissing(error) ? missing : usual);
	}
}
function refusal(path, why, cause, hint = usual) {
	return new Problem(`${path} cannot be written: ${why}; no file was changed`, {
		kind: "input",
		where: { file: path },
		cause,
		hint
	});
}

// src/world/files.ts
const leftOut = /* @__PURE__ */ new Set([".git", "node_modules"]);
function realFiles() {
	return {
		async read(path) {
			try {
				return await readFile(path);
			} catch (error) {
				if (isMissing(error)) return void 0;
				throw unreadable(path, error);
			}
		},
		async open(path) {
			let folder;
			try {
				folder = (await stat(path)).isDirectory();
			} catch (error) {
				throw isMissing(error) ? new Problem("there is no such file", {
					kind: "input",
					where: { file: path },
					cause: error
				}) : unreadable(path, error);
			}
			if (folder) throw new Problem(`${path} is a folder, not a file`, {
				kind: "input",
				where: { file: path }
			});
			return createReadStream(path, { highWaterMark: 1048576 });
		},
		list: (folder) => entriesBelow(folder, (entry) => entry.isFile()),
		links: async (folder) => await entriesBelow(folder, (entry) => entry.isSymbolicLink()) ?? [],
		async names(folder) {
			try {
				return (await readdir(folder)).sort();
			} catch (error) {
				if (isMissing(error)) return void 0;
				throw unreadable(folder, error);
			}
		},
		async realPath(path) {
			try {
				return await realpath(path);
			} catch (error) {
				if (isMissing(error)) return void 0;
				throw unreadable(path, error);
			}
		},
		async removeLink(path) {
			try {
				if ((await lstat(path)).isSymbolicLink()) await rm(path);
			} catch (error) {
				if (!isMissing(error)) throw unreadable(path, error);
			}
		},
		spill: () => openSpill(),
		async temporaryFolder() {
			const path = await realpath(await mkdtemp(join(tmpdir(), "flox-upstream-")));
			return {
				path,
				remove: () => rm(path, {
					recursive: true,
					force: true
				})
			};
		},
		async makeFolder(path) {
			try {
				await mkdir(path, { recursive: true });
			} catch (error) {
				throw new Problem(`${path} cannot be made: ${codeOf(error)}`, {
					kind: "input",
					where: { file: path },
					hint: "Name another place, or make it writable.",
					cause: error
				});
			}
		},
		writeAll: (contents, within) => writeAll(contents, within)
	};
}
async function entriesBelow(folder, wanted) {
	try {
		if (!(await stat(folder)).isDirectory()) return void 0;
	} catch (error) {
		if (isMissing(error)) return void 0;
		throw unreadable(folder, error);
	}
	const found = [];
	await collect(folder, "", wanted, found);
	return found.sort((a, b) => a < b ? -1 : 1);
}
async function collect(folder, prefix, wanted, found) {
	let entries;
	try {
		entries = await readdir(folder, { withFileTypes: true });
	} catch (error) {
		throw unreadable(folder, error);
	}
	for (const entry of entries) if (wanted(entry)) found.push(prefix + entry.name);
	else if (entry.isDirectory() && !leftOut.has(entry.name)) await collect(join(folder, entry.name), `${prefix}${entry.name}/`, wanted, found);
}
function unreadable(path, error) {
	return new Problem(`${path} cannot be read: ${codeOf(error) ?? String(error)}`, {
		kind: "input",
		where: { file: path },
		cause: error
	});
}

// src/world/processes.ts
const keptOutput$1 = 2e6;
const grace = 3e3;
const drain = 500;
function startProcess(file, args, options) {
	const { cwd, env, timeoutMs, signal, onOutput } = options;
	const child = spawn(file, args, {
		...cwd === void 0 ? {} : { cwd },
		env,
		detached: true,
		stdio: [
			"ignore",
			"pipe",
			"pipe"
		]
	});
	const all = new Tail();
	const out = new Tail();
	read(child.stdout, (text) => {
		out.add(text);
		all.add(text);
		onOutput?.(text);
	});
	read(child.stderr, (text) => {
		all.add(text);
		onOutput?.(text);
	});
	let how = "exited";
	let killer;
	const signalGroup = (name) => {
		if (child.pid === void 0) return false;
		try {
			return process.kill(-child.pid, name);
		} catch {
			return false;
		}
	};
	const end = (why) => {
		if (killer !== void 0 || child.exitCode !== null || child.signalCode !== null) return;
		how = why;
		signalGroup("SIGTERM");
		killer = setTimeout(() => signalGroup("SIGKILL"), grace);
	};
	const timer = setTimeout(() => end("time-limit"), timeoutMs);
	const onAbort = () => end("stopped");
	if (signal?.aborted) onAbort();
	else signal?.addEventListener("abort", onAbort, { once: true });
	const closed = new Promise((resolve) => child.once("close", resolve));
	const ended = new Promise((resolve, reject) => {
		const release = () => {
			clearTimeout(timer);
			clearTimeout(killer);
			signal?.removeEventListener("abort", onAbort);
		};
		child.once("error", (cause) => {
			release();
			reject(new Problem(`${file} cannot be started: ${cause.message}`, {
				kind: "outside",
				cause
			}));
		});
		child.once("exit", async () => {
			release();
			await endGroup(signalGroup);
			const cut = setTimeout(() => {
				child.stdout.destroy();
				child.stderr.destroy();
			}, drain);
			await closed;
			clearTimeout(cut);
			const name = child.signalCode;
			resolve({
				exitCode: child.exitCode ?? 128 + (name === null ? 0 : constants$1.signals[name]),
				how,
				output: all.text(),
				stdout: out.text()
			});
		});
	});
	return {
		ended,
		stop() {
			end("stopped");
			return ended;
		}
	};
}
async function endGroup(signalGroup) {
	signalGroup("SIGTERM");
	for (let waited = 0; waited < grace && signalGroup(0); waited += 20) await new Promise((resolve) => setTimeout(resolve, 20));
	signalGroup("SIGKILL");
}
function read(stream, give) {
	const decoder = new StringDecoder("utf8");
	stream.on("error", () => void 0);
	stream.on("data", (chunk) => give(decoder.write(chunk)));
	stream.on("end", () => {
		const rest = decoder.end();
		if (rest !== "") give(rest);
	});
}
var Tail = class {
	#pieces = [];
	#length = 0;
	add(text) {
		this.#pieces.push(text);
		this.#length += text.length;
		while (this.#length - (this.#pieces[0]?.length ?? 0) >= keptOutput$1) this.#length -= this.#pieces.shift()?.length ?? 0;
	}
	text() {
		return this.#pieces.join("").slice(-2e6);
	}
};

// src/world/programs.ts
const keptOutput = 1e7;
function withoutTokens(env) {
	const secret = /^(GITHUB_TOKEN|GH_TOKEN|GH_ENTERPRISE_TOKEN|GITHUB_ENTERPRISE_TOKEN|FLOX_FLOXHUB_TOKEN|INPUT_.*|ACTIONS_.*)$/i;
	const kept = {};
	for (const [name, value] of Object.entries(env)) if (value !== void 0 && !secret.test(name)) kept[name] = value;
	return kept;
}
async function findProgram(program, env) {
	const folders = program.includes("/") ? [""] : (env.PATH ?? "").split(delimiter).filter(isAbsolute);
	for (const folder of folders) {
		const file = join(folder, program);
		if (await access(file, constants.X_OK).then(() => true, () => false)) return file;
	}
}
function realPrograms(env) {
	return {
		async run(program, args, { cwd, input, timeoutMs, env: extra } = {}) {
			const file = await findProgram(program, env);
			if (file === void 0) return void 0;
			const { execa } = await import("./execa.js");
			const child = execa(file, args, {
				env: {
					...withoutTokens(env),
					...extra
				},
				extendEnv: false,
				reject: false,
				buffer: false,
				stripFinalNewline: false,
				forceKillAfterDelay: 2e3,
				...cwd === void 0 ? {} : { cwd },
				...input === void 0 ? { stdin: "ignore" } : { input },
				...timeoutMs === void 0 ? {} : { timeout: timeoutMs }
			});
			const stdout = keepTail(child.stdout);
			const stderr = keepTail(child.stderr);
			child.once("exit", (_code, signal) => {
				if (signal === null) return;
				child.stdout.destroy();
				child.stderr.destroy();
			});
			const ended = await child;
			if (ended.timedOut) throw new Problem(`${program} ${args.join(" ")}: did not end within ${(timeoutMs ?? 0) / 1e3} s`, {
				kind: "outside",
				hint: "Give it more time, or find out what it waits for."
			});
			const exitCode = ended.exitCode ?? signalCode(ended.signal);
			if (exitCode === void 0) throw new Problem(`${program} cannot be started: ${ended.shortMessage ?? "unknown reason"}`, {
				kind: "outside",
				cause: ended
			});
			return {
				exitCode,
				stdout: stdout(),
				stderr: stderr()
			};
		},
		async start(program, args, { inherit = true, env: extra = {}, ...options }) {
			const file = await findProgram(program, env);
			if (file === void 0) return void 0;
			return startProcess(file, args, {
				...options,
				env: inherit ? {
					...withoutTokens(env),
					...extra
				} : extra
			});
		}
	};
}
function signalCode(signal) {
	if (signal === void 0) return void 0;
	return 128 + (constants$1.signals[signal] ?? 0);
}
function keepTail(stream) {
	const chunks = [];
	let bytes = 0;
	stream.on("error", () => void 0);
	stream.on("data", (chunk) => {
		chunks.push(chunk);
		bytes += chunk.length;
		while (chunks.length > 1 && bytes - (chunks[0]?.length ?? 0) >= keptOutput) bytes -= chunks.shift()?.length ?? 0;
	});
	return () => Buffer.concat(chunks).subarray(-1e7).toString("utf8");
}

// src/world/git.ts
function realGit(env) {
	async function git(directory, args) {
		const { execa } = await import("./execa.js");
		const ended = await execa("git", args, {
			cwd: directory,
			env: {
				...withoutTokens(env),
				GIT_TERMINAL_PROMPT: "0",
				LC_ALL: "C"
			},
			extendEnv: false,
			reject: false,
			stdin: "ignore",
			stripFinalNewline: false
		});
		if (ended.exitCode === 0) return ended.stdout;
		throw failed(directory, args, ended);
	}
	return { async checkout(directory) {
		const [prefix = "", head = ""] = (await git(directory, [
			"rev-parse",
			"--show-prefix",
			"--verify",
			"HEAD"
		])).split("\n");
		return {
			head,
			prefix,
			changed: (await git(directory, [
				"status",
				"--porcelain=v1",
				"-z",
				"--untracked-files=all",
				"--no-renames",
				"--",
				"."
			])).split("\0").filter((entry) => entry !== "").map((entry) => entry.slice(3 + prefix.length))
		};
	} };
}
function failed(directory, args, ended) {
	const where = { file: directory };
	if (ended.code === "ENOENT") return new Problem(`git cannot be started in ${directory}`, {
		kind: "input",
		where,
		hint: "Check that git is installed and that the directory is there."
	});
	if (ended.stderr.includes("not a git repository")) return new Problem(`${directory} is not in a git repository`, {
		kind: "input",
		where,
		hint: "Flox builds Nix expressions only from git: run `git init` and commit the files."
	});
	if (ended.stderr.includes("Needed a single revision")) return new Problem(`the git repository of ${directory} has no commit yet`, {
		kind: "input",
		where,
		hint: "Commit the files first."
	});
	const lines = ended.stderr.trim().split("\n");
	const said = lines.find((line) => /^(fatal|error): /.test(line)) ?? lines.at(-1);
	return new Problem(`git ${args[0]} failed in ${directory}: ${said || ended.shortMessage || "no reason given"}`, {
		kind: "input",
		where,
		...ended.stderr.includes("dubious ownership") ? { hint: "The files are another user's: `git config --global --add safe.directory <the directory>` trusts them." } : {}
	});
}

// src/world/redirects.ts
const mostRedirects = 10;
function shown(url) {
	const { origin, pathname } = new URL(url);
	return `${origin}${pathname}`;
}
async function openUrl(address, request) {
	let url = checked(request.title, address);
	const { origin } = url;
	let token = request.token;
	for (let hops = 0; hops <= mostRedirects; hops++) {
		const response = await fetch(url, {
			redirect: "manual",
			signal: request.signal,
			headers: {
				"user-agent": "flox-upstream",
				accept: request.accept ?? "*/*",
				...request.raw ? { "accept-encoding": "identity" } : {},
				...token === void 0 ? {} : { authorization: `Bearer ${token}` }
			}
		});
		const target = response.headers.get("location");
		if (![
			301,
			302,
			303,
			307,
			308
		].includes(response.status) || target === null) return response;
		await response.body?.cancel();
		url = nextHop(request.title, url, target);
		if (url.origin !== origin) token = void 0;
	}
	throw new Problem(`${request.title}: ${shown(address)} redirects more than ${mostRedirects} times`, { kind: "outside" });
}
function checked(title, address) {
	const url = URL.parse(address);
	if (url === null) throw new Problem(`${title}: not a URL: ${address}`, { kind: "input" });
	if (url.protocol !== "https:" && url.protocol !== "http:") throw new Problem(`${title}: ${url.protocol} is not followed, only https and http are`, { kind: "input" });
	if (url.username !== "" || url.password !== "") throw new Problem(`${title}: ${shown(url)} was given with a user or password in it`, {
		kind: "input",
		hint: "Leave them out; a token has its own input."
	});
	return url;
}
function nextHop(title, from, target) {
	const next = URL.parse(target, from.href);
	if (next === null) throw new Problem(`${title}: ${shown(from)} redirects to what is not a URL`, { kind: "outside" });
	const url = checked(title, next.href);
	if (from.protocol === "https:" && url.protocol === "http:") throw new Problem(`${title}: ${shown(from)} redirects from https to http, to ${shown(url)}`, { kind: "outside" });
	return url;
}

// src/world/http.ts
const attempts = 3;
const backoff = [1, 4];
const longestPause = 60;
const largestJson = 1e8;
var Passing = class extends Error {
	problem;
	pause;
	constructor(problem, pause) {
		super(problem.message);
		this.problem = problem;
		this.pause = pause;
	}
};
function realHttp(options) {
	const { log, sleep } = options;
	async function retrying(attempt) {
		for (let n = 1;; n++) try {
			return await attempt();
		} catch (error) {
			if (!(error instanceof Passing)) throw error;
			if (n === attempts) throw error.problem;
			const seconds = error.pause ?? backoff[n - 1] ?? 0;
			log.info(`${error.message}; trying again in ${seconds} s (attempt ${n + 1} of ${attempts})`);
			await sleep(seconds);
		}
	}
	async function once(url, request) {
		const connection = new AbortController();
		const timer = stallTimer(options.stallMs, () => connection.abort());
		let response;
		try {
			timer.start();
			response = await openUrl(url, {
				...request,
				signal: connection.signal
			});
		} catch (error) {
			if (isProblem(error)) throw error;
			throw new Passing(unreachable(request.title, url, error, connection.signal.aborted));
		} finally {
			timer.stop();
		}
		if (response.ok) return await request.found(response);
		await response.body?.cancel();
		if (response.status === 404 || response.status === 410) return void 0;
		throw refused(request, url, response, options.now());
	}
	async function body(url, { title }, response, add, read) {
		const expected = contentLength(response);
		let failure;
		const fail = (message, cause) => {
			failure = new Problem(`${title}: ${message} (${shown(url)})`, {
				kind: "outside",
				cause,
				hint: "Try again later."
			});
			return failure;
		};
		async function* chunks() {
			if (response.body === null) return;
			const reader = response.body.getReader();
			let stalled = false;
			const timer = stallTimer(options.stallMs, () => {
				stalled = true;
				reader.cancel();
			});
			let received = 0;
			try {
				while (true) {
					timer.start();
					const { done, value } = await reader.read().catch((error) => {
						throw fail(`the transfer broke off after ${progressed(received, expected)}`, error);
					});
					timer.stop();
					if (stalled) throw fail(`no byte came for ${options.stallMs / 1e3} s after ${progressed(received, expected)}`);
					if (done) break;
					received += value.byteLength;
					add(value.byteLength);
					yield value;
				}
				if (expected !== void 0 && received !== expected) throw fail(`the transfer ended after ${progressed(received, expected)}`);
			} finally {
				timer.stop();
				await reader.cancel().catch(() => void 0);
			}
		}
		const stream = Readable.from(chunks(), { objectMode: false });
		stream.on("error", () => void 0);
		try {
			return await read(stream);
		} catch (error) {
			if (failure !== void 0) throw new Passing(failure);
			if (isProblem(error) && error.kind === "outside") throw new Passing(error);
			throw error;
		} finally {
			stream.destroy();
		}
	}
	return {
		download: (url, request, read) => retrying(() => once(url, {
			...request,
			raw: true,
			found: async (response) => {
				refuseEncoding(request.title, url, response);
				const progress = log.progress(request.title, contentLength(response));
				try {
					return await body(url, request, response, progress.add, read);
				} finally {
					progress.done();
				}
			}
		})),
		json: (url, request) => retrying(() => once(url, {
			accept: "application/json",
			...request,
			raw: false,
			found: (response) => body(url, request, response, () => void 0, (stream) => parsed(request.title, url, stream))
		}))
	};
}
async function parsed(title, url, stream) {
	const chunks = [];
	let bytes = 0;
	for await (const chunk of stream) {
		bytes += chunk.byteLength;
		if (bytes > largestJson) throw new Problem(`${title}: ${shown(url)} is longer than 100 MB`, { kind: "input" });
		chunks.push(chunk);
	}
	try {
		return JSON.parse(Buffer.concat(chunks).toString("utf8"));
	} catch (error) {
		throw new Problem(`${title}: ${shown(url)} did not answer with JSON`, {
			kind: "outside",
			cause: error
		});
	}
}
function contentLength(response) {
	const text = response.headers.get("content-length");
	if (text === null || !/^\d+$/.test(text) || response.headers.has("content-encoding")) return void 0;
	return Number(text);
}
function refuseEncoding(title, url, response) {
	const encoding = response.headers.get("content-encoding");
	if (encoding === null || encoding === "identity") return;
	response.body?.cancel();
	throw new Problem(`${title}: ${shown(url)} answers with content-encoding ${encoding}, not with the file as it is`, {
		kind: "outside",
		hint: "Use another mirror, or download the file and give its path."
	});
}
function progressed(received, expected) {
	return expected === void 0 ? size(received) : `${size(received)} of ${size(expected)}`;
}
function stallTimer(ms, stalled) {
	let timer;
	return {
		start: () => {
			timer = setTimeout(stalled, ms);
		},
		stop: () => clearTimeout(timer)
	};
}
function unreachable(title, url, error, stalled) {
	const why = stalled ? "no answer in time" : reason(error);
	return new Problem(`${title}: ${new URL(url).host} cannot be reached: ${why}`, {
		kind: "outside",
		cause: error,
		hint: "Check the network, and the URL if it was given by hand."
	});
}
function reason(error) {
	const { message, cause } = error;
	return cause?.code ?? cause?.message ?? message ?? String(error);
}
function refused({ title, token }, url, { status, headers }, now) {
	const pause = retryAfter(headers, now);
	if (status === 429 || status === 403 && (headers.get("x-ratelimit-remaining") === "0" || pause !== void 0)) {
		const problem = new Problem(`${title}: ${shown(url)} answers ${status}, the rate limit is used up${until(headers, pause, now)}`, {
			kind: "outside",
			hint: token === void 0 ? "Wait until then, or give a token." : "Wait until then."
		});
		return pause !== void 0 && pause <= longestPause ? new Passing(problem, pause) : problem;
	}
	if (status === 401 || status === 403) return new Problem(`${title}: ${shown(url)} answers ${status}, access is refused`, {
		kind: "input",
		hint: token === void 0 ? "It needs a token." : "Check that the token is valid and may read this."
	});
	const problem = new Problem(`${title}: ${shown(url)} answers ${status}`, {
		kind: "outside",
		hint: "Try again later."
	});
	if (status < 500) return problem;
	return new Passing(problem, pause !== void 0 && pause <= longestPause ? pause : void 0);
}
function retryAfter(headers, now) {
	const text = headers.get("retry-after");
	if (text === null) return void 0;
	if (/^\d+$/.test(text)) return Number(text);
	const date = Date.parse(text);
	return Number.isNaN(date) ? void 0 : Math.max(0, Math.ceil((date - now.getTime()) / 1e3));
}
function until(headers, pause, now) {
	const reset = Number(headers.get("x-ratelimit-reset") ?? NaN);
	if (reset > 0) return ` until ${(/* @__PURE__ */ new Date(reset * 1e3)).toISOString()}`;
	return pause === void 0 ? "" : ` until ${new Date(now.getTime() + pause * 1e3).toISOString()}`;
}

// src/world/interruptions.ts
const signals = [
	"SIGINT",
	"SIGTERM",
	"SIGHUP"
];
async function interruptible(body) {
	const controller = new AbortController();
	const interrupt = () => controller.abort();
	for (const name of signals) process.on(name, interrupt);
	try {
		return await body(controller.signal);
	} finally {
		for (const name of signals) process.off(name, interrupt);
	}
}

// src/world/loopback.ts
const keptBody = 2e5;
const realLoopback = {
	freePort() {
		return new Promise((resolve, reject) => {
			const server = createServer();
			server.once("error", reject);
			server.listen(0, "127.0.0.1", () => {
				const address = server.address();
				const port = typeof address === "object" ? address?.port : void 0;
				server.close(() => port === void 0 ? reject(/* @__PURE__ */ new Error("no port is free")) : resolve(port));
			});
		});
	},
	async request(port, path, { json, timeoutMs }) {
		try {
			const response = await fetch(`http://127.0.0.1:${port}${path}`, {
				redirect: "manual",
				signal: AbortSignal.timeout(timeoutMs),
				...json === void 0 ? {} : {
					method: "POST",
					body: JSON.stringify(json),
					headers: { "content-type": "application/json" }
				}
			});
			const type = response.headers.get("content-type") ?? "";
			return {
				status: response.status,
				type,
				body: await readBody(response)
			};
		} catch {
			return;
		}
	},
	pause: (ms, signal) => new Promise((resolve) => {
		const done = () => {
			clearTimeout(timer);
			signal?.removeEventListener("abort", done);
			resolve();
		};
		const timer = setTimeout(done, ms);
		signal?.addEventListener("abort", done, { once: true });
	})
};
async function readBody(response) {
	const decoder = new TextDecoder();
	let text = "";
	for await (const chunk of response.body ?? []) {
		text += decoder.decode(chunk, { stream: true });
		if (text.length >= keptBody) break;
	}
	return text.slice(0, keptBody);
}
function systemOf(architecture, platform) {
	return `${{
		x64: "x86_64",
		arm64: "aarch64"
	}[architecture] ?? architecture}-${platform}`;
}

// src/world/real.ts
function realWorld(env, options) {
	const { log, clock = systemClock, secondMs = 1e3, stallMs = 6e4 } = options;
	const sleep = (seconds) => new Promise((resolve) => setTimeout(resolve, seconds * secondMs));
	const clients = /* @__PURE__ */ new Map();
	return {
		env,
		clock,
		log,
		files: realFiles(),
		http: realHttp({
			log,
			sleep,
			stallMs,
			now: () => clock.now()
		}),
		git: realGit(env),
		programs: realPrograms(env),
		terminal: terminalOf(process.stdout, env),
		loopback: realLoopback,
		system: systemOf(process.arch, process.platform),
		interruptible,
		github(endpoint) {
			const key = JSON.stringify([
				endpoint.apiUrl,
				endpoint.token,
				endpoint.tokenInput
			]);
			const known = clients.get(key);
			if (known !== void 0) return known;
			const client = import("./github2.js").then(({ realGitHub }) => realGitHub(endpoint, {
				log,
				secondMs,
				stallMs
			}));
			clients.set(key, client);
			return client;
		}
	};
}

export { runCommand as a, inputsOfRunner as c, problemText as i, unknown as l, lines as n, unforeseen as o, terminalLog as r, checkOptions as s, realWorld as t };