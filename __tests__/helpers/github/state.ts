import { join } from "node:path";
import type { IncomingRequest } from "../loopback.ts";
import { Repository, type RepositoryOptions } from "./repository.ts";

/** What a token may do. */
export interface Access {
  readonly permissions: Readonly<Record<string, "read" | "write">>;
  /** The private repositories that it sees, as `owner/name`; all where it is not said. */
  readonly repositories?: readonly string[];
  /** Whether it sees an organization's teams: an App's or a person's does, a workflow's own does not. */
  readonly teams?: boolean;
  /** Whether GraphQL changes anything for it; it does where it is not said. */
  readonly mutations?: boolean;
}

export class GitHubState {
  readonly tokens = new Map<string, Access>();
  /** Requests for which there is no route: a test's mistake, or the program's. */
  readonly unknownRequests: string[] = [];
  /** Holds the repositories that are made here. */
  readonly #folder: string;
  readonly #repositories = new Map<string, Repository>();
  apiUrl = "";
  serverUrl = "";
  archivesUrl = "";

  constructor(folder: string) {
    this.#folder = folder;
  }

  async addRepository(fullName: string, options: RepositoryOptions = {}): Promise<Repository> {
    const repository = await Repository.create(fullName, join(this.#folder, `${fullName}.git`), options);
    this.#repositories.set(fullName.toLowerCase(), repository);
    return repository;
  }

  repository(fullName: string): Repository | undefined {
    return this.#repositories.get(fullName.toLowerCase());
  }

  /** What the request's token may do; undefined without one. */
  access({ headers }: IncomingRequest): Access | "unknown" | undefined {
    const given = headers.authorization;
    if (given === undefined) return undefined;
    const [, token = ""] = /^(?:token|bearer) (.+)$/i.exec(given) ?? [];
    return this.tokens.get(token) ?? "unknown";
  }

  mayRead(repository: Repository, access: Access | undefined): boolean {
    if (!repository.private) return true;
    if (access === undefined) return false;
    return access.repositories?.includes(repository.fullName) ?? true;
  }
}
