/** What an archive may ask of us. All sizes are bytes. */
export const limits = {
  /** A PAX header or a GNU long name. */
  headerBytes: 1024 * 1024,
  /** Directories that are only implied are counted too. */
  entries: 1_000_000,
  depth: 256,
  /** Linux's PATH_MAX without its final NUL, and NAME_MAX: what cannot be unpacked has no hash. */
  pathBytes: 4095,
  nameBytes: 255,
  /** A gzip file of 16 MB can unpack to this. */
  unpackedBytes: 16 * 1024 ** 3,
  /**
   * What is held in memory until its place in the NAR comes; beyond that in the temporary file. With Node's own memory
   * and what is on its way through gunzip, the whole stays below 150 MB.
   */
  heldBytes: 32 * 1024 * 1024,
  /** All captured files together. */
  capturedBytes: 64 * 1024 * 1024,
} as const;
