import { describe, expect, test } from "@jest/globals";
import { isProblem } from "../../src/errors.ts";
import { nextHop, shown } from "../../src/world/redirects.ts";

describe("where a redirect leads", () => {
  const from = new URL("https://example.org/a/b?x=1");

  test.each([
    ["https://other.example/c", "https://other.example/c"],
    ["/c", "https://example.org/c"],
    ["c?y", "https://example.org/a/c?y"],
  ])("%s is followed to %s", (target, url) => {
    expect(nextHop("it", from, target).href).toBe(url);
  });

  test.each([
    ["http://example.org/c", "from https to http"],
    ["http://127.0.0.1/c", "from https to http"],
    ["ftp://example.org/c", "ftp: is not followed"],
    ["file:///etc/passwd", "file: is not followed"],
    ["https://user@example.org/c", "user or password"],
    ["https://", "what is not a URL"],
  ])("%s is refused", (target, message) => {
    const attempt = () => nextHop("it", from, target);
    expect(attempt).toThrow(message);
    try {
      attempt();
    } catch (error) {
      expect(isProblem(error)).toBe(true);
    }
  });

  test("from http anything goes that is http or https", () => {
    expect(nextHop("it", new URL("http://127.0.0.1/a"), "http://127.0.0.1:81/b").href).toBe("http://127.0.0.1:81/b");
  });
});

test("a URL is shown without user, password and query", () => {
  expect(shown("https://u:p@example.org:8443/a/b?token=x#y")).toBe("https://example.org:8443/a/b");
});
