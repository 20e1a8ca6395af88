import { AwsError } from '../kernel/aws-error.ts';
import { numberOf, stringOf } from '../kernel/members.ts';
import type { Params } from '../kernel/operation.ts';
import { positionOf, tokenAt } from '../kernel/page-token.ts';
import { constraint } from './secrets-error.ts';

const invalidNextToken = (): AwsError =>
  new AwsError('InvalidNextTokenException', 400, 'The NextToken value is invalid.');

export interface Page<Item> {
  readonly items: readonly Item[];
  readonly next: { readonly NextToken?: string };
}

/** Throws InvalidNextTokenException for a token that no page gave. */
export function pageOf<Item>(params: Params, all: readonly Item[], largest: number): Page<Item> {
  const size = numberOf(params, 'MaxResults') ?? largest;
  if (!(size >= 1 && size <= largest)) {
    const bound = size < 1 ? 'greater than or equal to 1' : `less than or equal to ${largest}`;
    throw constraint(size, 'maxResults', `Member must have value ${bound}`);
  }
  const from = positionOf(stringOf(params, 'NextToken'), invalidNextToken);
  const to = from + size;
  return { items: all.slice(from, to), next: to < all.length ? { NextToken: tokenAt(to) } : {} };
}
