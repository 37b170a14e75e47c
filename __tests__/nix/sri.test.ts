import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { formatHash, formatLike, type HashEncoding, parseHash, sriOfHex, toSri } from "../../src/nix/sri.ts";
import { describeWith } from "../helpers/needs.ts";
import { problemOf } from "../upstream/problem.ts";

/** The empty string's SHA-256 in every form, as Nix 2.8 writes it. */
const empty = {
  sri: "sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=",
  base64: "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=",
  base32: "0mdqa9w1p6cmli6976v4wi0sw9r4p5prkj7lzfd1877wk11c9c73",
  base16: "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
};
const encodings = Object.keys(empty) as HashEncoding[];
const sizes = { md5: 16, sha1: 20, sha256: 32, sha512: 64 } as const;
const algorithms = Object.keys(sizes) as (keyof typeof sizes)[];

const hashes = fc
  .constantFrom(...algorithms)
  .chain((algorithm) =>
    fc
      .uint8Array({ minLength: sizes[algorithm], maxLength: sizes[algorithm] })
      .map((digest) => ({ algorithm, digest })),
  );

describe("any form to any form", () => {
  test.each(encodings.flatMap((from) => encodings.map((to) => [from, to] as const)))("%s to %s", (from, to) => {
    const written = parseHash(empty[from]);
    expect(written).toMatchObject({ algorithm: "sha256", encoding: from, prefixed: false });
    expect(formatHash(written, to)).toBe(empty[to]);
  });

  test("what is written is read back", () => {
    fc.assert(
      fc.property(hashes, fc.constantFrom(...encodings), fc.boolean(), (hash, encoding, prefixed) => {
        const text = formatHash(hash, encoding, prefixed);
        const read = parseHash(text, hash.algorithm);
        expect(Buffer.from(read.digest)).toEqual(Buffer.from(hash.digest));
        expect(read).toMatchObject({ algorithm: hash.algorithm, encoding, prefixed: prefixed && encoding !== "sri" });
        expect(formatLike(text, hash)).toBe(text);
      }),
    );
  });

  test("an edit keeps the form that stands there", () => {
    const hash = { algorithm: "sha256", digest: createHash("sha256").update("new").digest() } as const;
    const as = (encoding: HashEncoding) => formatHash(hash, encoding);
    expect(formatLike(empty.sri, hash)).toBe(as("sri"));
    expect(formatLike(empty.base32, hash)).toBe(as("base32"));
    expect(formatLike(empty.base16, hash)).toBe(as("base16"));
    expect(formatLike(`sha256:${empty.base32}`, hash)).toBe(`sha256:${as("base32")}`);
    expect(formatLike(`sha256:${empty.base64}`, hash)).toBe(`sha256:${as("base64")}`);
    expect(formatLike("", hash)).toBe(as("sri"));
    expect(formatLike("lib.fakeHash", hash)).toBe(as("sri"));
  });

  test("as SRI", () => {
    expect(toSri(`sha256:${empty.base32}`)).toBe(empty.sri);
    expect(toSri("")).toBeUndefined();
    expect(sriOfHex("sha256", empty.base16.toUpperCase())).toBe(empty.sri);
  });
});

describe("what is not a hash", () => {
  test.each([
    "",
    "sha256-",
    "sha256:",
    `sha3-${empty.base64}`,
    `sha256-${empty.base16}`,
    `sha256-${empty.base64.slice(0, -1)}`,
    `sha256-${empty.base64}=`,
    `sha256-${empty.base64.replace("+", "-")}`,
    `sha256-${empty.base64.replace("FU=", "FV=")}`,
    `sha512-${empty.base64}`,
    ` ${empty.sri}`,
    `${empty.sri}\n`,
    empty.base16.slice(1),
    empty.base16.replace("e", "g"),
    empty.base32.replace("m", "e"),
    `z${empty.base32.slice(1)}`,
    `sha256:sha256:${empty.base32}`,
  ])("%j", (text) => {
    const problem = problemOf(() => parseHash(text));
    expect(problem.message).toMatch(/is not a hash/);
    expect(problem.kind).toBe("input");
  });

  test("hexadecimal digits of another length", () => {
    expect(problemOf(() => sriOfHex("sha256", "abcd")).message).toMatch(/is not a sha256 digest/);
  });
});

describeWith("nix", "hashes as nix-hash converts them", () => {
  test("random digests", () => {
    const sample = fc.sample(hashes, 12);
    for (const hash of sample) {
      const convert = (to: string, text: string) =>
        execFileSync("nix-hash", ["--type", hash.algorithm, to, text], { encoding: "utf8" }).trim();
      const hex = formatHash(hash, "base16");
      expect(formatHash(hash, "base32")).toBe(convert("--to-base32", hex));
      expect(convert("--to-base16", formatHash(hash, "base32"))).toBe(hex);
      expect(convert("--to-base16", formatHash(hash, "sri"))).toBe(hex);
    }
  });
});
