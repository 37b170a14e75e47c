import * as z from "zod";

export const hashSchema = z
  .strictObject({
    schema: z.literal(1),
    hashes: z.array(
      z
        .strictObject({
          target: z.string().meta({ description: "The file or URL, as it was given" }),
          hash: z.string().meta({ description: "SRI: `sha256-` and base 64" }),
          mode: z.enum(["nar", "flat"]).meta({ description: "Of the tree in the archive, or of the file itself" }),
        })
        .meta({ id: "HashedTarget" }),
    ),
  })
  .meta({ title: "flox-upstream hash --json" });

export type HashDocument = z.infer<typeof hashSchema>;
