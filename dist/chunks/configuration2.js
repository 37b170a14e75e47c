import { i as readConfiguration, n as missingConfiguration, r as noConfiguration, t as configurableInputs } from "./configuration.js";

export { missingConfiguration, readConfiguration };