import { positionOf } from "../source.ts";

/** A text that is not Nix: what stands where. It names no file; whoever read the file adds its name. */
export class NixSyntaxError extends Error {
  override readonly name = "NixSyntaxError";
  /** Byte offset of the first character that cannot stand where it does. */
  readonly offset: number;
  /** From 1. */
  readonly line: number;
  /** From 1, in bytes. */
  readonly column: number;

  constructor(message: string, text: string, offset: number) {
    super(message);
    this.offset = offset;
    const { line, column } = positionOf(text, offset);
    this.line = line;
    this.column = column;
  }
}
