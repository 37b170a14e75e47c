/** Elements whose content is not text for people. */
const unseen = ["script", "style", "template", "title", "svg", "math", "iframe", "noscript", "textarea"];

/** Elements that begin a new line. */
const blocks =
  /^(?:address|article|blockquote|br|dd|details|div|dl|dt|h[1-6]|hr|li|ol|p|pre|section|summary|table|tr|ul)$/;

/**
 * What HTML says to people, without its tags and comments, a line for each block. Malformed HTML gives odd text and
 * nothing worse: what comes out is to be escaped as text. Entities are left as they are written.
 */
export function htmlText(html: string): string {
  let text = "";
  let hidden: string | undefined;
  for (let at = 0; at < html.length; ) {
    const open = html.indexOf("<", at);
    if (hidden === undefined) text += html.slice(at, open < 0 ? undefined : open);
    if (open < 0) break;
    const tag = readTag(html, open);
    if (hidden !== undefined) {
      if (tag.name === hidden && tag.closing) hidden = undefined;
    } else if (tag.name === undefined) {
      text += html.slice(open, tag.end);
    } else {
      if (blocks.test(tag.name)) text += "\n";
      if (!tag.closing && unseen.includes(tag.name)) hidden = tag.name;
    }
    at = tag.end;
  }
  return text;
}

interface Tag {
  /** In lower case; the empty string for a comment or a declaration; undefined where it is no tag. */
  readonly name: string | undefined;
  readonly closing: boolean;
  readonly end: number;
}

function readTag(html: string, open: number): Tag {
  if (html.startsWith("<!--", open)) return { name: "", closing: false, end: after(html, "-->", open + 4) };
  if (/[!?]/.test(html.charAt(open + 1))) return { name: "", closing: false, end: after(html, ">", open) };
  const closing = html.charAt(open + 1) === "/";
  const name = /^[a-z][a-z0-9-]*/i.exec(html.slice(open + (closing ? 2 : 1), open + 40))?.[0];
  if (name === undefined) return { name, closing, end: open + 1 };
  return { name: name.toLowerCase(), closing, end: endOfTag(html, open) };
}

/** A `>` between quotes does not end a tag. */
function endOfTag(html: string, open: number): number {
  let quote = "";
  for (let at = open; at < html.length; at++) {
    const character = html.charAt(at);
    if (quote !== "") quote = character === quote ? "" : quote;
    else if (character === '"' || character === "'") quote = character;
    else if (character === ">") return at + 1;
  }
  return html.length;
}

function after(text: string, mark: string, from: number): number {
  const found = text.indexOf(mark, from);
  return found < 0 ? text.length : found + mark.length;
}
