import { numberOf, stringOf } from '../kernel/members.ts';
import type { Params } from '../kernel/operation.ts';
import { positionOf, tokenAt } from '../kernel/page-token.ts';
import { validation } from './find.ts';

/** One page of at most `Limit` (or MaxResults; 100); the token is the position. */
export function pageOf<Item>(
  all: readonly Item[],
  params: Params,
  refused = () => validation('Invalid NextToken.'),
): { items: readonly Item[]; NextToken?: string } {
  const size = numberOf(params, 'Limit') ?? numberOf(params, 'MaxResults') ?? 100;
  const token = stringOf(params, 'NextToken');
  const from = positionOf(token, refused);
  const items = all.slice(from, from + size);
  const next = from + size;
  return next < all.length ? { items, NextToken: tokenAt(next) } : { items };
}
