import { isProblem, type Problem } from "../../src/errors.ts";

/** The Problem that a promise is rejected with; any other outcome is the test's failure. */
export async function problemOf(promise: Promise<unknown>): Promise<Problem> {
  try {
    await promise;
  } catch (error) {
    if (isProblem(error)) return error;
    throw error;
  }
  throw new Error("nothing was thrown, where a Problem was expected");
}

/** The Problem that a call throws; any other outcome is the test's failure. */
export function problemThrown(call: () => unknown): Problem {
  try {
    call();
  } catch (error) {
    if (isProblem(error)) return error;
    throw error;
  }
  throw new Error("nothing was thrown, where a Problem was expected");
}
