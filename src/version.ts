import packageJson from "../package.json" with { type: "json" };

/** The version of this program, and its home on GitHub. */
export const { version } = packageJson;
