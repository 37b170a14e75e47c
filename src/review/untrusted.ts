import type { Nodes, Root } from "mdast";
import { codeBlock, quiet } from "./markdown.ts";
import { readMarkdown } from "./untrusted/tree.ts";
import { type Definitions, writeBlock } from "./untrusted/write.ts";

/** Characters of one text that are read. */
const longest = 20_000;

/**
 * Markdown from upstream, as Markdown that can do nothing here: no mention, no reference to an issue or a commit, no
 * closing keyword, no HTML, no comment, no image, no link but to the web, nothing that is left open, and no character
 * that turns the text around. It is read into a tree, and what is known is written anew; then it is read again, and what
 * does not hold is shown as it was written, in a code block.
 *
 * @returns its blocks, which can be left out from the end and are put together with empty lines.
 */
export function disarm(markdown: string): readonly string[] {
  const text = markdown.slice(0, longest).toWellFormed();
  try {
    const { children, definitions } = read(text);
    const blocks = children.map((child) => writeBlock(child, definitions)).filter((block) => block !== "");
    if (holds(blocks.join("\n\n"))) return blocks;
  } catch (error) {
    // Nested more deeply than the parser's stack goes.
    if ((error as { name?: unknown } | null)?.name !== "RangeError") throw error;
  }
  return [quiet(codeBlock(text, ""))];
}

function read(text: string): { readonly children: Root["children"]; readonly definitions: Definitions } {
  const { children } = readMarkdown(text);
  const definitions = new Map<string, { readonly url: string }>();
  for (const node of everyNode(children)) {
    // The first one counts (CommonMark 0.31, "Link reference definitions").
    if (node.type === "definition" && !definitions.has(node.identifier)) definitions.set(node.identifier, node);
  }
  return { children, definitions };
}

/** Whether what was written is read back as harmless. */
function holds(written: string): boolean {
  return everyNode(readMarkdown(written).children).every((node) => {
    if (node.type === "text") return !acting.test(node.value);
    if (node.type === "link") return /^https?:/.test(node.url);
    return !["html", "image", "imageReference", "linkReference", "definition"].includes(node.type);
  });
}

/** What GitHub acts on in text: a mention, an issue, a commit. */
const acting = /@[a-z0-9]|#\d|\bgh-\d|\b[0-9a-f]{7,40}\b/i;

function everyNode(nodes: readonly Nodes[]): readonly Nodes[] {
  const all: Nodes[] = [];
  const open = [...nodes];
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    all.push(node);
    if ("children" in node) open.push(...node.children);
  }
  return all;
}
