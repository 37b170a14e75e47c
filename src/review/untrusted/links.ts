/** Longer addresses are not worth their place in a pull request. */
const longest = 1000;

/** Where a link from upstream may lead. */
export interface SafeLink {
  /** For between `(<` and `>)`. */
  readonly destination: string;
  /** What to show for a link that shows nothing but its own address. */
  readonly label: string;
}

/**
 * An address that may stay a link: absolute, http or https, without credentials. What would make GitHub note on the
 * upstream's issues that they were mentioned here goes by redirect.github.com, as other bots' links do.
 */
export function safeLink(text: string): SafeLink | undefined {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url === undefined || !/^https?:$/.test(url.protocol) || url.username !== "" || url.password !== "") return;
  const thread = /^\/([^/]+\/[^/]+)\/(issues|pull|discussions|commit)\/([^/]+)/.exec(url.pathname);
  let label = url.href;
  if (/^(www\.)?github\.com$/.test(url.hostname)) {
    if (thread !== null) label = `${thread[1]}${thread[2] === "commit" ? "@" : "#"}${thread[3]?.slice(0, 12)}`;
    if (url.pathname.split("/").length > 3) url.hostname = "redirect.github.com";
  } else if (thread !== null && url.hostname !== "redirect.github.com") {
    // It may be an issue on this very GitHub Enterprise Server.
    return;
  }
  // Read as plain text, it would be an issue.
  if (/^#\d/.test(url.hash)) url.hash = "";
  if (url.href.length > longest) return;
  return { destination: encoded(url.href), label };
}

/** Nothing in it means anything to Markdown, to a table, or to whoever reads the source as a commit message. */
function encoded(href: string): string {
  return href
    .replace(/[^A-Za-z0-9\-._~:/?#=&%+,;()!]/g, (character) => {
      const code = encodeURIComponent(character);
      return code === character ? `%${character.charCodeAt(0).toString(16).toUpperCase()}` : code;
    })
    .replace(/(?<=#.*)#/g, "%23")
    .replaceAll("&", "&amp;");
}
