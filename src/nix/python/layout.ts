import type { Span, SyntaxTree } from "../syntax.ts";

/** Characters that take the place of others; of none, where `from` is `to`. */
export interface Insertion extends Span {
  readonly text: string;
}

/** How a file is laid out around an offset: lines, their indentation, and comments that belong to what is before them. */
export class Layout {
  readonly text: string;
  /** As the file has them: LF, CRLF or CR. */
  readonly newline: string;
  readonly #tree: SyntaxTree;

  constructor(tree: SyntaxTree) {
    this.#tree = tree;
    this.text = tree.text;
    this.newline = /\r\n|\n|\r/.exec(tree.text)?.[0] ?? "\n";
  }

  /** The blanks that the line of an offset begins with. */
  indentation(offset: number): string {
    return /^[ \t]*/.exec(this.text.slice(this.#lineStart(offset), offset))?.[0] ?? "";
  }

  /** One step further in than an indentation, in its own characters. */
  deeper(indentation: string): string {
    return indentation.includes("\t") ? `${indentation}\t` : `${indentation}  `;
  }

  /** Whether no code is before the code at an offset on its line. */
  startsLine(offset: number): boolean {
    for (let index = this.#tokenFrom(offset) - 1; ; index--) {
      const token = this.#tree.tokens[index];
      if (token === undefined) return false;
      const blank = token.kind === "whitespace" || token.kind === "comment";
      if (!blank || this.isBroken(token.from, token.to)) return blank;
    }
  }

  /** Whether a line ends between two offsets. */
  isBroken(from: number, to: number): boolean {
    return /[\r\n]/.test(this.text.slice(from, to));
  }

  hasBlankLine(from: number, to: number): boolean {
    return /(\r\n|\n|\r)[ \t]*(\r\n|\n|\r)/.test(this.text.slice(from, to));
  }

  /**
   * Behind what belongs to the code that ends at an offset: the comment on the rest of its line. Undefined where other
   * code follows on that line.
   */
  endOfLine(offset: number): number | undefined {
    let end = offset;
    for (let index = this.#tokenFrom(offset); ; index++) {
      const token = this.#tree.tokens[index];
      if (token === undefined) return end;
      const text = this.text.slice(token.from, token.to);
      const breaks = /[\r\n]/.test(text);
      if (token.kind === "whitespace" && breaks) return end;
      if (token.kind === "comment") {
        if (breaks) return end;
        end = token.to;
      } else if (token.kind !== "whitespace") return undefined;
    }
  }

  /** Where the code or comment ends that is before an offset. */
  endBefore(offset: number): number {
    const token = this.#tree.tokens[this.#tokenFrom(offset) - 1];
    return token === undefined ? offset : token.kind === "whitespace" ? token.from : token.to;
  }

  /** The offset where a token of that text stands between two offsets. */
  find(text: string, from: number, to: number): number | undefined {
    for (let index = this.#tokenFrom(from); ; index++) {
      const token = this.#tree.tokens[index];
      if (token === undefined || token.to > to) return undefined;
      if (token.kind !== "comment" && this.text.slice(token.from, token.to) === text) return token.from;
    }
  }

  /** The first token that begins at an offset or behind it. */
  #tokenFrom(offset: number): number {
    const { tokens } = this.#tree;
    let low = 0;
    let high = tokens.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((tokens[middle]?.from ?? 0) < offset) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  #lineStart(offset: number): number {
    return Math.max(this.text.lastIndexOf("\n", offset - 1), this.text.lastIndexOf("\r", offset - 1)) + 1;
  }
}
