import { n as bumpOutcomes, t as bumpFileSchema } from "./bump2.js";

export { bumpFileSchema };