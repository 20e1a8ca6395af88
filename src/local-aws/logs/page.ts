import { positionOf, tokenAt } from '../kernel/page-token.ts';
import { invalidParameter } from './logs-error.ts';

/** One page; the token is the position after it. */
export function pageAfter<Item>(
  all: readonly Item[],
  token: string | undefined,
  size: number,
): { items: readonly Item[]; nextToken?: string } {
  const from = positionOf(token, () => invalidParameter('The specified nextToken is invalid.'));
  const items = all.slice(from, from + size);
  const next = from + items.length;
  return next < all.length ? { items, nextToken: tokenAt(next) } : { items };
}
