import { Buffer } from "node:buffer";
import { Problem } from "../../errors.ts";

/** A private temporary file for what does not fit in memory. Calls are synchronous: tar is read as a push of bytes. */
export interface Spill {
  write(bytes: Uint8Array, position: number): void;
  /** Fills all of `into`. */
  read(into: Uint8Array, position: number): void;
  /** Removes the file. */
  close(): void;
}

/** Of memory, and of what is written to the file at once. */
const segmentBytes = 1024 * 1024;

interface Segment {
  readonly bytes: Buffer;
  used: number;
  live: number;
}

type Piece =
  | { readonly segment: Segment; readonly from: number; readonly to: number }
  | { readonly position: number; length: number };

/** The bytes of one file that wait for their place in the NAR. */
export class Held {
  readonly pieces: Piece[] = [];
}

/**
 * Holds contents in memory up to a limit, and beyond it in one temporary file, which is opened when it is first
 * needed. Memory is taken in segments and used again when all that is in one has been released.
 */
export class Hold {
  readonly #segmentBytes: number;
  readonly #segments: number;
  readonly #openSpill: (() => Spill) | undefined;
  #allocated = 0;
  readonly #free: Segment[] = [];
  #current: Segment | undefined;
  #spill: Spill | undefined;
  #spilled = 0;
  #liveInSpill = 0;
  /** What is yet to be written to the file. */
  #pending: Buffer | undefined;
  #pendingUsed = 0;
  #readBuffer: Buffer | undefined;

  /** Without `openSpill` the memory is the limit, and more is a Problem. */
  constructor(memoryBytes: number, openSpill: (() => Spill) | undefined) {
    this.#segmentBytes = Math.min(segmentBytes, memoryBytes);
    this.#segments = Math.floor(memoryBytes / this.#segmentBytes);
    this.#openSpill = openSpill;
  }

  /** Whether the next append may need the temporary file. */
  get full(): boolean {
    return this.#allocated >= this.#segments && this.#free.length === 0;
  }

  append(held: Held, bytes: Buffer): void {
    let at = 0;
    while (at < bytes.length) {
      const segment = this.#room();
      if (segment === undefined) {
        this.#appendToSpill(held, bytes.subarray(at));
        return;
      }
      const taken = Math.min(this.#segmentBytes - segment.used, bytes.length - at);
      bytes.copy(segment.bytes, segment.used, at, at + taken);
      addToSegment(held, segment, taken);
      at += taken;
    }
  }

  /** Calls `use` with all bytes in order; they are valid during the call. */
  read(held: Held, use: (bytes: Buffer) => void): void {
    for (const piece of held.pieces) {
      if ("segment" in piece) {
        use(piece.segment.bytes.subarray(piece.from, piece.to));
      } else {
        this.#readSpill(piece.position, piece.length, use);
      }
    }
  }

  /** The bytes are not needed any more. */
  release(held: Held): void {
    for (const piece of held.pieces) {
      if ("segment" in piece) {
        this.#releaseSegment(piece.segment, piece.to - piece.from);
      } else {
        this.#liveInSpill -= piece.length;
      }
    }
    if (this.#liveInSpill === 0) {
      this.#spilled = 0;
      this.#pendingUsed = 0;
    }
  }

  close(): void {
    this.#spill?.close();
  }

  #room(): Segment | undefined {
    if (this.#current === undefined || this.#current.used === this.#segmentBytes) {
      this.#current = this.#free.pop() ?? this.#allocate();
    }
    return this.#current;
  }

  #allocate(): Segment | undefined {
    if (this.#allocated >= this.#segments) {
      return undefined;
    }
    this.#allocated++;
    return { bytes: Buffer.allocUnsafeSlow(this.#segmentBytes), used: 0, live: 0 };
  }

  #releaseSegment(segment: Segment, bytes: number): void {
    segment.live -= bytes;
    if (segment.live > 0) {
      return;
    }
    segment.used = 0;
    if (segment !== this.#current) {
      this.#free.push(segment);
    }
  }

  #appendToSpill(held: Held, bytes: Buffer): void {
    const position = this.#spilled + this.#pendingUsed;
    const last = held.pieces.at(-1);
    if (last !== undefined && "position" in last && last.position + last.length === position) {
      last.length += bytes.length;
    } else {
      held.pieces.push({ position, length: bytes.length });
    }
    this.#liveInSpill += bytes.length;
    let at = 0;
    while (at < bytes.length) {
      this.#pending ??= Buffer.allocUnsafeSlow(segmentBytes);
      const taken = Math.min(segmentBytes - this.#pendingUsed, bytes.length - at);
      bytes.copy(this.#pending, this.#pendingUsed, at, at + taken);
      this.#pendingUsed += taken;
      at += taken;
      if (this.#pendingUsed === segmentBytes) {
        this.#flush();
      }
    }
  }

  #flush(): void {
    if (this.#pending !== undefined && this.#pendingUsed > 0) {
      this.#file().write(this.#pending.subarray(0, this.#pendingUsed), this.#spilled);
      this.#spilled += this.#pendingUsed;
      this.#pendingUsed = 0;
    }
  }

  #readSpill(position: number, length: number, use: (bytes: Buffer) => void): void {
    this.#flush();
    this.#readBuffer ??= Buffer.allocUnsafeSlow(segmentBytes);
    for (let at = 0; at < length; at += segmentBytes) {
      const part = this.#readBuffer.subarray(0, Math.min(segmentBytes, length - at));
      this.#file().read(part, position + at);
      use(part);
    }
  }

  #file(): Spill {
    if (this.#openSpill === undefined) {
      throw new Problem("The archive's order needs more memory than is allowed, and no temporary file may be used.", {
        kind: "outside",
      });
    }
    this.#spill ??= this.#openSpill();
    return this.#spill;
  }
}

function addToSegment(held: Held, segment: Segment, bytes: number): void {
  const from = segment.used;
  segment.used += bytes;
  segment.live += bytes;
  const last = held.pieces.at(-1);
  if (last !== undefined && "segment" in last && last.segment === segment && last.to === from) {
    held.pieces[held.pieces.length - 1] = { segment, from: last.from, to: segment.used };
  } else {
    held.pieces.push({ segment, from, to: segment.used });
  }
}
