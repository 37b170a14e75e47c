import { Buffer } from "node:buffer";

/** What NAR bytes are written to: a hash, or in tests a buffer. The bytes are only valid during the call. */
export interface NarSink {
  update(bytes: Uint8Array): unknown;
}

/** Small pieces are gathered here, so that the sink sees few calls; larger contents pass by it. */
const gatherBytes = 64 * 1024;
const passBytes = 8 * 1024;

/** A NAR string: its length as 64 bits, little endian, its bytes, and zeros up to a multiple of eight. */
function string(text: string): Buffer {
  const bytes = Buffer.alloc(8 + padded(text.length));
  bytes.writeUInt32LE(text.length, 0);
  bytes.write(text, 8, "latin1");
  return bytes;
}

function strings(...texts: readonly string[]): Buffer {
  return Buffer.concat(texts.map(string));
}

function padded(length: number): number {
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
  node: string("node"),
};

/**
 * Writes a Nix archive as it streams. The caller keeps to the format's rule: the entries of a directory come in the
 * bytewise order of their names. Names and targets are byte strings.
 *
 * Format: E. Dolstra, "The Purely Functional Software Deployment Model", figure 5.2; Nix manual, "Nix Archive (NAR)
 * format".
 */
export class NarWriter {
  readonly #sink: NarSink;
  readonly #gathered = Buffer.allocUnsafeSlow(gatherBytes);
  readonly #view = new DataView(this.#gathered.buffer);
  #length = 0;
  #contentLength = 0;

  constructor(sink: NarSink) {
    this.#sink = sink;
    this.#put(tokens.archive);
  }

  openDirectory(): void {
    this.#put(tokens.directory);
  }

  /** What follows, up to `closeEntry`, is one node: a directory, a file or a symbolic link. */
  openEntry(name: string): void {
    this.#put(tokens.entry);
    this.#putString(name);
    this.#put(tokens.node);
  }

  closeEntry(): void {
    this.#put(tokens.close);
  }

  closeDirectory(): void {
    this.#put(tokens.close);
  }

  symlink(target: string): void {
    this.#put(tokens.symlink);
    this.#putString(target);
    this.#put(tokens.close);
  }

  /** `size` bytes of `contents` follow, then `closeFile`. */
  openFile(size: number, executable: boolean): void {
    this.#put(executable ? tokens.executable : tokens.regular);
    this.#putLength(size);
    this.#contentLength = size;
  }

  contents(bytes: Uint8Array): void {
    if (bytes.length >= passBytes) {
      this.#flush();
      this.#sink.update(bytes);
    } else {
      this.#put(bytes);
    }
  }

  closeFile(): void {
    this.#pad(this.#contentLength);
    this.#put(tokens.close);
  }

  /** Hands the last bytes to the sink. */
  end(): void {
    this.#flush();
  }

  /** At most `passBytes`, or a path. */
  #put(bytes: Uint8Array): void {
    this.#reserve(bytes.length);
    this.#gathered.set(bytes, this.#length);
    this.#length += bytes.length;
  }

  #putString(text: string): void {
    this.#putLength(text.length);
    this.#reserve(text.length);
    this.#length += this.#gathered.write(text, this.#length, "latin1");
    this.#pad(text.length);
  }

  #putLength(length: number): void {
    this.#reserve(8);
    this.#view.setUint32(this.#length, length % 2 ** 32, true);
    this.#view.setUint32(this.#length + 4, Math.floor(length / 2 ** 32), true);
    this.#length += 8;
  }

  #pad(length: number): void {
    this.#reserve(8);
    for (let count = padded(length) - length; count > 0; count--) {
      this.#gathered[this.#length++] = 0;
    }
  }

  #reserve(bytes: number): void {
    if (this.#length + bytes > gatherBytes) {
      this.#flush();
    }
  }

  #flush(): void {
    if (this.#length > 0) {
      this.#sink.update(this.#gathered.subarray(0, this.#length));
      this.#length = 0;
    }
  }
}
