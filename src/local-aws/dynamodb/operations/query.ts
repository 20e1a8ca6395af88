import { booleanOf } from '../../kernel/members.ts';
import type { Operation } from '../../kernel/operation.ts';
import { validation } from '../dynamodb-error.ts';
import { keyRange, type KeyRange } from '../expressions/key-condition.ts';
import { pathsOf } from '../expressions/paths-of.ts';
import type { ItemIndex, Position } from '../items/item-index.ts';
import { LAST } from '../items/keys.ts';
import { answerPage, readPageRequest, startPosition, type PageRequest } from '../items/page-request.ts';
import type { Walk } from '../items/read-page.ts';
import { fromLegacy } from '../items/from-legacy.ts';
import { keyAttributes } from '../table-schema.ts';

/** The places from the first that is in the range to the one after the last. */
function placesOf(order: ItemIndex, { partition, low, high }: KeyRange): { first: number; end: number } {
  return {
    first: order.firstFrom({ partition, range: low.text, primary: low.open ? LAST : '' }),
    end: order.firstFrom({ partition, range: high.text, primary: high.open ? '' : LAST }),
  };
}

function walkFrom(
  order: ItemIndex,
  range: KeyRange,
  { after, forward }: { after: Position | undefined; forward: boolean },
): Walk {
  const { first, end } = placesOf(order, range);
  if (after && after.partition !== range.partition) {
    throw validation('The provided starting key is outside query boundaries based on provided conditions');
  }
  const isWithin = (place: number): boolean => place >= first && place < end;
  if (forward) return { order, step: 1, isWithin, start: Math.max(first, after ? order.firstAfter(after) : 0) };
  return { order, step: -1, isWithin, start: order.next(Math.min(end, after ? order.firstFrom(after) : end), -1) };
}

/** What the key condition says is not filtered once more. */
function checkFilter({ filter, keys }: PageRequest): void {
  if (!filter) return;
  const names = keyAttributes(keys).map(({ name }) => name);
  const key = pathsOf(filter).find(([name]) => names.includes(String(name)))?.[0];
  if (key === undefined) return;
  throw validation(`Filter Expression can only contain non-primary key attributes: Primary key attribute: ${key}`);
}

export const query: Operation = {
  name: 'Query',
  writes: false,
  handle: (given, world) => {
    const params = fromLegacy(given);
    const request = readPageRequest(world, params);
    if (!request.keyCondition) {
      throw validation(
        'Either the KeyConditions or KeyConditionExpression parameter must be specified in the request.',
      );
    }
    const range = keyRange(request.keyCondition, request.keys);
    checkFilter(request);
    const order = request.table.order(request.index);
    const after = startPosition(request, params);
    const forward = booleanOf(params, 'ScanIndexForward') ?? true;
    return { body: answerPage(request, params, walkFrom(order, range, { after, forward })) };
  },
};
