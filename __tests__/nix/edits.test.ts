import { describe, expect, test } from "@jest/globals";
import { bump } from "./bumping.ts";
import { layouts } from "./layouts.ts";

describe("the edits of every layout", () => {
  test.each(layouts.map((layout) => [layout.title, layout] as const))("%s", (_, layout) => {
    const { edits, leftovers, refusals } = bump(layout);
    expect(edits).toEqual(layout.edits);
    expect(leftovers).toEqual(layout.leftovers ?? []);
    expect(refusals).toEqual([]);
  });
});
