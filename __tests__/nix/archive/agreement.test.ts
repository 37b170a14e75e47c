import { execFile } from "node:child_process";
import { chmod, link, mkdir, readFile, symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { promisify } from "node:util";
import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import fc from "fast-check";
import { read } from "../../helpers/archives.ts";
import { temporaryFolder } from "../../helpers/folders.ts";
import { git } from "../../helpers/git.ts";
import { describeWith } from "../../helpers/needs.ts";
import { type Nix, temporaryNix } from "../../helpers/nix.ts";
import { tgz } from "../../helpers/tar.ts";
import { directory, entriesOf, narOf, type Tree, tarOf } from "../../helpers/trees.ts";

const run = promisify(execFile);

/** A tree on the disk with all that is awkward in archives; its root is `folder/name`. */
async function awkwardTree(folder: string, name: string): Promise<void> {
  const at = (path: string) => join(folder, name, path);
  const files = [
    "foo/inner",
    "foo.txt",
    "foo-bar/inner",
    "foo+",
    "foo0",
    "foo bar",
    "empty",
    "été/日本語.txt",
    "bin/run",
    `${"n".repeat(101)}/${"m".repeat(120)}/${"o".repeat(200)}`,
    "p".repeat(255),
  ];
  for (const file of files) {
    await mkdir(join(at(file), ".."), { recursive: true });
    await writeFile(at(file), file === "empty" ? "" : `${file}\n`.repeat(40));
  }
  await chmod(at("bin/run"), 0o755);
  await mkdir(at("empty-folder"));
  await symlink("../foo.txt", at("foo/link"));
  await symlink("x".repeat(180), at("long-link"));
  await link(at("foo0"), at("hard"));
}

describeWith("nix", "the hash that nix-prefetch-url --unpack gives", () => {
  let nix: Nix;
  beforeAll(async () => {
    nix = await temporaryNix();
  });
  afterAll(() => nix.close());

  async function agree(file: string): Promise<void> {
    const ours = (await read(await readFile(file))).narHash;
    expect(ours).toBe(await nix.prefetch(pathToFileURL(file).href, { unpack: true }));
  }

  test.each(["gnu", "pax", "oldgnu"])("tar --format=%s, in the order of the disk and sorted", async (format) => {
    await using folder = await temporaryFolder();
    await awkwardTree(folder.path, "tree-1");
    for (const [name, sort] of [
      ["disk", "none"],
      ["sorted", "name"],
    ]) {
      const file = join(folder.path, `${name}.tar.gz`);
      await run("tar", [`--format=${format}`, `--sort=${sort}`, "-czf", file, "-C", folder.path, "./tree-1"]);
      await agree(file);
    }
  });

  test("git archive", async () => {
    await using folder = await temporaryFolder();
    await awkwardTree(folder.path, "tree-1");
    const tree = join(folder.path, "tree-1");
    await git(tree, ["init", "--quiet"]);
    await git(tree, ["add", "."]);
    await git(tree, ["commit", "--quiet", "--message=x"]);
    for (const what of ["HEAD", "HEAD^{tree}"]) {
      const file = join(folder.path, "git.tar.gz");
      await git(tree, ["archive", "--prefix=tree-1/", `--output=${file}`, what]);
      await agree(file);
    }
  });

  test.each(["semver", "fast-check", "typescript", "zod"])("npm pack of %s", async (name) => {
    await using folder = await temporaryFolder();
    const installed = join("node_modules", name);
    await run("npm", ["pack", "--ignore-scripts", "--offline", "--pack-destination", folder.path, `./${installed}`]);
    const { version } = JSON.parse(await readFile(join(installed, "package.json"), "utf8"));
    const file = join(folder.path, `${name}-${version}.tgz`);
    await agree(file);
  });

  test("random trees in random order", async () => {
    await using folder = await temporaryFolder();
    const name = fc
      .string({ unit: fc.constantFrom("a", "b", "-", ".", "0", "é"), minLength: 1, maxLength: 4 })
      .filter((text) => text !== "." && text !== "..");
    const { tree } = fc.letrec<{ tree: Tree; node: Tree }>((tie) => ({
      tree: fc.dictionary(name, tie("node"), { maxKeys: 6 }).map(directory),
      node: fc.oneof(
        { maxDepth: 3 },
        fc.record({ file: fc.uint8Array({ maxLength: 600 }), executable: fc.boolean() }),
        fc.constant({ link: "a/b" }),
        tie("tree"),
      ),
    }));
    // One top with many trees in it: Nix's own start is what takes the time.
    const source = directory(Object.fromEntries(fc.sample(tree, 150).map((one, index) => [`tree-${index}`, one])));
    const [entries = []] = fc.sample(
      fc.shuffledSubarray(entriesOf(source, "top"), { minLength: entriesOf(source, "top").length }),
      1,
    );
    const file = join(folder.path, "random.tar.gz");
    await writeFile(file, gzipSync(tarOf(entries)));
    await agree(file);
    const nar = join(folder.path, "reference.nar");
    await writeFile(nar, narOf(source));
    expect((await read(await readFile(file))).narHash).toBe(
      await nix.prefetch(pathToFileURL(nar).href, { unpack: false }),
    );
  });

  test("fetchzip's folder around a single file, and several entries unstripped", async () => {
    await using folder = await temporaryFolder({ "single/only.txt": "x", "several/a": "1", "several/b/c": "2" });
    const single = tgz({ path: "only.txt", content: "x" });
    expect((await read(single)).narHash).toBe(await nix.hashPath(join(folder.path, "single")));
    const several = tgz({ path: "b/c", content: "2" }, { path: "a", content: "1" });
    expect((await read(several, { stripRoot: false })).narHash).toBe(await nix.hashPath(join(folder.path, "several")));
  });
});
