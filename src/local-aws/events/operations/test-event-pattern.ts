import { stringOf } from '../../kernel/members.ts';
import type { Operation } from '../../kernel/operation.ts';
import { validation } from '../find.ts';
import { matchPattern } from '../pattern/match-pattern.ts';
import { parsePattern } from '../pattern/parse-pattern.ts';

const FIELDS = ['id', 'account', 'source', 'time', 'region', 'resources', 'detail-type'];

export const testEventPattern: Operation = {
  name: 'TestEventPattern',
  writes: false,
  handle: (params) => {
    const pattern = parsePattern(stringOf(params, 'EventPattern') ?? '');
    const event = JSON.parse(stringOf(params, 'Event') ?? '{}') as Record<string, unknown>;
    const missing = FIELDS.find((name) => !(name in event));
    if (missing !== undefined)
      throw validation(`Parameter Event is not valid. Reason: ${missing} is a required field.`);
    return { body: { Result: matchPattern(pattern, event) } };
  },
};
