import { createServer } from "node:net";
import type { Answer, Loopback } from "./world.ts";

/** Characters of a body that are read. */
const keptBody = 200_000;

export const realLoopback: Loopback = {
  freePort() {
    return new Promise((resolve, reject) => {
      const server = createServer();
      server.once("error", reject);
      server.listen(0, "127.0.0.1", () => {
        const address = server.address();
        const port = typeof address === "object" ? address?.port : undefined;
        server.close(() => (port === undefined ? reject(new Error("no port is free")) : resolve(port)));
      });
    });
  },

  async request(port, path, { json, timeoutMs }) {
    try {
      const response = await fetch(`http://127.0.0.1:${port}${path}`, {
        redirect: "manual",
        signal: AbortSignal.timeout(timeoutMs),
        ...(json === undefined
          ? {}
          : { method: "POST", body: JSON.stringify(json), headers: { "content-type": "application/json" } }),
      });
      const type = response.headers.get("content-type") ?? "";
      return { status: response.status, type, body: await readBody(response) } satisfies Answer;
    } catch {
      // Nobody listens there yet, or whoever does gives no answer in time: what matters is whether one comes at last.
      return undefined;
    }
  },

  pause: (ms, signal) =>
    new Promise((resolve) => {
      const done = () => {
        clearTimeout(timer);
        signal?.removeEventListener("abort", done);
        resolve();
      };
      const timer = setTimeout(done, ms);
      signal?.addEventListener("abort", done, { once: true });
    }),
};

async function readBody(response: Response): Promise<string> {
  const decoder = new TextDecoder();
  let text = "";
  for await (const chunk of response.body ?? []) {
    text += decoder.decode(chunk, { stream: true });
    if (text.length >= keptBody) break;
  }
  return text.slice(0, keptBody);
}

/** The system as Nix names it, e.g. `x86_64-linux`. */
export function systemOf(architecture: string, platform: string): string {
  const architectures: Readonly<Record<string, string>> = { x64: "x86_64", arm64: "aarch64" };
  return `${architectures[architecture] ?? architecture}-${platform}`;
}
