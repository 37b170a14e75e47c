/** Where in the Nix files a failure is to be mended. */
import type { Package, Pin, Repository } from "../../nix/model.ts";
import { NixSyntaxError, parseNix } from "../../nix/parser.ts";
import { positionOf, textOf } from "../../nix/source.ts";
import { toSri } from "../../nix/sri.ts";

export interface FailurePlace {
  readonly file: string;
  readonly line: number | null;
}

/** The package of this repository that a derivation of that name is; a Python package's name begins with its Python. */
export function packageOfDerivation({ packages }: Repository, derivation: string): Package | undefined {
  return packages.find(({ name, version, within }) => {
    if (name === undefined || within !== undefined) return false;
    const own = derivation.replace(/^python3(\.\d+)?-/, "");
    return own === name || own === `${name}-${version?.value ?? ""}`;
  });
}

/** The pin that states a hash; an empty one is reported as zeros. */
export function pinWithHash({ pins }: Repository, specified: string): Pin | undefined {
  const wanted = toSri(specified);
  const isEmpty = wanted === "sha256-AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=";
  return pins.find(({ hash }) => {
    if (hash === undefined) return false;
    return hash.value === "" ? isEmpty : toSri(hash.value) === wanted;
  });
}

/** The line of the first attribute of that name in a file. */
export function lineOfAttribute({ files }: Repository, file: string, attribute: string): number | undefined {
  try {
    const { text, tokens } = parseNix(files.get(file) ?? "");
    const token = tokens.find((found) => found.kind === "identifier" && textOf(text, found) === attribute);
    return token === undefined ? undefined : positionOf(text, token.from).line;
  } catch (error) {
    if (error instanceof NixSyntaxError) return undefined;
    throw error;
  }
}

const place = /(?:^|[/«])\.flox\/pkgs\/([^\s:»']+\.nix):(\d{1,7})/;

/** The first place below `.flox/pkgs` that one of these lines names. */
export function placeIn(lines: readonly string[]): FailurePlace | undefined {
  for (const line of lines) {
    const [, file, number] = place.exec(line) ?? [];
    if (file !== undefined) return { file: `.flox/pkgs/${file}`, line: Number(number) };
  }
  return undefined;
}
