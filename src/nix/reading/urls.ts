/** URLs of an upstream's archives, release assets and files, and where the ref stands in them. */
import type { UpstreamName } from "../model.ts";

export interface UpstreamUrl {
  /** Offsets of the ref in the URL. A `refs/tags/` before it is part of it. */
  readonly from: number;
  readonly to: number;
  /** Offset where what follows the ref begins: an asset's or file's name, which may hold the version. */
  readonly rest: number;
  readonly kind: "archive" | "asset" | "file";
}

/**
 * The ref in a URL of the upstream; undefined where it is none, or none whose ref is known.
 *
 * @param hosts of the server, e.g. `github.com`
 */
export function readUpstreamUrl(
  url: string,
  upstream: UpstreamName,
  hosts: readonly string[],
): UpstreamUrl | undefined {
  const name = `${literally(upstream.owner)}/${literally(upstream.repo)}`;
  const host = hosts.map(literally).join("|");
  const forms: readonly (readonly [UpstreamUrl["kind"], string])[] = [
    ["archive", `^https?://(?:www\\.)?(?:${host})/${name}(?:\\.git)?/archive/(.+?)\\.(?:tar\\.gz|tgz|zip)$`],
    ["archive", `^https?://(?:${host})/${name}/(?:tar|zip)ball/(.+)$`],
    ["archive", `^https?://(?:codeload\\.github\\.com)/${name}/(?:legacy\\.)?(?:tar\\.gz|zip)/(.+)$`],
    ["archive", `^https?://api\\.github\\.com/repos/${name}/(?:tar|zip)ball/(.+)$`],
    ["asset", `^https?://(?:${host})/${name}/releases/download/([^/]+(?:/v[^/]+)?)/[^/]+$`],
    ["file", `^https?://raw\\.githubusercontent\\.com/${name}/(refs/(?:tags|heads)/[^/]+|[^/]+)/.+$`],
  ];
  for (const [kind, form] of forms) {
    const found = new RegExp(form, "di").exec(url)?.indices?.[1];
    if (found !== undefined) return { from: found[0], to: found[1], rest: found[1], kind };
  }
  return undefined;
}

/** True for any URL of the upstream's repository, also one that is not understood. */
export function namesUpstream(url: string, upstream: UpstreamName, hosts: readonly string[]): boolean {
  const name = `${literally(upstream.owner)}/${literally(upstream.repo)}`;
  return new RegExp(`(?:${hosts.map(literally).join("|")})[/:]${name}(?:\\.git)?(?:$|[/?#])`, "i").test(url);
}

function literally(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
}
