import { t as require_light } from "./light2.js";

export default require_light();

export {  };