/** One file of a zip-to-be. `path` uses forward slashes, has no leading one and no `..`. */
export interface FileEntry {
  readonly path: string;
  readonly executable: boolean;
  /** On disk, or made in memory (a bundle). */
  readonly from:
    | { readonly kind: 'disk'; readonly path: string; readonly bytes: number }
    | { readonly kind: 'memory'; readonly content: Buffer };
}

/** By code unit, the same on every machine; a locale would sort by its own rules. */
export function sortEntries(entries: readonly FileEntry[]): readonly FileEntry[] {
  return entries.toSorted((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0));
}
