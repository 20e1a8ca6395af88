import { numberOf } from '../../kernel/members.ts';
import type { Operation, Params } from '../../kernel/operation.ts';
import { constraint, validation } from '../dynamodb-error.ts';
import type { ItemIndex } from '../items/item-index.ts';
import { answerPage, readPageRequest, startPosition } from '../items/page-request.ts';
import type { Walk } from '../items/read-page.ts';
import { fromLegacy } from '../items/from-legacy.ts';

const HASHES = 2 ** 32;
const MOST_SEGMENTS = 1_000_000;

function readSegment(params: Params): { segment: number; total: number } {
  const [segment, total] = [numberOf(params, 'Segment'), numberOf(params, 'TotalSegments')];
  if (segment === undefined && total === undefined) return { segment: 0, total: 1 };
  if (total === undefined) {
    throw validation(
      'The TotalSegments parameter is required but was not present in the request when Segment parameter is present',
    );
  }
  if (segment === undefined) {
    throw validation(
      'The Segment parameter is required but was not present in the request when parameter TotalSegments is present',
    );
  }
  if (total < 1 || total > MOST_SEGMENTS) {
    const bound = total < 1 ? 'greater than or equal to 1' : `less than or equal to ${MOST_SEGMENTS}`;
    throw constraint(String(total), 'totalSegments', `Member must have value ${bound}`);
  }
  if (segment < 0 || segment >= total) {
    throw validation(
      `The Segment parameter is zero-based and must be less than parameter TotalSegments: Segment: ${segment} is not less than TotalSegments: ${total}`,
    );
  }
  return { segment, total };
}

/** Entries stand in the order of their partitions' hashes: a segment is a range of hashes. */
function boundary(order: ItemIndex, segment: number, total: number): number {
  if (segment === total) return order.end;
  const partition = Math.floor((HASHES * segment) / total)
    .toString(16)
    .padStart(8, '0');
  return order.firstFrom({ partition, range: '', primary: '' });
}

export const scan: Operation = {
  name: 'Scan',
  writes: false,
  handle: (given, world) => {
    const params = fromLegacy(given);
    const { segment, total } = readSegment(params);
    const request = readPageRequest(world, params);
    const order = request.table.order(request.index);
    const after = startPosition(request, params);
    const first = boundary(order, segment, total);
    const end = boundary(order, segment + 1, total);
    const start = after ? Math.max(first, order.firstAfter(after)) : first;
    const walk: Walk = { order, start, step: 1, isWithin: (place) => place < end };
    return { body: answerPage(request, params, walk) };
  },
};
