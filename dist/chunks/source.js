import { o as Problem } from "./refs.js";
import { Buffer } from "node:buffer";

// src/nix/sri.ts
const digestBytes = {
	md5: 16,
	sha1: 20,
	sha256: 32,
	sha512: 64
};
const base32Digits = "0123456789abcdfghijklmnpqrsvwxyz";
function parseHash(text, algorithm = "sha256") {
	const [, stated, separator, rest = text] = /^([a-z0-9]+)([-:])(.*)$/s.exec(text) ?? [];
	if (stated !== void 0 && !isAlgorithm(stated)) throw invalid(text, `the algorithm is not one of ${Object.keys(digestBytes).join(", ")}`);
	const used = stated ?? algorithm;
	const length = digestBytes[used];
	const encoding = separator === "-" ? "sri" : encodingOf(rest, length);
	const digest = encoding === void 0 ? void 0 : decode(rest, encoding, length);
	if (encoding === void 0 || digest === void 0) throw invalid(text, `it is not a ${used} digest of ${length} bytes in SRI, base 64, base 32 or base 16`);
	return {
		algorithm: used,
		digest,
		encoding,
		prefixed: separator === ":"
	};
}
function formatHash({ algorithm, digest }, encoding, prefixed = false) {
	const prefix = prefixed ? `${algorithm}:` : "";
	switch (encoding) {
		case "sri": return `${algorithm}-${Buffer.from(digest).toString("base64")}`;
		case "base64": return prefix + Buffer.from(digest).toString("base64");
		case "base16": return prefix + Buffer.from(digest).toString("hex");
		case "base32": return prefix + encodeBase32(digest);
	}
}
function formatLike(old, hash) {
	const written = tryParse(old, hash.algorithm);
	return written === void 0 || written.algorithm !== hash.algorithm ? formatHash(hash, "sri") : formatHash(hash, written.encoding, written.prefixed);
}
function toSri(text, algorithm = "sha256") {
	const written = tryParse(text, algorithm);
	return written === void 0 ? void 0 : formatHash(written, "sri");
}
function sriOfHex(algorithm, hex) {
	const digest = decode(hex.toLowerCase(), "base16", digestBytes[algorithm]);
	if (digest === void 0) throw invalid(hex, `it is not a ${algorithm} digest in hexadecimal digits`);
	return formatHash({
		algorithm,
		digest
	}, "sri");
}
function tryParse(text, algorithm) {
	try {
		return parseHash(text, algorithm);
	} catch {
		return;
	}
}
function isAlgorithm(name) {
	return Object.hasOwn(digestBytes, name);
}
function encodingOf(digits, length) {
	switch (digits.length) {
		case length * 2: return "base16";
		case base32Length(length): return "base32";
		case base64Length(length): return "base64";
		default: return;
	}
}
function base32Length(bytes) {
	return Math.ceil(bytes * 8 / 5);
}
function base64Length(bytes) {
	return Math.ceil(bytes / 3) * 4;
}
function decode(text, encoding, length) {
	switch (encoding) {
		case "base16": return /^[0-9a-fA-F]*$/.test(text) && text.length === length * 2 ? Buffer.from(text, "hex") : void 0;
		case "base32": return decodeBase32(text, length);
		case "sri":
		case "base64": {
			const digest = Buffer.from(text, "base64");
			return digest.length === length && digest.toString("base64") === text ? digest : void 0;
		}
	}
}
function encodeBase32(digest) {
	let text = "";
	for (let digit = base32Length(digest.length) - 1; digit >= 0; digit--) {
		const byte = Math.floor(digit * 5 / 8);
		const shift = digit * 5 % 8;
		const bits = (digest[byte] ?? 0) >> shift | (digest[byte + 1] ?? 0) << 8 - shift;
		text += base32Digits[bits & 31];
	}
	return text;
}
function decodeBase32(text, length) {
	if (text.length !== base32Length(length)) return;
	const digest = new Uint8Array(length);
	for (const [index, char] of [...text].entries()) {
		const value = base32Digits.indexOf(char);
		const digit = text.length - 1 - index;
		const byte = Math.floor(digit * 5 / 8);
		const shift = digit * 5 % 8;
		const over = value >> 8 - shift;
		if (value === -1 || byte + 1 >= length && over !== 0) return;
		digest[byte] = (digest[byte] ?? 0) | value << shift;
		if (byte + 1 < length) digest[byte + 1] = (digest[byte + 1] ?? 0) | over;
	}
	return digest;
}
function invalid(text, why) {
	return new Problem(`${JSON.stringify(text.slice(0, 120))} is not a hash: ${why}.`, { kind: "input" });
}

// src/nix/source.ts
function fromBytes(bytes) {
	return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString("latin1");
}
function toBytes(byteString) {
	return Buffer.from(byteString, "latin1");
}
function display(byteString) {
	return Buffer.from(byteString, "latin1").toString("utf8");
}
function encode(text) {
	return Buffer.from(text, "utf8").toString("latin1");
}
function positionOf(text, offset) {
	let line = 1;
	let lineStart = 0;
	for (let i = 0; i < offset; i++) {
		const char = text.charCodeAt(i);
		if (char === 10 || char === 13 && text.charCodeAt(i + 1) !== 10) {
			line++;
			lineStart = i + 1;
		}
	}
	return {
		line,
		column: offset - lineStart + 1
	};
}
function textOf(text, span) {
	return text.slice(span.from, span.to);
}

export { textOf as a, formatLike as c, toSri as d, positionOf as i, parseHash as l, encode as n, toBytes as o, fromBytes as r, formatHash as s, display as t, sriOfHex as u };