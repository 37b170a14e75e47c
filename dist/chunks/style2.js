import { n as printable, t as createStyle } from "./style.js";

export { createStyle };