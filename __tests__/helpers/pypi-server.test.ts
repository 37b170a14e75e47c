import { createHash } from "node:crypto";
import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import { type PypiServer, startPypi } from "./pypi-server.ts";

let server: PypiServer;
const content = Buffer.from("an sdist");
const sha256 = createHash("sha256").update(content).digest("hex");

beforeEach(async () => {
  server = await startPypi();
  server.publish("dagster-webserver", "1.9.0", { filename: "dagster_webserver-1.9.0.tar.gz", content });
  server.publish("dagster-webserver", "1.12.1", { filename: "dagster_webserver-1.12.1.tar.gz", content });
});

afterEach(async () => {
  await server.close();
});

// biome-ignore lint/suspicious/noExplicitAny: JSON of any shape
async function json(path: string): Promise<any> {
  return await (await fetch(`${server.url}${path}`)).json();
}

describe("the stand-in for PyPI", () => {
  test("describes a version and its files", async () => {
    const { info, urls } = await json("/pypi/dagster-webserver/1.12.1/json");
    expect(info).toMatchObject({ name: "dagster-webserver", version: "1.12.1", yanked: false });
    expect(urls).toMatchObject([
      {
        filename: "dagster_webserver-1.12.1.tar.gz",
        packagetype: "sdist",
        digests: { sha256 },
        size: 8,
        yanked: false,
      },
    ]);
    expect(await (await fetch(urls[0].url)).text()).toBe("an sdist");
  });

  test("describes a project by its newest version, with all releases", async () => {
    const { info, releases } = await json("/pypi/dagster-webserver/json");
    expect(info.version).toBe("1.12.1");
    expect(Object.keys(releases)).toEqual(["1.9.0", "1.12.1"]);
  });

  test("redirects other spellings of a name, and knows no others", async () => {
    const redirect = await fetch(`${server.url}/pypi/Dagster_Webserver/1.12.1/json`, { redirect: "manual" });
    expect([redirect.status, redirect.headers.get("location")]).toEqual([301, "/pypi/dagster-webserver/1.12.1/json"]);
    for (const path of ["/pypi/dagster-webserver/9.9/json", "/pypi/nothing/json", "/other"]) {
      expect((await fetch(`${server.url}${path}`)).status).toBe(404);
    }
  });

  test("has files where fetchPypi looks for them", async () => {
    const path = "/packages/source/d/dagster_webserver/dagster_webserver-1.12.1.tar.gz";
    expect(await (await fetch(`${server.filesUrl}${path}`)).text()).toBe("an sdist");
    expect((await fetch(`${server.filesUrl}${path}.asc`)).status).toBe(404);
  });

  test("marks yanked versions, and can claim a wrong digest", async () => {
    server.yank("dagster-webserver", "1.12.1", "no pages");
    const { info, urls } = await json("/pypi/dagster-webserver/1.12.1/json");
    expect([info.yanked_reason, urls[0].yanked, urls[0].yanked_reason]).toEqual(["no pages", true, "no pages"]);
    server.publish("x", "1", { filename: "x-1.tar.gz", content, claimedSha256: "0".repeat(64) });
    expect((await json("/pypi/x/1/json")).urls[0].digests.sha256).toBe("0".repeat(64));
  });
});
