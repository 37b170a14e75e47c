/** What the pins are to be brought to. */
export interface Goal {
  /** Null for an untagged commit. */
  readonly tag: string | null;
  /** What a Nix file names: the tag, or the full commit. */
  readonly ref: string;
  readonly commit: string;
  readonly version: string;
  readonly publishedAt: string | null;
}
