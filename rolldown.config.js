import { defineConfig } from "rolldown";

export default defineConfig({
  input: { index: "src/index.ts", cli: "src/cli.ts" },
  platform: "node",
  resolve: { conditionNames: ["node", "import", "default"] },
  output: {
    dir: "dist",
    format: "esm",
    cleanDir: true,
    entryFileNames: "[name].js",
    chunkFileNames: "chunks/[name].js",
    minify: false,
    // Licences stay; the documentation of other people's functions is not read here.
    comments: { legal: true, annotation: true, jsdoc: false },
  },
});
