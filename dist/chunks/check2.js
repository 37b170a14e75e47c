import { a as headline, i as checkOutputs, n as checkCommand, r as checkDocument, t as check } from "./check.js";

export { checkCommand };