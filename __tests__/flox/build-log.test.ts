import { describe, expect, test } from "@jest/globals";
import { readHashMismatches } from "../../src/flox/build-log.ts";

/** What Nix reports for an empty hash (nixpkgs' `lib.fakeHash`). */
const emptyHash = "sha256-AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=";

const derivation = "/nix/store/0c2j0nmk5ck2y9gkgpqmxsd0nkb5zbsf-dagster-1.13.26-source.drv";
const got = "sha256-YlPloFELPPgEQk0/dxNYRj0jtG6/qx6NBUr0XUOKl+Q=";
const other = "sha256-XcN7ccVPm9y7HWhw+J17/USvkySpggKO5wSeZt5SASU=";

const report = (
  specified: string,
  found: string,
  drv = derivation,
) => `error: hash mismatch in fixed-output derivation '${drv}':
         specified: ${specified}
            got:    ${found}
`;

describe("hash mismatches", () => {
  test("as Nix writes them, several, with colours, with carriage returns", () => {
    const mismatch = { specified: emptyHash, got, derivation };
    expect(readHashMismatches(`building...\n${report(emptyHash, got)}error: 1 dependency failed\n`)).toEqual([
      mismatch,
    ]);
    expect(readHashMismatches(report(emptyHash, got).replaceAll("\n", "\r\n"))).toEqual([mismatch]);
    expect(readHashMismatches(`\u001b[31;1merror:\u001b[0m ${report(emptyHash, got).slice("error: ".length)}`)).toEqual(
      [mismatch],
    );
    expect(readHashMismatches(report(emptyHash, got) + report(got, other))).toEqual([
      mismatch,
      { specified: got, got: other, derivation },
    ]);
  });

  test("in Nix's older words", () => {
    const text = `error: hash mismatch in fixed-output derivation '${derivation}':\n  wanted: sha256:${"0".repeat(52)}\n  got:    sha256:${"1".repeat(52)}\n`;
    expect(readHashMismatches(text)).toMatchObject([
      { specified: `sha256:${"0".repeat(52)}`, got: `sha256:${"1".repeat(52)}` },
    ]);
  });

  test.each([
    ["a build that prints it", report(emptyHash, other).replaceAll(/^/gm, "dagster> ")],
    ["a build that prints it after its name", `dagster> x ${report(emptyHash, other)}`],
    [
      "hashes that a build puts in between",
      `error: hash mismatch in fixed-output derivation '${derivation}':\ndagster>   specified: ${other}\n   got: ${other}\n`,
    ],
    ["a got line alone", `            got:    ${other}\n`],
    ["text that is no hash", report(emptyHash, "sha256-${x}")],
    ["a path that is no derivation", report(emptyHash, other, "/etc/passwd")],
    ["a report that is cut off", report(emptyHash, other).split("\n").slice(0, 2).join("\n")],
    ["nothing", ""],
  ])("%s is not heard", (_, log) => {
    expect(readHashMismatches(log)).toEqual([]);
  });
});
