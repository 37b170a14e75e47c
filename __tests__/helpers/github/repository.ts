import { tmpdir } from "node:os";
import { git, gitText } from "../git.ts";

export interface StoredRelease {
  readonly tag: string;
  readonly name?: string;
  readonly body?: string;
  readonly draft?: boolean;
  readonly prerelease?: boolean;
  /** ISO 8601; drafts have none. */
  readonly publishedAt?: string;
}

export interface StoredPullRequest {
  readonly number: number;
  /** The branch's commit while it is open, and what it was when it was closed. */
  head: string;
  readonly branch: string;
  /** `owner/name` of the repository that the branch is in, where that is another. */
  readonly fork?: string;
  state: "open" | "closed";
  merged: boolean;
  title?: string;
  body?: string;
  base?: string;
  draft?: boolean;
  autoMerge?: boolean;
  milestone?: string;
  readonly labels?: string[];
  readonly assignees?: string[];
  /** People, and teams as `team:<slug>`. */
  readonly reviewers?: string[];
  readonly comments?: string[];
}

export interface StoredIssue {
  readonly number: number;
  state: "open" | "closed";
  title: string;
  body: string;
  milestone?: string;
  readonly author: { readonly login: string; readonly type: "Bot" | "User"; readonly association: string };
  readonly labels: string[];
  readonly assignees: string[];
  readonly comments: string[];
}

export interface StoredCheckRun {
  readonly id: number;
  readonly commit: string;
  name: string;
  externalId: string;
  status: string;
  conclusion: string | null;
  title: string;
  summary: string;
  text: string | null;
  readonly annotations: object[];
}

export interface StoredStatus {
  readonly commit: string;
  readonly context: string;
  readonly state: string;
  readonly description: string;
}

export interface RepositoryOptions {
  readonly private?: boolean;
  readonly defaultBranch?: string;
  readonly releases?: readonly StoredRelease[];
  /** A bare repository that is there already; a new empty one otherwise. */
  readonly gitDirectory?: string;
}

/** A repository of the stand-in: what git knows is in a real bare repository, the rest is here. */
export class Repository {
  readonly owner: string;
  readonly name: string;
  readonly private: boolean;
  readonly defaultBranch: string;
  readonly gitDirectory: string;
  readonly releases: StoredRelease[];
  readonly pullRequests: StoredPullRequest[] = [];
  readonly issues: StoredIssue[] = [];
  /** Files that are attached to releases, by `<tag>/<name>`. */
  readonly assets = new Map<string, Uint8Array>();
  readonly checkRuns: StoredCheckRun[] = [];
  /** Oldest first. */
  readonly statuses: StoredStatus[] = [];
  readonly labels = new Set<string>();
  readonly milestones: string[] = [];
  /** Settings, Actions, General: Allow GitHub Actions to create and approve pull requests. */
  permitsPullRequests = true;
  /** Settings, General, Features: Issues. */
  hasIssues = true;
  /** Private repositories of free plans have no drafts. */
  hasDrafts = true;
  /** Settings, General: Allow auto-merge. */
  hasAutoMerge = true;
  /** More entries than this, and a recursive listing of a tree is cut. */
  treeLimit = 100_000;
  /** What git has answered, by what it was asked. */
  readonly #answers = new Map<string, Promise<Buffer>>();
  readonly #types = new Map<string, string>();

  private constructor(owner: string, name: string, gitDirectory: string, options: RepositoryOptions) {
    this.owner = owner;
    this.name = name;
    this.gitDirectory = gitDirectory;
    this.private = options.private ?? false;
    this.defaultBranch = options.defaultBranch ?? "main";
    this.releases = [...(options.releases ?? [])];
  }

  /** @param folder where an empty bare repository is made, unless one is given */
  static async create(fullName: string, folder: string, options: RepositoryOptions = {}): Promise<Repository> {
    const [owner = "", name = ""] = fullName.split("/");
    const { gitDirectory = folder, defaultBranch = "main" } = options;
    if (options.gitDirectory === undefined) {
      await git(tmpdir(), ["init", "--quiet", "--bare", `--initial-branch=${defaultBranch}`, folder]);
    }
    return new Repository(owner, name, gitDirectory, options);
  }

  /** Issues and pull requests share their numbers. */
  nextNumber(): number {
    return 1 + Math.max(0, ...[...this.pullRequests, ...this.issues].map(({ number }) => number));
  }

  get fullName(): string {
    return `${this.owner}/${this.name}`;
  }

  /** The commit that a branch, a tag, `heads/…`, `tags/…`, `refs/…` or a commit's name means; tags are peeled. */
  async commit(ref: string): Promise<string | undefined> {
    const forms = /^[0-9a-f]{7,40}$/.test(ref) ? [ref] : [];
    const all = [...forms, ref.startsWith("refs/") ? ref : `refs/${ref}`, `refs/heads/${ref}`, `refs/tags/${ref}`];
    const found = await this.#objects(all.map((form) => `${form}^{commit}`));
    return found.find((object) => object !== undefined)?.sha;
  }

  /** What a full ref names, as it stands: an annotated tag is not peeled. */
  async object(ref: string): Promise<{ sha: string; type: string } | undefined> {
    return (await this.#objects([ref]))[0];
  }

  async has(sha: string, type: string): Promise<boolean> {
    const known = this.#types.get(sha) ?? (await this.#objects([sha]))[0]?.type;
    return known === type;
  }

  /** What git answers about objects that are named in full. Such an answer never changes: git is asked once. */
  ask(args: readonly string[]): Promise<Buffer> {
    const key = JSON.stringify(args);
    const known = this.#answers.get(key);
    if (known !== undefined) return known;
    const answer = git(this.gitDirectory, args);
    this.#answers.set(key, answer);
    // What is not there yet may come.
    answer.catch(() => this.#answers.delete(key));
    return answer;
  }

  /** The objects that git finds under names, all in one question. */
  async #objects(names: readonly string[]): Promise<({ sha: string; type: string } | undefined)[]> {
    const input = names.map((name) => `${name}\n`).join("");
    const lines = (await gitText(this.gitDirectory, ["cat-file", "--batch-check"], { input })).split("\n");
    return names.map((_, index) => {
      const [, sha, type] = /^([0-9a-f]{40}) (\w+) \d+$/.exec(lines[index] ?? "") ?? [];
      if (sha === undefined || type === undefined) return undefined;
      this.#types.set(sha, type);
      return { sha, type };
    });
  }

  /** A commit on top of a branch, made as a person with git would; makes the branch where there is none. */
  async push(branch: string, files: Readonly<Record<string, string | Uint8Array>>, message: string): Promise<string> {
    const parent = await this.commit(`heads/${branch}`);
    const data = (content: string | Uint8Array) => {
      const bytes = Buffer.from(content);
      return Buffer.concat([Buffer.from(`data ${bytes.length}\n`), bytes, Buffer.from("\n")]);
    };
    const head = `commit refs/heads/${branch}\nmark :1\ncommitter A Person <person@example.org> now\n`;
    const changes = Object.entries(files).flatMap(([path, content]) => [
      Buffer.from(`M 100644 inline ${path}\n`),
      data(content),
    ]);
    const input = Buffer.concat([
      Buffer.from(head),
      data(`${message}\n`),
      Buffer.from(parent === undefined ? "" : `from ${parent}\n`),
      ...changes,
      Buffer.from("get-mark :1\ndone\n"),
    ]);
    return gitText(this.gitDirectory, ["fast-import", "--quiet", "--done", "--date-format=now"], { input });
  }

  /** Brings an open pull request to its branch, as GitHub does; one whose branch is gone is closed. */
  async follow(pull: StoredPullRequest): Promise<StoredPullRequest> {
    if (pull.state === "closed" || pull.fork !== undefined) return pull;
    const head = await this.commit(`heads/${pull.branch}`);
    if (head !== undefined) pull.head = head;
    return pull;
  }

  /** Deletes a branch; GitHub closes the pull requests of it. */
  async deleteBranch(branch: string): Promise<void> {
    for (const pull of this.pullRequests) await this.follow(pull);
    await git(this.gitDirectory, ["update-ref", "-d", `refs/heads/${branch}`]);
    for (const pull of this.pullRequests) if (pull.branch === branch && pull.state === "open") pull.state = "closed";
  }

  /** Merges a pull request with a merge commit, as a person does. */
  async merge(pull: StoredPullRequest): Promise<void> {
    await this.follow(pull);
    const base = pull.base ?? this.defaultBranch;
    const onto = (await this.commit(`heads/${base}`)) ?? "";
    const tree = await gitText(this.gitDirectory, ["merge-tree", "--write-tree", onto, pull.head]);
    const parents = ["-p", onto, "-p", pull.head];
    const sha = await gitText(this.gitDirectory, ["commit-tree", tree, ...parents, "-m", `Merge #${pull.number}`]);
    await git(this.gitDirectory, ["update-ref", `refs/heads/${base}`, sha]);
    pull.state = "closed";
    pull.merged = true;
  }

  /** Makes a tag, or moves it, as upstreams should not. */
  async tag(name: string, commit: string, kind: "annotated" | "lightweight" = "annotated"): Promise<void> {
    const options = kind === "annotated" ? ["-a", "-m", name] : [];
    await git(this.gitDirectory, ["tag", "--force", ...options, name, commit]);
  }
}
