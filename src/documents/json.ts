/**
 * What JSON leaves as it is and nobody sees: control characters beyond the first 32, invisible formatting, marks that
 * turn text around among it, private characters, and Unicode's own line ends.
 */
const invisible = /[\u007f-\u009f\p{Cf}\p{Co}\p{Zl}\p{Zp}]/gu;

/**
 * A document as JSON, for a file or standard output. Upstream's text in it can neither act in a terminal nor hide in a
 * diff: what cannot be seen is an escape, which is read back as the same document.
 */
export function jsonText(document: unknown): string {
  return `${JSON.stringify(document, null, 2).replaceAll(invisible, escaped)}\n`;
}

function escaped(character: string): string {
  return character
    .split("")
    .map((unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`)
    .join("");
}
