// Loaded into a measured process: writes its peak memory, in bytes, to the file that PEAK_FILE names.
import { readFileSync, writeFileSync } from "node:fs";

function peak() {
  try {
    // getrusage would count the parent's pages too, from before the program was loaded.
    const [, kilobytes] = /^VmHWM:\s*(\d+) kB$/m.exec(readFileSync("/proc/self/status", "utf8")) ?? [];
    return Number(kilobytes) * 1024;
  } catch {
    return process.resourceUsage().maxRSS * 1024;
  }
}

process.on("exit", () => writeFileSync(process.env.PEAK_FILE, String(peak())));
