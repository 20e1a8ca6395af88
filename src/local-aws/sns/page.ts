import { stringOf } from '../kernel/members.ts';
import type { Params } from '../kernel/operation.ts';

/** Pages of 100; the token is the position. */
export function pageOf<Item>(all: readonly Item[], params: Params): { items: readonly Item[]; NextToken?: string } {
  const token = stringOf(params, 'NextToken');
  const from = token ? Number(Buffer.from(token, 'base64url').toString()) || 0 : 0;
  const items = all.slice(from, from + 100);
  const next = from + 100;
  return next < all.length ? { items, NextToken: Buffer.from(String(next)).toString('base64url') } : { items };
}
