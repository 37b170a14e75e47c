/** Quantities as people read them. */

/** `12.3 MB`, in powers of ten. */
export function size(bytes: number): string {
  const units = ["kB", "MB", "GB", "TB"];
  if (bytes < 1000) return `${bytes} B`;
  let value = bytes;
  let unit = -1;
  while (value >= 999.95 && unit < units.length - 1) {
    value /= 1000;
    unit++;
  }
  return `${value.toFixed(1)} ${units[unit]}`;
}

/** `12 s`, `3 min 12 s`, `1 h 2 min`. */
export function elapsed(ms: number): string {
  const seconds = Math.round(ms / 1000);
  if (seconds < 60) return `${ms < 10_000 ? (ms / 1000).toFixed(1) : seconds} s`;
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) return `${minutes} min ${seconds % 60} s`;
  return `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}

/** A closure's size: `12.3 MB in 40 paths`. */
export function closureSize(bytes: number, paths: number | null): string {
  return paths === null ? size(bytes) : `${size(bytes)} in ${paths} ${paths === 1 ? "path" : "paths"}`;
}
