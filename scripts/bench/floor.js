// What Node itself takes: its own gunzip, piped into one SHA-256.
import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { pipeline } from "node:stream/promises";
import { createGunzip } from "node:zlib";

const hash = createHash("sha256");
await pipeline(createReadStream(process.argv[2]), createGunzip(), hash);
process.stdout.write(`${hash.digest("hex")}\n`);
