import { s as formatHash, t as display } from "./source.js";
import { c as isProblem, o as Problem, r as quoteUntrusted } from "./refs.js";
import { createHash } from "node:crypto";
import { Buffer } from "node:buffer";
import { createGunzip } from "node:zlib";
import { pipeline } from "node:stream/promises";

// src/nix/archive/limits.ts
const limits = {
	headerBytes: 1048576,
	entries: 1e6,
	depth: 256,
	pathBytes: 4095,
	nameBytes: 255,
	unpackedBytes: 16 * 1024 ** 3,
	heldBytes: 33554432,
	capturedBytes: 67108864
};

// src/nix/archive/problems.ts
var ArchiveProblem = class extends Problem {};
function damaged(what, cause) {
	return new ArchiveProblem(`The archive is damaged: ${what}.`, {
		kind: "outside",
		hint: "Fetch the archive again; if that does not help, what is published is broken.",
		cause
	});
}
function refused(what, hint) {
	return new ArchiveProblem(`The archive is refused: ${what}.`, {
		kind: "input",
		...hint === void 0 ? {} : { hint }
	});
}
function quoted(byteString) {
	return quoteUntrusted(display(byteString.slice(0, 2 * limits.nameBytes)), 120);
}

// src/nix/archive/capture.ts
var Captures = class {
	files = /* @__PURE__ */ new Map();
	#wants;
	#limit;
	#bytes = 0;
	#current;
	#filled = 0;
	constructor(wants, limit) {
		this.#wants = wants;
		this.#limit = limit;
	}
	forget(path) {
		if (this.files.size > 0) this.files.delete(display(path));
	}
	begin(path, size) {
		this.#current = void 0;
		if (this.#wants === void 0 || !this.#wants(display(path), size)) return false;
		this.#bytes += size;
		if (this.#bytes > this.#limit) throw refused(`the files to be read from it, up to ${quoted(path)}, have more than ${this.#limit} bytes`);
		this.#current = Buffer.alloc(size);
		this.#filled = 0;
		this.files.set(display(path), this.#current);
		return true;
	}
	data(bytes) {
		if (this.#current !== void 0) this.#filled += bytes.copy(this.#current, this.#filled);
	}
};

// src/nix/archive/hold.ts
const segmentBytes = 1048576;
var Held = class {
	pieces = [];
};
var Hold = class {
	#segmentBytes;
	#segments;
	#openSpill;
	#allocated = 0;
	#free = [];
	#current;
	#spill;
	#spilled = 0;
	#liveInSpill = 0;
	#pending;
	#pendingUsed = 0;
	#readBuffer;
	constructor(memoryBytes, openSpill) {
		this.#segmentBytes = Math.min(segmentBytes, memoryBytes);
		this.#segments = Math.floor(memoryBytes / this.#segmentBytes);
		this.#openSpill = openSpill;
	}
	get full() {
		return this.#allocated >= this.#segments && this.#free.length === 0;
	}
	append(held, bytes) {
		let at = 0;
		while (at < bytes.length) {
			const segment = this.#room();
			if (segment === void 0) {
				this.#appendToSpill(held, bytes.subarray(at));
				return;
			}
			const taken = Math.min(this.#segmentBytes - segment.used, bytes.length - at);
			bytes.copy(segment.bytes, segment.used, at, at + taken);
			addToSegment(held, segment, taken);
			at += taken;
		}
	}
	read(held, use) {
		for (const piece of held.pieces) if ("segment" in piece) use(piece.segment.bytes.subarray(piece.from, piece.to));
		else this.#readSpill(piece.position, piece.length, use);
	}
	release(held) {
		for (const piece of held.pieces) if ("segment" in piece) this.#releaseSegment(piece.segment, piece.to - piece.from);
		else this.#liveInSpill -= piece.length;
		if (this.#liveInSpill === 0) {
			this.#spilled = 0;
			this.#pendingUsed = 0;
		}
	}
	close() {
		this.#spill?.close();
	}
	#room() {
		if (this.#current === void 0 || this.#current.used === this.#segmentBytes) this.#current = this.#free.pop() ?? this.#allocate();
		return this.#current;
	}
	#allocate() {
		if (this.#allocated >= this.#segments) return;
		this.#allocated++;
		return {
			bytes: Buffer.allocUnsafeSlow(this.#segmentBytes),
			used: 0,
			live: 0
		};
	}
	#releaseSegment(segment, bytes) {
		segment.live -= bytes;
		if (segment.live > 0) return;
		segment.used = 0;
		if (segment !== this.#current) this.#free.push(segment);
	}
	#appendToSpill(held, bytes) {
		const position = this.#spilled + this.#pendingUsed;
		const last = held.pieces.at(-1);
		if (last !== void 0 && "position" in last && last.position + last.length === position) last.length += bytes.length;
		else held.pieces.push({
			position,
			length: bytes.length
		});
		this.#liveInSpill += bytes.length;
		let at = 0;
		while (at < bytes.length) {
			this.#pending ??= Buffer.allocUnsafeSlow(segmentBytes);
			const taken = Math.min(segmentBytes - this.#pendingUsed, bytes.length - at);
			bytes.copy(this.#pending, this.#pendingUsed, at, at + taken);
			this.#pendingUsed += taken;
			at += taken;
			if (this.#pendingUsed === segmentBytes) this.#flush();
		}
	}
	#flush() {
		if (this.#pending !== void 0 && this.#pendingUsed > 0) {
			this.#file().write(this.#pending.subarray(0, this.#pendingUsed), this.#spilled);
			this.#spilled += this.#pendingUsed;
			this.#pendingUsed = 0;
		}
	}
	#readSpill(position, length, use) {
		this.#flush();
		this.#readBuffer ??= Buffer.allocUnsafeSlow(segmentBytes);
		for (let at = 0; at < length; at += segmentBytes) {
			const part = this.#readBuffer.subarray(0, Math.min(segmentBytes, length - at));
			this.#file().read(part, position + at);
			use(part);
		}
	}
	#file() {
		if (this.#openSpill === void 0) throw new Problem("The archive's order needs more memory than is allowed, and no temporary file may be used.", { kind: "outside" });
		this.#spill ??= this.#openSpill();
		return this.#spill;
	}
};
function addToSegment(held, segment, bytes) {
	const from = segment.used;
	segment.used += bytes;
	segment.live += bytes;
	const last = held.pieces.at(-1);
	if (last !== void 0 && "segment" in last && last.segment === segment && last.to === from) held.pieces[held.pieces.length - 1] = {
		segment,
		from: last.from,
		to: segment.used
	};
	else held.pieces.push({
		segment,
		from,
		to: segment.used
	});
}

// src/nix/archive/path.ts
function splitPath(path) {
	if (path.startsWith("/")) throw refused(`it holds an absolute path, ${quoted(path)}`);
	const names = path.split("/").filter((name) => name !== "" && name !== ".");
	for (const name of names) checkName(name, path);
	checkLength(path);
	if (names.length > limits.depth) throw refused(`it is nested more than ${limits.depth} directories deep: ${quoted(path)}`);
	return names;
}
function nameIn(folder, path) {
	if (!path.startsWith(folder)) return;
	const end = path.endsWith("/") ? path.length - 1 : path.length;
	const name = path.slice(folder.length, end);
	if (name === "" || name === "." || name.includes("/")) return;
	checkName(name, path);
	checkLength(path);
	return name;
}
function checkName(name, path) {
	if (name === "..") throw refused(`it holds a path with "..", ${quoted(path)}`);
	if (name.includes("\0")) throw refused(`it holds a name with a NUL byte, ${quoted(path)}`);
	if (name.length > limits.nameBytes) throw refused(`it holds a name of ${name.length} bytes, and systems allow ${limits.nameBytes}: ${quoted(name)}`);
}
function checkLength(path) {
	if (path.length > limits.pathBytes) throw refused(`it holds a path of ${path.length} bytes, and systems allow ${limits.pathBytes}: ${quoted(path)}`);
}

// src/nix/archive/tree.ts
function newDirectory(parent, name) {
	return {
		kind: "directory",
		name,
		path: `${parent.path}${name}/`,
		children: /* @__PURE__ */ new Map()
	};
}
function newTop() {
	return {
		kind: "directory",
		name: "",
		path: "",
		children: /* @__PURE__ */ new Map()
	};
}
function find(top, names) {
	let node = top;
	for (const name of names) {
		if (node?.kind !== "directory") return;
		node = node.children.get(name);
	}
	return node;
}
function subdirectory(parent, name, path) {
	const node = parent.children.get(name);
	if (node === void 0 || node.kind === "directory") return node;
	const what = node.kind === "symlink" ? "a symbolic link" : "a file";
	throw refused(`${quoted(path)} lies under ${quoted(name)}, which is ${what} in the same archive`);
}
function sorted(directory) {
	return [...directory.children.values()].sort((a, b) => a.name < b.name ? -1 : 1);
}
function writeNode(node, writing) {
	switch (node.kind) {
		case "symlink":
			writing.nar.symlink(node.target);
			return;
		case "file":
			writeFile(node, writing);
			return;
		case "directory":
			writing.visit(node);
			writing.nar.openDirectory();
			for (const child of sorted(node)) {
				writing.nar.openEntry(child.name);
				writeNode(child, writing);
				writing.nar.closeEntry();
			}
			writing.nar.closeDirectory();
			if (writing.release) node.children.clear();
	}
}
function writeFile(file, { nar, hold, release }) {
	nar.openFile(file.size, file.executable);
	if (file.held !== void 0) {
		hold.read(file.held, (bytes) => nar.contents(bytes));
		if (release) {
			hold.release(file.held);
			file.held = void 0;
		}
	}
	nar.closeFile();
}
function collisionsIn(directory) {
	const seen = /* @__PURE__ */ new Map();
	const found = [];
	for (const name of directory.children.keys()) {
		const folded = fold(name);
		const other = seen.get(folded);
		if (other === void 0) seen.set(folded, name);
		else found.push([other, name]);
	}
	return found;
}
const ascii = /^[ -~]*$/;
function fold(name) {
	return ascii.test(name) ? name.toLowerCase() : display(name).normalize("NFD").toUpperCase().toLowerCase().normalize("NFD");
}

// src/nix/archive/streaming.ts
var Streaming = class {
	#writing;
	#stripRoot;
	#frames = [];
	#open = /* @__PURE__ */ new Map();
	constructor(top, writing, stripRoot) {
		this.#writing = writing;
		this.#stripRoot = stripRoot;
		if (!stripRoot) writing.nar.openDirectory();
		this.#push(top);
	}
	added(parent, node) {
		const frame = this.#open.get(parent);
		if (frame === void 0) return;
		const { pending } = frame;
		const before = pending.findLastIndex(({ name }) => name < node.name);
		pending.splice(before + 1, 0, node);
		this.reached(parent, node);
	}
	reached(parent, node) {
		const frame = this.#open.get(parent);
		if (frame === void 0) return;
		this.#closeBelow(frame.depth);
		this.#writeSafe(frame, node);
		if (node.kind === "directory" && this.#isNext(frame, node)) this.#enter(frame, node);
	}
	takes(parent, file) {
		const frame = this.#open.get(parent);
		if (frame === void 0 || !this.#isNext(frame, file)) return false;
		frame.pending.shift();
		return true;
	}
	end() {
		this.#closeBelow(0);
		const [top] = this.#frames;
		if (top !== void 0 && !this.#stripRoot) {
			this.#writeAll(top);
			this.#writing.nar.closeDirectory();
		}
	}
	#isNext({ depth, pending }, node) {
		return pending[0] === node && (depth === 0 && this.#stripRoot || barrier(node.name) === void 0);
	}
	#writeSafe({ pending }, current) {
		const key = current.kind === "directory" ? `${current.name}/` : current.name;
		let count = 0;
		for (const node of pending) {
			const blocked = barrier(node.name);
			if (node === current || blocked !== void 0 && blocked >= key) break;
			this.#write(node);
			count++;
		}
		if (count > 0) pending.splice(0, count);
	}
	#push(directory) {
		const frame = {
			directory,
			depth: this.#frames.length,
			pending: sorted(directory)
		};
		this.#frames.push(frame);
		this.#open.set(directory, frame);
	}
	#enter({ depth, pending }, directory) {
		pending.shift();
		if (!(depth === 0 && this.#stripRoot)) this.#writing.nar.openEntry(directory.name);
		this.#writing.nar.openDirectory();
		this.#push(directory);
	}
	#closeBelow(depth) {
		while (this.#frames.length - 1 > depth) {
			const frame = this.#frames.pop();
			if (frame !== void 0) {
				this.#writeAll(frame);
				this.#open.delete(frame.directory);
				this.#writing.nar.closeDirectory();
				if (!(frame.depth === 1 && this.#stripRoot)) this.#writing.nar.closeEntry();
			}
		}
	}
	#writeAll({ directory, pending }) {
		for (const node of pending) this.#write(node);
		this.#writing.visit(directory);
		directory.children.clear();
	}
	#write(node) {
		const { nar } = this.#writing;
		nar.openEntry(node.name);
		writeNode(node, this.#writing);
		nar.closeEntry();
	}
};
function barrier(name) {
	for (let at = 1; at < name.length; at++) if (name.charCodeAt(at) < 47) return `${name.slice(0, at)}/`;
}

// src/nix/archive/assemble.ts
var OutOfOrder = class extends Problem {
	constructor(path) {
		super(`The archive's entries are not in one order: ${quoted(path)} comes late.`, {
			kind: "outside",
			hint: "Read the archive again with a reader that holds everything."
		});
	}
};
var Assembler = class {
	captures;
	collisions = [];
	entries = 0;
	unpackedBytes = 0;
	#options;
	#nar;
	#hold;
	#top = newTop();
	#nodes = 0;
	#fromGit = false;
	#inOrder = true;
	#lastKey = "";
	#folder;
	#streaming;
	#file;
	constructor(nar, hold, options) {
		this.#nar = nar;
		this.#hold = hold;
		this.#options = options;
		this.captures = new Captures(options.capture, options.capturedBytes);
	}
	global(records) {
		this.#fromGit ||= this.entries === 0 && /^[0-9a-f]{40,64}$/.test(records.get("comment") ?? "");
	}
	entry(entry) {
		this.entries++;
		const place = this.#place(entry.path);
		if (place === void 0) {
			if (entry.kind !== "directory") throw refused(`${quoted(entry.path)} names the top of the archive and is a ${entry.kind}`);
			return;
		}
		const { parent, name } = place;
		this.#checkOrder(entry, `${parent.path}${name}`);
		const node = this.#node(entry, place);
		if (node !== void 0) {
			this.#add(parent, node);
			this.#capture(`${parent.path}${name}`, node);
			if (entry.kind === "file" && node.kind === "file") this.#beginFile(parent, node);
		}
	}
	data(bytes) {
		this.captures.data(bytes);
		if (this.#file?.held === void 0) this.#nar.contents(bytes);
		else this.#hold.append(this.#file.held, bytes);
	}
	endOfFile() {
		if (this.#file !== void 0 && this.#file.held === void 0) {
			this.#nar.closeFile();
			this.#nar.closeEntry();
		}
		this.#file = void 0;
	}
	end() {
		if (this.#streaming === void 0) writeNode(this.#root(), this.#writing(false));
		else this.#streaming.end();
		this.#nar.end();
	}
	#root() {
		if (!this.#options.stripRoot) return this.#top;
		const [only] = this.#top.children.values();
		if (only === void 0) throw refused("it is empty");
		if (only.kind === "symlink") throw refused(`its only entry, ${quoted(only.name)}, is a symbolic link`);
		return only.kind === "directory" ? only : this.#top;
	}
	#writing(release) {
		return {
			nar: this.#nar,
			hold: this.#hold,
			release,
			visit: (directory) => {
				for (const names of collisionsIn(directory)) {
					const paths = names.map((name) => display(this.#fromRoot(`${directory.path}${name}`)));
					this.collisions.push(paths.join(" and "));
				}
			}
		};
	}
	#fromRoot(path) {
		return this.#options.stripRoot ? path.slice(path.indexOf("/") + 1) : path;
	}
	#checkOrder(entry, path) {
		const key = entry.kind === "directory" ? `${path}/` : path;
		this.#inOrder &&= key > this.#lastKey && entry.kind !== "hardlink";
		this.#lastKey = key;
		if (this.#streaming !== void 0 && !this.#inOrder) throw new OutOfOrder(entry.path);
	}
	#place(path) {
		const known = this.#folder && nameIn(this.#folder.text, path);
		if (this.#folder !== void 0 && known !== void 0) return {
			parent: this.#folder.directory,
			name: known
		};
		const names = splitPath(path);
		const name = names.at(-1);
		if (name === void 0) return;
		let parent = this.#top;
		for (const folder of names.slice(0, -1)) parent = subdirectory(parent, folder, path) ?? this.#addDirectory(parent, folder);
		this.#folder = {
			text: path.slice(0, path.lastIndexOf(name)),
			directory: parent
		};
		return {
			parent,
			name
		};
	}
	#addDirectory(parent, name) {
		const directory = newDirectory(parent, name);
		this.#add(parent, directory);
		return directory;
	}
	#node(entry, { parent, name }) {
		if (entry.kind === "directory") return subdirectory(parent, name, entry.path) === void 0 ? newDirectory(parent, name) : void 0;
		if (parent.children.get(name)?.kind === "directory") throw refused(`${quoted(entry.path)} is both a directory and a ${entry.kind}`);
		switch (entry.kind) {
			case "symlink": return {
				kind: "symlink",
				name,
				target: entry.target
			};
			case "file": return {
				kind: "file",
				name,
				size: entry.size,
				executable: entry.executable,
				held: new Held()
			};
			case "hardlink": {
				const target = find(this.#top, splitPath(entry.target));
				if (target === void 0 || target.kind === "directory") throw refused(`${quoted(entry.path)} is a hard link to ${quoted(entry.target)}, which is not a file before it`);
				return {
					...target,
					name
				};
			}
		}
	}
	#add(parent, node) {
		this.#count(node);
		parent.children.set(node.name, node);
		if (parent === this.#top && this.#options.stripRoot && this.#top.children.size > 1) {
			const [first = "", second = ""] = this.#top.children.keys();
			throw refused(`it holds several entries at its top, ${quoted(first)} and ${quoted(second)}`, "Use --no-strip-root (stripRoot = false in Nix) to hash them as one directory.");
		}
		if (this.#streaming === void 0) this.#streaming = this.#startStreaming(parent, node);
		else this.#streaming.added(parent, node);
	}
	#count(node) {
		this.#nodes++;
		if (this.#nodes > limits.entries) throw refused(`it holds more than ${limits.entries} entries`);
		if (node.kind === "file") {
			this.unpackedBytes += node.size;
			if (this.unpackedBytes > limits.unpackedBytes) throw refused(`it unpacks to more than ${limits.unpackedBytes} bytes`);
		}
	}
	#startStreaming(parent, node) {
		const { stream, stripRoot } = this.#options;
		const trusted = this.#fromGit || this.#hold.full;
		const root = stripRoot ? this.#top.children.values().next().value : this.#top;
		if (!stream || !trusted || !this.#inOrder || root?.kind !== "directory") return;
		const streaming = new Streaming(this.#top, this.#writing(true), stripRoot);
		let directory = this.#top;
		for (const name of splitPath(`./${parent.path}${node.name}`)) {
			const next = directory.children.get(name);
			if (next === void 0) break;
			streaming.reached(directory, next);
			directory = next.kind === "directory" ? next : directory;
		}
		return streaming;
	}
	#capture(path, node) {
		if (this.#options.capture === void 0) return;
		const relative = this.#fromRoot(path);
		this.captures.forget(relative);
		if (node.kind === "file" && this.captures.begin(relative, node.size) && node.held !== void 0) this.#hold.read(node.held, (bytes) => this.captures.data(bytes));
	}
	#beginFile(parent, file) {
		this.#file = file;
		if (this.#streaming?.takes(parent, file)) {
			file.held = void 0;
			this.#nar.openEntry(file.name);
			this.#nar.openFile(file.size, file.executable);
		}
	}
};

// src/nix/nar.ts
const gatherBytes = 65536;
const passBytes = 8192;
function string(text) {
	const bytes = Buffer.alloc(8 + padded(text.length));
	bytes.writeUInt32LE(text.length, 0);
	bytes.write(text, 8, "latin1");
	return bytes;
}
function strings(...texts) {
	return Buffer.concat(texts.map(string));
}
function padded(length) {
	return Math.ceil(length / 8) * 8;
}
const tokens = {
	archive: string("nix-archive-1"),
	directory: strings("(", "type", "directory"),
	regular: strings("(", "type", "regular", "contents"),
	executable: strings("(", "type", "regular", "executable", "", "contents"),
	symlink: strings("(", "type", "symlink", "target"),
	close: string(")"),
	entry: strings("entry", "(", "name"),
	node: string("node")
};
var NarWriter = class {
	#sink;
	#gathered = Buffer.allocUnsafeSlow(gatherBytes);
	#view = new DataView(this.#gathered.buffer);
	#length = 0;
	#contentLength = 0;
	constructor(sink) {
		this.#sink = sink;
		this.#put(tokens.archive);
	}
	openDirectory() {
		this.#put(tokens.directory);
	}
	openEntry(name) {
		this.#put(tokens.entry);
		this.#putString(name);
		this.#put(tokens.node);
	}
	closeEntry() {
		this.#put(tokens.close);
	}
	closeDirectory() {
		this.#put(tokens.close);
	}
	symlink(target) {
		this.#put(tokens.symlink);
		this.#putString(target);
		this.#put(tokens.close);
	}
	openFile(size, executable) {
		this.#put(executable ? tokens.executable : tokens.regular);
		this.#putLength(size);
		this.#contentLength = size;
	}
	contents(bytes) {
		if (bytes.length >= passBytes) {
			this.#flush();
			this.#sink.update(bytes);
		} else this.#put(bytes);
	}
	closeFile() {
		this.#pad(this.#contentLength);
		this.#put(tokens.close);
	}
	end() {
		this.#flush();
	}
	#put(bytes) {
		this.#reserve(bytes.length);
		this.#gathered.set(bytes, this.#length);
		this.#length += bytes.length;
	}
	#putString(text) {
		this.#putLength(text.length);
		this.#reserve(text.length);
		this.#length += this.#gathered.write(text, this.#length, "latin1");
		this.#pad(text.length);
	}
	#putLength(length) {
		this.#reserve(8);
		this.#view.setUint32(this.#length, length % 2 ** 32, true);
		this.#view.setUint32(this.#length + 4, Math.floor(length / 2 ** 32), true);
		this.#length += 8;
	}
	#pad(length) {
		this.#reserve(8);
		for (let count = padded(length) - length; count > 0; count--) this.#gathered[this.#length++] = 0;
	}
	#reserve(bytes) {
		if (this.#length + bytes > gatherBytes) this.#flush();
	}
	#flush() {
		if (this.#length > 0) {
			this.#sink.update(this.#gathered.subarray(0, this.#length));
			this.#length = 0;
		}
	}
};

// src/nix/archive/gunzip.ts
const pieceBytes = 1048576;
const piecesAhead = 2;
const otherFormats = [
	["PK", "a zip file"],
	["ý7zXZ", "an xz file"],
	["BZh", "a bzip2 file"],
	["(µ/ý", "a zstd file"]
];
async function gunzip(body, options, use) {
	let head = "";
	let received = 0;
	let lastByte = 0;
	async function* watch(chunks) {
		for await (const chunk of chunks) {
			if (head.length < 6) head += chunk.toString("latin1", 0, 6);
			lastByte = lastNonZero(chunk, received, lastByte);
			received += chunk.length;
			options.onBytes?.(chunk);
			yield chunk;
			if (options.disposable && chunk.byteLength === chunk.buffer.byteLength) giveBack(chunk.buffer);
		}
	}
	const unzip = createGunzip({
		chunkSize: pieceBytes,
		writableHighWaterMark: 1,
		readableObjectMode: true,
		readableHighWaterMark: piecesAhead
	});
	try {
		await pipeline(body, watch, unzip, async (pieces) => {
			for await (const piece of pieces) {
				use(piece);
				if (piece.byteOffset + piece.byteLength === piece.buffer.byteLength) giveBack(piece.buffer);
			}
		});
	} catch (error) {
		throw explained(error, head, unzip.bytesWritten);
	}
	if (lastByte > unzip.bytesWritten) throw damaged("other bytes follow the end of its gzip data");
}
function lastNonZero(chunk, before, last) {
	for (let at = chunk.length; at > 0; at--) if (chunk[at - 1] !== 0) return before + at;
	return last;
}
function giveBack(buffer) {
	if (buffer instanceof ArrayBuffer) buffer.transfer(0);
}
function explained(error, head, read) {
	const code = Error.isError(error) ? error.code : void 0;
	if (isProblem(error) || code === void 0 || !code.startsWith("Z_")) return error;
	if (head.length === 0) return damaged("it is empty", error);
	if (!"".startsWith(head.slice(0, 2))) {
		const format = otherFormats.find(([magic]) => head.startsWith(magic));
		return format === void 0 ? damaged("it does not start as a gzip file does", error) : refused(`it is ${format[1]}, and only .tar.gz is read`, "Use --flat for the hash of the file itself.");
	}
	if (code === "Z_BUF_ERROR") return damaged(`it is truncated after ${read} bytes`, error);
	return damaged(`its gzip data is corrupt (${error.message}) near byte ${read}`, error);
}

// src/nix/archive/header.ts
const blockBytes = 512;
const checksumAt = 148;
const checksumBytes = 8;
function parseHeader(block) {
	if (!checksumHolds(block)) throw damaged("a tar header's checksum does not hold");
	const name = text(block, 0, 100);
	const prefix = block.toString("latin1", 257, 263) === "ustar\0" ? text(block, 345, 155) : "";
	return {
		path: prefix === "" ? name : `${prefix}/${name}`,
		linkPath: text(block, 157, 100),
		type: block.toString("latin1", 156, 157),
		size: number(block, 124, 12, name),
		executable: (number(block, 100, 8, name) & 64) !== 0
	};
}
function isZeroBlock(block) {
	for (let at = 0; at < 512; at += 4) if (block.readUInt32LE(at) !== 0) return false;
	return true;
}
function checksumHolds(block) {
	const stated = octal(block, checksumAt, checksumBytes);
	let sum = 256;
	for (let at = 0; at < checksumAt; at++) sum += block[at] ?? 0;
	for (let at = 156; at < 512; at++) sum += block[at] ?? 0;
	return stated === sum || stated === sum - 256 * bytesAbove127(block);
}
function bytesAbove127(block) {
	return block.filter((byte, at) => byte > 127 && (at < checksumAt || at >= 156)).length;
}
function text(block, from, length) {
	let end = from;
	while (end < from + length && block[end] !== 0) end++;
	return end === from ? "" : block.toString("latin1", from, end);
}
function number(block, from, length, name) {
	const value = (block[from] ?? 0) >= 128 ? base256(block.subarray(from, from + length)) : octal(block, from, length);
	if (value === void 0 || !Number.isSafeInteger(value)) throw damaged(`the tar header of ${quoted(name)} holds a number that cannot be read`);
	return value;
}
const nul = 0;
const space = 32;
const zero = 48;
const seven = 55;
function octal(block, from, length) {
	const end = from + length;
	let at = from;
	while (at < end && block[at] === space) at++;
	let value = 0;
	for (let byte = block[at] ?? 0; at < end && byte >= zero && byte <= seven; byte = block[at] ?? 0) {
		value = value * 8 + byte - zero;
		at++;
	}
	while (at < end && block[at] === space) at++;
	return at === end || block[at] === nul ? value : void 0;
}
function base256(bytes) {
	const [first = 0, ...rest] = bytes;
	return first === 128 ? rest.reduce((value, byte) => value * 256 + byte, 0) : void 0;
}

// src/nix/archive/pax.ts
function parsePax(bytes) {
	const text = bytes.toString("latin1");
	const records = /* @__PURE__ */ new Map();
	let at = 0;
	while (at < text.length) {
		const space = text.indexOf(" ", at);
		const digits = text.slice(at, space === -1 ? at : space);
		const end = at + Number(digits);
		const equals = text.indexOf("=", space);
		if (!(/^[1-9][0-9]{0,7}$/.test(digits) && end <= text.length && text[end - 1] === "\n") || equals === -1 || equals >= end) throw damaged("a PAX header cannot be read");
		const keyword = text.slice(space + 1, equals);
		const value = text.slice(equals + 1, end - 1);
		if (value === "") records.delete(keyword);
		else records.set(keyword, value);
		at = end;
	}
	return records;
}
function paxSize(records) {
	const digits = records.get("size");
	if (digits === void 0) return;
	const size = Number(digits);
	if (!/^[0-9]+$/.test(digits) || !Number.isSafeInteger(size)) throw damaged("a PAX header states a size that cannot be read");
	return size;
}

// src/nix/archive/tar.ts
const refusedTypes = {
	"3": "a character device",
	"4": "a block device",
	"6": "a named pipe",
	S: "a sparse file",
	D: "a GNU directory dump",
	M: "a file continued from another volume",
	N: "a GNU long name in the old form",
	V: "a volume label"
};
const metaTypes = /* @__PURE__ */ new Set([
	"x",
	"X",
	"g",
	"L",
	"K"
]);
const perEntry = [
	"path",
	"linkpath",
	"size"
];
var TarReader = class {
	#visitor;
	#block = Buffer.allocUnsafeSlow(512);
	#filled = 0;
	#state = "header";
	#left = 0;
	#padding = 0;
	#metaType = "";
	#meta = Buffer.alloc(0);
	#pax;
	#longName;
	#longLink;
	constructor(visitor) {
		this.#visitor = visitor;
	}
	push(chunk) {
		let at = 0;
		while (at < chunk.length && this.#state !== "end") at += this.#state === "header" ? this.#takeHeader(chunk, at) : this.#takeBytes(chunk, at);
	}
	end() {
		if (this.#state !== "end") throw damaged("it ends before its end-of-archive mark");
	}
	#takeHeader(chunk, at) {
		if (this.#filled === 0 && chunk.length - at >= 512) {
			this.#readBlock(chunk.subarray(at, at + 512));
			return 512;
		}
		const taken = Math.min(512 - this.#filled, chunk.length - at);
		chunk.copy(this.#block, this.#filled, at, at + taken);
		this.#filled += taken;
		if (this.#filled === 512) {
			this.#filled = 0;
			this.#readBlock(this.#block);
		}
		return taken;
	}
	#takeBytes(chunk, at) {
		const taken = Math.min(this.#left, chunk.length - at);
		const bytes = chunk.subarray(at, at + taken);
		this.#left -= taken;
		if (this.#state === "data") this.#visitor.data(bytes);
		else if (this.#state === "meta") bytes.copy(this.#meta, this.#meta.length - this.#left - taken);
		if (this.#left === 0) this.#finish();
		return taken;
	}
	#finish() {
		if (this.#state === "data") this.#visitor.endOfFile();
		else if (this.#state === "meta") this.#readMeta();
		this.#left = this.#padding;
		this.#padding = 0;
		this.#state = this.#left > 0 ? "padding" : "header";
	}
	#expect(state, size) {
		this.#state = state;
		this.#left = size;
		this.#padding = (512 - size % 512) % 512;
		if (size === 0) this.#finish();
	}
	#readBlock(block) {
		if (isZeroBlock(block)) {
			if (this.#pax !== void 0 || this.#longName !== void 0 || this.#longLink !== void 0) throw damaged("it ends after a header that announces an entry");
			this.#state = "end";
			return;
		}
		const header = parseHeader(block);
		if (metaTypes.has(header.type)) {
			if (header.size > limits.headerBytes) throw refused(`it holds a header of ${header.size} bytes, and ${limits.headerBytes} are allowed`);
			this.#metaType = header.type;
			this.#meta = Buffer.alloc(header.size);
			this.#expect("meta", header.size);
		} else this.#readEntry(header);
	}
	#readMeta() {
		switch (this.#metaType) {
			case "L":
				this.#longName = longText(this.#meta);
				break;
			case "K":
				this.#longLink = longText(this.#meta);
				break;
			case "g":
				this.#readGlobal(parsePax(this.#meta));
				break;
			default: this.#pax = parsePax(this.#meta);
		}
		this.#meta = Buffer.alloc(0);
	}
	#readGlobal(records) {
		const keyword = [...records.keys()].find((key) => perEntry.includes(key) || key.startsWith("GNU.sparse."));
		if (keyword !== void 0) throw refused(`its global PAX header sets ${quoted(keyword)} for every entry`);
		this.#visitor.global(records);
	}
	#readEntry(header) {
		const { path, target, size } = this.#named(header);
		const entry = entryOf(header, path, target, size);
		if (entry.kind !== "file" && size > 0) throw refused(`${quoted(path)} is a ${entry.kind} with ${size} bytes of data`);
		this.#visitor.entry(entry);
		if (entry.kind === "file") this.#expect("data", size);
	}
	#named(header) {
		const pax = this.#pax;
		const path = pax?.get("path") ?? this.#longName ?? header.path;
		const target = pax?.get("linkpath") ?? this.#longLink ?? header.linkPath;
		const size = (pax && paxSize(pax)) ?? header.size;
		if (pax !== void 0 && [...pax.keys()].some((keyword) => keyword.startsWith("GNU.sparse."))) throw refused(`${quoted(path)} is a sparse file`);
		this.#pax = void 0;
		this.#longName = void 0;
		this.#longLink = void 0;
		return {
			path,
			target,
			size
		};
	}
};
function entryOf(header, path, target, size) {
	switch (header.type) {
		case "\0":
		case "0":
		case "7": return path.endsWith("/") ? {
			kind: "directory",
			path
		} : {
			kind: "file",
			path,
			size,
			executable: header.executable
		};
		case "5": return {
			kind: "directory",
			path
		};
		case "2":
			if (target === "" || target.includes("\0")) throw refused(`${quoted(path)} is a symbolic link to ${target === "" ? "nothing" : "a name with a NUL byte"}`);
			return {
				kind: "symlink",
				path,
				target
			};
		case "1": return {
			kind: "hardlink",
			path,
			target
		};
		default: {
			const what = refusedTypes[header.type] ?? `an entry of the unknown type ${quoted(header.type)}`;
			throw refused(`${quoted(path)} is ${what}`);
		}
	}
}
function longText(bytes) {
	const text = bytes.toString("latin1");
	return text.endsWith("\0") ? text.slice(0, -1) : text;
}

// src/nix/archive/read.ts
function archiveReader(options = {}) {
	let stream = true;
	return async (body) => {
		try {
			return await readOnce(body, options, stream);
		} catch (error) {
			stream &&= !(error instanceof OutOfOrder);
			throw error;
		}
	};
}
async function readOnce(body, options, stream) {
	const narHash = createHash("sha256");
	const flatHash = options.flat === true ? createHash("sha256") : void 0;
	const hold = new Hold(options.heldBytes ?? limits.heldBytes, options.spill);
	const assembler = new Assembler(new NarWriter(narHash), hold, {
		stripRoot: options.stripRoot ?? true,
		stream,
		capture: options.capture,
		capturedBytes: options.capturedBytes ?? limits.capturedBytes
	});
	const tar = new TarReader(assembler);
	const watched = flatHash !== void 0 || options.onBytes !== void 0;
	const onBytes = (bytes) => {
		flatHash?.update(bytes);
		options.onBytes?.(bytes.length);
	};
	try {
		await gunzip(body, {
			onBytes: watched ? onBytes : void 0,
			disposable: options.disposable ?? false
		}, (piece) => tar.push(piece));
		tar.end();
		assembler.end();
	} finally {
		hold.close();
	}
	return {
		narHash: sri(narHash),
		flatHash: flatHash === void 0 ? void 0 : sri(flatHash),
		files: assembler.captures.files,
		collisions: assembler.collisions,
		entries: assembler.entries,
		unpackedBytes: assembler.unpackedBytes
	};
}
function sri(hash) {
	return formatHash({
		algorithm: "sha256",
		digest: hash.digest()
	}, "sri");
}

// src/nix/archive.ts
async function flatHash(body) {
	const hash = createHash("sha256");
	for await (const chunk of body) hash.update(chunk);
	return formatHash({
		algorithm: "sha256",
		digest: hash.digest()
	}, "sri");
}

export { ArchiveProblem as i, archiveReader as n, OutOfOrder as r, flatHash as t };