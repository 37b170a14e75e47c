import type { List, Nodes, Table } from "mdast";
import { previewStyle } from "./preview/style.ts";
import { readMarkdown } from "./untrusted/tree.ts";

export interface Preview {
  readonly title: string;
  readonly branch: string;
  readonly draft: boolean;
  /** Markdown. */
  readonly body: string;
}

/**
 * A page of its own that shows a pull request as GitHub shows it, light and dark. Nothing is loaded and no script is
 * there; of HTML only the tags that the body itself uses are kept.
 */
export function previewPage({ title, branch, draft, body }: Preview): string {
  const state = draft ? '<span class="state draft">Draft</span>' : '<span class="state open">Open</span>';
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${text(title)}</title>
<style>
${previewStyle}</style>
</head>
<body>
<main>
<header>
<h1>${text(title)}</h1>
<p>${state} <code>${text(branch)}</code></p>
</header>
<article class="markdown">
${readMarkdown(body)
  .children.map((node) => html(node))
  .join("\n")}
</article>
</main>
</body>
</html>
`;
}

/** Tags that the body itself uses, comments, and text between them. */
const pieces = /<\/?(?:details|summary|code)>|<!--[\s\S]*?-->|(?:&#\d+;|[^<&])+/g;

/** Any other HTML is shown as text; comments are left out. */
function rawHtml(value: string): string {
  const isKnown = value.match(pieces)?.join("") === value;
  return isKnown ? value.replace(/<!--[\s\S]*?-->/g, "") : `<p>${text(value)}</p>`;
}

function html(node: Nodes): string {
  const inner = () => ("children" in node ? node.children.map((child) => html(child)).join("") : "");
  switch (node.type) {
    case "text":
      return text(node.value);
    case "paragraph":
      return `<p>${inner()}</p>`;
    case "heading":
      return `<h${node.depth}>${inner()}</h${node.depth}>`;
    case "emphasis":
      return `<em>${inner()}</em>`;
    case "strong":
      return `<strong>${inner()}</strong>`;
    case "delete":
      return `<del>${inner()}</del>`;
    case "blockquote":
      return `<blockquote>${inner()}</blockquote>`;
    case "inlineCode":
      return `<code>${text(node.value)}</code>`;
    case "code":
      return `<pre><code>${text(node.value)}</code></pre>`;
    case "break":
      return "<br>";
    case "thematicBreak":
      return "<hr>";
    case "link":
      return /^https?:\/\//.test(node.url) ? `<a href="${text(node.url)}" rel="noreferrer">${inner()}</a>` : inner();
    case "list":
      return list(node);
    case "table":
      return table(node);
    case "html":
      return rawHtml(node.value);
    default:
      return "value" in node ? text(node.value) : inner();
  }
}

function list({ ordered, start, spread, children }: List): string {
  const isLoose = spread === true || children.some((item) => item.spread === true);
  const items = children.map((item) => {
    const content = item.children.map((child) =>
      child.type === "paragraph" && !isLoose ? child.children.map((one) => html(one)).join("") : html(child),
    );
    return `<li>${content.join("\n")}</li>`;
  });
  const first = start == null || start === 1 ? "" : ` start="${start}"`;
  return ordered ? `<ol${first}>${items.join("")}</ol>` : `<ul>${items.join("")}</ul>`;
}

function table({ children }: Table): string {
  const row = (cells: Table["children"][number], tag: "th" | "td") =>
    `<tr>${cells.children.map((cell) => `<${tag}>${cell.children.map((one) => html(one)).join("")}</${tag}>`).join("")}</tr>`;
  const [head, ...rows] = children;
  const heading = head === undefined ? "" : `<thead>${row(head, "th")}</thead>`;
  // A wide table scrolls by itself, and the page does not.
  return `<div class="scroll"><table>${heading}<tbody>${rows.map((cells) => row(cells, "td")).join("")}</tbody></table></div>`;
}

function text(value: string): string {
  return value.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
