import type { BumpFile } from "../../documents/bump.ts";
import { codeBlock, codeSpan } from "../markdown.ts";
import type { Verdict } from "../verdict.ts";
import type { Refusable } from "./marks.ts";

/** How to see for oneself what the build jobs claim. */
export function reproduceText({ branch, directory, provenance }: BumpFile, { systems }: Verdict): string {
  if (branch === null) return "";
  const attributes = systems[0]?.packages.map(({ attribute }) => attribute) ?? [];
  const names = attributes.filter((attribute) => /^[A-Za-z0-9._-]+$/.test(attribute)).slice(0, 20);
  const source = provenance?.sources.find(({ url }) => /^https?:\/\/[A-Za-z0-9.:/_+%-]+$/.test(url));
  const lines = [
    `git fetch origin ${branch} && git switch --detach FETCH_HEAD`,
    ...(directory === "" ? [] : [`cd '${directory.replaceAll("'", "'\\''")}'`]),
    ...names.map((name) => `flox build ${name}`),
    ...(source === undefined
      ? []
      : [`npx flox-upstream hash ${/\.tar\.gz$/.test(source.url) ? "" : "--flat "}${source.url}`]),
  ];
  return `### See for yourself\n\n${codeBlock(lines.join("\n"), "sh")}`;
}

/** What a person can do here, and what happens then. */
export function steeringText({ branch, commit, candidate }: BumpFile): string {
  const version = codeSpan(candidate?.version ?? "");
  return [
    "### How to steer this",
    [
      `- **Close it**, and ${version} is skipped until you ask for it by the input \`tag\`. Reopen it, and it is kept up to date again.`,
      `- **Push to** ${codeSpan(branch ?? "")}, and nothing is written there any more: what you push is built and reported. To give it back, reset the branch to ${codeSpan((commit ?? "").slice(0, 12))}.`,
      "- **A newer release** closes this and opens its own. When the base moves on, this is made anew on top of it.",
    ].join("\n"),
  ].join("\n\n");
}

const refusedTexts: Readonly<Record<Refusable, string>> = {
  draft:
    "GitHub does not allow a draft here (private repositories of free plans have none): **this is not ready to be merged.**",
  ready: "GitHub did not let the token mark this as ready: press *Ready for review*.",
  "auto-merge":
    "GitHub did not let the token switch on auto-merge: allow it in the repository's settings, or merge by hand.",
};

export function refusedText(refused: readonly Refusable[]): string {
  return refused.map((what) => `> ${refusedTexts[what]}`).join("\n>\n");
}
