import { stringOf } from '../kernel/members.ts';
import type { Params } from '../kernel/operation.ts';
import { positionOf, tokenAt } from '../kernel/page-token.ts';
import { invalidParameter } from './sns-error.ts';

/** Pages of 100; the token is the position. */
export function pageOf<Item>(all: readonly Item[], params: Params): { items: readonly Item[]; NextToken?: string } {
  const token = stringOf(params, 'NextToken');
  const from = positionOf(token, () => invalidParameter('NextToken Reason: it is none that a list gave'));
  const items = all.slice(from, from + 100);
  const next = from + 100;
  return next < all.length ? { items, NextToken: tokenAt(next) } : { items };
}
