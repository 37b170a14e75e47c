import { gzipSync } from "node:zlib";
import { pack } from "tar-stream";
import { notice, pythonBound, requirementStrings } from "./metadata.ts";
import { moduleOf, packageNamed, versionOf } from "./packages.ts";
import { releaseDate } from "./releases.ts";
import { packageTree } from "./tree.ts";

export interface Sdist {
  /** E.g. `dagster_webserver-1.13.26.tar.gz` */
  readonly filename: string;
  readonly version: string;
  readonly content: Buffer;
}

/** The source distribution of a package at a core version: what is in git, its metadata, and for the webserver the built pages. */
export async function sdist(project: string, core: string): Promise<Sdist> {
  const of = packageNamed(project);
  const version = versionOf(of, core);
  const top = `${moduleOf(of)}-${version}`;
  const files = new Map<string, string>([["PKG-INFO", packageInfo(project, core)]]);
  for (const { path, content } of packageTree(of, core)) files.set(path.slice(of.directory.length + 1), content);
  if (project === "dagster-webserver") {
    const page = `<!doctype html>\n<!-- ${notice} -->\n<title>Dagster ${version}</title>\n<div id="root"></div>\n`;
    files.set("dagster_webserver/webapp/build/index.html", page);
    files.set("dagster_webserver/webapp/build/static/main.js", `console.log(${JSON.stringify(notice)});\n`);
  }
  const archive = pack();
  for (const [path, text] of files) archive.entry({ name: `${top}/${path}`, mtime: releaseDate(core) }, text);
  archive.finalize();
  const chunks: Uint8Array[] = [];
  for await (const chunk of archive as AsyncIterable<Uint8Array>) chunks.push(chunk);
  const content = gzipSync(Buffer.concat(chunks), { level: 9 });
  // The operating system's number in the gzip header (RFC 1952): "unknown" everywhere.
  content[9] = 255;
  return { filename: `${top}.tar.gz`, version, content };
}

function packageInfo(project: string, core: string): string {
  const of = packageNamed(project);
  return [
    "Metadata-Version: 2.4",
    `Name: ${project}`,
    `Version: ${versionOf(of, core)}`,
    `Summary: ${notice}`,
    `Requires-Python: ${pythonBound(core)}`,
    ...requirementStrings(of, core).map((requirement) => `Requires-Dist: ${requirement}`),
    "",
  ].join("\n");
}
