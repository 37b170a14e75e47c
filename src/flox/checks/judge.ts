/** Whether what was built is what it should be: facts in, decision out. */
import { comparePep440 } from "../../upstream/pep440.ts";
import { oneLine } from "../failure/lines.ts";
import type { ExpectedProject } from "./expected.ts";
import type { Inspection } from "./inspect.ts";

export interface Judgement {
  readonly status: "passed" | "failed";
  /** One line for people; empty where there is nothing to say. */
  readonly note: string;
}

export const passed = (note = ""): Judgement => ({ status: "passed", note });
export const failed = (note: string): Judgement => ({ status: "failed", note });

/** Every sentence is a fault; none is a pass. */
export function judged(faults: readonly string[], note: string): Judgement {
  return faults.length === 0 ? passed(note) : failed(faults.join("; "));
}

/**
 * The version that the built metadata reports, against the one that the release states. A build of a new rev with an old
 * hash finds the old source in the store, and is green: only this tells.
 */
export function judgeVersions(projects: readonly ExpectedProject[], { distributions }: Inspection): Judgement {
  const faults = projects.flatMap(({ project, version }) => {
    const built = distributions.get(project)?.version;
    if (built === undefined) return [`${project} is not there`];
    if (version === undefined || isSame(built, version)) return [];
    return [`${project} reports ${oneLine(built, 80)}, not ${version}`];
  });
  const known = projects.map(({ project }) => `${project} ${oneLine(distributions.get(project)?.version ?? "", 80)}`);
  return judged(faults, known.join(", "));
}

function isSame(built: string, expected: string): boolean {
  return built === expected || comparePep440(built, expected) === 0;
}

/** What a web server has to answer for its page to be there. */
export interface PageAnswer {
  readonly status: number;
  readonly body: string;
}

export function judgePage(answer: PageAnswer | undefined): Judgement {
  if (answer === undefined) return failed("/ is not answered");
  if (answer.status !== 200) return failed(`/ is answered with ${answer.status}`);
  return /<!doctype html|<html/i.test(answer.body) ? passed() : failed("/ is answered with something that is no page");
}
