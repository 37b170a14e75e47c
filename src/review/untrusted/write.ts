import type {
  Definition,
  Image,
  ImageReference,
  List,
  ListItem,
  Nodes,
  Parents,
  PhrasingContent,
  Table,
  Text,
} from "mdast";
import { codeBlock, codeSpan, escapeMarkdown, quiet, readable, table } from "../markdown.ts";
import { htmlText } from "./html.ts";
import { safeLink } from "./links.ts";

/** Containers in containers: what lies deeper is told as plain text. */
const deepest = 12;

/** What the whole document knows. */
export type Definitions = ReadonlyMap<string, Pick<Definition, "url">>;

/**
 * A node of untrusted Markdown, written anew: only what is known to be harmless comes out as Markdown, everything else
 * as text. Empty where there is nothing to show.
 */
export function writeBlock(node: Nodes, definitions: Definitions, depth = 0): string {
  if (depth > deepest) return escapeMarkdown(plainText(node));
  switch (node.type) {
    case "paragraph":
      return writeInline(node.children, definitions, depth);
    case "heading": {
      const text = writeInline(node.children, definitions, depth);
      // Below our own headings.
      return text === "" ? "" : `${"#".repeat(Math.min(6, node.depth + 3))} ${text}`;
    }
    case "blockquote": {
      const text = writeBlocks(node.children, definitions, depth + 1);
      return text === "" ? "" : text.replace(/^/gm, "> ").replace(/^> $/gm, ">");
    }
    case "list":
      return writeList(node, definitions, depth);
    case "code":
      return quiet(codeBlock(node.value, node.lang ?? ""));
    case "table":
      return writeTable(node, definitions, depth);
    case "thematicBreak":
      return "***";
    case "html":
      return htmlText(node.value)
        .split("\n")
        .map((line) => escapeMarkdown(readable(line)).trim())
        .filter((line) => line !== "")
        .join("\n\n");
    case "definition":
      return "";
    default:
      return escapeMarkdown(plainText(node)).trim();
  }
}

function writeBlocks(nodes: readonly Nodes[], definitions: Definitions, depth: number): string {
  return nodes
    .map((node) => writeBlock(node, definitions, depth))
    .filter((block) => block !== "")
    .join("\n\n");
}

function writeList({ children, ordered, start }: List, definitions: Definitions, depth: number): string {
  const first = start ?? 1;
  return children
    .map((item, index) => {
      const marker = ordered ? `${(first + index) % 1_000_000_000}.` : "-";
      return `${marker} ${indented(writeItem(item, definitions, depth + 1), marker.length + 1)}`.trimEnd();
    })
    .join("\n");
}

/** A list right below a text needs no empty line between them; the others do. */
function writeItem({ children, checked }: ListItem, definitions: Definitions, depth: number): string {
  // A box would count as a task of the pull request.
  const box = checked == null ? "" : `${checked ? "☑" : "☐"} `;
  return children.reduce((text, child, index) => {
    const block = writeBlock(child, definitions, depth);
    if (index === 0) return box + block;
    if (block === "") return text;
    const close = child.type === "list" && !child.ordered && children[index - 1]?.type === "paragraph" && text !== "";
    return `${text}${close ? "\n" : "\n\n"}${block}`;
  }, "");
}

function indented(text: string, width: number): string {
  return text.replace(/\n(?=[^\n])/g, `\n${" ".repeat(width)}`);
}

function writeTable({ children }: Table, definitions: Definitions, depth: number): string {
  const [head = [], ...rows] = children.map((row) =>
    row.children.map((cell) => writeInline(cell.children, definitions, depth)),
  );
  return table(head, rows);
}

function writeInline(nodes: readonly PhrasingContent[], definitions: Definitions, depth: number): string {
  return nodes
    .map((node) => inline(node, definitions, depth))
    .join("")
    .trim();
}

function inline(node: PhrasingContent, definitions: Definitions, depth: number): string {
  if (depth > deepest) return escapeMarkdown(readable(plainText(node)));
  const content = (children: readonly PhrasingContent[]) => writeInline(children, definitions, depth + 1);
  switch (node.type) {
    case "text":
      return escapeMarkdown(readable(node.value));
    case "emphasis":
      return marked("*", content(node.children));
    case "strong":
      return marked("**", content(node.children));
    case "delete":
      return marked("~~", content(node.children));
    case "inlineCode":
      return node.value.trim() === "" ? " " : codeSpan(readable(node.value));
    case "break":
      return " ";
    case "html":
      // A tag on its own: what it encloses are nodes of their own.
      return /^<br\b/i.test(node.value) ? " " : "";
    case "link":
      return link(node.url, content(node.children.map(withoutLink)), plainText(node));
    case "linkReference":
      return link(definitions.get(node.identifier)?.url, content(node.children.map(withoutLink)), plainText(node));
    case "image":
      return link(node.url, content([imageText(node)]), "");
    case "imageReference":
      return link(definitions.get(node.identifier)?.url, content([imageText(node)]), "");
    default:
      return escapeMarkdown(readable(plainText(node)));
  }
}

/** An image becomes a link, and within a link there is no other. */
function withoutLink(node: PhrasingContent): PhrasingContent {
  return node.type === "image" || node.type === "imageReference" ? imageText(node) : node;
}

function imageText({ alt }: Image | ImageReference): Text {
  return { type: "text", value: alt || "image" };
}

function marked(mark: string, text: string): string {
  return text === "" ? "" : mark + text + mark;
}

/** An address that stays none leaves what it was the link of. */
function link(url: string | undefined, content: string, shown: string): string {
  const safe = url === undefined ? undefined : safeLink(url);
  if (safe === undefined) return content;
  const label = shown === url || content === "" ? escapeMarkdown(readable(safe.label)) : content;
  return `[${label}](<${safe.destination}>)`;
}

/** The text below a node, however deep. */
function plainText(node: Nodes): string {
  const parts: string[] = [];
  const open: Nodes[] = [node];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if ("value" in next) parts.push(next.type === "html" ? htmlText(next.value) : next.value);
    const { children = [] } = next as Partial<Parents>;
    open.push(...children.toReversed());
  }
  return parts.join(" ");
}
