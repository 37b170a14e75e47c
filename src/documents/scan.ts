import * as z from "zod";

const line = z.int().min(1);
const column = z.int().min(1).meta({ description: "In bytes, as Nix counts" });

export const refusal = z.strictObject({ file: z.string(), line, reason: z.string() }).meta({ id: "Refusal" });
export const leftover = z.strictObject({ file: z.string(), line, text: z.string() }).meta({ id: "Leftover" });

const pin = z
  .strictObject({
    file: z.string(),
    line,
    column,
    fetcher: z.enum(["fetchFromGitHub", "fetchPypi", "fetchurl", "fetchzip", "fetchTarball"]),
    origin: z.enum(["upstream", "pypi"]),
    ref: z.string().nullable().meta({ description: "The rev or tag, or the URL's" }),
    project: z.string().nullable().meta({ description: "fetchPypi: the project" }),
    version: z.string().nullable().meta({ description: "fetchPypi: the version" }),
    hash: z.string().nullable(),
    hashMode: z
      .enum(["nar", "flat", "build"])
      .meta({ description: "Of the tree, of the file, or only known by a build" }),
    url: z.string().nullable().meta({ description: "What Nix fetches" }),
  })
  .meta({ id: "Pin" });

const scannedPackage = z
  .strictObject({
    attribute: z.string(),
    file: z.string(),
    name: z.string().nullable(),
    role: z.enum(["source", "built", "join"]),
    belongs: z.boolean().meta({ description: "Whether it belongs to the upstream" }),
    because: z.string(),
    version: z.strictObject({ value: z.string(), file: z.string(), line, column }).nullable(),
    sourceDirectory: z.string().nullable(),
    uses: z.array(z.string()),
    pins: z.array(pin),
  })
  .meta({ id: "ScannedPackage" });

export const scanSchema = z
  .strictObject({
    schema: z.literal(1),
    packages: z.array(scannedPackage),
    leftovers: z.array(leftover),
    refusals: z.array(refusal),
  })
  .meta({ title: "flox-upstream scan --json" });

export type ScanDocument = z.infer<typeof scanSchema>;
