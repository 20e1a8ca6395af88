import { booleanOf, numberOf, stringOf } from '../../kernel/members.ts';
import type { Operation, Params } from '../../kernel/operation.ts';
import { AwsError } from '../../kernel/aws-error.ts';
import { positionOf, tokenAt } from '../../kernel/page-token.ts';
import { describeParameter, parameters } from '../parameter-rows.ts';

/** At most, and when nothing is said. */
const PAGE = 10;

export const getParametersByPath: Operation = {
  name: 'GetParametersByPath',
  writes: false,
  handle: (params, world) => {
    const path = `${(stringOf(params, 'Path') ?? '/').replace(/\/$/, '')}/`;
    const isDeep = booleanOf(params, 'Recursive') ?? false;
    const found = parameters(world)
      .values()
      .filter(({ name }) => name.startsWith(path) && (isDeep || !name.slice(path.length).includes('/')));
    const from = positionOf(stringOf(params, 'NextToken'), invalidNextToken);
    const next = from + sizeOf(params);
    const Parameters = found.slice(from, next).map((row) => describeParameter(world, row));
    return { body: { Parameters, ...(next < found.length && { NextToken: tokenAt(next) }) } };
  },
};

const invalidNextToken = (): AwsError => new AwsError('InvalidNextToken', 400, 'The specified token is not valid.');

function sizeOf(params: Params): number {
  const size = numberOf(params, 'MaxResults') ?? PAGE;
  if (size >= 1 && size <= PAGE) return size;
  const bound = size < 1 ? 'greater than or equal to 1' : `less than or equal to ${PAGE}`;
  throw new AwsError(
    'ValidationException',
    400,
    `1 validation error detected: Value '${size}' at 'maxResults' failed to satisfy constraint: Member must have value ${bound}`,
  );
}
