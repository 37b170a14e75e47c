import { Buffer } from "node:buffer";
import { display } from "../source.ts";
import { quoted, refused } from "./problems.ts";

/** Whether a file's bytes are wanted. The path is relative to the root of the tree; the size is in bytes. */
export type WantsFile = (path: string, size: number) => boolean;

/** Copies of the files that a caller wants to read, bounded in all. */
export class Captures {
  readonly files = new Map<string, Uint8Array>();
  readonly #wants: WantsFile | undefined;
  readonly #limit: number;
  #bytes = 0;
  #current: Buffer | undefined;
  #filled = 0;

  constructor(wants: WantsFile | undefined, limit: number) {
    this.#wants = wants;
    this.#limit = limit;
  }

  /** A new entry has this path: what was captured of an earlier one is not in the tree. Paths are byte strings. */
  forget(path: string): void {
    if (this.files.size > 0) {
      this.files.delete(display(path));
    }
  }

  /** The bytes that follow are this file's. Whether they are wanted. */
  begin(path: string, size: number): boolean {
    this.#current = undefined;
    if (this.#wants === undefined || !this.#wants(display(path), size)) {
      return false;
    }
    this.#bytes += size;
    if (this.#bytes > this.#limit) {
      throw refused(`the files to be read from it, up to ${quoted(path)}, have more than ${this.#limit} bytes`);
    }
    this.#current = Buffer.alloc(size);
    this.#filled = 0;
    this.files.set(display(path), this.#current);
    return true;
  }

  data(bytes: Buffer): void {
    if (this.#current !== undefined) {
      this.#filled += bytes.copy(this.#current, this.#filled);
    }
  }
}
