/** The build without Redis, which the throttling plugin uses; its types are the whole one's. */
declare module "bottleneck/light.js" {
  export { default } from "bottleneck";
}
