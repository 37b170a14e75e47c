import { a as checkOutputs, i as checkDocument, n as checkAgain, o as headline, r as checkCommand, s as recordedTag, t as check } from "./check.js";

export { checkCommand };