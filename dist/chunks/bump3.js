import { t as jsonText } from "./json.js";
import { a as textOf$2, c as formatLike, d as toSri, l as parseHash, n as encode, o as toBytes, s as formatHash, t as display$1, u as sriOfHex } from "./source.js";
import { c as commitTitle } from "./told.js";
import { _ as packagesText, n as openBumps, u as bumpSummary, v as requirementRows } from "./open-bumps.js";
import { a as checkOutputs, c as lowestPin, d as refusedText, i as checkDocument, l as upstreamPins, n as checkAgain, o as headline, s as recordedTag, t as check, u as outcomeText } from "./check.js";
import { n as printable } from "./style.js";
import { c as distinct, d as clipped, l as foundVersions, u as isPinned } from "./results.js";
import { n as descend, t as listed } from "./sections.js";
import { a as versionFault, c as isProblem, i as refFault, o as Problem, r as quoteUntrusted } from "./refs.js";
import { i as versionOfTag, r as tagOfRef } from "./tags.js";
import { i as orderedPart, t as compareVersions } from "./versions.js";
import { a as readBranch, d as resultsFolder, n as readResults, r as commitBump, u as bumpFilePath } from "./read.js";
import { a as upstreamName, l as writeLock, o as upstreamToken, s as lockFileName, t as readPypi } from "./outside.js";
import { a as factsOf, c as isAssertion, i as fact, l as buildMatrix, n as leftoversIn, o as metaUrls, r as statedBy$2, s as assertionAt } from "./leftovers.js";
import { C as isSameSystems, D as usualPython, E as isSamePython, O as readHashMismatches, S as conditionOn, T as isSame$1, _ as inside, b as both, c as allPythonCalls, d as offersTwice, f as pythonPackages, g as and, h as isRequirementList, i as holdsOnWindows, l as argumentsOf$2, m as isOfExtra, n as parseRequirement, o as pythonPatches, p as extraOf, r as holdsOn, s as ownPackages, t as isMalformed, u as listedIn, v as readItems, w as Identities, x as canWrite, y as systemsOf } from "./pep508.js";
import { A as withNamespace, B as argument, C as parse, D as lexical, I as parseNix, J as sitesOf, K as knownText, L as isNixName, M as pythonOf, O as namespaces, R as lex, U as inNixpkgs, _ as commonNames, a as located, b as occurrences, c as dependentHashes, d as archiveUrl, f as onServer, g as packageIn, i as understand, j as isPythonSet, l as sourceDoubts, m as parseFile, p as namesUpstream, q as rendered, t as nixpkgsUrl, u as read, v as pinnedReleases, w as TomlError, x as versionInRef, y as isCommit, z as NixSyntaxError } from "./situation.js";
import { a as normalizePep440, c as systems, i as matchesSpecifiers, o as parseSpecifiers } from "./pep440.js";
import { i as withExtra, n as isProjectName, r as normalizeName, t as isNamed } from "./names.js";
import { n as archiveReader, t as flatHash } from "./archive.js";
import { t as presetFor } from "./presets.js";
import { createHash } from "node:crypto";
import { dirname, join } from "node:path/posix";

// node_modules/diff/libesm/diff/base.js
var Diff = class {
	diff(oldStr, newStr, options = {}) {
		let callback;
		if (typeof options === "function") {
			callback = options;
			options = {};
		} else if ("callback" in options) callback = options.callback;
		const oldString = this.castInput(oldStr, options);
		const newString = this.castInput(newStr, options);
		const oldTokens = this.removeEmpty(this.tokenize(oldString, options));
		const newTokens = this.removeEmpty(this.tokenize(newString, options));
		return this.diffWithOptionsObj(oldTokens, newTokens, options, callback);
	}
	diffWithOptionsObj(oldTokens, newTokens, options, callback) {
		var _a;
		const done = (value) => {
			value = this.postProcess(value, options);
			if (callback) {
				setTimeout(function() {
					callback(value);
				}, 0);
				return;
			} else return value;
		};
		const newLen = newTokens.length, oldLen = oldTokens.length;
		let editLength = 1;
		let maxEditLength = newLen + oldLen;
		if (options.maxEditLength != null) maxEditLength = Math.min(maxEditLength, options.maxEditLength);
		const maxExecutionTime = (_a = options.timeout) !== null && _a !== void 0 ? _a : Infinity;
		const abortAfterTimestamp = Date.now() + maxExecutionTime;
		const bestPath = [{
			oldPos: -1,
			lastComponent: void 0
		}];
		let newPos = this.extractCommon(bestPath[0], newTokens, oldTokens, 0, options);
		if (bestPath[0].oldPos + 1 >= oldLen && newPos + 1 >= newLen) return done(this.buildValues(bestPath[0].lastComponent, newTokens, oldTokens));
		let minDiagonalToConsider = -Infinity, maxDiagonalToConsider = Infinity;
		const execEditLength = () => {
			for (let diagonalPath = Math.max(minDiagonalToConsider, -editLength); diagonalPath <= Math.min(maxDiagonalToConsider, editLength); diagonalPath += 2) {
				let basePath;
				const removePath = bestPath[diagonalPath - 1], addPath = bestPath[diagonalPath + 1];
				if (removePath) bestPath[diagonalPath - 1] = void 0;
				let canAdd = false;
				if (addPath) {
					const addPathNewPos = addPath.oldPos - diagonalPath;
					canAdd = addPath && 0 <= addPathNewPos && addPathNewPos < newLen;
				}
				const canRemove = removePath && removePath.oldPos + 1 < oldLen;
				if (!canAdd && !canRemove) {
					bestPath[diagonalPath] = void 0;
					continue;
				}
				if (!canRemove || canAdd && removePath.oldPos < addPath.oldPos) basePath = this.addToPath(addPath, true, false, 0, options);
				else basePath = this.addToPath(removePath, false, true, 1, options);
				newPos = this.extractCommon(basePath, newTokens, oldTokens, diagonalPath, options);
				if (basePath.oldPos + 1 >= oldLen && newPos + 1 >= newLen) return done(this.buildValues(basePath.lastComponent, newTokens, oldTokens)) || true;
				else {
					bestPath[diagonalPath] = basePath;
					if (basePath.oldPos + 1 >= oldLen) maxDiagonalToConsider = Math.min(maxDiagonalToConsider, diagonalPath - 1);
					if (newPos + 1 >= newLen) minDiagonalToConsider = Math.max(minDiagonalToConsider, diagonalPath + 1);
				}
			}
			editLength++;
		};
		if (callback) (function exec() {
			setTimeout(function() {
				if (editLength > maxEditLength || Date.now() > abortAfterTimestamp) return callback(void 0);
				if (!execEditLength()) exec();
			}, 0);
		})();
		else while (editLength <= maxEditLength && Date.now() <= abortAfterTimestamp) {
			const ret = execEditLength();
			if (ret) return ret;
		}
	}
	addToPath(path, added, removed, oldPosInc, options) {
		const last = path.lastComponent;
		if (last && !options.oneChangePerToken && last.added === added && last.removed === removed) return {
			oldPos: path.oldPos + oldPosInc,
			lastComponent: {
				count: last.count + 1,
				added,
				removed,
				previousComponent: last.previousComponent
			}
		};
		else return {
			oldPos: path.oldPos + oldPosInc,
			lastComponent: {
				count: 1,
				added,
				removed,
				previousComponent: last
			}
		};
	}
	extractCommon(basePath, newTokens, oldTokens, diagonalPath, options) {
		const newLen = newTokens.length, oldLen = oldTokens.length;
		let oldPos = basePath.oldPos, newPos = oldPos - diagonalPath, commonCount = 0;
		while (newPos + 1 < newLen && oldPos + 1 < oldLen && this.equals(oldTokens[oldPos + 1], newTokens[newPos + 1], options)) {
			newPos++;
			oldPos++;
			commonCount++;
			if (options.oneChangePerToken) basePath.lastComponent = {
				count: 1,
				previousComponent: basePath.lastComponent,
				added: false,
				removed: false
			};
		}
		if (commonCount && !options.oneChangePerToken) basePath.lastComponent = {
			count: commonCount,
			previousComponent: basePath.lastComponent,
			added: false,
			removed: false
		};
		basePath.oldPos = oldPos;
		return newPos;
	}
	equals(left, right, options) {
		if (options.comparator) return options.comparator(left, right);
		else return left === right || !!options.ignoreCase && left.toLowerCase() === right.toLowerCase();
	}
	removeEmpty(array) {
		const ret = [];
		for (let i = 0; i < array.length; i++) if (array[i]) ret.push(array[i]);
		return ret;
	}
	castInput(value, options) {
		return value;
	}
	tokenize(value, options) {
		return Array.from(value);
	}
	join(chars) {
		return chars.join("");
	}
	postProcess(changeObjects, options) {
		return changeObjects;
	}
	get useLongestToken() {
		return false;
	}
	buildValues(lastComponent, newTokens, oldTokens) {
		const components = [];
		let nextComponent;
		while (lastComponent) {
			components.push(lastComponent);
			nextComponent = lastComponent.previousComponent;
			delete lastComponent.previousComponent;
			lastComponent = nextComponent;
		}
		components.reverse();
		const componentLen = components.length;
		let componentPos = 0, newPos = 0, oldPos = 0;
		for (; componentPos < componentLen; componentPos++) {
			const component = components[componentPos];
			if (!component.removed) {
				if (!component.added && this.useLongestToken) {
					let value = newTokens.slice(newPos, newPos + component.count);
					value = value.map(function(value, i) {
						const oldValue = oldTokens[oldPos + i];
						return oldValue.length > value.length ? oldValue : value;
					});
					component.value = this.join(value);
				} else component.value = this.join(newTokens.slice(newPos, newPos + component.count));
				newPos += component.count;
				if (!component.added) oldPos += component.count;
			} else {
				component.value = this.join(oldTokens.slice(oldPos, oldPos + component.count));
				oldPos += component.count;
			}
		}
		return components;
	}
};

// node_modules/diff/libesm/diff/character.js
var CharacterDiff = class extends Diff {};
const characterDiff = new CharacterDiff();

// node_modules/diff/libesm/util/string.js
function longestCommonPrefix(str1, str2) {
	let i = 0;
	for (; i < str1.length && i < str2.length; i++) if (str1[i] != str2[i]) return str1.slice(0, i);
	return str1.slice(0, i);
}
function longestCommonSuffix(str1, str2) {
	let i;
	if (!str1 || !str2 || str1[str1.length - 1] != str2[str2.length - 1]) return "";
	for (i = 0; i < str1.length && i < str2.length; i++) if (str1[str1.length - (i + 1)] != str2[str2.length - (i + 1)]) return str1.slice(-i);
	return str1.slice(-i);
}
function replacePrefix(string, oldPrefix, newPrefix) {
	if (string.slice(0, oldPrefix.length) != oldPrefix) throw Error(`string ${JSON.stringify(string)} doesn't start with prefix ${JSON.stringify(oldPrefix)}; this is a bug`);
	return newPrefix + string.slice(oldPrefix.length);
}
function replaceSuffix(string, oldSuffix, newSuffix) {
	if (!oldSuffix) return string + newSuffix;
	if (string.slice(-oldSuffix.length) != oldSuffix) throw Error(`string ${JSON.stringify(string)} doesn't end with suffix ${JSON.stringify(oldSuffix)}; this is a bug`);
	return string.slice(0, -oldSuffix.length) + newSuffix;
}
function removePrefix(string, oldPrefix) {
	return replacePrefix(string, oldPrefix, "");
}
function removeSuffix(string, oldSuffix) {
	return replaceSuffix(string, oldSuffix, "");
}
function maximumOverlap(string1, string2) {
	return string2.slice(0, overlapCount(string1, string2));
}
function overlapCount(a, b) {
	let startA = 0;
	if (a.length > b.length) startA = a.length - b.length;
	let endB = b.length;
	if (a.length < b.length) endB = a.length;
	const map = Array(endB);
	let k = 0;
	map[0] = 0;
	for (let j = 1; j < endB; j++) {
		if (b[j] == b[k]) map[j] = map[k];
		else map[j] = k;
		while (k > 0 && b[j] != b[k]) k = map[k];
		if (b[j] == b[k]) k++;
	}
	k = 0;
	for (let i = startA; i < a.length; i++) {
		while (k > 0 && a[i] != b[k]) k = map[k];
		if (a[i] == b[k]) k++;
	}
	return k;
}
function segment(string, segmenter) {
	const parts = [];
	for (const segmentObj of Array.from(segmenter.segment(string))) {
		const segment = segmentObj.segment;
		if (parts.length && /\s/.test(parts[parts.length - 1]) && /\s/.test(segment)) parts[parts.length - 1] += segment;
		else parts.push(segment);
	}
	return parts;
}
function trailingWs(string, segmenter) {
	if (segmenter) return leadingAndTrailingWs(string, segmenter)[1];
	let i;
	for (i = string.length - 1; i >= 0; i--) if (!string[i].match(/\s/)) break;
	return string.substring(i + 1);
}
function leadingWs(string, segmenter) {
	if (segmenter) return leadingAndTrailingWs(string, segmenter)[0];
	const match = string.match(/^\s*/);
	return match ? match[0] : "";
}
function leadingAndTrailingWs(string, segmenter) {
	if (!segmenter) return [leadingWs(string), trailingWs(string)];
	if (segmenter.resolvedOptions().granularity != "word") throw new Error("The segmenter passed must have a granularity of \"word\"");
	const segments = segment(string, segmenter);
	const firstSeg = segments[0];
	const lastSeg = segments[segments.length - 1];
	return [/\s/.test(firstSeg) ? firstSeg : "", /\s/.test(lastSeg) ? lastSeg : ""];
}

// node_modules/diff/libesm/diff/word.js
const extendedWordChars = "a-zA-Z0-9_\\u{AD}\\u{C0}-\\u{D6}\\u{D8}-\\u{F6}\\u{F8}-\\u{2C6}\\u{2C8}-\\u{2D7}\\u{2DE}-\\u{2FF}\\u{1E00}-\\u{1EFF}";
const tokenizeIncludingWhitespace = new RegExp(`[${extendedWordChars}]+|\\s+|[^${extendedWordChars}]`, "ug");
var WordDiff = class extends Diff {
	equals(left, right, options) {
		if (options.ignoreCase) {
			left = left.toLowerCase();
			right = right.toLowerCase();
		}
		return left.trim() === right.trim();
	}
	tokenize(value, options = {}) {
		let parts;
		if (options.intlSegmenter) {
			const segmenter = options.intlSegmenter;
			if (segmenter.resolvedOptions().granularity != "word") throw new Error("The segmenter passed must have a granularity of \"word\"");
			parts = segment(value, segmenter);
		} else parts = value.match(tokenizeIncludingWhitespace) || [];
		const tokens = [];
		let prevPart = null;
		parts.forEach((part) => {
			if (/\s/.test(part)) {
				if (prevPart == null) tokens.push(part);
				else tokens.push(tokens.pop() + part);
			} else if (prevPart != null && /\s/.test(prevPart)) {
				if (tokens[tokens.length - 1] == prevPart) tokens.push(tokens.pop() + part);
				else tokens.push(prevPart + part);
			} else tokens.push(part);
			prevPart = part;
		});
		return tokens;
	}
	join(tokens) {
		return tokens.map((token, i) => {
			if (i == 0) return token;
			else return token.replace(/^\s+/, "");
		}).join("");
	}
	postProcess(changes, options) {
		if (!changes || options.oneChangePerToken) return changes;
		let lastKeep = null;
		let insertion = null;
		let deletion = null;
		changes.forEach((change) => {
			if (change.added) insertion = change;
			else if (change.removed) deletion = change;
			else {
				if (insertion || deletion) dedupeWhitespaceInChangeObjects(lastKeep, deletion, insertion, change, options.intlSegmenter);
				lastKeep = change;
				insertion = null;
				deletion = null;
			}
		});
		if (insertion || deletion) dedupeWhitespaceInChangeObjects(lastKeep, deletion, insertion, null, options.intlSegmenter);
		return changes;
	}
};
const wordDiff = new WordDiff();
function dedupeWhitespaceInChangeObjects(startKeep, deletion, insertion, endKeep, segmenter) {
	if (deletion && insertion) {
		const [oldWsPrefix, oldWsSuffix] = leadingAndTrailingWs(deletion.value, segmenter);
		const [newWsPrefix, newWsSuffix] = leadingAndTrailingWs(insertion.value, segmenter);
		if (startKeep) {
			const commonWsPrefix = longestCommonPrefix(oldWsPrefix, newWsPrefix);
			startKeep.value = replaceSuffix(startKeep.value, newWsPrefix, commonWsPrefix);
			deletion.value = removePrefix(deletion.value, commonWsPrefix);
			insertion.value = removePrefix(insertion.value, commonWsPrefix);
		}
		if (endKeep) {
			const commonWsSuffix = longestCommonSuffix(oldWsSuffix, newWsSuffix);
			endKeep.value = replacePrefix(endKeep.value, newWsSuffix, commonWsSuffix);
			deletion.value = removeSuffix(deletion.value, commonWsSuffix);
			insertion.value = removeSuffix(insertion.value, commonWsSuffix);
		}
	} else if (insertion) {
		if (startKeep) {
			const ws = leadingWs(insertion.value, segmenter);
			insertion.value = insertion.value.substring(ws.length);
		}
		if (endKeep) {
			const ws = leadingWs(endKeep.value, segmenter);
			endKeep.value = endKeep.value.substring(ws.length);
		}
	} else if (startKeep && endKeep) {
		const newWsFull = leadingWs(endKeep.value, segmenter), [delWsStart, delWsEnd] = leadingAndTrailingWs(deletion.value, segmenter);
		const newWsStart = longestCommonPrefix(newWsFull, delWsStart);
		deletion.value = removePrefix(deletion.value, newWsStart);
		const newWsEnd = longestCommonSuffix(removePrefix(newWsFull, newWsStart), delWsEnd);
		deletion.value = removeSuffix(deletion.value, newWsEnd);
		endKeep.value = replacePrefix(endKeep.value, newWsFull, newWsEnd);
		startKeep.value = replaceSuffix(startKeep.value, newWsFull, newWsFull.slice(0, newWsFull.length - newWsEnd.length));
	} else if (endKeep) {
		const endKeepWsPrefix = leadingWs(endKeep.value, segmenter);
		const deletionWsSuffix = trailingWs(deletion.value, segmenter);
		const overlap = maximumOverlap(deletionWsSuffix, endKeepWsPrefix);
		deletion.value = removeSuffix(deletion.value, overlap);
	} else if (startKeep) {
		const startKeepWsSuffix = trailingWs(startKeep.value, segmenter);
		const deletionWsPrefix = leadingWs(deletion.value, segmenter);
		const overlap = maximumOverlap(startKeepWsSuffix, deletionWsPrefix);
		deletion.value = removePrefix(deletion.value, overlap);
	}
}
var WordsWithSpaceDiff = class extends Diff {
	tokenize(value) {
		const regex = new RegExp(`(\\r?\\n)|[${extendedWordChars}]+|[^\\S\\n\\r]+|[^${extendedWordChars}]`, "ug");
		return value.match(regex) || [];
	}
};
const wordsWithSpaceDiff = new WordsWithSpaceDiff();

// node_modules/diff/libesm/diff/line.js
var LineDiff = class extends Diff {
	constructor() {
		super(...arguments);
		this.tokenize = tokenize;
	}
	equals(left, right, options) {
		if (options.ignoreWhitespace) {
			if (!options.newlineIsToken || !left.includes("\n")) left = left.trim();
			if (!options.newlineIsToken || !right.includes("\n")) right = right.trim();
		} else if (options.ignoreNewlineAtEof && !options.newlineIsToken) {
			if (left.endsWith("\n")) left = left.slice(0, -1);
			if (right.endsWith("\n")) right = right.slice(0, -1);
		}
		return super.equals(left, right, options);
	}
};
const lineDiff = new LineDiff();
function diffLines(oldStr, newStr, options) {
	return lineDiff.diff(oldStr, newStr, options);
}
function tokenize(value, options) {
	if (options.stripTrailingCr) value = value.replace(/\r\n/g, "\n");
	const retLines = [], linesAndNewlines = value.split(/(\n|\r\n)/);
	if (!linesAndNewlines[linesAndNewlines.length - 1]) linesAndNewlines.pop();
	for (let i = 0; i < linesAndNewlines.length; i++) {
		const line = linesAndNewlines[i];
		if (i % 2 && !options.newlineIsToken) retLines[retLines.length - 1] += line;
		else retLines.push(line);
	}
	return retLines;
}

// node_modules/diff/libesm/diff/sentence.js
function isSentenceEndPunct(char) {
	return char == "." || char == "!" || char == "?";
}
var SentenceDiff = class extends Diff {
	tokenize(value) {
		var _a;
		const result = [];
		let tokenStartI = 0;
		for (let i = 0; i < value.length; i++) {
			if (i == value.length - 1) {
				result.push(value.slice(tokenStartI));
				break;
			}
			if (isSentenceEndPunct(value[i]) && value[i + 1].match(/\s/)) {
				result.push(value.slice(tokenStartI, i + 1));
				i = tokenStartI = i + 1;
				while ((_a = value[i + 1]) === null || _a === void 0 ? void 0 : _a.match(/\s/)) i++;
				result.push(value.slice(tokenStartI, i + 1));
				tokenStartI = i + 1;
			}
		}
		return result;
	}
};
const sentenceDiff = new SentenceDiff();

// node_modules/diff/libesm/diff/css.js
var CssDiff = class extends Diff {
	tokenize(value) {
		return value.split(/([{}:;,]|\s+)/);
	}
};
const cssDiff = new CssDiff();

// node_modules/diff/libesm/diff/json.js
var JsonDiff = class extends Diff {
	constructor() {
		super(...arguments);
		this.tokenize = tokenize;
	}
	get useLongestToken() {
		return true;
	}
	castInput(value, options) {
		const { undefinedReplacement, stringifyReplacer = (k, v) => typeof v === "undefined" ? undefinedReplacement : v } = options;
		return typeof value === "string" ? value : JSON.stringify(canonicalize(value, null, null, stringifyReplacer), null, "  ");
	}
	equals(left, right, options) {
		return super.equals(left.replace(/,([\r\n])/g, "$1"), right.replace(/,([\r\n])/g, "$1"), options);
	}
};
const jsonDiff = new JsonDiff();
function canonicalize(obj, stack, replacementStack, replacer, key) {
	stack = stack || [];
	replacementStack = replacementStack || [];
	if (replacer) obj = replacer(key === void 0 ? "" : key, obj);
	let i = 0;
	for (; i < stack.length; i += 1) if (stack[i] === obj) return replacementStack[i];
	let canonicalizedObj;
	if ("[object Array]" === Object.prototype.toString.call(obj)) {
		stack.push(obj);
		canonicalizedObj = new Array(obj.length);
		replacementStack.push(canonicalizedObj);
		for (i = 0; i < obj.length; i += 1) canonicalizedObj[i] = canonicalize(obj[i], stack, replacementStack, replacer, String(i));
		stack.pop();
		replacementStack.pop();
		return canonicalizedObj;
	}
	if (obj && obj.toJSON) obj = obj.toJSON();
	if (typeof obj === "object" && obj !== null) {
		stack.push(obj);
		canonicalizedObj = {};
		replacementStack.push(canonicalizedObj);
		const sortedKeys = [];
		let key;
		for (key in obj)
 /* istanbul ignore else */
		if (Object.prototype.hasOwnProperty.call(obj, key)) sortedKeys.push(key);
		sortedKeys.sort();
		for (i = 0; i < sortedKeys.length; i += 1) {
			key = sortedKeys[i];
			canonicalizedObj[key] = canonicalize(obj[key], stack, replacementStack, replacer, key);
		}
		stack.pop();
		replacementStack.pop();
	} else canonicalizedObj = obj;
	return canonicalizedObj;
}

// node_modules/diff/libesm/diff/array.js
var ArrayDiff = class extends Diff {
	tokenize(value) {
		return value.slice();
	}
	join(value) {
		return value;
	}
	removeEmpty(value) {
		return value;
	}
};
const arrayDiff = new ArrayDiff();

// node_modules/diff/libesm/patch/create.js
function structuredPatch(oldFileName, newFileName, oldStr, newStr, oldHeader, newHeader, options) {
	let optionsObj;
	if (!options) optionsObj = {};
	else if (typeof options === "function") optionsObj = { callback: options };
	else optionsObj = options;
	if (typeof optionsObj.context === "undefined") optionsObj.context = 4;
	const context = optionsObj.context;
	if (optionsObj.newlineIsToken) throw new Error("newlineIsToken may not be used with patch-generation functions, only with diffing functions");
	if (!optionsObj.callback) return diffLinesResultToPatch(diffLines(oldStr, newStr, optionsObj));
	else {
		const { callback } = optionsObj;
		diffLines(oldStr, newStr, Object.assign(Object.assign({}, optionsObj), { callback: (diff) => {
			const patch = diffLinesResultToPatch(diff);
			callback(patch);
		} }));
	}
	function diffLinesResultToPatch(diff) {
		if (!diff) return;
		diff.push({
			value: "",
			lines: []
		});
		function contextLines(lines) {
			return lines.map(function(entry) {
				return " " + entry;
			});
		}
		const hunks = [];
		let oldRangeStart = 0, newRangeStart = 0, curRange = [], oldLine = 1, newLine = 1;
		for (let i = 0; i < diff.length; i++) {
			const current = diff[i], lines = current.lines || splitLines$1(current.value);
			current.lines = lines;
			if (current.added || current.removed) {
				if (!oldRangeStart) {
					const prev = diff[i - 1];
					oldRangeStart = oldLine;
					newRangeStart = newLine;
					if (prev) {
						curRange = context > 0 ? contextLines(prev.lines.slice(-context)) : [];
						oldRangeStart -= curRange.length;
						newRangeStart -= curRange.length;
					}
				}
				for (const line of lines) curRange.push((current.added ? "+" : "-") + line);
				if (current.added) newLine += lines.length;
				else oldLine += lines.length;
			} else {
				if (oldRangeStart) {
					if (lines.length <= context * 2 && i < diff.length - 2) for (const line of contextLines(lines)) curRange.push(line);
					else {
						const contextSize = Math.min(lines.length, context);
						for (const line of contextLines(lines.slice(0, contextSize))) curRange.push(line);
						const hunk = {
							oldStart: oldRangeStart,
							oldLines: oldLine - oldRangeStart + contextSize,
							newStart: newRangeStart,
							newLines: newLine - newRangeStart + contextSize,
							lines: curRange
						};
						hunks.push(hunk);
						oldRangeStart = 0;
						newRangeStart = 0;
						curRange = [];
					}
				}
				oldLine += lines.length;
				newLine += lines.length;
			}
		}
		for (const hunk of hunks) for (let i = 0; i < hunk.lines.length; i++) if (hunk.lines[i].endsWith("\n")) hunk.lines[i] = hunk.lines[i].slice(0, -1);
		else {
			hunk.lines.splice(i + 1, 0, "\\ No newline at end of file");
			i++;
		}
		return {
			oldFileName,
			newFileName,
			oldHeader,
			newHeader,
			hunks
		};
	}
}
function splitLines$1(text) {
	const hasTrailingNl = text.endsWith("\n");
	const result = text.split("\n").map((line) => line + "\n");
	if (hasTrailingNl) result.pop();
	else result.push(result.pop().slice(0, -1));
	return result;
}

// src/terminal/diff.ts
function unifiedDiff(style, file, before, after) {
	const [from, to] = [display$1(before ?? ""), display$1(after)];
	const { hunks } = structuredPatch(file, file, from, to, void 0, void 0, { context: 3 });
	const lines = hunks.flatMap(({ oldStart, oldLines, newStart, newLines, lines }) => [style.paint("cyan", `@@ -${range(oldStart, oldLines)} +${range(newStart, newLines)} @@`), ...lines.map((line) => diffLine(style, line))]);
	return [...[before === void 0 ? "--- /dev/null" : `--- a/${file}`, `+++ b/${file}`].map((line) => style.paint("bold", printable(line))), ...lines].join("\n");
}
function range(start, lines) {
	return `${lines === 0 ? start - 1 : start},${lines}`;
}
function diffLine(style, line) {
	const text = line[0] + printable(line.slice(1).replace(/\r$/, ""));
	if (text.startsWith("+")) return style.paint("green", text);
	return text.startsWith("-") ? style.paint("red", text) : text;
}

// src/terminal/requirements.ts
const mostRows = 80;
const longestReason = 1e3;
const colours = {
	blocked: "red",
	missing: "red",
	"not fixed": "red",
	"would fix": "yellow",
	unresolved: "yellow",
	superfluous: "yellow",
	fix: "green"
};
function requirementsText(style, document) {
	const rows = requirementRows(document);
	if (rows.length === 0) return "";
	const cells = rows.slice(0, mostRows).map(({ packages, what, name, reason }) => {
		const colour = colours[what];
		return [
			packagesText(packages),
			colour === void 0 ? what : [colour, what],
			clipped(name),
			clipped(reason, longestReason)
		];
	});
	const table = style.table([
		"Package",
		"What",
		"Requirement",
		"Why"
	], cells);
	const others = rows.length - mostRows;
	return others > 0 ? `${table}\n${others} more about requirements (--json lists them)` : table;
}

// src/terminal/bump.ts
function bumpText(style, document, name, { changes, proposed, dryRun }) {
	const { edits, leftovers, refusals, warnings } = document;
	return [
		outcomeText(style, document, name),
		refusedText(style, document),
		edits.length === 0 ? "" : style.table([
			"Package",
			"What",
			"From",
			"To",
			"Where"
		], edits.map(({ attribute, kind, from, to, file, line, column }) => [
			attribute,
			kind,
			["red", short(from)],
			["green", short(to)],
			`${file}:${line}:${column}`
		])),
		requirementsText(style, document),
		...[...changes].map(([file, change]) => diffText(style, file, change)),
		proposed.size === 0 ? "" : style.paint("bold", "With requirements: fix, besides:"),
		...[...proposed].map(([file, change]) => diffText(style, file, change)),
		listed(style, "Refused, and left as it is", refusals.map(({ file, line, reason }) => [`${file}:${line}`, reason])),
		listed(style, "Still names the old version, and is left to you", leftovers.map(({ file, line, text }) => [`${file}:${line}`, text])),
		listed(style, "Warnings", warnings.map((warning) => ["", warning])),
		changes.size === 0 ? "" : closing(dryRun, changes.size)
	].filter((section) => section !== "").join("\n\n");
}
function short(text) {
	return /^sha\d+-.{30,}$/.test(text) ? `${text.slice(0, 15)}…` : text;
}
const longestDiff = 60;
function diffText(style, file, { before, after }) {
	const diff = unifiedDiff(style, file, before, after);
	const lines = diff.split("\n").length;
	return lines <= longestDiff || file.endsWith(".nix") ? diff : `${style.paint("bold", printable(file))}  ${before === void 0 ? "new, " : ""}${lines} lines of diff`;
}
function closing(dryRun, files) {
	if (dryRun) return "Dry run: nothing was written.";
	return `${files === 1 ? "1 file was written. Look at it" : `${files} files were written. Look at them`} with git diff, and build before you commit.`;
}

// src/upstream/notes.ts
const longestBody = 6e4;
function releaseNotes(releases, range) {
	const { versioning, tagPattern } = range;
	const [after, upTo] = [orderedPart(range.after), orderedPart(range.upTo)];
	return releases.filter(({ draft, tag }) => !draft && refFault(tag) === void 0).map((release) => ({
		release,
		version: versionOfTag(release.tag, tagPattern)
	})).filter(({ release, version }) => {
		if (version === void 0) return false;
		const [low, high] = [compareVersions(versioning, version, after), compareVersions(versioning, version, upTo)];
		return low !== void 0 && high !== void 0 && low > 0 && high <= 0 && (!release.prerelease || high === 0);
	}).toSorted((a, b) => compareVersions(versioning, b.version ?? "", a.version ?? "") ?? 0).map(({ release, version }) => ({
		tag: release.tag,
		version: version ?? release.tag,
		url: release.url,
		publishedAt: release.publishedAt,
		body: release.body.slice(0, longestBody).toWellFormed()
	}));
}

// src/commands/commits.ts
const longestTitle = 200;
async function commitsBetween(github, { upstream: { owner, repo } }, log, from, to) {
	if (from === null) return null;
	try {
		const { total, commits } = await github.firstCommits(owner, repo, from, to);
		return {
			total,
			first: commits.map(({ sha, message }) => ({
				sha,
				title: titleOf$1(message)
			}))
		};
	} catch (error) {
		if (!isProblem(error)) throw error;
		log.info(`The commits between the releases are not listed: ${error.message}`);
		return null;
	}
}
function titleOf$1(message) {
	const [line = ""] = message.trimStart().split(/\r?\n/, 1);
	return line.slice(0, longestTitle).toWellFormed();
}

// src/commands/earlier.ts
async function readEarlier(world, request, nixpkgs, branch) {
	const handedIn = await readHandedIn(world, request);
	const [other, ...more] = new Set(handedIn.flatMap((one) => one.nixpkgs === nixpkgs ? [] : [nameOf$1(one.nixpkgs)]));
	if (other !== void 0) {
		const names = more.length === 0 ? other : `${other} and ${more.length} more`;
		world.log.warning(`Results that were built on ${names} say nothing of ${nameOf$1(nixpkgs)}, which is built on now.`);
	}
	const told = branch === void 0 || !isPinned(nixpkgs) ? [] : await readTold(branch, request);
	return distinct([...handedIn, ...told].filter((one) => one.nixpkgs === nixpkgs));
}
async function readHandedIn(world, request) {
	const folder = resultsFolder(request);
	if (folder === void 0) return [];
	const results = await readResults(world, request);
	if (results.length === 0 && request.inputs.results !== void 0) world.log.warning("This is no folder with a result-*.json: nothing is known of earlier builds.", { file: folder });
	return foundVersions(results.flatMap((result) => {
		if (!("unreadable" in result)) return [result];
		world.log.warning(`This is no result of a build: ${result.unreadable}`, { file: join(folder, quoteUntrusted(result.file).slice(1, -1)) });
		return [];
	}));
}
async function readTold({ github, owner, repo, directory, marks }, { inputs }) {
	const bumps = await openBumps(github.review(owner, repo), upstreamName(inputs), directory);
	return [...marks, ...bumps.map(({ marked }) => marked)].flatMap((marked) => marked.found.map(({ tried: _, ...found }) => found));
}
function nameOf$1(nixpkgs) {
	return nixpkgs ?? "a nixpkgs that Flox took by itself";
}

// src/flox/python.ts
function packagingPython({ packages, reading }) {
	const counts = /* @__PURE__ */ new Map();
	for (const file of new Set(packages.flatMap(({ belongs, file: path }) => belongs ? [path] : []))) {
		const { text, tokens } = reading.program.tree(file);
		for (const token of tokens) {
			const minor = token.kind === "identifier" ? /^python3(\d+)(?:Packages)?$/.exec(textOf$2(text, token))?.[1] : void 0;
			if (minor !== void 0) counts.set(minor, (counts.get(minor) ?? 0) + 1);
		}
	}
	const [most] = [...counts].toSorted(([, a], [, b]) => b - a);
	return most === void 0 ? usualPython : [3, Number(most[0])];
}
function pythonsByPackage(repository) {
	const usually = packagingPython(repository);
	return new Map(pythonPackages(repository).map(({ attribute, python }) => [attribute, python ?? usually]));
}

// src/nix/pins.ts
function pinUrls({ reading }, target) {
	return reading.sources.flatMap((entry) => {
		const { pin } = entry;
		if (pin?.origin !== "upstream") return [];
		const url = newUrl(entry, target, reading.options.upstream);
		if (url === void 0) return [];
		const isAsset = entry.source.url?.found.kind === "asset";
		return [{
			pinId: pin.id,
			url,
			mode: pin.hashMode,
			stripRoot: pin.stripRoot,
			isAsset
		}];
	});
}
function newUrl({ source, pin }, target, upstream) {
	const ref = newRef({
		source,
		pin
	}, target);
	if (ref === void 0) return void 0;
	if (source.url === void 0) return archiveUrl(source.derivation, ref, upstream);
	const text = knownText(source.url.text) ?? "";
	return onServer(replaced(text, urlPieces({
		source,
		pin
	}, target) ?? []), upstream);
}
function newRef({ source, pin }, target) {
	const old = knownText(source.ref?.text);
	if (old === void 0) return void 0;
	const isTag = !isCommit(target.ref);
	if (source.ref?.argument === "tag" || source.url?.found.kind === "asset") return isTag ? target.ref : void 0;
	if (pin?.refKind === "commit") return target.commit ?? target.ref;
	return isTag && old.startsWith("refs/tags/") ? `refs/tags/${target.ref}` : target.ref;
}
function urlPieces(entry, target) {
	const { source } = entry;
	const ref = newRef(entry, target);
	if (source.url === void 0 || ref === void 0) return void 0;
	const { from, to, rest, kind } = source.url.found;
	const url = knownText(source.url.text) ?? "";
	const oldRef = url.slice(from, to);
	const pieces = [{
		from,
		to,
		text: ref
	}];
	if (kind !== "asset") return pieces;
	const after = tokenPieces(url.slice(rest), [[oldRef, ref], [versionInRef(oldRef) ?? oldRef, target.version ?? versionInRef(ref) ?? ref]]);
	return [...pieces, ...after.map((piece) => ({
		...piece,
		from: piece.from + rest,
		to: piece.to + rest
	}))];
}
function tokenPieces(text, renamed) {
	const pieces = [];
	for (const [old, renewed] of renamed) for (const { from, to } of occurrences(text, old)) if (!pieces.some((piece) => from < piece.to && piece.from < to)) pieces.push({
		from,
		to,
		text: renewed
	});
	return pieces.sort((a, b) => a.from - b.from);
}
function replaced(text, pieces) {
	let result = "";
	let at = 0;
	for (const { from, to, text: renewed } of pieces.toSorted((a, b) => a.from - b.from)) {
		result += text.slice(at, from) + renewed;
		at = to;
	}
	return result + text.slice(at);
}

// src/nix/edits/changes.ts
function resolve$1(wants) {
	const changes = new Changes();
	const spread = [];
	for (const want of wants) {
		const sites = want.pieces.map((piece) => literalOf(want.text, piece));
		if (sites.every((site) => site !== void 0)) for (const [index, site] of sites.entries()) changes.add(site, want.pieces[index]?.text ?? "", want);
		else spread.push(want);
	}
	const open = [];
	for (const want of spread) {
		const now = changes.textOf(want.text);
		if (now === want.wanted) continue;
		const sole = now === void 0 ? void 0 : soleLiteral(want, changes);
		if (sole === void 0) open.push(want);
		else changes.add(sole.site, sole.text, want);
	}
	return {
		changes: changes.list(),
		conflicts: changes.conflicts(),
		open
	};
}
function literalOf(text, { from, to }) {
	let start = 0;
	for (const part of text.parts) {
		if (part.kind !== "literal" && part.kind !== "derived") return void 0;
		const end = start + part.text.length;
		if (from < to ? from >= start && to <= end && from < end : from === start && start === end) return part.kind === "literal" ? within(part, from - start, to - start) : void 0;
		start = end;
	}
}
function within({ site, text }, first, last) {
	return {
		file: site.file,
		from: site.from + first,
		to: site.from + last,
		old: text.slice(first, last)
	};
}
function soleLiteral(want, changes) {
	const parts = want.text.parts.map((part) => ({
		part,
		now: changes.textOfPart(part) ?? ""
	}));
	const found = parts.flatMap(({ part, now }, index) => {
		if (part.kind !== "literal" || changes.touches(part.site)) return [];
		const before = parts.slice(0, index).map((other) => other.now).join("");
		const after = parts.slice(index + 1).map((other) => other.now).join("");
		const { wanted } = want;
		return wanted.startsWith(before) && wanted.endsWith(after) && wanted.length >= before.length + after.length ? [{
			site: {
				...part.site,
				old: part.text
			},
			text: wanted.slice(before.length, wanted.length - after.length),
			now
		}] : [];
	});
	const versions = found.filter(({ now }) => /[0-9]/.test(now));
	const [only, ...others] = versions.length > 0 ? versions : found;
	return others.length === 0 ? only : void 0;
}
var Changes = class {
	#byFile = /* @__PURE__ */ new Map();
	#conflicts = /* @__PURE__ */ new Map();
	add({ file, from, to, old }, text, want) {
		const inFile = this.#byFile.get(file) ?? /* @__PURE__ */ new Map();
		this.#byFile.set(file, inFile);
		const key = `${from}:${to}`;
		const known = inFile.get(key);
		if (known === void 0) inFile.set(key, {
			file,
			from,
			to,
			old,
			text,
			wants: [want]
		});
		else if (known.text === text) inFile.set(key, {
			...known,
			wants: [...known.wants, want]
		});
		else {
			const before = this.#conflicts.get(`${file}:${key}`)?.wants ?? known.wants;
			this.#conflicts.set(`${file}:${key}`, {
				site: known,
				wants: [...before, want]
			});
		}
	}
	touches(site) {
		return this.#inside(site).length > 0;
	}
	textOf(value) {
		const texts = value.parts.map((part) => this.textOfPart(part));
		return texts.every((text) => text !== void 0) ? texts.join("") : void 0;
	}
	textOfPart(part) {
		if (part.kind !== "literal") return void 0;
		const start = part.site.from;
		const pieces = this.#inside(part.site).map(({ from, to, text }) => ({
			from: from - start,
			to: to - start,
			text
		}));
		return replaced(part.text, pieces);
	}
	#inside({ file, from, to }) {
		return [...this.#byFile.get(file)?.values() ?? []].filter((change) => change.from >= from && change.to <= to);
	}
	list() {
		return this.#sorted().filter(({ old, text }) => old !== text);
	}
	#sorted() {
		return [...this.#byFile.values()].flatMap((inFile) => [...inFile.values()]).sort((a, b) => a.file === b.file ? a.from - b.from || a.to - b.to : a.file < b.file ? -1 : 1);
	}
	conflicts() {
		const sorted = this.#sorted();
		const overlaps = sorted.flatMap((change, index) => {
			const next = sorted[index + 1];
			return next !== void 0 && next.file === change.file && next.from < change.to ? [{
				site: change,
				wants: [...change.wants, ...next.wants]
			}] : [];
		});
		return [...this.#conflicts.values(), ...overlaps];
	}
};

// src/nix/edits/following.ts
function following(reading) {
	const files = /* @__PURE__ */ new Map();
	const ours = /* @__PURE__ */ new Set();
	const free = /* @__PURE__ */ new Set();
	for (const { node, belongs } of reading.packages.values()) {
		for (const what of [
			"name",
			"pname",
			"version",
			"sourceRoot"
		]) {
			files.set(fact(node.attribute, what), node.at.file);
			if (node.aliasOf !== void 0 && what !== "pname") free.add(fact(node.attribute, what));
		}
		if (belongs) free.add(fact(node.attribute, "sourceRoot"));
		const file = node.within === void 0 && belongs ? reading.program.values.get(node.attribute)?.origin?.file : void 0;
		if (file !== void 0) ours.add(file);
	}
	return (named, value) => {
		if (free.has(named)) return true;
		const own = files.get(named);
		return own !== void 0 && sitesOf(value).every(({ file }) => file !== own && ours.has(file));
	};
}

// src/nix/edits/trials.ts
function* trials(want, changes, target, files) {
	const tried = /* @__PURE__ */ new Set();
	for (const site of sitesOf(want.text)) {
		const key = `${site.file}:${site.from}`;
		if (changes.some(({ file, from, to }) => file === site.file && from < site.to && site.from < to) || tried.has(key)) continue;
		tried.add(key);
		const old = files.get(site.file)?.slice(site.from, site.to) ?? "";
		for (const text of /* @__PURE__ */ new Set([
			target.version,
			target.ref,
			want.wanted
		])) yield {
			...site,
			old,
			text,
			wants: [want]
		};
	}
}

// src/nix/edits/verify.ts
function violations(facts, after, wants, expected) {
	const byFact = new Map(wants.map((want) => [want.fact, want]));
	return [...expected].flatMap(([fact, text]) => {
		const value = facts.get(fact);
		const found = after.get(fact);
		const now = found && rendered(found);
		if (now === text) return [];
		const [before, sites] = value === void 0 ? ["", []] : [rendered(value), sitesOf(value)];
		return [{
			fact,
			want: byFact.get(fact),
			before,
			after: now,
			sites
		}];
	});
}
function expectations(before, wants, follows) {
	const bumped = new Set(wants.map(({ group }) => group));
	const expected = /* @__PURE__ */ new Map();
	for (const [fact, value] of before) {
		const [, group = "", what = ""] = /^(.*) (.*)$/s.exec(fact) ?? [];
		if (isAssertion(fact) && rendered(value) !== "true") continue;
		const mayFollow = what.startsWith("meta.") || follows(fact, value);
		if (what === "owner" || what === "repo" || what === "pname" || !bumped.has(group) && !mayFollow) expected.set(fact, rendered(value));
	}
	for (const { fact, wanted } of wants) expected.set(fact, wanted);
	return expected;
}

// src/nix/edits/wants.ts
function wantsOf(reading, target) {
	const kept = target.keepPypi ? keptPackages$1(reading) : /* @__PURE__ */ new Set();
	const collector = new Collector(reading, target, kept);
	for (const entry of reading.sources) collector.source(entry);
	for (const entry of reading.packages.values()) if (entry.belongs && !kept.has(entry)) collector.package(entry);
	return collector;
}
function keptPackages$1({ packages }) {
	const kept = new Set([...packages.values()].filter(({ sources }) => sources.some(({ origin }) => origin === "pypi")));
	for (let before = -1; before < kept.size;) {
		before = kept.size;
		for (const entry of packages.values()) {
			const used = [...entry.node.uses].map((node) => packages.get(node));
			if (entry.role === "join" && used.some((other) => other !== void 0 && kept.has(other))) kept.add(entry);
		}
	}
	return kept;
}
var Collector = class {
	wants = [];
	refused = /* @__PURE__ */ new Map();
	needs = /* @__PURE__ */ new Map();
	kept;
	#reading;
	#target;
	#tags = [];
	#releases = [];
	#users = /* @__PURE__ */ new Map();
	constructor(reading, target, kept) {
		this.kept = kept;
		this.#reading = reading;
		this.#target = target;
		for (const entry of reading.sources) this.#noteTag(entry);
		const { options, packages } = reading;
		const releases = pinnedReleases([...packages.values()], options.releases, options.upstream.name.repo);
		for (const release of releases) this.#releases.push([release, target.version]);
		for (const entry of packages.values()) for (const source of entry.sources) {
			const id = reading.entryOf.get(source.derivation)?.id ?? "";
			const users = this.#users.get(id);
			if (users === void 0) this.#users.set(id, [entry]);
			else users.push(entry);
		}
	}
	#noteTag(entry) {
		const old = knownText(entry.source.ref?.text)?.replace(/^refs\/tags\//, "");
		const renewed = newRef(entry, this.#target)?.replace(/^refs\/tags\//, "");
		if (entry.source.origin !== "upstream" || old === void 0 || renewed === void 0) return;
		if (isCommit(old) || versionInRef(old) !== void 0) this.#tags.push([old, renewed]);
	}
	source(entry) {
		const { id, source, pin } = entry;
		if (pin === void 0 || pin.belongs !== true || source.origin === "pypi" && this.#target.keepPypi) return;
		if (sourceDoubts(entry).length > 0) {
			this.#refuse(id, source.derivation.at, void 0);
			return;
		}
		if (source.origin === "pypi") this.#pypi(entry);
		else this.#upstream(entry);
		this.#hash(entry);
	}
	#upstream(entry) {
		const { source } = entry;
		const ref = newRef(entry, this.#target);
		if (ref === void 0 || source.ref === void 0) {
			this.#refuse(entry.id, source.derivation.at, "it names a tag, and the target is a commit without one");
			return;
		}
		const pieces = urlPieces(entry, this.#target);
		const named = source.ref.argument;
		if (source.url !== void 0 && pieces !== void 0) this.#wantOfSource(entry, "url", source.url.argument, source.url.text, pieces);
		else this.#wantOfSource(entry, named === "tag" ? "tag" : "rev", named, source.ref.text, whole(source.ref.text, ref));
		if (source.name === void 0) return;
		const old = knownText(source.ref.text) ?? "";
		const renamed = this.#renamed(old, ref);
		this.#wantOfSource(entry, "name", "name", source.name, tokenPieces(knownText(source.name) ?? "", renamed));
	}
	#renamed(oldRef, ref) {
		const bare = (text) => text.replace(/^refs\/tags\//, "");
		const version = versionInRef(oldRef);
		const tokens = isCommit(oldRef) || version ? [[bare(oldRef), bare(ref)]] : [];
		return version === void 0 ? tokens : [...tokens, [version, this.#target.version]];
	}
	#pypi(entry) {
		const { source, id } = entry;
		const users = (this.#users.get(id) ?? []).filter(({ belongs }) => belongs);
		const versions = new Set(users.map(({ node }) => this.#target.versions.get(node.attribute)));
		const [version] = versions;
		if (version === void 0 || versions.size > 1 || source.pypi === void 0) {
			this.#refuse(id, source.derivation.at, "which version of it belongs to the release is not known");
			return;
		}
		this.#wantOfSource(entry, "version", "version", source.pypi.version, whole(source.pypi.version, version));
	}
	#hash(entry) {
		const { id, source } = entry;
		const given = this.#target.hashes.get(id);
		if (given === void 0) {
			if (this.wants.some(({ group, text, wanted }) => group === id && knownText(text) !== wanted)) this.#refuse(id, source.derivation.at, "its hash at the target is not known");
			return;
		}
		if (source.hash === void 0) return;
		const old = knownText(source.hash.text) ?? "";
		const renewed = formatLike(old, parseHash(given));
		this.#wantOfSource(entry, "hash", source.hash.argument, source.hash.text, whole(source.hash.text, renewed));
	}
	package(entry) {
		const { node, version, versionUnknown, role } = entry;
		const group = node.attribute;
		const needed = entry.sources.map(({ derivation }) => this.#reading.entryOf.get(derivation)?.id ?? "");
		this.needs.set(group, needed);
		if (node.cut || versionUnknown || dependentHashes(entry).length > 0) {
			this.#refuse(group, node.at, void 0);
			return;
		}
		const renewed = this.#target.versions.get(group) ?? (role === "built" ? void 0 : this.#target.version);
		if (version !== void 0 && renewed === void 0) {
			this.#refuse(group, version.at, `the version of ${group} at ${this.#target.ref} is not known`);
			return;
		}
		const old = knownText(version?.text);
		const tokens = old === void 0 || renewed === void 0 ? [] : [[old, renewed]];
		if (version !== void 0 && renewed !== void 0) {
			const kind = version.inName ? "name" : "version";
			this.#wantOfPackage(entry, kind, "version", version.text, whole(version.text, renewed), version.at);
		}
		if (entry.name !== void 0) this.#name(entry, entry.name, tokens);
		this.#urls(entry, tokens);
		this.#sourceRoot(entry);
	}
	#name(entry, name, tokens) {
		const text = knownText(name) ?? "";
		const old = knownText(entry.version?.text) ?? "";
		const inName = entry.version?.inName === true ? [{
			from: text.length - old.length,
			to: text.length,
			text: tokens[0]?.[1] ?? old
		}] : void 0;
		const origin = entry.node.derivation?.arguments.attributes.get("name")?.origin;
		this.#wantOfPackage(entry, "name", "name", name, inName ?? tokenPieces(text, tokens), origin);
	}
	#urls(entry, tokens) {
		for (const [what, url] of metaUrls(entry.node)) {
			const text = knownText(url) ?? "";
			if (!!isCommit(this.#target.ref) && !/\/(tree|blob|commit|archive|raw)\//.test(text)) continue;
			const ordered = namesUpstream(text, this.#reading.options.upstream.name, ["github.com"]) ? [...this.#releases, ...tokens] : [...tokens, ...this.#releases];
			const pieces = tokenPieces(text, [...this.#tags, ...ordered]);
			this.#wantOfPackage(entry, "url", what, url, pieces, void 0);
		}
	}
	#sourceRoot(entry) {
		const root = entry.node.derivation?.arguments.attributes.get("sourceRoot");
		const value = root?.force();
		const text = knownText(value);
		if (value?.kind !== "string" || text === void 0) return;
		const top = text.split("/")[0] ?? "";
		this.#wantOfPackage(entry, "name", "sourceRoot", value, tokenPieces(top, [...this.#tags, ...this.#releases]), root?.origin);
	}
	#wantOfSource(entry, kind, what, text, pieces) {
		const { derivation } = entry.source;
		const attribute = this.#userOf(entry);
		const origin = derivation.arguments.attributes.get(what)?.origin;
		const named = `${what} of the source at ${derivation.at.file}:${this.#reading.program.place(derivation.at).line}`;
		this.#add({
			fact: fact(entry.id, what),
			group: entry.id,
			attribute,
			kind,
			what: named,
			text,
			pieces,
			origin
		});
	}
	#wantOfPackage({ node }, kind, what, text, pieces, origin) {
		const { attribute } = node;
		this.#add({
			fact: fact(attribute, what),
			group: attribute,
			attribute,
			kind,
			what: `${what} of ${attribute}`,
			text,
			pieces,
			origin
		});
	}
	#add(want) {
		const wanted = replaced(knownText(want.text) ?? "", want.pieces);
		if (want.pieces.length > 0) this.wants.push({
			...want,
			wanted
		});
	}
	#refuse(group, at, reason) {
		this.refused.set(group, {
			at,
			reason
		});
	}
	#userOf({ id, source }) {
		const users = this.#users.get(id) ?? [];
		return (users.find(({ node }) => node.derivation === source.derivation) ?? users.find(({ node }) => node.at.file === source.derivation.at.file) ?? users[0])?.node.attribute ?? "";
	}
};
function whole(text, renewed) {
	return [{
		from: 0,
		to: (knownText(text) ?? "").length,
		text: renewed
	}];
}

// src/nix/edits.ts
function planEdits(repository, target) {
	requireHarmless(target);
	const { reading } = repository;
	const planning = new Planning$1(reading, target, wantsOf(reading, target));
	const { changes, expected } = planning.run();
	const edits = changes.map((change) => toEdit(change, reading)).sort(byPlace$1);
	const kept = [...planning.kept].flatMap(statedBy$2);
	const covered = [...edits.map(({ file, span }) => ({
		file,
		...span
	})), ...kept];
	return {
		edits,
		leftovers: leftoversIn(repository, covered, target),
		refusals: planning.refusals(),
		expected
	};
}
function requireHarmless(target) {
	const odd = [
		target.ref,
		target.commit,
		target.version,
		...target.versions.values(),
		...target.hashes.values()
	].find((text) => !/^[A-Za-z0-9][A-Za-z0-9._+!=/-]*$/.test(text));
	if (odd === void 0) return;
	throw new Problem(`${JSON.stringify(odd)} cannot be written into Nix code`, {
		kind: "input",
		hint: "Refs, versions and hashes consist of letters, digits and . _ + ! = / -"
	});
}
const roundLimit = 40;
var Planning$1 = class {
	#reading;
	#target;
	#wants;
	#before;
	#follows;
	#refused;
	constructor(reading, target, wants) {
		this.#reading = reading;
		this.#target = target;
		this.#wants = wants;
		this.#before = factsOf(reading);
		this.#follows = following(reading);
		this.#refused = new Map(wants.refused);
	}
	run() {
		for (let round = 0; round < roundLimit; round++) {
			this.#refuseDependents();
			const wants = this.#wants.wants.filter(({ group }) => !this.#refused.has(group));
			const { changes, conflicts, open } = resolve$1(wants);
			if (conflicts.length > 0) {
				for (const conflict of conflicts) this.#refuseShared(conflict);
				continue;
			}
			const expected = expectations(this.#before, wants, this.#follows);
			const found = this.#solve(changes, open, wants, expected);
			if (found.wrong.length === 0) return {
				changes: found.changes,
				expected
			};
			const refused = this.#refused.size;
			for (const violation of found.wrong) this.#refuseWrong(violation, found.changes);
			if (this.#refused.size === refused) break;
		}
		return this.#nothing();
	}
	get kept() {
		return this.#wants.kept;
	}
	refusals() {
		const all = [...this.#refused.values()].flatMap(({ at, reason }) => reason === void 0 ? [] : [{
			file: at.file,
			line: this.#reading.program.place(at).line,
			reason
		}]);
		return [...new Map(all.map((refusal) => [JSON.stringify(refusal), refusal])).values()];
	}
	#solve(changes, open, wants, expected) {
		const check = (tried) => violations(this.#before, this.#after(tried), wants, expected);
		let best = {
			changes,
			wrong: changes.length === 0 && open.length === 0 ? [] : check(changes)
		};
		for (const want of open) {
			if (!best.wrong.some((violation) => violation.want === want)) continue;
			for (const trial of trials(want, best.changes, this.#target, this.#reading.options.files)) {
				const tried = [...best.changes, trial];
				const wrong = check(tried);
				if (wrong.length >= best.wrong.length) continue;
				best = {
					changes: tried,
					wrong
				};
				break;
			}
		}
		return best;
	}
	#after(changes) {
		const { options, trees } = this.#reading;
		return factsOf(read({
			...options,
			files: applyChanges(options.files, changes)
		}, trees));
	}
	#refuseDependents() {
		for (const [group, needed] of this.#wants.needs) {
			const missing = needed.find((id) => this.#refused.has(id));
			if (missing === void 0 || this.#refused.has(group)) continue;
			const at = this.#refused.get(missing)?.at ?? {
				file: missing,
				from: 0
			};
			const isVersioned = this.#before.has(fact(group, "version"));
			const reason = `${group} keeps its version, because its source is not changed`;
			this.#refused.set(group, {
				at,
				reason: isVersioned ? reason : void 0
			});
		}
	}
	#refuseShared({ site, wants }) {
		const meanings = [...new Map(wants.map(({ what, wanted }) => [what, `the ${what} (to be ${wanted})`])).values()];
		const text = this.#reading.options.files.get(site.file)?.slice(site.from, site.to) ?? "";
		const reason = `the literal "${display$1(text)}" is shared: it is ${meanings.join(" and ")}`;
		for (const { group } of wants) this.#refused.set(group, {
			at: site,
			reason
		});
	}
	#refuseWrong({ fact: wrong, want, before, sites }, changes) {
		const feeding = changes.filter((change) => sites.some((site) => overlap(site, change)));
		if (want !== void 0) {
			const at = want.origin ?? sites[0] ?? feeding[0] ?? {
				file: "",
				from: 0
			};
			const reason = `the ${want.what}, ${display$1(before)}, is computed: no edit of one literal makes it ${want.wanted}`;
			this.#refused.set(want.group, {
				at,
				reason
			});
			return;
		}
		const assertion = isAssertion(wrong) ? assertionAt(wrong, this.#reading) : void 0;
		for (const change of feeding.length > 0 ? feeding : changes) for (const { group, what, wanted } of change.wants) {
			if (assertion !== void 0) {
				const reason = `the assert here would fail if the ${what}, ${display$1(change.old)}, were ${wanted}: change it first`;
				this.#refused.set(group, {
					at: assertion,
					reason
				});
				continue;
			}
			const other = this.#describe(wrong);
			const reason = `the literal "${display$1(change.old)}" is shared: it is the ${what}, and also the ${other}, which is not the upstream's`;
			this.#refused.set(group, {
				at: change,
				reason
			});
		}
	}
	#describe(named) {
		const [, of = "", what = ""] = /^(.*) (.*)$/s.exec(named) ?? [];
		const source = this.#reading.sources.find(({ id }) => id === of);
		if (source === void 0) return `${what} of ${of}`;
		const { file, line } = this.#reading.program.place(source.source.derivation.at);
		return `${what} of the source at ${file}:${line}`;
	}
	#nothing() {
		for (const { group, text } of this.#wants.wants) {
			if (this.#refused.has(group)) continue;
			const [part] = text.parts;
			const at = part?.kind === "literal" ? part.site : {
				file: "",
				from: 0
			};
			this.#refused.set(group, {
				at,
				reason: `the edits of ${group} do not come out as planned`
			});
		}
		return {
			changes: [],
			expected: expectations(this.#before, [], this.#follows)
		};
	}
};
function overlap(a, b) {
	return a.file === b.file && a.from <= b.to && b.from <= a.to;
}
function applyChanges(files, changes) {
	const result = new Map(files);
	const backwards = changes.toReversed().sort((a, b) => b.from - a.from);
	for (const { file, from, to, text } of backwards) {
		const before = result.get(file) ?? "";
		result.set(file, before.slice(0, from) + text + before.slice(to));
	}
	return result;
}
function byPlace$1(a, b) {
	return a.file === b.file ? a.span.from - b.span.from : a.file < b.file ? -1 : 1;
}
function toEdit({ file, from, to, old, text, wants }, reading) {
	const want = wants.find(({ origin }) => origin?.file === file && from - origin.from >= 0 && from - origin.from <= 2) ?? wants[0];
	return {
		...reading.program.place({
			file,
			from
		}),
		attribute: want?.attribute ?? "",
		kind: want?.kind ?? "version",
		from: old,
		to: text,
		span: {
			from,
			to
		}
	};
}

// src/nix/python/attributes.ts
const order$2 = [
	"pname",
	"name",
	"version",
	"pyproject",
	"format",
	"disabled",
	"outputs",
	"src",
	"srcs",
	"sourceRoot",
	"patches",
	"postPatch",
	"prePatch",
	"build-system",
	"nativeBuildInputs",
	"buildInputs",
	"dependencies",
	"propagatedBuildInputs",
	"pythonRelaxDeps",
	"pythonRemoveDeps"
];
var Bindings = class {
	#reading;
	#byValue = /* @__PURE__ */ new Map();
	constructor(reading) {
		this.#reading = reading;
	}
	of(derivation, attribute) {
		const written = derivation.arguments.attributes.get(attribute)?.written;
		const found = written && this.at(written);
		return found?.binding.path.length === 1 && found.binding.path[0]?.name === attribute ? found : void 0;
	}
	at({ expression, environment: { file } }) {
		const found = this.#index(file).get(expression);
		return found && {
			...found,
			file
		};
	}
	setOf(derivation) {
		for (const name of [
			"pname",
			"src",
			"version",
			"name",
			...derivation.arguments.attributes.keys()
		]) {
			const written = derivation.arguments.attributes.get(name)?.written;
			const found = this.of(derivation, name);
			if (written !== void 0 && found !== void 0) return {
				file: found.file,
				set: found.set,
				environment: written.environment
			};
		}
	}
	#index(file) {
		const tree = this.#reading.program.tree(file);
		const known = this.#byValue.get(tree);
		if (known !== void 0) return known;
		const index = /* @__PURE__ */ new Map();
		for (const set of descend(tree.root)) {
			if (set.kind !== "set") continue;
			for (const binding of set.bindings) if (binding.kind === "binding") index.set(binding.value, {
				set,
				binding
			});
		}
		this.#byValue.set(tree, index);
		return index;
	}
};
function insertAttribute(set, name, value, layout) {
	const rank = order$2.indexOf(name);
	const last = set.bindings.findLastIndex((binding) => {
		return (binding.kind === "inherit" ? binding.names : binding.path.slice(0, 1)).some((named) => order$2.indexOf(named.name ?? "") >= 0 && order$2.indexOf(named.name ?? "") < rank);
	});
	const anchor = set.bindings[last];
	const text = `${name} = ${value};`;
	if (anchor === void 0) {
		const open = layout.find("{", set.from, set.to) ?? set.from;
		const [first] = set.bindings;
		if (first !== void 0 && layout.startsLine(first.from)) return at$2(layout.endOfLine(open + 1) ?? open + 1, `${layout.newline}${layout.indentation(first.from)}${text}`);
		return at$2(open + 1, ` ${text}`);
	}
	if (!layout.startsLine(anchor.from)) return at$2(anchor.to, ` ${text}`);
	const end = layout.endOfLine(anchor.to) ?? anchor.to;
	const next = set.bindings[last + 1];
	const apart = name !== "pyproject" && layout.hasBlankLine(end, next?.from ?? set.to);
	const previous = set.bindings[last - 1];
	const alone = name !== "pyproject" && previous !== void 0 && layout.hasBlankLine(previous.to, anchor.from);
	return at$2(end, `${apart || alone ? layout.newline : ""}${layout.newline}${layout.indentation(anchor.from)}${text}`);
}
function at$2(offset, text) {
	return {
		from: offset,
		to: offset,
		text
	};
}

// src/nix/python/layout.ts
var Layout = class {
	text;
	newline;
	#tree;
	constructor(tree) {
		this.#tree = tree;
		this.text = tree.text;
		this.newline = /\r\n|\n|\r/.exec(tree.text)?.[0] ?? "\n";
	}
	indentation(offset) {
		return /^[ \t]*/.exec(this.text.slice(this.#lineStart(offset), offset))?.[0] ?? "";
	}
	deeper(indentation) {
		return indentation.includes("	") ? `${indentation}\t` : `${indentation}  `;
	}
	startsLine(offset) {
		for (let index = this.#tokenFrom(offset) - 1;; index--) {
			const token = this.#tree.tokens[index];
			if (token === void 0) return false;
			const blank = token.kind === "whitespace" || token.kind === "comment";
			if (!blank || this.isBroken(token.from, token.to)) return blank;
		}
	}
	isBroken(from, to) {
		return /[\r\n]/.test(this.text.slice(from, to));
	}
	hasBlankLine(from, to) {
		return /(\r\n|\n|\r)[ \t]*(\r\n|\n|\r)/.test(this.text.slice(from, to));
	}
	endOfLine(offset) {
		let end = offset;
		for (let index = this.#tokenFrom(offset);; index++) {
			const token = this.#tree.tokens[index];
			if (token === void 0) return end;
			const text = this.text.slice(token.from, token.to);
			const breaks = /[\r\n]/.test(text);
			if (token.kind === "whitespace" && breaks) return end;
			if (token.kind === "comment") {
				if (breaks) return end;
				end = token.to;
			} else if (token.kind !== "whitespace") return void 0;
		}
	}
	endBefore(offset) {
		const token = this.#tree.tokens[this.#tokenFrom(offset) - 1];
		return token === void 0 ? offset : token.kind === "whitespace" ? token.from : token.to;
	}
	find(text, from, to) {
		for (let index = this.#tokenFrom(from);; index++) {
			const token = this.#tree.tokens[index];
			if (token === void 0 || token.to > to) return void 0;
			if (token.kind !== "comment" && this.text.slice(token.from, token.to) === text) return token.from;
		}
	}
	#tokenFrom(offset) {
		const { tokens } = this.#tree;
		let low = 0;
		let high = tokens.length;
		while (low < high) {
			const middle = low + high >> 1;
			if ((tokens[middle]?.from ?? 0) < offset) low = middle + 1;
			else high = middle;
		}
		return low;
	}
	#lineStart(offset) {
		return Math.max(this.text.lastIndexOf("\n", offset - 1), this.text.lastIndexOf("\r", offset - 1)) + 1;
	}
};

// src/nix/python/references.ts
var References = class {
	#reading;
	#identities;
	constructor(reading, identities) {
		this.#reading = reading;
		this.#identities = identities;
	}
	to(wanted, spot) {
		const { environment } = spot;
		const name = lastName(wanted);
		if (!isNixName(name)) return void 0;
		const qualified = () => this.#qualified(name, wanted, spot);
		const bare = () => this.#is(this.#evaluate(variable(name), environment), wanted, spot) ? {
			text: name,
			formal: void 0
		} : void 0;
		return firstOf(spot.qualified ? [qualified, bare] : [bare]) ?? this.#alias(wanted, environment) ?? this.#formal(name, wanted, spot) ?? qualified() ?? this.#inScope(name, wanted, spot) ?? this.#member(name, wanted, spot);
	}
	#evaluate(expression, environment) {
		return this.#reading.program.evaluator.evaluate(expression, environment);
	}
	#is(value, wanted, { python }) {
		const found = this.#identities.of(value);
		if (found?.from !== wanted.from || found.name !== wanted.name) return false;
		const other = value.kind === "unknown" ? pythonOf(value.path) : void 0;
		return other === void 0 || python === void 0 || isSamePython(other, python);
	}
	#qualified(name, wanted, spot) {
		const { environment } = spot;
		const around = namespaces(environment).flatMap(({ written }) => written?.environment.file === environment.file ? written.expression : []);
		for (const subject of [...spot.qualifiers, ...around]) {
			const text = this.#plainText(subject, environment.file);
			if (text === void 0) continue;
			const value = this.#reading.program.evaluator.select(this.#evaluate(subject, environment), name);
			if (this.#is(value, wanted, spot)) return {
				text: `${text}.${name}`,
				formal: void 0
			};
		}
	}
	#inScope(name, wanted, spot) {
		const { evaluator } = this.#reading.program;
		for (const [key, thunk] of namesIn$1(spot.environment)) {
			const value = thunk.force();
			for (const [text, set] of [[key, value], [`${key}.pkgs`, evaluator.select(value, "pkgs")]]) {
				const path = pathOf$1(set);
				if (!isPythonSet(path) || !isSamePython(pythonOf(path), spot.python)) continue;
				if (this.#is(evaluator.select(set, name), wanted, spot)) return {
					text: `${text}.${name}`,
					formal: void 0
				};
			}
		}
	}
	#member(name, wanted, spot) {
		if (wanted.from !== "own") return void 0;
		const { evaluator } = this.#reading.program;
		const found = namesIn$1(spot.environment).findLast(([, thunk]) => this.#is(evaluator.select(thunk.force(), name), wanted, spot));
		return found && {
			text: `${found[0]}.${name}`,
			formal: void 0
		};
	}
	#alias({ from, name }, environment) {
		if (from !== "own" || !name.includes("/")) return void 0;
		for (const [key, thunk] of namesIn$1(environment)) {
			const found = this.#identities.of(thunk.force());
			if (found?.from === "own" && found.name === name) return {
				text: key,
				formal: void 0
			};
		}
	}
	#formal(name, wanted, spot) {
		const { environment } = spot;
		if (lexical(environment, name) !== void 0) return void 0;
		for (let at = environment; at !== void 0; at = at.parent) {
			const { call } = at;
			if (call?.lambda.formals === void 0 || call.given?.foundIn === void 0) continue;
			const callers = [...this.#reading.program.evaluator.callers.get(call.lambda)?.values() ?? []];
			const extra = call.given.attributes.get(name);
			if (!callers.every((foundIn) => foundIn !== void 0 && this.#is(extra?.force() ?? this.#found(name, foundIn), wanted, spot))) return void 0;
			return {
				text: name,
				formal: {
					file: at.file,
					lambda: call.lambda,
					name
				}
			};
		}
	}
	givenByHand(environment) {
		for (let at = environment; at !== void 0; at = at.parent) {
			const { lambda, given } = at.call ?? {};
			if (given === void 0 || isPythonSet(given.foundIn)) continue;
			const found = (lambda?.formals?.entries.map(({ name }) => name) ?? []).find((name) => {
				const value = given.attributes.get(name)?.force();
				return value?.kind === "unknown" && this.#identities.of(value)?.from === "python-set";
			});
			if (found !== void 0) return found;
		}
	}
	#found(name, foundIn) {
		const { evaluator, values } = this.#reading.program;
		return ((foundIn.length === 0 ? void 0 : values.get([...foundIn, name].join("."))) ?? packageIn(evaluator, name, foundIn))?.force() ?? inNixpkgs([...foundIn, name]);
	}
	#plainText({ from, to, kind }, file) {
		const text = this.#reading.program.text(file)?.slice(from, to);
		return (kind === "variable" || kind === "select") && text !== void 0 && /^[\w'.-]+$/.test(text) ? text : void 0;
	}
	isPythonSet(expression, environment) {
		return isPythonSet(pathOf$1(this.#evaluate(expression, environment)));
	}
};
function namesIn$1(environment) {
	const found = /* @__PURE__ */ new Map();
	for (let at = environment; at !== void 0; at = at.parent) for (const [name, thunk] of at.names ?? []) if (isNixName(name) && !found.has(name)) found.set(name, thunk);
	return [...found];
}
function pathOf$1(value) {
	if (value.kind === "unknown") return value.path;
	return value.kind === "set" ? value.rest?.path : void 0;
}
function firstOf(candidates) {
	for (const candidate of candidates) {
		const found = candidate();
		if (found !== void 0) return found;
	}
}
function lastName({ from, name }) {
	return from === "own" ? name.split(/[./]/).at(-1) ?? name : name;
}
function variable(name) {
	return {
		kind: "variable",
		name,
		from: 0,
		to: 0
	};
}

// src/nix/python/context.ts
var Context$1 = class {
	reading;
	identities;
	references;
	bindings;
	calls;
	areExtrasUnread;
	#uses = /* @__PURE__ */ new Map();
	#layouts = /* @__PURE__ */ new Map();
	#attributes;
	constructor(reading) {
		this.reading = reading;
		this.identities = new Identities(reading);
		this.references = new References(reading, this.identities);
		this.bindings = new Bindings(reading);
		this.areExtrasUnread = [...reading.options.files.values()].every((text) => !readsExtras.test(text));
		this.calls = allPythonCalls(reading, this.identities);
		for (const call of this.calls) {
			for (const { holds, items } of [...call.lists.values(), ...call.extras.values()]) this.#useList(call, holds, items);
			for (const name of ["pythonRelaxDeps", "pythonRemoveDeps"]) {
				const thunk = call.derivation.arguments.attributes.get(name);
				if (thunk !== void 0) this.#useList(call, name, readItems(thunk, reading.program));
			}
			for (const name of ["pyproject", "format"]) {
				const found = this.bindings.of(call.derivation, name);
				if (found !== void 0) this.#use(stretch(found.file, found.binding), call, name, void 0);
			}
			const set = this.bindings.setOf(call.derivation);
			if (set !== void 0) this.#use(stretch(set.file, set.set), call, void 0, void 0);
		}
	}
	usesAt({ file, from, to }) {
		return this.#uses.get(`${file}:${from}:${to}`) ?? [];
	}
	usersAt(part) {
		return [...new Set(this.usesAt(part).map(({ attribute }) => attribute))];
	}
	layout(file) {
		const known = this.#layouts.get(file);
		if (known !== void 0) return known;
		const layout = new Layout(this.reading.program.tree(file));
		this.#layouts.set(file, layout);
		return layout;
	}
	way(from, to, planned, withExtra) {
		const read = /* @__PURE__ */ new Set([...withExtra ? [from] : [], ...[...planned.values()].flatMap((names) => [...names])]);
		const nodes = new Map([...this.reading.packages.keys()].map((node) => [node.attribute, node]));
		const pending = [[from]];
		const seen = /* @__PURE__ */ new Set();
		for (let steps = pending.shift(); steps !== void 0; steps = pending.shift()) {
			const last = steps.at(-1) ?? from;
			if (last === to) return steps;
			if (seen.has(last)) continue;
			seen.add(last);
			const node = nodes.get(last);
			const uses = [...(read.has(last) ? node?.uses : node?.needs) ?? []].map(({ attribute }) => attribute);
			for (const next of [...uses, ...planned.get(last) ?? []]) pending.push([...steps, next]);
		}
	}
	builderQualifier({ derivation: { at, function: name } }) {
		const { root } = this.reading.program.tree(at.file);
		for (const expression of descend(root)) {
			if (expression.kind !== "apply" || expression.from !== at.from) continue;
			const called = expression.function;
			if (called.kind === "select" && called.path.at(-1)?.name === name) return qualifierOf(called);
			if (called.kind === "variable" && called.name === name) return inheritedFrom(root, name);
		}
	}
	uses({ file, lambda }, name) {
		const formal = lambda.formals?.entries.find((entry) => entry.name === name);
		if (formal === void 0 || formal.default !== void 0 || lambda.argument !== void 0) return void 0;
		this.#attributes ??= namesInSets(this.reading);
		if (this.#attributes.has(name)) return void 0;
		const { tokens, text } = this.reading.program.tree(file);
		return tokens.filter(({ kind, from, to }) => kind === "identifier" && text.slice(from, to) === name).filter(({ from, to }) => from >= lambda.from && to <= lambda.to && from !== formal.from).length;
	}
	#useList(call, list, { passages }) {
		for (const { expression, environment, condition } of passages) this.#use(stretch(environment.file, expression), call, list, condition);
	}
	#use({ file, from, to }, { node }, list, condition) {
		const key = `${file}:${from}:${to}`;
		const uses = this.#uses.get(key) ?? [];
		uses.push({
			attribute: node.attribute,
			list,
			condition
		});
		this.#uses.set(key, uses);
	}
};
const readsExtras = /optional-dependencies(?!\s*=\s*(?:rec\s*)?\{|\s*\.\s*"?[\w-]+"?\s*=[^=])/;
function stretch(file, { from, to }) {
	return {
		file,
		from,
		to
	};
}
function stretchOf({ list, environment }) {
	return stretch(environment.file, list);
}
function namesInSets({ trees }) {
	const found = /* @__PURE__ */ new Set();
	for (const { root } of trees.values()) for (const expression of descend(root)) {
		if (expression.kind !== "set") continue;
		const names = expression.bindings.flatMap((one) => one.kind === "inherit" ? one.names : one.path.slice(0, 1));
		for (const { name } of names) if (name !== void 0) found.add(name);
	}
	return found;
}
function inheritedFrom(root, name) {
	const [found, ...others] = [...descend(root)].flatMap((expression) => expression.kind === "let" ? expression.bindings : []).flatMap((binding) => binding.kind === "inherit" ? binding : []).filter(({ names }) => names.some((one) => one.name === name));
	return others.length === 0 ? found?.source : void 0;
}
function qualifierOf({ subject, path, default: fallback, from }) {
	if (fallback !== void 0) return void 0;
	const before = path.slice(0, -1);
	const last = before.at(-1);
	return last === void 0 ? subject : {
		kind: "select",
		subject,
		path: before,
		default: void 0,
		from,
		to: last.to
	};
}

// src/upstream/requirements/names.ts
const exceptions = /* @__PURE__ */ new Map([["discord-py", {
	attribute: "discordpy",
	isAnother: false
}], ["psycopg2-binary", {
	attribute: "psycopg2",
	isAnother: true
}]]);
function nixpkgsName(normalizedName) {
	return exceptions.get(normalizedName)?.attribute ?? normalizedName;
}
function isAnotherProject(normalizedName) {
	return exceptions.get(normalizedName)?.isAnother === true;
}
function knownNames(listed) {
	return {
		has: (attribute) => commonNames.has(attribute) || listed?.has(attribute) === true,
		complete: listed !== void 0
	};
}

// src/upstream/requirements/needs.ts
const mostRequirements = 2e3;
function readNeeds(texts, python, extra = "") {
	const unresolved = [];
	const held = [];
	const untold = /* @__PURE__ */ new Set();
	let isNamed = texts.length <= mostRequirements;
	for (const text of texts.slice(0, mostRequirements)) {
		const requirement = parseRequirement(text.trim());
		if (isMalformed(requirement)) {
			unresolved.push(`The requirement ${quoteUntrusted(text)} ${requirement.why}.`);
			isNamed = false;
			continue;
		}
		const { on, unknown } = holdsOn(requirement.marker, python, extra);
		if (unknown.length > 0) {
			untold.add(requirement.normalizedName);
			const marker = quoteUntrusted(requirement.markerText);
			unresolved.push(`Whether ${requirement.name} is needed depends on ${marker}, which is not known before it runs.`);
		}
		if (on.length > 0 || unknown.length === 0) held.push({
			requirement,
			on
		});
	}
	if (texts.length > mostRequirements) unresolved.push(`Of ${texts.length} requirements, those after the first ${mostRequirements} are not read.`);
	const needed = /* @__PURE__ */ new Map();
	const elsewhere = /* @__PURE__ */ new Map();
	for (const [name, group] of Map.groupBy(held, ({ requirement }) => requirement.normalizedName)) {
		const holding = group.filter(({ on }) => on.length > 0);
		const [first] = holding;
		if (first !== void 0) needed.set(name, need(first, holding));
		else elsewhere.set(name, notHere$1(group, python));
	}
	return {
		needed,
		elsewhere,
		unresolved,
		untold: isNamed ? untold : "all"
	};
}
function need({ requirement: { name, normalizedName } }, group) {
	const bySystem = systems.flatMap((system) => {
		const specifiers = group.flatMap(({ on, requirement }) => on.includes(system) ? requirement.specifiers : []);
		return group.some(({ on }) => on.includes(system)) ? [{
			system,
			specifiers: unique$1(specifiers)
		}] : [];
	});
	const bounds = Array.from(Map.groupBy(bySystem, ({ specifiers }) => boundsKey(specifiers)).values(), (same) => {
		const specifiers = same[0]?.specifiers ?? [];
		return {
			text: specifiers.map(specifierText).join(","),
			specifiers,
			on: same.map(({ system }) => system)
		};
	});
	const extras = [...new Set(group.flatMap(({ requirement }) => requirement.extras))];
	const extrasOn = extras.map((extra) => {
		const asking = group.filter(({ requirement }) => requirement.extras.includes(extra));
		return [extra, systems.filter((system) => asking.some(({ on }) => on.includes(system)))];
	});
	return {
		name,
		normalizedName,
		extras,
		extrasOn: new Map(extrasOn),
		bounds,
		on: bySystem.map(({ system }) => system),
		url: group.map(({ requirement }) => requirement.url).find((url) => url !== void 0)
	};
}
function needOf(need, extra) {
	const on = extra === void 0 ? void 0 : need.extrasOn.get(extra);
	if (on === void 0 || on.length === need.on.length) return need;
	const bounds = need.bounds.map((one) => ({
		...one,
		on: one.on.filter((system) => on.includes(system))
	}));
	return {
		...need,
		on,
		bounds: bounds.filter((one) => one.on.length > 0)
	};
}
function notHere$1(group, python) {
	return {
		name: group[0]?.requirement.name ?? "",
		markers: [...new Set(group.map(({ requirement }) => requirement.markerText))],
		windows: group.some(({ requirement }) => holdsOnWindows(requirement.marker, python))
	};
}
function specifierText({ operator, version, prefix }) {
	return `${operator}${version}${prefix ? ".*" : ""}`;
}
function specifierKey({ operator, version, prefix }) {
	const normal = normalizePep440(version) ?? version;
	return `${operator}${prefix || operator === "~=" || operator === "===" ? normal : normal.replace(/^(\d+!)?(\d+(?:\.\d+)*?)(?:\.0)+(?=$|[^.\d])/, "$1$2")}${prefix ? ".*" : ""}`;
}
function unique$1(specifiers) {
	return [...new Map(specifiers.map((specifier) => [specifierKey(specifier), specifier])).values()];
}
function boundsKey(specifiers) {
	return specifiers.map(specifierKey).toSorted().join(",");
}
function boundsText({ bounds, on }) {
	const [first] = bounds;
	if (bounds.length === 1 && first?.on.length === on.length) return first.text;
	return bounds.map(({ text, on: where }) => `${text === "" ? "any" : text} on ${where.join(", ")}`).join("; ");
}
function needText(need) {
	const extras = need.extras.length === 0 ? "" : `[${need.extras.join(",")}]`;
	return `${need.name}${extras}${boundsText(need)}`;
}
function onlyOn(on) {
	return on.length === systems.length ? "" : ` on ${on.join(" and ")} only`;
}

// src/upstream/requirements/backends.ts
const projects = /* @__PURE__ */ new Map([
	["flit.buildapi", "flit"],
	["flit_core.buildapi", "flit-core"],
	["flit_scm", "flit-scm"],
	["hatchling.build", "hatchling"],
	["hatchling.ouroboros", "hatchling"],
	["jupyter_packaging.build_api", "jupyter-packaging"],
	["maturin", "maturin"],
	["mesonpy", "meson-python"],
	["pbr.build", "pbr"],
	["pdm.backend", "pdm-backend"],
	["pdm.pep517.api", "pdm-pep517"],
	["poetry.core.masonry.api", "poetry-core"],
	["poetry.masonry.api", "poetry-core"],
	["poetry_dynamic_versioning.backend", "poetry-dynamic-versioning"],
	["scikit_build_core.build", "scikit-build-core"],
	["scikit_build_core.setuptools.build_meta", "scikit-build-core"],
	["setuptools.build_meta", "setuptools"],
	["sipbuild.api", "sip"],
	["uv_build", "uv-build"]
]);
const needsToolchain = /* @__PURE__ */ new Map([
	["maturin", "rustPlatform's cargoSetupHook and maturinBuildHook, and the vendored crates"],
	["meson-python", "a C compiler's inputs, which pyproject.toml does not name"],
	["scikit-build-core", "cmake and ninja with dontUseCmakeConfigure"]
]);
const implied = /* @__PURE__ */ new Set(["wheel"]);
function isBackend(attribute) {
	return backendNames.has(attribute);
}
const backendNames = new Set(Array.from(projects.values(), nixpkgsName));
function readBackend({ backend, requires }, python) {
	const [module = ""] = backend.split(":");
	const project = projects.get(module.trim());
	const { needed, unresolved } = readNeeds(requires, python);
	const name = project && nixpkgsName(project);
	const needs = new Map([...needed].map(([project, need]) => [nixpkgsName(project), need]).filter(([required]) => !implied.has(required)));
	return {
		name,
		names: [.../* @__PURE__ */ new Set([...name === void 0 ? [] : [name], ...needs.keys()])],
		needs,
		besides: needsToolchain.get(name ?? ""),
		unresolved
	};
}

// src/nix/python/appended.ts
function operands(items) {
	const packages = items.filter(({ extra }) => extra === void 0);
	const lists = [...Map.groupBy(packages, ({ condition }) => condition?.text)].map(([condition, group]) => {
		return operand(`[ ${group.toSorted(byName$2).map(({ text }) => text).join(" ")} ]`, condition);
	});
	const extras = items.flatMap(({ text, extra, condition }) => extra === void 0 ? [] : operand(`${text}.optional-dependencies.${extra}`, condition?.text));
	return [...lists, ...extras];
}
function byName$2(a, b) {
	return a.name < b.name ? -1 : 1;
}
function operand(list, condition) {
	return condition === void 0 ? list : `lib.optionals ${condition} ${list}`;
}
function appendedText({ tail: { expression }, items }, layout) {
	const operator = expression.kind === "binary" ? layout.find("++", expression.left.to, expression.right.from) : void 0;
	const onLines = operator === void 0 ? layout.isBroken(expression.from, expression.to) : layout.startsLine(operator);
	const line = `${layout.newline}${layout.indentation(operator ?? expression.to)}`;
	return operands(items).map((text) => `${onLines ? line : " "}++ ${text}`).join("");
}

// src/nix/python/sequence.ts
const byCharacter = (a, b) => a < b ? -1 : a > b ? 1 : 0;
const byLetter = (a, b) => byCharacter(letters(a), letters(b));
function letters(key) {
	return key.toLowerCase().replace(/[-_.]/g, "");
}
function placeFor(members, added) {
	const order = orderOf(members);
	const behind = (after, heads = false) => ({
		after,
		heads
	});
	if (order !== void 0) return behind(lastUpTo(members, added, order));
	const from = members.findIndex(({ group }) => group === added.group);
	const to = members.findLastIndex(({ group }) => group === added.group);
	const run = from < 0 ? [] : members.slice(from, to + 1);
	if (run.length === 0 || run.some(({ group }) => group !== added.group)) return behind(members.length - 1);
	const own = orderOf(run);
	if (own === void 0) return behind(to);
	const after = from + lastUpTo(run, added, own);
	return behind(after, from > 0 && after < from);
}
function placed(members, added) {
	const order = orderOf(members) ?? byCharacter;
	return added.toSorted((a, b) => order(a.key, b.key)).map((member) => ({
		...placeFor(members, member),
		member
	})).sort((a, b) => a.after - b.after);
}
function isSorted(members) {
	return orderOf(members) !== void 0;
}
function orderOf(members) {
	const inOrder = (order) => members.every(({ key }, index) => index === 0 || order(members[index - 1]?.key ?? "", key) <= 0);
	return [byCharacter, byLetter].find(inOrder);
}
function lastUpTo(members, { key }, order) {
	return members.findLastIndex((member) => order(member.key, key) <= 0);
}

// src/nix/python/brackets.ts
function insertItems(list, added, layout) {
	if (list.items.length === 0) return fill$1(list, added, layout);
	return placed(list.items, added).map(({ after, member }) => insertion$1(list, after, member.text, layout));
}
function fill$1({ from, to }, added, layout) {
	const texts = placed([], added).map(({ member }) => member.text);
	const end = to - 1;
	if (!layout.isBroken(from, to)) {
		const blank = /^\[[ \t]/.test(layout.text.slice(from, to)) ? "" : " ";
		return texts.map((text, index) => at$1(from + 1, ` ${text}${index === texts.length - 1 ? blank : ""}`));
	}
	const indentation = layout.deeper(layout.indentation(end));
	const last = layout.endBefore(end);
	return texts.map((text) => at$1(last, `${layout.newline}${indentation}${text}`));
}
function insertion$1({ from, items }, after, text, layout) {
	const [first, second] = items;
	const previous = items[after];
	const start = first?.from ?? from;
	const onLines = items.every((item, index) => index === 0 || layout.startsLine(item.from));
	if (onLines && layout.startsLine(start)) {
		const line = `${layout.newline}${layout.indentation(previous?.from ?? start)}${text}`;
		const end = previous?.to ?? from + 1;
		return at$1(layout.endOfLine(end) ?? end, line);
	}
	if (onLines && second !== void 0) {
		const line = `${layout.newline}${layout.indentation(second.from)}`;
		if (previous === void 0) return at$1(start, `${text}${line}`);
		return at$1(layout.endOfLine(previous.to) ?? previous.to, `${line}${text}`);
	}
	return previous === void 0 ? at$1(start, `${text} `) : at$1(previous.to, ` ${text}`);
}
function removeItem({ from, to }, layout) {
	if (layout.endOfLine(to) === to) return {
		from: layout.endBefore(from),
		to,
		text: ""
	};
	return {
		from,
		to: to + (/^[ \t]*/.exec(layout.text.slice(to))?.[0].length ?? 0),
		text: ""
	};
}
function at$1(offset, text) {
	return {
		from: offset,
		to: offset,
		text
	};
}

// src/nix/python/places.ts
function placesIn({ items, parts }, call, context, on = systems, mayShare = () => false) {
	const isOnce = ({ list }) => parts.filter((part) => part.list === list).length === 1;
	const fitting = parts.filter((part) => isOnce(part) && isSameSystems(systemsOf(part.condition), on));
	const isShared = (part) => {
		const users = context.usersAt(stretchOf(part));
		return users.length > 1 && !mayShare(users);
	};
	const shared = fitting.find(isShared);
	const places = fitting.filter((part) => !isShared(part)).map((part) => placeIn(part, items, call, context));
	return {
		places,
		reason: shared && places.length === 0 ? sharedReason(shared, context.usersAt(stretchOf(shared)), context) : void 0
	};
}
function sharedReason(part, by, context) {
	const { file, line } = context.reading.program.place(stretchOf(part));
	return `the list at ${file}:${line} is shared by ${by.join(" and ")}`;
}
function placeIn(part, items, call, context) {
	const own = items.filter(({ written }) => written?.part === part);
	const text = context.layout(part.environment.file).text;
	const members = part.list.items.map((item) => {
		const value = own.find(({ written }) => written?.span === item)?.value;
		const group = value && context.identities.of(value)?.from;
		return {
			from: item.from,
			to: item.to,
			key: keyOf$1(item, text),
			group: group ?? "other"
		};
	});
	const fromSet = part.list.items.filter((_, index) => members[index]?.group === "python-set");
	const qualifiers = fromSet.flatMap((item) => item.kind === "select" ? qualifierOf(item) ?? [] : []);
	const qualified = qualifiers.length > 0 && qualifiers.length === fromSet.length;
	return {
		part,
		members,
		spot: spotAt(part.environment, call, context, qualifiers, qualified),
		bare: part.list.items.flatMap((item) => item.kind === "variable" ? item.name : []),
		bareAt: (span) => {
			const item = part.list.items.find((one) => one === span);
			return item?.kind === "variable" ? item.name : void 0;
		}
	};
}
function spotAt(environment, call, context, qualifiers = [], qualified = false) {
	const builder = call.derivation.at.file === environment.file ? context.builderQualifier(call) : void 0;
	return {
		environment,
		qualifiers: builder === void 0 ? qualifiers : [...qualifiers, builder],
		qualified,
		python: call.stated.python
	};
}
function keyOf$1(item, text) {
	if (item.kind === "variable") return item.name;
	const last = item.kind === "select" ? item.path.at(-1)?.name : void 0;
	if (last !== void 0) return last;
	const written = text.slice(item.from, item.to);
	return item.kind === "string" ? written.replace(/^"|"$/g, "") : written;
}
function tailsOf({ items: { passages } }, context) {
	const tails = passages.filter(({ expression }) => passages.filter((one) => one.expression === expression).length === 1).flatMap((passage) => {
		const holder = passage.expression.kind === "parenthesised" ? "parentheses" : holderOf(passage, context);
		const end = holder && follow(passage, context);
		return end === void 0 ? [] : {
			...end,
			isArgument: holder === "call"
		};
	});
	return tails.filter((tail, index) => tails.findIndex(({ expression }) => expression === tail.expression) === index);
}
function holderOf({ expression, environment }, context) {
	for (const one of descend(context.reading.program.tree(environment.file).root)) {
		if (one.kind === "apply" && one.argument === expression) return "call";
		if (("bindings" in one ? one.bindings : []).some((binding) => binding.kind === "binding" && binding.value === expression)) return "binding";
	}
}
function follow({ expression, environment }, context) {
	switch (expression.kind) {
		case "parenthesised": return follow({
			expression: expression.inner,
			environment
		}, context);
		case "assert": return follow({
			expression: expression.body,
			environment
		}, context);
		case "with":
		case "let": {
			const inner = inside(expression, environment, context.reading.program);
			return follow({
				expression: expression.body,
				environment: inner
			}, context);
		}
		case "binary": return expression.operator === "++" ? {
			expression,
			environment
		} : void 0;
		case "list":
		case "apply":
		case "variable":
		case "select": return {
			expression,
			environment
		};
		default: return;
	}
}
function isWritable(name, extra) {
	return isNixName(name) && (extra === void 0 || isNixName(extra));
}

// src/nix/python/stated.ts
function changed(before, changes) {
	const after = [...changes].map(([attribute, { added, dropped }]) => {
		return [attribute, [...without(before.get(attribute) ?? [], dropped), ...added]];
	});
	return new Map([...before, ...after]);
}
function statedBy$1(packages) {
	return new Map(packages.map((one) => [one.attribute, lines(one)]));
}
function entryLine(list, { from, name, extra, condition, on }) {
	return `${list}: ${from} ${withExtra(name, extra)}${condition === void 0 ? "" : ` if ${condition} (${on?.join(" ") ?? "not understood"})`}`;
}
function lines(one) {
	const { python, format, copiesSubdirectory, dependencies, buildSystem, optionalDependencies, relaxed, removed } = one;
	return [
		`python: ${python?.join(".")}`,
		`format: ${format}`,
		`copies: ${copiesSubdirectory}`,
		...listLines("dependencies", dependencies),
		...listLines("build-system", buildSystem),
		...[...optionalDependencies].flatMap(([extra, list]) => listLines(`optional-dependencies.${extra}`, list)),
		...nameLines("pythonRelaxDeps", relaxed),
		...nameLines("pythonRemoveDeps", removed)
	];
}
function listLines(name, list) {
	if (list === void 0) return [];
	return [...list.entries.map((entry) => entryLine(name, entry)), ...list.complete ? [] : [`${name}: and others`]];
}
function nameLines(list, names) {
	return names === "all" ? [`${list}: all`] : names.map((name) => `${list}: ${name}`);
}
function differences(expected, found) {
	const different = /* @__PURE__ */ new Map();
	for (const attribute of /* @__PURE__ */ new Set([...expected.keys(), ...found.keys()])) {
		const [wanted, there] = [expected.get(attribute) ?? [], found.get(attribute) ?? []];
		const lacking = without(wanted, there).map((line) => `without ${line}`);
		const more = without(there, wanted).map((line) => `with ${line}`);
		if (lacking.length + more.length > 0) different.set(attribute, [...lacking, ...more]);
	}
	return different;
}
function without(lines, others) {
	const left = [...others];
	return lines.filter((line) => {
		const at = left.indexOf(line);
		if (at >= 0) left.splice(at, 1);
		return at < 0;
	});
}

// src/nix/python/backend.ts
function exchangeBackend(draft, names) {
	const { stated } = draft.call;
	if (names.some((name) => !isWritable(name, void 0))) return `${names.join(", ")}: Nix takes no such names`;
	if (stated.format === "wheel") return "it is a wheel, which is not built";
	if (stated.buildSystem?.complete === false) return `a part of ${stated.buildSystem.argument} is computed`;
	const reason = stated.format === "pyproject" ? void 0 : writePyproject(draft, names);
	if (reason !== void 0) return reason;
	const listed = stated.buildSystem?.entries ?? [];
	const partly = listed.find(({ from, name, on }) => {
		return from === "python-set" && names.includes(name) && !isSameSystems(on, systems);
	});
	if (partly !== void 0) return `${partly.name} is there already, if ${partly.condition}`;
	const lacking = names.filter((name) => !listed.some((entry) => isSame$1(entry, {
		from: "python-set",
		name
	})));
	if (lacking.length === 0) return void 0;
	const old = oldBackend(draft, names);
	if (old !== void 0) return exchange$1(draft, old, lacking.toSorted(), names);
	for (const name of lacking) {
		const refused = draft.add({
			kind: "add",
			attribute: draft.call.node.attribute,
			list: "build-system",
			from: "python-set",
			name,
			extra: void 0,
			on: systems
		});
		if (refused !== void 0) return refused;
	}
}
function writePyproject(draft, names) {
	const { derivation, stated } = draft.call;
	const named = ["pyproject", "format"].filter((name) => derivation.arguments.attributes.has(name));
	for (const name of named) {
		const found = draft.context.bindings.of(derivation, name);
		const value = argument(derivation, name);
		if (found === void 0 || value !== void 0 && knownText(value) === void 0) return `its ${name} is not a plain string`;
		const { from, to } = found.binding;
		const users = draft.context.usersAt(stretch(found.file, found.binding));
		if (users.length > 1 && !draft.allGet(names, users)) return `its ${name} is shared by ${users.join(" and ")}`;
		draft.edit(found.file, "format", {
			from,
			to,
			text: "pyproject = true;"
		});
	}
	if (named.length > 1) return "it has both pyproject and format";
	if (named.length === 0) {
		const made = draft.newList("pyproject", "format");
		if (typeof made === "string") return made;
	}
	draft.dropped.push(`format: ${stated.format}`);
	draft.added.push("format: pyproject");
}
function oldBackend({ call, context }, names) {
	for (const name of argumentsOf$2["build-system"]) {
		const read = call.lists.get(name);
		const items = (read?.items.items ?? []).flatMap(({ value, condition, written, extra }) => {
			const identity = context.identities.of(value);
			return identity?.from === "python-set" && isBuilder(identity.name) && !names.includes(identity.name) && written && condition === void 0 && extra === void 0 ? {
				identity,
				...written
			} : [];
		});
		const part = items.find(({ identity }) => isBackend(identity.name))?.part;
		if (read && part) return {
			read,
			part,
			items: items.filter((item) => item.part === part)
		};
	}
}
function exchange$1(draft, { read, part, items: old }, lacking, names) {
	const isOurs = (users) => draft.allGet(names, users);
	const { places, reason } = placesIn(read.items, draft.call, draft.context, systems, isOurs);
	const place = places.find((one) => one.part === part);
	const [first, ...others] = old.map(({ span }) => span);
	if (first === void 0 || place === void 0) return reason ?? `${read.argument} is shared`;
	const { file } = place.part.environment;
	const layout = draft.context.layout(file);
	const texts = [];
	const bare = old.flatMap(({ span }) => place.bareAt(span) ?? []);
	for (const [index, name] of lacking.entries()) {
		const text = draft.reference({
			from: "python-set",
			name
		}, place.spot, place.bare, bare[index]);
		if (text === void 0) return draft.unnamed({
			from: "python-set",
			name
		}, read.argument);
		texts.push(text);
	}
	const kept = place.members.filter(({ from }) => !old.some(({ span }) => span.from === from));
	const renewed = lacking.map((key) => ({
		key,
		group: "python-set"
	}));
	const before = kept.filter(({ from }) => from < first.from);
	if (isSorted([
		...before,
		...renewed,
		...kept.slice(before.length)
	]) || !isSorted(place.members) || kept.length === 0) {
		const between = layout.startsLine(first.from) ? `${layout.newline}${layout.indentation(first.from)}` : " ";
		draft.edit(file, "build-system", {
			from: first.from,
			to: first.to,
			text: texts.join(between)
		});
	} else {
		const items = renewed.map((member, index) => ({
			...member,
			text: texts[index] ?? ""
		}));
		const { from, to } = place.part.list;
		for (const insertion of insertItems({
			from,
			to,
			items: kept
		}, items, layout)) draft.edit(file, "build-system", insertion);
		draft.edit(file, "build-system", removeItem(first, layout));
	}
	for (const span of others) draft.edit(file, "build-system", removeItem(span, layout));
	draft.dropped.push(...old.map(({ identity }) => builderLine(identity)));
	draft.added.push(...lacking.map((name) => builderLine({
		from: "python-set",
		name
	})));
}
function builderLine(identity) {
	return entryLine("build-system", {
		...identity,
		extra: void 0,
		condition: void 0,
		on: systems
	});
}
function isBuilder(name) {
	return isBackend(name) || name === "wheel";
}

// src/nix/python/new-attributes.ts
const order$1 = [
	"pyproject",
	"build-system",
	"dependencies",
	"pythonRelaxDeps",
	"pythonRemoveDeps"
];
const building = /* @__PURE__ */ new Set(["pyproject", "build-system"]);
var NewAttributes = class {
	#context;
	#call;
	#set;
	#lists = /* @__PURE__ */ new Map();
	constructor(context, call) {
		this.#context = context;
		this.#call = call;
		this.#set = context.bindings.setOf(call.derivation);
	}
	list(name, kind, areBuiltAlike) {
		if (this.#set === void 0) return "its attributes do not stand between braces";
		const known = this.#lists.get(name);
		if (known !== void 0) return known;
		const users = this.#context.usersAt(stretch(this.#set.file, this.#set.set));
		if (users.length > 1 && !(building.has(name) && areBuiltAlike(users))) return `its attributes are shared by ${users.join(" and ")}`;
		const { spot } = openingIn(this.#set, this.#call, this.#context);
		const list = {
			kind,
			spot,
			packages: [],
			names: []
		};
		this.#lists.set(name, list);
		return list;
	}
	edits() {
		if (this.#set === void 0) return [];
		const { file, set } = this.#set;
		const layout = this.#context.layout(file);
		const { text: opening } = openingIn(this.#set, this.#call, this.#context);
		return order$1.flatMap((name) => {
			const list = this.#lists.get(name);
			if (list === void 0) return [];
			const value = name === "pyproject" ? "true" : listText(list, set, opening, layout);
			return {
				file,
				kind: list.kind,
				insertion: insertAttribute(set, name, value, layout)
			};
		});
	}
};
function openingIn({ environment, file }, call, context) {
	const layout = context.layout(file);
	for (const name of [
		"build-system",
		"dependencies",
		"propagatedBuildInputs",
		"nativeBuildInputs"
	]) {
		const value = context.bindings.of(call.derivation, name)?.binding.value;
		if (value?.kind !== "with" || !context.references.isPythonSet(value.namespace, environment)) continue;
		const namespace = context.reading.program.evaluator.delay(value.namespace, environment);
		return {
			text: `with ${layout.text.slice(value.namespace.from, value.namespace.to)}; `,
			spot: spotAt(withNamespace(environment, namespace), call, context)
		};
	}
	return {
		text: "",
		spot: spotAt(environment, call, context)
	};
}
function listText({ packages, names }, set, opening, layout) {
	const [first] = set.bindings;
	const indentation = first !== void 0 && layout.startsLine(first.from) ? layout.indentation(first.from) : void 0;
	if (packages.length === 0) return brackets(names.toSorted().map((name) => `"${name}"`), indentation, layout);
	const isPlain = ({ extra, condition }) => extra === void 0 && condition === void 0;
	const texts = packages.filter(isPlain).toSorted(byName$2).map(({ text }) => text);
	const others = packages.filter((item) => !isPlain(item)).toSorted(byName$2);
	return `${opening}${[...texts.length === 0 ? [] : [brackets(texts, indentation, layout)], ...operands(others)].join(" ++ ")}`;
}
function brackets(texts, indentation, layout) {
	if (texts.length === 0) return "[ ]";
	if (texts.length === 1 || indentation === void 0) return `[ ${texts.join(" ")} ]`;
	const inner = layout.deeper(indentation);
	return `[${texts.map((text) => `${layout.newline}${inner}${text}`).join("")}${layout.newline}${indentation}]`;
}

// src/nix/python/draft.ts
var Draft = class {
	edits = [];
	formals = [];
	added = [];
	dropped = [];
	named = /* @__PURE__ */ new Set();
	context;
	call;
	#inserted = /* @__PURE__ */ new Map();
	#new;
	#appended = /* @__PURE__ */ new Map();
	#asked;
	#done = /* @__PURE__ */ new Set();
	#planned;
	#backends;
	constructor(context, call, fixes, planned, backends) {
		this.context = context;
		this.call = call;
		this.#planned = planned;
		this.#backends = backends;
		this.#new = new NewAttributes(context, call);
		this.#asked = new Set(fixes.flatMap((fix) => fix.kind === "add" ? keyOf(fix) : []));
	}
	apply(fix) {
		if (fix.kind === "add") return this.add(fix);
		if (fix.kind === "backend") return exchangeBackend(this, fix.names);
		return this.#name(fix);
	}
	allGet(names, attributes) {
		return attributes.every((attribute) => `${this.#backends.get(attribute)}` === `${names}`);
	}
	finish() {
		for (const { place, kind, items } of this.#inserted.values()) {
			const { list, environment } = place.part;
			const layout = this.context.layout(environment.file);
			const written = {
				from: list.from,
				to: list.to,
				items: place.members
			};
			for (const insertion of insertItems(written, items, layout)) this.edit(environment.file, kind, insertion);
		}
		for (const appended of this.#appended.values()) {
			const { expression, environment, isArgument } = appended.tail;
			const { from, to } = expression;
			const text = appendedText(appended, this.context.layout(environment.file));
			if (isArgument) this.edit(environment.file, appended.kind, {
				from,
				to: from,
				text: "("
			});
			this.edit(environment.file, appended.kind, {
				from: to,
				to,
				text: isArgument ? `${text})` : text
			});
		}
		for (const { file, kind, insertion } of this.#new.edits()) this.edit(file, kind, insertion);
	}
	newList(name, kind) {
		const names = this.#backends.get(this.call.node.attribute) ?? [];
		return this.#new.list(name, kind, (users) => this.allGet(names, users));
	}
	add(fix) {
		const { list, from, name, extra, on } = fix;
		const { node } = this.call;
		const label = withExtra(name, extra);
		if (!isWritable(lastName(fix), extra)) return `${label} is not a name that Nix takes without quotes`;
		const has = listedIn(this.call, list);
		if (isOfExtra(list)) {
			if (has === void 0) return `it offers no ${list}`;
			if (offersTwice(this.call)) return "it has optional-dependencies beside those in passthru";
		}
		if (has?.complete === false) return `a part of ${has.argument} is computed, and ${label} may be in it`;
		const there = has?.entries.filter((entry) => isSame$1(entry, fix) && entry.extra === extra) ?? [];
		if (on.every((system) => there.some((entry) => entry.on?.includes(system)))) return void 0;
		const already = there.find((entry) => entry.on === void 0 || both(entry.on, on).length > 0);
		if (already !== void 0) return `${label} is there already, if ${already.condition}`;
		const circle = from === "own" && !this.#isUnread(fix) ? this.context.way(name, node.attribute, this.#planned, extra !== void 0) : void 0;
		if (circle !== void 0) return circleReason(circle);
		if (this.#done.has(keyOf(fix))) return void 0;
		const read = this.#listFor(list);
		return read === void 0 ? this.#addToNew(fix) : this.#addTo(read, fix);
	}
	#isUnread({ list, name }) {
		const { attribute } = this.call.node;
		const read = isOfExtra(list) ? this.#listFor(list) : void 0;
		const written = read?.thunk.written;
		if (read === void 0 || written === void 0 || !this.context.areExtrasUnread || name === attribute) return false;
		const { expression, environment } = written;
		return read.items.passages.every((passage) => passage.environment.file === environment.file && passage.expression.from >= expression.from && passage.expression.to <= expression.to) && [...this.#planned.values()].every((names) => !names.has(attribute));
	}
	#listFor(list) {
		if (isOfExtra(list)) return this.call.extras.get(extraOf(list));
		const [first = "", second = ""] = argumentsOf$2[list];
		const older = this.call.lists.get(second);
		const isOurs = older?.list.entries.length === 0 || older?.list.entries.some(({ from }) => from !== "other");
		return this.call.lists.get(first) ?? (isOurs ? older : void 0);
	}
	#addToNew(fix) {
		const { list, extra, on } = fix;
		if (isOfExtra(list)) return `it offers no ${list}`;
		const [name = list] = argumentsOf$2[list];
		if (this.call.derivation.arguments.attributes.has(name)) return noList(name, "null");
		const made = this.newList(name, kindOf(list));
		if (typeof made === "string") return made;
		const condition = this.#conditionAt(on, made.spot.environment);
		if (typeof condition === "string") return condition;
		const found = this.#refer(fix, made.spot);
		if (found === void 0) return this.unnamed(fix, name);
		if (found.formal !== void 0) this.#formal(found.formal, this.#besideNew(found.formal, list));
		made.packages.push({
			name: lastName(fix),
			text: found.text,
			extra,
			condition
		});
		this.#note(fix, [{
			list,
			condition
		}]);
	}
	#besideNew({ lambda }, list) {
		const backends = lambda.formals?.entries.flatMap(({ name }) => isBackend(name) ? name : []) ?? [];
		if (list === "build-system" && backends.length > 0) return backends;
		return [...this.call.lists.values()].flatMap(({ items }) => items.parts.flatMap(({ list }) => list.items)).flatMap((item) => item.kind === "variable" ? item.name : []);
	}
	#addTo(read, fix) {
		const { places, reason } = placesIn(read.items, this.call, this.context, fix.on);
		if (reason !== void 0) return this.#besideShared(read, fix, reason);
		if (fix.extra !== void 0 || places.length === 0) return this.#append(read, fix);
		const like = ({ members }) => members.some(({ group }) => group === fix.from) ? 0 : 1;
		let refused;
		for (const place of places.toSorted((a, b) => like(a) - like(b))) {
			const { uses, strangers } = this.#usesAt(stretchOf(place.part), fix, void 0);
			if (strangers.length > 0) {
				refused ??= sharedReason(place.part, [fix.list, ...strangers], this.context);
				continue;
			}
			const text = this.reference(fix, place.spot, place.bare);
			if (text === void 0) continue;
			this.#insert(place, kindOf(fix.list), {
				key: lastName(fix),
				group: fix.from,
				text
			});
			this.#note(fix, uses);
			return;
		}
		return refused === void 0 ? this.unnamed(fix, read.argument) : this.#besideShared(read, fix, refused);
	}
	#besideShared(read, fix, reason) {
		return this.#append(read, fix) === void 0 ? void 0 : reason;
	}
	#append(read, fix) {
		let refused;
		for (const tail of tailsOf(read, this.context)) {
			const reason = this.#appendTo(tail, read, fix);
			if (reason === void 0) return void 0;
			refused ??= reason;
		}
		return refused ?? `${read.argument} is computed in a way that nothing can be put behind`;
	}
	#appendTo(tail, read, fix) {
		const { expression, environment } = tail;
		const place = stretch(environment.file, expression);
		const users = this.context.usersAt(place);
		if (users.length > 1) return `${read.argument} is shared by ${users.join(" and ")}`;
		const condition = this.#conditionAt(fix.on, environment);
		if (typeof condition === "string") return condition;
		const { uses, strangers } = this.#usesAt(place, fix, condition);
		if (strangers.length > 0) return `what is put behind ${read.argument} would go to ${strangers.join(" and ")} as well`;
		const text = this.reference(fix, spotAt(environment, this.call, this.context), []);
		if (text === void 0) return this.unnamed(fix, read.argument);
		const known = this.#appended.get(expression) ?? {
			tail,
			kind: kindOf(fix.list),
			items: []
		};
		known.items.push({
			name: lastName(fix),
			text,
			extra: fix.extra,
			condition
		});
		this.#appended.set(expression, known);
		this.#note(fix, uses);
	}
	#conditionAt(on, environment) {
		if (on.length === systems.length) return void 0;
		const text = conditionOn(on);
		if (text === void 0) return `no plain condition stands for ${on.join(" and ")}`;
		return canWrite(text, on, environment, this.context.reading.program) ? {
			text,
			on
		} : "lib and stdenv are not among the names there, or are other ones";
	}
	#usesAt(place, fix, inner) {
		const uses = [];
		const strangers = [];
		for (const { list, condition: outer } of this.context.usesAt(place)) {
			const condition = inner === void 0 ? outer : and(outer, inner);
			if (isRequirementList(list) && (list === fix.list || this.#asked.has(keyOf({
				...fix,
				list
			}))) && isSameSystems(systemsOf(condition), fix.on)) uses.push({
				list,
				condition
			});
			else strangers.push(list ?? "all attributes");
		}
		return {
			uses,
			strangers
		};
	}
	#note(fix, uses) {
		const { from, name, extra } = fix;
		for (const { list, condition } of uses) {
			const entry = {
				from,
				name,
				extra,
				condition: condition?.text,
				on: systemsOf(condition)
			};
			this.added.push(entryLine(list, entry));
			this.#done.add(keyOf({
				...fix,
				list
			}));
		}
	}
	#name({ kind, name }) {
		const list = kind === "relax" ? "pythonRelaxDeps" : "pythonRemoveDeps";
		if (!/^[A-Za-z0-9]([A-Za-z0-9._-]*[A-Za-z0-9])?$/.test(name)) return `${JSON.stringify(name)} is no project's name`;
		const { derivation, stated } = this.call;
		const has = kind === "relax" ? stated.relaxed : stated.removed;
		if (has === "all" || has.includes(name)) return void 0;
		const line = `${list}: ${name}`;
		if (this.added.includes(line)) return void 0;
		const thunk = derivation.arguments.attributes.get(list);
		const value = thunk?.force();
		if (value?.kind === "null") return noList(list, "null");
		if (value?.kind === "boolean") return noList(list, "false");
		if (thunk === void 0) {
			const made = this.newList(list, kind);
			if (typeof made === "string") return made;
			made.names.push(name);
		} else {
			const read = readItems(thunk, this.context.reading.program);
			const { places, reason } = placesIn(read, this.call, this.context);
			const [place] = places;
			if (place === void 0 || !read.complete) return reason ?? `its ${list} is computed`;
			this.#insert(place, kind, {
				key: name,
				group: "other",
				text: `"${name}"`
			});
		}
		this.added.push(line);
	}
	#insert(place, kind, item) {
		const known = [...this.#inserted.values()].find(({ place: { part } }) => part.list === place.part.list);
		if (known === void 0) this.#inserted.set(place.part, {
			place,
			kind,
			items: [item]
		});
		else if (!known.items.some(({ key }) => key === item.key)) known.items.push(item);
	}
	reference(wanted, spot, beside, instead) {
		const found = this.#refer(wanted, spot);
		if (found?.formal !== void 0) this.#formal(found.formal, beside, instead);
		return found?.text;
	}
	#refer(wanted, spot) {
		const found = this.context.references.to(wanted, spot);
		if (found !== void 0) this.named.add(nameIn(spot.environment.file, found.text));
		return found;
	}
	#formal(formal, beside, instead) {
		const isLeft = instead !== void 0 && this.context.uses(formal, instead) === 1;
		this.formals.push({
			...formal,
			attribute: this.call.node.attribute,
			beside,
			instead: isLeft ? instead : void 0
		});
	}
	unnamed({ from, name }, list) {
		const what = from === "own" ? `this repository's ${name}` : `the Python set's ${name}`;
		const environment = this.context.bindings.setOf(this.call.derivation)?.environment;
		const given = environment && this.context.references.givenByHand(environment);
		return `no name that can stand in ${list} means ${what} there${from === "python-set" && given ? `: pass it as ${given} is passed, and name it among the formals` : ""}`;
	}
	edit(file, kind, insertion) {
		this.edits.push({
			...insertion,
			file,
			kind,
			attribute: this.call.node.attribute
		});
	}
};
function nameIn(file, reference) {
	return JSON.stringify([file, reference.split(".")[0]]);
}
function noList(name, value) {
	return `its ${name} is ${value}: write a list`;
}
function kindOf(list) {
	return list === "build-system" ? "build-system" : "requirement";
}
function circleReason([name, ...others]) {
	const last = others.at(-1);
	const through = others.length > 1 ? `, through ${others.slice(0, -1).join(" and ")}` : "";
	return `${name} is built from ${last ?? name} itself${through}`;
}
function keyOf({ list, from, name, extra, on }) {
	return JSON.stringify([
		list,
		from,
		name,
		extra,
		on
	]);
}

// src/nix/python/formals.ts
function insertFormals(formals, wanted, layout) {
	const { exchanged, names } = exchange(formals, wanted);
	const added = wanted.filter(({ name }) => !exchanged.has(name));
	return [...exchanged.values(), ...insertNew(formals, names, added, layout)];
}
function exchange({ entries }, wanted) {
	const members = entries.map(({ name }) => ({
		key: name,
		group: ""
	}));
	const made = /* @__PURE__ */ new Map();
	for (const { name, instead } of wanted) {
		const index = entries.findIndex((entry) => entry.name === instead);
		const entry = entries[index];
		if (entry === void 0) continue;
		const renewed = members.with(index, {
			key: name,
			group: ""
		});
		if (isSorted(members) && !isSorted(renewed)) continue;
		members.splice(0, members.length, ...renewed);
		made.set(name, {
			from: entry.from,
			to: entry.to,
			text: name
		});
	}
	return {
		exchanged: made,
		names: members.map(({ key }) => key)
	};
}
function insertNew(formals, names, added, layout) {
	if (formals.entries.length === 0) return fill(formals, added.map(({ name }) => name).toSorted(), layout);
	const places = isSorted(names.map((key) => ({
		key,
		group: ""
	}))) ? placesOf(formals, names, added, layout) : [...Map.groupBy(added, ({ beside }) => [...beside].toSorted().join(" ")).values()].flatMap((group) => placesOf(formals, names, group, layout)).sort((a, b) => a.after - b.after);
	return places.flatMap(({ after, heads, member: { key } }, index) => {
		if (heads) return [before(formals, after + 1, key, layout)];
		return insertion(formals, after, key, places.slice(0, index).some((other) => other.after === after && !other.heads), layout);
	});
}
function placesOf({ entries }, names, added, layout) {
	const beside = added[0]?.beside;
	const members = entries.map(({ name }, index) => ({
		key: names[index] ?? name,
		group: beside?.has(name) ? "beside" : "other"
	}));
	const group = members.some((member) => member.group === "beside") ? "beside" : "none";
	const isApart = (index) => layout.hasBlankLine(entries[index - 1]?.to ?? 0, entries[index]?.from ?? 0);
	return placed(isSorted(members) ? members : groupedMembers(members, isApart), added.map(({ name }) => ({
		key: name,
		group
	})));
}
function groupedMembers(members, isApart) {
	const whole = longestRun(members, () => false);
	const { from, to } = isSorted(members.slice(whole.from, whole.to)) ? whole : longestRun(members, isApart);
	return members.map((member, index) => member.group === "beside" && (index < from || index >= to) ? {
		...member,
		group: "stray"
	} : member);
}
function longestRun(members, isApart) {
	let best = {
		from: 0,
		to: 0
	};
	let from = 0;
	for (let at = 0; at <= members.length; at++) {
		const isIn = members[at]?.group === "beside";
		if (isIn && !isApart(at)) continue;
		if (at - from > best.to - best.from) best = {
			from,
			to: at
		};
		from = isIn ? at : at + 1;
	}
	return best;
}
function fill({ from, to, ellipsis }, names, layout) {
	if (ellipsis) {
		const dots = layout.find("...", from, to) ?? to - 1;
		return names.map((name) => at(dots, `${name}, `));
	}
	const blank = /^\{[ \t]/.test(layout.text.slice(from, to)) ? "" : " ";
	return names.map((name, index) => {
		const end = index === names.length - 1 ? blank : "";
		return at(from + 1, `${index === 0 ? " " : ", "}${name}${end}`);
	});
}
function before({ entries, from, to }, index, name, layout) {
	const next = entries[index]?.from ?? to - 1;
	const comma = layout.find(",", entries[index - 1]?.to ?? from, next);
	if (comma !== void 0 && comma > (entries[index - 1]?.to ?? from) && layout.startsLine(comma)) return at(next, `${name}${layout.newline}${layout.indentation(comma)}, `);
	return at(next, layout.startsLine(next) ? `${name},${layout.newline}${layout.indentation(next)}` : `${name}, `);
}
function insertion(formals, after, name, follows, layout) {
	const { entries } = formals;
	const [first] = entries;
	const start = first?.from ?? formals.from;
	const previous = entries[after];
	const next = entries[after + 1];
	const isLines = entries.length > 0 && layout.isBroken(formals.from, formals.to);
	const leading = isLines && entries.length > 1 && commaLeads(formals, layout);
	if (previous === void 0) {
		if (leading) return [at(start, `${name}${layout.newline}${layout.indentation(start)}, `)];
		if (!isLines || !layout.startsLine(start)) return [at(start, `${name}, `)];
		const line = `${layout.newline}${layout.indentation(start)}${name},`;
		return [at(layout.endOfLine(formals.from + 1) ?? formals.from + 1, line)];
	}
	if (!isLines || !layout.startsLine(leading ? commaBefore(previous.from, formals, layout) : previous.from)) return [at(previous.to, `, ${name}`)];
	if (leading) {
		const line = `${layout.newline}${leadingIndentation(formals, layout)}, ${name}`;
		return [at(layout.endOfLine(previous.to) ?? previous.to, line)];
	}
	const line = `${layout.newline}${layout.indentation(previous.from)}`;
	const comma = layout.find(",", previous.to, next?.from ?? formals.to);
	if (comma !== void 0) return [at(layout.endOfLine(comma + 1) ?? comma + 1, `${line}${name},`)];
	const end = layout.endOfLine(previous.to) ?? previous.to;
	if (end === previous.to) return [at(end, `,${line}${name}`)];
	return follows ? [at(end, `,${line}${name}`)] : [at(previous.to, ","), at(end, `${line}${name}`)];
}
function commaLeads(formals, layout) {
	const second = formals.entries[1];
	return second !== void 0 && layout.startsLine(commaBefore(second.from, formals, layout));
}
function commaBefore(offset, { entries, from }, layout) {
	const previous = entries.findLast((entry) => entry.to <= offset);
	return layout.find(",", previous?.to ?? from, offset) ?? offset;
}
function leadingIndentation(formals, layout) {
	const second = formals.entries[1];
	return second === void 0 ? "" : layout.indentation(commaBefore(second.from, formals, layout));
}
function at(offset, text) {
	return {
		from: offset,
		to: offset,
		text
	};
}

// src/nix/python/verify.ts
function misstated(before, after, changes) {
	const [wrong] = differences(changed(statedIn(before), changes), statedIn(after));
	if (wrong !== void 0) return `${wrong[0]} would be ${wrong[1].join(", ")}`;
	const [old, renewed] = [factsOf(before), factsOf(after)];
	for (const fact of /* @__PURE__ */ new Set([...old.keys(), ...renewed.keys()])) {
		const [was, is] = [old.get(fact), renewed.get(fact)];
		if (was === void 0 || is === void 0 || rendered(was) !== rendered(is)) return `${fact} would be another`;
	}
}
function statedIn(reading) {
	return statedBy$1(allPythonCalls(reading, new Identities(reading)).map(({ stated }) => stated));
}

// src/nix/python/fixes.ts
function planFixes(repository, fixes) {
	return new Planning(repository.reading, fixes).run();
}
var Planning = class {
	#reading;
	#context;
	#fixes;
	#refused = /* @__PURE__ */ new Map();
	constructor(reading, fixes) {
		this.#reading = reading;
		this.#fixes = fixes;
		this.#context = new Context$1(reading);
	}
	run() {
		let attempt = this.#attempt(this.#open());
		if (!this.#holds(attempt)) {
			this.#refuseWrong();
			attempt = this.#attempt(this.#open());
			if (!this.#holds(attempt)) {
				for (const fix of this.#open()) this.#refuse(fix, void 0, "together with others it does not come out as planned");
				attempt = this.#attempt([]);
			}
		}
		const { edits, changes } = attempt;
		return {
			edits: edits.map((edit) => this.#toEdit(edit)),
			refusals: [...this.#refused.values()],
			changes
		};
	}
	#open() {
		return this.#fixes.filter((fix) => !this.#refused.has(fix));
	}
	#attempt(fixes) {
		const edits = [];
		const formals = [];
		const backends = new Map(fixes.flatMap((fix) => fix.kind === "backend" ? [[fix.attribute, fix.names]] : []));
		const changes = /* @__PURE__ */ new Map();
		const planned = /* @__PURE__ */ new Map();
		for (const [attribute, own] of Map.groupBy(fixes, (fix) => fix.attribute)) {
			const call = this.#context.calls.find(({ node }) => node.attribute === attribute);
			const draft = call && this.#draft(call, own, planned, backends);
			if (call === void 0) for (const fix of own) this.#refuse(fix, call, `${attribute} is no Python package that is understood`);
			if (draft === void 0) continue;
			edits.push(...draft.edits);
			formals.push(...draft.formals);
			changes.set(attribute, draft);
			planned.set(attribute, this.#ownIn(own));
		}
		const named = new Set([...changes.values()].flatMap((draft) => [...draft.named]));
		edits.push(...this.#formalEdits(formals, named));
		return {
			edits: once$1(edits).toSorted(byPlace),
			changes
		};
	}
	#draft(call, fixes, planned, backends) {
		this.#reading.program.begin();
		const draft = new Draft(this.#context, call, fixes, planned, backends);
		const before = this.#refused.size;
		const reach = (fix) => fix.kind === "add" ? passages(call, fix.list) : 0;
		for (const fix of fixes.toSorted((a, b) => reach(a) - reach(b))) {
			const reason = draft.apply(fix);
			if (reason !== void 0) this.#refuse(fix, call, reason);
		}
		for (const fix of fixes) if (this.#isAlone(fix)) this.#refuse(fix, call, `${fix.instead} is not written`);
		if (this.#refused.size === before) {
			draft.finish();
			return draft;
		}
		const left = fixes.filter((fix) => !this.#refused.has(fix));
		return left.length === 0 ? void 0 : this.#draft(call, left, planned, backends);
	}
	#isAlone(fix) {
		if (fix.kind !== "remove" || this.#refused.has(fix)) return false;
		return this.#fixes.some((other) => other.kind === "add" && other.attribute === fix.attribute && other.name === fix.instead && this.#refused.has(other));
	}
	#ownIn(fixes) {
		const left = fixes.filter((fix) => !this.#refused.has(fix));
		return new Set(left.flatMap((fix) => fix.kind === "add" && fix.from === "own" ? fix.name : []));
	}
	#formalEdits(formals, named) {
		return [...Map.groupBy(formals, ({ file, lambda }) => `${file}:${lambda.from}`).values()].flatMap((group) => {
			const [{ file, lambda, attribute } = {
				file: "",
				lambda: void 0,
				attribute: ""
			}] = group;
			if (lambda?.formals === void 0) return [];
			const wanted = [...Map.groupBy(group, ({ name }) => name)].map(([name, same]) => {
				const [instead] = same.flatMap(({ instead = [] }) => instead).filter((old) => !named.has(nameIn(file, old)));
				return {
					name,
					instead,
					beside: new Set(same.flatMap((formal) => formal.beside))
				};
			});
			return insertFormals(lambda.formals, wanted, this.#context.layout(file)).map((insertion) => ({
				...insertion,
				file,
				attribute,
				kind: "formal"
			}));
		});
	}
	#holds({ edits, changes }) {
		if (edits.length === 0) return true;
		const { options, trees } = this.#reading;
		try {
			const after = read({
				...options,
				files: applyChanges(options.files, edits)
			}, trees);
			return misstated(this.#reading, after, changes) === void 0;
		} catch (error) {
			if (isProblem(error)) return false;
			throw error;
		}
	}
	#comesOut(fixes) {
		const before = this.#refused;
		this.#refused = new Map(before);
		const comesOut = this.#holds(this.#attempt(fixes));
		this.#refused = before;
		return comesOut;
	}
	#refuseWrong() {
		const right = [];
		for (const [, fixes] of Map.groupBy(this.#open(), ({ attribute }) => attribute)) {
			if (this.#comesOut([...right, ...fixes])) {
				right.push(...fixes);
				continue;
			}
			for (const fix of fixes) if (this.#comesOut([...right, fix])) right.push(fix);
			else this.#refuse(fix, void 0, "what is written for it means something else there");
		}
	}
	#refuse(fix, call, reason) {
		const { file = "", line = 1 } = (call ?? this.#context.calls.find(({ node }) => node.attribute === fix.attribute))?.stated ?? {};
		this.#refused.set(fix, {
			fix,
			file,
			line,
			reason
		});
	}
	#toEdit({ file, attribute, kind, from, to, text }) {
		const old = this.#reading.options.files.get(file)?.slice(from, to) ?? "";
		return {
			...this.#reading.program.place({
				file,
				from
			}),
			attribute,
			kind,
			from: old,
			to: text,
			span: {
				from,
				to
			}
		};
	}
};
function once$1(edits) {
	const seen = /* @__PURE__ */ new Set();
	return edits.filter(({ file, from, to, text }) => {
		const key = JSON.stringify([
			file,
			from,
			to,
			text
		]);
		return seen.size < seen.add(key).size;
	});
}
function passages({ extras }, list) {
	return isOfExtra(list) ? extras.get(extraOf(list))?.items.passages.length ?? 0 : 0;
}
function byPlace(a, b) {
	if (a.file !== b.file) return a.file < b.file ? -1 : 1;
	return a.from - b.from || a.to - b.to;
}

// src/upstream/requirements/targets.ts
function targetOf(normalizedName, asking) {
	const { projects, known, nix } = asking;
	const all = asking.own.get(normalizedName) ?? [];
	const own = meant(all, asking);
	if (own !== void 0) return {
		from: "own",
		name: own.attribute,
		known: true,
		renamed: false,
		own
	};
	const name = nixpkgsName(normalizedName);
	const listed = listedBy(nix);
	const possible = all.filter(({ certain }) => !certain);
	const there = possible.find(({ attribute }) => listed.some((one) => one.from === "own" && one.name === attribute));
	const [first] = possible;
	const perhaps = there ?? (listed.some((one) => one.from === "python-set" && one.name === name) ? void 0 : first);
	if (perhaps !== void 0) return {
		from: "own",
		name: perhaps.attribute,
		known: there !== void 0,
		renamed: false,
		own: perhaps
	};
	const other = all.find(({ certain }) => certain);
	if (projects.has(normalizedName)) return {
		from: "unpackaged",
		name: normalizedName,
		known: false,
		renamed: false,
		own: other
	};
	const renamed = isAnotherProject(normalizedName);
	return {
		from: "python-set",
		name,
		known: known.has(name),
		renamed,
		own: other
	};
}
function origin({ from, known }) {
	return known && from !== "unpackaged" ? from : "unknown";
}
function isInDoubt({ from, known }) {
	return from === "python-set" && !known;
}
function meant(all, asking) {
	const python = pythonFor(asking);
	const fitting = all.filter((one) => one.certain && isFor(one, python));
	const same = fitting.filter((one) => isSamePython(one.python, python));
	const listed = new Set(asking.nix?.dependencies?.entries.map(({ name }) => name));
	return [...same, ...fitting].find(({ attribute }) => listed.has(attribute)) ?? same[0] ?? fitting[0];
}
function listedBy(nix) {
	if (nix === void 0) return [];
	return [
		nix.dependencies,
		nix.buildSystem,
		...nix.optionalDependencies.values()
	].flatMap((list) => list?.entries ?? []);
}
function pythonFor({ nix, own }) {
	if (nix === void 0 || nix.python !== void 0) return nix?.python;
	for (const packages of own.values()) {
		const itself = packages.find(({ attribute }) => attribute === nix.attribute);
		if (itself !== void 0) return itself.python;
	}
}
function isFor({ python }, wanted) {
	return python === void 0 || wanted === void 0 || isSamePython(python, wanted);
}
function asListed(nix, { own }, wanted) {
	const python = pythonFor({
		nix,
		own
	});
	const attributes = new Set([...own].flatMap(([project, packages]) => packages.filter((one) => one.certain ? isFor(one, python) : wanted.has(project)).map(({ attribute }) => attribute)));
	const read = (list) => ({
		...list,
		entries: list.entries.map((entry) => entry.from === "own" && !attributes.has(entry.name) ? {
			...entry,
			from: "other"
		} : entry)
	});
	return {
		...nix,
		dependencies: nix.dependencies && read(nix.dependencies),
		optionalDependencies: new Map([...nix.optionalDependencies].map(([extra, list]) => [extra, read(list)]))
	};
}
function takenOnTrust(needs, asking) {
	return [...needs.needed.values()].flatMap((need) => {
		const { name, own, known } = targetOf(need.normalizedName, asking);
		if (own === void 0 || own.certain || !known) return [];
		const reason = `${name} is taken for the Python package of ${need.name}: how it is made is not understood.`;
		return [{
			requirement: needText(need),
			by: name,
			reason
		}];
	});
}
function targetFault(target, asking, without = ", or, if the package works without it, name it in pythonRemoveDeps") {
	const { from, name, known, own } = target;
	const { known: names } = asking;
	if (from === "own" && !known) return `${name} of this repository may be it, but how it is made is not understood: list it by hand if it is.`;
	const python = pythonFor(asking);
	if (!known && own?.python !== void 0 && python !== void 0) {
		const [built, wanted] = [own.python.join("."), python.join(".")];
		return `${own.attribute} is built for Python ${built} and this package for ${wanted}: package it for ${wanted} too.`;
	}
	if (from === "unpackaged") return `${name} is the upstream's own and is not packaged here: add a package for it to .flox/pkgs.`;
	if (!known) return `${name} ${names.complete ? "is not in the Python set of the pinned nixpkgs" : "is not among the names that are known, and the list of the pinned nixpkgs was not read"}: package it in .flox/pkgs${without}.`;
	return from === "own" || isNixName(name) ? void 0 : `${name} is not a name that Nix takes without quotes: add it by hand.`;
}
function keptFault(need, { from, name }, { kept, nix }) {
	const version = from === "own" ? kept.get(name) : void 0;
	if (version === void 0 || need.bounds.every(({ specifiers }) => matchesSpecifiers(version, specifiers))) return;
	const relaxed = nix?.relaxed ?? [];
	if (isNamed(need.normalizedName, relaxed)) return void 0;
	return `Upstream requires ${needText(need)}, and ${name} stays at ${version} here: bring it to the release first.`;
}
function sameExtra(a, b) {
	return (a && normalizeName(a)) === (b && normalizeName(b));
}
function extraName(extra, { own }) {
	return own?.extras?.find((one) => sameExtra(one, extra)) ?? normalizeName(extra);
}
function extraFault(extra, { from, name, own }) {
	if (from === "own" && own?.extras?.every((one) => !sameExtra(one, extra))) return `${name} has no optional-dependencies.${extra} here: add it there first.`;
	if (isNixName(extra)) return void 0;
	return `${withExtra(name, extra)} is missing, and ${extra} is not a name that Nix takes without quotes: add it by hand.`;
}

// src/upstream/requirements/building.ts
const nothing$1 = {
	missing: [],
	unresolved: [],
	blockers: [],
	unknown: [],
	backend: void 0
};
function compareBuild(comparing) {
	const { nix, project, python } = comparing;
	if (nix === void 0 || nix.format === "wheel") return nothing$1;
	const backend = readBackend(project.buildSystem, python);
	const unresolved = backend.unresolved.map((reason) => unresolvedBuild(nix, reason));
	if (backend.name === void 0) {
		const stated = quoteUntrusted(project.buildSystem.backend);
		return {
			...nothing$1,
			unresolved: [...unresolved, unresolvedBuild(nix, `The build backend ${stated} is not known.`)]
		};
	}
	const listed = new Set(nix.buildSystem?.entries.map(({ name }) => name));
	const isPartial = nix.buildSystem?.complete === false;
	const isIgnored = (name) => comparing.ignore.has(backend.needs.get(name)?.normalizedName ?? name);
	const { name: builder } = backend;
	if (isIgnored(builder) && !comparing.known.has(builder)) return {
		...nothing$1,
		unresolved
	};
	const inputs = backend.names.filter((name) => name === builder || !isIgnored(name)).map((name) => inputOf(name, backend, comparing));
	const isListed = ({ name, target }) => listed.has(name) || listed.has(target.name);
	const isThere = inputs.some((input) => input.name === backend.name && isListed(input));
	if (nix.format === "other" || isPartial && !isThere) {
		const reason = `${nix.format === "other" ? "The package's format" : `A part of the list ${nix.buildSystem?.argument}`} is not understood: upstream builds with ${backend.names.join(", ")}.`;
		return {
			...nothing$1,
			unresolved: [...unresolved, unresolvedBuild(nix, reason)]
		};
	}
	const reason = isThere && nix.format === "pyproject" ? void 0 : whyBackend(nix, backend, comparing);
	const lacking = isPartial ? [] : inputs.filter((input) => !isListed(input));
	const missing = nix.format === "setuptools" ? lacking.filter(({ name }) => name !== backend.name) : lacking;
	const blockers = buildBlockers(nix, backend, reason !== void 0, missing, comparing);
	return {
		missing: reason === void 0 ? missing.map((input) => missingBuild(input, comparing)) : [],
		unresolved,
		blockers,
		unknown: missing.flatMap(({ target }) => isInDoubt(target) ? target.name : []),
		backend: reason === void 0 || blockers.length > 0 ? void 0 : newBackend(reason, inputs)
	};
}
function inputOf(name, { needs }, comparing) {
	const need = needs.get(name);
	const target = targetOf(need?.normalizedName ?? name, comparing);
	const { from, own } = target;
	return {
		name,
		need,
		target: comparing.known.has(name) && (from === "unpackaged" || own?.attribute === comparing.attribute) ? {
			from: "python-set",
			name,
			known: true,
			renamed: false
		} : target
	};
}
function newBackend(reason, inputs) {
	const written = inputs.filter(({ target }) => target.from === "python-set");
	const sentences = written.filter(({ need }) => need !== void 0 && need.on.length < systems.length).map(({ name, need }) => `Upstream needs ${name}${onlyOn(need?.on ?? [])}.`);
	return {
		names: written.map(({ name }) => name),
		reason: [reason, ...sentences].join(" ")
	};
}
function whyBackend(nix, { name }, { project }) {
	const stated = project.buildSystem.stated ? `upstream builds with ${quoteUntrusted(project.buildSystem.backend)}` : "upstream states no build system, which means setuptools";
	if (nix.format === void 0) return `The package has neither pyproject nor format; ${stated}.`;
	if (nix.format === "setuptools") {
		if (name !== "setuptools") return `The package is built as a setup.py; ${stated}.`;
		return project.file.endsWith("setup.py") ? void 0 : `The package is built as a setup.py, which upstream no longer has; ${stated}.`;
	}
	const listed = nix.buildSystem?.entries.map((entry) => entry.name) ?? [];
	if (listed.includes(name ?? "")) return void 0;
	const others = listed.filter(isBackend);
	return others.length === 0 ? `The package names no build backend; ${stated}.` : `The package is built with ${others.join(", ")}; ${stated}.`;
}
function buildBlockers(nix, { name = "", besides }, changes, missing, comparing) {
	const isByHand = changes && besides !== void 0;
	const blockers = missing.flatMap((input) => {
		const { need, target } = input;
		if (isByHand && input.name === name) return [];
		const fault = targetFault(target, comparing, ", or name it in the configuration's ignore") ?? (need && keptFault(need, target, comparing)) ?? (changes && target.from === "own" ? byHand$1(name, target) : void 0);
		return fault === void 0 ? [] : [{
			name: target.name,
			reason: fault
		}];
	});
	if (changes && name === "hatchling" && nix.copiesSubdirectory) blockers.push({
		name,
		reason: copiedSource(nix, comparing)
	});
	if (isByHand) blockers.push({
		name,
		reason: `Upstream now builds with ${name}, which needs ${besides}: write it by hand.`
	});
	return blockers;
}
function copiedSource({ copiedFrom = "<the source>" }, { project }) {
	return `Upstream now builds with hatchling, which reads the .gitignore at the top of the source, and the package copies its directory out of it. Write src = ${copiedFrom}; and sourceRoot = "\${${copiedFrom}.name}/${quoteUntrusted(project.directory).slice(1, -1)}"; in place of the copy, then build-system = [ hatchling ].`;
}
function byHand$1(backend, { name }) {
	return `Upstream now builds with ${backend} and this repository's own ${name}: write build-system by hand.`;
}
function missingBuild({ need, target }, { project }) {
	const { name } = target;
	const on = need?.on ?? systems;
	return {
		name,
		extra: null,
		from: origin(target),
		list: "build-system",
		requirement: name,
		systems: [...on],
		reason: `Upstream's build requires ${name}${onlyOn(on)} (${project.file}).`
	};
}
function unresolvedBuild({ file, line }, reason) {
	return {
		what: "build-system",
		file,
		line,
		reason
	};
}

// src/upstream/requirements/stated.ts
function statedBy(project) {
	const known = (field, value) => project.unread.has(field) ? void 0 : value;
	return {
		version: project.version,
		requirements: known("dependencies", project.dependencies),
		requiresPython: known("requiresPython", project.requiresPython ?? ""),
		buildSystem: known("buildSystem", project.buildSystem),
		scripts: known("scripts", project.scripts)
	};
}

// src/upstream/requirements/changes.ts
function changesOf(comparing) {
	const { before, needs, needsBefore } = comparing;
	if (before === void 0) return [];
	const now = statedBy(comparing.project);
	const after = now.requirements === void 0 ? {
		...needs,
		untold: "all"
	} : needs;
	return [
		...needsBefore === void 0 ? [] : requirementChanges("requirement", needsBefore, after, comparing),
		...pythonChange(before, now),
		...buildChanges(before, now, comparing),
		...scriptChanges(before, now)
	];
}
function buildChanges(before, now, comparing) {
	const [was, is] = [before.buildSystem, now.buildSystem];
	if (was === void 0 || is === void 0) return [];
	const needs = ({ requires }) => readNeeds(requires, comparing.python);
	return [...backendChange(was.backend, is.backend), ...requirementChanges("build-requirement", needs(was), needs(is), comparing).filter(({ name }) => !isBackend(nixpkgsName(normalizeName(name))))];
}
function requirementChanges(what, before, after, comparing) {
	return [.../* @__PURE__ */ new Set([...before.needed.keys(), ...after.needed.keys()])].toSorted().filter((name) => !comparing.ignore.has(name)).flatMap((name) => requirementChange(what, before, after, name, comparing));
}
function requirementChange(what, before, after, normalizedName, { projects }) {
	const [from, to] = [before.needed.get(normalizedName), after.needed.get(normalizedName)];
	const name = to?.name ?? from?.name ?? normalizedName;
	const texts = {
		from: from === void 0 ? null : needText(from),
		to: to === void 0 ? null : needText(to)
	};
	if (from === void 0) return isUntold(normalizedName, before) ? [] : [{
		what,
		name,
		...texts,
		reason: `${texts.to} is new.`
	}];
	if (to === void 0) {
		if (isUntold(normalizedName, after)) return [];
		const elsewhere = after.elsewhere.get(normalizedName);
		const reason = elsewhere === void 0 ? `${name} is no longer required.` : `${name} is now required only where ${elsewhere.markers.join(" or ")}.`;
		return [{
			what,
			name,
			...texts,
			reason
		}];
	}
	if (needKey(from) === needKey(to)) return [];
	if (projects.has(normalizedName) && isExact(from) && isExact(to) && extrasKey(from) === extrasKey(to)) return [];
	return [{
		what,
		name,
		...texts,
		reason: changeReason(from, to)
	}];
}
function isUntold(normalizedName, { untold }) {
	return untold === "all" || untold.has(normalizedName);
}
function changeReason(from, to) {
	const was = boundsText(from);
	const is = boundsText(to);
	const sentences = [];
	if (was !== is) {
		if (was === "") sentences.push(`${to.name} ${is} is a new bound.`);
		else if (is === "") sentences.push(`${to.name} has lost its bound ${was}.`);
		else sentences.push(`${to.name} was ${was} and is ${is}.`);
	}
	if (extrasKey(from) !== extrasKey(to)) {
		const list = ({ extras }) => extras.length === 0 ? "no extra" : `[${extras.join(",")}]`;
		sentences.push(`It asked for ${list(from)} and asks for ${list(to)}.`);
	}
	if (from.on.join() !== to.on.join()) sentences.push(`It was needed on ${from.on.join(", ")} and is needed on ${to.on.join(", ")}.`);
	if (from.url !== to.url) sentences.push(to.url === void 0 ? "It has lost its URL." : "It is now taken from a URL.");
	return sentences.join(" ");
}
function needKey(need) {
	const bounds = need.bounds.map(({ specifiers, on }) => [boundsKey(specifiers), on]);
	return JSON.stringify([
		bounds,
		extrasKey(need),
		need.url ?? null
	]);
}
function extrasKey({ extras }) {
	return extras.toSorted().join(",");
}
function isExact({ bounds }) {
	return bounds.every(({ specifiers }) => specifiers.length === 1 && specifiers[0]?.operator === "==");
}
function pythonChange({ requiresPython: from }, { requiresPython: to }) {
	if (from === void 0 || to === void 0 || from.replaceAll(" ", "") === to.replaceAll(" ", "")) return [];
	const reason = `Python was ${from || "any"} and is ${to || "any"}.`;
	return [{
		what: "requires-python",
		name: "python",
		from: from || null,
		to: to || null,
		reason
	}];
}
function backendChange(from, to) {
	if (from === to) return [];
	return [{
		what: "build-backend",
		name: to,
		from,
		to,
		reason: `It was built with ${from} and is built with ${to}.`
	}];
}
function scriptChanges({ scripts: was }, { scripts: is }) {
	if (was === void 0 || is === void 0) return [];
	return [.../* @__PURE__ */ new Set([...was.keys(), ...is.keys()])].toSorted().flatMap((name) => {
		const [from, to] = [was.get(name) ?? null, is.get(name) ?? null];
		if (from === null === (to === null)) return [];
		return [{
			what: "script",
			name,
			from,
			to,
			reason: `The command ${quoteUntrusted(name)} is ${from === null ? "new" : "gone"}.`
		}];
	});
}

// src/upstream/requirements/extras.ts
function extraNeeds(project, extra, python) {
	const texts = [];
	const open = [extra];
	const seen = /* @__PURE__ */ new Set();
	for (let name = open.pop(); name !== void 0; name = open.pop()) {
		const normalized = normalizeName(name);
		if (seen.has(normalized)) continue;
		seen.add(normalized);
		for (const text of stated$1(project, normalized)) {
			const others = ownExtras(project, text, python, extra);
			if (others === void 0) texts.push(text);
			else open.push(...others);
		}
	}
	return readNeeds(texts, python, extra);
}
function stated$1({ optionalDependencies }, normalized) {
	return [...optionalDependencies].flatMap(([name, texts]) => normalizeName(name) === normalized ? texts : []);
}
function ownExtras({ normalizedName }, text, python, extra) {
	const requirement = parseRequirement(text.trim());
	if (isMalformed(requirement) || requirement.normalizedName !== normalizedName) return void 0;
	return holdsEverywhere(requirement, python, extra) ? requirement.extras : void 0;
}
function holdsEverywhere({ marker }, python, extra) {
	return marker === void 0 || holdsOn(marker, python, extra).on.length === systems.length;
}

// src/upstream/requirements/superfluous.ts
function whySuperfluous(entry, list, needs, comparing) {
	const { project } = comparing;
	const { name, extra } = entry;
	const isIt = (normalizedName) => targetOf(normalizedName, comparing).name === name;
	if (extra !== void 0 && [...needs.needed.keys()].some(isIt)) return `Upstream requires ${name} without its extra ${extra}.`;
	const elsewhere = [...needs.elsewhere].find(([normalizedName]) => isIt(normalizedName))?.[1];
	if (elsewhere !== void 0) {
		const where = elsewhere.markers.join(" or ");
		return `Upstream requires ${elsewhere.name} ${elsewhere.windows ? "on Windows only" : "on none of the systems"} (${where}).`;
	}
	if (list !== "dependencies") return `${project.normalizedName} does not declare it in ${list}.`;
	const declarer = declaredBy(isIt, comparing);
	const gone = [...comparing.needsBefore?.needed.keys() ?? []].some(isIt);
	const version = comparing.before?.version;
	const begin = gone ? `${project.normalizedName} no longer declares it${version === void 0 ? "" : ` (${version} did)`}` : `${project.normalizedName} does not declare it`;
	if (declarer === void 0) return `${begin}, and nothing of the upstream's that it requires does.`;
	return declarer.declares ? `${begin}; ${declarer.label}, which it requires, does.` : `${begin}. What ${declarer.label}, which it requires, declares is not known wholly.`;
}
function declaredBy(isIt, comparing) {
	const { projects, python } = comparing;
	const seen = /* @__PURE__ */ new Set([comparing.project.normalizedName]);
	const open = asked(comparing.needs);
	let unread;
	for (let one = open.shift(); one !== void 0; one = open.shift()) {
		const { name, extra } = one;
		const label = withExtra(name, extra);
		const project = projects.get(name);
		if (seen.has(label)) continue;
		seen.add(label);
		if (project === void 0) {
			if (targetOf(name, comparing).own?.belongs) unread ??= label;
			continue;
		}
		const needs = extra === void 0 ? comparing.needsOf(project) : extraNeeds(project, extra, python);
		if ([...needs.needed.keys()].some(isIt)) return {
			label,
			declares: true
		};
		const field = extra === void 0 ? "dependencies" : "optionalDependencies";
		if (project.unread.has(field) || needs.unresolved.length > 0) unread ??= label;
		open.push(...asked(needs));
	}
	return unread === void 0 ? void 0 : {
		label: unread,
		declares: false
	};
}
function asked({ needed }) {
	return [...needed].flatMap(([name, { extras }]) => [void 0, ...extras].map((extra) => ({
		name,
		extra
	})));
}

// src/upstream/requirements/lists.ts
function compareList(list, listed, needs, comparing) {
	const found = emptyComparison();
	const entries = listed?.entries ?? [];
	const untold = [];
	for (const whole of [...needs.needed.values()].toSorted(byName$1)) {
		if (comparing.ignore.has(whole.normalizedName)) continue;
		const target = targetOf(whole.normalizedName, comparing);
		if (isRemoved(whole, target, comparing)) {
			found.satisfied.push(removed(whole));
			continue;
		}
		for (const extra of [void 0, ...whole.extras]) {
			const need = needOf(whole, extra);
			const having = entries.filter((entry) => meets(entry, target, extra));
			if (having.length > 0 && !isElsewhere(having, need)) {
				found.unresolved.push(...conditional(having, need));
				const fault = extra === void 0 ? keptFault(need, target, comparing) : void 0;
				if (fault !== void 0) found.blockers.push({
					name: target.name,
					reason: fault
				});
			} else if (list !== "dependencies" && isDependency(need, target, extra, comparing)) found.satisfied.push(dependency(need));
			else if (listed?.complete === false) untold.push(withExtra(target.name, extra));
			else lacking(found, list, entries, need, target, extra && extraName(extra, target), comparing);
		}
		found.satisfied.push(...otherwise(whole, target, entries, comparing));
	}
	if (untold.length > 0) {
		const reason = `Whether ${untold.join(", ")} is there cannot be told: a part of the list ${listed?.argument} is computed.`;
		found.unresolved.push({
			what: list,
			file: comparing.nix?.file ?? null,
			line: comparing.nix?.line ?? null,
			reason
		});
	}
	addSuperfluous(found, list, entries, needs, comparing);
	return found;
}
function emptyComparison() {
	return {
		missing: [],
		superfluous: [],
		satisfied: [],
		unresolved: [],
		blockers: [],
		unknown: []
	};
}
function byName$1(a, b) {
	return a.normalizedName < b.normalizedName ? -1 : 1;
}
function meets(entry, target, extra) {
	return entry.from !== "other" && entry.name === target.name && sameExtra(entry.extra, extra);
}
function isRemoved({ normalizedName }, { renamed }, { nix }) {
	if (renamed || nix === void 0) return false;
	return isNamed(normalizedName, nix.removed);
}
function removed(need) {
	const reason = `pythonRemoveDeps takes ${need.name} out of the metadata.`;
	return {
		requirement: needText(need),
		by: "pythonRemoveDeps",
		reason
	};
}
function isElsewhere(entries, need) {
	return entries.every(({ on }) => on?.every((system) => !need.on.includes(system)));
}
function conditional(entries, need) {
	const [entry] = entries;
	if (entry === void 0 || need.on.every((system) => entries.some(({ on }) => on?.includes(system)))) return [];
	const isEverywhere = need.on.length === systems.length;
	const { file, line, name } = entry;
	const reason = `${name} is there only if ${entries.map(({ condition }) => condition).join(" or ")}, and upstream needs it on ${isEverywhere ? "every system" : need.on.join(" and ")}.`;
	return [{
		what: need.name,
		file,
		line,
		reason
	}];
}
function isDependency({ on }, target, extra, { nix }) {
	const having = nix?.dependencies?.entries.filter((entry) => meets(entry, target, extra)) ?? [];
	return on.every((system) => having.some((entry) => entry.on?.includes(system)));
}
function dependency(need) {
	const reason = `${need.name} is there without the extra, among the package's dependencies.`;
	return {
		requirement: needText(need),
		by: "dependencies",
		reason
	};
}
function lacking(found, list, entries, need, target, extra, comparing) {
	const { name } = target;
	const label = withExtra(name, extra);
	const namesake = entries.find((entry) => entry.from === "other" && entry.name === name);
	const reason = [
		`Upstream requires ${needText(need)}${onlyOn(need.on)}.`,
		target.from === "python-set" && name !== need.normalizedName ? `nixpkgs calls it ${name}.` : "",
		namesake === void 0 ? "" : `The ${name} of the list is not the Python set's.`,
		need.url === void 0 ? "" : "Upstream takes it from a URL, not from PyPI."
	];
	found.missing.push({
		name,
		extra: extra ?? null,
		from: origin(target),
		list,
		requirement: needText(need),
		systems: [...need.on],
		reason: reason.filter((sentence) => sentence !== "").join(" ")
	});
	if (isInDoubt(target)) found.unknown.push(name);
	const fault = targetFault(target, comparing) ?? keptFault(need, target, comparing) ?? (extra && extraFault(extra, target));
	if (fault !== void 0 && !found.blockers.some((blocker) => blocker.name === label && blocker.reason === fault)) found.blockers.push({
		name: label,
		reason: fault
	});
}
function otherwise(need, target, entries, { nix }) {
	const there = entries.some((entry) => meets(entry, target, void 0));
	const requirement = needText(need);
	const satisfied = [];
	if (there && target.from === "python-set" && target.name !== need.normalizedName) satisfied.push({
		requirement,
		by: target.name,
		reason: `nixpkgs packages ${need.name} as ${target.name}.`
	});
	const relaxed = nix?.relaxed ?? [];
	if (there && relaxed !== "all" && need.bounds.some(({ specifiers }) => specifiers.length > 0)) {
		if (isNamed(need.normalizedName, relaxed)) {
			const reason = `pythonRelaxDeps takes the bounds of ${requirement} off.`;
			satisfied.push({
				requirement,
				by: "pythonRelaxDeps",
				reason
			});
		}
	}
	return satisfied;
}
function addSuperfluous(found, list, entries, needs, comparing) {
	const wanted = [...needs.needed.values()].flatMap((need) => {
		const target = targetOf(need.normalizedName, comparing);
		return [void 0, ...need.extras].map((extra) => ({
			target,
			extra
		}));
	});
	const ignored = [...comparing.ignore].map((name) => targetOf(name, comparing).name);
	const extra = entries.filter((entry) => entry.from !== "other" && !ignored.includes(entry.name) && !wanted.some((one) => meets(entry, one.target, one.extra)));
	if (extra.length > 0 && isPartial(list, needs, comparing)) {
		const reason = `Whether ${extra.map(({ name }) => name).join(", ")} is superfluous cannot be told: a part of upstream's requirements cannot be read.`;
		found.unresolved.push({
			what: list,
			file: extra[0]?.file ?? null,
			line: extra[0]?.line ?? null,
			reason
		});
		return;
	}
	for (const entry of extra) {
		const { file, line, column, name } = entry;
		const reason = whySuperfluous(entry, list, needs, comparing);
		found.superfluous.push({
			name,
			extra: entry.extra ?? null,
			list,
			file,
			line,
			column,
			reason
		});
	}
}
function isPartial(list, needs, { project }) {
	return needs.unresolved.length > 0 || project.unread.has(list === "dependencies" ? "dependencies" : "optionalDependencies");
}

// src/upstream/requirements/compare.ts
function comparePackages(packages, surroundings) {
	const read = /* @__PURE__ */ new Map();
	return packages.map((facts) => {
		const python = facts.nix?.python ?? surroundings.python;
		const needsOf = (project) => {
			const key = `${python} ${project.normalizedName}`;
			const needs = read.get(key) ?? readNeeds(project.dependencies, python);
			read.set(key, needs);
			return needs;
		};
		const needsBefore = facts.before?.requirements && readNeeds(facts.before.requirements, python);
		const needs = readNeeds(facts.project.dependencies, python);
		const nix = facts.nix && asListed(facts.nix, surroundings, requiredBy(facts, needs, python));
		const projects = surroundings.projectsFor?.(python) ?? surroundings.projects;
		return compare$1({
			...surroundings,
			projects,
			...facts,
			nix,
			python,
			needs,
			needsBefore,
			needsOf
		});
	});
}
function requiredBy({ project, nix }, needs, python) {
	const extras = [...nix?.optionalDependencies.keys() ?? []].map((extra) => extraNeeds(project, extra, python));
	return new Set([needs, ...extras].flatMap(({ needed }) => [...needed.keys()]));
}
function compare$1(comparing) {
	const { nix, needs } = comparing;
	const lists = nix === void 0 ? [] : [compareList("dependencies", nix.dependencies, needs, comparing), ...extraLists(comparing)];
	const build = compareBuild(comparing);
	const all = (key) => lists.flatMap((list) => list[key]);
	return {
		comparing,
		missing: [...all("missing"), ...build.missing],
		superfluous: all("superfluous"),
		satisfied: [...all("satisfied"), ...takenOnTrust(needs, comparing)],
		changed: changesOf(comparing),
		unresolved: [
			...unread$1(comparing),
			...all("unresolved"),
			...build.unresolved
		],
		blockers: [
			...all("blockers"),
			...build.blockers,
			...pythonBlockers(comparing)
		],
		unknown: [...all("unknown"), ...build.unknown],
		backend: build.backend
	};
}
function extraLists(comparing) {
	const { nix, project, python } = comparing;
	return [...nix?.optionalDependencies ?? []].map(([extra, listed]) => {
		const list = `optional-dependencies.${extra}`;
		const needs = extraNeeds(project, extra, python);
		const compared = compareList(list, listed, needs, comparing);
		return {
			...compared,
			unresolved: [...unreadIn(list, needs, project), ...compared.unresolved]
		};
	});
}
function unreadIn(list, { unresolved }, { file }) {
	return unresolved.map((reason) => ({
		what: list,
		file,
		line: null,
		reason
	}));
}
function unread$1({ project, before, needs, nix, attribute }) {
	const unresolved = project.unresolved.map(({ what, file, line, why }) => ({
		what,
		file,
		line: line ?? null,
		reason: `${quoteUntrusted(what)}: ${quoteUntrusted(why, 300).slice(1, -1)}.`
	}));
	unresolved.push(...unreadIn("dependencies", needs, project));
	if (before !== void 0 && before.requirements === void 0) {
		const reason = `What changed in the requirements since ${before.version ?? "the pinned release"} cannot be told: those of then cannot be read wholly.`;
		unresolved.push({
			what: "dependencies",
			file: null,
			line: null,
			reason
		});
	}
	if (pythonSpecifiers(project) === void 0) {
		const reason = `Which Python upstream requires cannot be told: ${quoteUntrusted(project.requiresPython ?? "")} is not a specifier set by PEP 440.`;
		unresolved.push({
			what: "requires-python",
			file: project.file,
			line: null,
			reason
		});
	}
	if (nix === void 0) {
		const reason = `${attribute} has no call of buildPythonPackage that is understood: its lists are not compared.`;
		unresolved.push({
			what: "lists",
			file: null,
			line: null,
			reason
		});
	}
	return unresolved;
}
function pythonBlockers({ project, python }) {
	const specifiers = pythonSpecifiers(project);
	if (specifiers === void 0 || pythonPatches(python).some((version) => matchesSpecifiers(version, specifiers))) return [];
	return [{
		name: "python",
		reason: `Upstream requires Python ${quoteUntrusted(project.requiresPython ?? "")}, and the package is built for ${python.join(".")}.`
	}];
}
function pythonSpecifiers({ requiresPython }) {
	return requiresPython === void 0 ? [] : parseSpecifiers(requiresPython);
}

// src/upstream/requirements/fixes.ts
function fixesFor(comparison) {
	const { comparing, missing, backend } = comparison;
	const { attribute, nix } = comparing;
	if (nix === void 0) return [];
	const fixes = missing.flatMap((one) => addition(one, comparison));
	if (backend !== void 0) fixes.push({
		fix: {
			kind: "backend",
			attribute,
			names: backend.names
		},
		reason: backend.reason
	});
	return [
		...fixes,
		...removals(comparison),
		...relaxations(comparison)
	];
}
function addition(one, { comparing, blockers }) {
	const { name, extra, from, list, reason } = one;
	if (from === "unknown" || !isRequirementList(list)) return [];
	if (blockers.some((blocker) => blocker.name === withExtra(name, extra))) return [];
	return [{
		fix: {
			kind: "add",
			attribute: comparing.attribute,
			list,
			from,
			name,
			extra: extra ?? void 0,
			on: one.systems
		},
		reason
	}];
}
function removals({ comparing, backend }) {
	const { attribute, nix, needs, ignore } = comparing;
	if (nix === void 0 || nix.removed === "all") return [];
	const { removed } = nix;
	return [...needs.needed.values()].flatMap((need) => {
		const target = targetOf(need.normalizedName, comparing);
		const name = metadataName(need, comparing);
		const old = backend && formerSpelling(removed, need, name, false);
		if (old === void 0 && (isNamed(need.normalizedName, removed) || !target.renamed || ignore.has(need.normalizedName))) return [];
		const reason = old === void 0 ? `nixpkgs has ${target.name} in place of ${need.name}, which its metadata check would miss.` : respelled("pythonRemoveDeps", old, name);
		return [{
			fix: {
				kind: "remove",
				attribute,
				name,
				instead: target.name
			},
			reason
		}];
	});
}
function relaxations({ comparing, backend }) {
	const { attribute, nix, broken, needs } = comparing;
	if (nix === void 0 || nix.relaxed === "all") return [];
	const { relaxed } = nix;
	const done = /* @__PURE__ */ new Set();
	const relax = (need, reason) => {
		done.add(need.normalizedName);
		return {
			fix: {
				kind: "relax",
				attribute,
				name: metadataName(need, comparing)
			},
			reason
		};
	};
	const spelledAnew = [...needs.needed.values()].flatMap((need) => {
		const name = metadataName(need, comparing);
		const old = backend && formerSpelling(relaxed, need, name, true);
		return old === void 0 || boundsText(need) === "" ? [] : relax(need, respelled("pythonRelaxDeps", old, name));
	});
	const isFree = (project) => done.has(project) || isNamed(project, relaxed) || isNamed(project, nix.removed);
	const foundBroken = broken.flatMap((bound) => {
		const need = needs.needed.get(bound.project);
		if (need === void 0 || isFree(bound.project) || !isBroken(need, bound)) return [];
		const has = bound.has === void 0 ? "another version" : bound.has;
		return relax(need, `Upstream requires ${needText(need)}; ${bound.source} ${has}.`);
	});
	return [...spelledAnew, ...foundBroken];
}
function formerSpelling(names, { normalizedName }, spelled, ignoresCase) {
	const listed = names.filter((name) => normalizeName(name) === normalizedName);
	const isFound = (name) => name === spelled || ignoresCase && name.toLowerCase() === spelled.toLowerCase();
	return spelled !== normalizedName || listed.some(isFound) ? void 0 : listed[0];
}
function respelled(list, old, name) {
	return `${list} has ${old}, which the metadata of the new build backend spells ${name}.`;
}
function isBroken(need, { has }) {
	if (boundsText(need) === "") return false;
	return has === void 0 || need.bounds.some(({ specifiers }) => !matchesSpecifiers(has, specifiers));
}
function metadataName({ name, normalizedName }, { project, python }) {
	return readBackend(project.buildSystem, python).name === "hatchling" ? normalizedName : name;
}
function packageRequirements({ missing, superfluous, satisfied, changed, unresolved, blockers }, fixes) {
	return {
		missing: [...missing],
		superfluous: [...superfluous],
		satisfied: [...satisfied],
		changed: [...changed],
		unresolved: [...unresolved],
		blockers: [...blockers, ...byHand(missing, fixes)],
		fixes: [...fixes]
	};
}
function byHand(missing, fixes) {
	return missing.flatMap((one) => {
		const { name, extra, list, systems: on } = one;
		if (!fixes.some((fix) => fix.refused !== null && fix.list === list && fix.extra === extra && fix.names.includes(name)) || on.length === systems.length) return [];
		const label = withExtra(name, extra);
		return [{
			name: label,
			reason: `${label} is needed${list === "dependencies" ? "" : ` in ${list}`} on ${on.join(" and ")} only: add it under lib.optionals.`
		}];
	});
}
function documentedFix({ fix, reason }, refused) {
	const common = {
		kind: fix.kind,
		reason,
		refused: refused ?? null
	};
	switch (fix.kind) {
		case "add": return {
			...common,
			list: fix.list,
			names: [fix.name],
			extra: fix.extra ?? null
		};
		case "backend": return {
			...common,
			list: "build-system",
			names: [...fix.names],
			extra: null
		};
		case "relax": return {
			...common,
			list: "pythonRelaxDeps",
			names: [fix.name],
			extra: null
		};
		case "remove": return {
			...common,
			list: "pythonRemoveDeps",
			names: [fix.name],
			extra: null
		};
	}
}

// src/upstream/requirements/idle.ts
function idleSettings(comparing, relax) {
	const { attribute, project, python, needs, nix, ignore } = comparing;
	if (relax.length === 0 && ignore.size === 0) return [];
	if ([
		"dependencies",
		"optionalDependencies",
		"buildSystem"
	].some((field) => project.unread.has(field)) || needs.untold === "all") return [];
	const extras = [...project.optionalDependencies.keys()].map((extra) => extraNeeds(project, extra, python));
	const build = readBackend(project.buildSystem, python);
	const listed = listedBy(nix).map(({ name }) => name);
	const required = namesIn(needs);
	const known = /* @__PURE__ */ new Set([
		...required,
		...extras.flatMap(namesIn),
		...build.names,
		...listed
	]);
	const isKnown = (name) => known.has(name) || known.has(targetOf(name, comparing).name);
	const sentence = (key, name) => `packages.${attribute}.${key} of the configuration names ${name}, which upstream's ${project.name} does not require.`;
	return [...relax.filter((name) => !required.includes(name)).map((name) => sentence("relax", name)), ...[...ignore].filter((name) => !isKnown(name)).map((name) => sentence("ignore", name))];
}
function namesIn({ needed, elsewhere }) {
	return [...needed.keys(), ...elsewhere.keys()];
}

// src/upstream/requirements/nixpkgs.ts
const pythonPackagesFile = "pkgs/top-level/python-packages.nix";
function readPythonSet(text) {
	const names = /* @__PURE__ */ new Set();
	for (const set of bodySets(parseNix(encode(text)).root)) for (const binding of set.bindings) {
		const bound = binding.kind === "inherit" ? binding.names : binding.path.slice(0, 1);
		for (const { name } of bound) if (name !== void 0) names.add(name);
	}
	return names;
}
function bodySets(root) {
	const sets = [];
	const open = [root];
	for (let expression = open.pop(); expression !== void 0; expression = open.pop()) switch (expression.kind) {
		case "set":
			sets.push(expression);
			break;
		case "lambda":
		case "with":
		case "let":
		case "assert":
			open.push(expression.body);
			break;
		case "parenthesised":
			open.push(expression.inner);
			break;
		case "binary": if (expression.operator === "//") open.push(expression.left, expression.right);
	}
	return sets;
}
function nixpkgsSource(url) {
	const rev = /[?&]rev=([0-9a-f]{40})(?:&|$)/.exec(url)?.[1] ?? /^github:[^/?#]+\/[^/?#]+\/([0-9a-f]{40})(?:\?|$)/.exec(url)?.[1];
	return rev === void 0 ? void 0 : {
		url,
		rev
	};
}
function pythonSetUrl({ url, rev }) {
	const named = /^github:(\w[\w.-]*)\/(\w[\w.-]*?)(?:\.git)?(?:[/?#].*)?$/.exec(url);
	if (named !== null) return rawUrl("https://github.com", `${named[1]}/${named[2]}`, rev);
	const address = url.replace(/^git\+/, "");
	const parsed = URL.canParse(address) ? new URL(address) : void 0;
	const path = /^\/(\w[\w.-]*\/\w[\w.-]*?)(?:\.git)?\/?$/.exec(parsed?.pathname ?? "");
	if (parsed === void 0 || path === null || !/^https?:$/.test(parsed.protocol)) return void 0;
	return rawUrl(parsed.origin, path[1] ?? "", rev);
}
function rawUrl(origin, repository, rev) {
	return `${origin === "https://github.com" ? `https://raw.githubusercontent.com/${repository}` : `${origin}/${repository}/raw`}/${rev}/${pythonPackagesFile}`;
}

// src/upstream/paths.ts
function joinPath(folder, path) {
	const parts = [];
	for (const part of (path.startsWith("/") ? path : `${folder}/${path}`).split("/")) if (part === "..") {
		if (parts.pop() === void 0) return;
	} else if (part !== "" && part !== ".") parts.push(part);
	return parts.join("/");
}
function parentOf(path) {
	return path.includes("/") ? path.slice(0, path.lastIndexOf("/")) : "";
}

// src/upstream/requirements/projects.ts
function projectsOf({ projects, unreadable }, packaged, before) {
	const names = new Set(projects.map(({ normalizedName }) => normalizedName));
	const unread = new Set(unreadable.map(({ directory }) => directory));
	const presumed = [...before?.neighbours ?? []].filter(([name, directory]) => !names.has(name) && unread.has(directory)).map(([normalizedName, directory]) => ({
		normalizedName,
		directory
	}));
	return {
		neighbours: neighboursOf([...projects, ...presumed], packaged),
		mayHave: (name, directory) => names.has(name) || unread.has(directory)
	};
}
function recordedProjects(neighbours) {
	const folders = new Set(Array.from(neighbours.values(), parentOf));
	return {
		neighbours,
		mayHave: (name, directory) => neighbours.has(name) || !folders.has(parentOf(directory))
	};
}
function neighboursOf(projects, packaged) {
	const folders = new Set(projects.flatMap(({ normalizedName, directory }) => packaged.has(normalizedName) ? [parentOf(directory)] : []));
	return new Map(projects.filter(({ directory }) => folders.has(parentOf(directory))).map(({ normalizedName, directory }) => [normalizedName, directory]).toSorted(([a], [b]) => a < b ? -1 : 1));
}
function compareProjects(before, after, packaged) {
	if (before === void 0) return {
		added: [],
		dropped: []
	};
	const only = ({ neighbours }, other) => [...neighbours].flatMap(([name, directory]) => other.mayHave(name, directory) ? [] : [{
		name,
		directory,
		packaged: packaged.has(name)
	}]);
	return {
		added: only(after, before),
		dropped: only(before, after)
	};
}

// src/commands/nixpkgs-names.ts
const largest = 16e6;
async function readPinnedPythonSet(world, nixpkgs, keep) {
	const url = nixpkgs && pythonSetUrl(nixpkgs);
	if (nixpkgs === void 0 || url === void 0) {
		world.log.warning("Which names nixpkgs has is not known: neither the input nixpkgs nor the lock file names a commit of it on a GitHub.");
		return;
	}
	const folder = cacheFolder(world);
	const file = folder && join(folder, `python-set-${nixpkgs.rev}.txt`);
	const cached = file && await readCache(world, file);
	if (cached) return cached;
	try {
		const names = await world.http.download(url, { title: "Reading the names of nixpkgs' Python set" }, readNames);
		if (names === void 0) throw new Problem(`there is nothing at ${url}`, { kind: "outside" });
		if (folder !== void 0 && file !== void 0 && keep) await writeCache(world, folder, file, names);
		return names;
	} catch (error) {
		if (!isProblem(error)) throw error;
		world.log.warning(`Which names nixpkgs has is not known: ${error.message}.`);
		return;
	}
}
async function readNames(body) {
	const chunks = [];
	let size = 0;
	for await (const chunk of body) {
		chunks.push(chunk);
		size += chunk.byteLength;
		if (size > largest) throw new Problem("nixpkgs' list of Python packages is too large", { kind: "outside" });
	}
	try {
		return readPythonSet(Buffer.concat(chunks).toString("utf8"));
	} catch (cause) {
		if (!(cause instanceof NixSyntaxError)) throw cause;
		throw new Problem("nixpkgs' list of Python packages is not Nix", {
			kind: "outside",
			cause
		});
	}
}
function cacheFolder({ env }) {
	const user = env.XDG_CACHE_HOME || env.HOME && join(env.HOME, ".cache");
	const base = env.RUNNER_TEMP || user;
	return base ? join(base, "flox-upstream") : void 0;
}
async function readCache(world, file) {
	const bytes = await world.files.read(file).catch(() => void 0);
	return bytes && new Set(new TextDecoder().decode(bytes).split("\n").filter(Boolean));
}
async function writeCache(world, folder, file, names) {
	try {
		await world.files.makeFolder(folder);
		await world.files.writeAll(/* @__PURE__ */ new Map([[file, new TextEncoder().encode(`${[...names].join("\n")}\n`)]]));
	} catch (error) {
		if (!isProblem(error)) throw error;
		world.log.debug(error.message);
	}
}

// src/upstream/captures.ts
const kilobyte = 1024;
const captureLimits = {
	python: 128 * kilobyte,
	text: 512 * kilobyte,
	allPython: 8 * kilobyte * kilobyte,
	named: 8 * kilobyte * kilobyte,
	total: 64 * kilobyte * kilobyte,
	files: 5e4,
	leftOut: 1e3
};
const manifests = /* @__PURE__ */ new Set([
	"pyproject.toml",
	"setup.py",
	"setup.cfg"
]);
function isMetadataFile(path, size) {
	const segments = path.split("/");
	const name = segments.at(-1) ?? "";
	if (isManifest(path)) return size <= captureLimits.named;
	if (/^(version(\.txt)?|requirements[\w.-]*\.txt)$/i.test(name)) return size <= captureLimits.python;
	return name.endsWith(".py") && size <= captureLimits.python && (/version|about/i.test(name) || isTopModule(segments));
}
function isTopModule(segments) {
	const [outer, inner] = segments.slice(-3, -1);
	if (segments.length <= 2) return true;
	return outer === "src" || inner !== void 0 && normalizeName(outer ?? "") === normalizeName(inner);
}
function boundedCaptures() {
	const leftOut = /* @__PURE__ */ new Map();
	let files = 0;
	let total = 0;
	const wants = (path, size) => {
		const isKept = isMetadataFile(path, size) && files < captureLimits.files && total + size <= captureLimits.total;
		if (isKept) {
			files++;
			total += size;
		} else if (isManifest(path) && leftOut.size < captureLimits.leftOut) leftOut.set(path, size);
		return isKept;
	};
	return {
		wants,
		leftOut
	};
}
function isManifest(path) {
	return manifests.has(path.slice(path.lastIndexOf("/") + 1));
}

// src/upstream/metadata/fields.ts
const fieldNames = {
	name: {
		setup: "name",
		project: "name"
	},
	version: {
		setup: "version",
		project: "version"
	},
	requiresPython: {
		setup: "python_requires",
		project: "requires-python"
	},
	dependencies: {
		setup: "install_requires",
		project: "dependencies"
	},
	optionalDependencies: {
		setup: "extras_require",
		project: "optional-dependencies"
	},
	scripts: {
		setup: "entry_points",
		project: "scripts"
	}
};
const otherArguments = "other arguments of setup()";
const fields$1 = new Map(Object.entries(fieldNames).flatMap(([field, { setup, project }]) => [setup, `project.${project}`].map((name) => [name, field])));
function fieldOf(what) {
	const [, name = ""] = /^((?:project\.)?[\w-]+)(?:[ .]|$)/.exec(what) ?? [];
	return fields$1.get(name);
}
const anything = /* @__PURE__ */ new Set([otherArguments, "project.dynamic"]);
function unreadFields(stated) {
	const unread = /* @__PURE__ */ new Set();
	for (const { what } of stated.unresolved) {
		const field = what.startsWith("build-system.") ? "buildSystem" : fieldOf(what);
		if (field !== void 0) unread.add(field);
		else if (anything.has(what)) {
			for (const [, unstated] of fields$1) if (isEmpty(stated[unstated])) unread.add(unstated);
		}
	}
	return unread;
}
function isEmpty(value) {
	return [...value ?? []].length === 0;
}

// src/upstream/metadata/merge.ts
function mergeSetup(setup, cfg) {
	const mayStateMore = setup.unresolved.some(({ what }) => what === otherArguments);
	const isUnread = (field) => setup.unresolved.some(({ what }) => fieldOf(what) === field) || mayStateMore && field !== "name" && field !== "version";
	const isCfgs = (field) => !setup.given.has(field) && !isUnread(field);
	const take = (field) => {
		if (isCfgs(field)) return cfg[field] ?? setup[field];
		return isEmpty(setup[field]) ? void 0 : setup[field];
	};
	const others = cfg.unresolved.filter(({ what }) => {
		const field = fieldOf(what);
		return field === void 0 || isCfgs(field);
	});
	const merged = takeAll(take);
	const dependencies = isEmpty(setup.conditional) ? merged.dependencies : [...merged.dependencies ?? [], ...setup.conditional];
	return {
		...merged,
		dependencies,
		unresolved: [...setup.unresolved, ...others]
	};
}
function fillDynamic(file, project, dynamic, besides, why) {
	const isTaken = (field) => project[field] === void 0 && dynamic.has(fieldNames[field].project) && !project.unresolved.some(({ what }) => fieldOf(what) === field);
	const others = besides.unresolved.filter(({ what }) => {
		const field = fieldOf(what);
		return field !== void 0 && isTaken(field);
	});
	const unresolved = [...project.unresolved, ...others];
	const take = (field) => {
		if (!isTaken(field)) return project[field];
		const isNamed = unresolved.some(({ what }) => fieldOf(what) === field);
		if (besides[field] === void 0 && !isNamed) unresolved.push({
			what: `project.${fieldNames[field].project}`,
			file,
			line: void 0,
			why
		});
		return besides[field];
	};
	return {
		...takeAll(take),
		unresolved
	};
}
function takeAll(take) {
	return {
		name: take("name"),
		version: take("version"),
		requiresPython: take("requiresPython"),
		dependencies: take("dependencies"),
		optionalDependencies: take("optionalDependencies"),
		scripts: take("scripts")
	};
}

// src/upstream/metadata/model.ts
const nothingStated = {
	name: void 0,
	version: void 0,
	requiresPython: void 0,
	dependencies: void 0,
	optionalDependencies: void 0,
	scripts: void 0,
	unresolved: []
};
function isRefused(value) {
	return "why" in value;
}

// node_modules/@lezer/common/dist/index.js
const DefaultBufferLength = 1024;
let nextPropID = 0;
var Range = class {
	constructor(from, to) {
		this.from = from;
		this.to = to;
	}
};
var NodeProp = class {
	constructor(config = {}) {
		this.id = nextPropID++;
		this.perNode = !!config.perNode;
		this.deserialize = config.deserialize || (() => {
			throw new Error("This node type doesn't define a deserialize function");
		});
		this.combine = config.combine || null;
	}
	add(match) {
		if (this.perNode) throw new RangeError("Can't add per-node props to node types");
		if (typeof match != "function") match = NodeType.match(match);
		return (type) => {
			let result = match(type);
			return result === void 0 ? null : [this, result];
		};
	}
};
NodeProp.closedBy = new NodeProp({ deserialize: (str) => str.split(" ") });
NodeProp.openedBy = new NodeProp({ deserialize: (str) => str.split(" ") });
NodeProp.group = new NodeProp({ deserialize: (str) => str.split(" ") });
NodeProp.isolate = new NodeProp({ deserialize: (value) => {
	if (value && value != "rtl" && value != "ltr" && value != "auto") throw new RangeError("Invalid value for isolate: " + value);
	return value || "auto";
} });
NodeProp.contextHash = new NodeProp({ perNode: true });
NodeProp.lookAhead = new NodeProp({ perNode: true });
NodeProp.mounted = new NodeProp({ perNode: true });
var MountedTree = class {
	constructor(tree, overlay, parser, bracketed = false) {
		this.tree = tree;
		this.overlay = overlay;
		this.parser = parser;
		this.bracketed = bracketed;
	}
	static get(tree) {
		return tree && tree.props && tree.props[NodeProp.mounted.id];
	}
};
const noProps = Object.create(null);
var NodeType = class NodeType {
	constructor(name, props, id, flags = 0) {
		this.name = name;
		this.props = props;
		this.id = id;
		this.flags = flags;
	}
	static define(spec) {
		let props = spec.props && spec.props.length ? Object.create(null) : noProps;
		let flags = (spec.top ? 1 : 0) | (spec.skipped ? 2 : 0) | (spec.error ? 4 : 0) | (spec.name == null ? 8 : 0);
		let type = new NodeType(spec.name || "", props, spec.id, flags);
		if (spec.props) for (let src of spec.props) {
			if (!Array.isArray(src)) src = src(type);
			if (src) {
				if (src[0].perNode) throw new RangeError("Can't store a per-node prop on a node type");
				props[src[0].id] = src[1];
			}
		}
		return type;
	}
	prop(prop) {
		return this.props[prop.id];
	}
	get isTop() {
		return (this.flags & 1) > 0;
	}
	get isSkipped() {
		return (this.flags & 2) > 0;
	}
	get isError() {
		return (this.flags & 4) > 0;
	}
	get isAnonymous() {
		return (this.flags & 8) > 0;
	}
	is(name) {
		if (typeof name == "string") {
			if (this.name == name) return true;
			let group = this.prop(NodeProp.group);
			return group ? group.indexOf(name) > -1 : false;
		}
		return this.id == name;
	}
	static match(map) {
		let direct = Object.create(null);
		for (let prop in map) for (let name of prop.split(" ")) direct[name] = map[prop];
		return (node) => {
			for (let groups = node.prop(NodeProp.group), i = -1; i < (groups ? groups.length : 0); i++) {
				let found = direct[i < 0 ? node.name : groups[i]];
				if (found) return found;
			}
		};
	}
};
NodeType.none = new NodeType("", Object.create(null), 0, 8);
var NodeSet = class NodeSet {
	constructor(types) {
		this.types = types;
		for (let i = 0; i < types.length; i++) if (types[i].id != i) throw new RangeError("Node type ids should correspond to array positions when creating a node set");
	}
	extend(...props) {
		let newTypes = [];
		for (let type of this.types) {
			let newProps = null;
			for (let source of props) {
				let add = source(type);
				if (add) {
					if (!newProps) newProps = Object.assign({}, type.props);
					let value = add[1], prop = add[0];
					if (prop.combine && prop.id in newProps) value = prop.combine(newProps[prop.id], value);
					newProps[prop.id] = value;
				}
			}
			newTypes.push(newProps ? new NodeType(type.name, newProps, type.id, type.flags) : type);
		}
		return new NodeSet(newTypes);
	}
};
const CachedNode = /* @__PURE__ */ new WeakMap();
const CachedInnerNode = /* @__PURE__ */ new WeakMap();
var IterMode;
(function(IterMode) {
	IterMode[IterMode["ExcludeBuffers"] = 1] = "ExcludeBuffers";
	IterMode[IterMode["IncludeAnonymous"] = 2] = "IncludeAnonymous";
	IterMode[IterMode["IgnoreMounts"] = 4] = "IgnoreMounts";
	IterMode[IterMode["IgnoreOverlays"] = 8] = "IgnoreOverlays";
	IterMode[IterMode["EnterBracketed"] = 16] = "EnterBracketed";
})(IterMode || (IterMode = {}));
var Tree = class Tree {
	constructor(type, children, positions, length, props) {
		this.type = type;
		this.children = children;
		this.positions = positions;
		this.length = length;
		this.props = null;
		if (props && props.length) {
			this.props = Object.create(null);
			for (let [prop, value] of props) this.props[typeof prop == "number" ? prop : prop.id] = value;
		}
	}
	toString() {
		let mounted = MountedTree.get(this);
		if (mounted && !mounted.overlay) return mounted.tree.toString();
		let children = "";
		for (let ch of this.children) {
			let str = ch.toString();
			if (str) {
				if (children) children += ",";
				children += str;
			}
		}
		return !this.type.name ? children : (/\W/.test(this.type.name) && !this.type.isError ? JSON.stringify(this.type.name) : this.type.name) + (children.length ? "(" + children + ")" : "");
	}
	cursor(mode = 0) {
		return new TreeCursor(this.topNode, mode);
	}
	cursorAt(pos, side = 0, mode = 0) {
		let scope = CachedNode.get(this) || this.topNode;
		let cursor = new TreeCursor(scope);
		cursor.moveTo(pos, side);
		CachedNode.set(this, cursor._tree);
		return cursor;
	}
	get topNode() {
		return new TreeNode(this, 0, 0, null);
	}
	resolve(pos, side = 0) {
		let node = resolveNode(CachedNode.get(this) || this.topNode, pos, side, false);
		CachedNode.set(this, node);
		return node;
	}
	resolveInner(pos, side = 0) {
		let node = resolveNode(CachedInnerNode.get(this) || this.topNode, pos, side, true);
		CachedInnerNode.set(this, node);
		return node;
	}
	resolveStack(pos, side = 0) {
		return stackIterator(this, pos, side);
	}
	iterate(spec) {
		let { enter, leave, from = 0, to = this.length } = spec;
		let mode = spec.mode || 0, anon = (mode & IterMode.IncludeAnonymous) > 0;
		for (let c = this.cursor(mode | IterMode.IncludeAnonymous);;) {
			let entered = false;
			if (c.from <= to && c.to >= from && (!anon && c.type.isAnonymous || enter(c) !== false)) {
				if (c.firstChild()) continue;
				entered = true;
			}
			for (;;) {
				if (entered && leave && (anon || !c.type.isAnonymous)) leave(c);
				if (c.nextSibling()) break;
				if (!c.parent()) return;
				entered = true;
			}
		}
	}
	prop(prop) {
		return !prop.perNode ? this.type.prop(prop) : this.props ? this.props[prop.id] : void 0;
	}
	get propValues() {
		let result = [];
		if (this.props) for (let id in this.props) result.push([+id, this.props[id]]);
		return result;
	}
	balance(config = {}) {
		return this.children.length <= 8 ? this : balanceRange(NodeType.none, this.children, this.positions, 0, this.children.length, 0, this.length, (children, positions, length) => new Tree(this.type, children, positions, length, this.propValues), config.makeTree || ((children, positions, length) => new Tree(NodeType.none, children, positions, length)));
	}
	static build(data) {
		return buildTree(data);
	}
};
Tree.empty = new Tree(NodeType.none, [], [], 0);
var FlatBufferCursor = class FlatBufferCursor {
	constructor(buffer, index) {
		this.buffer = buffer;
		this.index = index;
	}
	get id() {
		return this.buffer[this.index - 4];
	}
	get start() {
		return this.buffer[this.index - 3];
	}
	get end() {
		return this.buffer[this.index - 2];
	}
	get size() {
		return this.buffer[this.index - 1];
	}
	get pos() {
		return this.index;
	}
	next() {
		this.index -= 4;
	}
	fork() {
		return new FlatBufferCursor(this.buffer, this.index);
	}
};
var TreeBuffer = class TreeBuffer {
	constructor(buffer, length, set) {
		this.buffer = buffer;
		this.length = length;
		this.set = set;
	}
	get type() {
		return NodeType.none;
	}
	toString() {
		let result = [];
		for (let index = 0; index < this.buffer.length;) {
			result.push(this.childString(index));
			index = this.buffer[index + 3];
		}
		return result.join(",");
	}
	childString(index) {
		let id = this.buffer[index], endIndex = this.buffer[index + 3];
		let type = this.set.types[id], result = type.name;
		if (/\W/.test(result) && !type.isError) result = JSON.stringify(result);
		index += 4;
		if (endIndex == index) return result;
		let children = [];
		while (index < endIndex) {
			children.push(this.childString(index));
			index = this.buffer[index + 3];
		}
		return result + "(" + children.join(",") + ")";
	}
	findChild(startIndex, endIndex, dir, pos, side) {
		let { buffer } = this, pick = -1;
		for (let i = startIndex; i != endIndex; i = buffer[i + 3]) if (checkSide(side, pos, buffer[i + 1], buffer[i + 2])) {
			pick = i;
			if (dir > 0) break;
		}
		return pick;
	}
	slice(startI, endI, from) {
		let b = this.buffer;
		let copy = new Uint16Array(endI - startI), len = 0;
		for (let i = startI, j = 0; i < endI;) {
			copy[j++] = b[i++];
			copy[j++] = b[i++] - from;
			let to = copy[j++] = b[i++] - from;
			copy[j++] = b[i++] - startI;
			len = Math.max(len, to);
		}
		return new TreeBuffer(copy, len, this.set);
	}
};
function checkSide(side, pos, from, to) {
	switch (side) {
		case -2: return from < pos;
		case -1: return to >= pos && from < pos;
		case 0: return from < pos && to > pos;
		case 1: return from <= pos && to > pos;
		case 2: return to > pos;
		case 4: return true;
	}
}
function resolveNode(node, pos, side, overlays) {
	var _a;
	while (node.from == node.to || (side < 1 ? node.from >= pos : node.from > pos) || (side > -1 ? node.to <= pos : node.to < pos)) {
		let parent = !overlays && node instanceof TreeNode && node.index < 0 ? null : node.parent;
		if (!parent) return node;
		node = parent;
	}
	let mode = overlays ? 0 : IterMode.IgnoreOverlays;
	if (overlays) {
		for (let scan = node, parent = scan.parent; parent; scan = parent, parent = scan.parent) if (scan instanceof TreeNode && scan.index < 0 && ((_a = parent.enter(pos, side, mode)) === null || _a === void 0 ? void 0 : _a.from) != scan.from) node = parent;
	}
	for (;;) {
		let inner = node.enter(pos, side, mode);
		if (!inner) return node;
		node = inner;
	}
}
var BaseNode = class {
	cursor(mode = 0) {
		return new TreeCursor(this, mode);
	}
	getChild(type, before = null, after = null) {
		let r = getChildren(this, type, before, after);
		return r.length ? r[0] : null;
	}
	getChildren(type, before = null, after = null) {
		return getChildren(this, type, before, after);
	}
	resolve(pos, side = 0) {
		return resolveNode(this, pos, side, false);
	}
	resolveInner(pos, side = 0) {
		return resolveNode(this, pos, side, true);
	}
	matchContext(context) {
		return matchNodeContext(this.parent, context);
	}
	enterUnfinishedNodesBefore(pos) {
		let scan = this.childBefore(pos), node = this;
		while (scan) {
			let last = scan.lastChild;
			if (!last || last.to != scan.to) break;
			if (last.type.isError && last.from == last.to) {
				node = scan;
				scan = last.prevSibling;
			} else scan = last;
		}
		return node;
	}
	get node() {
		return this;
	}
	get next() {
		return this.parent;
	}
};
var TreeNode = class TreeNode extends BaseNode {
	constructor(_tree, from, index, _parent) {
		super();
		this._tree = _tree;
		this.from = from;
		this.index = index;
		this._parent = _parent;
	}
	get type() {
		return this._tree.type;
	}
	get name() {
		return this._tree.type.name;
	}
	get to() {
		return this.from + this._tree.length;
	}
	nextChild(i, dir, pos, side, mode = 0) {
		for (let parent = this;;) {
			for (let { children, positions } = parent._tree, e = dir > 0 ? children.length : -1; i != e; i += dir) {
				let next = children[i], start = positions[i] + parent.from, mounted;
				if (!(mode & IterMode.EnterBracketed && next instanceof Tree && (mounted = MountedTree.get(next)) && !mounted.overlay && mounted.bracketed && pos >= start && pos <= start + next.length) && !checkSide(side, pos, start, start + next.length)) continue;
				if (next instanceof TreeBuffer) {
					if (mode & IterMode.ExcludeBuffers) continue;
					let index = next.findChild(0, next.buffer.length, dir, pos - start, side);
					if (index > -1) return new BufferNode(new BufferContext(parent, next, i, start), null, index);
				} else if (mode & IterMode.IncludeAnonymous || !next.type.isAnonymous || hasChild(next)) {
					let mounted;
					if (!(mode & IterMode.IgnoreMounts) && (mounted = MountedTree.get(next)) && !mounted.overlay) return new TreeNode(mounted.tree, start, i, parent);
					let inner = new TreeNode(next, start, i, parent);
					return mode & IterMode.IncludeAnonymous || !inner.type.isAnonymous ? inner : inner.nextChild(dir < 0 ? next.children.length - 1 : 0, dir, pos, side, mode);
				}
			}
			if (mode & IterMode.IncludeAnonymous || !parent.type.isAnonymous) return null;
			if (parent.index >= 0) i = parent.index + dir;
			else i = dir < 0 ? -1 : parent._parent._tree.children.length;
			parent = parent._parent;
			if (!parent) return null;
		}
	}
	get firstChild() {
		return this.nextChild(0, 1, 0, 4);
	}
	get lastChild() {
		return this.nextChild(this._tree.children.length - 1, -1, 0, 4);
	}
	childAfter(pos) {
		return this.nextChild(0, 1, pos, 2);
	}
	childBefore(pos) {
		return this.nextChild(this._tree.children.length - 1, -1, pos, -2);
	}
	prop(prop) {
		return this._tree.prop(prop);
	}
	enter(pos, side, mode = 0) {
		let mounted;
		if (!(mode & IterMode.IgnoreOverlays) && (mounted = MountedTree.get(this._tree)) && mounted.overlay) {
			let rPos = pos - this.from, enterBracketed = mode & IterMode.EnterBracketed && mounted.bracketed;
			for (let { from, to } of mounted.overlay) if ((side > 0 || enterBracketed ? from <= rPos : from < rPos) && (side < 0 || enterBracketed ? to >= rPos : to > rPos)) return new TreeNode(mounted.tree, mounted.overlay[0].from + this.from, -1, this);
		}
		return this.nextChild(0, 1, pos, side, mode);
	}
	nextSignificantParent() {
		let val = this;
		while (val.type.isAnonymous && val._parent) val = val._parent;
		return val;
	}
	get parent() {
		return this._parent ? this._parent.nextSignificantParent() : null;
	}
	get nextSibling() {
		return this._parent && this.index >= 0 ? this._parent.nextChild(this.index + 1, 1, 0, 4) : null;
	}
	get prevSibling() {
		return this._parent && this.index >= 0 ? this._parent.nextChild(this.index - 1, -1, 0, 4) : null;
	}
	get tree() {
		return this._tree;
	}
	toTree() {
		return this._tree;
	}
	toString() {
		return this._tree.toString();
	}
};
function getChildren(node, type, before, after) {
	let cur = node.cursor(), result = [];
	if (!cur.firstChild()) return result;
	if (before != null) for (let found = false; !found;) {
		found = cur.type.is(before);
		if (!cur.nextSibling()) return result;
	}
	for (;;) {
		if (after != null && cur.type.is(after)) return result;
		if (cur.type.is(type)) result.push(cur.node);
		if (!cur.nextSibling()) return after == null ? result : [];
	}
}
function matchNodeContext(node, context, i = context.length - 1) {
	for (let p = node; i >= 0; p = p.parent) {
		if (!p) return false;
		if (!p.type.isAnonymous) {
			if (context[i] && context[i] != p.name) return false;
			i--;
		}
	}
	return true;
}
var BufferContext = class {
	constructor(parent, buffer, index, start) {
		this.parent = parent;
		this.buffer = buffer;
		this.index = index;
		this.start = start;
	}
};
var BufferNode = class BufferNode extends BaseNode {
	get name() {
		return this.type.name;
	}
	get from() {
		return this.context.start + this.context.buffer.buffer[this.index + 1];
	}
	get to() {
		return this.context.start + this.context.buffer.buffer[this.index + 2];
	}
	constructor(context, _parent, index) {
		super();
		this.context = context;
		this._parent = _parent;
		this.index = index;
		this.type = context.buffer.set.types[context.buffer.buffer[index]];
	}
	child(dir, pos, side) {
		let { buffer } = this.context;
		let index = buffer.findChild(this.index + 4, buffer.buffer[this.index + 3], dir, pos - this.context.start, side);
		return index < 0 ? null : new BufferNode(this.context, this, index);
	}
	get firstChild() {
		return this.child(1, 0, 4);
	}
	get lastChild() {
		return this.child(-1, 0, 4);
	}
	childAfter(pos) {
		return this.child(1, pos, 2);
	}
	childBefore(pos) {
		return this.child(-1, pos, -2);
	}
	prop(prop) {
		return this.type.prop(prop);
	}
	enter(pos, side, mode = 0) {
		if (mode & IterMode.ExcludeBuffers) return null;
		let { buffer } = this.context;
		let index = buffer.findChild(this.index + 4, buffer.buffer[this.index + 3], side > 0 ? 1 : -1, pos - this.context.start, side);
		return index < 0 ? null : new BufferNode(this.context, this, index);
	}
	get parent() {
		return this._parent || this.context.parent.nextSignificantParent();
	}
	externalSibling(dir) {
		return this._parent ? null : this.context.parent.nextChild(this.context.index + dir, dir, 0, 4);
	}
	get nextSibling() {
		let { buffer } = this.context;
		let after = buffer.buffer[this.index + 3];
		if (after < (this._parent ? buffer.buffer[this._parent.index + 3] : buffer.buffer.length)) return new BufferNode(this.context, this._parent, after);
		return this.externalSibling(1);
	}
	get prevSibling() {
		let { buffer } = this.context;
		let parentStart = this._parent ? this._parent.index + 4 : 0;
		if (this.index == parentStart) return this.externalSibling(-1);
		return new BufferNode(this.context, this._parent, buffer.findChild(parentStart, this.index, -1, 0, 4));
	}
	get tree() {
		return null;
	}
	toTree() {
		let children = [], positions = [];
		let { buffer } = this.context;
		let startI = this.index + 4, endI = buffer.buffer[this.index + 3];
		if (endI > startI) {
			let from = buffer.buffer[this.index + 1];
			children.push(buffer.slice(startI, endI, from));
			positions.push(0);
		}
		return new Tree(this.type, children, positions, this.to - this.from);
	}
	toString() {
		return this.context.buffer.childString(this.index);
	}
};
function iterStack(heads) {
	if (!heads.length) return null;
	let pick = 0, picked = heads[0];
	for (let i = 1; i < heads.length; i++) {
		let node = heads[i];
		if (node.from > picked.from || node.to < picked.to) {
			picked = node;
			pick = i;
		}
	}
	let next = picked instanceof TreeNode && picked.index < 0 ? null : picked.parent;
	let newHeads = heads.slice();
	if (next) newHeads[pick] = next;
	else newHeads.splice(pick, 1);
	return new StackIterator(newHeads, picked);
}
var StackIterator = class {
	constructor(heads, node) {
		this.heads = heads;
		this.node = node;
	}
	get next() {
		return iterStack(this.heads);
	}
};
function stackIterator(tree, pos, side) {
	let inner = tree.resolveInner(pos, side), layers = null;
	for (let scan = inner instanceof TreeNode ? inner : inner.context.parent; scan; scan = scan.parent) if (scan.index < 0) {
		let parent = scan.parent;
		(layers || (layers = [inner])).push(parent.resolve(pos, side));
		scan = parent;
	} else {
		let mount = MountedTree.get(scan.tree);
		if (mount && mount.overlay && mount.overlay[0].from <= pos && mount.overlay[mount.overlay.length - 1].to >= pos) {
			let root = new TreeNode(mount.tree, mount.overlay[0].from + scan.from, -1, scan);
			(layers || (layers = [inner])).push(resolveNode(root, pos, side, false));
		}
	}
	return layers ? iterStack(layers) : inner;
}
var TreeCursor = class {
	get name() {
		return this.type.name;
	}
	constructor(node, mode = 0) {
		this.buffer = null;
		this.stack = [];
		this.index = 0;
		this.bufferNode = null;
		this.mode = mode & ~IterMode.EnterBracketed;
		if (node instanceof TreeNode) this.yieldNode(node);
		else {
			this._tree = node.context.parent;
			this.buffer = node.context;
			for (let n = node._parent; n; n = n._parent) this.stack.unshift(n.index);
			this.bufferNode = node;
			this.yieldBuf(node.index);
		}
	}
	yieldNode(node) {
		if (!node) return false;
		this._tree = node;
		this.type = node.type;
		this.from = node.from;
		this.to = node.to;
		return true;
	}
	yieldBuf(index, type) {
		this.index = index;
		let { start, buffer } = this.buffer;
		this.type = type || buffer.set.types[buffer.buffer[index]];
		this.from = start + buffer.buffer[index + 1];
		this.to = start + buffer.buffer[index + 2];
		return true;
	}
	yield(node) {
		if (!node) return false;
		if (node instanceof TreeNode) {
			this.buffer = null;
			return this.yieldNode(node);
		}
		this.buffer = node.context;
		return this.yieldBuf(node.index, node.type);
	}
	toString() {
		return this.buffer ? this.buffer.buffer.childString(this.index) : this._tree.toString();
	}
	enterChild(dir, pos, side) {
		if (!this.buffer) return this.yield(this._tree.nextChild(dir < 0 ? this._tree._tree.children.length - 1 : 0, dir, pos, side, this.mode));
		let { buffer } = this.buffer;
		let index = buffer.findChild(this.index + 4, buffer.buffer[this.index + 3], dir, pos - this.buffer.start, side);
		if (index < 0) return false;
		this.stack.push(this.index);
		return this.yieldBuf(index);
	}
	firstChild() {
		return this.enterChild(1, 0, 4);
	}
	lastChild() {
		return this.enterChild(-1, 0, 4);
	}
	childAfter(pos) {
		return this.enterChild(1, pos, 2);
	}
	childBefore(pos) {
		return this.enterChild(-1, pos, -2);
	}
	enter(pos, side, mode = this.mode) {
		if (!this.buffer) return this.yield(this._tree.enter(pos, side, mode));
		return mode & IterMode.ExcludeBuffers ? false : this.enterChild(1, pos, side);
	}
	parent() {
		if (!this.buffer) return this.yieldNode(this.mode & IterMode.IncludeAnonymous ? this._tree._parent : this._tree.parent);
		if (this.stack.length) return this.yieldBuf(this.stack.pop());
		let parent = this.mode & IterMode.IncludeAnonymous ? this.buffer.parent : this.buffer.parent.nextSignificantParent();
		this.buffer = null;
		return this.yieldNode(parent);
	}
	sibling(dir) {
		if (!this.buffer) return !this._tree._parent ? false : this.yield(this._tree.index < 0 ? null : this._tree._parent.nextChild(this._tree.index + dir, dir, 0, 4, this.mode));
		let { buffer } = this.buffer, d = this.stack.length - 1;
		if (dir < 0) {
			let parentStart = d < 0 ? 0 : this.stack[d] + 4;
			if (this.index != parentStart) return this.yieldBuf(buffer.findChild(parentStart, this.index, -1, 0, 4));
		} else {
			let after = buffer.buffer[this.index + 3];
			if (after < (d < 0 ? buffer.buffer.length : buffer.buffer[this.stack[d] + 3])) return this.yieldBuf(after);
		}
		return d < 0 ? this.yield(this.buffer.parent.nextChild(this.buffer.index + dir, dir, 0, 4, this.mode)) : false;
	}
	nextSibling() {
		return this.sibling(1);
	}
	prevSibling() {
		return this.sibling(-1);
	}
	atLastNode(dir) {
		let index, parent, { buffer } = this;
		if (buffer) {
			if (dir > 0) {
				if (this.index < buffer.buffer.buffer.length) return false;
			} else for (let i = 0; i < this.index; i++) if (buffer.buffer.buffer[i + 3] < this.index) return false;
			({index, parent} = buffer);
		} else ({index, _parent: parent} = this._tree);
		for (; parent; {index, _parent: parent} = parent) if (index > -1) for (let i = index + dir, e = dir < 0 ? -1 : parent._tree.children.length; i != e; i += dir) {
			let child = parent._tree.children[i];
			if (this.mode & IterMode.IncludeAnonymous || child instanceof TreeBuffer || !child.type.isAnonymous || hasChild(child)) return false;
		}
		return true;
	}
	move(dir, enter) {
		if (enter && this.enterChild(dir, 0, 4)) return true;
		for (;;) {
			if (this.sibling(dir)) return true;
			if (this.atLastNode(dir) || !this.parent()) return false;
		}
	}
	next(enter = true) {
		return this.move(1, enter);
	}
	prev(enter = true) {
		return this.move(-1, enter);
	}
	moveTo(pos, side = 0) {
		while (this.from == this.to || (side < 1 ? this.from >= pos : this.from > pos) || (side > -1 ? this.to <= pos : this.to < pos)) if (!this.parent()) break;
		while (this.enterChild(1, pos, side));
		return this;
	}
	get node() {
		if (!this.buffer) return this._tree;
		let cache = this.bufferNode, result = null, depth = 0;
		if (cache && cache.context == this.buffer) scan: for (let index = this.index, d = this.stack.length; d >= 0;) {
			for (let c = cache; c; c = c._parent) if (c.index == index) {
				if (index == this.index) return c;
				result = c;
				depth = d + 1;
				break scan;
			}
			index = this.stack[--d];
		}
		for (let i = depth; i < this.stack.length; i++) result = new BufferNode(this.buffer, result, this.stack[i]);
		return this.bufferNode = new BufferNode(this.buffer, result, this.index);
	}
	get tree() {
		return this.buffer ? null : this._tree._tree;
	}
	iterate(enter, leave) {
		for (let depth = 0;;) {
			let mustLeave = false;
			if (this.type.isAnonymous || enter(this) !== false) {
				if (this.firstChild()) {
					depth++;
					continue;
				}
				if (!this.type.isAnonymous) mustLeave = true;
			}
			for (;;) {
				if (mustLeave && leave) leave(this);
				mustLeave = this.type.isAnonymous;
				if (!depth) return;
				if (this.nextSibling()) break;
				this.parent();
				depth--;
				mustLeave = true;
			}
		}
	}
	matchContext(context) {
		if (!this.buffer) return matchNodeContext(this.node.parent, context);
		let { buffer } = this.buffer, { types } = buffer.set;
		for (let i = context.length - 1, d = this.stack.length - 1; i >= 0; d--) {
			if (d < 0) return matchNodeContext(this._tree, context, i);
			let type = types[buffer.buffer[this.stack[d]]];
			if (!type.isAnonymous) {
				if (context[i] && context[i] != type.name) return false;
				i--;
			}
		}
		return true;
	}
};
function hasChild(tree) {
	return tree.children.some((ch) => ch instanceof TreeBuffer || !ch.type.isAnonymous || hasChild(ch));
}
function buildTree(data) {
	var _a;
	let { buffer, nodeSet, maxBufferLength = DefaultBufferLength, reused = [], minRepeatType = nodeSet.types.length } = data;
	let cursor = Array.isArray(buffer) ? new FlatBufferCursor(buffer, buffer.length) : buffer;
	let types = nodeSet.types;
	let contextHash = 0, lookAhead = 0;
	function takeNode(parentStart, minPos, children, positions, inRepeat, depth) {
		let { id, start, end, size } = cursor;
		let lookAheadAtStart = lookAhead, contextAtStart = contextHash;
		if (size < 0) {
			cursor.next();
			if (size == -1) {
				let node = reused[id];
				children.push(node);
				positions.push(start - parentStart);
				return;
			} else if (size == -3) {
				contextHash = id;
				return;
			} else if (size == -4) {
				lookAhead = id;
				return;
			} else throw new RangeError(`Unrecognized record size: ${size}`);
		}
		let type = types[id], node, buffer;
		let startPos = start - parentStart;
		if (end - start <= maxBufferLength && (buffer = findBufferSize(cursor.pos - minPos, inRepeat))) {
			let data = new Uint16Array(buffer.size - buffer.skip);
			let endPos = cursor.pos - buffer.size, index = data.length;
			while (cursor.pos > endPos) index = copyToBuffer(buffer.start, data, index);
			node = new TreeBuffer(data, end - buffer.start, nodeSet);
			startPos = buffer.start - parentStart;
		} else {
			let endPos = cursor.pos - size;
			cursor.next();
			let localChildren = [], localPositions = [];
			let localInRepeat = id >= minRepeatType ? id : -1;
			let lastGroup = 0, lastEnd = end, groupLookAhead = lookAheadAtStart;
			while (cursor.pos > endPos) if (localInRepeat >= 0 && cursor.id == localInRepeat && cursor.size >= 0) {
				if (cursor.end <= lastEnd - maxBufferLength) {
					makeRepeatLeaf(localChildren, localPositions, start, lastGroup, cursor.end, lastEnd, localInRepeat, groupLookAhead, contextAtStart);
					lastGroup = localChildren.length;
					lastEnd = cursor.end;
					groupLookAhead = lookAhead;
				}
				cursor.next();
			} else if (depth > 2500) takeFlatNode(start, endPos, localChildren, localPositions);
			else {
				if (localInRepeat >= 0 && cursor.size == -1 && reused[cursor.id].type == nodeSet.types[localInRepeat]) {
					if (lastGroup < localChildren.length) makeRepeatLeaf(localChildren, localPositions, start, lastGroup, cursor.end, lastEnd, localInRepeat, groupLookAhead, contextAtStart);
					lastGroup = localChildren.length + 1;
					lastEnd = cursor.start;
					groupLookAhead = lookAhead;
				}
				takeNode(start, endPos, localChildren, localPositions, localInRepeat, depth + 1);
			}
			if (localInRepeat >= 0 && lastGroup > 0 && lastGroup < localChildren.length) makeRepeatLeaf(localChildren, localPositions, start, lastGroup, start, lastEnd, localInRepeat, groupLookAhead, contextAtStart);
			localChildren.reverse();
			localPositions.reverse();
			if (localInRepeat > -1 && lastGroup > 0) {
				let make = makeBalanced(type, contextAtStart);
				node = balanceRange(type, localChildren, localPositions, 0, localChildren.length, 0, end - start, make, make);
			} else node = makeTree(type, localChildren, localPositions, end - start, lookAheadAtStart - end, contextAtStart);
		}
		children.push(node);
		positions.push(startPos);
	}
	function takeFlatNode(parentStart, minPos, children, positions) {
		let nodes = [];
		let nodeCount = 0, stopAt = -1;
		while (cursor.pos > minPos) {
			let { id, start, end, size } = cursor;
			if (size > 4) cursor.next();
			else if (stopAt > -1 && start < stopAt) break;
			else {
				if (stopAt < 0) stopAt = end - maxBufferLength;
				nodes.push(id, start, end);
				nodeCount++;
				cursor.next();
			}
		}
		if (nodeCount) {
			let buffer = new Uint16Array(nodeCount * 4);
			let start = nodes[nodes.length - 2];
			for (let i = nodes.length - 3, j = 0; i >= 0; i -= 3) {
				buffer[j++] = nodes[i];
				buffer[j++] = nodes[i + 1] - start;
				buffer[j++] = nodes[i + 2] - start;
				buffer[j++] = j;
			}
			children.push(new TreeBuffer(buffer, nodes[2] - start, nodeSet));
			positions.push(start - parentStart);
		}
	}
	function makeBalanced(type, contextHash) {
		return (children, positions, length) => {
			let lookAhead = 0, lastI = children.length - 1, last, lookAheadProp;
			if (lastI >= 0 && (last = children[lastI]) instanceof Tree) {
				if (!lastI && last.type == type && last.length == length) return last;
				if (lookAheadProp = last.prop(NodeProp.lookAhead)) lookAhead = positions[lastI] + last.length + lookAheadProp - length;
			}
			return makeTree(type, children, positions, length, lookAhead, contextHash);
		};
	}
	function makeRepeatLeaf(children, positions, base, i, from, to, type, lookAhead, contextHash) {
		let localChildren = [], localPositions = [];
		while (children.length > i) {
			localChildren.push(children.pop());
			localPositions.push(positions.pop() + base - from);
		}
		children.push(makeTree(nodeSet.types[type], localChildren, localPositions, to - from, lookAhead - to, contextHash));
		positions.push(from - base);
	}
	function makeTree(type, children, positions, length, lookAhead, contextHash, props) {
		if (contextHash) {
			let pair = [NodeProp.contextHash, contextHash];
			props = props ? [pair].concat(props) : [pair];
		}
		if (lookAhead > 25) {
			let pair = [NodeProp.lookAhead, lookAhead];
			props = props ? [pair].concat(props) : [pair];
		}
		return new Tree(type, children, positions, length, props);
	}
	function findBufferSize(maxSize, inRepeat) {
		let fork = cursor.fork();
		let size = 0, start = 0, skip = 0, minStart = fork.end - maxBufferLength;
		let result = {
			size: 0,
			start: 0,
			skip: 0
		};
		scan: for (let minPos = fork.pos - maxSize; fork.pos > minPos;) {
			let nodeSize = fork.size;
			if (fork.id == inRepeat && nodeSize >= 0) {
				result.size = size;
				result.start = start;
				result.skip = skip;
				skip += 4;
				size += 4;
				fork.next();
				continue;
			}
			let startPos = fork.pos - nodeSize;
			if (nodeSize < 0 || startPos < minPos || fork.start < minStart) break;
			let localSkipped = fork.id >= minRepeatType ? 4 : 0;
			let nodeStart = fork.start;
			fork.next();
			while (fork.pos > startPos) {
				if (fork.size < 0) {
					if (fork.size == -3 || fork.size == -4) localSkipped += 4;
					else break scan;
				} else if (fork.id >= minRepeatType) localSkipped += 4;
				fork.next();
			}
			start = nodeStart;
			size += nodeSize;
			skip += localSkipped;
		}
		if (inRepeat < 0 || size == maxSize) {
			result.size = size;
			result.start = start;
			result.skip = skip;
		}
		return result.size > 4 ? result : void 0;
	}
	function copyToBuffer(bufferStart, buffer, index) {
		let { id, start, end, size } = cursor;
		cursor.next();
		if (size >= 0 && id < minRepeatType) {
			let startIndex = index;
			if (size > 4) {
				let endPos = cursor.pos - (size - 4);
				while (cursor.pos > endPos) index = copyToBuffer(bufferStart, buffer, index);
			}
			buffer[--index] = startIndex;
			buffer[--index] = end - bufferStart;
			buffer[--index] = start - bufferStart;
			buffer[--index] = id;
		} else if (size == -3) contextHash = id;
		else if (size == -4) lookAhead = id;
		return index;
	}
	let children = [], positions = [];
	while (cursor.pos > 0) takeNode(data.start || 0, data.bufferStart || 0, children, positions, -1, 0);
	let length = (_a = data.length) !== null && _a !== void 0 ? _a : children.length ? positions[0] + children[0].length : 0;
	return new Tree(types[data.topID], children.reverse(), positions.reverse(), length);
}
const nodeSizeCache = /* @__PURE__ */ new WeakMap();
function nodeSize(balanceType, node) {
	if (!balanceType.isAnonymous || node instanceof TreeBuffer || node.type != balanceType) return 1;
	let size = nodeSizeCache.get(node);
	if (size == null) {
		size = 1;
		for (let child of node.children) {
			if (child.type != balanceType || !(child instanceof Tree)) {
				size = 1;
				break;
			}
			size += nodeSize(balanceType, child);
		}
		nodeSizeCache.set(node, size);
	}
	return size;
}
function balanceRange(balanceType, children, positions, from, to, start, length, mkTop, mkTree) {
	let total = 0;
	for (let i = from; i < to; i++) total += nodeSize(balanceType, children[i]);
	let maxChild = Math.ceil(total * 1.5 / 8);
	let localChildren = [], localPositions = [];
	function divide(children, positions, from, to, offset) {
		for (let i = from; i < to;) {
			let groupFrom = i, groupStart = positions[i], groupSize = nodeSize(balanceType, children[i]);
			i++;
			for (; i < to; i++) {
				let nextSize = nodeSize(balanceType, children[i]);
				if (groupSize + nextSize >= maxChild) break;
				groupSize += nextSize;
			}
			if (i == groupFrom + 1) {
				if (groupSize > maxChild) {
					let only = children[groupFrom];
					divide(only.children, only.positions, 0, only.children.length, positions[groupFrom] + offset);
					continue;
				}
				localChildren.push(children[groupFrom]);
			} else {
				let length = positions[i - 1] + children[i - 1].length - groupStart;
				localChildren.push(balanceRange(balanceType, children, positions, groupFrom, i, groupStart, length, null, mkTree));
			}
			localPositions.push(groupStart + offset - start);
		}
	}
	divide(children, positions, from, to, 0);
	return (mkTop || mkTree)(localChildren, localPositions, length);
}
var Parser = class {
	startParse(input, fragments, ranges) {
		if (typeof input == "string") input = new StringInput(input);
		ranges = !ranges ? [new Range(0, input.length)] : ranges.length ? ranges.map((r) => new Range(r.from, r.to)) : [new Range(0, 0)];
		return this.createParse(input, fragments || [], ranges);
	}
	parse(input, fragments, ranges) {
		let parse = this.startParse(input, fragments, ranges);
		for (;;) {
			let done = parse.advance();
			if (done) return done;
		}
	}
};
var StringInput = class {
	constructor(string) {
		this.string = string;
	}
	get length() {
		return this.string.length;
	}
	chunk(from) {
		return this.string.slice(from);
	}
	get lineChunks() {
		return false;
	}
	read(from, to) {
		return this.string.slice(from, to);
	}
};
const stoppedInner = new NodeProp({ perNode: true });

// node_modules/@lezer/lr/dist/index.js
var Stack = class Stack {
	constructor(p, stack, state, reducePos, pos, score, buffer, bufferBase, curContext, lookAhead = 0, parent) {
		this.p = p;
		this.stack = stack;
		this.state = state;
		this.reducePos = reducePos;
		this.pos = pos;
		this.score = score;
		this.buffer = buffer;
		this.bufferBase = bufferBase;
		this.curContext = curContext;
		this.lookAhead = lookAhead;
		this.parent = parent;
	}
	toString() {
		return `[${this.stack.filter((_, i) => i % 3 == 0).concat(this.state)}]@${this.pos}${this.score ? "!" + this.score : ""}`;
	}
	static start(p, state, pos = 0) {
		let cx = p.parser.context;
		return new Stack(p, [], state, pos, pos, 0, [], 0, cx ? new StackContext(cx, cx.start) : null, 0, null);
	}
	get context() {
		return this.curContext ? this.curContext.context : null;
	}
	pushState(state, start) {
		this.stack.push(this.state, start, this.bufferBase + this.buffer.length);
		this.state = state;
	}
	reduce(action) {
		var _a;
		let depth = action >> 19, type = action & 65535;
		let { parser } = this.p;
		let lookaheadRecord = this.reducePos < this.pos - 25 && this.setLookAhead(this.pos);
		let dPrec = parser.dynamicPrecedence(type);
		if (dPrec) this.score += dPrec;
		if (depth == 0) {
			if (type < parser.minRepeatTerm && this.reducePos < this.pos) this.reducePos = this.pos;
			this.pushState(parser.getGoto(this.state, type, true), this.reducePos);
			if (type < parser.minRepeatTerm) this.storeNode(type, this.reducePos, this.reducePos, lookaheadRecord ? 8 : 4, true);
			this.reduceContext(type, this.reducePos);
			return;
		}
		let base = this.stack.length - (depth - 1) * 3 - (action & 262144 ? 6 : 0);
		let start = base ? this.stack[base - 2] : this.p.ranges[0].from;
		if (type < parser.minRepeatTerm && start == this.reducePos && this.reducePos < this.pos) this.reducePos = this.pos;
		let size = this.reducePos - start;
		if (size >= 2e3 && !((_a = this.p.parser.nodeSet.types[type]) === null || _a === void 0 ? void 0 : _a.isAnonymous)) {
			if (start == this.p.lastBigReductionStart) {
				this.p.bigReductionCount++;
				this.p.lastBigReductionSize = size;
			} else if (this.p.lastBigReductionSize < size) {
				this.p.bigReductionCount = 1;
				this.p.lastBigReductionStart = start;
				this.p.lastBigReductionSize = size;
			}
		}
		let bufferBase = base ? this.stack[base - 1] : 0, count = this.bufferBase + this.buffer.length - bufferBase;
		if (type < parser.minRepeatTerm || action & 131072) {
			let pos = parser.stateFlag(this.state, 1) ? this.pos : this.reducePos;
			this.storeNode(type, start, pos, count + 4, true);
		}
		if (action & 262144) this.state = this.stack[base];
		else {
			let baseStateID = this.stack[base - 3];
			this.state = parser.getGoto(baseStateID, type, true);
		}
		while (this.stack.length > base) this.stack.pop();
		this.reduceContext(type, start);
	}
	storeNode(term, start, end, size = 4, mustSink = false) {
		if (term == 0 && (!this.stack.length || this.stack[this.stack.length - 1] < this.buffer.length + this.bufferBase)) {
			let top = this.buffer.length;
			if (top > 0 && this.buffer[top - 4] == 0 && this.buffer[top - 1] > -1) {
				if (start == end) return;
				if (this.buffer[top - 2] >= start) {
					this.buffer[top - 2] = end;
					return;
				}
			}
		}
		if (!mustSink || this.pos == end) this.buffer.push(term, start, end, size);
		else {
			let index = this.buffer.length;
			if (index > 0 && (this.buffer[index - 4] != 0 || this.buffer[index - 1] < 0)) {
				let mustMove = false;
				for (let scan = index; scan > 0 && this.buffer[scan - 2] > end; scan -= 4) if (this.buffer[scan - 1] >= 0) {
					mustMove = true;
					break;
				}
				if (mustMove) while (index > 0 && this.buffer[index - 2] > end) {
					this.buffer[index] = this.buffer[index - 4];
					this.buffer[index + 1] = this.buffer[index - 3];
					this.buffer[index + 2] = this.buffer[index - 2];
					this.buffer[index + 3] = this.buffer[index - 1];
					index -= 4;
					if (size > 4) size -= 4;
				}
			}
			this.buffer[index] = term;
			this.buffer[index + 1] = start;
			this.buffer[index + 2] = end;
			this.buffer[index + 3] = size;
		}
	}
	shift(action, type, start, end) {
		if (action & 131072) this.pushState(action & 65535, this.pos);
		else if ((action & 262144) == 0) {
			let nextState = action, { parser } = this.p;
			this.pos = end;
			let skipped = parser.stateFlag(nextState, 1);
			if (!skipped && (end > start || type <= parser.maxNode)) this.reducePos = end;
			this.pushState(nextState, skipped ? start : Math.min(start, this.reducePos));
			this.shiftContext(type, start);
			if (type <= parser.maxNode) this.buffer.push(type, start, end, 4);
		} else {
			this.pos = end;
			this.shiftContext(type, start);
			if (type <= this.p.parser.maxNode) this.buffer.push(type, start, end, 4);
		}
	}
	apply(action, next, nextStart, nextEnd) {
		if (action & 65536) this.reduce(action);
		else this.shift(action, next, nextStart, nextEnd);
	}
	useNode(value, next, start) {
		let index = this.p.reused.length - 1;
		if (index < 0 || this.p.reused[index] != value) {
			this.p.reused.push(value);
			index++;
		}
		let end = this.reducePos = this.pos = start + value.length;
		this.pushState(next, start);
		this.buffer.push(index, start, end, -1);
		if (this.curContext) this.updateContext(this.curContext.tracker.reuse(this.curContext.context, value, this, this.p.stream.reset(this.pos - value.length)));
	}
	split() {
		let parent = this;
		let off = parent.buffer.length;
		if (off && parent.buffer[off - 4] == 0) off -= 4;
		while (off > 0 && parent.buffer[off - 2] > parent.reducePos) off -= 4;
		let buffer = parent.buffer.slice(off), base = parent.bufferBase + off;
		while (parent && base == parent.bufferBase) parent = parent.parent;
		return new Stack(this.p, this.stack.slice(), this.state, this.reducePos, this.pos, this.score, buffer, base, this.curContext, this.lookAhead, parent);
	}
	recoverByDelete(next, nextEnd) {
		let isNode = next <= this.p.parser.maxNode;
		if (isNode) this.storeNode(next, this.pos, nextEnd, 4);
		this.storeNode(0, this.pos, nextEnd, isNode ? 8 : 4);
		this.pos = this.reducePos = nextEnd;
		this.score -= 190;
	}
	canShift(term) {
		for (let sim = new SimulatedStack(this);;) {
			let action = this.p.parser.stateSlot(sim.state, 4) || this.p.parser.hasAction(sim.state, term);
			if (action == 0) return false;
			if ((action & 65536) == 0) return true;
			sim.reduce(action);
		}
	}
	recoverByInsert(next) {
		if (this.stack.length >= 300) return [];
		let nextStates = this.p.parser.nextStates(this.state);
		if (nextStates.length > 8 || this.stack.length >= 120) {
			let best = [];
			for (let i = 0, s; i < nextStates.length; i += 2) if ((s = nextStates[i + 1]) != this.state && this.p.parser.hasAction(s, next)) best.push(nextStates[i], s);
			if (this.stack.length < 120) for (let i = 0; best.length < 8 && i < nextStates.length; i += 2) {
				let s = nextStates[i + 1];
				if (!best.some((v, i) => i & 1 && v == s)) best.push(nextStates[i], s);
			}
			nextStates = best;
		}
		let result = [];
		for (let i = 0; i < nextStates.length && result.length < 4; i += 2) {
			let s = nextStates[i + 1];
			if (s == this.state) continue;
			let stack = this.split();
			stack.pushState(s, this.pos);
			stack.storeNode(0, stack.pos, stack.pos, 4, true);
			stack.shiftContext(nextStates[i], this.pos);
			stack.reducePos = this.pos;
			stack.score -= 200;
			result.push(stack);
		}
		return result;
	}
	forceReduce() {
		let { parser } = this.p;
		let reduce = parser.stateSlot(this.state, 5);
		if ((reduce & 65536) == 0) return false;
		if (!parser.validAction(this.state, reduce)) {
			let depth = reduce >> 19, term = reduce & 65535;
			let target = this.stack.length - depth * 3;
			if (target < 0 || parser.getGoto(this.stack[target], term, false) < 0) {
				let backup = this.findForcedReduction();
				if (backup == null) return false;
				reduce = backup;
			}
			this.storeNode(0, this.pos, this.pos, 4, true);
			this.score -= 100;
		}
		this.reducePos = this.pos;
		this.reduce(reduce);
		return true;
	}
	findForcedReduction() {
		let { parser } = this.p, seen = [];
		let explore = (state, depth) => {
			if (seen.includes(state)) return;
			seen.push(state);
			return parser.allActions(state, (action) => {
				if (action & 393216);
				else if (action & 65536) {
					let rDepth = (action >> 19) - depth;
					if (rDepth > 1) {
						let term = action & 65535, target = this.stack.length - rDepth * 3;
						if (target >= 0 && parser.getGoto(this.stack[target], term, false) >= 0) return rDepth << 19 | 65536 | term;
					}
				} else {
					let found = explore(action, depth + 1);
					if (found != null) return found;
				}
			});
		};
		return explore(this.state, 0);
	}
	forceAll() {
		while (!this.p.parser.stateFlag(this.state, 2)) if (!this.forceReduce()) {
			this.storeNode(0, this.pos, this.pos, 4, true);
			break;
		}
		return this;
	}
	get deadEnd() {
		if (this.stack.length != 3) return false;
		let { parser } = this.p;
		return parser.data[parser.stateSlot(this.state, 1)] == 65535 && !parser.stateSlot(this.state, 4);
	}
	restart() {
		this.storeNode(0, this.pos, this.pos, 4, true);
		this.state = this.stack[0];
		this.stack.length = 0;
	}
	sameState(other) {
		if (this.state != other.state || this.stack.length != other.stack.length) return false;
		for (let i = 0; i < this.stack.length; i += 3) if (this.stack[i] != other.stack[i]) return false;
		return true;
	}
	get parser() {
		return this.p.parser;
	}
	dialectEnabled(dialectID) {
		return this.p.parser.dialect.flags[dialectID];
	}
	shiftContext(term, start) {
		if (this.curContext) this.updateContext(this.curContext.tracker.shift(this.curContext.context, term, this, this.p.stream.reset(start)));
	}
	reduceContext(term, start) {
		if (this.curContext) this.updateContext(this.curContext.tracker.reduce(this.curContext.context, term, this, this.p.stream.reset(start)));
	}
	emitContext() {
		let last = this.buffer.length - 1;
		if (last < 0 || this.buffer[last] != -3) this.storeNode(this.curContext.hash, this.reducePos, this.reducePos, -3, true);
	}
	emitLookAhead() {
		let last = this.buffer.length - 1;
		if (last < 0 || this.buffer[last] != -4) this.buffer.push(this.lookAhead, this.pos, this.pos, -4);
	}
	updateContext(context) {
		if (context != this.curContext.context) {
			let newCx = new StackContext(this.curContext.tracker, context);
			if (newCx.hash != this.curContext.hash) this.emitContext();
			this.curContext = newCx;
		}
	}
	setLookAhead(lookAhead) {
		if (lookAhead <= this.lookAhead) return false;
		this.emitLookAhead();
		this.lookAhead = lookAhead;
		return true;
	}
	close() {
		if (this.curContext && this.curContext.tracker.strict) this.emitContext();
		if (this.lookAhead > 0) this.emitLookAhead();
	}
};
var StackContext = class {
	constructor(tracker, context) {
		this.tracker = tracker;
		this.context = context;
		this.hash = tracker.strict ? tracker.hash(context) : 0;
	}
};
var SimulatedStack = class {
	constructor(start) {
		this.start = start;
		this.state = start.state;
		this.stack = start.stack;
		this.base = this.stack.length;
	}
	reduce(action) {
		let term = action & 65535, depth = action >> 19;
		if (depth == 0) {
			if (this.stack == this.start.stack) this.stack = this.stack.slice();
			this.stack.push(this.state, 0, 0);
			this.base += 3;
		} else this.base -= (depth - 1) * 3;
		let goto = this.start.p.parser.getGoto(this.stack[this.base - 3], term, true);
		this.state = goto;
	}
};
var StackBufferCursor = class StackBufferCursor {
	constructor(stack, pos, index) {
		this.stack = stack;
		this.pos = pos;
		this.index = index;
		this.buffer = stack.buffer;
		if (this.index == 0) this.maybeNext();
	}
	static create(stack, pos = stack.bufferBase + stack.buffer.length) {
		return new StackBufferCursor(stack, pos, pos - stack.bufferBase);
	}
	maybeNext() {
		let next = this.stack.parent;
		if (next != null) {
			this.index = this.stack.bufferBase - next.bufferBase;
			this.stack = next;
			this.buffer = next.buffer;
		}
	}
	get id() {
		return this.buffer[this.index - 4];
	}
	get start() {
		return this.buffer[this.index - 3];
	}
	get end() {
		return this.buffer[this.index - 2];
	}
	get size() {
		return this.buffer[this.index - 1];
	}
	next() {
		this.index -= 4;
		this.pos -= 4;
		if (this.index == 0) this.maybeNext();
	}
	fork() {
		return new StackBufferCursor(this.stack, this.pos, this.index);
	}
};
function decodeArray(input, Type = Uint16Array) {
	if (typeof input != "string") return input;
	let array = null;
	for (let pos = 0, out = 0; pos < input.length;) {
		let value = 0;
		for (;;) {
			let next = input.charCodeAt(pos++), stop = false;
			if (next == 126) {
				value = 65535;
				break;
			}
			if (next >= 92) next--;
			if (next >= 34) next--;
			let digit = next - 32;
			if (digit >= 46) {
				digit -= 46;
				stop = true;
			}
			value += digit;
			if (stop) break;
			value *= 46;
		}
		if (array) array[out++] = value;
		else array = new Type(value);
	}
	return array;
}
var CachedToken = class {
	constructor() {
		this.start = -1;
		this.value = -1;
		this.end = -1;
		this.extended = -1;
		this.lookAhead = 0;
		this.mask = 0;
		this.context = 0;
	}
};
const nullToken = new CachedToken();
var InputStream = class {
	constructor(input, ranges) {
		this.input = input;
		this.ranges = ranges;
		this.chunk = "";
		this.chunkOff = 0;
		this.chunk2 = "";
		this.chunk2Pos = 0;
		this.next = -1;
		this.token = nullToken;
		this.rangeIndex = 0;
		this.pos = this.chunkPos = ranges[0].from;
		this.range = ranges[0];
		this.end = ranges[ranges.length - 1].to;
		this.readNext();
	}
	resolveOffset(offset, assoc) {
		let range = this.range, index = this.rangeIndex;
		let pos = this.pos + offset;
		while (pos < range.from) {
			if (!index) return null;
			let next = this.ranges[--index];
			pos -= range.from - next.to;
			range = next;
		}
		while (assoc < 0 ? pos > range.to : pos >= range.to) {
			if (index == this.ranges.length - 1) return null;
			let next = this.ranges[++index];
			pos += next.from - range.to;
			range = next;
		}
		return pos;
	}
	clipPos(pos) {
		if (pos >= this.range.from && pos < this.range.to) return pos;
		for (let range of this.ranges) if (range.to > pos) return Math.max(pos, range.from);
		return this.end;
	}
	peek(offset) {
		let idx = this.chunkOff + offset, pos, result;
		if (idx >= 0 && idx < this.chunk.length) {
			pos = this.pos + offset;
			result = this.chunk.charCodeAt(idx);
		} else {
			let resolved = this.resolveOffset(offset, 1);
			if (resolved == null) return -1;
			pos = resolved;
			if (pos >= this.chunk2Pos && pos < this.chunk2Pos + this.chunk2.length) result = this.chunk2.charCodeAt(pos - this.chunk2Pos);
			else {
				let i = this.rangeIndex, range = this.range;
				while (range.to <= pos) range = this.ranges[++i];
				this.chunk2 = this.input.chunk(this.chunk2Pos = pos);
				if (pos + this.chunk2.length > range.to) this.chunk2 = this.chunk2.slice(0, range.to - pos);
				result = this.chunk2.charCodeAt(0);
			}
		}
		if (pos >= this.token.lookAhead) this.token.lookAhead = pos + 1;
		return result;
	}
	acceptToken(token, endOffset = 0) {
		let end = endOffset ? this.resolveOffset(endOffset, -1) : this.pos;
		if (end == null || end < this.token.start) throw new RangeError("Token end out of bounds");
		this.token.value = token;
		this.token.end = end;
	}
	acceptTokenTo(token, endPos) {
		this.token.value = token;
		this.token.end = endPos;
	}
	getChunk() {
		if (this.pos >= this.chunk2Pos && this.pos < this.chunk2Pos + this.chunk2.length) {
			let { chunk, chunkPos } = this;
			this.chunk = this.chunk2;
			this.chunkPos = this.chunk2Pos;
			this.chunk2 = chunk;
			this.chunk2Pos = chunkPos;
			this.chunkOff = this.pos - this.chunkPos;
		} else {
			this.chunk2 = this.chunk;
			this.chunk2Pos = this.chunkPos;
			let nextChunk = this.input.chunk(this.pos);
			let end = this.pos + nextChunk.length;
			this.chunk = end > this.range.to ? nextChunk.slice(0, this.range.to - this.pos) : nextChunk;
			this.chunkPos = this.pos;
			this.chunkOff = 0;
		}
	}
	readNext() {
		if (this.chunkOff >= this.chunk.length) {
			this.getChunk();
			if (this.chunkOff == this.chunk.length) return this.next = -1;
		}
		return this.next = this.chunk.charCodeAt(this.chunkOff);
	}
	advance(n = 1) {
		this.chunkOff += n;
		while (this.pos + n >= this.range.to) {
			if (this.rangeIndex == this.ranges.length - 1) return this.setDone();
			n -= this.range.to - this.pos;
			this.range = this.ranges[++this.rangeIndex];
			this.pos = this.range.from;
		}
		this.pos += n;
		if (this.pos >= this.token.lookAhead) this.token.lookAhead = this.pos + 1;
		return this.readNext();
	}
	setDone() {
		this.pos = this.chunkPos = this.end;
		this.range = this.ranges[this.rangeIndex = this.ranges.length - 1];
		this.chunk = "";
		return this.next = -1;
	}
	reset(pos, token) {
		if (token) {
			this.token = token;
			token.start = pos;
			token.lookAhead = pos + 1;
			token.value = token.extended = -1;
		} else this.token = nullToken;
		if (this.pos != pos) {
			this.pos = pos;
			if (pos == this.end) {
				this.setDone();
				return this;
			}
			while (pos < this.range.from) this.range = this.ranges[--this.rangeIndex];
			while (pos >= this.range.to) this.range = this.ranges[++this.rangeIndex];
			if (pos >= this.chunkPos && pos < this.chunkPos + this.chunk.length) this.chunkOff = pos - this.chunkPos;
			else {
				this.chunk = "";
				this.chunkOff = 0;
			}
			this.readNext();
		}
		return this;
	}
	read(from, to) {
		if (from >= this.chunkPos && to <= this.chunkPos + this.chunk.length) return this.chunk.slice(from - this.chunkPos, to - this.chunkPos);
		if (from >= this.chunk2Pos && to <= this.chunk2Pos + this.chunk2.length) return this.chunk2.slice(from - this.chunk2Pos, to - this.chunk2Pos);
		if (from >= this.range.from && to <= this.range.to) return this.input.read(from, to);
		let result = "";
		for (let r of this.ranges) {
			if (r.from >= to) break;
			if (r.to > from) result += this.input.read(Math.max(r.from, from), Math.min(r.to, to));
		}
		return result;
	}
};
var TokenGroup = class {
	constructor(data, id) {
		this.data = data;
		this.id = id;
	}
	token(input, stack) {
		let { parser } = stack.p;
		readToken(this.data, input, stack, this.id, parser.data, parser.tokenPrecTable);
	}
};
TokenGroup.prototype.contextual = TokenGroup.prototype.fallback = TokenGroup.prototype.extend = false;
var LocalTokenGroup = class {
	constructor(data, precTable, elseToken) {
		this.precTable = precTable;
		this.elseToken = elseToken;
		this.data = typeof data == "string" ? decodeArray(data) : data;
	}
	token(input, stack) {
		let start = input.pos, skipped = 0;
		for (;;) {
			let atEof = input.next < 0, nextPos = input.resolveOffset(1, 1);
			readToken(this.data, input, stack, 0, this.data, this.precTable);
			if (input.token.value > -1) break;
			if (this.elseToken == null) return;
			if (!atEof) skipped++;
			if (nextPos == null) break;
			input.reset(nextPos, input.token);
		}
		if (skipped) {
			input.reset(start, input.token);
			input.acceptToken(this.elseToken, skipped);
		}
	}
};
LocalTokenGroup.prototype.contextual = TokenGroup.prototype.fallback = TokenGroup.prototype.extend = false;
var ExternalTokenizer = class {
	constructor(token, options = {}) {
		this.token = token;
		this.contextual = !!options.contextual;
		this.fallback = !!options.fallback;
		this.extend = !!options.extend;
	}
};
function readToken(data, input, stack, group, precTable, precOffset) {
	let state = 0, groupMask = 1 << group, { dialect } = stack.p.parser;
	scan: for (;;) {
		if ((groupMask & data[state]) == 0) break;
		let accEnd = data[state + 1];
		for (let i = state + 3; i < accEnd; i += 2) if ((data[i + 1] & groupMask) > 0) {
			let term = data[i];
			if (dialect.allows(term) && (input.token.value == -1 || input.token.value == term || overrides(term, input.token.value, precTable, precOffset))) {
				input.acceptToken(term);
				break;
			}
		}
		let next = input.next, low = 0, high = data[state + 2];
		if (input.next < 0 && high > low && data[accEnd + high * 3 - 3] == 65535) {
			state = data[accEnd + high * 3 - 1];
			continue scan;
		}
		for (; low < high;) {
			let mid = low + high >> 1;
			let index = accEnd + mid + (mid << 1);
			let from = data[index], to = data[index + 1] || 65536;
			if (next < from) high = mid;
			else if (next >= to) low = mid + 1;
			else {
				state = data[index + 2];
				input.advance();
				continue scan;
			}
		}
		break;
	}
}
function findOffset(data, start, term) {
	for (let i = start, next; (next = data[i]) != 65535; i++) if (next == term) return i - start;
	return -1;
}
function overrides(token, prev, tableData, tableOffset) {
	let iPrev = findOffset(tableData, tableOffset, prev);
	return iPrev < 0 || findOffset(tableData, tableOffset, token) < iPrev;
}
const verbose = typeof process != "undefined" && process.env && /\bparse\b/.test(process.env.LOG);
let stackIDs = null;
function cutAt(tree, pos, side) {
	let cursor = tree.cursor(IterMode.IncludeAnonymous);
	cursor.moveTo(pos);
	for (;;) if (!(side < 0 ? cursor.childBefore(pos) : cursor.childAfter(pos))) for (;;) {
		if ((side < 0 ? cursor.to < pos : cursor.from > pos) && !cursor.type.isError) return side < 0 ? Math.max(0, Math.min(cursor.to - 1, pos - 25)) : Math.min(tree.length, Math.max(cursor.from + 1, pos + 25));
		if (side < 0 ? cursor.prevSibling() : cursor.nextSibling()) break;
		if (!cursor.parent()) return side < 0 ? 0 : tree.length;
	}
}
var FragmentCursor = class {
	constructor(fragments, minRepeat) {
		this.fragments = fragments;
		this.minRepeat = minRepeat;
		this.i = 0;
		this.fragment = null;
		this.safeFrom = -1;
		this.safeTo = -1;
		this.trees = [];
		this.start = [];
		this.index = [];
		this.lastRepeat = null;
		this.lastRepeatPos = -1;
		this.nextFragment();
	}
	nextFragment() {
		let fr = this.fragment = this.i == this.fragments.length ? null : this.fragments[this.i++];
		if (fr) {
			this.safeFrom = fr.openStart ? cutAt(fr.tree, fr.from + fr.offset, 1) - fr.offset : fr.from;
			this.safeTo = fr.openEnd ? cutAt(fr.tree, fr.to + fr.offset, -1) - fr.offset : fr.to;
			while (this.trees.length) {
				this.trees.pop();
				this.start.pop();
				this.index.pop();
			}
			this.trees.push(fr.tree);
			this.start.push(-fr.offset);
			this.index.push(0);
			this.nextStart = this.safeFrom;
		} else this.nextStart = 1e9;
	}
	nodeAt(pos) {
		if (pos < this.nextStart) return null;
		while (this.fragment && this.safeTo <= pos) this.nextFragment();
		if (!this.fragment) return null;
		for (;;) {
			let last = this.trees.length - 1;
			if (last < 0) {
				this.nextFragment();
				return null;
			}
			if (pos < this.safeFrom) return null;
			let top = this.trees[last], index = this.index[last];
			if (index == top.children.length) {
				this.trees.pop();
				this.start.pop();
				this.index.pop();
				continue;
			}
			let next = top.children[index];
			let start = this.start[last] + top.positions[index];
			if (start > pos) {
				this.nextStart = start;
				return null;
			}
			if (next instanceof Tree) {
				let storeRepeat = start > this.lastRepeatPos && next.type.id >= this.minRepeat;
				if (start == pos || storeRepeat) {
					let end = start + next.length, lookahead;
					if (start >= this.safeFrom && end <= this.safeTo && (!(lookahead = next.prop(NodeProp.lookAhead)) || end + lookahead < this.fragment.to)) {
						if (storeRepeat) {
							this.lastRepeat = next;
							this.lastRepeatPos = start;
						}
						if (start == pos) return next;
					}
				}
				this.index[last]++;
				if (start + next.length >= Math.max(this.safeFrom, pos)) {
					this.trees.push(next);
					this.start.push(start);
					this.index.push(0);
				}
			} else {
				this.index[last]++;
				this.nextStart = start + next.length;
			}
		}
	}
};
var TokenCache = class {
	constructor(parser, stream) {
		this.stream = stream;
		this.tokens = [];
		this.mainToken = null;
		this.actions = [];
		this.tokens = parser.tokenizers.map((_) => new CachedToken());
	}
	getActions(stack) {
		let actionIndex = 0;
		let main = null;
		let { parser } = stack.p, { tokenizers } = parser;
		let mask = parser.stateSlot(stack.state, 3);
		let context = stack.curContext ? stack.curContext.hash : 0;
		let lookAhead = 0;
		for (let i = 0; i < tokenizers.length; i++) {
			if ((1 << i & mask) == 0) continue;
			let tokenizer = tokenizers[i], token = this.tokens[i];
			if (main && !tokenizer.fallback) continue;
			if (tokenizer.contextual || token.start != stack.pos || token.mask != mask || token.context != context) {
				this.updateCachedToken(token, tokenizer, stack);
				token.mask = mask;
				token.context = context;
			}
			if (token.lookAhead > token.end + 25) lookAhead = Math.max(token.lookAhead, lookAhead);
			if (token.value != 0) {
				let startIndex = actionIndex;
				if (token.extended > -1) actionIndex = this.addActions(stack, token.extended, token.end, actionIndex);
				actionIndex = this.addActions(stack, token.value, token.end, actionIndex);
				if (!tokenizer.extend) {
					main = token;
					if (actionIndex > startIndex) break;
				}
			}
		}
		while (this.actions.length > actionIndex) this.actions.pop();
		if (lookAhead) stack.setLookAhead(lookAhead);
		if (!main && stack.pos == this.stream.end) {
			main = new CachedToken();
			main.value = stack.p.parser.eofTerm;
			main.start = main.end = stack.pos;
			actionIndex = this.addActions(stack, main.value, main.end, actionIndex);
		}
		this.mainToken = main;
		return this.actions;
	}
	getMainToken(stack) {
		if (this.mainToken) return this.mainToken;
		let main = new CachedToken(), { pos, p } = stack;
		main.start = pos;
		main.end = Math.min(pos + 1, p.stream.end);
		main.value = pos == p.stream.end ? p.parser.eofTerm : 0;
		return main;
	}
	updateCachedToken(token, tokenizer, stack) {
		let start = this.stream.clipPos(stack.pos);
		tokenizer.token(this.stream.reset(start, token), stack);
		if (token.value > -1) {
			let { parser } = stack.p;
			for (let i = 0; i < parser.specialized.length; i++) if (parser.specialized[i] == token.value) {
				let result = parser.specializers[i](this.stream.read(token.start, token.end), stack);
				if (result >= 0 && stack.p.parser.dialect.allows(result >> 1)) {
					if ((result & 1) == 0) token.value = result >> 1;
					else token.extended = result >> 1;
					break;
				}
			}
		} else {
			token.value = 0;
			token.end = this.stream.clipPos(start + 1);
		}
	}
	putAction(action, token, end, index) {
		for (let i = 0; i < index; i += 3) if (this.actions[i] == action) return index;
		this.actions[index++] = action;
		this.actions[index++] = token;
		this.actions[index++] = end;
		return index;
	}
	addActions(stack, token, end, index) {
		let { state } = stack, { parser } = stack.p, { data } = parser;
		for (let set = 0; set < 2; set++) for (let i = parser.stateSlot(state, set ? 2 : 1);; i += 3) {
			if (data[i] == 65535) {
				if (data[i + 1] == 1) i = pair(data, i + 2);
				else {
					if (index == 0 && data[i + 1] == 2) index = this.putAction(pair(data, i + 2), token, end, index);
					break;
				}
			}
			if (data[i] == token) index = this.putAction(pair(data, i + 1), token, end, index);
		}
		return index;
	}
};
var Parse = class {
	constructor(parser, input, fragments, ranges) {
		this.parser = parser;
		this.input = input;
		this.ranges = ranges;
		this.recovering = 0;
		this.nextStackID = 9812;
		this.minStackPos = 0;
		this.reused = [];
		this.stoppedAt = null;
		this.lastBigReductionStart = -1;
		this.lastBigReductionSize = 0;
		this.bigReductionCount = 0;
		this.stream = new InputStream(input, ranges);
		this.tokens = new TokenCache(parser, this.stream);
		this.topTerm = parser.top[1];
		let { from } = ranges[0];
		this.stacks = [Stack.start(this, parser.top[0], from)];
		this.fragments = fragments.length && this.stream.end - from > parser.bufferLength * 4 ? new FragmentCursor(fragments, parser.minRepeatTerm) : null;
	}
	get parsedPos() {
		return this.minStackPos;
	}
	advance() {
		let stacks = this.stacks, pos = this.minStackPos;
		let newStacks = this.stacks = [];
		let stopped, stoppedTokens;
		if (this.bigReductionCount > 300 && stacks.length == 1) {
			let [s] = stacks;
			while (s.forceReduce() && s.stack.length && s.stack[s.stack.length - 2] >= this.lastBigReductionStart);
			this.bigReductionCount = this.lastBigReductionSize = 0;
		}
		for (let i = 0; i < stacks.length; i++) {
			let stack = stacks[i];
			for (;;) {
				this.tokens.mainToken = null;
				if (stack.pos > pos) newStacks.push(stack);
				else if (this.advanceStack(stack, newStacks, stacks)) continue;
				else {
					if (!stopped) {
						stopped = [];
						stoppedTokens = [];
					}
					stopped.push(stack);
					let tok = this.tokens.getMainToken(stack);
					stoppedTokens.push(tok.value, tok.end);
				}
				break;
			}
		}
		if (!newStacks.length) {
			let finished = stopped && findFinished(stopped);
			if (finished) {
				if (verbose) console.log("Finish with " + this.stackID(finished));
				return this.stackToTree(finished);
			}
			if (this.parser.strict) {
				if (verbose && stopped) console.log("Stuck with token " + (this.tokens.mainToken ? this.parser.getName(this.tokens.mainToken.value) : "none"));
				throw new SyntaxError("No parse at " + pos);
			}
			if (!this.recovering) this.recovering = 5;
		}
		if (this.recovering && stopped) {
			let finished = this.stoppedAt != null && stopped[0].pos > this.stoppedAt ? stopped[0] : this.runRecovery(stopped, stoppedTokens, newStacks);
			if (finished) {
				if (verbose) console.log("Force-finish " + this.stackID(finished));
				return this.stackToTree(finished.forceAll());
			}
		}
		if (this.recovering) {
			let maxRemaining = this.recovering == 1 ? 1 : this.recovering * 3;
			if (newStacks.length > maxRemaining) {
				newStacks.sort((a, b) => b.score - a.score);
				while (newStacks.length > maxRemaining) newStacks.pop();
			}
			if (newStacks.some((s) => s.reducePos > pos)) this.recovering--;
		} else if (newStacks.length > 1) {
			outer: for (let i = 0; i < newStacks.length - 1; i++) {
				let stack = newStacks[i];
				for (let j = i + 1; j < newStacks.length; j++) {
					let other = newStacks[j];
					if (stack.sameState(other) || stack.buffer.length > 500 && other.buffer.length > 500) {
						if ((stack.score - other.score || stack.buffer.length - other.buffer.length) > 0) newStacks.splice(j--, 1);
						else {
							newStacks.splice(i--, 1);
							continue outer;
						}
					}
				}
			}
			if (newStacks.length > 12) {
				newStacks.sort((a, b) => b.score - a.score);
				newStacks.splice(12, newStacks.length - 12);
			}
		}
		this.minStackPos = newStacks[0].pos;
		for (let i = 1; i < newStacks.length; i++) if (newStacks[i].pos < this.minStackPos) this.minStackPos = newStacks[i].pos;
		return null;
	}
	stopAt(pos) {
		if (this.stoppedAt != null && this.stoppedAt < pos) throw new RangeError("Can't move stoppedAt forward");
		this.stoppedAt = pos;
	}
	tryReuse(stack, start, tree, repeatOnly) {
		if (!tree) return null;
		let strictCx = stack.curContext && stack.curContext.tracker.strict, cxHash = strictCx ? stack.curContext.hash : 0;
		for (; tree;) {
			let match = this.parser.nodeSet.types[tree.type.id] != tree.type ? -1 : this.parser.getGoto(stack.state, tree.type.id);
			if (match > -1 && tree.length && (!strictCx || (tree.prop(NodeProp.contextHash) || 0) == cxHash)) {
				stack.useNode(tree, match, start);
				return tree;
			}
			if (tree.children.length == 0 || tree.positions[0] > 0) break;
			let inner = tree.children[0];
			if (inner instanceof Tree && (!repeatOnly || inner.type.id >= this.parser.minRepeatTerm)) tree = inner;
			else break;
		}
		return null;
	}
	advanceStack(stack, stacks, split) {
		let start = stack.pos, { parser } = this;
		let base = verbose ? this.stackID(stack) + " -> " : "";
		if (this.stoppedAt != null && start > this.stoppedAt) return stack.forceReduce() ? stack : null;
		if (this.fragments) {
			let reused = stack.reducePos < start && stack.buffer.length && stack.buffer[stack.buffer.length - 2] <= stack.reducePos && this.fragments.lastRepeatPos == stack.reducePos && this.tryReuse(stack, stack.reducePos, this.fragments.lastRepeat, true) || this.tryReuse(stack, start, this.fragments.nodeAt(start), false);
			if (reused) {
				if (verbose) console.log(base + this.stackID(stack) + ` (via reuse of ${parser.getName(reused.type.id)})`);
				return true;
			}
		}
		let defaultReduce = parser.stateSlot(stack.state, 4);
		if (defaultReduce > 0) {
			stack.reduce(defaultReduce);
			if (verbose) console.log(base + this.stackID(stack) + ` (via always-reduce ${parser.getName(defaultReduce & 65535)})`);
			return true;
		}
		if (stack.stack.length >= 8400) while (stack.stack.length > 6e3 && stack.forceReduce());
		let actions = this.tokens.getActions(stack);
		for (let i = 0; i < actions.length;) {
			let action = actions[i++], term = actions[i++], end = actions[i++];
			let last = i == actions.length || !split;
			let localStack = last ? stack : stack.split();
			let main = this.tokens.mainToken;
			localStack.apply(action, term, main ? main.start : localStack.pos, end);
			if (verbose) console.log(base + this.stackID(localStack) + ` (via ${(action & 65536) == 0 ? "shift" : `reduce of ${parser.getName(action & 65535)}`} for ${parser.getName(term)} @ ${start}${localStack == stack ? "" : ", split"})`);
			if (last) return true;
			else if (localStack.pos > start) stacks.push(localStack);
			else split.push(localStack);
		}
		return false;
	}
	advanceFully(stack, newStacks) {
		let pos = stack.pos;
		for (;;) {
			if (!this.advanceStack(stack, null, null)) return false;
			if (stack.pos > pos) {
				pushStackDedup(stack, newStacks);
				return true;
			}
		}
	}
	runRecovery(stacks, tokens, newStacks) {
		let finished = null, restarted = false;
		for (let i = 0; i < stacks.length; i++) {
			let stack = stacks[i], token = tokens[i << 1], tokenEnd = tokens[(i << 1) + 1];
			let base = verbose ? this.stackID(stack) + " -> " : "";
			if (stack.deadEnd) {
				if (restarted) continue;
				restarted = true;
				stack.restart();
				if (verbose) console.log(base + this.stackID(stack) + " (restarted)");
				if (this.advanceFully(stack, newStacks)) continue;
			}
			let force = stack.split(), forceBase = base;
			for (let j = 0; j < 10 && force.forceReduce(); j++) {
				if (verbose) console.log(forceBase + this.stackID(force) + " (via force-reduce)");
				if (this.advanceFully(force, newStacks)) break;
				if (verbose) forceBase = this.stackID(force) + " -> ";
			}
			for (let insert of stack.recoverByInsert(token)) {
				if (verbose) console.log(base + this.stackID(insert) + " (via recover-insert)");
				this.advanceFully(insert, newStacks);
			}
			if (this.stream.end > stack.pos) {
				if (tokenEnd == stack.pos) {
					tokenEnd++;
					token = 0;
				}
				stack.recoverByDelete(token, tokenEnd);
				if (verbose) console.log(base + this.stackID(stack) + ` (via recover-delete ${this.parser.getName(token)})`);
				pushStackDedup(stack, newStacks);
			} else if (!finished || finished.score < force.score) finished = force;
		}
		return finished;
	}
	stackToTree(stack) {
		stack.close();
		return Tree.build({
			buffer: StackBufferCursor.create(stack),
			nodeSet: this.parser.nodeSet,
			topID: this.topTerm,
			maxBufferLength: this.parser.bufferLength,
			reused: this.reused,
			start: this.ranges[0].from,
			length: stack.pos - this.ranges[0].from,
			minRepeatType: this.parser.minRepeatTerm
		});
	}
	stackID(stack) {
		let id = (stackIDs || (stackIDs = /* @__PURE__ */ new WeakMap())).get(stack);
		if (!id) stackIDs.set(stack, id = String.fromCodePoint(this.nextStackID++));
		return id + stack;
	}
};
function pushStackDedup(stack, newStacks) {
	for (let i = 0; i < newStacks.length; i++) {
		let other = newStacks[i];
		if (other.pos == stack.pos && other.sameState(stack)) {
			if (newStacks[i].score < stack.score) newStacks[i] = stack;
			return;
		}
	}
	newStacks.push(stack);
}
var Dialect = class {
	constructor(source, flags, disabled) {
		this.source = source;
		this.flags = flags;
		this.disabled = disabled;
	}
	allows(term) {
		return !this.disabled || this.disabled[term] == 0;
	}
};
const id = (x) => x;
var ContextTracker = class {
	constructor(spec) {
		this.start = spec.start;
		this.shift = spec.shift || id;
		this.reduce = spec.reduce || id;
		this.reuse = spec.reuse || id;
		this.hash = spec.hash || (() => 0);
		this.strict = spec.strict !== false;
	}
};
var LRParser = class LRParser extends Parser {
	constructor(spec) {
		super();
		this.wrappers = [];
		if (spec.version != 14) throw new RangeError(`Parser version (${spec.version}) doesn't match runtime version (14)`);
		let nodeNames = spec.nodeNames.split(" ");
		this.minRepeatTerm = nodeNames.length;
		for (let i = 0; i < spec.repeatNodeCount; i++) nodeNames.push("");
		let topTerms = Object.keys(spec.topRules).map((r) => spec.topRules[r][1]);
		let nodeProps = [];
		for (let i = 0; i < nodeNames.length; i++) nodeProps.push([]);
		function setProp(nodeID, prop, value) {
			nodeProps[nodeID].push([prop, prop.deserialize(String(value))]);
		}
		if (spec.nodeProps) for (let propSpec of spec.nodeProps) {
			let prop = propSpec[0];
			if (typeof prop == "string") prop = NodeProp[prop];
			for (let i = 1; i < propSpec.length;) {
				let next = propSpec[i++];
				if (next >= 0) setProp(next, prop, propSpec[i++]);
				else {
					let value = propSpec[i + -next];
					for (let j = -next; j > 0; j--) setProp(propSpec[i++], prop, value);
					i++;
				}
			}
		}
		this.nodeSet = new NodeSet(nodeNames.map((name, i) => NodeType.define({
			name: i >= this.minRepeatTerm ? void 0 : name,
			id: i,
			props: nodeProps[i],
			top: topTerms.indexOf(i) > -1,
			error: i == 0,
			skipped: spec.skippedNodes && spec.skippedNodes.indexOf(i) > -1
		})));
		if (spec.propSources) this.nodeSet = this.nodeSet.extend(...spec.propSources);
		this.strict = false;
		this.bufferLength = DefaultBufferLength;
		let tokenArray = decodeArray(spec.tokenData);
		this.context = spec.context;
		this.specializerSpecs = spec.specialized || [];
		this.specialized = new Uint16Array(this.specializerSpecs.length);
		for (let i = 0; i < this.specializerSpecs.length; i++) this.specialized[i] = this.specializerSpecs[i].term;
		this.specializers = this.specializerSpecs.map(getSpecializer);
		this.states = decodeArray(spec.states, Uint32Array);
		this.data = decodeArray(spec.stateData);
		this.goto = decodeArray(spec.goto);
		this.maxTerm = spec.maxTerm;
		this.tokenizers = spec.tokenizers.map((value) => typeof value == "number" ? new TokenGroup(tokenArray, value) : value);
		this.topRules = spec.topRules;
		this.dialects = spec.dialects || {};
		this.dynamicPrecedences = spec.dynamicPrecedences || null;
		this.tokenPrecTable = spec.tokenPrec;
		this.termNames = spec.termNames || null;
		this.maxNode = this.nodeSet.types.length - 1;
		this.dialect = this.parseDialect();
		this.top = this.topRules[Object.keys(this.topRules)[0]];
	}
	createParse(input, fragments, ranges) {
		let parse = new Parse(this, input, fragments, ranges);
		for (let w of this.wrappers) parse = w(parse, input, fragments, ranges);
		return parse;
	}
	getGoto(state, term, loose = false) {
		let table = this.goto;
		if (term >= table[0]) return -1;
		for (let pos = table[term + 1];;) {
			let groupTag = table[pos++], last = groupTag & 1;
			let target = table[pos++];
			if (last && loose) return target;
			for (let end = pos + (groupTag >> 1); pos < end; pos++) if (table[pos] == state) return target;
			if (last) return -1;
		}
	}
	hasAction(state, terminal) {
		let data = this.data;
		for (let set = 0; set < 2; set++) for (let i = this.stateSlot(state, set ? 2 : 1), next;; i += 3) {
			if ((next = data[i]) == 65535) {
				if (data[i + 1] == 1) next = data[i = pair(data, i + 2)];
				else if (data[i + 1] == 2) return pair(data, i + 2);
				else break;
			}
			if (next == terminal || next == 0) return pair(data, i + 1);
		}
		return 0;
	}
	stateSlot(state, slot) {
		return this.states[state * 6 + slot];
	}
	stateFlag(state, flag) {
		return (this.stateSlot(state, 0) & flag) > 0;
	}
	validAction(state, action) {
		return !!this.allActions(state, (a) => a == action ? true : null);
	}
	allActions(state, action) {
		let deflt = this.stateSlot(state, 4);
		let result = deflt ? action(deflt) : void 0;
		for (let i = this.stateSlot(state, 1); result == null; i += 3) {
			if (this.data[i] == 65535) {
				if (this.data[i + 1] == 1) i = pair(this.data, i + 2);
				else break;
			}
			result = action(pair(this.data, i + 1));
		}
		return result;
	}
	nextStates(state) {
		let result = [];
		for (let i = this.stateSlot(state, 1);; i += 3) {
			if (this.data[i] == 65535) {
				if (this.data[i + 1] == 1) i = pair(this.data, i + 2);
				else break;
			}
			if ((this.data[i + 2] & 1) == 0) {
				let value = this.data[i + 1];
				if (!result.some((v, i) => i & 1 && v == value)) result.push(this.data[i], value);
			}
		}
		return result;
	}
	configure(config) {
		let copy = Object.assign(Object.create(LRParser.prototype), this);
		if (config.props) copy.nodeSet = this.nodeSet.extend(...config.props);
		if (config.top) {
			let info = this.topRules[config.top];
			if (!info) throw new RangeError(`Invalid top rule name ${config.top}`);
			copy.top = info;
		}
		if (config.tokenizers) copy.tokenizers = this.tokenizers.map((t) => {
			let found = config.tokenizers.find((r) => r.from == t);
			return found ? found.to : t;
		});
		if (config.specializers) {
			copy.specializers = this.specializers.slice();
			copy.specializerSpecs = this.specializerSpecs.map((s, i) => {
				let found = config.specializers.find((r) => r.from == s.external);
				if (!found) return s;
				let spec = Object.assign(Object.assign({}, s), { external: found.to });
				copy.specializers[i] = getSpecializer(spec);
				return spec;
			});
		}
		if (config.contextTracker) copy.context = config.contextTracker;
		if (config.dialect) copy.dialect = this.parseDialect(config.dialect);
		if (config.strict != null) copy.strict = config.strict;
		if (config.wrap) copy.wrappers = copy.wrappers.concat(config.wrap);
		if (config.bufferLength != null) copy.bufferLength = config.bufferLength;
		return copy;
	}
	hasWrappers() {
		return this.wrappers.length > 0;
	}
	getName(term) {
		return this.termNames ? this.termNames[term] : String(term <= this.maxNode && this.nodeSet.types[term].name || term);
	}
	get eofTerm() {
		return this.maxNode + 1;
	}
	get topNode() {
		return this.nodeSet.types[this.top[1]];
	}
	dynamicPrecedence(term) {
		let prec = this.dynamicPrecedences;
		return prec == null ? 0 : prec[term] || 0;
	}
	parseDialect(dialect) {
		let values = Object.keys(this.dialects), flags = values.map(() => false);
		if (dialect) for (let part of dialect.split(" ")) {
			let id = values.indexOf(part);
			if (id >= 0) flags[id] = true;
		}
		let disabled = null;
		for (let i = 0; i < values.length; i++) if (!flags[i]) for (let j = this.dialects[values[i]], id; (id = this.data[j++]) != 65535;) (disabled || (disabled = new Uint8Array(this.maxTerm + 1)))[id] = 1;
		return new Dialect(dialect, flags, disabled);
	}
	static deserialize(spec) {
		return new LRParser(spec);
	}
};
function pair(data, off) {
	return data[off] | data[off + 1] << 16;
}
function findFinished(stacks) {
	let best = null;
	for (let stack of stacks) {
		let stopped = stack.p.stoppedAt;
		if ((stack.pos == stack.p.stream.end || stopped != null && stack.pos > stopped) && stack.p.parser.stateFlag(stack.state, 2) && (!best || best.score < stack.score)) best = stack;
	}
	return best;
}
function getSpecializer(spec) {
	if (spec.external) {
		let mask = spec.extend ? 1 : 0;
		return (value, stack) => spec.external(value, stack) << 1 | mask;
	}
	return spec.get;
}

// node_modules/@lezer/highlight/dist/index.js
let nextTagID = 0;
var Tag = class Tag {
	constructor(name, set, base, modified) {
		this.name = name;
		this.set = set;
		this.base = base;
		this.modified = modified;
		this.id = nextTagID++;
	}
	toString() {
		let { name } = this;
		for (let mod of this.modified) if (mod.name) name = `${mod.name}(${name})`;
		return name;
	}
	static define(nameOrParent, parent) {
		let name = typeof nameOrParent == "string" ? nameOrParent : "?";
		if (nameOrParent instanceof Tag) parent = nameOrParent;
		if (parent === null || parent === void 0 ? void 0 : parent.base) throw new Error("Can not derive from a modified tag");
		let tag = new Tag(name, [], null, []);
		tag.set.push(tag);
		if (parent) for (let t of parent.set) tag.set.push(t);
		return tag;
	}
	static defineModifier(name) {
		let mod = new Modifier(name);
		return (tag) => {
			if (tag.modified.indexOf(mod) > -1) return tag;
			return Modifier.get(tag.base || tag, tag.modified.concat(mod).sort((a, b) => a.id - b.id));
		};
	}
};
let nextModifierID = 0;
var Modifier = class Modifier {
	constructor(name) {
		this.name = name;
		this.instances = [];
		this.id = nextModifierID++;
	}
	static get(base, mods) {
		if (!mods.length) return base;
		let exists = mods[0].instances.find((t) => t.base == base && sameArray(mods, t.modified));
		if (exists) return exists;
		let set = [], tag = new Tag(base.name, set, base, mods);
		for (let m of mods) m.instances.push(tag);
		let configs = powerSet(mods);
		for (let parent of base.set) if (!parent.modified.length) for (let config of configs) set.push(Modifier.get(parent, config));
		return tag;
	}
};
function sameArray(a, b) {
	return a.length == b.length && a.every((x, i) => x == b[i]);
}
function powerSet(array) {
	let sets = [[]];
	for (let i = 0; i < array.length; i++) for (let j = 0, e = sets.length; j < e; j++) sets.push(sets[j].concat(array[i]));
	return sets.sort((a, b) => b.length - a.length);
}
function styleTags(spec) {
	let byName = Object.create(null);
	for (let prop in spec) {
		let tags = spec[prop];
		if (!Array.isArray(tags)) tags = [tags];
		for (let part of prop.split(" ")) if (part) {
			let pieces = [], mode = 2, rest = part;
			for (let pos = 0;;) {
				if (rest == "..." && pos > 0 && pos + 3 == part.length) {
					mode = 1;
					break;
				}
				let m = /^"(?:[^"\\]|\\.)*?"|[^\/!]+/.exec(rest);
				if (!m) throw new RangeError("Invalid path: " + part);
				pieces.push(m[0] == "*" ? "" : m[0][0] == "\"" ? JSON.parse(m[0]) : m[0]);
				pos += m[0].length;
				if (pos == part.length) break;
				let next = part[pos++];
				if (pos == part.length && next == "!") {
					mode = 0;
					break;
				}
				if (next != "/") throw new RangeError("Invalid path: " + part);
				rest = part.slice(pos);
			}
			let last = pieces.length - 1, inner = pieces[last];
			if (!inner) throw new RangeError("Invalid path: " + part);
			byName[inner] = new Rule(tags, mode, last > 0 ? pieces.slice(0, last) : null).sort(byName[inner]);
		}
	}
	return ruleNodeProp.add(byName);
}
const ruleNodeProp = new NodeProp({ combine(a, b) {
	let cur, root, take;
	while (a || b) {
		if (!a || b && a.depth <= b.depth) {
			take = b;
			b = b.next;
		} else {
			take = a;
			a = a.next;
		}
		if (cur && cur.mode == take.mode && !take.context && !cur.context) continue;
		let copy = new Rule(take.tags, take.mode, take.context);
		if (cur) cur.next = copy;
		else root = copy;
		cur = copy;
	}
	return root;
} });
var Rule = class {
	constructor(tags, mode, context, next) {
		this.tags = tags;
		this.mode = mode;
		this.context = context;
		this.next = next;
	}
	get opaque() {
		return this.mode == 0;
	}
	get inherit() {
		return this.mode == 1;
	}
	sort(other) {
		if (!other || other.depth < this.depth) {
			this.next = other;
			return this;
		}
		other.next = this.sort(other.next);
		return other;
	}
	get depth() {
		return this.context ? this.context.length : 0;
	}
};
Rule.empty = new Rule([], 2, null);
function tagHighlighter(tags, options) {
	let map = Object.create(null);
	for (let style of tags) if (!Array.isArray(style.tag)) map[style.tag.id] = style.class;
	else for (let tag of style.tag) map[tag.id] = style.class;
	let { scope, all = null } = options || {};
	return {
		style: (tags) => {
			let cls = all;
			for (let tag of tags) for (let sub of tag.set) {
				let tagClass = map[sub.id];
				if (tagClass) {
					cls = cls ? cls + " " + tagClass : tagClass;
					break;
				}
			}
			return cls;
		},
		scope
	};
}
const t = Tag.define;
const comment = t();
const name = t();
const typeName = t(name);
const propertyName = t(name);
const literal = t();
const string = t(literal);
const number$1 = t(literal);
const content = t();
const heading = t(content);
const keyword = t();
const operator = t();
const punctuation = t();
const bracket = t(punctuation);
const meta = t();
const tags = {
	comment,
	lineComment: t(comment),
	blockComment: t(comment),
	docComment: t(comment),
	name,
	variableName: t(name),
	typeName,
	tagName: t(typeName),
	propertyName,
	attributeName: t(propertyName),
	className: t(name),
	labelName: t(name),
	namespace: t(name),
	macroName: t(name),
	literal,
	string,
	docString: t(string),
	character: t(string),
	attributeValue: t(string),
	number: number$1,
	integer: t(number$1),
	float: t(number$1),
	bool: t(literal),
	regexp: t(literal),
	escape: t(literal),
	color: t(literal),
	url: t(literal),
	keyword,
	self: t(keyword),
	null: t(keyword),
	atom: t(keyword),
	unit: t(keyword),
	modifier: t(keyword),
	operatorKeyword: t(keyword),
	controlKeyword: t(keyword),
	definitionKeyword: t(keyword),
	moduleKeyword: t(keyword),
	operator,
	derefOperator: t(operator),
	arithmeticOperator: t(operator),
	logicOperator: t(operator),
	bitwiseOperator: t(operator),
	compareOperator: t(operator),
	updateOperator: t(operator),
	definitionOperator: t(operator),
	typeOperator: t(operator),
	controlOperator: t(operator),
	punctuation,
	separator: t(punctuation),
	bracket,
	angleBracket: t(bracket),
	squareBracket: t(bracket),
	paren: t(bracket),
	brace: t(bracket),
	content,
	heading,
	heading1: t(heading),
	heading2: t(heading),
	heading3: t(heading),
	heading4: t(heading),
	heading5: t(heading),
	heading6: t(heading),
	contentSeparator: t(content),
	list: t(content),
	quote: t(content),
	emphasis: t(content),
	strong: t(content),
	link: t(content),
	monospace: t(content),
	strikethrough: t(content),
	inserted: t(),
	deleted: t(),
	changed: t(),
	invalid: t(),
	meta,
	documentMeta: t(meta),
	annotation: t(meta),
	processingInstruction: t(meta),
	definition: Tag.defineModifier("definition"),
	constant: Tag.defineModifier("constant"),
	function: Tag.defineModifier("function"),
	standard: Tag.defineModifier("standard"),
	local: Tag.defineModifier("local"),
	special: Tag.defineModifier("special")
};
for (let name in tags) {
	let val = tags[name];
	if (val instanceof Tag) val.name = name;
}
const classHighlighter = tagHighlighter([
	{
		tag: tags.link,
		class: "tok-link"
	},
	{
		tag: tags.heading,
		class: "tok-heading"
	},
	{
		tag: tags.emphasis,
		class: "tok-emphasis"
	},
	{
		tag: tags.strong,
		class: "tok-strong"
	},
	{
		tag: tags.keyword,
		class: "tok-keyword"
	},
	{
		tag: tags.atom,
		class: "tok-atom"
	},
	{
		tag: tags.bool,
		class: "tok-bool"
	},
	{
		tag: tags.url,
		class: "tok-url"
	},
	{
		tag: tags.labelName,
		class: "tok-labelName"
	},
	{
		tag: tags.inserted,
		class: "tok-inserted"
	},
	{
		tag: tags.deleted,
		class: "tok-deleted"
	},
	{
		tag: tags.literal,
		class: "tok-literal"
	},
	{
		tag: tags.string,
		class: "tok-string"
	},
	{
		tag: tags.number,
		class: "tok-number"
	},
	{
		tag: [
			tags.regexp,
			tags.escape,
			tags.special(tags.string)
		],
		class: "tok-string2"
	},
	{
		tag: tags.variableName,
		class: "tok-variableName"
	},
	{
		tag: tags.local(tags.variableName),
		class: "tok-variableName tok-local"
	},
	{
		tag: tags.definition(tags.variableName),
		class: "tok-variableName tok-definition"
	},
	{
		tag: tags.special(tags.variableName),
		class: "tok-variableName2"
	},
	{
		tag: tags.definition(tags.propertyName),
		class: "tok-propertyName tok-definition"
	},
	{
		tag: tags.typeName,
		class: "tok-typeName"
	},
	{
		tag: tags.namespace,
		class: "tok-namespace"
	},
	{
		tag: tags.className,
		class: "tok-className"
	},
	{
		tag: tags.macroName,
		class: "tok-macroName"
	},
	{
		tag: tags.propertyName,
		class: "tok-propertyName"
	},
	{
		tag: tags.operator,
		class: "tok-operator"
	},
	{
		tag: tags.comment,
		class: "tok-comment"
	},
	{
		tag: tags.meta,
		class: "tok-meta"
	},
	{
		tag: tags.invalid,
		class: "tok-invalid"
	},
	{
		tag: tags.punctuation,
		class: "tok-punctuation"
	}
]);

// node_modules/@lezer/python/dist/index.js
const printKeyword = 1;
const indent = 194;
const dedent = 195;
const newline$1 = 196;
const blankLineStart = 197;
const newlineBracketed = 198;
const eof = 199;
const stringContent = 200;
const Escape = 2;
const replacementStart = 3;
const stringEnd = 201;
const ParenL = 24;
const ParenthesizedExpression = 25;
const TupleExpression = 49;
const ComprehensionExpression = 50;
const BracketL = 55;
const ArrayExpression = 56;
const ArrayComprehensionExpression = 57;
const BraceL = 59;
const DictionaryExpression = 60;
const DictionaryComprehensionExpression = 61;
const SetExpression = 62;
const SetComprehensionExpression = 63;
const ArgList = 65;
const subscript$1 = 238;
const String$1 = 71;
const stringStart = 241;
const stringStartD = 242;
const stringStartL = 243;
const stringStartLD = 244;
const stringStartR = 245;
const stringStartRD = 246;
const stringStartRL = 247;
const stringStartRLD = 248;
const FormatString = 72;
const stringStartF = 249;
const stringStartFD = 250;
const stringStartFL = 251;
const stringStartFLD = 252;
const stringStartFR = 253;
const stringStartFRD = 254;
const stringStartFRL = 255;
const stringStartFRLD = 256;
const FormatReplacement = 73;
const nestedFormatReplacement = 77;
const importList = 263;
const TypeParamList = 112;
const ParamList = 130;
const SequencePattern = 151;
const MappingPattern = 152;
const PatternArgList = 155;
const newline = 10;
const carriageReturn = 13;
const space = 32;
const tab = 9;
const hash = 35;
const parenOpen = 40;
const dot = 46;
const braceOpen = 123;
const braceClose = 125;
const singleQuote = 39;
const doubleQuote = 34;
const backslash = 92;
const letter_o = 111;
const letter_x = 120;
const letter_N = 78;
const letter_u = 117;
const letter_U = 85;
const bracketed = /* @__PURE__ */ new Set([
	ParenthesizedExpression,
	TupleExpression,
	ComprehensionExpression,
	importList,
	ArgList,
	ParamList,
	ArrayExpression,
	ArrayComprehensionExpression,
	subscript$1,
	SetExpression,
	SetComprehensionExpression,
	FormatString,
	FormatReplacement,
	nestedFormatReplacement,
	DictionaryExpression,
	DictionaryComprehensionExpression,
	SequencePattern,
	MappingPattern,
	PatternArgList,
	TypeParamList
]);
function isLineBreak(ch) {
	return ch == newline || ch == carriageReturn;
}
function isHex(ch) {
	return ch >= 48 && ch <= 57 || ch >= 65 && ch <= 70 || ch >= 97 && ch <= 102;
}
const newlines = new ExternalTokenizer((input, stack) => {
	let prev;
	if (input.next < 0) input.acceptToken(eof);
	else if (stack.context.flags & cx_Bracketed) {
		if (isLineBreak(input.next)) input.acceptToken(newlineBracketed, 1);
	} else if (((prev = input.peek(-1)) < 0 || isLineBreak(prev)) && stack.canShift(blankLineStart)) {
		let spaces = 0;
		while (input.next == space || input.next == tab) {
			input.advance();
			spaces++;
		}
		if (input.next == newline || input.next == carriageReturn || input.next == hash) input.acceptToken(blankLineStart, -spaces);
	} else if (isLineBreak(input.next)) input.acceptToken(newline$1, 1);
}, { contextual: true });
const indentation = new ExternalTokenizer((input, stack) => {
	let context = stack.context;
	if (context.flags) return;
	let prev = input.peek(-1);
	if (prev == newline || prev == carriageReturn) {
		let depth = 0, chars = 0;
		for (;;) {
			if (input.next == space) depth++;
			else if (input.next == tab) depth += 8 - depth % 8;
			else break;
			input.advance();
			chars++;
		}
		if (depth != context.indent && input.next != newline && input.next != carriageReturn && input.next != hash) {
			if (depth < context.indent) input.acceptToken(dedent, -chars);
			else input.acceptToken(indent);
		}
	}
});
const cx_Bracketed = 1;
const cx_String = 2;
const cx_DoubleQuote = 4;
const cx_Long = 8;
const cx_Raw = 16;
const cx_Format = 32;
function Context(parent, indent, flags) {
	this.parent = parent;
	this.indent = indent;
	this.flags = flags;
	this.hash = (parent ? parent.hash + parent.hash << 8 : 0) + indent + (indent << 4) + flags + (flags << 6);
}
const topIndent = new Context(null, 0, 0);
function countIndent(space) {
	let depth = 0;
	for (let i = 0; i < space.length; i++) depth += space.charCodeAt(i) == tab ? 8 - depth % 8 : 1;
	return depth;
}
const stringFlags = new Map([
	[stringStart, 0],
	[stringStartD, cx_DoubleQuote],
	[stringStartL, cx_Long],
	[stringStartLD, 12],
	[stringStartR, cx_Raw],
	[stringStartRD, 20],
	[stringStartRL, 24],
	[stringStartRLD, 28],
	[stringStartF, cx_Format],
	[stringStartFD, 36],
	[stringStartFL, 40],
	[stringStartFLD, 44],
	[stringStartFR, 48],
	[stringStartFRD, 52],
	[stringStartFRL, 56],
	[stringStartFRLD, 60]
].map(([term, flags]) => [term, flags | cx_String]));
const trackIndent = new ContextTracker({
	start: topIndent,
	reduce(context, term, _, input) {
		if (context.flags & cx_Bracketed && bracketed.has(term) || (term == String$1 || term == FormatString) && context.flags & cx_String) return context.parent;
		return context;
	},
	shift(context, term, stack, input) {
		if (term == indent) return new Context(context, countIndent(input.read(input.pos, stack.pos)), 0);
		if (term == dedent) return context.parent;
		if (term == ParenL || term == BracketL || term == BraceL || term == replacementStart) return new Context(context, 0, cx_Bracketed);
		if (stringFlags.has(term)) return new Context(context, 0, stringFlags.get(term) | context.flags & cx_Bracketed);
		return context;
	},
	hash(context) {
		return context.hash;
	}
});
const legacyPrint = new ExternalTokenizer((input) => {
	for (let i = 0; i < 5; i++) {
		if (input.next != "print".charCodeAt(i)) return;
		input.advance();
	}
	if (/\w/.test(String.fromCharCode(input.next))) return;
	for (let off = 0;; off++) {
		let next = input.peek(off);
		if (next == space || next == tab) continue;
		if (next != parenOpen && next != dot && next != newline && next != carriageReturn && next != hash) input.acceptToken(printKeyword);
		return;
	}
});
const strings = new ExternalTokenizer((input, stack) => {
	let { flags } = stack.context;
	let quote = flags & cx_DoubleQuote ? doubleQuote : singleQuote;
	let long = (flags & cx_Long) > 0;
	let escapes = !(flags & cx_Raw);
	let format = (flags & cx_Format) > 0;
	let start = input.pos;
	for (;;) if (input.next < 0) break;
	else if (format && input.next == braceOpen) {
		if (input.peek(1) == braceOpen) input.advance(2);
		else {
			if (input.pos == start) {
				input.acceptToken(replacementStart, 1);
				return;
			}
			break;
		}
	} else if (escapes && input.next == backslash) {
		if (input.pos == start) {
			input.advance();
			let escaped = input.next;
			if (escaped >= 0) {
				input.advance();
				skipEscape(input, escaped);
			}
			input.acceptToken(Escape);
			return;
		}
		break;
	} else if (input.next == backslash && !escapes && input.peek(1) > -1) input.advance(2);
	else if (input.next == quote && (!long || input.peek(1) == quote && input.peek(2) == quote)) {
		if (input.pos == start) {
			input.acceptToken(stringEnd, long ? 3 : 1);
			return;
		}
		break;
	} else if (input.next == newline) {
		if (long) input.advance();
		else if (input.pos == start) {
			input.acceptToken(stringEnd);
			return;
		}
		break;
	} else input.advance();
	if (input.pos > start) input.acceptToken(stringContent);
});
function skipEscape(input, ch) {
	if (ch == letter_o) for (let i = 0; i < 2 && input.next >= 48 && input.next <= 55; i++) input.advance();
	else if (ch == letter_x) for (let i = 0; i < 2 && isHex(input.next); i++) input.advance();
	else if (ch == letter_u) for (let i = 0; i < 4 && isHex(input.next); i++) input.advance();
	else if (ch == letter_U) for (let i = 0; i < 8 && isHex(input.next); i++) input.advance();
	else if (ch == letter_N) {
		if (input.next == braceOpen) {
			input.advance();
			while (input.next >= 0 && input.next != braceClose && input.next != singleQuote && input.next != doubleQuote && input.next != newline) input.advance();
			if (input.next == braceClose) input.advance();
		}
	}
}
const pythonHighlighting = styleTags({
	"async \"*\" \"**\" FormatConversion FormatSpec": tags.modifier,
	"for while if elif else try except finally return raise break continue with pass assert await yield match case": tags.controlKeyword,
	"in not and or is del": tags.operatorKeyword,
	"from def class global nonlocal lambda": tags.definitionKeyword,
	import: tags.moduleKeyword,
	"with as print": tags.keyword,
	Boolean: tags.bool,
	None: tags.null,
	VariableName: tags.variableName,
	"CallExpression/VariableName": tags.function(tags.variableName),
	"FunctionDefinition/VariableName": tags.function(tags.definition(tags.variableName)),
	"ClassDefinition/VariableName": tags.definition(tags.className),
	PropertyName: tags.propertyName,
	"CallExpression/MemberExpression/PropertyName": tags.function(tags.propertyName),
	Comment: tags.lineComment,
	Number: tags.number,
	String: tags.string,
	FormatString: tags.special(tags.string),
	Escape: tags.escape,
	UpdateOp: tags.updateOperator,
	"ArithOp!": tags.arithmeticOperator,
	BitOp: tags.bitwiseOperator,
	CompareOp: tags.compareOperator,
	AssignOp: tags.definitionOperator,
	Ellipsis: tags.punctuation,
	At: tags.meta,
	"( )": tags.paren,
	"[ ]": tags.squareBracket,
	"{ }": tags.brace,
	".": tags.derefOperator,
	", ;": tags.separator
});
const spec_identifier = {
	__proto__: null,
	await: 44,
	or: 54,
	and: 56,
	in: 60,
	not: 62,
	is: 64,
	if: 70,
	else: 72,
	lambda: 76,
	yield: 94,
	from: 96,
	async: 102,
	for: 104,
	None: 162,
	True: 164,
	False: 164,
	del: 178,
	pass: 182,
	break: 186,
	continue: 190,
	return: 194,
	raise: 202,
	import: 206,
	as: 208,
	global: 212,
	nonlocal: 214,
	assert: 218,
	type: 223,
	elif: 236,
	while: 240,
	try: 246,
	except: 248,
	finally: 250,
	with: 254,
	def: 258,
	class: 268,
	match: 279,
	case: 285
};
const parser = LRParser.deserialize({
	version: 14,
	states: "##jQ`QeOOP$}OSOOO&WQtO'#HUOOQS'#Co'#CoOOQS'#Cp'#CpO'vQdO'#CnO*UQtO'#HTOOQS'#HU'#HUOOQS'#DU'#DUOOQS'#HT'#HTO*rQdO'#D_O+VQdO'#DfO+gQdO'#DjO+zOWO'#DuO,VOWO'#DvO.[QtO'#GuOOQS'#Gu'#GuO'vQdO'#GtO0ZQtO'#GtOOQS'#Eb'#EbO0rQdO'#EcOOQS'#Gs'#GsO0|QdO'#GrOOQV'#Gr'#GrO1XQdO'#FYOOQS'#G^'#G^O1^QdO'#FXOOQV'#IS'#ISOOQV'#Gq'#GqOOQV'#Fq'#FqQ`QeOOO'vQdO'#CqO1lQdO'#C}O1sQdO'#DRO2RQdO'#HYO2cQtO'#EVO'vQdO'#EWOOQS'#EY'#EYOOQS'#E['#E[OOQS'#E^'#E^O2wQdO'#E`O3_QdO'#EdO3rQdO'#EfO3zQtO'#EfO1XQdO'#EiO0rQdO'#ElO1XQdO'#EnO0rQdO'#EtO0rQdO'#EwO4VQdO'#EyO4^QdO'#FOO4iQdO'#EzO0rQdO'#FOO1XQdO'#FQO1XQdO'#FVO4nQdO'#F[P4uOdO'#GpPOOO)CBd)CBdOOQS'#Ce'#CeOOQS'#Cf'#CfOOQS'#Cg'#CgOOQS'#Ch'#ChOOQS'#Ci'#CiOOQS'#Cj'#CjOOQS'#Cl'#ClO'vQdO,59OO'vQdO,59OO'vQdO,59OO'vQdO,59OO'vQdO,59OO'vQdO,59OO5TQdO'#DoOOQS,5:Y,5:YO5hQdO'#HdOOQS,5:],5:]O5uQ!fO,5:]O5zQtO,59YO1lQdO,59bO1lQdO,59bO1lQdO,59bO8jQdO,59bO8oQdO,59bO8vQdO,59jO8}QdO'#HTO:TQdO'#HSOOQS'#HS'#HSOOQS'#D['#D[O:lQdO,59aO'vQdO,59aO:zQdO,59aOOQS,59y,59yO;PQdO,5:RO'vQdO,5:ROOQS,5:Q,5:QO;_QdO,5:QO;dQdO,5:XO'vQdO,5:XO'vQdO,5:VOOQS,5:U,5:UO;uQdO,5:UO;zQdO,5:WOOOW'#Fy'#FyO<POWO,5:aOOQS,5:a,5:aO<[QdO'#HwOOOW'#Dw'#DwOOOW'#Fz'#FzO<lOWO,5:bOOQS,5:b,5:bOOQS'#F}'#F}O<zQtO,5:iO?lQtO,5=`O@VQ#xO,5=`O@vQtO,5=`OOQS,5:},5:}OA_QeO'#GWOBqQdO,5;^OOQV,5=^,5=^OB|QtO'#IPOCkQdO,5;tOOQS-E:[-E:[OOQV,5;s,5;sO4dQdO'#FQOOQV-E9o-E9oOCsQtO,59]OEzQtO,59iOFeQdO'#HVOFpQdO'#HVO1XQdO'#HVOF{QdO'#DTOGTQdO,59mOGYQdO'#HZO'vQdO'#HZO0rQdO,5=tOOQS,5=t,5=tO0rQdO'#EROOQS'#ES'#ESOGwQdO'#GPOHXQdO,58|OHXQdO,58|O*xQdO,5:oOHgQtO'#H]OOQS,5:r,5:rOOQS,5:z,5:zOHzQdO,5;OOI]QdO'#IOO1XQdO'#H}OOQS,5;Q,5;QOOQS'#GT'#GTOIqQtO,5;QOJPQdO,5;QOJUQdO'#IQOOQS,5;T,5;TOJdQdO'#H|OOQS,5;W,5;WOJuQdO,5;YO4iQdO,5;`O4iQdO,5;cOJ}QtO'#ITO'vQdO'#ITOKXQdO,5;eO4VQdO,5;eO0rQdO,5;jO1XQdO,5;lOK^QeO'#EuOLjQgO,5;fO!!kQdO'#IUO4iQdO,5;jO!!vQdO,5;lO!#OQdO,5;qO!#ZQtO,5;vO'vQdO,5;vPOOO,5=[,5=[P!#bOSO,5=[P!#jOdO,5=[O!&bQtO1G.jO!&iQtO1G.jO!)YQtO1G.jO!)dQtO1G.jO!+}QtO1G.jO!,bQtO1G.jO!,uQdO'#HcO!-TQtO'#GuO0rQdO'#HcO!-_QdO'#HbOOQS,5:Z,5:ZO!-gQdO,5:ZO!-lQdO'#HeO!-wQdO'#HeO!.[QdO,5>OOOQS'#Ds'#DsOOQS1G/w1G/wOOQS1G.|1G.|O!/[QtO1G.|O!/cQtO1G.|O1lQdO1G.|O!0OQdO1G/UOOQS'#DZ'#DZO0rQdO,59tOOQS1G.{1G.{O!0VQdO1G/eO!0gQdO1G/eO!0oQdO1G/fO'vQdO'#H[O!0tQdO'#H[O!0yQtO1G.{O!1ZQdO,59iO!2aQdO,5=zO!2qQdO,5=zO!2yQdO1G/mO!3OQtO1G/mOOQS1G/l1G/lO!3`QdO,5=uO!4VQdO,5=uO0rQdO1G/qO!4tQdO1G/sO!4yQtO1G/sO!5ZQtO1G/qOOQS1G/p1G/pOOQS1G/r1G/rOOOW-E9w-E9wOOQS1G/{1G/{O!5kQdO'#HxO0rQdO'#HxO!5|QdO,5>cOOOW-E9x-E9xOOQS1G/|1G/|OOQS-E9{-E9{O!6[Q#xO1G2zO!6{QtO1G2zO'vQdO,5<jOOQS,5<j,5<jOOQS-E9|-E9|OOQS,5<r,5<rOOQS-E:U-E:UOOQV1G0x1G0xO1XQdO'#GRO!7dQtO,5>kOOQS1G1`1G1`O!8RQdO1G1`OOQS'#DV'#DVO0rQdO,5=qOOQS,5=q,5=qO!8WQdO'#FrO!8cQdO,59oO!8kQdO1G/XO!8uQtO,5=uOOQS1G3`1G3`OOQS,5:m,5:mO!9fQdO'#GtOOQS,5<k,5<kOOQS-E9}-E9}O!9wQdO1G.hOOQS1G0Z1G0ZO!:VQdO,5=wO!:gQdO,5=wO0rQdO1G0jO0rQdO1G0jO!:xQdO,5>jO!;ZQdO,5>jO1XQdO,5>jO!;lQdO,5>iOOQS-E:R-E:RO!;qQdO1G0lO!;|QdO1G0lO!<RQdO,5>lO!<aQdO,5>lO!<oQdO,5>hO!=VQdO,5>hO!=hQdO'#EpO0rQdO1G0tO!=sQdO1G0tO!=xQgO1G0zO!AvQgO1G0}O!EqQdO,5>oO!E{QdO,5>oO!FTQtO,5>oO0rQdO1G1PO!F_QdO1G1PO4iQdO1G1UO!!vQdO1G1WOOQV,5;a,5;aO!FdQfO,5;aO!FiQgO1G1QO!JjQdO'#GZO4iQdO1G1QO4iQdO1G1QO!JzQdO,5>pO!KXQdO,5>pO1XQdO,5>pOOQV1G1U1G1UO!KaQdO'#FSO!KrQ!fO1G1WO!KzQdO1G1WOOQV1G1]1G1]O4iQdO1G1]O!LPQdO1G1]O!LXQdO'#F^OOQV1G1b1G1bO!#ZQtO1G1bPOOO1G2v1G2vP!L^OSO1G2vOOQS,5=},5=}OOQS'#Dp'#DpO0rQdO,5=}O!LfQdO,5=|O!LyQdO,5=|OOQS1G/u1G/uO!MRQdO,5>PO!McQdO,5>PO!MkQdO,5>PO!NOQdO,5>PO!N`QdO,5>POOQS1G3j1G3jOOQS7+$h7+$hO!8kQdO7+$pO#!RQdO1G.|O#!YQdO1G.|OOQS1G/`1G/`OOQS,5<`,5<`O'vQdO,5<`OOQS7+%P7+%PO#!aQdO7+%POOQS-E9r-E9rOOQS7+%Q7+%QO#!qQdO,5=vO'vQdO,5=vOOQS7+$g7+$gO#!vQdO7+%PO##OQdO7+%QO##TQdO1G3fOOQS7+%X7+%XO##eQdO1G3fO##mQdO7+%XOOQS,5<_,5<_O'vQdO,5<_O##rQdO1G3aOOQS-E9q-E9qO#$iQdO7+%]OOQS7+%_7+%_O#$wQdO1G3aO#%fQdO7+%_O#%kQdO1G3gO#%{QdO1G3gO#&TQdO7+%]O#&YQdO,5>dO#&sQdO,5>dO#&sQdO,5>dOOQS'#Dx'#DxO#'UO&jO'#DzO#'aO`O'#HyOOOW1G3}1G3}O#'fQdO1G3}O#'nQdO1G3}O#'yQ#xO7+(fO#(jQtO1G2UP#)TQdO'#GOOOQS,5<m,5<mOOQS-E:P-E:POOQS7+&z7+&zOOQS1G3]1G3]OOQS,5<^,5<^OOQS-E9p-E9pOOQS7+$s7+$sO#)bQdO,5=`O#){QdO,5=`O#*^QtO,5<aO#*qQdO1G3cOOQS-E9s-E9sOOQS7+&U7+&UO#+RQdO7+&UO#+aQdO,5<nO#+uQdO1G4UOOQS-E:Q-E:QO#,WQdO1G4UOOQS1G4T1G4TOOQS7+&W7+&WO#,iQdO7+&WOOQS,5<p,5<pO#,tQdO1G4WOOQS-E:S-E:SOOQS,5<l,5<lO#-SQdO1G4SOOQS-E:O-E:OO1XQdO'#EqO#-jQdO'#EqO#-uQdO'#IRO#-}QdO,5;[OOQS7+&`7+&`O0rQdO7+&`O#.SQgO7+&fO!JmQdO'#GXO4iQdO7+&fO4iQdO7+&iO#2QQtO,5<tO'vQdO,5<tO#2[QdO1G4ZOOQS-E:W-E:WO#2fQdO1G4ZO4iQdO7+&kO0rQdO7+&kOOQV7+&p7+&pO!KrQ!fO7+&rO!KzQdO7+&rO`QeO1G0{OOQV-E:X-E:XO4iQdO7+&lO4iQdO7+&lOOQV,5<u,5<uO#2nQdO,5<uO!JmQdO,5<uOOQV7+&l7+&lO#2yQgO7+&lO#6tQdO,5<vO#7PQdO1G4[OOQS-E:Y-E:YO#7^QdO1G4[O#7fQdO'#IWO#7tQdO'#IWO1XQdO'#IWOOQS'#IW'#IWO#8PQdO'#IVOOQS,5;n,5;nO#8XQdO,5;nO0rQdO'#FUOOQV7+&r7+&rO4iQdO7+&rOOQV7+&w7+&wO4iQdO7+&wO#8^QfO,5;xOOQV7+&|7+&|POOO7+(b7+(bO#8cQdO1G3iOOQS,5<c,5<cO#8qQdO1G3hOOQS-E9u-E9uO#9UQdO,5<dO#9aQdO,5<dO#9tQdO1G3kOOQS-E9v-E9vO#:UQdO1G3kO#:^QdO1G3kO#:nQdO1G3kO#:UQdO1G3kOOQS<<H[<<H[O#:yQtO1G1zOOQS<<Hk<<HkP#;WQdO'#FtO8vQdO1G3bO#;eQdO1G3bO#;jQdO<<HkOOQS<<Hl<<HlO#;zQdO7+)QOOQS<<Hs<<HsO#<[QtO1G1yP#<{QdO'#FsO#=YQdO7+)RO#=jQdO7+)RO#=rQdO<<HwO#=wQdO7+({OOQS<<Hy<<HyO#>nQdO,5<bO'vQdO,5<bOOQS-E9t-E9tOOQS<<Hw<<HwOOQS,5<g,5<gO0rQdO,5<gO#>sQdO1G4OOOQS-E9y-E9yO#?^QdO1G4OO<[QdO'#H{OOOO'#D{'#D{OOOO'#F|'#F|O#?oO&jO,5:fOOOW,5>e,5>eOOOW7+)i7+)iO#?zQdO7+)iO#@SQdO1G2zO#@mQdO1G2zP'vQdO'#FuO0rQdO<<IpO1XQdO1G2YP1XQdO'#GSO#AOQdO7+)pO#AaQdO7+)pOOQS<<Ir<<IrP1XQdO'#GUP0rQdO'#GQOOQS,5;],5;]O#ArQdO,5>mO#BQQdO,5>mOOQS1G0v1G0vOOQS<<Iz<<IzOOQV-E:V-E:VO4iQdO<<JQOOQV,5<s,5<sO4iQdO,5<sOOQV<<JQ<<JQOOQV<<JT<<JTO#BYQtO1G2`P#BdQdO'#GYO#BkQdO7+)uO#BuQgO<<JVO4iQdO<<JVOOQV<<J^<<J^O4iQdO<<J^O!KrQ!fO<<J^O#FpQgO7+&gOOQV<<JW<<JWO#FzQgO<<JWOOQV1G2a1G2aO1XQdO1G2aO#JuQdO1G2aO4iQdO<<JWO1XQdO1G2bP0rQdO'#G[O#KQQdO7+)vO#K_QdO7+)vOOQS'#FT'#FTO0rQdO,5>rO#KgQdO,5>rO#KrQdO,5>rO#K}QdO,5>qO#L`QdO,5>qOOQS1G1Y1G1YOOQS,5;p,5;pOOQV<<Jc<<JcO#LhQdO1G1dOOQS7+)T7+)TP#LmQdO'#FwO#L}QdO1G2OO#MbQdO1G2OO#MrQdO1G2OP#M}QdO'#FxO#N[QdO7+)VO#NlQdO7+)VO#NlQdO7+)VO#NtQdO7+)VO$ UQdO7+(|O8vQdO7+(|OOQSAN>VAN>VO$ oQdO<<LmOOQSAN>cAN>cO0rQdO1G1|O$!PQtO1G1|P$!ZQdO'#FvOOQS1G2R1G2RP$!hQdO'#F{O$!uQdO7+)jO$#`QdO,5>gOOOO-E9z-E9zOOOW<<MT<<MTO$#nQdO7+(fOOQSAN?[AN?[OOQS7+'t7+'tO$$XQdO<<M[OOQS,5<q,5<qO$$jQdO1G4XOOQS-E:T-E:TOOQVAN?lAN?lOOQV1G2_1G2_O4iQdOAN?qO$$xQgOAN?qOOQVAN?xAN?xO4iQdOAN?xOOQV<<JR<<JRO4iQdOAN?rO4iQdO7+'{OOQV7+'{7+'{O1XQdO7+'{OOQVAN?rAN?rOOQS7+'|7+'|O$(sQdO<<MbOOQS1G4^1G4^O0rQdO1G4^OOQS,5<w,5<wO$)QQdO1G4]OOQS-E:Z-E:ZOOQU'#G_'#G_O$)cQfO7+'OO$)nQdO'#F_O$*uQdO7+'jO$+VQdO7+'jOOQS7+'j7+'jO$+bQdO<<LqO$+rQdO<<LqO$+rQdO<<LqO$+zQdO'#H^OOQS<<Lh<<LhO$,UQdO<<LhOOQS7+'h7+'hOOQS'#D|'#D|OOOO1G4R1G4RO$,oQdO1G4RO$,wQdO1G4RP!=hQdO'#GVOOQVG25]G25]O4iQdOG25]OOQVG25dG25dOOQVG25^G25^OOQV<<Kg<<KgO4iQdO<<KgOOQS7+)x7+)xP$-SQdO'#G]OOQU-E:]-E:]OOQV<<Jj<<JjO$-vQtO'#FaOOQS'#Fc'#FcO$.WQdO'#FbO$.xQdO'#FbOOQS'#Fb'#FbO$.}QdO'#IYO$)nQdO'#FiO$)nQdO'#FiO$/fQdO'#FjO$)nQdO'#FkO$/mQdO'#IZOOQS'#IZ'#IZO$0[QdO,5;yOOQS<<KU<<KUO$0dQdO<<KUO$0tQdOANB]O$1UQdOANB]O$1^QdO'#H_OOQS'#H_'#H_O1sQdO'#DcO$1wQdO,5=xOOQSANBSANBSOOOO7+)m7+)mO$2`QdO7+)mOOQVLD*wLD*wOOQVANARANARO5uQ!fO'#GaO$2hQtO,5<SO$)nQdO'#FmOOQS,5<W,5<WOOQS'#Fd'#FdO$3YQdO,5;|O$3_QdO,5;|OOQS'#Fg'#FgO$)nQdO'#G`O$4PQdO,5<QO$4kQdO,5>tO$4{QdO,5>tO1XQdO,5<PO$5^QdO,5<TO$5cQdO,5<TO$)nQdO'#I[O$5hQdO'#I[O$5mQdO,5<UOOQS,5<V,5<VO0rQdO'#FpOOQU1G1e1G1eO4iQdO1G1eOOQSAN@pAN@pO$5rQdOG27wO$6SQdO,59}OOQS1G3d1G3dOOOO<<MX<<MXOOQS,5<{,5<{OOQS-E:_-E:_O$6XQtO'#FaO$6`QdO'#I]O$6nQdO'#I]O$6vQdO,5<XOOQS1G1h1G1hO$6{QdO1G1hO$7QQdO,5<zOOQS-E:^-E:^O$7lQdO,5=OO$8TQdO1G4`OOQS-E:b-E:bOOQS1G1k1G1kOOQS1G1o1G1oO$8eQdO,5>vO$)nQdO,5>vOOQS1G1p1G1pOOQS,5<[,5<[OOQU7+'P7+'PO$+zQdO1G/iO$)nQdO,5<YO$8sQdO,5>wO$8zQdO,5>wOOQS1G1s1G1sOOQS7+'S7+'SP$)nQdO'#GdO$9SQdO1G4bO$9^QdO1G4bO$9fQdO1G4bOOQS7+%T7+%TO$9tQdO1G1tO$:SQtO'#FaO$:ZQdO,5<}OOQS,5<},5<}O$:iQdO1G4cOOQS-E:a-E:aO$)nQdO,5<|O$:pQdO,5<|O$:uQdO7+)|OOQS-E:`-E:`O$;PQdO7+)|O$)nQdO,5<ZP$)nQdO'#GcO$;XQdO1G2hO$)nQdO1G2hP$;gQdO'#GbO$;nQdO<<MhO$;xQdO1G1uO$<WQdO7+(SO8vQdO'#C}O8vQdO,59bO8vQdO,59bO8vQdO,59bO$<fQtO,5=`O8vQdO1G.|O0rQdO1G/XO0rQdO7+$pP$<yQdO'#GOO'vQdO'#GtO$=WQdO,59bO$=]QdO,59bO$=dQdO,59mO$=iQdO1G/UO1sQdO'#DRO8vQdO,59j",
	stateData: "$>S~O%cOS%^OSSOS%]PQ~OPdOVaOfoOhYOopOs!POvqO!PrO!Q{O!T!SO!U!RO!XZO!][O!h`O!r`O!s`O!t`O!{tO!}uO#PvO#RwO#TxO#XyO#ZzO#^|O#_|O#a}O#c!OO#l!QO#o!TO#s!UO#u!VO#z!WO#}hO$P!XO%oRO%pRO%tSO%uWO&Z]O&[]O&]]O&^]O&_]O&`]O&a]O&b]O&c^O&d^O&e^O&f^O&g^O&h^O&i^O&j^O~O%]!YO~OV!aO_!aOa!bOh!iO!X!kO!f!mO%j![O%k!]O%l!^O%m!_O%n!_O%o!`O%p!`O%q!aO%r!aO%s!aO~Ok%xXl%xXm%xXn%xXo%xXp%xXs%xXz%xX{%xX!x%xX#g%xX%[%xX%_%xX%z%xXg%xX!T%xX!U%xX%{%xX!W%xX![%xX!Q%xX#[%xXt%xX!m%xX~P%SOfoOhYO!XZO!][O!h`O!r`O!s`O!t`O%oRO%pRO%tSO%uWO&Z]O&[]O&]]O&^]O&_]O&`]O&a]O&b]O&c^O&d^O&e^O&f^O&g^O&h^O&i^O&j^O~Oz%wX{%wX#g%wX%[%wX%_%wX%z%wX~Ok!pOl!qOm!oOn!oOo!rOp!sOs!tO!x%wX~P)pOV!zOg!|Oo0cOv0qO!PrO~P'vOV#OOo0cOv0qO!W#PO~P'vOV#SOa#TOo0cOv0qO![#UO~P'vOQ#XO%`#XO%a#ZO~OQ#^OR#[O%`#^O%a#`O~OV%iX_%iXa%iXh%iXk%iXl%iXm%iXn%iXo%iXp%iXs%iXz%iX!X%iX!f%iX%j%iX%k%iX%l%iX%m%iX%n%iX%o%iX%p%iX%q%iX%r%iX%s%iXg%iX!T%iX!U%iX~O&Z]O&[]O&]]O&^]O&_]O&`]O&a]O&b]O&c^O&d^O&e^O&f^O&g^O&h^O&i^O&j^O{%iX!x%iX#g%iX%[%iX%_%iX%z%iX%{%iX!W%iX![%iX!Q%iX#[%iXt%iX!m%iX~P,eOz#dO{%hX!x%hX#g%hX%[%hX%_%hX%z%hX~Oo0cOv0qO~P'vO#g#gO%[#iO%_#iO~O%uWO~O!T#nO#u!VO#z!WO#}hO~OopO~P'vOV#sOa#tO%uWO{wP~OV#xOo0cOv0qO!Q#yO~P'vO{#{O!x$QO%z#|O#g!yX%[!yX%_!yX~OV#xOo0cOv0qO#g#SX%[#SX%_#SX~P'vOo0cOv0qO#g#WX%[#WX%_#WX~P'vOh$WO%uWO~O!f$YO!r$YO%uWO~OV$eO~P'vO!U$gO#s$hO#u$iO~O{$jO~OV$qO~P'vOS$sO%[$rO%_$rO%c$tO~OV$}Oa$}Og%POo0cOv0qO~P'vOo0cOv0qO{%SO~P'vO&Y%UO~Oa!bOh!iO!X!kO!f!mOVba_bakbalbambanbaobapbasbazba{ba!xba#gba%[ba%_ba%jba%kba%lba%mba%nba%oba%pba%qba%rba%sba%zbagba!Tba!Uba%{ba!Wba![ba!Qba#[batba!mba~On%ZO~Oo%ZO~P'vOo0cO~P'vOk0eOl0fOm0dOn0dOo0mOp0nOs0rOg%wX!T%wX!U%wX%{%wX!W%wX![%wX!Q%wX#[%wX!m%wX~P)pO%{%]Og%vXz%vX!T%vX!U%vX!W%vX{%vX~Og%_Oz%`O!T%dO!U%cO~Og%_O~Oz%gO!T%dO!U%cO!W&SX~O!W%kO~Oz%lO{%nO!T%dO!U%cO![%}X~O![%rO~O![%sO~OQ#XO%`#XO%a%uO~OV%wOo0cOv0qO!PrO~P'vOQ#^OR#[O%`#^O%a%zO~OV!qa_!qaa!qah!qak!qal!qam!qan!qao!qap!qas!qaz!qa{!qa!X!qa!f!qa!x!qa#g!qa%[!qa%_!qa%j!qa%k!qa%l!qa%m!qa%n!qa%o!qa%p!qa%q!qa%r!qa%s!qa%z!qag!qa!T!qa!U!qa%{!qa!W!qa![!qa!Q!qa#[!qat!qa!m!qa~P#yOz%|O{%ha!x%ha#g%ha%[%ha%_%ha%z%ha~P%SOV&OOopOvqO{%ha!x%ha#g%ha%[%ha%_%ha%z%ha~P'vOz%|O{%ha!x%ha#g%ha%[%ha%_%ha%z%ha~OPdOVaOopOvqO!PrO!Q{O!{tO!}uO#PvO#RwO#TxO#XyO#ZzO#^|O#_|O#a}O#c!OO#g$zX%[$zX%_$zX~P'vO#g#gO%[&TO%_&TO~O!f&UOh&sX%[&sXz&sX#[&sX#g&sX%_&sX#Z&sXg&sX~Oh!iO%[&WO~Okealeameaneaoeapeaseazea{ea!xea#gea%[ea%_ea%zeagea!Tea!Uea%{ea!Wea![ea!Qea#[eatea!mea~P%SOsqazqa{qa#gqa%[qa%_qa%zqa~Ok!pOl!qOm!oOn!oOo!rOp!sO!xqa~PEcO%z&YOz%yX{%yX~O%uWOz%yX{%yX~Oz&]O{wX~O{&_O~Oz%lO#g%}X%[%}X%_%}Xg%}X{%}X![%}X!m%}X%z%}X~OV0lOo0cOv0qO!PrO~P'vO%z#|O#gUa%[Ua%_Ua~Oz&hO#g&PX%[&PX%_&PXn&PX~P%SOz&kO!Q&jO#g#Wa%[#Wa%_#Wa~Oz&lO#[&nO#g&rX%[&rX%_&rXg&rX~O!f$YO!r$YO#Z&qO%uWO~O#Z&qO~Oz&sO#g&tX%[&tX%_&tX~Oz&uO#g&pX%[&pX%_&pX{&pX~O!X&wO%z&xO~Oz&|On&wX~P%SOn'PO~OPdOVaOopOvqO!PrO!Q{O!{tO!}uO#PvO#RwO#TxO#XyO#ZzO#^|O#_|O#a}O#c!OO%['UO~P'vOt'YO#p'WO#q'XOP#naV#naf#nah#nao#nas#nav#na!P#na!Q#na!T#na!U#na!X#na!]#na!h#na!r#na!s#na!t#na!{#na!}#na#P#na#R#na#T#na#X#na#Z#na#^#na#_#na#a#na#c#na#l#na#o#na#s#na#u#na#z#na#}#na$P#na%X#na%o#na%p#na%t#na%u#na&Z#na&[#na&]#na&^#na&_#na&`#na&a#na&b#na&c#na&d#na&e#na&f#na&g#na&h#na&i#na&j#na%Z#na%_#na~Oz'ZO#[']O{&xX~Oh'_O!X&wO~Oh!iO{$jO!X&wO~O{'eO~P%SO%['hO%_'hO~OS'iO%['hO%_'hO~OV!aO_!aOa!bOh!iO!X!kO!f!mO%l!^O%m!_O%n!_O%o!`O%p!`O%q!aO%r!aO%s!aOkWilWimWinWioWipWisWizWi{Wi!xWi#gWi%[Wi%_Wi%jWi%zWigWi!TWi!UWi%{Wi!WWi![Wi!QWi#[WitWi!mWi~O%k!]O~P!#uO%kWi~P!#uOV!aO_!aOa!bOh!iO!X!kO!f!mO%o!`O%p!`O%q!aO%r!aO%s!aOkWilWimWinWioWipWisWizWi{Wi!xWi#gWi%[Wi%_Wi%jWi%kWi%lWi%zWigWi!TWi!UWi%{Wi!WWi![Wi!QWi#[WitWi!mWi~O%m!_O%n!_O~P!&pO%mWi%nWi~P!&pOa!bOh!iO!X!kO!f!mOkWilWimWinWioWipWisWizWi{Wi!xWi#gWi%[Wi%_Wi%jWi%kWi%lWi%mWi%nWi%oWi%pWi%zWigWi!TWi!UWi%{Wi!WWi![Wi!QWi#[WitWi!mWi~OV!aO_!aO%q!aO%r!aO%s!aO~P!)nOVWi_Wi%qWi%rWi%sWi~P!)nO!T%dO!U%cOg&VXz&VX~O%z'kO%{'kO~P,eOz'mOg&UX~Og'oO~Oz'pO{'rO!W&XX~Oo0cOv0qOz'pO{'sO!W&XX~P'vO!W'uO~Om!oOn!oOo!rOp!sOkjisjizji{ji!xji#gji%[ji%_ji%zji~Ol!qO~P!.aOlji~P!.aOk0eOl0fOm0dOn0dOo0mOp0nO~Ot'wO~P!/jOV'|Og'}Oo0cOv0qO~P'vOg'}Oz(OO~Og(QO~O!U(SO~Og(TOz(OO!T%dO!U%cO~P%SOk0eOl0fOm0dOn0dOo0mOp0nOgqa!Tqa!Uqa%{qa!Wqa![qa!Qqa#[qatqa!mqa~PEcOV'|Oo0cOv0qO!W&Sa~P'vOz(WO!W&Sa~O!W(XO~Oz(WO!T%dO!U%cO!W&Sa~P%SOV(]Oo0cOv0qO![%}a#g%}a%[%}a%_%}ag%}a{%}a!m%}a%z%}a~P'vOz(^O![%}a#g%}a%[%}a%_%}ag%}a{%}a!m%}a%z%}a~O![(aO~Oz(^O!T%dO!U%cO![%}a~P%SOz(dO!T%dO!U%cO![&Ta~P%SOz(gO{&lX![&lX!m&lX%z&lX~O{(kO![(mO!m(nO%z(jO~OV&OOopOvqO{%hi!x%hi#g%hi%[%hi%_%hi%z%hi~P'vOz(pO{%hi!x%hi#g%hi%[%hi%_%hi%z%hi~O!f&UOh&sa%[&saz&sa#[&sa#g&sa%_&sa#Z&sag&sa~O%[(uO~OV#sOa#tO%uWO~Oz&]O{wa~OopOvqO~P'vOz(^O#g%}a%[%}a%_%}ag%}a{%}a![%}a!m%}a%z%}a~P%SOz(zO#g%hX%[%hX%_%hX%z%hX~O%z#|O#gUi%[Ui%_Ui~O#g&Pa%[&Pa%_&Pan&Pa~P'vOz(}O#g&Pa%[&Pa%_&Pan&Pa~O%uWO#g&ra%[&ra%_&rag&ra~Oz)SO#g&ra%[&ra%_&rag&ra~Og)VO~OV)WOh$WO%uWO~O#Z)XO~O%uWO#g&ta%[&ta%_&ta~Oz)ZO#g&ta%[&ta%_&ta~Oo0cOv0qO#g&pa%[&pa%_&pa{&pa~P'vOz)^O#g&pa%[&pa%_&pa{&pa~OV)`Oa)`O%uWO~O%z)eO~Ot)hO#j)gOP#hiV#hif#hih#hio#his#hiv#hi!P#hi!Q#hi!T#hi!U#hi!X#hi!]#hi!h#hi!r#hi!s#hi!t#hi!{#hi!}#hi#P#hi#R#hi#T#hi#X#hi#Z#hi#^#hi#_#hi#a#hi#c#hi#l#hi#o#hi#s#hi#u#hi#z#hi#}#hi$P#hi%X#hi%o#hi%p#hi%t#hi%u#hi&Z#hi&[#hi&]#hi&^#hi&_#hi&`#hi&a#hi&b#hi&c#hi&d#hi&e#hi&f#hi&g#hi&h#hi&i#hi&j#hi%Z#hi%_#hi~Ot)iOP#kiV#kif#kih#kio#kis#kiv#ki!P#ki!Q#ki!T#ki!U#ki!X#ki!]#ki!h#ki!r#ki!s#ki!t#ki!{#ki!}#ki#P#ki#R#ki#T#ki#X#ki#Z#ki#^#ki#_#ki#a#ki#c#ki#l#ki#o#ki#s#ki#u#ki#z#ki#}#ki$P#ki%X#ki%o#ki%p#ki%t#ki%u#ki&Z#ki&[#ki&]#ki&^#ki&_#ki&`#ki&a#ki&b#ki&c#ki&d#ki&e#ki&f#ki&g#ki&h#ki&i#ki&j#ki%Z#ki%_#ki~OV)kOn&wa~P'vOz)lOn&wa~Oz)lOn&wa~P%SOn)pO~O%Y)tO~Ot)wO#p'WO#q)vOP#niV#nif#nih#nio#nis#niv#ni!P#ni!Q#ni!T#ni!U#ni!X#ni!]#ni!h#ni!r#ni!s#ni!t#ni!{#ni!}#ni#P#ni#R#ni#T#ni#X#ni#Z#ni#^#ni#_#ni#a#ni#c#ni#l#ni#o#ni#s#ni#u#ni#z#ni#}#ni$P#ni%X#ni%o#ni%p#ni%t#ni%u#ni&Z#ni&[#ni&]#ni&^#ni&_#ni&`#ni&a#ni&b#ni&c#ni&d#ni&e#ni&f#ni&g#ni&h#ni&i#ni&j#ni%Z#ni%_#ni~OV)zOo0cOv0qO{$jO~P'vOo0cOv0qO{&xa~P'vOz*OO{&xa~OV*SOa*TOg*WO%q*UO%uWO~O{$jO&{*YO~Oh'_O~Oh!iO{$jO~O%[*_O~O%[*aO%_*aO~OV$}Oa$}Oo0cOv0qOg&Ua~P'vOz*dOg&Ua~Oo0cOv0qO{*gO!W&Xa~P'vOz*hO!W&Xa~Oo0cOv0qOz*hO{*kO!W&Xa~P'vOo0cOv0qOz*hO!W&Xa~P'vOz*hO{*kO!W&Xa~Om0dOn0dOo0mOp0nOgjikjisjizji!Tji!Uji%{ji!Wji{ji![ji#gji%[ji%_ji!Qji#[jitji!mji%zji~Ol0fO~P!NkOlji~P!NkOV'|Og*pOo0cOv0qO~P'vOn*rO~Og*pOz*tO~Og*uO~OV'|Oo0cOv0qO!W&Si~P'vOz*vO!W&Si~O!W*wO~OV(]Oo0cOv0qO![%}i#g%}i%[%}i%_%}ig%}i{%}i!m%}i%z%}i~P'vOz*zO!T%dO!U%cO![&Ti~Oz*}O![%}i#g%}i%[%}i%_%}ig%}i{%}i!m%}i%z%}i~O![+OO~Oa+QOo0cOv0qO![&Ti~P'vOz*zO![&Ti~O![+SO~OV+UOo0cOv0qO{&la![&la!m&la%z&la~P'vOz+VO{&la![&la!m&la%z&la~O!]+YO&n+[O![!nX~O![+^O~O{(kO![+_O~O{(kO![+_O!m+`O~OV&OOopOvqO{%hq!x%hq#g%hq%[%hq%_%hq%z%hq~P'vOz$ri{$ri!x$ri#g$ri%[$ri%_$ri%z$ri~P%SOV&OOopOvqO~P'vOV&OOo0cOv0qO#g%ha%[%ha%_%ha%z%ha~P'vOz+aO#g%ha%[%ha%_%ha%z%ha~Oz$ia#g$ia%[$ia%_$ian$ia~P%SO#g&Pi%[&Pi%_&Pin&Pi~P'vOz+dO#g#Wq%[#Wq%_#Wq~O#[+eOz$va#g$va%[$va%_$vag$va~O%uWO#g&ri%[&ri%_&rig&ri~Oz+gO#g&ri%[&ri%_&rig&ri~OV+iOh$WO%uWO~O%uWO#g&ti%[&ti%_&ti~Oo0cOv0qO#g&pi%[&pi%_&pi{&pi~P'vO{#{Oz#eX!W#eX~Oz+mO!W&uX~O!W+oO~Ot+rO#j)gOP#hqV#hqf#hqh#hqo#hqs#hqv#hq!P#hq!Q#hq!T#hq!U#hq!X#hq!]#hq!h#hq!r#hq!s#hq!t#hq!{#hq!}#hq#P#hq#R#hq#T#hq#X#hq#Z#hq#^#hq#_#hq#a#hq#c#hq#l#hq#o#hq#s#hq#u#hq#z#hq#}#hq$P#hq%X#hq%o#hq%p#hq%t#hq%u#hq&Z#hq&[#hq&]#hq&^#hq&_#hq&`#hq&a#hq&b#hq&c#hq&d#hq&e#hq&f#hq&g#hq&h#hq&i#hq&j#hq%Z#hq%_#hq~On$|az$|a~P%SOV)kOn&wi~P'vOz+yOn&wi~Oz,TO{$jO#[,TO~O#q,VOP#nqV#nqf#nqh#nqo#nqs#nqv#nq!P#nq!Q#nq!T#nq!U#nq!X#nq!]#nq!h#nq!r#nq!s#nq!t#nq!{#nq!}#nq#P#nq#R#nq#T#nq#X#nq#Z#nq#^#nq#_#nq#a#nq#c#nq#l#nq#o#nq#s#nq#u#nq#z#nq#}#nq$P#nq%X#nq%o#nq%p#nq%t#nq%u#nq&Z#nq&[#nq&]#nq&^#nq&_#nq&`#nq&a#nq&b#nq&c#nq&d#nq&e#nq&f#nq&g#nq&h#nq&i#nq&j#nq%Z#nq%_#nq~O#[,WOz%Oa{%Oa~Oo0cOv0qO{&xi~P'vOz,YO{&xi~O{#{O%z,[Og&zXz&zX~O%uWOg&zXz&zX~Oz,`Og&yX~Og,bO~O%Y,eO~O!T%dO!U%cOg&Viz&Vi~OV$}Oa$}Oo0cOv0qOg&Ui~P'vO{,hOz$la!W$la~Oo0cOv0qO{,iOz$la!W$la~P'vOo0cOv0qO{*gO!W&Xi~P'vOz,lO!W&Xi~Oo0cOv0qOz,lO!W&Xi~P'vOz,lO{,oO!W&Xi~Og$hiz$hi!W$hi~P%SOV'|Oo0cOv0qO~P'vOn,qO~OV'|Og,rOo0cOv0qO~P'vOV'|Oo0cOv0qO!W&Sq~P'vOz$gi![$gi#g$gi%[$gi%_$gig$gi{$gi!m$gi%z$gi~P%SOV(]Oo0cOv0qO~P'vOa+QOo0cOv0qO![&Tq~P'vOz,sO![&Tq~O![,tO~OV(]Oo0cOv0qO![%}q#g%}q%[%}q%_%}qg%}q{%}q!m%}q%z%}q~P'vO{,uO~OV+UOo0cOv0qO{&li![&li!m&li%z&li~P'vOz,zO{&li![&li!m&li%z&li~O!]+YO&n+[O![!na~O{(kO![,}O~OV&OOo0cOv0qO#g%hi%[%hi%_%hi%z%hi~P'vOz-OO#g%hi%[%hi%_%hi%z%hi~O%uWO#g&rq%[&rq%_&rqg&rq~Oz-RO#g&rq%[&rq%_&rqg&rq~OV)`Oa)`O%uWO!W&ua~Oz-TO!W&ua~On$|iz$|i~P%SOV)kO~P'vOV)kOn&wq~P'vOt-XOP#myV#myf#myh#myo#mys#myv#my!P#my!Q#my!T#my!U#my!X#my!]#my!h#my!r#my!s#my!t#my!{#my!}#my#P#my#R#my#T#my#X#my#Z#my#^#my#_#my#a#my#c#my#l#my#o#my#s#my#u#my#z#my#}#my$P#my%X#my%o#my%p#my%t#my%u#my&Z#my&[#my&]#my&^#my&_#my&`#my&a#my&b#my&c#my&d#my&e#my&f#my&g#my&h#my&i#my&j#my%Z#my%_#my~O%Z-]O%_-]O~P`O#q-^OP#nyV#nyf#nyh#nyo#nys#nyv#ny!P#ny!Q#ny!T#ny!U#ny!X#ny!]#ny!h#ny!r#ny!s#ny!t#ny!{#ny!}#ny#P#ny#R#ny#T#ny#X#ny#Z#ny#^#ny#_#ny#a#ny#c#ny#l#ny#o#ny#s#ny#u#ny#z#ny#}#ny$P#ny%X#ny%o#ny%p#ny%t#ny%u#ny&Z#ny&[#ny&]#ny&^#ny&_#ny&`#ny&a#ny&b#ny&c#ny&d#ny&e#ny&f#ny&g#ny&h#ny&i#ny&j#ny%Z#ny%_#ny~Oz-aO{$jO#[-aO~Oo0cOv0qO{&xq~P'vOz-dO{&xq~O%z,[Og&zaz&za~O{#{Og&zaz&za~OV*SOa*TO%q*UO%uWOg&ya~Oz-hOg&ya~O$S-lO~OV$}Oa$}Oo0cOv0qO~P'vOo0cOv0qO{-mOz$li!W$li~P'vOo0cOv0qOz$li!W$li~P'vO{-mOz$li!W$li~Oo0cOv0qO{*gO~P'vOo0cOv0qO{*gO!W&Xq~P'vOz-pO!W&Xq~Oo0cOv0qOz-pO!W&Xq~P'vOs-sO!T%dO!U%cOg&Oq!W&Oq![&Oqz&Oq~P!/jOa+QOo0cOv0qO![&Ty~P'vOz$ji![$ji~P%SOa+QOo0cOv0qO~P'vOV+UOo0cOv0qO~P'vOV+UOo0cOv0qO{&lq![&lq!m&lq%z&lq~P'vO{(kO![-xO!m-yO%z-wO~OV&OOo0cOv0qO#g%hq%[%hq%_%hq%z%hq~P'vO%uWO#g&ry%[&ry%_&ryg&ry~OV)`Oa)`O%uWO!W&ui~Ot-}OP#m!RV#m!Rf#m!Rh#m!Ro#m!Rs#m!Rv#m!R!P#m!R!Q#m!R!T#m!R!U#m!R!X#m!R!]#m!R!h#m!R!r#m!R!s#m!R!t#m!R!{#m!R!}#m!R#P#m!R#R#m!R#T#m!R#X#m!R#Z#m!R#^#m!R#_#m!R#a#m!R#c#m!R#l#m!R#o#m!R#s#m!R#u#m!R#z#m!R#}#m!R$P#m!R%X#m!R%o#m!R%p#m!R%t#m!R%u#m!R&Z#m!R&[#m!R&]#m!R&^#m!R&_#m!R&`#m!R&a#m!R&b#m!R&c#m!R&d#m!R&e#m!R&f#m!R&g#m!R&h#m!R&i#m!R&j#m!R%Z#m!R%_#m!R~Oo0cOv0qO{&xy~P'vOV*SOa*TO%q*UO%uWOg&yi~O$S-lO%Z.VO%_.VO~OV.aOh._O!X.^O!].`O!h.YO!s.[O!t.[O%p.XO%uWO&Z]O&[]O&]]O&^]O&_]O&`]O&a]O&b]O~Oo0cOv0qOz$lq!W$lq~P'vO{.fOz$lq!W$lq~Oo0cOv0qO{*gO!W&Xy~P'vOz.gO!W&Xy~Oo0cOv.kO~P'vOs-sO!T%dO!U%cOg&Oy!W&Oy![&Oyz&Oy~P!/jO{(kO![.nO~O{(kO![.nO!m.oO~OV*SOa*TO%q*UO%uWO~Oh.tO!f.rOz$TX#[$TX%j$TXg$TX~Os$TX{$TX!W$TX![$TX~P$-bO%o.vO%p.vOs$UXz$UX{$UX#[$UX%j$UX!W$UXg$UX![$UX~O!h.xO~Oz.|O#[/OO%j.yOs&|X{&|X!W&|Xg&|X~Oa/RO~P$)zOh.tOs&}Xz&}X{&}X#[&}X%j&}X!W&}Xg&}X![&}X~Os/VO{$jO~Oo0cOv0qOz$ly!W$ly~P'vOo0cOv0qO{*gO!W&X!R~P'vOz/ZO!W&X!R~Og&RXs&RX!T&RX!U&RX!W&RX![&RXz&RX~P!/jOs-sO!T%dO!U%cOg&Qa!W&Qa![&Qaz&Qa~O{(kO![/^O~O!f.rOh$[as$[az$[a{$[a#[$[a%j$[a!W$[ag$[a![$[a~O!h/eO~O%o.vO%p.vOs$Uaz$Ua{$Ua#[$Ua%j$Ua!W$Uag$Ua![$Ua~O%j.yOs$Yaz$Ya{$Ya#[$Ya!W$Yag$Ya![$Ya~Os&|a{&|a!W&|ag&|a~P$)nOz/jOs&|a{&|a!W&|ag&|a~O!W/mO~Og/mO~O{/oO~O![/pO~Oo0cOv0qO{*gO!W&X!Z~P'vO{/sO~O%z/tO~P$-bOz/uO#[/OO%j.yOg'PX~Oz/uOg'PX~Og/wO~O!h/xO~O#[/OOs%Saz%Sa{%Sa%j%Sa!W%Sag%Sa![%Sa~O#[/OO%j.yOs%Waz%Wa{%Wa!W%Wag%Wa~Os&|i{&|i!W&|ig&|i~P$)nOz/zO#[/OO%j.yO!['Oa~Og'Pa~P$)nOz0SOg'Pa~Oa0UO!['Oi~P$)zOz0WO!['Oi~Oz0WO#[/OO%j.yO!['Oi~O#[/OO%j.yOg$biz$bi~O%z0ZO~P$-bO#[/OO%j.yOg%Vaz%Va~Og'Pi~P$)nO{0^O~Oa0UO!['Oq~P$)zOz0`O!['Oq~O#[/OO%j.yOz%Ui![%Ui~Oa0UO~P$)zOa0UO!['Oy~P$)zO#[/OO%j.yOg$ciz$ci~O#[/OO%j.yOz%Uq![%Uq~Oz+aO#g%ha%[%ha%_%ha%z%ha~P%SOV&OOo0cOv0qO~P'vOn0hO~Oo0hO~P'vO{0iO~Ot0jO~P!/jO&]&Z&j&h&i&g&f&d&e&c&b&`&a&_&^&[%u~",
	goto: "!=j'QPPPPPP'RP'Z*s+[+t,_,y-fP.SP'Z.r.r'ZPPP'Z2[PPPPPP2[5PPP5PP7b7k=sPP=v>h>kPP'Z'ZPP>zPP'Z'ZPP'Z'Z'Z'Z'Z?O?w'ZP?zP@QDXGuGyPG|HWH['ZPPPH_Hk'RP'R'RP'RP'RP'RP'RP'R'R'RP'RPP'RPP'RP'RPHqH}IVPI^IdPI^PI^I^PPPI^PKrPK{LVL]KrPI^LfPI^PLmLsPLwM]MzNeLwLwNkNxLwLwLwLw! ^! d! g! l! o! y!!P!!]!!o!!u!#P!#V!#s!#y!$P!$Z!$a!$g!$y!%T!%Z!%a!%k!%q!%w!%}!&T!&Z!&e!&k!&u!&{!'U!'[!'k!'s!'}!(UPPPPPPPPPPP!([!(_!(e!(n!(x!)TPPPPPPPPPPPP!-u!/Z!3^!6oPP!6w!7W!7a!8Y!8P!8c!8i!8l!8o!8r!8z!9jPPPPPPPPPPPPPPPPP!9m!9q!9wP!:]!:a!:m!:v!;S!;j!;m!;p!;v!;|!<S!<VP!<_!<h!=d!=g]eOn#g$j)t,P'}`OTYZ[adnoprtxy}!P!Q!R!U!X!c!d!e!f!g!h!i!k!o!p!q!s!t!z#O#S#T#[#d#g#x#y#{#}$Q$e$g$h$j$q$}%S%Z%^%`%c%g%l%n%w%|&O&Z&_&h&j&k&u&x&|'P'W'Z'l'm'p'r's'w'|(O(S(W(](^(d(g(p(r(z(})^)e)g)k)l)p)t)z*O*Y*d*g*h*k*q*r*t*v*y*z*}+Q+U+V+Y+a+c+d+k+x+y,P,X,Y,],g,h,i,k,l,o,q,s,u,w,y,z-O-d-f-m-p-s.f.g/V/Z/s0c0d0e0f0h0i0j0k0l0n0r{!cQ#c#p$R$d$p%e%j%p%q&`'O'g(q(|)j*o*x+w,v0g}!dQ#c#p$R$d$p$u%e%j%p%q&`'O'g(q(|)j*o*x+w,v0g!P!eQ#c#p$R$d$p$u$v%e%j%p%q&`'O'g(q(|)j*o*x+w,v0g!R!fQ#c#p$R$d$p$u$v$w%e%j%p%q&`'O'g(q(|)j*o*x+w,v0g!T!gQ#c#p$R$d$p$u$v$w$x%e%j%p%q&`'O'g(q(|)j*o*x+w,v0g!V!hQ#c#p$R$d$p$u$v$w$x$y%e%j%p%q&`'O'g(q(|)j*o*x+w,v0g!Z!hQ!n#c#p$R$d$p$u$v$w$x$y$z%e%j%p%q&`'O'g(q(|)j*o*x+w,v0g'}TOTYZ[adnoprtxy}!P!Q!R!U!X!c!d!e!f!g!h!i!k!o!p!q!s!t!z#O#S#T#[#d#g#x#y#{#}$Q$e$g$h$j$q$}%S%Z%^%`%c%g%l%n%w%|&O&Z&_&h&j&k&u&x&|'P'W'Z'l'm'p'r's'w'|(O(S(W(](^(d(g(p(r(z(})^)e)g)k)l)p)t)z*O*Y*d*g*h*k*q*r*t*v*y*z*}+Q+U+V+Y+a+c+d+k+x+y,P,X,Y,],g,h,i,k,l,o,q,s,u,w,y,z-O-d-f-m-p-s.f.g/V/Z/s0c0d0e0f0h0i0j0k0l0n0r&eVOYZ[dnprxy}!P!Q!U!i!k!o!p!q!s!t#[#d#g#y#{#}$Q$h$j$}%S%Z%^%`%g%l%n%w%|&Z&_&j&k&u&x'P'W'Z'l'm'p'r's'w(O(W(^(d(g(p(r(z)^)e)g)p)t)z*O*Y*d*g*h*k*q*r*t*v*y*z*}+U+V+Y+a+d+k,P,X,Y,],g,h,i,k,l,o,q,s,u,w,y,z-O-d-f-m-p-s.f.g/V/Z/s0c0d0e0f0h0i0j0k0n0r%oXOYZ[dnrxy}!P!Q!U!i!k#[#d#g#y#{#}$Q$h$j$}%S%^%`%g%l%n%w%|&Z&_&j&k&u&x'P'W'Z'l'm'p'r's'w(O(W(^(d(g(p(r(z)^)e)g)p)t)z*O*Y*d*g*h*k*q*t*v*y*z*}+U+V+Y+a+d+k,P,X,Y,],g,h,i,k,l,o,s,u,w,y,z-O-d-f-m-p.f.g/V/Z0i0j0kQ#vqQ/[.kR0o0q't`OTYZ[adnoprtxy}!P!Q!R!U!X!c!d!e!f!g!h!k!o!p!q!s!t!z#O#S#T#[#d#g#x#y#{#}$Q$e$g$h$j$q$}%S%Z%^%`%c%g%l%n%w%|&O&Z&_&h&j&k&u&x&|'P'W'Z'l'p'r's'w'|(O(S(W(](^(d(g(p(r(z(})^)e)g)k)l)p)t)z*O*Y*g*h*k*q*r*t*v*y*z*}+Q+U+V+Y+a+c+d+k+x+y,P,X,Y,],h,i,k,l,o,q,s,u,w,y,z-O-d-f-m-p-s.f.g/V/Z/s0c0d0e0f0h0i0j0k0l0n0rh#jhz{$W$Z&l&q)S)X+f+g-RW#rq&].k0qQ$]|Q$a!OQ$n!VQ$o!WW$|!i'm*d,gS&[#s#tQ'S$iQ(s&UQ)U&nU)Y&s)Z+jW)a&w+m-T-{Q*Q']W*R'_,`-h.TQ+l)`S,_*S*TQ-Q+eQ-_,TQ-c,WQ.R-al.W-l.^._.a.z.|/R/j/o/t/y0U0Z0^Q/S.`Q/a.tQ/l/OU0P/u0S0[X0V/z0W0_0`R&Z#r!_!wYZ!P!Q!k%S%`%g'p'r's(O(W)g*g*h*k*q*t*v,h,i,k,l,o-m-p.f.g/ZR%^!vQ!{YQ%x#[Q&d#}Q&g$QR,{+YT.j-s/s!Y!jQ!n#c#p$R$d$p$u$v$w$x$y$z%e%j%p%q&`'O'g(q(|)j*o*x+w,v0gQ&X#kQ'c$oR*^'dR'l$|Q%V!mR/_.r'|_OTYZ[adnoprtxy}!P!Q!R!U!X!c!d!e!f!g!h!i!k!o!p!q!s!t!z#O#S#T#[#d#g#x#y#{#}$Q$e$g$h$j$q$}%S%Z%^%`%c%g%l%n%w%|&O&Z&_&h&j&k&u&x&|'P'W'Z'l'm'p'r's'w'|(O(S(W(](^(d(g(p(r(z(})^)e)g)k)l)p)t)z*O*Y*d*g*h*k*q*r*t*v*y*z*}+Q+U+V+Y+a+c+d+k+x+y,P,X,Y,],g,h,i,k,l,o,q,s,u,w,y,z-O-d-f-m-p-s.f.g/V/Z/s0c0d0e0f0h0i0j0k0l0n0rS#a_#b!P.[-l.^._.`.a.t.z.|/R/j/o/t/u/y/z0S0U0W0Z0[0^0_0`'|_OTYZ[adnoprtxy}!P!Q!R!U!X!c!d!e!f!g!h!i!k!o!p!q!s!t!z#O#S#T#[#d#g#x#y#{#}$Q$e$g$h$j$q$}%S%Z%^%`%c%g%l%n%w%|&O&Z&_&h&j&k&u&x&|'P'W'Z'l'm'p'r's'w'|(O(S(W(](^(d(g(p(r(z(})^)e)g)k)l)p)t)z*O*Y*d*g*h*k*q*r*t*v*y*z*}+Q+U+V+Y+a+c+d+k+x+y,P,X,Y,],g,h,i,k,l,o,q,s,u,w,y,z-O-d-f-m-p-s.f.g/V/Z/s0c0d0e0f0h0i0j0k0l0n0rT#a_#bT#^^#_R(o%xa(l%x(n(o+`,{-y-z.oT+[(k+]R-z,{Q$PsQ+l)aQ,^*RR-e,_X#}s$O$P&fQ&y$aQ'a$nQ'd$oR)s'SQ)b&wV-S+m-T-{ZgOn$j)t,PXkOn)t,PQ$k!TQ&z$bQ&{$cQ'^$mQ'b$oQ)q'RQ)x'WQ){'XQ)|'YQ*Z'`S*]'c'dQ+s)gQ+u)hQ+v)iQ+z)oS+|)r*[Q,Q)vQ,R)wS,S)y)zQ,d*^Q-V+rQ-W+tQ-Y+{S-Z+},OQ-`,UQ-b,VQ-|-XQ.O-[Q.P-^Q.Q-_Q.p-}Q.q.RQ/W.dR/r/XWkOn)t,PR#mjQ'`$nS)r'S'aR,O)sQ,]*RR-f,^Q*['`Q+})rR-[,OZiOjn)t,PQ'f$pR*`'gT-j,e-ku.c-l.^._.a.t.z.|/R/j/o/t/u/y0S0U0Z0[0^t.c-l.^._.a.t.z.|/R/j/o/t/u/y0S0U0Z0[0^Q/S.`X0V/z0W0_0`!P.Z-l.^._.`.a.t.z.|/R/j/o/t/u/y/z0S0U0W0Z0[0^0_0`Q.w.YR/f.xg.z.].{/b/i/n/|0O0Q0]0a0bu.b-l.^._.a.t.z.|/R/j/o/t/u/y0S0U0Z0[0^X.u.W.b/a0PR/c.tV0R/u0S0[R/X.dQnOS#on,PR,P)tQ&^#uR(x&^S%m#R#wS(_%m(bT(b%p&`Q%a!yQ%h!}W(P%a%h(U(YQ(U%eR(Y%jQ&i$RR)O&iQ(e%qQ*{(`T+R(e*{Q'n%OR*e'nS'q%R%SY*i'q*j,m-q.hU*j'r's'tU,m*k*l*mS-q,n,oR.h-rQ#Y]R%t#YQ#_^R%y#_Q(h%vS+W(h+XR+X(iQ+](kR,|+]Q#b_R%{#bQ#ebQ%}#cW&Q#e%}({+bQ({&cR+b0gQ$OsS&e$O&fR&f$PQ&v$_R)_&vQ&V#jR(t&VQ&m$VS)T&m+hR+h)UQ$Z{R&p$ZQ&t$]R)[&tQ+n)bR-U+nQ#hfR&S#hQ)f&zR+q)fQ&}$dS)m&})nR)n'OQ'V$kR)u'VQ'[$lS*P'[,ZR,Z*QQ,a*VR-i,aWjOn)t,PR#ljQ-k,eR.U-kd.{.]/b/i/n/|0O0Q0]0a0bR/h.{U.s.W/a0PR/`.sQ/{/nS0X/{0YR0Y/|S/v/b/cR0T/vQ.}.]R/k.}R!ZPXmOn)t,PWlOn)t,PR'T$jYfOn$j)t,PR&R#g[sOn#g$j)t,PR&d#}&dQOYZ[dnprxy}!P!Q!U!i!k!o!p!q!s!t#[#d#g#y#{#}$Q$h$j$}%S%Z%^%`%g%l%n%w%|&Z&_&j&k&u&x'P'W'Z'l'm'p'r's'w(O(W(^(d(g(p(r(z)^)e)g)p)t)z*O*Y*d*g*h*k*q*r*t*v*y*z*}+U+V+Y+a+d+k,P,X,Y,],g,h,i,k,l,o,q,s,u,w,y,z-O-d-f-m-p-s.f.g/V/Z/s0c0d0e0f0h0i0j0k0n0rQ!nTQ#caQ#poU$Rt%c(SS$d!R$gQ$p!XQ$u!cQ$v!dQ$w!eQ$x!fQ$y!gQ$z!hQ%e!zQ%j#OQ%p#SQ%q#TQ&`#xQ'O$eQ'g$qQ(q&OU(|&h(}+cW)j&|)l+x+yQ*o'|Q*x(]Q+w)kQ,v+QR0g0lQ!yYQ!}ZQ$b!PQ$c!QQ%R!kQ't%S^'{%`%g(O(W*q*t*v^*f'p*h,k,l-p.g/ZQ*l'rQ*m'sQ+t)gQ,j*gQ,n*kQ-n,hQ-o,iQ-r,oQ.e-mR/Y.f[bOn#g$j)t,P!^!vYZ!P!Q!k%S%`%g'p'r's(O(W)g*g*h*k*q*t*v,h,i,k,l,o-m-p.f.g/ZQ#R[Q#fdS#wrxQ$UyW$_}$Q'P)pS$l!U$hW${!i'm*d,gS%v#[+Y`&P#d%|(p(r(z+a-O0kQ&a#yQ&b#{Q&c#}Q'j$}Q'z%^W([%l(^*y*}Q(`%nQ(i%wQ(v&ZS(y&_0iQ)P&jQ)Q&kU)]&u)^+kQ)d&xQ)y'WY)}'Z*O,X,Y-dQ*b'lS*n'w0jW+P(d*z,s,wW+T(g+V,y,zQ+p)eQ,U)zQ,c*YQ,x+UQ-P+dQ-e,]Q-v,uQ.S-fR/q/VhUOn#d#g$j%|&_'w(p(r)t,P%U!uYZ[drxy}!P!Q!U!i!k#[#y#{#}$Q$h$}%S%^%`%g%l%n%w&Z&j&k&u&x'P'W'Z'l'm'p'r's(O(W(^(d(g(z)^)e)g)p)z*O*Y*d*g*h*k*q*t*v*y*z*}+U+V+Y+a+d+k,X,Y,],g,h,i,k,l,o,s,u,w,y,z-O-d-f-m-p.f.g/V/Z0i0j0kQ#qpW%W!o!s0d0nQ%X!pQ%Y!qQ%[!tQ%f0cS'v%Z0hQ'x0eQ'y0fQ,p*rQ-u,qS.i-s/sR0p0rU#uq.k0qR(w&][cOn#g$j)t,PZ!xY#[#}$Q+YQ#W[Q#zrR$TxQ%b!yQ%i!}Q%o#RQ'j${Q(V%eQ(Z%jQ(c%pQ(f%qQ*|(`Q,f*bQ-t,pQ.m-uR/].lQ$StQ(R%cR*s(SQ.l-sR/}/sR#QZR#V[R%Q!iQ%O!iV*c'm*d,g!Z!lQ!n#c#p$R$d$p$u$v$w$x$y$z%e%j%p%q&`'O'g(q(|)j*o*x+w,v0gR%T!kT#]^#_Q%x#[R,{+YQ(m%xS+_(n(oQ,}+`Q-x,{S.n-y-zR/^.oT+Z(k+]Q$`}Q&g$QQ)o'PR+{)pQ$XzQ)W&qR+i)XQ$XzQ&o$WQ)W&qR+i)XQ#khW$Vz$W&q)XQ$[{Q&r$ZZ)R&l)S+f+g-RR$^|R)c&wXlOn)t,PQ$f!RR'Q$gQ$m!UR'R$hR*X'_Q*V'_V-g,`-h.TQ.d-lQ/P.^R/Q._U.]-l.^._Q/U.aQ/b.tQ/g.zU/i.|/j/yQ/n/RQ/|/oQ0O/tU0Q/u0S0[Q0]0UQ0a0ZR0b0^R/T.`R/d.t",
	nodeNames: "⚠ print Escape { Comment Script AssignStatement * BinaryExpression BitOp BitOp BitOp BitOp ArithOp ArithOp @ ArithOp ** UnaryExpression ArithOp BitOp AwaitExpression await ) ( ParenthesizedExpression BinaryExpression or and CompareOp in not is UnaryExpression ConditionalExpression if else LambdaExpression lambda ParamList VariableName AssignOp , : NamedExpression AssignOp YieldExpression yield from TupleExpression ComprehensionExpression async for LambdaExpression ] [ ArrayExpression ArrayComprehensionExpression } { DictionaryExpression DictionaryComprehensionExpression SetExpression SetComprehensionExpression CallExpression ArgList AssignOp MemberExpression . PropertyName Number String FormatString FormatReplacement FormatSelfDoc FormatConversion FormatSpec FormatReplacement FormatSelfDoc ContinuedString Ellipsis None Boolean TypeDef AssignOp UpdateStatement UpdateOp ExpressionStatement DeleteStatement del PassStatement pass BreakStatement break ContinueStatement continue ReturnStatement return YieldStatement PrintStatement RaiseStatement raise ImportStatement import as ScopeStatement global nonlocal AssertStatement assert TypeDefinition type TypeParamList TypeParam StatementGroup ; IfStatement Body elif WhileStatement while ForStatement TryStatement try except finally WithStatement with FunctionDefinition def ParamList AssignOp TypeDef ClassDefinition class DecoratedStatement Decorator At MatchStatement match MatchBody MatchClause case CapturePattern LiteralPattern ArithOp ArithOp AsPattern OrPattern LogicOp AttributePattern SequencePattern MappingPattern StarPattern ClassPattern PatternArgList KeywordPattern KeywordPattern Guard",
	maxTerm: 277,
	context: trackIndent,
	nodeProps: [
		[
			"isolate",
			-5,
			4,
			71,
			72,
			73,
			77,
			""
		],
		[
			"group",
			-15,
			6,
			85,
			87,
			88,
			90,
			92,
			94,
			96,
			98,
			99,
			100,
			102,
			105,
			108,
			110,
			"Statement Statement",
			-22,
			8,
			18,
			21,
			25,
			40,
			49,
			50,
			56,
			57,
			60,
			61,
			62,
			63,
			64,
			67,
			70,
			71,
			72,
			79,
			80,
			81,
			82,
			"Expression",
			-10,
			114,
			116,
			119,
			121,
			122,
			126,
			128,
			133,
			135,
			138,
			"Statement",
			-9,
			143,
			144,
			147,
			148,
			150,
			151,
			152,
			153,
			154,
			"Pattern"
		],
		[
			"openedBy",
			23,
			"(",
			54,
			"[",
			58,
			"{"
		],
		[
			"closedBy",
			24,
			")",
			55,
			"]",
			59,
			"}"
		]
	],
	propSources: [pythonHighlighting],
	skippedNodes: [0, 4],
	repeatNodeCount: 34,
	tokenData: "!2|~R!`OX%TXY%oY[%T[]%o]p%Tpq%oqr'ars)Yst*xtu%Tuv,dvw-hwx.Uxy/tyz0[z{0r{|2S|}2p}!O3W!O!P4_!P!Q:Z!Q!R;k!R![>_![!]Do!]!^Es!^!_FZ!_!`Gk!`!aHX!a!b%T!b!cIf!c!dJU!d!eK^!e!hJU!h!i!#f!i!tJU!t!u!,|!u!wJU!w!x!.t!x!}JU!}#O!0S#O#P&o#P#Q!0j#Q#R!1Q#R#SJU#S#T%T#T#UJU#U#VK^#V#YJU#Y#Z!#f#Z#fJU#f#g!,|#g#iJU#i#j!.t#j#oJU#o#p!1n#p#q!1s#q#r!2a#r#s!2f#s$g%T$g;'SJU;'S;=`KW<%lOJU`%YT&n`O#o%T#p#q%T#r;'S%T;'S;=`%i<%lO%T`%lP;=`<%l%To%v]&n`%c_OX%TXY%oY[%T[]%o]p%Tpq%oq#O%T#O#P&o#P#o%T#p#q%T#r;'S%T;'S;=`%i<%lO%To&tX&n`OY%TYZ%oZ]%T]^%o^#o%T#p#q%T#r;'S%T;'S;=`%i<%lO%Tc'f[&n`O!_%T!_!`([!`#T%T#T#U(r#U#f%T#f#g(r#g#h(r#h#o%T#p#q%T#r;'S%T;'S;=`%i<%lO%Tc(cTmR&n`O#o%T#p#q%T#r;'S%T;'S;=`%i<%lO%Tc(yT!mR&n`O#o%T#p#q%T#r;'S%T;'S;=`%i<%lO%Tk)aV&n`&[ZOr%Trs)vs#o%T#p#q%T#r;'S%T;'S;=`%i<%lO%Tk){V&n`Or%Trs*bs#o%T#p#q%T#r;'S%T;'S;=`%i<%lO%Tk*iT&n`&^ZO#o%T#p#q%T#r;'S%T;'S;=`%i<%lO%To+PZS_&n`OY*xYZ%TZ]*x]^%T^#o*x#o#p+r#p#q*x#q#r+r#r;'S*x;'S;=`,^<%lO*x_+wTS_OY+rZ]+r^;'S+r;'S;=`,W<%lO+r_,ZP;=`<%l+ro,aP;=`<%l*xj,kV%rQ&n`O!_%T!_!`-Q!`#o%T#p#q%T#r;'S%T;'S;=`%i<%lO%Tj-XT!xY&n`O#o%T#p#q%T#r;'S%T;'S;=`%i<%lO%Tj-oV%lQ&n`O!_%T!_!`-Q!`#o%T#p#q%T#r;'S%T;'S;=`%i<%lO%Tk.]V&n`&ZZOw%Twx.rx#o%T#p#q%T#r;'S%T;'S;=`%i<%lO%Tk.wV&n`Ow%Twx/^x#o%T#p#q%T#r;'S%T;'S;=`%i<%lO%Tk/eT&n`&]ZO#o%T#p#q%T#r;'S%T;'S;=`%i<%lO%Tk/{ThZ&n`O#o%T#p#q%T#r;'S%T;'S;=`%i<%lO%Tc0cTgR&n`O#o%T#p#q%T#r;'S%T;'S;=`%i<%lO%Tk0yXVZ&n`Oz%Tz{1f{!_%T!_!`-Q!`#o%T#p#q%T#r;'S%T;'S;=`%i<%lO%Tk1mVaR&n`O!_%T!_!`-Q!`#o%T#p#q%T#r;'S%T;'S;=`%i<%lO%Tk2ZV%oZ&n`O!_%T!_!`-Q!`#o%T#p#q%T#r;'S%T;'S;=`%i<%lO%Tc2wTzR&n`O#o%T#p#q%T#r;'S%T;'S;=`%i<%lO%To3_W%pZ&n`O!_%T!_!`-Q!`!a3w!a#o%T#p#q%T#r;'S%T;'S;=`%i<%lO%Td4OT&{S&n`O#o%T#p#q%T#r;'S%T;'S;=`%i<%lO%Tk4fX!fQ&n`O!O%T!O!P5R!P!Q%T!Q![6T![#o%T#p#q%T#r;'S%T;'S;=`%i<%lO%Tk5WV&n`O!O%T!O!P5m!P#o%T#p#q%T#r;'S%T;'S;=`%i<%lO%Tk5tT!rZ&n`O#o%T#p#q%T#r;'S%T;'S;=`%i<%lO%Ti6[a!hX&n`O!Q%T!Q![6T![!g%T!g!h7a!h!l%T!l!m9s!m#R%T#R#S6T#S#X%T#X#Y7a#Y#^%T#^#_9s#_#o%T#p#q%T#r;'S%T;'S;=`%i<%lO%Ti7fZ&n`O{%T{|8X|}%T}!O8X!O!Q%T!Q![8s![#o%T#p#q%T#r;'S%T;'S;=`%i<%lO%Ti8^V&n`O!Q%T!Q![8s![#o%T#p#q%T#r;'S%T;'S;=`%i<%lO%Ti8z]!hX&n`O!Q%T!Q![8s![!l%T!l!m9s!m#R%T#R#S8s#S#^%T#^#_9s#_#o%T#p#q%T#r;'S%T;'S;=`%i<%lO%Ti9zT!hX&n`O#o%T#p#q%T#r;'S%T;'S;=`%i<%lO%Tk:bX%qR&n`O!P%T!P!Q:}!Q!_%T!_!`-Q!`#o%T#p#q%T#r;'S%T;'S;=`%i<%lO%Tj;UV%sQ&n`O!_%T!_!`-Q!`#o%T#p#q%T#r;'S%T;'S;=`%i<%lO%Ti;ro!hX&n`O!O%T!O!P=s!P!Q%T!Q![>_![!d%T!d!e?q!e!g%T!g!h7a!h!l%T!l!m9s!m!q%T!q!rA]!r!z%T!z!{Bq!{#R%T#R#S>_#S#U%T#U#V?q#V#X%T#X#Y7a#Y#^%T#^#_9s#_#c%T#c#dA]#d#l%T#l#mBq#m#o%T#p#q%T#r;'S%T;'S;=`%i<%lO%Ti=xV&n`O!Q%T!Q![6T![#o%T#p#q%T#r;'S%T;'S;=`%i<%lO%Ti>fc!hX&n`O!O%T!O!P=s!P!Q%T!Q![>_![!g%T!g!h7a!h!l%T!l!m9s!m#R%T#R#S>_#S#X%T#X#Y7a#Y#^%T#^#_9s#_#o%T#p#q%T#r;'S%T;'S;=`%i<%lO%Ti?vY&n`O!Q%T!Q!R@f!R!S@f!S#R%T#R#S@f#S#o%T#p#q%T#r;'S%T;'S;=`%i<%lO%Ti@mY!hX&n`O!Q%T!Q!R@f!R!S@f!S#R%T#R#S@f#S#o%T#p#q%T#r;'S%T;'S;=`%i<%lO%TiAbX&n`O!Q%T!Q!YA}!Y#R%T#R#SA}#S#o%T#p#q%T#r;'S%T;'S;=`%i<%lO%TiBUX!hX&n`O!Q%T!Q!YA}!Y#R%T#R#SA}#S#o%T#p#q%T#r;'S%T;'S;=`%i<%lO%TiBv]&n`O!Q%T!Q![Co![!c%T!c!iCo!i#R%T#R#SCo#S#T%T#T#ZCo#Z#o%T#p#q%T#r;'S%T;'S;=`%i<%lO%TiCv]!hX&n`O!Q%T!Q![Co![!c%T!c!iCo!i#R%T#R#SCo#S#T%T#T#ZCo#Z#o%T#p#q%T#r;'S%T;'S;=`%i<%lO%ToDvV{_&n`O!_%T!_!`E]!`#o%T#p#q%T#r;'S%T;'S;=`%i<%lO%TcEdT%{R&n`O#o%T#p#q%T#r;'S%T;'S;=`%i<%lO%TkEzT#gZ&n`O#o%T#p#q%T#r;'S%T;'S;=`%i<%lO%TkFbXmR&n`O!^%T!^!_F}!_!`([!`!a([!a#o%T#p#q%T#r;'S%T;'S;=`%i<%lO%TjGUV%mQ&n`O!_%T!_!`-Q!`#o%T#p#q%T#r;'S%T;'S;=`%i<%lO%TkGrV%zZ&n`O!_%T!_!`([!`#o%T#p#q%T#r;'S%T;'S;=`%i<%lO%TkH`WmR&n`O!_%T!_!`([!`!aHx!a#o%T#p#q%T#r;'S%T;'S;=`%i<%lO%TjIPV%nQ&n`O!_%T!_!`-Q!`#o%T#p#q%T#r;'S%T;'S;=`%i<%lO%TkIoV_Q#}P&n`O!_%T!_!`-Q!`#o%T#p#q%T#r;'S%T;'S;=`%i<%lO%ToJ_]&n`&YS%uZO!Q%T!Q![JU![!c%T!c!}JU!}#R%T#R#SJU#S#T%T#T#oJU#p#q%T#r$g%T$g;'SJU;'S;=`KW<%lOJUoKZP;=`<%lJUoKge&n`&YS%uZOr%Trs)Ysw%Twx.Ux!Q%T!Q![JU![!c%T!c!tJU!t!uLx!u!}JU!}#R%T#R#SJU#S#T%T#T#fJU#f#gLx#g#oJU#p#q%T#r$g%T$g;'SJU;'S;=`KW<%lOJUoMRa&n`&YS%uZOr%TrsNWsw%Twx! vx!Q%T!Q![JU![!c%T!c!}JU!}#R%T#R#SJU#S#T%T#T#oJU#p#q%T#r$g%T$g;'SJU;'S;=`KW<%lOJUkN_V&n`&`ZOr%TrsNts#o%T#p#q%T#r;'S%T;'S;=`%i<%lO%TkNyV&n`Or%Trs! `s#o%T#p#q%T#r;'S%T;'S;=`%i<%lO%Tk! gT&n`&bZO#o%T#p#q%T#r;'S%T;'S;=`%i<%lO%Tk! }V&n`&_ZOw%Twx!!dx#o%T#p#q%T#r;'S%T;'S;=`%i<%lO%Tk!!iV&n`Ow%Twx!#Ox#o%T#p#q%T#r;'S%T;'S;=`%i<%lO%Tk!#VT&n`&aZO#o%T#p#q%T#r;'S%T;'S;=`%i<%lO%To!#oe&n`&YS%uZOr%Trs!%Qsw%Twx!&px!Q%T!Q![JU![!c%T!c!tJU!t!u!(`!u!}JU!}#R%T#R#SJU#S#T%T#T#fJU#f#g!(`#g#oJU#p#q%T#r$g%T$g;'SJU;'S;=`KW<%lOJUk!%XV&n`&dZOr%Trs!%ns#o%T#p#q%T#r;'S%T;'S;=`%i<%lO%Tk!%sV&n`Or%Trs!&Ys#o%T#p#q%T#r;'S%T;'S;=`%i<%lO%Tk!&aT&n`&fZO#o%T#p#q%T#r;'S%T;'S;=`%i<%lO%Tk!&wV&n`&cZOw%Twx!'^x#o%T#p#q%T#r;'S%T;'S;=`%i<%lO%Tk!'cV&n`Ow%Twx!'xx#o%T#p#q%T#r;'S%T;'S;=`%i<%lO%Tk!(PT&n`&eZO#o%T#p#q%T#r;'S%T;'S;=`%i<%lO%To!(ia&n`&YS%uZOr%Trs!)nsw%Twx!+^x!Q%T!Q![JU![!c%T!c!}JU!}#R%T#R#SJU#S#T%T#T#oJU#p#q%T#r$g%T$g;'SJU;'S;=`KW<%lOJUk!)uV&n`&hZOr%Trs!*[s#o%T#p#q%T#r;'S%T;'S;=`%i<%lO%Tk!*aV&n`Or%Trs!*vs#o%T#p#q%T#r;'S%T;'S;=`%i<%lO%Tk!*}T&n`&jZO#o%T#p#q%T#r;'S%T;'S;=`%i<%lO%Tk!+eV&n`&gZOw%Twx!+zx#o%T#p#q%T#r;'S%T;'S;=`%i<%lO%Tk!,PV&n`Ow%Twx!,fx#o%T#p#q%T#r;'S%T;'S;=`%i<%lO%Tk!,mT&n`&iZO#o%T#p#q%T#r;'S%T;'S;=`%i<%lO%To!-Vi&n`&YS%uZOr%TrsNWsw%Twx! vx!Q%T!Q![JU![!c%T!c!dJU!d!eLx!e!hJU!h!i!(`!i!}JU!}#R%T#R#SJU#S#T%T#T#UJU#U#VLx#V#YJU#Y#Z!(`#Z#oJU#p#q%T#r$g%T$g;'SJU;'S;=`KW<%lOJUo!.}a&n`&YS%uZOr%Trs)Ysw%Twx.Ux!Q%T!Q![JU![!c%T!c!}JU!}#R%T#R#SJU#S#T%T#T#oJU#p#q%T#r$g%T$g;'SJU;'S;=`KW<%lOJUk!0ZT!XZ&n`O#o%T#p#q%T#r;'S%T;'S;=`%i<%lO%Tc!0qT!WR&n`O#o%T#p#q%T#r;'S%T;'S;=`%i<%lO%Tj!1XV%kQ&n`O!_%T!_!`-Q!`#o%T#p#q%T#r;'S%T;'S;=`%i<%lO%T~!1sO!]~k!1zV%jR&n`O!_%T!_!`-Q!`#o%T#p#q%T#r;'S%T;'S;=`%i<%lO%T~!2fO![~i!2mT%tX&n`O#o%T#p#q%T#r;'S%T;'S;=`%i<%lO%T",
	tokenizers: [
		legacyPrint,
		indentation,
		newlines,
		strings,
		0,
		1,
		2,
		3,
		4
	],
	topRules: { "Script": [0, 5] },
	specialized: [{
		term: 221,
		get: (value) => spec_identifier[value] || -1
	}],
	tokenPrec: 7668
});

// src/upstream/python/literals.ts
const simpleEscapes = {
	"\n": "",
	"\\": "\\",
	"'": "'",
	"\"": "\"",
	a: "\x07",
	b: "\b",
	f: "\f",
	n: "\n",
	r: "\r",
	t: "	",
	v: "\v"
};
const escapePattern = /\\(\r?\n|[\\'"abfnrtv]|[0-7]{1,3}|x[0-9A-Fa-f]{2}|u[0-9A-Fa-f]{4}|U[0-9A-Fa-f]{8}|N\{[^}]{0,100}\})/g;
function unescapePython(text) {
	let known = true;
	const value = text.replace(escapePattern, (_, code) => {
		const simple = simpleEscapes[code.replace("\r", "")];
		if (simple !== void 0) return simple;
		const point = /^[0-7]/.test(code) ? Number.parseInt(code, 8) : Number.parseInt(code.slice(1), 16);
		if (code.startsWith("N") || point > 1114111) {
			known = false;
			return "";
		}
		return String.fromCodePoint(point);
	});
	return known ? value : void 0;
}
function quotesOf(literal) {
	const [, prefix = "", quote] = /^([A-Za-z]*)("""|'''|"|')/.exec(literal) ?? [];
	if (quote === void 0 || literal.length < prefix.length + 2 * quote.length || !literal.endsWith(quote)) return;
	return {
		raw: /r/i.test(prefix),
		bytes: /b/i.test(prefix),
		open: prefix.length + quote.length,
		close: quote.length
	};
}
function parsePythonNumber(text) {
	const digits = text.replaceAll("_", "");
	const value = /^(\d+|0[xX][0-9A-Fa-f]+|0[oO][0-7]+|0[bB][01]+)$/.test(digits) ? Number(digits) : void 0;
	return Number.isSafeInteger(value) ? value : void 0;
}

// src/upstream/python/parse-expression.ts
const deepest = 100;
function childrenOf(node) {
	const children = [];
	for (let child = node.firstChild; child !== null; child = child.nextSibling) if (child.name !== "Comment") children.push(child);
	return children;
}
function mentionsOf(source, node, kinds) {
	const texts = /* @__PURE__ */ new Set();
	node.cursor().iterate(({ name, from, to }) => {
		if (kinds.includes(name)) texts.add(source.text.slice(from, to));
	});
	return [...texts];
}
function mentionedNames(source, node) {
	const names = mentionsOf(source, node, ["VariableName"]);
	return /\bsetup\s*\(/.test(source.text.slice(node.from, node.to)) ? [...names, setupCall] : names;
}
const setupCall = "setup()";
function convertItems(source, nodes) {
	const items = [];
	nodes.forEach((node, index) => {
		if (![
			"*",
			",",
			"(",
			")",
			"[",
			"]",
			"{",
			"}"
		].includes(node.name)) items.push({
			splat: nodes[index - 1]?.name === "*",
			value: convertExpression(source, node)
		});
	});
	return {
		items,
		comma: nodes.some(({ name }) => name === ",")
	};
}
function joinItems({ items, comma }, line) {
	const [only] = items;
	return only !== void 0 && !comma && !only.splat ? only.value : {
		kind: "tuple",
		items,
		line
	};
}
function convertExpression(outer, node) {
	const source = {
		...outer,
		depth: outer.depth + 1
	};
	const line = source.lineAt(node.from);
	const opaque = (what) => opaqueExpression(source, node, what, line);
	if (source.depth > 100) return opaque("it is nested too deeply");
	const text = source.text.slice(node.from, node.to);
	const convert = (child) => convertExpression(source, child);
	const children = childrenOf(node);
	const [first, second, third] = children.filter(({ name }) => !isOperator(name));
	switch (node.name) {
		case "VariableName": return {
			kind: "name",
			name: text,
			line
		};
		case "Boolean": return {
			kind: "constant",
			value: text === "True",
			line
		};
		case "None": return {
			kind: "constant",
			value: null,
			line
		};
		case "Number": {
			const value = parsePythonNumber(text);
			return value === void 0 ? opaque(`the number ${text.slice(0, 40)} is not read`) : {
				kind: "constant",
				value,
				line
			};
		}
		case "String":
		case "FormatString":
		case "ContinuedString": return convertString(source, node) ?? opaque("this string is not read");
		case "ParenthesizedExpression": return first !== void 0 && !children.some(({ name }) => name === "*" || name === "YieldExpression") ? convert(first) : opaque("this is not read");
		case "TupleExpression": return {
			kind: "tuple",
			items: convertItems(source, children).items,
			line
		};
		case "ArrayExpression":
		case "SetExpression": {
			const { items } = convertItems(source, children);
			return {
				kind: "list",
				items,
				isSet: node.name === "SetExpression",
				line
			};
		}
		case "DictionaryExpression": return convertDictionary(source, children, line);
		case "ConditionalExpression": return first && second && third ? {
			kind: "conditional",
			consequent: convert(first),
			test: convert(second),
			alternative: convert(third),
			line
		} : opaque("this condition is not read");
		case "UnaryExpression":
			if (isLogical(source, node)) return convertLogical(source, node, line);
			return first ? {
				kind: "unary",
				operator: operatorOf(source, children),
				operand: convert(first),
				line
			} : opaque("this is not read");
		case "BinaryExpression":
			if (isLogical(source, node)) return convertLogical(source, node, line);
			if (first === void 0 || second === void 0) return opaque("this is not read");
			return isChain(source, first, children) ? convertChain(source, first, second, operatorOf(source, children), line) ?? opaque("a chain of comparisons is not read") : {
				kind: "binary",
				operator: operatorOf(source, children),
				left: convert(first),
				right: convert(second),
				line
			};
		case "NamedExpression": return first?.name === "VariableName" && second ? {
			kind: "named",
			target: source.text.slice(first.from, first.to),
			value: convert(second),
			line
		} : opaque("this is not read");
		case "MemberExpression": return convertMember(source, children, line) ?? opaque("this subscript is not read");
		case "CallExpression": return convertCall(source, children, line) ?? opaque("this is not read");
		case "ArrayComprehensionExpression":
		case "SetComprehensionExpression":
		case "DictionaryComprehensionExpression":
		case "ComprehensionExpression": return convertComprehension(source, children, line) ?? opaque("this comprehension is not read");
		default: return opaque(`\`${node.name}\` is not read`);
	}
}
function opaqueExpression(source, node, what, line) {
	const mentions = mentionedNames(source, node);
	const calls = mentionsOf(source, node, [
		"CallExpression",
		"ArgList",
		"AwaitExpression"
	]).length > 0;
	return {
		kind: "opaque-expression",
		what,
		calls: node.name === "LambdaExpression" ? "later" : calls ? "now" : "never",
		binds: source.text.slice(node.from, node.to).includes(":=") ? mentions : [],
		mentions,
		line
	};
}
const keywords = /* @__PURE__ */ new Set([
	"and",
	"or",
	"not",
	"in",
	"is",
	"if",
	"else",
	"(",
	")"
]);
function isOperator(name) {
	return keywords.has(name) || name === "AssignOp" || name === "ArithOp" || name === "BitOp" || name === "CompareOp";
}
function operatorOf(source, children) {
	return children.filter(({ name }) => isOperator(name)).map(({ from, to }) => source.text.slice(from, to)).join(" ");
}
const comparisons = /* @__PURE__ */ new Set([
	"<",
	"<=",
	">",
	">=",
	"==",
	"!=",
	"in",
	"not in",
	"is",
	"is not"
]);
function isChain(source, left, children) {
	return left.name === "BinaryExpression" && comparisons.has(operatorOf(source, children)) && comparisons.has(operatorOf(source, childrenOf(left)));
}
function isLogical(source, node) {
	return (node.name === "UnaryExpression" || node.name === "BinaryExpression") && [
		"not",
		"and",
		"or"
	].includes(operatorOf(source, childrenOf(node)));
}
function convertLogical(source, node, line) {
	const parts = logicalParts(source, node);
	if (parts === void 0) return opaqueExpression(source, node, "it is nested too deeply", line);
	const groups = [[]];
	let nots = 0;
	for (const part of parts) if (part === "or") groups.push([]);
	else if (part === "not") nots++;
	else if (part !== "and") {
		let operand = convertExpression(source, part);
		for (; nots > 0; nots--) operand = {
			kind: "unary",
			operator: "not",
			operand,
			line: operand.line
		};
		groups.at(-1)?.push(operand);
	}
	const joined = (operator, operands) => operands.reduce((left, right) => ({
		kind: "binary",
		operator,
		left,
		right,
		line: left.line
	}));
	return joined("or", groups.map((group) => joined("and", group)));
}
function logicalParts(source, node, depth = 0) {
	if (depth > 100) return;
	if (!isLogical(source, node)) return [node];
	const parts = [];
	for (const child of childrenOf(node)) {
		const inner = [
			"not",
			"and",
			"or"
		].includes(child.name) ? [child.name] : logicalParts(source, child, depth + 1);
		if (inner === void 0) return;
		parts.push(...inner);
	}
	return parts;
}
function convertChain(source, first, second, operator, line) {
	const before = convertExpression(source, first);
	const last = before.kind === "binary" && before.operator === "and" ? before.right : before;
	return last.kind === "binary" && mentionsOf(source, first, ["CallExpression", "NamedExpression"]).length === 0 ? {
		kind: "binary",
		operator: "and",
		left: before,
		right: {
			kind: "binary",
			operator,
			left: last.right,
			right: convertExpression(source, second),
			line
		},
		line
	} : void 0;
}
function convertString(source, node) {
	const literals = node.name === "ContinuedString" ? childrenOf(node) : [node];
	const parts = [];
	for (const literal of literals) {
		const read = convertLiteral(source, literal);
		if (read === void 0) return;
		parts.push(...read);
	}
	const line = source.lineAt(node.from);
	return parts.every((part) => typeof part === "string") ? {
		kind: "constant",
		value: parts.join(""),
		line
	} : {
		kind: "format",
		parts,
		line
	};
}
function convertLiteral(source, node) {
	const quotes = quotesOf(source.text.slice(node.from, node.to));
	if (quotes === void 0 || quotes.bytes) return;
	const isFormat = node.name === "FormatString";
	const decode = (from, to) => {
		const text = source.text.slice(from, to);
		if (isFormat && /\\[{}N]/.test(text)) return;
		const plain = isFormat ? text.replace(/\{\{|\}\}/g, (pair) => pair.slice(1)) : text;
		return quotes.raw ? plain : unescapePython(plain);
	};
	const parts = [];
	let at = node.from + quotes.open;
	for (const replacement of node.getChildren("FormatReplacement")) {
		const [, expression, close] = childrenOf(replacement);
		parts.push(decode(at, replacement.from));
		parts.push(expression && close?.name === "}" ? convertExpression(source, expression) : void 0);
		at = replacement.to;
	}
	parts.push(decode(at, node.to - quotes.close));
	return parts.every((part) => part !== void 0) ? parts : void 0;
}
function convertDictionary(source, children, line) {
	const entries = [];
	children.forEach((child, index) => {
		const before = children[index - 1];
		if (before?.name === "**") entries.push({
			key: void 0,
			value: convertExpression(source, child)
		});
		else if (before?.name === ":") {
			const key = children[index - 2];
			entries.push({
				key: key && convertExpression(source, key),
				value: convertExpression(source, child)
			});
		}
	});
	return {
		kind: "dictionary",
		entries,
		line
	};
}
function convertMember(source, children, line) {
	const [object, punctuation, ...rest] = children;
	if (object === void 0) return;
	const subject = convertExpression(source, object);
	if (punctuation?.name === ".") {
		const [property] = rest;
		const name = property && source.text.slice(property.from, property.to);
		return name === void 0 ? void 0 : {
			kind: "attribute",
			object: subject,
			name,
			line
		};
	}
	const inside = rest.slice(0, -1);
	const colons = inside.filter(({ name }) => name === ":").length;
	const [only] = inside;
	if (colons === 0 && inside.length === 1 && only !== void 0) return {
		kind: "subscript",
		object: subject,
		index: convertExpression(source, only),
		line
	};
	if (colons !== 1 || inside.some(({ name }) => name === ",")) return;
	const colon = inside.findIndex(({ name }) => name === ":");
	const [from, to] = [inside[colon - 1], inside[colon + 1]];
	return {
		kind: "slice",
		object: subject,
		from: from && convertExpression(source, from),
		to: to && convertExpression(source, to),
		line
	};
}
function convertCall(source, children, line) {
	const [callee, list] = children;
	return callee && {
		kind: "call",
		callee: convertExpression(source, callee),
		arguments: argumentsOf$1(source, list),
		line
	};
}
function argumentsOf$1(source, list) {
	const parts = list ? childrenOf(list) : [];
	const line = list ? source.lineAt(list.from) : 0;
	const generator = convertComprehension(source, parts, line);
	if (generator !== void 0) return [{
		splat: "",
		name: void 0,
		value: generator
	}];
	const result = [];
	parts.forEach((part, index) => {
		const before = parts[index - 1];
		const next = parts[index + 1];
		if (![
			"(",
			")",
			",",
			"*",
			"**",
			"AssignOp"
		].includes(part.name) && next?.name !== "AssignOp") {
			const nameNode = before?.name === "AssignOp" ? parts[index - 2] : void 0;
			const name = nameNode && source.text.slice(nameNode.from, nameNode.to);
			const splat = before?.name === "*" || before?.name === "**" ? before.name : "";
			const value = convertExpression(source, part);
			if (name !== void 0 && before && source.text.slice(before.from, before.to) === ":=") result.push({
				splat,
				name: void 0,
				value: {
					kind: "named",
					target: name,
					value,
					line
				}
			});
			else result.push({
				splat,
				name,
				value
			});
		}
	});
	return result;
}
function convertComprehension(source, all, line) {
	const children = all.slice(1, -1);
	const start = children.findIndex(({ name }) => name === "for");
	const [first, colon, second] = children.slice(0, start);
	const clauses = convertClauses(source, children.slice(start), line);
	const isEntry = start === 3 && colon?.name === ":";
	const item = isEntry ? second : first;
	if (first === void 0 || item === void 0 || clauses === void 0 || !(start === 1 || isEntry)) return;
	const key = isEntry ? convertExpression(source, first) : void 0;
	const isSet = key === void 0 && all[0]?.name === "{";
	const isGenerator = all[0]?.name === "(";
	return {
		kind: "comprehension",
		key,
		item: convertExpression(source, item),
		clauses,
		isSet,
		isGenerator,
		line
	};
}
function convertClauses(source, children, line) {
	const clauses = [];
	for (let at = 0; at < children.length;) {
		const end = children.findIndex(({ name }, index) => index > at && name === "in");
		const iterable = children[end + 1];
		if (children[at]?.name !== "for" || end === -1 || iterable === void 0) return;
		const target = joinItems(convertItems(source, children.slice(at + 1, end)), line);
		const conditions = [];
		for (at = end + 2; children[at]?.name === "if"; at += 2) {
			const condition = children[at + 1];
			if (condition === void 0) return;
			conditions.push(convertExpression(source, condition));
		}
		clauses.push({
			target,
			iterable: convertExpression(source, iterable),
			conditions
		});
	}
	return clauses;
}

// src/upstream/python/parse.ts
const strictParser = parser.configure({ strict: true });
function parsePython(text) {
	const source = sourceOf(text);
	try {
		return {
			kind: "parsed",
			body: convertBlock(source, strictParser.parse(text).topNode)
		};
	} catch (error) {
		if (error instanceof SyntaxError) {
			const [offset = "0"] = /\d+$/.exec(error.message) ?? [];
			return {
				kind: "malformed",
				line: source.lineAt(Math.min(Number(offset), text.length)),
				why: "it is not Python that this program can read"
			};
		}
		throw error;
	}
}
function sourceOf(text) {
	const starts = [0];
	for (let at = text.indexOf("\n"); at !== -1; at = text.indexOf("\n", at + 1)) starts.push(at + 1);
	const lineAt = (offset) => {
		let [low, high] = [0, starts.length];
		while (low < high) {
			const middle = low + high >> 1;
			if ((starts[middle] ?? 0) <= offset) low = middle + 1;
			else high = middle;
		}
		return low;
	};
	return {
		text,
		lineAt,
		depth: 0
	};
}
function convertBlock(outer, node) {
	const source = {
		...outer,
		depth: outer.depth + 1
	};
	return childrenOf(node).filter(({ name }) => name !== ":" && name !== ";").flatMap((child) => child.name === "StatementGroup" ? convertBlock(source, child) : convertStatement(source, child));
}
function convertStatement(source, node) {
	const line = source.lineAt(node.from);
	if (source.depth > 100) return opaque(source, node, "it is nested too deeply", line);
	const children = childrenOf(node);
	switch (node.name) {
		case "AssignStatement": return convertAssignment(source, node, children, line);
		case "UpdateStatement": {
			const at = children.findIndex(({ name }) => name === "UpdateOp");
			const target = joinItems(convertItems(source, children.slice(0, at)), line);
			const value = joinItems(convertItems(source, children.slice(at + 1)), line);
			return {
				kind: "update",
				target,
				operator: textOf$1(source, children[at]),
				value,
				line
			};
		}
		case "ExpressionStatement": return {
			kind: "expression",
			value: joinItems(convertItems(source, children), line),
			line
		};
		case "ReturnStatement": return {
			kind: "return",
			value: children.length > 1 ? joinItems(convertItems(source, children.slice(1)), line) : void 0,
			line
		};
		case "BreakStatement": return {
			kind: "break",
			line
		};
		case "ContinueStatement": return {
			kind: "continue",
			line
		};
		case "DeleteStatement": return {
			kind: "delete",
			targets: convertItems(source, children.slice(1)).items.map(({ value }) => value),
			line
		};
		case "AssertStatement": return children[1] ? {
			kind: "expression",
			value: convertExpression(source, children[1]),
			line
		} : {
			kind: "pass",
			line
		};
		case "PassStatement":
		case "TypeDefinition":
		case "RaiseStatement": return {
			kind: "pass",
			line
		};
		case "ImportStatement": return convertImport(source, children, line);
		case "ScopeStatement": return {
			kind: "declaration",
			scope: textOf$1(source, children[0]) === "nonlocal" ? "nonlocal" : "global",
			names: children.slice(1).filter(isName).map((child) => textOf$1(source, child)),
			line
		};
		case "IfStatement": return convertIf(source, children, line);
		case "ForStatement": return convertFor(source, node, children, line);
		case "TryStatement":
		case "WhileStatement": return uncertain(source, node, children, line);
		case "WithStatement": return /^with\s[^:]*\bsuppress\s*\(/.test(textOf$1(source, node)) ? uncertain(source, node, children, line) : convertWith(source, children, line);
		case "FunctionDefinition":
		case "ClassDefinition":
		case "DecoratedStatement": return convertDefinition(source, node, children, line) ?? opaque(source, node, "this is not read", line);
		default: return opaque(source, node, `\`${firstWord(source, node)}\` is not followed`, line);
	}
}
function convertAssignment(source, node, all, line) {
	const children = all.filter(({ name }) => name !== "TypeDef");
	const sides = [[]];
	for (const child of children) if (child.name === "AssignOp") sides.push([]);
	else sides.at(-1)?.push(child);
	const value = sides.pop() ?? [];
	if (sides.length === 0) return {
		kind: "pass",
		line
	};
	if (value[0]?.name === "YieldExpression") return opaque(source, node, "`yield` is not followed", line);
	return {
		kind: "assign",
		targets: sides.map((side) => joinItems(convertItems(source, side), line)),
		value: joinItems(convertItems(source, value), line),
		line
	};
}
function importedNames(source, children) {
	return children.filter(({ name }) => name !== "(" && name !== ")").map((child) => textOf$1(source, child)).join(" ").split(",").map((part) => part.trim().split(" as ")).filter(([path]) => path !== "" && path !== void 0).map(([path = "", as]) => ({
		path: path.replaceAll(" ", ""),
		as
	}));
}
function convertImport(source, children, line) {
	if (children[0]?.name === "import") return {
		kind: "import",
		modules: importedNames(source, children.slice(1)).map(({ path, as }) => ({
			path,
			name: as
		})),
		line
	};
	const at = children.findIndex(({ name }) => name === "import");
	const from = children.slice(1, at).map((child) => textOf$1(source, child)).join("");
	const path = from.replace(/^\.+/, "");
	const names = importedNames(source, children.slice(at + 1)).filter((entry) => entry.path !== "*");
	return {
		kind: "import-from",
		level: from.length - path.length,
		path,
		names: names.map((entry) => ({
			name: entry.path,
			as: entry.as ?? entry.path
		})),
		line
	};
}
function convertIf(source, children, line) {
	const branches = [];
	let otherwise = [];
	let test;
	for (const child of children) if (child.name !== "Body") test = [
		"if",
		"elif",
		"else"
	].includes(child.name) ? void 0 : convertExpression(source, child);
	else if (test === void 0) otherwise = convertBlock(source, child);
	else branches.push({
		test,
		body: convertBlock(source, child)
	});
	return {
		kind: "if",
		branches,
		otherwise,
		line
	};
}
function convertFor(source, node, children, line) {
	const bodies = children.filter(({ name }) => name === "Body");
	const [body] = bodies;
	const at = children.findIndex(({ name }) => name === "in");
	if (body === void 0 || bodies.length > 1 || children[0]?.name !== "for") return uncertain(source, node, children, line);
	return {
		kind: "for",
		target: joinItems(convertItems(source, children.slice(1, at)), line),
		iterable: joinItems(convertItems(source, children.slice(at + 1, children.indexOf(body))), line),
		body: convertBlock(source, body),
		line
	};
}
function uncertain(source, node, children, line) {
	const isLoop = node.name === "ForStatement" || node.name === "WhileStatement";
	const what = `\`${firstWord(source, node)}\` is not followed`;
	const blocks = children.filter(({ name }) => name === "Body").map((child) => convertBlock(source, child));
	const expressions = children.filter(({ name }) => name !== "Body" && /^[A-Z]/.test(name)).map((child) => ({
		kind: "expression",
		value: convertExpression(source, child),
		line
	}));
	const binds = children.filter(isName).map((child) => textOf$1(source, child));
	const [own = [], ...more] = isLoop ? blocks : [[], ...blocks];
	return {
		kind: "uncertain",
		what,
		binds,
		body: [{
			kind: "uncertain",
			what,
			binds,
			body: [...expressions, ...own],
			isLoop,
			line
		}, ...more.flat()],
		isLoop: false,
		line
	};
}
function convertWith(source, children, line) {
	const items = [];
	let body = [];
	children.forEach((child, index) => {
		if (child.name === "Body") body = convertBlock(source, child);
		else if (![
			"async",
			"with",
			"as",
			","
		].includes(child.name) && children[index - 1]?.name !== "as") {
			const name = children[index + 1]?.name === "as" ? textOf$1(source, children[index + 2]) : void 0;
			items.push({
				value: convertExpression(source, child),
				name
			});
		}
	});
	return {
		kind: "with",
		items,
		body,
		line
	};
}
function convertDefinition(source, node, children, line) {
	const decorating = children.filter(({ name }) => name === "Decorator");
	const decorators = decorating.map((decorator) => convertDecorator(source, decorator));
	const definition = node.name === "DecoratedStatement" ? children.at(-1) : node;
	if (definition?.name === "ClassDefinition") return convertClass(source, definition, decorators, line);
	const unfollowed = decorating[0] && `\`${firstWord(source, decorating[0])}\` is not followed`;
	return definition && convertFunction(source, definition, decorators, unfollowed, line);
}
function convertDecorator(source, node) {
	const line = source.lineAt(node.from);
	const [only, ...others] = childrenOf(node).filter(({ name }) => name !== "At");
	return only !== void 0 && others.length === 0 ? convertExpression(source, only) : opaqueExpression(source, node, `\`${firstWord(source, node)}\` is not followed`, line);
}
function convertClass(source, node, decorators, line) {
	const body = node.getChild("Body");
	if (body === null) return;
	const given = argumentsOf$1(source, node.getChild("ArgList"));
	const isBase = ({ splat, name }) => splat === "" && name === void 0;
	return {
		kind: "class",
		name: textOf$1(source, node.getChild("VariableName")),
		decorators,
		bases: given.filter(isBase).map(({ value }) => value),
		keywords: given.filter((argument) => !isBase(argument)).map(({ value }) => value),
		body: convertBlock(source, body),
		line
	};
}
function convertFunction(source, node, decorators, unfollowed, line) {
	const list = node.getChild("ParamList");
	const body = node.getChild("Body");
	if (list === null || body === null) return;
	const isAsync = node.firstChild?.name !== "def";
	const isGenerator = hasOwn(body, ["YieldStatement", "YieldExpression"], definitions);
	return {
		kind: "function",
		name: textOf$1(source, node.getChild("VariableName")),
		decorators,
		parameters: parametersOf$1(source, list),
		body: convertBlock(source, body),
		unfollowed: unfollowed ?? (isAsync ? "an asynchronous function is not followed" : isGenerator ? "a generator is not followed" : void 0),
		line
	};
}
function parametersOf$1(source, list) {
	const parameters = [];
	const parts = childrenOf(list);
	parts.forEach((part, index) => {
		const before = parts[index - 1]?.name;
		if (isName(part) && before !== "AssignOp") {
			const splat = before === "*" || before === "**" ? before : "";
			const assign = parts.slice(index + 1).find((later) => later.name !== "TypeDef");
			const value = assign?.name === "AssignOp" ? parts[parts.indexOf(assign) + 1] : void 0;
			parameters.push({
				name: textOf$1(source, part),
				splat,
				default: value && convertExpression(source, value)
			});
		}
	});
	return parameters;
}
const definitions = [
	"FunctionDefinition",
	"ClassDefinition",
	"LambdaExpression"
];
const loops = ["ForStatement", "WhileStatement"];
function hasOwn(node, kinds, others) {
	let found = false;
	node.cursor().iterate(({ name }) => {
		found ||= kinds.includes(name);
		return !found && !others.includes(name);
	});
	return found;
}
function opaque(source, node, what, line) {
	const mentions = mentionedNames(source, node);
	return {
		kind: "opaque",
		what,
		binds: node.name === "PrintStatement" ? [] : mentions,
		mentions,
		jumps: hasOwn(node, ["ReturnStatement"], definitions) || hasOwn(node, ["BreakStatement", "ContinueStatement"], [...definitions, ...loops]),
		line
	};
}
function isName({ name }) {
	return name === "VariableName";
}
function firstWord(source, node) {
	return /^(@[\w.]+|\w+)/.exec(textOf$1(source, node))?.[0] ?? node.name;
}
function textOf$1(source, node) {
	return node ? source.text.slice(node.from, node.to) : "";
}

// src/upstream/python/platforms.ts
const systemNames = /* @__PURE__ */ new Map([["sys.platform", ["linux", "darwin"]], ["platform.system()", ["Linux", "Darwin"]]]);
const systemStarts = Array.from(systemNames.keys(), (name) => `${name}.startswith`);
function onAllSystems(value, satisfies) {
	const [first, ...others] = (value?.kind === "native" ? systemNames.get(value.name) : void 0)?.map(satisfies) ?? [];
	return others.every((one) => one === first) ? first : void 0;
}

// src/upstream/python/values.ts
const none = { kind: "none" };
function text(value) {
	return {
		kind: "text",
		value
	};
}
function number(value) {
	return {
		kind: "number",
		value
	};
}
function boolean(value) {
	return {
		kind: "boolean",
		value
	};
}
function snapshot(values) {
	const copies = Array.from({ length: 4 }, () => /* @__PURE__ */ new Map());
	const copyAll = (entries, depth) => new Map(Array.from(entries, ([key, item]) => [key, copy(item, depth)]));
	const copy = (value, depth) => {
		const known = copies[depth]?.get(value);
		if (known !== void 0 || depth === 0 || value.kind !== "list" && value.kind !== "dictionary") return known ?? value;
		const made = value.kind === "list" ? {
			...value,
			items: value.items.map((item) => copy(item, depth - 1))
		} : {
			kind: "dictionary",
			entries: copyAll(value.entries, depth - 1),
			rest: value.rest
		};
		copies[depth]?.set(value, made);
		return made;
	};
	return copyAll(values, copies.length - 1);
}
function list(items, tuple = false) {
	return {
		kind: "list",
		tuple,
		items: [...items]
	};
}
function once(value) {
	return value.kind === "list" ? {
		...value,
		isOnce: true
	} : value;
}
function dictionary(entries = []) {
	return {
		kind: "dictionary",
		entries: new Map(entries),
		rest: void 0
	};
}
function isUnknown(value) {
	return value.kind === "unknown";
}
function truth(value) {
	switch (value.kind) {
		case "text": return value.value !== "";
		case "number": return value.value !== 0;
		case "boolean": return value.value;
		case "none": return false;
		case "list": return value.isOnce || value.items.some((item) => !isUnknown(item)) ? true : value.items.length === 0 ? false : void 0;
		case "dictionary": return value.entries.size > 0 ? true : value.rest === void 0 ? false : void 0;
		case "unknown":
		case "native": return;
		default: return true;
	}
}
function forget(value, why) {
	const reached = /* @__PURE__ */ new Set([value]);
	for (const next of reached) switch (next.kind) {
		case "list":
			addAll$1(reached, next.items);
			next.items = next.tuple ? next.items : [why];
			break;
		case "dictionary":
			addAll$1(reached, next.entries.values());
			addAll$1(reached, next.rest ? [next.rest] : []);
			forgetEntries(next, why);
			break;
		case "file":
			next.isRead = true;
			break;
		case "unknown":
			addAll$1(reached, next.among ?? []);
			break;
		case "method":
			reached.add(next.object);
			break;
		case "function":
			addAll$1(reached, next.defaults.values());
			break;
		case "module": addAll$1(reached, next.globals.values());
	}
	return reached;
}
function forgetEntries(dictionary, why) {
	const held = [...dictionary.entries.values(), ...dictionary.rest ? [dictionary.rest] : []].filter(isShared);
	if (dictionary.isModule) for (const name of dictionary.entries.keys()) dictionary.entries.set(name, why);
	else dictionary.entries = /* @__PURE__ */ new Map();
	dictionary.rest = held.length === 0 ? why : {
		...why,
		among: [...why.among ?? [], ...held]
	};
}
function isShared(value) {
	return isUnknown(value) ? value.among !== void 0 || value.reach !== void 0 : ![
		"text",
		"number",
		"boolean",
		"none",
		"path",
		"native"
	].includes(value.kind);
}
function addAll$1(set, items) {
	for (const item of items) set.add(item);
}
function unique(items) {
	const texts = /* @__PURE__ */ new Set();
	return items.filter((item) => {
		const isNew = item.kind !== "text" || !texts.has(item.value);
		if (item.kind === "text") texts.add(item.value);
		return isNew;
	});
}
function describe(value) {
	switch (value.kind) {
		case "list": return value.isSet ? "a set" : value.tuple ? "a tuple" : "a list";
		case "native": return `\`${value.name}\``;
		case "none": return "None";
		case "unknown": return "something unknown";
		default: return `a ${value.kind}`;
	}
}

// src/upstream/python/run.ts
var OutOfSteps = class extends Error {
	name = "OutOfSteps";
};
const limits = {
	steps: 1e5,
	depth: 20,
	text: 2e5,
	items: 1e4
};
function step(run, cost = 1) {
	run.stepsLeft -= cost;
	if (run.stepsLeft < 0) throw new OutOfSteps("The file takes too many steps to read.");
}
function unknown(scope, { line }, why) {
	return {
		kind: "unknown",
		why,
		file: scope.file,
		line
	};
}
function charge(run, ...values) {
	step(run, values.reduce((sum, value) => sum + sizeOf(value), 0) >> 3);
}
function sizeOf(value) {
	switch (value.kind) {
		case "text": return value.value.length >> 3;
		case "list": return value.items.length;
		case "dictionary": return value.entries.size;
		default: return 0;
	}
}
function boundedText(run, scope, at, parts, separator = "") {
	const length = parts.reduce((sum, part) => sum + part.length, separator.length * Math.max(parts.length - 1, 0));
	step(run, (Math.min(length, limits.text) >> 6) + (parts.length >> 3));
	return length <= limits.text ? text(parts.join(separator)) : unknown(scope, at, "the text grows too long");
}
function boundedList(run, scope, at, items, tuple) {
	step(run, items.length >> 3);
	const value = {
		kind: "list",
		tuple,
		items: [...items]
	};
	return items.length <= limits.items ? value : unknown(scope, at, "the list grows too long");
}
function boundedSet(run, scope, at, items) {
	const value = boundedList(run, scope, at, unique(items), false);
	return value.kind === "list" ? {
		...value,
		isSet: true
	} : value;
}
function firstUnknown(values) {
	return values.find(isUnknown);
}
function moduleScope(file, globals) {
	return {
		file,
		globals,
		locals: void 0,
		enclosing: void 0,
		declared: /* @__PURE__ */ new Map(),
		isComprehension: false
	};
}
function innerScope(outer, locals) {
	const { file, globals } = outer;
	return {
		file,
		globals,
		locals,
		enclosing: outer,
		declared: /* @__PURE__ */ new Map(),
		isComprehension: false
	};
}
function comprehensionScope(outer, locals) {
	return {
		...innerScope(outer, locals),
		isComprehension: true
	};
}

// src/upstream/python/operators.ts
function binary(run, scope, at, operator, left, right) {
	if (operator === "+" && left.kind === "list") return addLists(run, scope, at, left, right);
	if (operator === "+" && isUnknown(left) && right.kind === "list") return boundedList(run, scope, at, [left, ...right.items], right.tuple);
	if (isUnknown(left) || isUnknown(right)) return isUnknown(left) ? left : right;
	if (left.kind === "list" && right.kind === "list" && left.isSet && right.isSet && (operator === "|" || operator === "-")) return ofSets(run, scope, at, operator, left, right);
	charge(run, left, right);
	const compared = compare(operator, left, right, { stepsLeft: comparisonLimit });
	if (compared !== void 0) return compared === "undecided" ? unknown(scope, at, "the comparison cannot be decided") : boolean(compared);
	return arithmetic(run, scope, at, operator, left, right) ?? notDone(scope, at, operator, left, right);
}
function notDone(scope, at, operator, left, right) {
	return unknown(scope, at, `\`${operator}\` of ${describe(left)} and ${describe(right)} is not evaluated`);
}
function addLists(run, scope, at, left, right) {
	const items = right.kind === "list" ? right.items : isUnknown(right) ? [right] : void 0;
	return items === void 0 ? notDone(scope, at, "+", left, right) : boundedList(run, scope, at, [...left.items, ...items], left.tuple);
}
function ofSets(run, scope, at, operator, left, right) {
	if (operator === "|") return boundedSet(run, scope, at, [...left.items, ...right.items]);
	const texts = (set) => set.items.flatMap((item) => item.kind === "text" ? item.value : []);
	const gone = new Set(texts(right));
	return texts(left).length === left.items.length && gone.size === right.items.length ? boundedSet(run, scope, at, left.items.filter((item) => item.kind !== "text" || !gone.has(item.value))) : notDone(scope, at, operator, left, right);
}
function arithmetic(run, scope, at, operator, left, right) {
	if (left.kind === "text" && right.kind === "text" && operator === "+") return boundedText(run, scope, at, [left.value, right.value]);
	if (left.kind === "path" && right.kind === "text") {
		if (operator === "/") return pathValue(scope, at, joinPath(left.path, right.value));
		return operator === "+" ? appended(scope, at, left.path, right.value) : void 0;
	}
	if (left.kind === "number" && right.kind === "number") {
		const result = {
			"+": left.value + right.value,
			"-": left.value - right.value,
			"*": left.value * right.value
		}[operator];
		return result !== void 0 && Number.isSafeInteger(result) ? number(result) : void 0;
	}
	if (left.kind === "text" && operator === "%") return percent(run, scope, at, left.value, right);
}
function appended(scope, at, path, more) {
	const joined = joinPath("", path + more);
	return pathValue(scope, at, more.endsWith("/") && joined !== void 0 ? `${joined}/` : joined);
}
function pathValue(scope, at, path) {
	return path === void 0 ? unknown(scope, at, "the path is not one in the archive") : {
		kind: "path",
		path
	};
}
function percent(run, scope, at, format, right) {
	const names = right.kind === "dictionary" && right.rest === void 0 ? right.entries : void 0;
	const values = right.kind === "list" && right.tuple ? [...right.items] : names ? [] : [right];
	const parts = [];
	for (const [piece, name, conversion] of format.matchAll(/%(?:\(([^()]*)\))?(.?)|[^%]+/gs)) {
		if (!piece.startsWith("%") || piece === "%%") {
			parts.push(piece === "%%" ? "%" : piece);
			continue;
		}
		const value = name === void 0 ? values.shift() : names?.get(name);
		if (value !== void 0 && isUnknown(value)) return value;
		const shown = (conversion === "s" || conversion === "d" && value?.kind === "number") && value ? display(value) : void 0;
		if (shown === void 0) return;
		parts.push(shown);
	}
	return values.length === 0 ? boundedText(run, scope, at, parts) : void 0;
}
function isOneUnitEach(value) {
	return !/[\ud800-\udfff]/.test(value);
}
function display(value) {
	switch (value.kind) {
		case "text": return value.value;
		case "number": return Number.isSafeInteger(value.value) ? String(value.value) : void 0;
		case "boolean": return value.value ? "True" : "False";
		case "none": return "None";
		default: return;
	}
}
const comparisonLimit = 1e4;
function compare(operator, left, right, effort) {
	switch (operator) {
		case "==": return equal(left, right, effort);
		case "!=": return negate(equal(left, right, effort));
		case "is": return identical(left, right, effort);
		case "is not": return negate(identical(left, right, effort));
		case "in": return contains(right, left, effort);
		case "not in": return negate(contains(right, left, effort));
		case "<":
		case "<=":
		case ">":
		case ">=": return ordered(operator, order(left, right, effort));
		default: return;
	}
}
function negate(result) {
	return result === "undecided" ? result : !result;
}
function equal(left, right, effort) {
	const comparable = [
		"text",
		"number",
		"boolean",
		"none"
	];
	if (comparable.includes(left.kind) && comparable.includes(right.kind)) {
		const [a, b] = [left, right].map((value) => "value" in value ? value.value : null);
		return left.kind !== right.kind && (left.kind === "boolean" || right.kind === "boolean") ? "undecided" : a === b;
	}
	for (const [one, other] of [[left, right], [right, left]]) {
		const isSame = other.kind === "text" ? onAllSystems(one, (name) => name === other.value) : void 0;
		if (isSame !== void 0) return isSame;
	}
	if (left.kind === "list" && right.kind === "list") {
		const result = order(left, right, effort);
		return result === void 0 ? "undecided" : result === 0;
	}
	return left.kind !== right.kind && (left.kind === "none" || right.kind === "none") && hasOneKind(left) && hasOneKind(right) ? false : "undecided";
}
function identical(left, right, effort) {
	const isUnique = ({ kind }) => kind === "none" || kind === "boolean";
	if (!isUnique(left) && !isUnique(right)) return "undecided";
	if (left.kind === right.kind) return equal(left, right, effort);
	return hasOneKind(left) && hasOneKind(right) ? false : "undecided";
}
function hasOneKind({ kind }) {
	return ![
		"unknown",
		"native",
		"method"
	].includes(kind);
}
function contains(container, item, effort) {
	if (container.kind === "text" && item.kind === "text") return container.value.includes(item.value);
	if (container.kind === "dictionary" && item.kind === "text") return container.entries.has(item.value) || (container.rest === void 0 ? false : "undecided");
	if (container.kind === "list" && !container.isOnce) {
		const results = container.items.map((other) => isUnknown(other) ? "undecided" : equal(other, item, effort));
		return results.includes(true) || (results.includes("undecided") ? "undecided" : false);
	}
	return "undecided";
}
function ordered(operator, result) {
	if (result === void 0) return "undecided";
	return operator.startsWith("<") ? result < 0 || result === 0 && operator === "<=" : result > 0 || result === 0 && operator === ">=";
}
function comparePlainly(left, right) {
	return left < right ? -1 : Number(left > right);
}
function order(left, right, effort, depth = 0) {
	if (--effort.stepsLeft < 0 || depth > 20) return;
	if (left.kind === "text" && right.kind === "text") return left.value === right.value || isOneUnitEach(left.value) && isOneUnitEach(right.value) ? comparePlainly(left.value, right.value) : void 0;
	if (left.kind === "number" && right.kind === "number") return comparePlainly(left.value, right.value);
	if (left.kind !== "list" || right.kind !== "list" || left.tuple !== right.tuple || [left, right].some((one) => one.isSet || one.isOnce)) return;
	for (const [index, item] of left.items.entries()) {
		const other = right.items[index];
		if (other === void 0) return isUnknown(item) && item !== versionTail ? void 0 : 1;
		const result = isUnknown(item) || isUnknown(other) ? void 0 : order(item, other, effort, depth + 1);
		if (result !== 0) return result;
	}
	const next = right.items[left.items.length];
	return next === void 0 ? 0 : isUnknown(next) && next !== versionTail ? void 0 : -1;
}
const versionTail = {
	kind: "unknown",
	why: "only Python's major and minor version are known",
	file: "sys",
	line: 0
};
function versionInfo([major, minor]) {
	return {
		kind: "list",
		tuple: true,
		items: [
			number(major),
			number(minor),
			versionTail
		]
	};
}
function isVersionInfo({ items }) {
	return items[2] === versionTail;
}

// src/upstream/python/files.ts
function pathOf(run, scope, given, value) {
	if (value === void 0 || value.kind === "path" || isUnknown(value)) return value ?? unknown(scope, given, "a path is missing");
	if (run.workingDirectory === void 0 && !(value.kind === "text" && value.value.startsWith("/"))) return unknown(scope, given, "the folder that it runs in is not known after `os.chdir()`");
	return pathValue(scope, given, value.kind === "text" ? joinPath(run.workingDirectory ?? "", value.value) : void 0);
}
const changeDirectory = (run, scope, given) => {
	const path = withoutSlash(pathOf(run, scope, given, given.positional[0]));
	run.workingDirectory = path.kind === "path" ? path.path : void 0;
	return none;
};
const open = (run, scope, given) => {
	const path = pathOf(run, scope, given, given.positional[0] ?? given.named.get("file"));
	return path.kind === "path" ? openFile(run, path.path, given.positional[1] ?? given.named.get("mode")) : path;
};
function openFile(run, path, mode) {
	if (mode !== void 0 && (mode.kind !== "text" || /[wax+]/.test(mode.value))) run.written.add(path);
	return {
		kind: "file",
		path,
		isRead: false
	};
}
function readFile(run, scope, at, path) {
	const value = readUnwritten(run, path);
	if (value === void 0) {
		const why = run.written.has(path) ? "may have been written before" : "is not among the files that were read";
		return unknown(scope, at, `\`${path}\` ${why}`);
	}
	step(run, value.length >> 6);
	return value.length > limits.text ? unknown(scope, at, `\`${path}\` is too long`) : {
		...text(value.replace(/\r\n?/g, "\n")),
		origin: path
	};
}
function readUnwritten(run, path) {
	return run.written.has(path) ? void 0 : run.read(path);
}
function contentOf(run, scope, at, file) {
	if (file.isRead) return unknown(scope, at, `\`${file.path}\` was read before`);
	file.isRead = true;
	return readFile(run, scope, at, file.path);
}
function linesOf(value) {
	return value.match(/[^\n]*\n|[^\n]+$/g) ?? [];
}
const join$1 = (run, scope, given) => {
	const [first, ...others] = given.positional;
	return others.reduce((path, part) => part.kind === "path" ? part : binary(run, scope, given, "/", path, part), pathOf(run, scope, given, first));
};
const samePath = (run, scope, given) => withoutSlash(pathOf(run, scope, given, given.positional[0]));
const toPath = (run, scope, given) => withoutSlash(join$1(run, scope, given));
function withoutSlash(value) {
	return value.kind === "path" ? {
		kind: "path",
		path: value.path.replace(/\/$/, "")
	} : value;
}
const dirname$1 = (run, scope, given) => {
	const path = pathOf(run, scope, given, given.positional[0]);
	return path.kind === "path" ? {
		kind: "path",
		path: parentOf(path.path)
	} : path;
};
const fileNatives = [
	...[
		"open",
		"io.open",
		"codecs.open"
	].map((name) => [name, open]),
	["pathlib.Path", toPath],
	["pathlib.PurePath", toPath],
	["os.path.join", join$1],
	["os.path.dirname", dirname$1],
	...[
		"abspath",
		"realpath",
		"normpath",
		"expanduser"
	].map((name) => [`os.path.${name}`, samePath]),
	["os.fspath", samePath],
	["os.getcwd", (run, scope, given) => pathOf(run, scope, given, text("."))],
	["os.chdir", changeDirectory]
];

// src/upstream/python/given.ts
function allGiven({ positional, tail, named }) {
	return [
		...positional,
		...tail,
		...named.values()
	];
}

// src/upstream/python/jumps.ts
function mayJump(block) {
	return hasJump(block, true);
}
function hasJump(block, ofLoop) {
	return block.some((statement) => {
		switch (statement.kind) {
			case "return": return true;
			case "break":
			case "continue": return ofLoop;
			case "if": return hasJump(statement.otherwise, ofLoop) || statement.branches.some((branch) => hasJump(branch.body, ofLoop));
			case "with": return hasJump(statement.body, ofLoop);
			case "for": return hasJump(statement.body, false);
			case "uncertain": return hasJump(statement.body, ofLoop && !statement.isLoop);
			case "opaque": return statement.jumps;
			default: return false;
		}
	});
}

// src/upstream/python/targets.ts
function boundBy(node) {
	switch (node.kind) {
		case "with": return node.items.flatMap(({ name }) => name ?? []);
		case "named": return [node.target];
		case "import": return node.modules.map(({ path, name }) => name ?? path.split(".")[0] ?? path);
		case "import-from": return node.names.map((entry) => entry.as);
		default: return targetsOf(node).flatMap(namesOf);
	}
}
function targetsOf(node) {
	switch (node.kind) {
		case "assign":
		case "delete": return node.targets;
		case "update":
		case "for": return [node.target];
		default: return [];
	}
}
function namesOf(target) {
	if (target.kind === "name") return [target.name];
	return target.kind === "tuple" || target.kind === "list" ? target.items.flatMap(({ value }) => namesOf(value)) : [];
}
function partsOf(target) {
	if (target.kind === "tuple" || target.kind === "list") return target.items.flatMap(({ value }) => partsOf(value));
	return target.kind === "name" ? [] : [target];
}
function attributesOf(target) {
	if (target.kind === "tuple" || target.kind === "list") return target.items.flatMap(({ value }) => attributesOf(value));
	return target.kind === "attribute" && target.object.kind === "name" ? [target.object.name] : [];
}

// src/upstream/python/names.ts
function touchedBy(nodes, moment) {
	const gathering = gather(nodes);
	return moment === "later" ? calledLater(gathering) : withCalled(gathering, moment === "all" || gathering.wild);
}
function touchedByCall(called, moment) {
	const inner = gather(called.body);
	const touched = withCalled(inner, moment === "all" || inner.wild);
	const isLocal = (name) => !inner.declared.has(name) && (touched.binds.has(name) || called.parameters.some((own) => own.name === name));
	const outside = (names) => new Set([...names].filter((name) => !isLocal(name)));
	const declared = (as) => [...touched.binds].filter((name) => inner.declared.get(name) === as);
	return {
		...touched,
		binds: new Set(declared("nonlocal")),
		globals: /* @__PURE__ */ new Set([...touched.globals, ...declared("global")]),
		mentions: outside(touched.mentions),
		attributes: outside(touched.attributes),
		bases: outside(touched.bases)
	};
}
function nothing() {
	return {
		binds: /* @__PURE__ */ new Set(),
		globals: /* @__PURE__ */ new Set(),
		mentions: /* @__PURE__ */ new Set(),
		attributes: /* @__PURE__ */ new Set(),
		bases: /* @__PURE__ */ new Set(),
		calls: false,
		everything: false,
		defines: false,
		wild: false,
		size: 0,
		declared: /* @__PURE__ */ new Map(),
		deferred: [],
		laterMentions: /* @__PURE__ */ new Set()
	};
}
function gather(nodes) {
	const into = nothing();
	visit(into, nodes);
	return into;
}
function visit(into, node) {
	if (Array.isArray(node)) for (const item of node) visit(into, item);
	else if (typeof node === "object" && node !== null) {
		into.size++;
		if ("kind" in node && note(into, node)) return;
		visit(into, Object.values(node));
	}
}
function note(into, node) {
	switch (node.kind) {
		case "name":
			into.mentions.add(node.name);
			return false;
		case "call":
			noteCall(into, node.callee, node.arguments.length);
			return false;
		case "function":
			noteFunction(into, node);
			return true;
		case "class":
			noteClass(into, node);
			return true;
		case "declaration":
			for (const name of node.names) into.declared.set(name, node.scope);
			return false;
		case "uncertain":
			addAll(into.binds, node.binds);
			return false;
		case "opaque":
			addAll(into.binds, node.binds);
			noteUnread(into, node.mentions);
			into.calls = true;
			return false;
		case "opaque-expression":
			addAll(into.binds, node.binds);
			noteUnread(into, node.mentions);
			into.calls ||= node.calls !== "never";
			return false;
		case "import-from":
			into.everything ||= node.names.length === 0;
			addAll(into.binds, boundBy(node));
			return false;
		default: {
			const targets = targetsOf(node);
			addAll(into.binds, boundBy(node));
			addAll(into.attributes, targets.flatMap(attributesOf));
			if (targets.length === 0 || node.kind === "update") return false;
			for (const [key, part] of Object.entries(node)) visit(into, key === "target" || key === "targets" ? targets.flatMap(partsOf) : part);
			return true;
		}
	}
}
const ofAllNames = /* @__PURE__ */ new Set([
	"exec",
	"eval",
	"globals",
	"locals",
	"vars"
]);
function noteCall(into, callee, count) {
	into.calls = true;
	const name = callee.kind === "name" || callee.kind === "attribute" ? callee.name : "";
	if (name === "setup") into.mentions.add(setupCall);
	into.everything ||= callee.kind === "name" && ofAllNames.has(name) && (name !== "exec" || count < 2);
}
function noteUnread(into, mentions) {
	addAll(into.mentions, mentions);
	addAll(into.laterMentions, mentions);
	into.defines = true;
	into.everything ||= mentions.some((name) => ofAllNames.has(name));
}
const harmless = /* @__PURE__ */ new Set([
	"staticmethod",
	"classmethod",
	"property"
]);
function noteFunction(into, definition) {
	into.defines = true;
	into.binds.add(definition.name);
	visit(into, definition.decorators);
	visit(into, definition.parameters.map((parameter) => parameter.default));
	into.deferred.push({
		names: [definition.name],
		definition
	});
	if (definition.decorators.some((decorator) => decorator.kind !== "name" || !harmless.has(decorator.name))) {
		into.calls = true;
		into.mentions.add(definition.name);
	}
}
function noteClass(into, { name, decorators, bases, keywords, body }) {
	const inner = gather(body);
	const isPlainName = (base) => base.kind === "name" || base.kind === "attribute" && isPlainName(base.object);
	const computed = bases.filter((base) => !isPlainName(base));
	const methods = inner.deferred.flatMap(({ names }) => names);
	into.defines = true;
	into.binds.add(name);
	into.deferred.push(...inner.deferred.map(({ names, definition }) => ({
		names: [...names, name],
		definition
	})));
	into.wild ||= inner.wild || keywords.length > 0 || methods.includes("__init_subclass__");
	into.everything ||= inner.everything;
	into.calls ||= inner.calls;
	into.size += inner.size;
	if (decorators.length > 0 || computed.length > 0) {
		into.calls = true;
		into.mentions.add(name);
	}
	visit(into, [
		decorators,
		computed,
		keywords
	]);
	for (const base of bases) addAll(into.bases, gather([base]).mentions);
	addAll(into.laterMentions, gather(keywords).mentions);
	for (const kind of [
		"globals",
		"mentions",
		"attributes",
		"bases",
		"laterMentions"
	]) addAll(into[kind], inner[kind]);
	for (const bound of inner.binds) {
		const declared = inner.declared.get(bound);
		if (declared !== void 0) (declared === "global" ? into.globals : into.binds).add(bound);
	}
}
function withCalled(gathering, all) {
	const byName = /* @__PURE__ */ new Map();
	for (const deferred of gathering.deferred) for (const name of deferred.names) {
		const others = byName.get(name);
		if (others === void 0) byName.set(name, [deferred]);
		else others.push(deferred);
	}
	const called = new Set(all ? gathering.deferred : []);
	const names = new Set(gathering.mentions);
	const callNamed = () => {
		for (const name of names) {
			addAll(called, byName.get(name) ?? []);
			byName.delete(name);
		}
		names.clear();
	};
	callNamed();
	for (const { definition } of called) {
		const touched = touchedByCall(definition, all ? "all" : "runs");
		add(gathering, touched);
		addAll(names, touched.mentions);
		callNamed();
	}
	return gathering;
}
function calledLater({ deferred, laterMentions, bases, wild, size }) {
	const later = nothing();
	for (const { definition } of deferred) add(later, touchedByCall(definition, "all"));
	addAll(later.mentions, [...laterMentions, ...bases]);
	return {
		...later,
		wild,
		size: later.size + size
	};
}
function add(into, touched) {
	for (const kind of [
		"binds",
		"globals",
		"mentions",
		"attributes",
		"bases"
	]) addAll(into[kind], touched[kind]);
	into.calls ||= touched.calls;
	into.everything ||= touched.everything;
	into.size += touched.size;
}
function addAll(set, items) {
	for (const item of items) set.add(item);
}

// src/upstream/python/scope.ts
function bind(scope, name, value) {
	if (scope.isComprehension && scope.enclosing !== void 0) {
		bind(scope.enclosing, name, value);
		return;
	}
	const declared = scope.declared.get(name);
	((declared === "nonlocal" ? ownerOf(scope.enclosing, name) : declared === "global" ? void 0 : scope)?.locals ?? scope.globals).set(name, value);
}
function ownerOf(scope, name) {
	return scope === void 0 || scope.locals?.has(name) ? scope : ownerOf(scope.enclosing, name);
}
function lookUp(scope, name) {
	if (scope.declared.get(name) === "global") return scope.globals.get(name);
	return ownerOf(scope, name)?.locals?.get(name) ?? scope.globals.get(name);
}

// src/upstream/python/unread.ts
function leaveUnread(run, scope, block, why) {
	settle(run, why, (reaching) => touch(reaching, scope, block, "runs"));
	return mayJump(block) ? {
		kind: "maybe",
		why
	} : void 0;
}
function leaveExpressionsUnread(run, scope, expressions, why) {
	const { binds, calls, size } = touchedBy(expressions, "runs");
	step(run, size >> 3);
	const isLeft = calls || binds.size > 0;
	if (isLeft) settle(run, why, (reaching) => touch(reaching, scope, expressions, "runs"));
	return isLeft;
}
function abandon(run, values, why) {
	settle(run, why, ({ open }) => {
		for (const value of values) {
			open.push(value);
			if (value.kind === "module") forgetAll(run, value.globals, why);
		}
	});
}
function forgetNames(run, { globals }, why) {
	forgetAll(run, globals, why);
}
function forgetAll(run, globals, why) {
	for (const [name, value] of globals) {
		step(run, forget(value, why).size);
		const reach = value.kind === "function" ? reachOf(value) : value.kind === "unknown" ? value.reach : void 0;
		globals.set(name, reach ? {
			...why,
			reach
		} : why);
	}
}
function reachOf({ definedIn, definition }) {
	return {
		scope: definedIn,
		nodes: [definition],
		wild: false
	};
}
function settle(run, why, begin) {
	const reaching = {
		run,
		why,
		open: [],
		bindings: []
	};
	const done = /* @__PURE__ */ new Set();
	begin(reaching);
	for (let value = reaching.open.pop(); value !== void 0; value = reaching.open.pop()) {
		const reached = forget(value, why);
		step(run, reached.size);
		for (const next of reached) if (next.kind === "function" && !done.has(next.definition)) {
			done.add(next.definition);
			apply(reaching, innerScope(next.definedIn, /* @__PURE__ */ new Map()), touchedByCall(next.definition, "runs"), void 0);
		} else if (next.kind === "unknown" && next.reach !== void 0 && !done.has(next.reach.nodes)) {
			done.add(next.reach.nodes);
			touch(reaching, next.reach.scope, next.reach.nodes, "later");
		}
	}
	for (const bindName of reaching.bindings) bindName();
}
function touch(reaching, scope, nodes, moment) {
	const first = touchedBy(nodes, moment);
	const wild = first.wild || [...first.bases].some((name) => isWild(lookUp(scope, name)));
	const touched = wild && moment === "runs" ? touchedBy(nodes, "all") : first;
	if (wild) reachNames(reaching, scope, touched.bases);
	apply(reaching, scope, touched, touched.defines ? {
		scope,
		nodes,
		wild
	} : void 0);
}
function isWild(value) {
	return value?.kind === "unknown" && value.reach?.wild === true;
}
function apply(reaching, scope, { binds, globals, mentions, attributes, everything, size }, reach) {
	const { run, why, bindings } = reaching;
	step(run, size >> 3);
	if (mentions.has("setup()")) run.setupCalls.push({
		arguments: /* @__PURE__ */ new Map(),
		rest: why,
		file: why.file,
		line: why.line
	});
	reachNames(reaching, scope, mentions);
	const bound = reach ? {
		...why,
		reach
	} : why;
	const orElse = (old) => old && isShared(old) ? {
		...bound,
		among: [old]
	} : bound;
	bindings.push(() => {
		if (everything) forgetNames(run, scope, why);
		for (const name of attributes) {
			const value = lookUp(scope, name);
			if (value?.kind === "module") forgetAll(run, value.globals, why);
		}
		for (const name of globals) scope.globals.set(name, orElse(scope.globals.get(name)));
		for (const name of binds) bind(scope, name, orElse(lookUp(scope, name)));
	});
}
function reachNames({ run, open }, scope, names) {
	for (const name of names) {
		const value = lookUp(scope, name);
		step(run);
		if (value !== void 0) open.push(value);
	}
}

// src/upstream/python/natives.ts
const builtins = /* @__PURE__ */ new Set([
	...[
		"open",
		"exec",
		"compile",
		"str",
		"list",
		"tuple",
		"set",
		"dict",
		"sorted",
		"len",
		"print"
	],
	...[
		"int",
		"bool",
		"any",
		"all",
		"zip",
		"enumerate",
		"range",
		"filter",
		"map",
		"isinstance",
		"getattr"
	],
	...[
		"setattr",
		"sum",
		"globals",
		"locals",
		"vars"
	]
]);
const nativeModules = /* @__PURE__ */ new Set([...[
	"sys",
	"os",
	"io",
	"codecs",
	"pathlib",
	"re",
	"platform",
	"setuptools",
	"distutils",
	"typing",
	"subprocess"
], "itertools"]);
const callSetup = (run, scope, given) => {
	const rest = given.rest ?? given.positional[0];
	run.setupCalls.push({
		arguments: snapshot(given.named),
		rest: rest && (isUnknown(rest) ? rest : unknown(scope, given, "arguments without a name are not read")),
		file: scope.file,
		line: given.line
	});
	return none;
};
const exec = (run, scope, given) => {
	const [source, target, locals] = given.positional;
	if (target !== void 0 && target.kind !== "dictionary") {
		const why = unknown(scope, given, "`exec` with these globals is not followed");
		forgetNames(run, scope, why);
		return why;
	}
	const parsing = source?.kind === "text" ? parsePython(source.value) : void 0;
	if (source?.kind !== "text" || parsing?.kind !== "parsed" || run.depth >= limits.depth) {
		const cause = source && isUnknown(source) ? source : unknown(scope, given, "what `exec` is given is not Python that this program can read");
		if (target === void 0) forgetNames(run, scope, cause);
		else abandon(run, [target], cause);
		return none;
	}
	step(run, source.value.length >> 4);
	const globals = target?.entries ?? scope.globals;
	if (locals !== void 0 && !(locals.kind === "dictionary" && locals.entries === globals)) {
		const why = unknown(scope, given, "`exec` with these names is not followed");
		abandon(run, target === void 0 ? [locals] : [target, locals], why);
		return none;
	}
	const file = source.origin ?? scope.file;
	const within = target === void 0 && scope.locals !== void 0 ? {
		...innerScope(scope, /* @__PURE__ */ new Map()),
		file
	} : moduleScope(file, globals);
	run.depth++;
	run.execute(run, within, parsing.body);
	run.depth--;
	return none;
};
const toText = (_run, scope, given) => {
	const [value] = given.positional;
	if (value === void 0) return text("");
	const shown = display(value);
	return value.kind === "path" || isUnknown(value) ? value : shown === void 0 ? unknown(scope, given, "`str` of this is not evaluated") : text(shown);
};
const toList = (kind) => (run, scope, given) => {
	const [value] = given.positional;
	const items = value === void 0 ? [] : itemsOf(run, scope, given, value);
	return items === void 0 ? unknown(scope, given, "a list of this is not evaluated") : kind === "set" ? boundedSet(run, scope, given, items) : boundedList(run, scope, given, items, kind === "tuple");
};
const sorted = (run, scope, given) => {
	const [value] = given.positional;
	const items = value && itemsOf(run, scope, given, value);
	const known = items?.filter((item) => item.kind === "text").map((item) => item.value) ?? [];
	const others = items?.filter((item) => item.kind !== "text") ?? [];
	if (items === void 0 || given.named.size > 0 || !others.every(isUnknown) || !known.every(isOneUnitEach)) return unknown(scope, given, "`sorted` of this is not evaluated");
	const inOrder = known.toSorted().flatMap((item, index) => [...index === 0 ? others : others.slice(0, 1), text(item)]);
	return boundedList(run, scope, given, [...inOrder, ...others], false);
};
const toDictionary = (_run, scope, given) => {
	const [value] = given.positional;
	const copied = value === void 0 ? dictionary() : value;
	if (copied.kind !== "dictionary" || given.tail.length > 0) return unknown(scope, given, "`dict` of this is not evaluated");
	const entries = given.namedRest === void 0 ? copied.entries : [];
	return {
		kind: "dictionary",
		entries: new Map([...entries, ...given.named]),
		rest: given.namedRest ?? copied.rest
	};
};
const length = (run, scope, given) => {
	const [value] = given.positional;
	const items = value && itemsOf(run, scope, given, value);
	const mayBeFewer = value?.kind === "list" && value.isSet && items?.some(({ kind }) => kind !== "text");
	return items === void 0 || firstUnknown(items) || mayBeFewer ? unknown(scope, given, "a length is not known") : number(items.length);
};
const chain = (isOne) => (run, scope, given) => {
	const [first] = given.positional;
	const lists = isOne ? first && itemsOf(run, scope, given, first) : given.positional;
	charge(run, ...lists ?? []);
	const items = lists?.map((one) => itemsOf(run, scope, given, one));
	return items?.every((one) => one !== void 0) ? once(boundedList(run, scope, given, items.flat(), true)) : unknown(scope, given, "`chain` of this is not evaluated");
};
const filter = (run, scope, given) => {
	const [test, value] = given.positional;
	const items = value && itemsOf(run, scope, given, value);
	return items === void 0 || test?.kind !== "none" ? unknown(scope, given, "`filter` of this is not evaluated") : once(boundedList(run, scope, given, items.filter((item) => truth(item) !== false), true));
};
const map = (run, scope, given) => {
	const [applied, value] = given.positional;
	const isText = applied?.kind === "native" && applied.name === "str" && given.positional.length === 2;
	const items = value && isText ? itemsOf(run, scope, given, value) : void 0;
	return items === void 0 ? unknown(scope, given, "`map` of this is not evaluated") : once(boundedList(run, scope, given, items.map((item) => toText(run, scope, {
		...given,
		positional: [item]
	})), true));
};
const sum = (run, scope, given) => {
	const [value, start] = given.positional;
	const lists = value && itemsOf(run, scope, given, value);
	charge(run, ...lists ?? []);
	if (lists === void 0 || start?.kind !== "list" || !lists.every(({ kind }) => kind === "list" || kind === "unknown")) return unknown(scope, given, "`sum` of this is not evaluated");
	const items = lists.flatMap((one) => one.kind === "list" ? one.items : [one]);
	return boundedList(run, scope, given, [...start.items, ...items], start.tuple);
};
const toBoolean = (_run, scope, given) => {
	const [value] = given.positional;
	return value?.kind === "boolean" ? value : unknown(scope, given, "`bool` of this is not evaluated");
};
const names = (name) => (_run, scope, given) => given.positional.length === 0 && (name === "globals" || scope.locals === void 0) ? {
	kind: "dictionary",
	entries: scope.globals,
	rest: void 0,
	isModule: true
} : unknown(scope, given, `\`${name}()\` is not evaluated`);
const systemStartsWith = (name) => (_run, scope, given) => {
	const starts = given.positional.length === 1 ? textsIn(given.positional[0]) : void 0;
	const answer = starts && onAllSystems({
		kind: "native",
		name
	}, (system) => starts.some((start) => system.startsWith(start)));
	return answer === void 0 ? unknown(scope, given, `\`${name}\` differs between the systems`) : boolean(answer);
};
const natives = new Map([
	...fileNatives,
	...["setuptools.setup", "distutils.core.setup"].map((name) => [name, callSetup]),
	["exec", exec],
	["compile", (_run, scope, given) => given.positional[0] ?? unknown(scope, given, "there is nothing to compile")],
	["platform.system", () => ({
		kind: "native",
		name: "platform.system()"
	})],
	...systemStarts.map((name) => [name, systemStartsWith(name.replace(/\.startswith$/, ""))]),
	["str", toText],
	["list", toList("list")],
	["set", toList("set")],
	["tuple", toList("tuple")],
	["sorted", sorted],
	["dict", toDictionary],
	...[
		"globals",
		"locals",
		"vars"
	].map((name) => [name, names(name)]),
	["len", length],
	["sum", sum],
	["filter", filter],
	["map", map],
	["itertools.chain", chain(false)],
	["itertools.chain.from_iterable", chain(true)],
	["bool", toBoolean],
	["print", () => none],
	["setuptools.find_packages", (_run, scope, given) => unknown(scope, given, "packages are not looked for")],
	["isinstance", (_run, scope, given) => unknown(scope, given, "`isinstance` is not evaluated")]
]);
const takesMore = /* @__PURE__ */ new Set([
	"setuptools.setup",
	"distutils.core.setup",
	"dict",
	"print"
]);
function callNative(run, scope, name, given) {
	charge(run, ...given.positional, ...given.named.values());
	const native = natives.get(name);
	if (native !== void 0 && (given.rest === void 0 || takesMore.has(name))) {
		const result = native(run, scope, given);
		const reached = isUnknown(result) && allGiven(given).some(({ kind }) => kind === "function" || kind === "method") ? allGiven(given) : given.positional.filter(isDefinedHere);
		abandon(run, reached, unknown(scope, given, `\`${name}()\` of it is not evaluated`));
		return result;
	}
	const result = native && given.rest ? given.rest : unknown(scope, given, `\`${name}()\` is not evaluated`);
	if (name === "exec") forgetNames(run, scope, result);
	abandon(run, allGiven(given), result);
	return result;
}
function isDefinedHere(value) {
	return value.kind === "unknown" && value.reach !== void 0;
}
function itemsOf(run, scope, at, value) {
	switch (value.kind) {
		case "list": {
			const { items } = value;
			if (value.isOnce) value.items = [unknown(scope, at, "it was gone through before")];
			return items;
		}
		case "dictionary": return amid(value, Array.from(value.entries.keys(), text));
		case "file": {
			const content = contentOf(run, scope, at, value);
			return content.kind === "text" ? linesOf(content.value).map(text) : [content];
		}
		case "unknown": return [value];
		default: return;
	}
}
function amid({ rest }, known) {
	return rest === void 0 ? known : [
		rest,
		...known,
		rest
	];
}
function textsIn(value) {
	const items = value?.kind === "list" && value.tuple ? value.items : value ? [value] : [];
	const texts = items.flatMap((item) => item.kind === "text" ? item.value : []);
	return texts.length === items.length ? texts : void 0;
}
function nativeConstant(run, name) {
	switch (name) {
		case "sys.version_info": return versionInfo(run.python);
		case "typing.TYPE_CHECKING": return boolean(false);
		case "os.sep": return text("/");
		case "os.name": return text("posix");
		default: return;
	}
}

// src/upstream/python/assign.ts
function remove(run, scope, target) {
	const why = unknown(scope, target, "`del` is not followed");
	switch (target.kind) {
		case "tuple":
		case "list":
			for (const { value } of target.items) remove(run, scope, value);
			break;
		case "subscript": {
			const object = run.evaluate(run, scope, target.object);
			const index = run.evaluate(run, scope, target.index);
			if (object.kind === "dictionary" && index.kind === "text" && object.rest === void 0) object.entries.delete(index.value);
			else forget(object, why);
			break;
		}
		default: assign(run, scope, target, why);
	}
}
function assign(run, scope, target, value) {
	switch (target.kind) {
		case "name":
			bind(scope, target.name, value);
			break;
		case "tuple":
		case "list":
			unpack(run, scope, target.items, value);
			break;
		case "subscript":
			assignItem(run, scope, target.object, target.index, value);
			break;
		case "attribute": {
			const object = run.evaluate(run, scope, target.object);
			if (object.kind === "module") object.globals.set(target.name, value);
			else forget(value, unknown(scope, target, "it is kept in something that is not followed"));
			break;
		}
		case "slice": forget(run.evaluate(run, scope, target.object), {
			...unknown(scope, target, "a part of it is assigned"),
			among: [value]
		});
	}
}
function unpack(run, scope, targets, value) {
	const items = value.kind === "list" && !value.isSet ? itemsOf(run, scope, { line: 0 }, value) : void 0;
	const isExact = items?.length === targets.length && !items.some(isUnknown) && !targets.some(({ splat }) => splat);
	targets.forEach(({ value: target }, index) => {
		const cause = isUnknown(value) ? value : items?.find(isUnknown) ?? unknown(scope, target, "what is unpacked does not fit");
		assign(run, scope, target, (isExact ? items[index] : void 0) ?? {
			...cause,
			among: [value]
		});
	});
}
function assignItem(run, scope, target, indexExpression, value) {
	const object = run.evaluate(run, scope, target);
	const index = run.evaluate(run, scope, indexExpression);
	if (object.kind === "dictionary" && index.kind === "text") object.entries.set(index.value, value);
	else {
		const why = isUnknown(index) ? index : unknown(scope, target, "an item of it is assigned");
		forget(object, {
			...why,
			among: [value]
		});
	}
}

// src/upstream/python/decide.ts
function decide(run, scope, condition, at, dependent) {
	const taken = truth(condition);
	if (taken !== void 0) return taken;
	const why = isUnknown(condition) ? condition : unknown(scope, at, "the condition is not known");
	return leaveExpressionsUnread(run, scope, dependent, why) ? why : {
		...why,
		among: [condition, ...dependent.map((one) => run.evaluate(run, scope, one))]
	};
}

// src/upstream/python/methods.ts
function callMethod(run, scope, object, name, given) {
	charge(run, object, ...given.positional, ...given.named.values());
	const result = object.kind === "dictionary" && name === "update" || object.kind === "text" && name === "format" && given.rest === void 0 || isPlain(given) ? dispatch(run, scope, object, name, given) : void 0;
	if (result !== void 0) return result;
	const why = isUnknown(object) ? object : unknown(scope, given, `\`.${name}()\` of ${describe(object)} is not evaluated`);
	abandon(run, [object, ...allGiven(given)], why);
	return why;
}
const harmlessNames = /* @__PURE__ */ new Set([
	"encoding",
	"mode",
	"errors"
]);
function isPlain({ named, rest }) {
	return rest === void 0 && [...named.keys()].every((name) => harmlessNames.has(name));
}
function dispatch(run, scope, object, name, given) {
	switch (object.kind) {
		case "text": return ofText(run, scope, object.value, name, given);
		case "list": return object.tuple ? void 0 : ofList(run, scope, object, name, given);
		case "dictionary": return ofDictionary(scope, object, name, given);
		case "path": return ofPath(run, scope, object.path, name, given);
		case "file": return ofFile(run, scope, object, name, given);
		default: return;
	}
}
function ofText(run, scope, value, name, given) {
	const unknownArgument = given.positional.find(isUnknown);
	if (unknownArgument !== void 0) return unknownArgument;
	const [first, second] = given.positional.map((argument) => argument.kind === "text" ? argument.value : void 0);
	const count = given.positional.length;
	switch (name) {
		case "strip":
		case "lstrip":
		case "rstrip": return count === 0 || first !== void 0 && count === 1 && isOneUnitEach(value + first) ? text(strip(value, name, first)) : void 0;
		case "lower": return text(value.toLowerCase());
		case "upper": return text(value.toUpperCase());
		case "startswith":
		case "endswith": {
			const ends = count === 1 ? textsIn(given.positional[0]) : void 0;
			return ends && boolean(ends.some((end) => name === "startswith" ? value.startsWith(end) : value.endsWith(end)));
		}
		case "replace": return first && second !== void 0 && count === 2 ? boundedText(run, scope, given, value.split(first), second) : void 0;
		case "split": {
			const parts = split(value, given.positional);
			return parts && boundedList(run, scope, given, parts.map(text), false);
		}
		case "partition":
		case "rpartition": return first && count === 1 ? list(partition(value, first, name === "rpartition").map(text), true) : void 0;
		case "decode": return count === 0 || /^utf-?8$/i.test(first ?? "") ? text(value) : void 0;
		case "splitlines": return count === 0 ? boundedList(run, scope, given, splitLines(value).map(text), false) : void 0;
		case "join": return joined(run, scope, value, given);
		case "format": return formatted(run, scope, value, given);
		default: return;
	}
}
function splitLines(value) {
	const found = value.split(/\r\n|[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]/);
	return found.at(-1) === "" ? found.slice(0, -1) : found;
}
function split(value, [separator, most]) {
	if (separator === void 0) return value.split(blanks).filter(Boolean);
	if (separator.kind !== "text" || separator.value === "" || most !== void 0 && most.kind !== "number") return;
	const parts = value.split(separator.value);
	const cut = most === void 0 || most.value < 0 ? parts.length : most.value;
	return cut >= parts.length ? parts : [...parts.slice(0, cut), parts.slice(cut).join(separator.value)];
}
function partition(value, separator, isLast) {
	const at = isLast ? value.lastIndexOf(separator) : value.indexOf(separator);
	if (at === -1) return isLast ? [
		"",
		"",
		value
	] : [
		value,
		"",
		""
	];
	return [
		value.slice(0, at),
		separator,
		value.slice(at + separator.length)
	];
}
const blanks = /[\t-\r\x1c- \x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]+/;
function strip(value, name, characters) {
	const isStripped = (character) => characters === void 0 ? blanks.test(character) : characters.includes(character);
	let [start, end] = [0, value.length];
	while (name !== "rstrip" && start < end && isStripped(value.charAt(start))) start++;
	while (name !== "lstrip" && end > start && isStripped(value.charAt(end - 1))) end--;
	return value.slice(start, end);
}
function joined(run, scope, separator, given) {
	const [items] = given.positional;
	const values = items && itemsOf(run, scope, given, items);
	const isInOrder = items?.kind !== "list" || !items.isSet || items.items.length < 2;
	const texts = values?.flatMap((item) => item.kind === "text" ? item.value : []);
	if (values === void 0 || !isInOrder || texts?.length !== values.length) return isInOrder ? values?.find(isUnknown) : void 0;
	return boundedText(run, scope, given, texts, separator);
}
function formatted(run, scope, format, given) {
	let next = 0;
	const parts = [];
	for (const [piece, field] of format.matchAll(/\{\{|\}\}|\{(\w*)\}|[{}]|[^{}]+/g)) {
		if (field === void 0) {
			if (piece === "{" || piece === "}") return;
			parts.push(piece === "{{" || piece === "}}" ? piece.slice(1) : piece);
			continue;
		}
		const argument = /^\d*$/.test(field) ? given.positional[field === "" ? next++ : Number(field)] : given.named.get(field);
		if (argument !== void 0 && isUnknown(argument)) return argument;
		const shown = argument && display(argument);
		if (shown === void 0) return;
		parts.push(shown);
	}
	return boundedText(run, scope, given, parts);
}
function ofList(run, scope, object, name, given) {
	const [first] = given.positional;
	if (object.isSet) return ofSet(run, scope, object, name, given);
	switch (name) {
		case "append": return first && extend(run, scope, object, given, [first]);
		case "extend": {
			const items = first && itemsOf(run, scope, given, first);
			return items && extend(run, scope, object, given, items);
		}
		case "copy": return list(object.items);
		default: return;
	}
}
function ofSet(run, scope, object, name, given) {
	const [first] = given.positional;
	switch (name) {
		case "add": return first && extend(run, scope, object, given, [first]);
		case "update":
		case "union": {
			const added = given.positional.map((other) => itemsOf(run, scope, given, other));
			const items = added.every((other) => other !== void 0) ? added.flat() : void 0;
			return name === "update" ? items && extend(run, scope, object, given, items) : items && boundedSet(run, scope, given, [...object.items, ...items]);
		}
		case "copy": return boundedSet(run, scope, given, object.items);
		default: return;
	}
}
function extend(run, scope, object, at, items) {
	const all = [...object.items, ...items];
	const bounded = object.isSet ? boundedSet(run, scope, at, all) : boundedList(run, scope, at, all, false);
	object.items = bounded.kind === "list" ? bounded.items : [bounded];
	return none;
}
function ofDictionary(scope, object, name, given) {
	const [first, second] = given.positional;
	const key = first?.kind === "text" ? first.value : void 0;
	const maybe = object.rest && {
		...object.rest,
		among: second ? [object.rest, second] : [object.rest]
	};
	const found = key === void 0 ? void 0 : object.entries.get(key) ?? maybe;
	switch (name) {
		case "get": return key === void 0 ? void 0 : found ?? second ?? none;
		case "pop":
			if (key === void 0 || (found ?? second) === void 0) return;
			object.entries.delete(key);
			return found ?? second;
		case "setdefault": return key === void 0 ? void 0 : found ?? setDefault(object, key, second ?? none);
		case "keys": return object.rest ? void 0 : list(Array.from(object.entries.keys(), text));
		case "values": return list(amid(object, [...object.entries.values()]));
		case "items": return list(amid(object, Array.from(object.entries, ([entry, value]) => list([text(entry), value], true))));
		case "copy": return {
			kind: "dictionary",
			entries: new Map(object.entries),
			rest: object.rest
		};
		case "update": return given.tail.length > 0 ? void 0 : update$1(scope, object, given);
		default: return;
	}
}
function setDefault(object, key, value) {
	object.entries.set(key, value);
	return value;
}
function update$1(scope, object, { positional, named, namedRest, line }) {
	for (const other of [...positional, ...namedRest ? [namedRest] : []]) merge(scope, { line }, object, other);
	for (const [name, value] of named) object.entries.set(name, value);
	return none;
}
function merge(scope, at, object, other) {
	if (other.kind !== "dictionary" || other.rest !== void 0) {
		const why = other.kind === "dictionary" && other.rest !== void 0 ? other.rest : isUnknown(other) ? other : unknown(scope, at, `${describe(other)} is not a dictionary`);
		forgetEntries(object, why);
	}
	if (other.kind === "dictionary") for (const [key, value] of other.entries) object.entries.set(key, value);
}
function setEntry(scope, at, entries, name, value) {
	if (name.kind === "text") entries.entries.set(name.value, value);
	else merge(scope, at, entries, {
		...isUnknown(name) ? name : unknown(scope, at, "a key is not text"),
		among: [value]
	});
}
function ofPath(run, scope, path, name, given) {
	switch (name) {
		case "resolve":
		case "absolute":
		case "expanduser": return {
			kind: "path",
			path
		};
		case "joinpath": return given.positional.reduce((folder, part) => {
			const next = folder.kind === "path" && part.kind === "text" ? joinPath(folder.path, part.value) : void 0;
			return pathValue(scope, given, next);
		}, {
			kind: "path",
			path
		});
		case "read_text": return readFile(run, scope, given, path);
		case "open": return openFile(run, path, given.positional[0] ?? given.named.get("mode"));
		case "write_text":
		case "write_bytes":
			run.written.add(path);
			return;
		case "with_name": {
			const [sibling] = given.positional;
			return sibling?.kind === "text" ? pathOf(run, scope, given, text(`/${parentOf(path)}/${sibling.value}`)) : void 0;
		}
		default: return;
	}
}
function ofFile(run, scope, file, name, given) {
	switch (name) {
		case "read": return given.positional.length === 0 ? contentOf(run, scope, given, file) : void 0;
		case "readlines": {
			const content = contentOf(run, scope, given, file);
			return content.kind === "text" ? boundedList(run, scope, given, linesOf(content.value).map(text), false) : content;
		}
		case "close": return none;
		default:
			file.isRead = true;
			return;
	}
}

// src/upstream/python/comprehension.ts
function comprehension(run, scope, expression) {
	const { key, item, clauses, isSet } = expression;
	const results = [];
	const entries = dictionary();
	const addUnknown = (why) => key === void 0 ? results.push(why) : merge(scope, expression, entries, why);
	const inside = (around, depth) => {
		const clause = clauses[depth];
		if (clause === void 0) {
			if (key === void 0) results.push(run.evaluate(run, around, item));
			else setEntry(scope, expression, entries, run.evaluate(run, around, key), run.evaluate(run, around, item));
			return;
		}
		const dependent = [
			...clauses.slice(depth + 1).flatMap(({ iterable, conditions }) => [iterable, ...conditions]),
			...key ? [key] : [],
			item
		];
		const leave = (why, expressions) => {
			leaveExpressionsUnread(run, around, expressions, why);
			addUnknown(why);
		};
		const iterable = run.evaluate(run, around, clause.iterable);
		const found = itemsOf(run, scope, expression, iterable) ?? [unknown(scope, expression, `a loop over ${describe(iterable)} is not followed`)];
		for (const value of [...found]) {
			step(run);
			if (isUnknown(value)) {
				leave(value, [...clause.conditions, ...dependent]);
				continue;
			}
			const locals = /* @__PURE__ */ new Map();
			assign(run, innerScope(around, locals), clause.target, value);
			const within = comprehensionScope(around, locals);
			const taken = allHold(run, within, clause.conditions, dependent);
			if (taken === true) inside(within, depth + 1);
			else if (taken !== false) addUnknown(taken);
		}
	};
	inside(scope, 0);
	if (key !== void 0) return entries;
	if (isSet) return boundedSet(run, scope, expression, results);
	const all = boundedList(run, scope, expression, results, false);
	return expression.isGenerator ? once(all) : all;
}
function allHold(run, scope, conditions, dependent) {
	for (const [index, condition] of conditions.entries()) {
		const others = [...conditions.slice(index + 1), ...dependent];
		const taken = decide(run, scope, run.evaluate(run, scope, condition), condition, others);
		if (taken !== true) return taken;
	}
	return true;
}

// src/upstream/python/functions.ts
function defineFunction(run, scope, definition) {
	const defaults = /* @__PURE__ */ new Map();
	for (const { name, default: expression } of definition.parameters) if (expression !== void 0) defaults.set(name, run.evaluate(run, scope, expression));
	return {
		kind: "function",
		definition,
		defaults,
		definedIn: scope
	};
}
function callFunction(run, scope, called, given) {
	const { definition, definedIn } = called;
	const locals = parametersOf(called, given);
	if (run.depth >= limits.depth || locals === void 0) {
		const why = locals === void 0 ? unknown(scope, given, `what \`${definition.name}()\` is called with does not fit`) : unknown(scope, given, `\`${definition.name}()\` calls itself, or calls go too deep`);
		abandon(run, [called, ...allGiven(given)], why);
		return why;
	}
	run.depth++;
	const outcome = run.execute(run, innerScope(definedIn, locals), definition.body);
	run.depth--;
	return outcome?.kind === "return" ? outcome.value : outcome?.kind === "maybe" ? outcome.why : none;
}
function parametersOf({ definition, defaults }, given) {
	const locals = /* @__PURE__ */ new Map();
	const positional = [...given.positional];
	const named = new Map(given.named);
	let rest = given.tail[0] ?? given.namedRest;
	for (const { name, splat } of definition.parameters) if (splat === "*") {
		locals.set(name, list([...positional.splice(0), ...given.tail], true));
		rest = given.namedRest;
	} else if (splat === "**") {
		locals.set(name, {
			...dictionary(named),
			rest: given.namedRest
		});
		named.clear();
	} else {
		const value = positional.shift() ?? named.get(name) ?? rest ?? defaults.get(name);
		if (value === void 0) return;
		named.delete(name);
		locals.set(name, value);
	}
	return positional.length === 0 && named.size === 0 ? locals : void 0;
}

// src/upstream/python/evaluate.ts
function evaluate(run, scope, expression) {
	step(run);
	switch (expression.kind) {
		case "name": return nameOf(scope, expression.name) ?? unknown(scope, expression, `\`${expression.name}\` is not defined here`);
		case "constant": return constant(expression.value);
		case "format": return formatString(run, scope, expression);
		case "list":
		case "tuple": return listOf(run, scope, expression);
		case "dictionary": return dictionaryOf(run, scope, expression);
		case "binary": return binaryOf(run, scope, expression);
		case "unary": return unaryOf(scope, expression, expression.operator, evaluate(run, scope, expression.operand));
		case "conditional": {
			const taken = decide(run, scope, evaluate(run, scope, expression.test), expression, [expression.consequent, expression.alternative]);
			return typeof taken === "boolean" ? evaluate(run, scope, taken ? expression.consequent : expression.alternative) : taken;
		}
		case "named": {
			const value = evaluate(run, scope, expression.value);
			bind(scope, expression.target, value);
			return value;
		}
		case "attribute": return attribute(run, scope, expression, evaluate(run, scope, expression.object), expression.name);
		case "subscript": return subscript(run, scope, expression, evaluate(run, scope, expression.object), expression.index);
		case "slice": return slice(run, scope, expression);
		case "call": return call(run, scope, expression);
		case "comprehension": return comprehension(run, scope, expression);
		case "opaque-expression": return leaveOpaque(run, scope, expression);
	}
}
function leaveOpaque(run, scope, expression) {
	const why = unknown(scope, expression, expression.what);
	if (expression.calls !== "later") leaveExpressionsUnread(run, scope, [expression], why);
	return {
		...why,
		reach: {
			scope,
			nodes: [expression],
			wild: false
		}
	};
}
function nameOf(scope, name) {
	return lookUp(scope, name) ?? (builtins.has(name) ? {
		kind: "native",
		name
	} : void 0);
}
function constant(value) {
	switch (typeof value) {
		case "string": return text(value);
		case "number": return number(value);
		case "boolean": return boolean(value);
		default: return none;
	}
}
function formatString(run, scope, expression) {
	const values = expression.parts.filter((part) => part !== "").map((part) => typeof part === "string" ? text(part) : evaluate(run, scope, part));
	const [first, ...others] = values;
	const cause = values.find(isUnknown);
	if (cause !== void 0) return cause;
	const shown = (first?.kind === "path" ? others : values).map(display);
	if (!shown.every((part) => part !== void 0)) return unknown(scope, expression, "a part of the f-string is neither text nor a number");
	const joined = boundedText(run, scope, expression, shown);
	return first?.kind === "path" ? binary(run, scope, expression, "+", first, joined) : joined;
}
function listOf(run, scope, expression) {
	const items = expression.items.flatMap(({ splat, value: item }) => {
		const value = evaluate(run, scope, item);
		charge(run, ...splat ? [value] : []);
		return splat ? itemsOf(run, scope, item, value) ?? [unknown(scope, item, `\`*\` of ${describe(value)}`)] : [value];
	});
	return expression.isSet ? boundedSet(run, scope, expression, items) : boundedList(run, scope, expression, items, expression.kind === "tuple");
}
function dictionaryOf(run, scope, expression) {
	const result = dictionary();
	for (const { key, value: item } of expression.entries) {
		const value = evaluate(run, scope, item);
		const name = key && evaluate(run, scope, key);
		charge(run, value);
		if (name === void 0) merge(scope, item, result, value);
		else setEntry(scope, item, result, name, value);
	}
	return result;
}
function binaryOf(run, scope, expression) {
	const left = evaluate(run, scope, expression.left);
	if (expression.operator === "and" || expression.operator === "or") {
		const taken = decide(run, scope, left, expression, [expression.right]);
		if (typeof taken !== "boolean") return taken;
		return taken === (expression.operator === "or") ? left : evaluate(run, scope, expression.right);
	}
	const right = evaluate(run, scope, expression.right);
	abandon(run, [left, right].filter(isDefinedHere), unknown(scope, expression, "the operator is not followed"));
	if (expression.operator === "|" && left.kind === "dictionary") {
		const both = {
			kind: "dictionary",
			entries: new Map(left.entries),
			rest: left.rest
		};
		merge(scope, expression, both, right);
		return both;
	}
	return binary(run, scope, expression, expression.operator, left, right);
}
function unaryOf(scope, at, operator, operand) {
	if (isUnknown(operand)) return operand;
	if (operator === "not") {
		const value = truth(operand);
		return value === void 0 ? unknown(scope, at, "the condition is not known") : boolean(!value);
	}
	return operator === "-" && operand.kind === "number" ? number(-operand.value) : unknown(scope, at, `\`${operator}\` of ${describe(operand)} is not evaluated`);
}
function attribute(run, scope, at, object, name) {
	switch (object.kind) {
		case "unknown": return object;
		case "module": return object.globals.get(name) ?? unknown(scope, at, `\`${object.path}\` does not define \`${name}\``);
		case "native": {
			const full = `${object.name}.${name}`;
			return nativeConstant(run, full) ?? {
				kind: "native",
				name: full
			};
		}
		case "path":
			if (name === "parent") return {
				kind: "path",
				path: parentOf(object.path)
			};
			return name === "name" ? text(object.path.slice(object.path.lastIndexOf("/") + 1)) : {
				kind: "method",
				object,
				name
			};
		case "list": {
			const part = isVersionInfo(object) ? ["major", "minor"].indexOf(name) : -1;
			return object.items[part] ?? {
				kind: "method",
				object,
				name
			};
		}
		default: return {
			kind: "method",
			object,
			name
		};
	}
}
function subscript(run, scope, at, object, indexExpression) {
	const index = evaluate(run, scope, indexExpression);
	charge(run, object);
	const cause = [object, index].find(isUnknown);
	if (cause !== void 0) return {
		...cause,
		among: [object]
	};
	if (object.kind === "dictionary" && index.kind === "text") return object.entries.get(index.value) ?? object.rest ?? unknown(scope, at, `there is no key ${JSON.stringify(index.value)}`);
	if (object.kind === "text" && index.kind === "number" && isOneUnitEach(object.value)) {
		const character = object.value.at(index.value);
		return character === void 0 ? unknown(scope, at, "there is no such character") : text(character);
	}
	if (object.kind === "list" && index.kind === "number" && !object.isSet) {
		const position = index.value < 0 ? object.items.length + index.value : index.value;
		return (index.value < 0 ? object.items.slice(position) : object.items.slice(0, position + 1)).find(isUnknown) ?? object.items[position] ?? unknown(scope, at, "there is no such item");
	}
	return unknown(scope, at, `an item of ${describe(object)} is not evaluated`);
}
function slice(run, scope, expression) {
	const object = evaluate(run, scope, expression.object);
	charge(run, object);
	const [from, to] = [expression.from, expression.to].map((bound) => bound && evaluate(run, scope, bound));
	if (isUnknown(object)) return object;
	const [start, end] = [from ?? number(0), to];
	if (start.kind !== "number" || end !== void 0 && end.kind !== "number") return unknown(scope, expression, "the bounds of a slice are not known");
	if (object.kind === "text" && isOneUnitEach(object.value)) return text(object.value.slice(start.value, end?.value));
	if (object.kind !== "list" || object.isSet) return unknown(scope, expression, `a slice of ${describe(object)} is not evaluated`);
	const countable = object.items.findIndex(isUnknown);
	const last = end?.value ?? Number.POSITIVE_INFINITY;
	return countable === -1 || start.value >= 0 && last >= 0 && last <= countable ? boundedList(run, scope, expression, object.items.slice(start.value, end?.value), object.tuple) : unknown(scope, expression, "a slice of a list that is not wholly known");
}
function call(run, scope, expression) {
	const { callee } = expression;
	const target = evaluate(run, scope, callee);
	const given = argumentsOf(run, scope, expression);
	switch (target.kind) {
		case "native": return callNative(run, scope, target.name, given);
		case "method": return callMethod(run, scope, target.object, target.name, given);
		case "function": return callFunction(run, scope, target, given);
		default: return (callee.kind === "name" || callee.kind === "attribute" ? callee.name : "") === "setup" && isUnknown(target) ? callSetup(run, scope, given) : callMethod(run, scope, target, "__call__", given);
	}
}
function argumentsOf(run, scope, { arguments: args, line }) {
	let inOrder = [];
	let many = Number.POSITIVE_INFINITY;
	const named = /* @__PURE__ */ new Map();
	let namedRest;
	for (const argument of args) {
		const value = evaluate(run, scope, argument.value);
		charge(run, value);
		if (argument.splat === "*") {
			const items = itemsOf(run, scope, argument.value, value) ?? [splatProblem(scope, argument, value)];
			const at = items.findIndex(isUnknown);
			many = Math.min(many, at === -1 ? many : inOrder.length + at);
			inOrder = [...inOrder, ...items];
			step(run, inOrder.length >> 3);
		} else if (argument.splat === "**") {
			const given = value.kind === "dictionary" ? value : void 0;
			for (const [key, item] of given?.entries ?? []) named.set(key, item);
			namedRest ??= given ? given.rest : splatProblem(scope, argument, value);
		} else if (argument.name !== void 0) named.set(argument.name, value);
		else inOrder.push(value);
	}
	const [positional, tail] = [inOrder.slice(0, many), inOrder.slice(many)];
	return {
		positional,
		tail,
		named,
		namedRest,
		rest: tail.find(isUnknown) ?? namedRest,
		line
	};
}
function splatProblem(scope, { splat, value: at }, value) {
	return isUnknown(value) ? value : unknown(scope, at, `\`${splat}\` of ${describe(value)} in a call is not read`);
}

// src/upstream/python/imports.ts
function bindImport(run, scope, statement) {
	for (const { path, name } of statement.modules) {
		const [root = path] = path.split(".");
		if (name !== void 0) bind(scope, name, moduleOf(run, scope, statement, path, 0));
		else if (nativeModules.has(root) || root === path) bind(scope, root, moduleOf(run, scope, statement, root, 0));
		else {
			const inner = moduleOf(run, scope, statement, path, 0);
			bind(scope, root, nested(path.split(".").slice(1), root, inner));
		}
	}
}
function nested(names, path, inner) {
	const [first, ...rest] = names;
	return first === void 0 ? inner : {
		kind: "module",
		path,
		globals: /* @__PURE__ */ new Map([[first, nested(rest, `${path}.${first}`, inner)]])
	};
}
function bindImportFrom(run, scope, statement) {
	const { path, level, names } = statement;
	const module = moduleOf(run, scope, statement, path, level);
	if (names.length === 0) {
		if (module.kind === "unknown") forgetNames(run, scope, module);
		const all = module.kind === "module" ? module.globals : /* @__PURE__ */ new Map();
		for (const [name, value] of all) if (!name.startsWith("_")) bind(scope, name, value);
	}
	for (const { name, as } of names) bind(scope, as, memberOf(run, scope, statement, module, name));
}
function memberOf(run, scope, { path, level, line }, module, name) {
	if (module.kind === "native") {
		const full = `${module.name}.${name}`;
		return nativeConstant(run, full) ?? {
			kind: "native",
			name: full
		};
	}
	const member = module.kind === "module" ? module.globals.get(name) : void 0;
	if (member !== void 0) return member;
	const inner = moduleOf(run, scope, { line }, [path, name].filter(Boolean).join("."), level);
	return inner.kind === "module" || module.kind === "unknown" ? inner.kind === "module" ? inner : module : missing(scope, line, path, name);
}
function missing(scope, line, path, name) {
	return unknown(scope, { line }, `\`${path}\` does not define \`${name}\``);
}
function moduleOf(run, scope, at, path, level) {
	const [root = ""] = path.split(".");
	if (level === 0 && nativeModules.has(root)) return {
		kind: "native",
		name: path
	};
	const file = findModule(run, scope, path.replaceAll(".", "/"), level);
	if (file === void 0) return unknown(scope, at, `the module \`${".".repeat(level)}${path}\` is not among the files that were read`);
	const globals = readModule(run, file);
	return typeof globals === "string" ? unknown(scope, at, globals) : {
		kind: "module",
		path: file,
		globals
	};
}
function findModule(run, scope, path, level) {
	const upwards = level === 0 ? void 0 : joinPath(parentOf(scope.file), "../".repeat(level - 1));
	return (level === 0 ? [run.directory, joinPath(run.directory, "src")] : [upwards]).filter((folder) => folder !== void 0).flatMap((folder) => [`${path}.py`, `${path}/__init__.py`].map((name) => joinPath(folder, name))).find((file) => file !== void 0 && readUnwritten(run, file) !== void 0);
}
function moduleName({ directory }, file) {
	return (directory === "" ? file : file.slice(directory.length + 1)).replace(/^src\//, "").replace(/(\/__init__)?\.py$/, "").replaceAll("/", ".");
}
function readModule(run, file) {
	if (run.modules.has(file)) return run.modules.get(file) ?? `\`${file}\` is imported in a circle`;
	const content = run.read(file) ?? "";
	if (run.depth >= limits.depth || content.length > limits.text) return `\`${file}\` is too long, or imports go too deep`;
	step(run, content.length >> 4);
	const parsing = parsePython(content);
	if (parsing.kind === "malformed") return `\`${file}\` line ${parsing.line}: ${parsing.why}`;
	run.modules.set(file, void 0);
	const globals = /* @__PURE__ */ new Map([["__file__", {
		kind: "path",
		path: file
	}], ["__name__", text(moduleName(run, file))]]);
	run.depth++;
	run.execute(run, moduleScope(file, globals), parsing.body);
	run.depth--;
	run.modules.set(file, globals);
	return globals;
}

// src/upstream/python/execute.ts
function execute(run, scope, block) {
	for (const [index, statement] of block.entries()) {
		const outcome = executeOne(run, scope, statement);
		if (outcome?.kind === "maybe") leaveUnread(run, scope, block.slice(index + 1), outcome.why);
		if (outcome !== void 0) return outcome;
	}
}
function executeOne(run, scope, statement) {
	step(run);
	switch (statement.kind) {
		case "assign": {
			const value = evaluate(run, scope, statement.value);
			for (const target of statement.targets) assign(run, scope, target, value);
			return;
		}
		case "update": return update(run, scope, statement);
		case "expression":
			evaluate(run, scope, statement.value);
			return;
		case "if": return executeIf(run, scope, statement);
		case "for": return executeFor(run, scope, statement);
		case "with": return executeWith(run, scope, statement);
		case "function":
			if (statement.unfollowed !== void 0) return leaveUnread(run, scope, [statement], unknown(scope, statement, statement.unfollowed));
			bind(scope, statement.name, defineFunction(run, scope, statement));
			return;
		case "class": return leaveUnread(run, scope, [statement], unknown(scope, statement, "`class` is not followed"));
		case "return": return {
			kind: "return",
			value: statement.value ? evaluate(run, scope, statement.value) : none
		};
		case "break":
		case "continue": return statement;
		case "delete":
			for (const target of statement.targets) remove(run, scope, target);
			return;
		case "import":
			bindImport(run, scope, statement);
			return;
		case "import-from":
			bindImportFrom(run, scope, statement);
			return;
		case "declaration":
			for (const name of statement.names) scope.declared.set(name, statement.scope);
			return;
		case "uncertain":
		case "opaque": return leaveUnread(run, scope, [statement], unknown(scope, statement, statement.what));
		case "pass": return;
	}
}
function update(run, scope, { target, operator, value, line }) {
	const old = evaluate(run, scope, target);
	const added = evaluate(run, scope, value);
	const items = operator === (old.kind === "list" && !old.tuple ? old.isSet ? "|=" : "+=" : void 0) ? itemsOf(run, scope, { line }, added) : void 0;
	if (old.kind === "list" && items !== void 0) extend(run, scope, old, { line }, items);
	else if (old.kind === "dictionary" && operator === "|=") merge(scope, { line }, old, added);
	else {
		const result = old.kind === "list" && old.isSet ? unknown(scope, { line }, `\`${operator}\` of a set is not evaluated`) : binary(run, scope, { line }, operator.slice(0, -1), old, added);
		const why = [old, result].find(isUnknown);
		if (why !== void 0) abandon(run, [old], why);
		assign(run, scope, target, result);
	}
}
function executeIf(run, scope, statement) {
	for (const { test, body } of statement.branches) {
		const condition = evaluate(run, scope, test);
		const taken = truth(condition);
		if (taken === void 0) {
			const reason = isUnknown(condition) ? condition : unknown(scope, test, "the condition is not known");
			return leaveUnread(run, scope, [statement], reason);
		}
		if (taken) return execute(run, scope, body);
	}
	return execute(run, scope, statement.otherwise);
}
function executeFor(run, scope, statement) {
	const iterable = evaluate(run, scope, statement.iterable);
	const items = itemsOf(run, scope, statement, iterable);
	if (items === void 0 || items.some(isUnknown)) {
		const cause = items?.find(isUnknown) ?? unknown(scope, statement, "what this loop goes over is not known");
		return leaveUnread(run, scope, [statement], cause);
	}
	for (const item of [...items]) {
		assign(run, scope, statement.target, item);
		const outcome = execute(run, scope, statement.body);
		if (outcome?.kind === "maybe") return leaveUnread(run, scope, [statement], outcome.why);
		if (outcome?.kind === "return") return outcome;
		if (outcome?.kind === "break") break;
	}
}
function executeWith(run, scope, { items, body }) {
	for (const { value, name } of items) {
		const entered = evaluate(run, scope, value);
		if (isUnknown(entered)) abandon(run, [entered], entered);
		if (name !== void 0) bind(scope, name, entered);
	}
	return execute(run, scope, body);
}

// src/upstream/python/read.ts
function readPython(file, content, directory, python, read, name = "__main__") {
	const parsing = parsePython(content);
	if (parsing.kind === "malformed") return parsing;
	const globals = /* @__PURE__ */ new Map([["__file__", {
		kind: "path",
		path: file
	}], ["__name__", text(name)]]);
	const run = {
		read,
		directory,
		workingDirectory: directory,
		python,
		modules: /* @__PURE__ */ new Map(),
		written: /* @__PURE__ */ new Set(),
		setupCalls: [],
		evaluate,
		execute,
		depth: 0,
		stepsLeft: limits.steps
	};
	try {
		execute(run, moduleScope(file, globals), parsing.body);
	} catch (error) {
		if (error instanceof OutOfSteps) return {
			line: 1,
			why: "it takes too many steps to read"
		};
		throw error;
	}
	return {
		globals,
		setupCalls: run.setupCalls
	};
}

// src/upstream/metadata/lists.ts
function requirementLines(text) {
	return text.split(/\r?\n/).map((line) => line.replace(/(^|\s)#.*$/, "").trim()).filter((line) => line !== "").join("\n").replace(/[ \t]*\\\n/g, "").split("\n").filter((line) => line !== "");
}
function withMarker(requirement, marker) {
	const semicolon = requirement.indexOf(";");
	return semicolon === -1 ? `${requirement}; ${marker.trim()}` : `${requirement.slice(0, semicolon)}; (${requirement.slice(semicolon + 1).trim()}) and (${marker.trim()})`;
}
function parseEntryPoints(text) {
	const scripts = /* @__PURE__ */ new Map();
	let section = "";
	for (const line of requirementLines(text)) {
		const [, heading] = /^\[(.*)\]$/.exec(line) ?? [];
		const equals = line.indexOf("=");
		if (heading !== void 0) section = heading.trim();
		else if (section === "console_scripts" && equals > 0) scripts.set(line.slice(0, equals).trim(), line.slice(equals + 1).trim());
	}
	return scripts;
}

// src/upstream/metadata/dynamic.ts
function versionFromAttribute(directory, attribute, packageFolder, archive) {
	const parts = attribute.trim().split(".");
	const name = parts.pop() ?? "";
	if (parts.length === 0 || !parts.every((part) => /^\w+$/.test(part))) return {
		line: void 0,
		why: `the attribute ${JSON.stringify(attribute.slice(0, 80))} is not read`
	};
	const file = [
		packageFolder ?? "",
		"",
		"src"
	].map((folder) => joinPath(directory, folder)).filter((folder) => folder !== void 0).flatMap((folder) => [`${parts.join("/")}.py`, `${parts.join("/")}/__init__.py`].map((path) => joinPath(folder, path))).find((path) => path !== void 0 && archive.read(path) !== void 0);
	return file === void 0 ? {
		line: void 0,
		why: `the module \`${parts.join(".")}\` is not among the files that were read`
	} : literalInModule(file, name, archive) ?? nameInModule(file, name, archive);
}
function literalInModule(file, name, archive) {
	const parsing = parsePython(archive.read(file) ?? "");
	const first = (parsing.kind === "parsed" ? parsing.body : []).find((statement) => statement.kind === "assign" && statement.targets.some((target) => target.kind === "name" && target.name === name));
	const value = first?.kind === "assign" && first.value.kind === "constant" ? first.value.value : void 0;
	return typeof value === "string" ? value : void 0;
}
function versionFromPath(directory, path, archive) {
	const content = textOfFile(directory, path, archive);
	if (typeof content !== "string") return content;
	const [, , , version] = /^(__version__|VERSION)(?: ?: ?str)? *= *(['"])v?(.+?)\2/im.exec(content) ?? [];
	return version ?? {
		line: void 0,
		why: `\`${path}\` has no line that sets \`__version__\` to a text`
	};
}
function versionFromCode(directory, path, archive) {
	const file = joinPath(directory, path);
	return file === void 0 ? notRead(path) : nameInModule(file, "__version__", archive);
}
function textOfFile(directory, path, archive) {
	const file = joinPath(directory, path.trim());
	return (file === void 0 ? void 0 : archive.read(file)?.trim()) ?? notRead(path);
}
function requirementsFromFiles(directory, paths, archive) {
	const requirements = [];
	for (const path of paths) {
		const content = textOfFile(directory, path, archive);
		if (typeof content !== "string") return content;
		requirements.push(...requirementLines(content));
	}
	const option = requirements.find((line) => line.startsWith("-"));
	return option === void 0 ? requirements : {
		line: void 0,
		why: `${JSON.stringify(option.slice(0, 80))} is not read`
	};
}
function notRead(path) {
	return {
		line: void 0,
		why: `the file ${JSON.stringify(path.slice(0, 200))} is not among the files that were read`
	};
}
function nameInModule(file, name, archive) {
	const content = archive.read(file);
	if (content === void 0) return notRead(file);
	const module = file.slice(file.lastIndexOf("/") + 1).replace(/\.py$/, "");
	const reading = readPython(file, content, parentOf(parentOf(file)), archive.python, archive.read, module);
	if ("why" in reading) return {
		line: reading.line,
		why: `\`${file}\` line ${reading.line}: ${reading.why}`
	};
	const value = reading.globals.get(name);
	if (value?.kind === "text") return value.value;
	return {
		line: void 0,
		why: value === void 0 ? `\`${file}\` does not define \`${name}\`` : `\`${name}\` in \`${file}\` is not a text${isUnknown(value) ? ` that can be read (line ${value.line}: ${value.why})` : ""}`
	};
}

// src/upstream/metadata/pyproject.ts
const defaultBuildSystem = {
	requires: ["setuptools>=40.8.0"],
	backend: "setuptools.build_meta:__legacy__",
	stated: false
};
const fields = /* @__PURE__ */ new Set([
	...[
		"name",
		"version",
		"description",
		"readme",
		"requires-python",
		"license",
		"license-files",
		"authors",
		"maintainers"
	],
	...[
		"keywords",
		"classifiers",
		"urls",
		"scripts",
		"gui-scripts",
		"entry-points",
		"dependencies",
		"optional-dependencies"
	],
	...[
		"dynamic",
		"import-names",
		"import-namespaces"
	]
]);
function readPyproject(directory, file, content, archive) {
	let document;
	try {
		document = new Map(Object.entries(parse(content)));
	} catch (error) {
		if (error instanceof TomlError) return {
			line: error.line,
			why: `it is not TOML (${error.message.split("\n")[0]})`
		};
		throw error;
	}
	const odd = ["project", "build-system"].find((key) => document.has(key) && tableIn(document, key) === void 0);
	if (odd !== void 0) return {
		line: void 0,
		why: `\`${odd}\` is not a table`
	};
	const [system, project] = [tableIn(document, "build-system"), tableIn(document, "project")];
	if (system === void 0 && project === void 0) return;
	const reader = new Reader(file, content);
	const buildSystem = readBuildSystem(reader, system);
	const dynamic = new Set(project === void 0 ? [] : reader.texts("project", project, "dynamic") ?? []);
	return {
		buildSystem,
		dynamic,
		project: project && readProject$1(reader, project, dynamic, {
			version: () => readVersion(directory, document, buildSystem, archive),
			dependencies: () => readDependencies(directory, dynamicOf(document, buildSystem), archive),
			optionalDependencies: () => readOptionalDependencies(directory, dynamicOf(document, buildSystem), archive),
			scripts: () => readScripts(directory, dynamicOf(document, buildSystem), archive)
		})
	};
}
function tableIn(table, ...path) {
	let current = table;
	for (const key of path) {
		const value = current?.get(key);
		current = isPlainTable(value) ? new Map(Object.entries(value)) : void 0;
	}
	return current;
}
function isPlainTable(value) {
	return typeof value === "object" && value !== null && !Array.isArray(value) && !(value instanceof Date);
}
var Reader = class {
	unresolved = [];
	#file;
	#lines;
	constructor(file, content) {
		this.#file = file;
		this.#lines = content.split("\n");
	}
	report(table, key, why) {
		const line = this.unresolved.length < 50 ? this.#lineOf(table, key) : void 0;
		this.unresolved.push({
			what: `${table}.${key}`,
			file: this.#file,
			line,
			why
		});
	}
	text(table, from, key) {
		const value = from.get(key);
		return value === void 0 || typeof value === "string" ? value : void this.report(table, key, "it is not a string");
	}
	texts(table, from, key) {
		const value = from.get(key);
		return value === void 0 || isTexts(value) ? value : void this.report(table, key, "it is not a list of strings");
	}
	entries(table, from, key, read) {
		const value = from.get(key);
		const inner = tableIn(from, key);
		if (inner === void 0) {
			value === void 0 || this.report(table, key, "it is not a table");
			return;
		}
		return new Map(Array.from(inner.keys(), (name) => [name, read(name, inner)]).filter((entry) => entry[1] !== void 0));
	}
	#lineOf(table, key) {
		const heading = this.#lines.findIndex((line) => line.trim() === `[${table}]`);
		const offset = this.#lines.slice(heading + 1).findIndex((line) => line.trim().split(/[\s=.]/, 1)[0]?.replaceAll(/["']/g, "") === key);
		return heading === -1 || offset === -1 ? void 0 : heading + offset + 2;
	}
};
function isTexts(value) {
	return Array.isArray(value) && value.every((item) => typeof item === "string");
}
function readBuildSystem(reader, system) {
	if (system === void 0) return defaultBuildSystem;
	return {
		requires: reader.texts("build-system", system, "requires") ?? [],
		backend: reader.text("build-system", system, "build-backend") ?? defaultBuildSystem.backend,
		stated: true
	};
}
function readProject$1(reader, project, dynamic, elsewhere) {
	for (const key of project.keys()) if (!fields.has(key)) reader.report("project", key, "it is not a field of [project]; it may be a misspelled one");
	else if (dynamic.has(key)) reader.report("project", key, "it is set and listed as dynamic");
	const version = dynamic.has("version") ? elsewhere.version() : reader.text("project", project, "version");
	if (typeof version === "object") reader.report("project", "version", version.why);
	const known = (key, value) => value !== void 0 && isRefused(value) ? void reader.report("project", key, value.why) : value;
	return {
		name: reader.text("project", project, "name"),
		version: typeof version === "object" ? void 0 : version,
		requiresPython: reader.text("project", project, "requires-python"),
		dependencies: dynamic.has("dependencies") ? known("dependencies", elsewhere.dependencies()) : reader.texts("project", project, "dependencies"),
		optionalDependencies: dynamic.has("optional-dependencies") ? known("optional-dependencies", elsewhere.optionalDependencies()) : reader.entries("project", project, "optional-dependencies", (name, inner) => reader.texts("project.optional-dependencies", inner, name)),
		scripts: dynamic.has("scripts") ? known("scripts", elsewhere.scripts()) : reader.entries("project", project, "scripts", (name, inner) => reader.text("project.scripts", inner, name)),
		unresolved: reader.unresolved
	};
}
function readVersion(directory, document, { backend }, archive) {
	const hatch = tableIn(document, "tool", "hatch", "version");
	const setuptools = tableIn(document, "tool", "setuptools", "dynamic", "version");
	const path = hatch?.get("path");
	if (backend.startsWith("hatchling") && typeof path === "string") {
		const other = ["pattern", "expression"].find((key) => hatch?.has(key));
		const source = hatch?.get("source") ?? "regex";
		const read = source === "regex" ? versionFromPath : source === "code" ? versionFromCode : void 0;
		return other === void 0 && read !== void 0 ? read(directory, path, archive) : {
			line: void 0,
			why: `it is taken from ${path} in a way of its own, which is not read`
		};
	}
	const [attribute, file] = [setuptools?.get("attr"), setuptools?.get("file")];
	if (backend.startsWith("setuptools") && typeof attribute === "string") {
		const folder = tableIn(document, "tool", "setuptools", "package-dir")?.get("");
		return versionFromAttribute(directory, attribute, typeof folder === "string" ? folder : void 0, archive);
	}
	const [only] = isTexts(file) && file.length === 1 ? file : [file];
	if (backend.startsWith("setuptools") && typeof only === "string") return textOfFile(directory, only, archive);
	if (backend.startsWith("setuptools") && setuptools === void 0) return;
	return {
		line: void 0,
		why: `it is dynamic, and where ${backend} takes it from is not known`
	};
}
function dynamicOf(document, { backend }) {
	return backend.startsWith("setuptools") ? tableIn(document, "tool", "setuptools", "dynamic") : void 0;
}
function filesIn(table) {
	const file = table?.get("file");
	return typeof file === "string" ? [file] : isTexts(file) ? file : void 0;
}
function readDependencies(directory, dynamic, archive) {
	const files = filesIn(tableIn(dynamic, "dependencies"));
	return files && requirementsFromFiles(directory, files, archive);
}
function readOptionalDependencies(directory, dynamic, archive) {
	const stated = tableIn(dynamic, "optional-dependencies");
	const extras = /* @__PURE__ */ new Map();
	for (const extra of stated?.keys() ?? []) {
		const files = filesIn(tableIn(stated, extra));
		const found = files && requirementsFromFiles(directory, files, archive);
		if (found === void 0 || isRefused(found)) return found ?? {
			line: void 0,
			why: `what is dynamic of its ${JSON.stringify(extra)} is not read`
		};
		extras.set(extra, found);
	}
	return stated && extras;
}
function readScripts(directory, dynamic, archive) {
	const texts = filesIn(tableIn(dynamic, "entry-points"))?.map((path) => textOfFile(directory, path, archive));
	return texts?.find((text) => typeof text !== "string") ?? (texts && parseEntryPoints(texts.join("\n")));
}

// src/upstream/metadata/setup-cfg.ts
function readSetupCfg(directory, file, content, archive) {
	const sections = parseIni(content);
	const unresolved = [];
	const setting = (section, key) => sections.get(section)?.get(key);
	const report = (what, line, why) => void unresolved.push({
		what,
		file,
		line,
		why
	});
	const requirements = (what, entry) => {
		const paths = entry && filesOf(entry);
		if (entry === void 0 || paths === void 0) return entry && requirementLines(entry.value.includes("\n") ? entry.value : entry.value.replaceAll(";", "\n"));
		const found = requirementsFromFiles(directory, paths.split(",").map((path) => path.trim()), archive);
		return isRefused(found) ? void report(what, entry.line, found.why) : found;
	};
	const extras = new Map(Array.from(sections.get("options.extras_require") ?? [], ([extra, entry]) => [extra, requirements(`extras_require ${extra}`, entry) ?? []]));
	return {
		name: setting("metadata", "name")?.value.trim(),
		version: versionOf(directory, setting("metadata", "version"), archive, report),
		requiresPython: setting("options", "python_requires")?.value.trim(),
		dependencies: requirements("install_requires", setting("options", "install_requires")),
		optionalDependencies: extras.size === 0 ? void 0 : extras,
		scripts: scriptsOf$1(directory, sections, archive, report),
		unresolved
	};
}
function filesOf({ value }) {
	return /^file:(.*)$/s.exec(value.trim())?.[1];
}
function scriptsOf$1(directory, sections, archive, report) {
	const scripts = sections.get("options.entry_points")?.get("console_scripts");
	const entry = sections.get("options")?.get("entry_points");
	if (scripts !== void 0 || entry === void 0) return scripts && parseEntryPoints(`[console_scripts]\n${scripts.value}`);
	const path = filesOf(entry);
	const text = path === void 0 ? entry.value : textOfFile(directory, path, archive);
	return typeof text === "string" ? parseEntryPoints(text) : void report("entry_points", entry.line, text.why);
}
function versionOf(directory, entry, archive, report) {
	const [, directive, operand = ""] = /^(attr|file):\s*(.*)$/.exec(entry?.value.trim() ?? "") ?? [];
	if (entry === void 0 || directive === void 0) return entry?.value.trim();
	const found = directive === "attr" ? versionFromAttribute(directory, operand, void 0, archive) : textOfFile(directory, operand, archive);
	return typeof found === "string" ? found : void report("version", entry.line, found.why);
}
const literalKeys = /* @__PURE__ */ new Set(["options.extras_require", "options.entry_points"]);
function parseIni(content) {
	const sections = /* @__PURE__ */ new Map();
	let section;
	let heading = "";
	let current;
	const finish = () => {
		if (current !== void 0) section?.set(current.key, {
			value: current.lines.join("\n").trimEnd(),
			line: current.line
		});
		current = void 0;
	};
	content.split(/\r?\n/).forEach((raw, index) => {
		const text = raw.trim();
		if (/^[#;]/.test(text) || text === "") return;
		const indent = raw.search(/\S/);
		if (current !== void 0 && indent > current.indent) {
			current.lines.push(text);
			return;
		}
		finish();
		const [, name] = /^\[(.+)\]/.exec(text) ?? [];
		const delimiter = text.search(/[=:]/);
		if (name !== void 0) {
			heading = name;
			section = sections.get(name) ?? /* @__PURE__ */ new Map();
			sections.set(name, section);
		} else if (delimiter > 0) {
			const key = text.slice(0, delimiter).trim();
			current = {
				key: literalKeys.has(heading) ? key : key.toLowerCase().replaceAll("-", "_"),
				indent,
				line: index + 1,
				lines: [text.slice(delimiter + 1).trim()]
			};
		}
	});
	finish();
	return sections;
}

// src/upstream/metadata/setup-py.ts
function readSetupPy(directory, file, content, archive) {
	const reading = readPython(file, content, directory, archive.python, archive.read);
	if ("why" in reading) return reading;
	const [call, second] = reading.setupCalls;
	if (call === void 0) return {
		line: void 0,
		why: "it has no call of setup() that can be followed"
	};
	if (second !== void 0) return {
		line: second.line,
		why: "it may call setup() more than once"
	};
	return stated(call);
}
function stated(call) {
	const unresolved = /* @__PURE__ */ new Map();
	const report = (what, { file, line, why }) => {
		unresolved.set(`${what} ${file}:${line} ${why}`, {
			what,
			file,
			line,
			why
		});
	};
	const read = (what, reader) => {
		const value = call.arguments.get(what);
		return value === void 0 || value.kind === "none" ? void 0 : reader(value, (cause) => report(what, {
			...call,
			...cause
		}));
	};
	const budget = { left: mostCharacters };
	const extras = read("extras_require", (value, inExtra) => extrasOf(value, inExtra, (cause) => report("install_requires", {
		...call,
		...cause
	}), budget));
	const result = {
		name: read("name", textOf),
		version: read("version", textOf),
		requiresPython: read("python_requires", textOf),
		scripts: read("entry_points", (value, inScripts) => scriptsOf(value, inScripts, budget)),
		dependencies: read("install_requires", (value, inList) => requirementsOf(value, inList, budget)),
		conditional: extras?.always ?? [],
		given: new Set(Object.keys(fieldNames).filter((field) => {
			const value = call.arguments.get(fieldNames[field].setup);
			return value !== void 0 && truth(value) === true;
		})),
		optionalDependencies: extras?.extras
	};
	if (call.rest !== void 0) report(otherArguments, call.rest);
	return {
		...result,
		unresolved: [...unresolved.values()]
	};
}
const mostCharacters = 1e6;
function isWithin(budget, length, report) {
	budget.left -= length;
	if (budget.left < 0) report({ why: "it states more than is read" });
	return budget.left >= 0;
}
function refuse$1(value, report) {
	report(isUnknown(value) ? value : { why: `it is ${describe(value)}` });
}
function textOf(value, report) {
	return value.kind === "text" ? value.value : refuse$1(value, report);
}
function requirementsOf(value, report, budget) {
	if (value.kind !== "text" && value.kind !== "list") return refuse$1(value, report);
	if (value.kind === "list" && !isWithin(budget, value.items.length, report)) return;
	const texts = value.kind === "text" ? [value.value] : textsOf(value, report);
	return isWithin(budget, texts.reduce((sum, text) => sum + text.length, 0), report) ? requirementLines(texts.join("\n")) : void 0;
}
function textsOf({ items }, report) {
	return items.flatMap((item) => textOf(item, report) ?? []);
}
function extrasOf(value, inExtra, inAlways, budget) {
	if (value.kind !== "dictionary") return refuse$1(value, inExtra);
	const always = [];
	const extras = /* @__PURE__ */ new Map();
	for (const [key, list] of entriesOf(value, inExtra)) {
		const colon = key.indexOf(":");
		const extra = colon === -1 ? key : key.slice(0, colon);
		const report = extra === "" ? inAlways : inExtra;
		const read = requirementsOf(list, report, budget) ?? [];
		const requirements = isWithin(budget, key.length * (read.length + 1), report) ? read : [];
		const marked = colon === -1 ? requirements : requirements.map((entry) => withMarker(entry, key.slice(colon + 1)));
		if (extra === "") always.push(...marked);
		else extras.set(extra, [...extras.get(extra) ?? [], ...marked]);
	}
	return {
		always,
		extras
	};
}
function entriesOf(value, report) {
	if (value.rest !== void 0) report(value.rest);
	return value.entries;
}
function scriptsOf(value, report, budget) {
	if (value.kind === "text") return parseEntryPoints(value.value);
	if (value.kind !== "dictionary") return refuse$1(value, report);
	const scripts = new Map(entriesOf(value, report)).get("console_scripts");
	const lines = scripts === void 0 ? [] : requirementsOf(scripts, report, budget);
	return parseEntryPoints(["[console_scripts]", ...lines ?? []].join("\n"));
}

// src/upstream/projects.ts
function readProjects(files, options = {}) {
	const archive = {
		read: textReader(files),
		python: options.python ?? [3, 12]
	};
	const kept = Array.from(files, ([path, bytes]) => [path, bytes.length]).filter(([path]) => isManifest(path));
	const sizes = new Map([...options.leftOut ?? [], ...kept]);
	const directories = Array.from(sizes.keys(), parentOf);
	const projects = [];
	const refusals = [];
	for (const directory of [...new Set(directories)].toSorted()) {
		const found = readProject(directory, sizes, archive);
		if (found !== void 0 && "reason" in found) refusals.push(found);
		else if (found !== void 0) projects.push(found);
	}
	return {
		projects,
		refusals
	};
}
function textReader(files) {
	const texts = /* @__PURE__ */ new Map();
	let python = 0;
	return (path) => {
		const known = texts.get(path);
		const bytes = files.get(path);
		if (known !== void 0 || bytes === void 0) return known;
		const isPython = path.endsWith(".py");
		if (bytes.length > (isPython ? captureLimits.python : captureLimits.text)) return;
		python += isPython ? bytes.length : 0;
		if (python > captureLimits.allPython) return;
		const text = new TextDecoder().decode(bytes);
		texts.set(path, text);
		return text;
	};
}
function readProject(directory, sizes, archive) {
	const pyprojectFile = pathIn(directory, "pyproject.toml");
	const pyproject = withContent(sizes, archive, pyprojectFile, (content) => readPyproject(directory, pyprojectFile, content, archive));
	if (pyproject !== void 0 && isRefused(pyproject)) return refuse(directory, pyprojectFile, pyproject);
	if (pyproject?.project !== void 0 && !asksSetuptools(pyproject)) {
		const { buildSystem, project, dynamic } = pyproject;
		const why = `it is dynamic, and how ${buildSystem.backend.split(".", 1)[0]} fills it is not read`;
		return toProject(directory, pyprojectFile, buildSystem, fillDynamic(pyprojectFile, project, dynamic, nothingStated, why));
	}
	const legacy = readLegacy(directory, sizes, archive);
	if (pyproject?.project !== void 0) {
		const { buildSystem, project, dynamic } = pyproject;
		const besides = legacy?.stated ?? nothingStated;
		return toProject(directory, pyprojectFile, buildSystem, isRefused(besides) ? fillDynamic(pyprojectFile, project, dynamic, nothingStated, `it is dynamic, and of setup.py: ${besides.why}`) : fillDynamic(pyprojectFile, project, dynamic, besides, "it is dynamic, and nothing that is read states it"));
	}
	if (legacy !== void 0) return isRefused(legacy.stated) ? refuse(directory, legacy.file, legacy.stated) : toProject(directory, legacy.file, pyproject?.buildSystem ?? defaultBuildSystem, legacy.stated);
	const why = `it has no [project], and how ${quoteUntrusted(pyproject?.buildSystem.backend ?? "")} states a package is not read`;
	return pyproject && refuse(directory, pyprojectFile, {
		line: void 0,
		why
	});
}
function pathIn(directory, name) {
	return joinPath(directory, name) ?? name;
}
function withContent(sizes, archive, file, read) {
	const size = sizes.get(file);
	if (size === void 0) return;
	const content = archive.read(file);
	return content === void 0 ? {
		line: void 0,
		why: `it has ${Math.ceil(size / 1024)} KiB, more than is read of such a file or of all such files`
	} : read(content);
}
function asksSetuptools({ buildSystem, dynamic, project }) {
	return buildSystem.backend.startsWith("setuptools") && [...dynamic].some((field) => field !== "version" || project?.version === void 0);
}
function readLegacy(directory, sizes, archive) {
	const setupPyFile = pathIn(directory, "setup.py");
	const setupCfgFile = pathIn(directory, "setup.cfg");
	const py = withContent(sizes, archive, setupPyFile, (content) => readSetupPy(directory, setupPyFile, content, archive));
	const cfg = withContent(sizes, archive, setupCfgFile, (content) => readSetupCfg(directory, setupCfgFile, content, archive));
	if (py !== void 0 && isRefused(py)) return {
		file: setupPyFile,
		stated: py
	};
	if (cfg !== void 0 && isRefused(cfg)) return {
		file: setupCfgFile,
		stated: cfg
	};
	if (py === void 0 && cfg?.name === void 0) return;
	const stated = mergeSetup(py ?? {
		...nothingStated,
		conditional: [],
		given: /* @__PURE__ */ new Set()
	}, cfg ?? nothingStated);
	return {
		file: py?.name === void 0 && cfg?.name !== void 0 ? setupCfgFile : setupPyFile,
		stated
	};
}
function toProject(directory, file, buildSystem, stated) {
	const { name } = stated;
	const cause = (field) => stated.unresolved.find(({ what }) => fieldOf(what) === field) ?? stated.unresolved.find(({ what }) => what === "other arguments of setup()");
	if (name === void 0 || !isProjectName(name)) {
		const unread = cause("name");
		const why = name === void 0 ? `it states no name${unread ? ` that can be read: ${unread.why}` : ""}` : `${quoteUntrusted(name)} is not a project's name`;
		return refuse(directory, file, {
			line: unread?.line,
			why
		});
	}
	const version = stated.version === void 0 ? void 0 : normalizePep440(stated.version.trim());
	const unresolved = [...stated.unresolved];
	if (version === void 0 && !unresolved.some(({ what }) => fieldOf(what) === "version")) {
		const why = stated.version === void 0 ? cause("version")?.why ?? "it is not stated" : `${quoteUntrusted(stated.version)} is not a version by PEP 440`;
		unresolved.push({
			what: "version",
			file,
			line: void 0,
			why
		});
	}
	return {
		name,
		normalizedName: normalizeName(name),
		directory,
		file,
		version,
		buildSystem,
		requiresPython: stated.requiresPython,
		dependencies: stated.dependencies ?? [],
		optionalDependencies: stated.optionalDependencies ?? /* @__PURE__ */ new Map(),
		scripts: stated.scripts ?? /* @__PURE__ */ new Map(),
		unresolved: bounded(unresolved, file),
		unread: unreadFields(stated)
	};
}
const mostUnresolved = 50;
function bounded(unresolved, file) {
	const others = unresolved.length - mostUnresolved;
	return others <= 0 ? unresolved : [...unresolved.slice(0, mostUnresolved), {
		what: `${others} more places`,
		file,
		line: void 0,
		why: "they cannot be read either"
	}];
}
function refuse(directory, file, { line, why }) {
	return {
		directory,
		file,
		line,
		reason: `${`${quoteUntrusted(file).slice(1, -1)}${line === void 0 ? "" : `, line ${line}`}`}: ${why}.`
	};
}

// src/commands/sources.ts
async function readUpstreamTree(world, inputs, repository, target) {
	const archive = pinUrls(repository, target).find(({ mode }) => mode === "nar");
	const url = archive?.url ?? plainArchive(inputs, target.ref);
	const stripRoot = archive?.stripRoot ?? true;
	const source = {
		url,
		stripRoot,
		isAsset: archive?.isAsset ?? false
	};
	let captures = boundedCaptures();
	const reading = await downloadArchive(world, inputs, source, target.ref, () => {
		captures = boundedCaptures();
		return captures.wants;
	});
	if (reading === void 0) return { missing: [asset(url)] };
	const readFor = readerByPython(reading, captures);
	const warnings = reading.collisions.map((names) => `On Darwin these names of the source are one file: ${quoteUntrusted(names)}.`);
	return {
		url,
		stripRoot,
		narHash: reading.narHash,
		...readFor(packagingPython(repository)),
		readFor,
		warnings
	};
}
function readerByPython({ files }, { leftOut }) {
	const read = /* @__PURE__ */ new Map();
	return (python) => {
		const known = read.get(python.join("."));
		if (known !== void 0) return known;
		const { projects, refusals } = readProjects(files, {
			python,
			leftOut
		});
		const found = {
			projects,
			unreadable: refusals
		};
		read.set(python.join("."), found);
		return found;
	};
}
async function readSources(world, inputs, repository, target, tree) {
	const hashes = /* @__PURE__ */ new Map();
	const sources = [];
	const missing = [];
	const found = /* @__PURE__ */ new Map([[sourceKey({
		...tree,
		mode: "nar"
	}), tree.narHash]]);
	const keep = (pin, url, hash) => {
		hashes.set(pin.id, hash);
		sources.push({
			file: pin.file,
			url,
			hash
		});
	};
	for (const wanted of pinUrls(repository, target)) {
		const pin = repository.pins.find(({ id }) => id === wanted.pinId);
		if (pin === void 0 || wanted.mode === "build") continue;
		const key = sourceKey(wanted);
		const hash = found.get(key) ?? await hashOf(world, inputs, wanted, target.ref);
		if (hash === void 0) {
			missing.push(asset(wanted.url));
			continue;
		}
		found.set(key, hash);
		keep(pin, wanted.url, hash);
	}
	for (const pin of repository.pins) {
		const version = tree.projects.find(({ normalizedName }) => normalizedName === pin.pypi?.project)?.version;
		if (pin.belongs !== true || version === void 0 || target.keepPypi) continue;
		const file = await readPypiFile(world, inputs, pin, version);
		if (file === void 0) missing.push(`${pin.pypi?.project} ${version} on PyPI`);
		else keep(pin, file.url, file.hash);
	}
	return missing.length > 0 ? { missing: [...new Set(missing)] } : {
		hashes,
		sources
	};
}
function sourceKey({ url, mode, stripRoot }) {
	return `${mode} ${stripRoot} ${url}`;
}
async function hashOf(world, inputs, source, ref) {
	const { url, mode, isAsset } = source;
	if (mode === "nar") return (await downloadArchive(world, inputs, source, ref, () => () => false))?.narHash;
	const hash = await world.http.download(url, { title: title(url) }, flatHash);
	if (hash === void 0 && !isAsset) throw nothingAt(url);
	return hash;
}
function asset(url) {
	return `the release's file ${quoteUntrusted(url.slice(url.lastIndexOf("/") + 1))}`;
}
async function downloadArchive(world, inputs, { url, stripRoot, isAsset }, ref, captures) {
	let wants = captures();
	const reader = archiveReader({
		stripRoot,
		capture: (path, size) => wants(path, size),
		spill: world.files.spill
	});
	const read = (body) => {
		wants = captures();
		return reader(body);
	};
	const reading = await world.http.download(url, { title: title(url) }, read);
	if (reading !== void 0 || isAsset) return reading;
	const token = upstreamToken(world, inputs);
	const api = `${inputs["upstream-api-url"]}/repos/${upstreamName(inputs)}/tarball/${encodeURIComponent(ref)}`;
	const through = token === void 0 ? void 0 : await world.http.download(api, {
		title: title(url),
		token
	}, read);
	if (through === void 0) throw nothingAt(url);
	return through;
}
function nothingAt(url) {
	return new Problem(`there is nothing at ${url}`, {
		kind: "outside",
		hint: "If the upstream is private, pass a token that may read it in the input upstream-token."
	});
}
function plainArchive(inputs, ref) {
	return `${inputs["upstream-server-url"]}/${upstreamName(inputs)}/archive/${ref}.tar.gz`;
}
function title(url) {
	return `Downloading ${quoteUntrusted(url.split("/").slice(-2).join("/")).slice(1, -1)}`;
}
async function readPypiFile(world, inputs, pin, version) {
	const { project, format } = pin.pypi ?? {
		project: "",
		format: "sdist"
	};
	const release = await readPypi(world, inputs, project, version);
	const files = (format === "sdist" ? release?.sdists : release?.wheels) ?? [];
	const [file] = files;
	if (file === void 0) return void 0;
	if (files.length > 1) throw new Problem(`PyPI has more than one ${format} of ${project} ${version}`, {
		kind: "outside",
		where: {
			file: join(inputs.directory, pin.file),
			line: pin.line,
			column: pin.column
		},
		hint: "Fetch the one that is meant with fetchurl."
	});
	const published = sriOfHex("sha256", file.sha256);
	const hash = await world.http.download(file.url, { title: title(file.url) }, async (body) => {
		const found = await flatHash(body);
		if (found !== published) throw notPublished(file.filename);
		return found;
	});
	if (hash === void 0) throw nothingAt(file.url);
	return {
		url: file.url,
		hash
	};
}
function notPublished(filename) {
	return new Problem(`the file ${quoteUntrusted(filename)} is not the one that PyPI publishes: its SHA-256 differs`, {
		kind: "outside",
		hint: "Do not use it. Compare the file with the digest on its page at PyPI."
	});
}

// src/commands/requirements.ts
async function compareRequirements(world, facts) {
	const { inputs, configuration, checked, repository, tree, projects } = facts;
	const own = ownPackages(repository, new Map([...projects].map(([attribute, { name }]) => [attribute, name])));
	const packaged = new Set(own.keys());
	const before = await statedBefore(world, facts, packaged);
	const named = byName(tree.projects, projects);
	const after = projectsOf({
		...tree,
		projects: [...named.values()]
	}, packaged, before.projects);
	const lists = new Map(pythonPackages(repository).map((one) => [one.attribute, one]));
	const packages = [...projects].map(([attribute, project]) => {
		const settings = configuration.packages.get(attribute);
		return {
			attribute,
			project,
			before: before.stated(attribute, project),
			nix: lists.get(attribute),
			broken: [...configuredBounds(settings), ...foundBounds(facts.found, own)],
			ignore: new Set(settings?.ignore)
		};
	});
	const surroundings = {
		python: packagingPython(repository),
		own,
		kept: facts.kept,
		projects: named,
		projectsFor: (python) => byName(tree.readFor(python).projects, projects),
		known: knownNames()
	};
	let comparisons = comparePackages(packages, surroundings);
	if (comparisons.some(({ unknown }) => unknown.length > 0)) {
		const listed = await readPinnedPythonSet(world, pinnedNixpkgs(inputs, checked.situation), !inputs["dry-run"]);
		comparisons = comparePackages(packages, {
			...surroundings,
			known: knownNames(listed)
		});
	}
	const fixes = new Map(comparisons.map((one) => [one.comparing.attribute, fixesFor(one)]));
	return {
		comparisons,
		fixes,
		plan: planFixes(repository, [...fixes.values()].flatMap((planned) => planned.map(({ fix }) => fix))),
		projects: compareProjects(before.projects, after, packaged),
		neighbours: after.neighbours,
		warnings: [...before.warnings, ...comparisons.flatMap(({ comparing }) => idleSettings(comparing, (configuration.packages.get(comparing.attribute)?.relax ?? []).map(({ project }) => project)))]
	};
}
function requirementsDocument({ comparisons, fixes, plan }) {
	const refused = new Map(plan.refusals.map(({ fix, reason }) => [fix, reason]));
	return Object.fromEntries(comparisons.map((comparison) => {
		const { attribute } = comparison.comparing;
		const documented = (fixes.get(attribute) ?? []).map((one) => documentedFix(one, refused.get(one.fix)));
		return [attribute, packageRequirements(comparison, documented)];
	}));
}
function pinnedNixpkgs({ nixpkgs }, { lock }) {
	return nixpkgs === void 0 ? lock?.nixpkgs ?? void 0 : nixpkgsSource(nixpkgs);
}
function configuredBounds(settings) {
	return (settings?.relax ?? []).map((bound) => ({
		...bound,
		source: "the configuration says that the pinned nixpkgs has"
	}));
}
function foundBounds(found, own) {
	return found.filter(({ project }) => !own.has(project)).map(({ project, version, system, nixpkgs }) => ({
		project,
		has: version,
		source: `an earlier build on ${system} found that ${isPinned(nixpkgs) ? "the pinned nixpkgs" : "nixpkgs"} has`
	}));
}
function byName(projects, packaged) {
	const directories = new Set(Array.from(packaged.values(), ({ directory }) => directory));
	const isMeant = ({ directory }) => directories.has(directory);
	const meantLast = projects.toSorted((a, b) => Number(isMeant(a)) - Number(isMeant(b)));
	return new Map(meantLast.map((project) => [project.normalizedName, project]));
}
async function statedBefore(world, { inputs, checked, goal, repository, projects }, packaged) {
	const { tag } = lowestPin(checked.current.pins, inputs.versioning);
	const locked = lockedBefore(checked, tag);
	const isRecorded = [...projects].every(([attribute, project]) => locked.stated(attribute, project) !== void 0);
	if (tag === null || tag === goal.tag || isRecorded) return locked;
	try {
		const tree = await readUpstreamTree(world, inputs, checked.repository, { ref: tag });
		if ("missing" in tree) return unknownBefore(locked, tag, `${tree.missing.join(", ")} is not there`);
		const pythons = pythonsByPackage(repository);
		const stated = (attribute, { normalizedName }) => {
			const python = pythons.get(attribute);
			const project = byName((python ? tree.readFor(python) : tree).projects, projects).get(normalizedName);
			return project && statedBy(project);
		};
		return {
			stated,
			projects: projectsOf({
				...tree,
				projects: [...byName(tree.projects, projects).values()]
			}, packaged),
			warnings: []
		};
	} catch (error) {
		if (!isProblem(error)) throw error;
		return unknownBefore(locked, tag, error.message);
	}
}
function unknownBefore(locked, tag, why) {
	return {
		...locked,
		warnings: [`What upstream required at ${tag} is not known: ${why}.`]
	};
}
function lockedBefore({ situation: { lock }, repository }, tag) {
	if (lock === void 0 || lock.tag !== tag) return {
		stated: () => void 0,
		projects: void 0,
		warnings: []
	};
	const versions = new Map(repository.packages.map(({ attribute, version }) => [attribute, version?.value]));
	const entries = Object.entries(lock.packages).filter(([attribute, { version }]) => versions.get(attribute) === version);
	const stated = (attribute, { normalizedName }) => {
		const ofProject = entries.filter(([, { project }]) => project === normalizedName);
		const [, entry] = ofProject.find(([name]) => name === attribute) ?? ofProject.at(-1) ?? [];
		return entry && statedByLock(entry);
	};
	return {
		stated,
		projects: lock.projects === null ? void 0 : recordedProjects(new Map(Object.entries(lock.projects))),
		warnings: []
	};
}
function statedByLock(entry) {
	return {
		version: entry.metadataVersion ?? void 0,
		requirements: entry.requirements ?? void 0,
		requiresPython: entry.requiresPython ?? void 0,
		buildSystem: entry.buildSystem ?? void 0,
		scripts: entry.scripts === null ? void 0 : new Map(Object.entries(entry.scripts))
	};
}

// src/flox/lock.ts
function newLock(facts) {
	const { upstream, tag, commit, version, sources, repository, projects, nixpkgs, neighbours } = facts;
	const packages = repository.packages.filter(({ belongs, version: stated }) => belongs && stated !== void 0).map((entry) => [entry.attribute, lockedPackage(entry.version?.value ?? "", projects.get(entry.attribute))]);
	return {
		schema: 1,
		upstream,
		tag,
		commit,
		version,
		sources: sources.toSorted(byFileAndUrl),
		packages: Object.fromEntries(packages),
		projects: neighbours === void 0 ? null : Object.fromEntries(neighbours),
		nixpkgs
	};
}
function byFileAndUrl(a, b) {
	if (a.file !== b.file) return a.file < b.file ? -1 : 1;
	if (a.url !== b.url) return a.url < b.url ? -1 : 1;
	return 0;
}
function lockedPackage(version, project) {
	const stated = project && statedBy(project);
	const buildSystem = stated?.buildSystem;
	return {
		project: project?.normalizedName ?? null,
		directory: project?.directory ?? null,
		version,
		metadataVersion: stated?.version ?? null,
		requiresPython: stated?.requiresPython ?? null,
		buildSystem: buildSystem ? {
			requires: [...buildSystem.requires],
			backend: buildSystem.backend
		} : null,
		requirements: stated?.requirements ? [...stated.requirements] : null,
		scripts: stated?.scripts ? Object.fromEntries(stated.scripts) : null
	};
}

// src/flox/versions.ts
function packageVersions(facts) {
	const versions = /* @__PURE__ */ new Map();
	const projects = /* @__PURE__ */ new Map();
	const refusals = [];
	const kept = facts.tagged ? [] : keptPackages(facts.repository);
	for (const entry of facts.repository.packages.filter(({ belongs }) => belongs)) if (kept.includes(entry.attribute)) {
		if (entry.version !== void 0) versions.set(entry.attribute, entry.version.value);
	} else if (entry.role !== "built") versions.set(entry.attribute, facts.version);
	else {
		const found = findProject(entry, facts);
		if (typeof found === "string") {
			if (entry.version !== void 0) refusals.push({
				file: entry.file,
				line: entry.version.line,
				reason: found
			});
		} else {
			projects.set(entry.attribute, found);
			versions.set(entry.attribute, newVersion(entry, found, facts));
		}
	}
	return {
		versions,
		projects,
		refusals,
		kept
	};
}
function keptPackages({ packages: all, pins }) {
	const packages = all.filter(({ belongs }) => belongs);
	const pypi = new Set(pins.flatMap(({ id, origin }) => origin === "pypi" ? [id] : []));
	const kept = new Set(packages.filter((entry) => entry.pins.some((id) => pypi.has(id))).map(({ attribute }) => attribute));
	for (let before = -1; before < kept.size;) {
		before = kept.size;
		for (const { attribute, role, uses } of packages) if (role === "join" && uses.some((used) => kept.has(used))) kept.add(attribute);
	}
	return [...kept];
}
function findProject(entry, facts) {
	const { how, matches } = search(entry, facts);
	const { projects, unreadable: refusals } = facts.byPackage.get(entry.attribute) ?? facts;
	const found = projects.filter(matches);
	const [project] = found;
	if (project === void 0) return refusals.find(({ directory }) => directory === entry.sourceDirectory)?.reason ?? `The upstream's archive has no Python project ${how} for ${entry.attribute}.`;
	if (found.length > 1) {
		const directories = found.map(({ directory }) => quoteUntrusted(directory)).join(" and ");
		return `The upstream's archive has more than one Python project ${how} for ${entry.attribute}: ${directories}.`;
	}
	if (project.version === void 0) {
		const cause = project.unresolved.find(({ what }) => fieldOf(what) === "version");
		return `The version of ${`${quoteUntrusted(project.name)} in ${quoteUntrusted(project.file)}`} cannot be told: ${cause?.why ?? "it is not stated"}.`;
	}
	const fault = versionFault(project.version);
	if (fault === void 0) return project;
	return `The version ${quoteUntrusted(project.version)} of ${quoteUntrusted(project.name)} is not safe to use: it ${fault}.`;
}
function search(entry, { repository, named }) {
	const { sourceDirectory } = entry;
	const stated = named.get(entry.attribute) ?? pypiProject(entry, repository);
	if (stated === void 0 && sourceDirectory !== void 0) return {
		how: `in ${quoteUntrusted(sourceDirectory)}`,
		matches: ({ directory }) => directory === sourceDirectory
	};
	const name = normalizeName(stated ?? entry.name ?? entry.attribute);
	return {
		how: `named ${quoteUntrusted(name)}`,
		matches: ({ normalizedName }) => normalizedName === name
	};
}
function pypiProject(entry, { pins }) {
	return pins.find(({ id, pypi }) => pypi !== void 0 && entry.pins.includes(id))?.pypi?.project;
}
function newVersion(entry, project, { tagged, version, current }) {
	if (tagged) return project.version ?? version;
	const own = orderedPart(entry.version?.value ?? version);
	return own === orderedPart(current) ? version : `${own}${version.slice(orderedPart(version).length)}`;
}

// src/nix/tokens.ts
function readsAsPlanned(before, after, { literals, code }) {
	const found = after.tokens.map(({ kind, from, to }) => ({
		kind,
		text: after.text.slice(from, to),
		from,
		to
	}));
	const kept = withLiterals(before, literals);
	if (code.length === 0) return isSame(kept, found);
	if (literals.some(({ span }) => code.some((edit) => span.from < edit.span.to && edit.span.from < span.to))) return false;
	const expected = withCode(kept, code);
	return expected !== void 0 && isSame(expected.filter(isCode), found.filter(isCode));
}
function isSame(expected, found) {
	return expected.length === found.length && expected.every(({ kind, text }, index) => kind === found[index]?.kind && text === found[index]?.text);
}
function isCode({ kind }) {
	return kind !== "whitespace";
}
function withLiterals({ text, tokens }, edits) {
	const sorted = edits.toSorted((a, b) => a.span.from - b.span.from);
	const pieces = [];
	let next = 0;
	for (const { kind, from, to } of tokens) {
		for (; sorted[next]?.span.to === from && sorted[next]?.span.from === from; next++) pieces.push({
			kind: "text",
			text: sorted[next]?.to ?? "",
			from,
			to: from
		});
		let at = from;
		let result = "";
		for (let edit = sorted[next]; edit !== void 0 && edit.span.from < to; edit = sorted[next]) {
			if (edit.span.from < from || edit.span.to > to) break;
			result += text.slice(at, edit.span.from) + edit.to;
			at = edit.span.to;
			next++;
		}
		const whole = result + text.slice(at, to);
		if (whole !== "") pieces.push({
			kind,
			text: whole,
			from,
			to
		});
	}
	return pieces;
}
function withCode(pieces, edits) {
	const result = [];
	const rest = edits.toSorted((a, b) => a.span.from - b.span.from || a.span.to - b.span.to);
	for (const piece of pieces.filter(isCode)) {
		for (; rest[0] !== void 0 && rest[0].span.from <= piece.from; rest.shift()) {
			if (rest[0].span.to > piece.from) break;
			result.push(...fragment(rest[0].to));
		}
		const [edit] = rest;
		if (edit === void 0 || edit.span.from >= piece.to) result.push(piece);
		else if (edit.span.from > piece.from || edit.span.to < piece.to) return void 0;
	}
	return [...result, ...rest.flatMap(({ to }) => fragment(to))];
}
function fragment(code) {
	return lex(code).tokens.map(({ kind, from, to }) => ({
		kind,
		text: code.slice(from, to),
		from,
		to
	}));
}

// src/nix/confirm.ts
function applyEdits({ files }, ...plans) {
	const edits = plans.flatMap((plan) => plan.edits);
	const changed = new Set(edits.map(({ file }) => file));
	const changes = edits.map(({ file, span, to }) => ({
		file,
		...span,
		text: to
	}));
	return new Map([...applyChanges(files, changes)].filter(([file]) => changed.has(file)));
}
function confirmEdits(repository, plan, edited, fixes) {
	const { reading } = repository;
	const edits = [...plan.edits, ...fixes?.edits ?? []];
	const planned = applyEdits(repository, { edits });
	for (const [file, text] of edited) {
		const before = reading.program.tree(file);
		const inFile = {
			literals: of(file, plan.edits),
			code: of(file, fixes?.edits ?? [])
		};
		if (text !== planned.get(file) || !readsAsPlanned(before, parseFile(file, text), inFile)) throw notConfirmed(file, edits.find((edit) => edit.file === file)?.line, "the edited text reads otherwise than planned");
	}
	const unedited = edits.find(({ file }) => !edited.has(file));
	if (unedited !== void 0) throw notConfirmed(unedited.file, unedited.line, "it was to be edited");
	const readAgain = (changed) => read({
		...reading.options,
		files: new Map([...repository.files, ...changed])
	}, reading.trees);
	const after = readAgain(edited);
	confirmFacts(plan, factsOf(after));
	if (fixes === void 0 || fixes.edits.length === 0) return;
	const wrong = misstated(readAgain(applyEdits(repository, plan)), after, fixes.changes);
	if (wrong !== void 0) throw notConfirmed(fixes.edits[0]?.file, void 0, wrong);
}
function of(file, edits) {
	return edits.filter((edit) => edit.file === file);
}
function confirmFacts(plan, facts) {
	for (const [fact, text] of plan.expected) {
		const found = facts.get(fact);
		if (found !== void 0 && rendered(found) === text) continue;
		const stated = found === void 0 ? "nothing" : display$1(rendered(found));
		throw notConfirmed(plan.edits[0]?.file, void 0, `${fact} would be ${stated}, not ${display$1(text)}`);
	}
}
function notConfirmed(file, line, what) {
	return new Problem(`the edits are not confirmed: ${what}`, {
		kind: "blocked",
		where: {
			...file === void 0 ? {} : { file },
			...line === void 0 ? {} : { line }
		},
		hint: "Nothing was written. Edit the expression by hand, and report it as a defect."
	});
}

// src/commands/build-hashes.ts
const timeoutMs = 36e5;
const nothingBuilt = {
	hashes: /* @__PURE__ */ new Map(),
	sources: []
};
async function hashesByBuild(world, inputs, situation, repository, target, mayBuild) {
	const pins = repository.pins.filter(({ belongs, hashMode }) => belongs === true && hashMode === "build");
	const [first] = pins;
	if (first === void 0) return nothingBuilt;
	if (!mayBuild) throw notHere(inputs, first);
	const folder = await world.files.temporaryFolder();
	try {
		await copyDirectory(world, inputs.directory, folder.path);
		const found = /* @__PURE__ */ new Map();
		while (found.size < pins.length) {
			const pending = pins.filter(({ id }) => !found.has(id));
			const asked = new Map(pending.map(({ id }) => [id, unusedHash(id, target.ref)]));
			const hashes = new Map([
				...target.hashes,
				...found,
				...asked
			]);
			const edited = applyEdits(repository, planEdits(repository, {
				...target,
				hashes
			}));
			await world.files.writeAll(new Map([...edited].map(([path, text]) => [join(folder.path, path), toBytes(text)])));
			const attribute = packageOf(repository, pending[0]);
			const log = await floxBuild(world, nixpkgsUrl(inputs, situation), folder.path, attribute);
			const before = found.size;
			for (const { specified, got } of readHashMismatches(log)) {
				const [id] = [...asked].find(([, unused]) => unused === toSri(specified)) ?? [];
				const hash = toSri(got);
				if (id !== void 0 && hash !== void 0) found.set(id, hash);
			}
			if (found.size === before) throw untold(inputs, pending, attribute, log);
		}
		const urls = new Map(pinUrls(repository, target).map(({ pinId, url }) => [pinId, url]));
		return {
			hashes: found,
			sources: pins.map(({ id, file }) => ({
				file,
				url: urls.get(id) ?? "",
				hash: found.get(id) ?? ""
			}))
		};
	} finally {
		await folder.remove();
	}
}
function unusedHash(id, ref) {
	const digest = createHash("sha256").update(`the hash of ${id} at ${ref} is not known yet`).digest();
	return formatHash({
		algorithm: "sha256",
		digest
	}, "sri");
}
async function copyDirectory(world, from, to) {
	const paths = await world.files.list(from) ?? [];
	for (const path of paths) {
		const content = await world.files.read(join(from, path));
		if (content === void 0) continue;
		await world.files.makeFolder(join(to, path, ".."));
		await world.files.writeAll(/* @__PURE__ */ new Map([[join(to, path), content]]));
	}
	for (const args of [["init", "--quiet"], [
		"add",
		"--all",
		"--force"
	]]) {
		const result = await world.programs.run("git", args, { cwd: to });
		if (result?.exitCode !== 0) throw new Problem(`git ${args[0]} failed in a temporary folder: ${result?.stderr.trim() ?? "git is not on PATH"}`, { kind: "blocked" });
	}
}
function packageOf({ packages }, pin) {
	return packages.find(({ pins, within }) => pin !== void 0 && within === void 0 && pins.includes(pin.id))?.attribute ?? "";
}
async function floxBuild(world, nixpkgs, directory, attribute) {
	world.log.info(`Building the sources of ${attribute} to learn their hashes`);
	const pinned = nixpkgs === null ? [] : ["--nixpkgs-url", nixpkgs];
	const result = await world.programs.run("flox", [
		"build",
		"-d",
		directory,
		...pinned,
		attribute
	], {
		timeoutMs,
		env: {
			FLOX_DISABLE_METRICS: "true",
			NO_COLOR: "1"
		}
	});
	if (result === void 0) throw new Problem("a source's hash is only known by a build, and flox is not on PATH", {
		kind: "blocked",
		hint: "Install Flox (https://flox.dev/docs/install-flox) and run again."
	});
	return result.stderr;
}
function notHere(inputs, { file, line, column, hashModeReasons }) {
	const why = hashModeReasons.join(", ");
	return new Problem(`the hash of this source is only known by a build (${why}), and this job, which holds a token that may write, does not build`, {
		kind: "blocked",
		where: {
			file: join(inputs.directory, file),
			line,
			column
		},
		hint: "Run flox-upstream bump in a terminal, with Flox on the PATH, and push what it writes."
	});
}
function untold(inputs, pending, attribute, log) {
	const [pin] = pending;
	const tail = log.trimEnd().split("\n").slice(-15).join("\n");
	return new Problem(`flox build ${attribute} did not tell the hash of a source:\n${tail}`, {
		kind: "blocked",
		where: pin === void 0 ? {} : {
			file: join(inputs.directory, pin.file),
			line: pin.line,
			column: pin.column
		},
		hint: "Nothing was written. Make the package build, then run again."
	});
}

// src/commands/nix-parse.ts
async function confirmWithNix(world, directory, files) {
	for (const [file, text] of files) {
		const result = await world.programs.run("nix-instantiate", ["--parse", "-"], {
			input: new TextDecoder().decode(toBytes(text)),
			timeoutMs: 6e4
		});
		if (result === void 0) return "no-nix";
		if (result.exitCode !== 0 && !result.stderr.includes("undefined variable")) throw new Problem(`Nix does not parse the file as it would be edited: ${result.stderr.trim()}`, {
			kind: "blocked",
			where: { file: join(directory, file) },
			hint: "Nothing was written. Please report this with the file."
		});
	}
	return "confirmed";
}

// src/commands/work.ts
async function workOut(world, { inputs, configuration, runner }, checked, goal, found) {
	const { situation } = checked;
	const tree = await readUpstreamTree(world, inputs, checked.repository, goal);
	if ("missing" in tree) return tree;
	const projectNames = new Set(tree.projects.map(({ normalizedName }) => normalizedName));
	const repository = understand(situation, inputs, projectNames);
	const at = versionsAt(inputs, configuration, checked, goal, repository, tree);
	const { ref, commit, version } = goal;
	const aim = {
		ref,
		commit,
		version,
		keepPypi: goal.tag === null
	};
	const evidence = await readSources(world, inputs, repository, aim, tree);
	if ("missing" in evidence) return evidence;
	const plain = {
		...aim,
		hashes: evidence.hashes,
		versions: at.versions
	};
	const built = await hashesByBuild(world, inputs, situation, repository, plain, runner === void 0);
	const target = {
		...plain,
		hashes: new Map([...evidence.hashes, ...built.hashes])
	};
	const sources = [...evidence.sources, ...built.sources];
	const planned = planEdits(repository, target);
	const said = new Set(at.refusals.map(({ file, line }) => `${file}:${line}`));
	const others = planned.refusals.filter(({ file, line }) => !said.has(`${file}:${line}`));
	const plan = {
		...planned,
		refusals: [
			...repository.refusals,
			...at.refusals,
			...others
		]
	};
	const requirements = inputs.requirements === "off" ? void 0 : await compareRequirements(world, {
		inputs,
		configuration,
		checked,
		goal,
		repository,
		tree,
		projects: at.projects,
		kept: keptVersions(repository, planned, at.versions),
		found
	});
	const fixes = inputs.requirements === "fix" ? requirements?.plan : void 0;
	const edited = applyEdits(repository, plan, ...fixes === void 0 ? [] : [fixes]);
	located(inputs.directory, () => confirmEdits(repository, plan, edited, fixes));
	await confirmWithNix(world, inputs.directory, edited);
	const after = understand({
		...situation,
		files: new Map([...situation.files, ...edited])
	}, inputs, projectNames);
	requireGoal(inputs, after, goal, plan);
	return {
		plan,
		changes: fileChanges(situation, repository, edited, newLock({
			upstream: upstreamName(inputs),
			tag: goal.tag,
			commit,
			version,
			sources: [...sources, ...keptSources(situation, sources)],
			repository: after,
			projects: at.projects,
			nixpkgs: situation.lock?.nixpkgs ?? null,
			...requirements === void 0 ? {} : { neighbours: requirements.neighbours }
		})),
		sources,
		requirements,
		proposed: inputs.requirements === "report" ? proposedChanges(repository, plan, edited, requirements) : /* @__PURE__ */ new Map(),
		warnings: [
			...tree.warnings,
			...keptWarnings(at.kept),
			...versionWarnings(inputs, goal, at.projects),
			...requirements?.warnings ?? []
		]
	};
}
function versionsAt(inputs, { packages }, { current }, goal, repository, { projects, unreadable, readFor }) {
	const named = [...packages].flatMap(([attribute, { project }]) => project === void 0 ? [] : [[attribute, project]]);
	return packageVersions({
		repository,
		projects,
		unreadable,
		byPackage: new Map(Array.from(pythonsByPackage(repository), ([attribute, python]) => [attribute, readFor(python)])),
		version: goal.version,
		tagged: goal.tag !== null,
		current: lowestPin(current.pins, inputs.versioning).version,
		named: new Map(named)
	});
}
function keptVersions({ packages }, { expected }, versions) {
	return new Map(packages.flatMap(({ attribute, role, version }) => {
		return role === "built" && version !== void 0 && version.value !== versions.get(attribute) && expected.get(fact(attribute, "version")) === version.value ? [[attribute, version.value]] : [];
	}));
}
function requireGoal(inputs, after, goal, plan) {
	const [first] = upstreamPins(after).filter(({ ref }) => ref !== void 0 && tagOfRef(ref.value) !== goal.ref && ref.value !== goal.commit && !ref.value.includes(goal.ref));
	if (first === void 0) return;
	const reasons = plan.refusals.filter(({ file }) => file === first.file).map(({ reason }) => reason.replace(/\.$/, ""));
	throw new Problem(`the source of ${upstreamName(inputs)} here cannot be brought to ${goal.ref}: ${reasons.join("; ") || "no literal states its ref"}`, {
		kind: "blocked",
		where: {
			file: join(inputs.directory, first.file),
			line: first.line,
			column: first.column
		},
		hint: "Nothing was written. Write each of these as a plain string of its own, name the project of a package in the configuration, or edit it by hand."
	});
}
function fileChanges(situation, repository, edited, lock) {
	const sources = new Set(repository.pins.map(({ file }) => file));
	const joins = new Set(repository.packages.flatMap(({ role, version }) => role === "join" && version?.file || []));
	const rank = (file) => sources.has(file) ? 0 : joins.has(file) ? 2 : 1;
	const all = [...[...edited].sort(([a], [b]) => rank(a) - rank(b) || (a < b ? -1 : 1)).map(([file, after]) => [file, {
		before: situation.files.get(file),
		after
	}]), [lockFileName, {
		before: situation.lockText,
		after: encode(writeLock(lock))
	}]];
	return new Map(all.filter(([, { before, after }]) => before !== after));
}
function proposedChanges(repository, plan, edited, requirements) {
	if (requirements === void 0) return /* @__PURE__ */ new Map();
	const mended = [...applyEdits(repository, plan, requirements.plan)].map(([file, after]) => [file, {
		before: edited.get(file) ?? repository.files.get(file),
		after
	}]);
	return new Map(mended.filter(([, { before, after }]) => before !== after));
}
function keptSources({ lock, files }, sources) {
	const renewed = new Set(sources.map(({ file }) => file));
	return (lock?.sources ?? []).filter(({ file }) => !renewed.has(file) && files.has(file));
}
function keptWarnings(kept) {
	if (kept.length === 0) return [];
	return [`${kept.join(", ")}: not changed, since PyPI has nothing of an untagged commit.`];
}
function versionWarnings(inputs, goal, projects) {
	if (goal.tag === null) return [];
	const versions = new Map([...projects.values()].map(({ normalizedName, version }) => [normalizedName, version ?? ""]));
	return presetFor(upstreamName(inputs))?.versionWarnings(goal.version, versions) ?? [];
}

// src/commands/bump.ts
const unread = "The results of earlier builds were not looked at. To have what is pinned mended by them, ask for its tag by name, with requirements: fix.";
async function bumpCommand(world, request) {
	const { inputs } = request;
	const { checked, ending } = await checkAndBump(world, request);
	if (inputs.results !== void 0 && ending.found === void 0) world.log.warning(unread);
	const document = bumpDocument(checked, inputs, ending);
	const path = inputs["dry-run"] ? void 0 : bumpFilePath(request);
	const file = await bumpFile(world, checked, inputs, ending, document, path !== void 0);
	if (path !== void 0) await writeBumpFile(world, path, file);
	if (request.runner) warnOfRefusals(world, inputs, document);
	return {
		document,
		exitCode: document.outcome === "blocked" ? 1 : 0,
		text: (style) => bumpText(style, document, inputs.upstream.repo, {
			changes: ending.work?.changes ?? /* @__PURE__ */ new Map(),
			proposed: ending.work?.proposed ?? /* @__PURE__ */ new Map(),
			dryRun: inputs["dry-run"]
		}),
		outputs: {
			...checkOutputs(document),
			branch: file.branch ?? "",
			commit: file.commit ?? "",
			systems: JSON.stringify(file.systems),
			"bump-file": path ?? ""
		},
		headline: headline(document),
		summary: bumpSummary(document)
	};
}
async function checkAndBump(world, request) {
	let checked = await check(world, request);
	for (;;) {
		const ending = await bump(world, request, checked);
		if (!("missing" in ending)) return {
			checked,
			ending
		};
		checked = await checkAgain(world, request.inputs, checked, ending.missing);
	}
}
async function bump(world, request, checked) {
	const { inputs, runner } = request;
	const { goal, decision, situation } = checked;
	if (goal === void 0) return { outcome: decision.outcome };
	const nixpkgs = nixpkgsUrl(inputs, situation);
	const branch = runner && !inputs["dry-run"] ? await readBranch(world, inputs, runner, goal, nixpkgs) : void 0;
	if (branch !== void 0 && branch.decision.kind !== "write") {
		const { kind, reason } = branch.decision;
		return {
			outcome: kind,
			reason,
			branch,
			commit: branch.decision.kind === "held" && branch.decision.build ? branch.decision.commit : void 0
		};
	}
	const found = inputs.requirements === "off" ? void 0 : await readEarlier(world, request, nixpkgs, branch);
	const work = await workOut(world, request, checked, goal, found ?? []);
	if ("missing" in work) return work;
	if (work.changes.size === 0) return {
		outcome: "up-to-date",
		reason: work.plan.refusals.length > 0 ? "What is left cannot be changed surely: see the refusals." : "Every file states it already.",
		work,
		...found && { found }
	};
	const commit = inputs["dry-run"] ? void 0 : await write(world, inputs, checked, goal, work, branch);
	return {
		outcome: "update",
		work,
		...found && { found },
		branch,
		commit
	};
}
async function write(world, inputs, checked, goal, work, branch) {
	const contents = new Map([...work.changes].map(([path, { after }]) => [path, toBytes(after)]));
	if (branch !== void 0) return commitBump(branch, contents, {
		title: titleOf(checkDocument(checked, inputs), inputs),
		upstream: upstreamName(inputs),
		ref: goal.ref,
		upstreamCommit: goal.commit,
		sources: work.sources
	});
	await world.files.writeAll(new Map([...contents].map(([path, content]) => [join(inputs.directory, path), content])), inputs.directory);
}
function bumpDocument(checked, inputs, { outcome, reason, work }) {
	const document = checkDocument(checked, inputs);
	return {
		...document,
		outcome,
		reasons: reason === void 0 ? document.reasons : [...document.reasons, reason],
		edits: (work?.plan.edits ?? []).map(({ file, line, column, attribute, kind, from, to }) => ({
			file,
			line,
			column,
			attribute,
			kind,
			from,
			to
		})),
		requirements: work?.requirements === void 0 ? {} : requirementsDocument(work.requirements),
		requirementEdits: {
			mode: inputs.requirements,
			edits: (work?.requirements?.plan.edits ?? []).map(({ span: _, ...edit }) => edit)
		},
		projects: work?.requirements?.projects ?? {
			added: [],
			dropped: []
		},
		leftovers: [...work?.plan.leftovers ?? []],
		refusals: [...work?.plan.refusals ?? checked.repository.refusals],
		warnings: [...work?.warnings ?? []]
	};
}
function titleOf({ current, candidate }, inputs) {
	const from = current.version ?? "";
	const facts = {
		name: inputs.upstream.repo,
		from,
		to: candidate?.version ?? from,
		tag: candidate?.tag ?? null
	};
	return commitTitle(inputs["commit-message"], facts);
}
async function bumpFile(world, checked, inputs, ending, document, isKept) {
	const { goal, situation, releases } = checked;
	const { branch, commit, work } = ending;
	const isToBuild = commit !== void 0 || isKept && branch === void 0 && work !== void 0;
	const range = {
		after: document.current.version ?? "0",
		upTo: goal?.version ?? "0",
		versioning: inputs.versioning,
		tagPattern: inputs["tag-pattern"]
	};
	return {
		...document,
		upstream: upstreamName(inputs),
		upstreamUrl: `${inputs["upstream-server-url"]}/${upstreamName(inputs)}`,
		directory: branch?.directory ?? "",
		versioning: inputs.versioning,
		asked: inputs.tag !== void 0,
		checkedAt: world.clock.now().toISOString(),
		base: branch?.base ?? null,
		branch: branch?.branch ?? null,
		title: titleOf(document, inputs),
		commit: commit ?? null,
		systems: !isToBuild ? [] : [...buildMatrix(inputs, situation)],
		nixpkgs: nixpkgsUrl(inputs, situation),
		foundVersions: [...ending.found ?? []],
		provenance: goal === void 0 || work === void 0 || !isToBuild ? null : {
			tag: goal.tag,
			commit: goal.commit,
			publishedAt: goal.publishedAt,
			signatures: await checked.facts.github.signatures(inputs.upstream.owner, inputs.upstream.repo, goal.tag, goal.commit),
			pinnedTag: recordedTag(inputs, checked) !== void 0 ? "unmoved" : "unrecorded",
			sources: [...work.sources]
		},
		commits: goal === void 0 || work === void 0 || !isToBuild ? null : await commitsBetween(checked.facts.github, inputs, world.log, document.current.tag, goal.commit),
		notes: goal === void 0 ? [] : [...releaseNotes(releases, range)]
	};
}
function warnOfRefusals(world, { directory }, { refusals }) {
	for (const { file, line, reason } of refusals) world.log.warning(reason, {
		file: join(directory, file),
		line
	});
}
async function writeBumpFile(world, path, file) {
	const { bumpFileSchema } = await import("./bump2.js");
	const text = jsonText(bumpFileSchema.parse(file));
	await world.files.makeFolder(dirname(path));
	await world.files.writeAll(/* @__PURE__ */ new Map([[path, new TextEncoder().encode(text)]]));
}

export { bumpCommand };