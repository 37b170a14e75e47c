import type { Readable } from "node:stream";
import type { Where } from "../errors.ts";
import type { Spill } from "../nix/archive/hold.ts";
import type { Release } from "../upstream/model.ts";
import type { Review } from "./review.ts";

/**
 * Everything outside of the program, passed in: what is decided elsewhere is done here. One implementation is real
 * (`real.ts`); tests use it too, against servers on loopback, repositories in temporary folders and a fixed clock.
 */
export interface World {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly clock: Clock;
  readonly log: Log;
  readonly files: Files;
  readonly http: Http;
  readonly git: Git;
  readonly programs: Programs;
  readonly terminal: Terminal;
  readonly loopback: Loopback;
  /** As Nix names it, e.g. `x86_64-linux`; what it is on, even where Nix knows no such system. */
  readonly system: string;
  /** Runs `body` with a signal that is raised when the process is asked to end, which alone then does not end it. */
  interruptible<T>(body: (signal: AbortSignal) => Promise<T>): Promise<T>;
  /** Octokit is loaded on the first call. */
  github(endpoint: GitHubEndpoint): Promise<GitHub>;
}

/** Standard output, as it is asked for by `NO_COLOR`, `FORCE_COLOR` and the terminal. */
export interface Terminal {
  readonly colour: boolean;
  /** Characters a line; 80 where it is not a terminal. */
  readonly columns: number;
}

export interface Clock {
  now(): Date;
}

/** What people read while it runs. On the command line all of it goes to stderr. Text may be untrusted: it cannot issue workflow commands. */
export interface Log {
  info(text: string): void;
  warning(text: string, where?: Where): void;
  error(text: string, where?: Where): void;
  group<T>(title: string, body: () => Promise<T>): Promise<T>;
  /** What another program printed, as it came. */
  foreign(text: string): void;
  /** The same, of a program that is still running, in pieces. Until `end` nothing else may be logged. */
  foreignStream(): ForeignStream;
  /** Shown only where asked for: a runner's debug logging, FLOX_UPSTREAM_DEBUG=1 in a terminal. */
  debug(text: string): void;
  /** From here on the value is masked. */
  secret(value: string): void;
  /** A progress bar in a terminal, an occasional line elsewhere. Sizes in bytes; `total` where the server says it. */
  progress(title: string, total: number | undefined): Progress;
}

export interface ForeignStream {
  write(text: string): void;
  end(): void;
}

export interface Progress {
  add(bytes: number): void;
  done(): void;
}

export interface Files {
  /** Undefined where there is no such file. Throws a Problem where it cannot be read. */
  read(path: string): Promise<Uint8Array | undefined>;
  /** The bytes of a file as a stream. Throws a Problem where there is no such file. */
  open(path: string): Promise<Readable>;
  /** A new private temporary file, for what an archive's reader cannot hold in memory. Removed when it is closed. */
  spill(): Spill;
  /** Regular files below a folder, as `/`-separated paths relative to it, sorted; links are not followed; `.git` and `node_modules` are left out. Undefined where there is no such folder. */
  list(folder: string): Promise<readonly string[] | undefined>;
  /** The symbolic links below a folder, as `list` names files; none where there is no such folder. */
  links(folder: string): Promise<readonly string[]>;
  /** The names in a folder, sorted; undefined where there is no such folder. */
  names(folder: string): Promise<readonly string[] | undefined>;
  /** Where a path leads when every link on it is followed; undefined where there is nothing. */
  realPath(path: string): Promise<string | undefined>;
  /** Removes a symbolic link; anything else stays. */
  removeLink(path: string): Promise<void>;
  /** Makes a folder and those above it; one that is there already is left as it is. */
  makeFolder(path: string): Promise<void>;
  /** A new empty folder of one's own outside of the repository. */
  temporaryFolder(): Promise<{ readonly path: string; remove(): Promise<void> }>;
  /**
   * All or none: every content is written beside its target and synced, then all are renamed. A file mode stays. What a
   * kill between two renames leaves is a mixture of whole old and whole new files, and temporary files that the next
   * call removes. A target that is a symbolic link is written through to the real file, where that lies inside `within`;
   * else it is a Problem, as is a file or folder that may not be written.
   */
  writeAll(contents: ReadonlyMap<string, Uint8Array>, within?: string): Promise<void>;
}

export interface DownloadOptions {
  readonly token?: string;
  readonly accept?: string;
  readonly title: string;
}

export interface Http {
  /**
   * Hands the body's stream to `read`, with progress. A failure of the network, a 5xx, a 429 with a short
   * retry-after, or a Problem of kind `outside` from `read` (a truncated or corrupt archive) is tried again from the
   * start, three times in all. A token goes to the URL's own host only, never to where it redirects.
   * Undefined for 404.
   */
  download<T>(url: string, options: DownloadOptions, read: (body: Readable) => Promise<T>): Promise<T | undefined>;
  /** Undefined for 404. */
  json(url: string, options: DownloadOptions): Promise<unknown | undefined>;
}

export interface Git {
  /** The commit that is checked out, the path of `directory` below the top of the work tree (`` or `a/b/`), and whether the files there are as committed. */
  checkout(directory: string): Promise<{ head: string; prefix: string; changed: readonly string[] }>;
}

export interface ProgramResult {
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
}

export interface Programs {
  /**
   * Undefined where it is not on PATH. The program sees no token, unless `env` gives it one. Of longer output the last
   * 10 MB are kept. A program that a signal ends has 128 and the signal's number as its exit code; one that does not
   * end within `timeoutMs` is a Problem.
   */
  run(
    program: string,
    args: readonly string[],
    options?: { cwd?: string; input?: string; timeoutMs?: number; env?: Readonly<Record<string, string>> },
  ): Promise<ProgramResult | undefined>;
  /**
   * Starts a program that may run for long, as the head of a process group: with it ends all that it started. Undefined
   * where it is not on PATH.
   */
  start(program: string, args: readonly string[], options: StartOptions): Promise<Started | undefined>;
}

export interface StartOptions {
  readonly cwd?: string;
  readonly env?: Readonly<Record<string, string>>;
  /** Whether it sees the environment besides `env`, without tokens; true by default. */
  readonly inherit?: boolean;
  readonly timeoutMs: number;
  /** Ends it, as the time limit does. */
  readonly signal?: AbortSignal;
  /** What it prints, on both streams, in pieces as they come. */
  readonly onOutput?: (text: string) => void;
}

/** How a program ended. Of what it printed the last 2 million characters are kept. */
export interface Ended {
  /** 128 and the signal's number for a program that a signal ended. */
  readonly exitCode: number;
  /** `stopped`: by `stop` or by the signal. */
  readonly how: "exited" | "time-limit" | "stopped";
  /** Both streams, in the order of arrival. */
  readonly output: string;
  readonly stdout: string;
}

export interface Started {
  readonly ended: Promise<Ended>;
  /** Ends it and all that it started, where it still runs. */
  stop(): Promise<Ended>;
}

/** What a server on this machine answers. */
export interface Answer {
  readonly status: number;
  /** The content type. */
  readonly type: string;
  readonly body: string;
}

export interface Loopback {
  /** A port of 127.0.0.1 that nothing listens on. */
  freePort(): Promise<number>;
  /** GET, or POST with a JSON body. Undefined where there is no answer in time. Redirects are not followed. */
  request(port: number, path: string, options: { json?: unknown; timeoutMs: number }): Promise<Answer | undefined>;
  /** Ends early when the signal is raised. */
  pause(ms: number, signal?: AbortSignal): Promise<void>;
}

/** One host's API; `token` is sent to it and to no other. */
export interface GitHubEndpoint {
  readonly apiUrl: string;
  readonly token: string | undefined;
  /** For error messages: which input the token came from. */
  readonly tokenInput: "token" | "upstream-token";
}

export interface CommitInfo {
  readonly sha: string;
  readonly tree: string;
  readonly parents: readonly string[];
  readonly message: string;
  /** ISO 8601. */
  readonly committedAt: string;
}

export interface ChangedFile {
  readonly path: string;
  readonly status: string;
  /** The git blob's name. */
  readonly blob: string;
}

export interface Comparison {
  /** The newest commit that both have. */
  readonly mergeBase: string;
  /** The commits that only `head` has, oldest first. */
  readonly commits: readonly CommitInfo[];
  /** What these change together, against the merge base. */
  readonly files: readonly ChangedFile[];
}

/** The oldest commits that only `head` has. */
export interface FirstCommits {
  readonly total: number;
  /** At most 100, oldest first. */
  readonly commits: readonly CommitInfo[];
}

export interface NewCommit {
  readonly parent: string;
  readonly message: string;
  /** By path from the top of the repository. */
  readonly files: ReadonlyMap<string, Uint8Array>;
}

export interface PullRequestInfo {
  readonly number: number;
  /** For GraphQL. */
  readonly nodeId: string;
  readonly state: "open" | "closed";
  readonly merged: boolean;
  readonly draft: boolean;
  readonly url: string;
  readonly title: string;
  readonly body: string;
  /** The commit that it proposes. */
  readonly head: string;
  /** Undefined where the branch is in another repository. */
  readonly branch: string | undefined;
  readonly labels: readonly string[];
  readonly assignees: readonly string[];
  readonly milestone: string | undefined;
  readonly autoMerge: boolean;
}

/** Whether GitHub has verified the signatures; null for a tag that is no object of its own. */
export interface Signatures {
  readonly tag: boolean | null;
  readonly commit: boolean;
}

/** What the program asks of GitHub's REST API, and no more. Errors are Problems that say what to do. */
export interface GitHub {
  /** All pages, 100 a request. */
  releases(owner: string, repo: string): Promise<readonly Release[]>;
  /** Peeled, one request (`/commits/{tags/…|heads/…|sha}`); undefined where there is none. */
  commit(owner: string, repo: string, ref: string): Promise<CommitInfo | undefined>;
  /** The commit that `refs/heads/<branch>` names. */
  branch(owner: string, repo: string, branch: string): Promise<string | undefined>;
  /** `/compare/{base}...{head}`: what the branch of `head` has that the branch of `base` has not. */
  compare(owner: string, repo: string, base: string, head: string): Promise<Comparison>;
  /** One request, however many there are. */
  firstCommits(owner: string, repo: string, base: string, head: string): Promise<FirstCommits>;
  /** Blobs, tree and commit through the Git Data API, without an author: GitHub signs it. Nothing refers to it yet. */
  createCommit(owner: string, repo: string, commit: NewCommit): Promise<string>;
  createBranch(owner: string, repo: string, branch: string, commit: string): Promise<void>;
  /** Forced: only for a branch whose head was checked to be ours. */
  moveBranch(owner: string, repo: string, branch: string, commit: string): Promise<void>;
  pullRequests(owner: string, repo: string, branch: string): Promise<readonly PullRequestInfo[]>;
  /** @param tag null for a commit that has none */
  signatures(owner: string, repo: string, tag: string | null, commit: string): Promise<Signatures>;
  /** What only a report does. */
  review(owner: string, repo: string): Review;
}
