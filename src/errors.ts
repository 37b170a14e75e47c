/**
 * Who has to act: `usage` and `input` are the caller's to mend (exit code 2), `outside` is a network, a service or
 * upstream (3), `blocked` is a checked thing that does not hold (1).
 */
export type ProblemKind = "usage" | "input" | "outside" | "blocked";

/** Where a problem lies. Lines and columns count from 1; columns count bytes, as Nix counts them. */
export interface Where {
  readonly file?: string;
  readonly line?: number;
  readonly column?: number;
  readonly input?: string;
}

export interface ProblemOptions {
  readonly kind: ProblemKind;
  readonly where?: Where;
  /** What to do about it, as an imperative sentence. */
  readonly hint?: string;
  readonly cause?: unknown;
}

/** What went wrong, where, and what to do about it: the one error that the program throws on purpose. */
export class Problem extends Error {
  override readonly name = "Problem";
  readonly kind: ProblemKind;
  readonly where: Where;
  readonly hint: string | undefined;

  constructor(message: string, options: ProblemOptions) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.kind = options.kind;
    this.where = options.where ?? {};
    this.hint = options.hint;
  }
}

export function isProblem(error: unknown): error is Problem {
  return error instanceof Problem;
}

/** `file:line:column`, as compilers and editors write it; the empty string where no file is known. */
export function location({ file, line, column }: Where): string {
  return [file, line, column].filter((part) => part !== undefined).join(":");
}

export const exitCodes: Readonly<Record<ProblemKind, number>> = { blocked: 1, usage: 2, input: 2, outside: 3 };
