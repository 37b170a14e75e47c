import { access, cp, readFile, writeFile } from "node:fs/promises";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { buffer } from "node:stream/consumers";
import { pathToFileURL } from "node:url";
import { createGzip } from "node:zlib";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { pack } from "tar-stream";
import { temporaryFolder } from "../helpers/folders.ts";
import { describeWith } from "../helpers/needs.ts";
import { buildPackage, buildSource, type Nix, temporaryNix } from "../helpers/nix.ts";

const dagsterBuild = join(import.meta.dirname, "..", "..", "dagster-build");

/** The hashes that the packaging pins: those of upstream's real archives. */
const pinned = {
  github: "sha256-YlPloFELPPgEQk0/dxNYRj0jtG6/qx6NBUr0XUOKl+Q=",
  pypi: "sha256-XcN7ccVPm9y7HWhw+J17/USvkySpggKO5wSeZt5SASU=",
};
const githubPath = "/dagster-io/dagster/archive/1.12.1.tar.gz";
const pypiPath = "/packages/source/d/dagster_webserver/dagster_webserver-1.12.1.tar.gz";
const ui = "dagster_webserver/webapp/build/index.html";

function archive(files: Readonly<Record<string, string>>): Promise<Buffer> {
  const tar = pack();
  for (const [name, content] of Object.entries(files)) tar.entry({ name }, content);
  tar.finalize();
  return buffer(tar.pipe(createGzip()));
}

describeWith("nix", "dagster-build's sources, from an upstream laid out like Dagster's", () => {
  let nix: Nix;
  let server: Server;
  let url: string;
  const served = new Map<string, Buffer>();

  beforeAll(async () => {
    nix = await temporaryNix();
    served.set(
      githubPath,
      await archive({
        "dagster-1.12.1/.gitignore": "build/\n",
        "dagster-1.12.1/python_modules/dagster/dagster/__init__.py": "",
        "dagster-1.12.1/python_modules/dagster-graphql/dagster_graphql/__init__.py": "",
        "dagster-1.12.1/python_modules/dagster-pipes/dagster_pipes/__init__.py": "",
        "dagster-1.12.1/python_modules/libraries/dagster-postgres/dagster_postgres/__init__.py": "",
        "dagster-1.12.1/python_modules/libraries/dagster-shared/dagster_shared/__init__.py": "",
      }),
    );
    server = createServer((request, response) => {
      const body = served.get(request.url ?? "");
      response.writeHead(body === undefined ? 404 : 200).end(body);
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  afterAll(async () => {
    await new Promise((resolve) => server.close(resolve));
    await nix.close();
  });

  /** dagster-build with other hashes in place of the pinned ones. */
  async function withHashes(hashes: Partial<typeof pinned>) {
    const folder = await temporaryFolder();
    await cp(dagsterBuild, folder.path, { recursive: true });
    await replace(join(folder.path, ".flox/pkgs/dagster-src.nix"), pinned.github, hashes.github);
    await replace(join(folder.path, ".flox/pkgs/dagster-webserver.nix"), pinned.pypi, hashes.pypi);
    return folder;
  }

  async function replace(file: string, from: string, to = from): Promise<void> {
    await writeFile(
      file,
      (await readFile(file, "utf8")).replace(from, () => to),
    );
  }

  const servers = () => ({ githubUrl: url, pypiUrl: url });
  const hashOfTree = () => nix.prefetch(url + githubPath, { unpack: true });

  test("Nix accepts the archive under its right hash, unpacked and stripped", async () => {
    await using folder = await withHashes({ github: await hashOfTree() });
    const source = await buildSource(nix, folder.path, "dagster-src", servers());
    expect(source).toMatch(/-dagster-1\.12\.1-source$/);
    expect(await readFile(join(source, ".gitignore"), "utf8")).toBe("build/\n");
    expect(await nix.hashPath(source)).toBe(await hashOfTree());
  });

  test("Nix refuses it under another hash, and says which it got", async () => {
    const building = buildSource(nix, dagsterBuild, "dagster-src", servers());
    await expect(building).rejects.toThrow(
      new RegExp(`specified: ${literally(pinned.github)}\\s+got: +${literally(await hashOfTree())}`),
    );
  });

  test("an archive that is not there is an error of the fetch", async () => {
    await using folder = await withHashes({ pypi: await hashOfTree() });
    const building = buildSource(nix, folder.path, "dagster-webserver", { pypiUrl: `${url}/nowhere` });
    await expect(building).rejects.toThrow("HTTP 404");
  });

  test("the archive may be a file", async () => {
    const tree = { "dagster-1.12.1/README.md": "Hello\n" };
    await using files = await temporaryFolder({ [githubPath.slice(1)]: await archive(tree) });
    const githubUrl = pathToFileURL(files.path).href;
    await using folder = await withHashes({ github: await nix.prefetch(githubUrl + githubPath, { unpack: true }) });
    const source = await buildSource(nix, folder.path, "dagster-src", { githubUrl });
    expect(await readFile(join(source, "README.md"), "utf8")).toBe("Hello\n");
  });

  test.each(["dagster", "dagster-graphql", "dagster-pipes", "dagster-postgres", "dagster-shared"])(
    "sourceRoot of %s is a folder of the unpacked source",
    async (attribute) => {
      await using folder = await withHashes({ github: await hashOfTree() });
      const built = await buildPackage(nix, folder.path, attribute, servers());
      await access(join(built, "lib/python3.13/site-packages", attribute.replaceAll("-", "_"), "__init__.py"));
      expect(built).toMatch(new RegExp(`-python3\\.13-${attribute}-[0-9.]+$`));
    },
  );

  async function buildWebserver(sdist: Readonly<Record<string, string>>): Promise<string> {
    served.set(pypiPath, await archive(sdist));
    const pypi = await nix.prefetch(url + pypiPath, { unpack: false });
    await using folder = await withHashes({ github: await hashOfTree(), pypi });
    return await buildPackage(nix, folder.path, "dagster-webserver", servers());
  }

  test("the web server is built from an sdist with the web UI", async () => {
    const built = await buildWebserver({
      "dagster_webserver-1.12.1/dagster_webserver/__init__.py": "",
      [`dagster_webserver-1.12.1/${ui}`]: "<html></html>",
    });
    expect(await readFile(join(built, "lib/python3.13/site-packages", ui), "utf8")).toBe("<html></html>");
  });

  test("the web server is not built from one without", async () => {
    const building = buildWebserver({ "dagster_webserver-1.12.1/dagster_webserver/__init__.py": "" });
    await expect(building).rejects.toThrow("the web UI (webapp/build/index.html) is missing");
  });
});

function literally(text: string): string {
  return text.replaceAll(/[+/=]/g, "\\$&");
}
