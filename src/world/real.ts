import { systemClock } from "./clock.ts";
import { realFiles } from "./files.ts";
import { realGit } from "./git.ts";
import { realHttp } from "./http.ts";
import { interruptible } from "./interruptions.ts";
import { realLoopback, systemOf } from "./loopback.ts";
import { realPrograms } from "./programs.ts";
import { terminalOf } from "./terminal.ts";
import type { Clock, GitHub, Log, World } from "./world.ts";

export interface RealWorldOptions {
  /** `terminalLog` or `actionsLog`: each loads what the other does not need. */
  readonly log: Log;
  readonly clock?: Clock;
  /** Milliseconds that a second of waiting before another attempt lasts; tests shorten it. */
  readonly secondMs?: number;
  /** Milliseconds without a byte after which a transfer is given up. */
  readonly stallMs?: number;
}

/** The world as it is. `env` is read, not changed. */
export function realWorld(env: Readonly<Record<string, string | undefined>>, options: RealWorldOptions): World {
  const { log, clock = systemClock, secondMs = 1000, stallMs = 60_000 } = options;
  const sleep = (seconds: number) => new Promise<void>((resolve) => setTimeout(resolve, seconds * secondMs));
  const clients = new Map<string, Promise<GitHub>>();
  return {
    env,
    clock,
    log,
    files: realFiles(),
    http: realHttp({ log, sleep, stallMs, now: () => clock.now() }),
    git: realGit(env),
    programs: realPrograms(env),
    terminal: terminalOf(process.stdout, env),
    loopback: realLoopback,
    system: systemOf(process.arch, process.platform),
    interruptible,
    github(endpoint) {
      // One client per host and token: limits are kept per client.
      const key = JSON.stringify([endpoint.apiUrl, endpoint.token, endpoint.tokenInput]);
      const known = clients.get(key);
      if (known !== undefined) return known;
      const client = import("./github.ts").then(({ realGitHub }) => realGitHub(endpoint, { log, secondMs, stallMs }));
      clients.set(key, client);
      return client;
    },
  };
}
