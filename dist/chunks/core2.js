import { a as group, c as setSecret, d as summary, i as error, l as startGroup, n as debug, o as info, r as endGroup, s as setOutput, t as ExitCode, u as warning } from "./core.js";

export { error, setOutput, summary, warning };