export default {
  testEnvironment: "node",
  testMatch: ["<rootDir>/__tests__/**/*.test.ts"],
  extensionsToTreatAsEsm: [".ts"],
  transform: {
    "\\.ts$": ["@swc/jest", { jsc: { target: "es2024", parser: { syntax: "typescript" } }, module: { type: "es6" } }],
  },
  reporters: ["default", "<rootDir>/__tests__/helpers/skip-reporter.js"],
  // A limit against hangs, not a measure of speed: no test asserts a duration.
  testTimeout: 120_000,
};
