import { Buffer } from "node:buffer";
import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { Held, Hold, type Spill } from "../../../src/nix/archive/hold.ts";
import { openSpill } from "../../../src/world/spill.ts";
import { problemOf } from "../../upstream/problem.ts";

function contentOf(hold: Hold, held: Held): Buffer {
  const pieces: Buffer[] = [];
  hold.read(held, (bytes) => pieces.push(Buffer.from(bytes)));
  return Buffer.concat(pieces);
}

/** The real temporary file, and the highest place that was written to. */
function watchedSpill(): { open: () => Spill; opened: number; end: number } {
  const watched = {
    opened: 0,
    end: 0,
    open: () => {
      const spill = openSpill();
      watched.opened++;
      return {
        ...spill,
        write(bytes: Uint8Array, position: number) {
          watched.end = Math.max(watched.end, position + bytes.length);
          spill.write(bytes, position);
        },
      };
    },
  };
  return watched;
}

describe("contents wait for their place", () => {
  test("whatever is added and released in whatever order", () => {
    const step = fc.record({ bytes: fc.uint8Array({ maxLength: 60 }), release: fc.boolean(), at: fc.nat() });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 40 }), fc.integer({ min: 1, max: 200 }), (steps, memory) => {
        const hold = new Hold(memory, openSpill);
        try {
          const kept: { held: Held; bytes: Buffer }[] = [];
          for (const { bytes, release, at } of steps) {
            const held = new Held();
            hold.append(held, Buffer.from(bytes.subarray(0, at % (bytes.length + 1))));
            hold.append(held, Buffer.from(bytes.subarray(at % (bytes.length + 1))));
            kept.push({ held, bytes: Buffer.from(bytes) });
            if (release) {
              for (const one of kept.splice(at % kept.length, 1)) {
                expect(contentOf(hold, one.held)).toEqual(one.bytes);
                hold.release(one.held);
              }
            }
          }
          for (const one of kept) expect(contentOf(hold, one.held)).toEqual(one.bytes);
        } finally {
          hold.close();
        }
      }),
    );
  });

  test("the file is opened when memory is full, once, and its room is used again", () => {
    const spill = watchedSpill();
    const hold = new Hold(100, spill.open);
    const add = (size: number) => {
      const held = new Held();
      hold.append(held, Buffer.alloc(size, "x"));
      return held;
    };
    const first = add(100);
    expect({ full: hold.full, opened: spill.opened }).toEqual({ full: true, opened: 0 });
    for (let round = 0; round < 5; round++) {
      const held = add(3_000_000);
      expect(contentOf(hold, held).length).toBe(3_000_000);
      hold.release(held);
    }
    expect(spill).toMatchObject({ opened: 1, end: 3_000_000 });
    hold.release(first);
    add(100);
    expect(spill).toMatchObject({ opened: 1, end: 3_000_000 });
    hold.close();
  });

  test("without a temporary file, more than the memory is a Problem", () => {
    const hold = new Hold(100, undefined);
    const problem = problemOf(() => {
      const held = new Held();
      hold.append(held, Buffer.alloc(101));
      contentOf(hold, held);
    });
    expect(problem.message).toMatch(/no temporary file may be used/);
  });
});
