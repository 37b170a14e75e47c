import type { Position } from "./source.ts";

/** Finds lines and columns in one text: the line starts are read once, each question is a binary search. */
export class Lines {
  readonly #text: string;
  readonly #starts: number[] = [0];

  /** Lines end with LF, CRLF or CR, as in Nix. */
  constructor(text: string) {
    this.#text = text;
    for (let i = 0; i < text.length; i++) {
      const char = text.charCodeAt(i);
      if (char === 0x0a || (char === 0x0d && text.charCodeAt(i + 1) !== 0x0a)) this.#starts.push(i + 1);
    }
  }

  /** Line and column, both from 1, of a byte offset. */
  at(offset: number): Position {
    let low = 0;
    let high = this.#starts.length;
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if ((this.#starts[middle] ?? 0) <= offset) low = middle;
      else high = middle;
    }
    return { line: low + 1, column: offset - (this.#starts[low] ?? 0) + 1 };
  }

  /** The characters of a line (from 1), its end included. */
  text(line: number): string {
    return this.#text.slice(this.#starts[line - 1] ?? this.#text.length, this.#starts[line]);
  }
}
