// src/documents/json.ts
const invisible = /[\u007f-\u009f\p{Cf}\p{Co}\p{Zl}\p{Zp}]/gu;
function jsonText(document) {
	return `${JSON.stringify(document, null, 2).replaceAll(invisible, escaped)}\n`;
}
function escaped(character) {
	return character.split("").map((unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`).join("");
}

export { jsonText as t };