import { n as bumpOutcomes, t as bumpFileSchema } from "./bump.js";

export { bumpFileSchema };