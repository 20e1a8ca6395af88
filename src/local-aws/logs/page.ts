/** One page; the token is the position after it. */
export function pageAfter<Item>(
  all: readonly Item[],
  token: string | undefined,
  size: number,
): { items: readonly Item[]; nextToken?: string } {
  const from = token ? Number(Buffer.from(token, 'base64url').toString()) || 0 : 0;
  const items = all.slice(from, from + size);
  const next = from + items.length;
  return next < all.length ? { items, nextToken: Buffer.from(String(next)).toString('base64url') } : { items };
}
