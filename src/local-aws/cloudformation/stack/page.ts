import { stringOf } from '../../kernel/members.ts';
import type { Params } from '../../kernel/operation.ts';
import { positionOf, tokenAt } from '../../kernel/page-token.ts';
import { validationError } from '../cloudformation-error.ts';

/** One page of a list; the token is the position. */
export function pageOf<Item>(
  all: readonly Item[],
  params: Params,
  size: number,
): { items: readonly Item[]; NextToken?: string } {
  const token = stringOf(params, 'NextToken');
  const from = positionOf(token, () => validationError('Invalid NextToken.'));
  const items = all.slice(from, from + size);
  const next = from + size;
  return next < all.length ? { items, NextToken: tokenAt(next) } : { items };
}
