const signals = ["SIGINT", "SIGTERM", "SIGHUP"] as const;

/**
 * Runs `body` with a signal that is raised when the process is asked to end; meanwhile that alone does not end it, so
 * that what was started can be ended and what was found be written. GitHub asks by SIGINT and SIGTERM, and kills after
 * ten seconds.
 */
export async function interruptible<T>(body: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const controller = new AbortController();
  const interrupt = () => controller.abort();
  for (const name of signals) process.on(name, interrupt);
  try {
    return await body(controller.signal);
  } finally {
    for (const name of signals) process.off(name, interrupt);
  }
}
