export default {
  testEnvironment: "node",
  testMatch: ["<rootDir>/__tests__/**/*.test.ts"],
  extensionsToTreatAsEsm: [".ts"],
  transform: {
    "\\.ts$": ["@swc/jest", { jsc: { target: "es2024", parser: { syntax: "typescript" } }, module: { type: "es6" } }],
  },
  reporters: ["default", "<rootDir>/__tests__/helpers/skip-reporter.js"],
  // Tests wait for child processes more than they compute; on two cores jest would otherwise use one.
  maxWorkers: "100%",
  // Every child process is forked, which takes longer the larger the worker has grown.
  workerIdleMemoryLimit: "400MB",
  // A limit against hangs, not a measure of speed: no test asserts a duration.
  testTimeout: 120_000,
};
