/** What is known of Dagster's own programs: how they are asked, and how their answers read. */
import * as z from "zod";
import { oneLine } from "../failure/lines.ts";

/** Three lines of user code, as short as a definitions file can be. */
export const definitions = `from dagster import Definitions, asset
probe = asset(lambda: 1, name="probe")
defs = Definitions(assets=[probe])
`;

/** No telemetry from a check. */
export const instanceConfiguration = "telemetry:\n  enabled: false\n";

/** Asks which code locations there are, and how each was loaded. */
export const workspaceQuery = `{
  workspaceOrError {
    __typename
    ... on Workspace {
      locationEntries {
        name
        loadStatus
        locationOrLoadError { __typename ... on PythonError { message } }
      }
    }
    ... on PythonError { message }
  }
}`;

const workspace = z.object({
  data: z.object({
    workspaceOrError: z.object({
      __typename: z.string(),
      message: z.string().optional(),
      locationEntries: z
        .array(
          z.object({
            loadStatus: z.string(),
            locationOrLoadError: z.object({ __typename: z.string(), message: z.string().optional() }).nullable(),
          }),
        )
        .optional(),
    }),
  }),
});

export type Loading =
  | { readonly kind: "loaded" }
  | { readonly kind: "loading" }
  | { readonly kind: "failed"; readonly message: string };

/** What the web server answers about its code locations. Anything unexpected counts as not loaded yet. */
export function readWorkspace(body: string): Loading {
  let value: unknown;
  try {
    value = JSON.parse(body);
  } catch {
    return { kind: "loading" };
  }
  const parsed = workspace.safeParse(value);
  if (!parsed.success) return { kind: "loading" };
  const { __typename, message, locationEntries = [] } = parsed.data.data.workspaceOrError;
  if (__typename === "PythonError") return { kind: "failed", message: oneLine(message ?? "") };
  for (const { loadStatus, locationOrLoadError: location } of locationEntries) {
    if (location?.__typename === "PythonError") return { kind: "failed", message: oneLine(location.message ?? "") };
    if (loadStatus !== "LOADED" || location === null) return { kind: "loading" };
  }
  return { kind: locationEntries.length === 0 ? "loading" : "loaded" };
}
