import { constraint } from '../kernel/constraint.ts';
import { numberOf } from '../kernel/members.ts';
import type { Params } from '../kernel/operation.ts';

/** How many records a reader asks for at the most. Throws ValidationException. */
export function readLimit(params: Params, most: number): number {
  const limit = numberOf(params, 'Limit') ?? most;
  if (limit >= 1 && limit <= most) return limit;
  const bound = limit < 1 ? 'greater than or equal to 1' : `less than or equal to ${most}`;
  throw constraint(String(limit), 'limit', `Member must have value ${bound}`);
}
