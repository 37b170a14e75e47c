// Loaded before the program (`node --import`): ends it, as `kill -9` does, just before the step that KILL_AT names.
// `rename:3` is the third file that is renamed, `file:10` the tenth step of writing files of any kind, `request:2` the
// second request that changes something on a server, once the one before is answered.
import { constants } from "node:fs";
import fs from "node:fs/promises";
import { syncBuiltinESMExports } from "node:module";

const [kind, number] = process.env.KILL_AT.split(":");
let left = Number(number);

function step(of) {
  if (of !== kind || --left > 0) return;
  process.kill(process.pid, "SIGKILL");
}

const { rename, open } = fs;
fs.rename = (...paths) => {
  step("rename");
  step("file");
  return rename(...paths);
};
fs.open = async (path, flags, ...rest) => {
  step("file");
  const handle = await open(path, flags, ...rest);
  if (flags === "wx" || flags === constants.O_RDONLY) {
    for (const method of ["writeFile", "sync", "close"]) {
      const original = handle[method].bind(handle);
      handle[method] = (...given) => {
        step("file");
        return original(...given);
      };
    }
  }
  return handle;
};
syncBuiltinESMExports();

const { fetch } = globalThis;
globalThis.fetch = (url, init) => {
  if ((init?.method ?? "GET") !== "GET") step("request");
  return fetch(url, init);
};
