/** What a listing asks for. */
export interface Listing {
  readonly prefix: string;
  readonly delimiter: string;
  /** Keys after this one, in UTF-8 order. */
  readonly after: string;
  readonly maxKeys: number;
}

export interface Listed<Item> {
  readonly items: readonly Item[];
  readonly commonPrefixes: readonly string[];
  /** Where the next page starts; undefined when this is the last. */
  readonly next?: string;
}

/** S3 orders keys by their UTF-8 bytes, which differs from JavaScript's order above the basic plane. */
export function compareKeys(a: string, b: string): number {
  return Buffer.compare(Buffer.from(a), Buffer.from(b));
}

function commonPrefix(key: string, { prefix, delimiter }: Listing): string | undefined {
  if (!delimiter) return undefined;
  const at = key.indexOf(delimiter, prefix.length);
  return at < 0 ? undefined : key.slice(0, at + delimiter.length);
}

/** One page of `items`, which are sorted by key. Items of one common prefix count as one, and are passed over together. */
export function listKeys<Item extends { readonly key: string }>(
  items: readonly Item[],
  listing: Listing,
): Listed<Item> {
  const found: Item[] = [];
  const prefixes: string[] = [];
  let last = '';
  for (const item of items) {
    if (!item.key.startsWith(listing.prefix)) continue;
    const common = commonPrefix(item.key, listing);
    const name = common ?? item.key;
    if (common !== undefined && common === prefixes.at(-1)) continue;
    if (listing.after && (compareKeys(item.key, listing.after) <= 0 || common === listing.after)) continue;
    if (found.length + prefixes.length >= listing.maxKeys) {
      return { items: found, commonPrefixes: prefixes, ...(last && { next: last }) };
    }
    if (common === undefined) found.push(item);
    else prefixes.push(common);
    last = name;
  }
  return { items: found, commonPrefixes: prefixes };
}
