import { isProblem, type Problem } from "../../src/errors.ts";

/** The Problem that a call throws; anything else is a failure of the test. */
export function problemOf(call: () => unknown): Problem {
  try {
    call();
  } catch (error) {
    if (isProblem(error)) {
      return error;
    }
    throw error;
  }
  throw new Error("Nothing was thrown.");
}
