import type { Style } from "./style.ts";

/** A heading over rows of two columns; nothing where there are no rows. */
export function listed(style: Style, title: string, rows: readonly (readonly [string, string])[]): string {
  return rows.length === 0 ? "" : `${style.paint("bold", title)}\n${style.table([], rows)}`;
}
