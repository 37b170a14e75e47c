import { Buffer } from "node:buffer";
import type { Span } from "./syntax.ts";

/** A byte string: one character per byte. */
export function fromBytes(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString("latin1");
}

export function toBytes(byteString: string): Uint8Array {
  return Buffer.from(byteString, "latin1");
}

/** What a byte string says to people, read as UTF-8. */
export function display(byteString: string): string {
  return Buffer.from(byteString, "latin1").toString("utf8");
}

/** The byte string of a text. */
export function encode(text: string): string {
  return Buffer.from(text, "utf8").toString("latin1");
}

export interface Position {
  /** From 1. */
  readonly line: number;
  /** From 1, in bytes, as Nix counts. */
  readonly column: number;
}

/** Line and column of a byte offset. Lines end with LF, CRLF or CR, as in Nix. */
export function positionOf(text: string, offset: number): Position {
  let line = 1;
  let lineStart = 0;
  for (let i = 0; i < offset; i++) {
    const char = text.charCodeAt(i);
    if (char === 0x0a || (char === 0x0d && text.charCodeAt(i + 1) !== 0x0a)) {
      line++;
      lineStart = i + 1;
    }
  }
  return { line, column: offset - lineStart + 1 };
}

export function textOf(text: string, span: Span): string {
  return text.slice(span.from, span.to);
}
