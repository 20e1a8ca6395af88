import { stringOf } from '../kernel/members.ts';
import type { Params } from '../kernel/operation.ts';

/** One page of a list; the token is the position. */
export function pageOf<Item>(
  all: readonly Item[],
  params: Params,
  size: number,
): { items: readonly Item[]; NextToken?: string } {
  const token = stringOf(params, 'NextToken');
  const from = token ? Number(Buffer.from(token, 'base64url').toString()) || 0 : 0;
  const items = all.slice(from, from + size);
  const next = from + size;
  return next < all.length ? { items, NextToken: Buffer.from(String(next)).toString('base64url') } : { items };
}
