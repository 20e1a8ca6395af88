import { randomBytes } from 'node:crypto';
import type { World } from '../../kernel/world.ts';
import type { Change } from '../items/write.ts';
import { equalValues } from '../values/compare.ts';
import { itemBytes } from '../values/size.ts';
import { logOf, RETENTION_MS, streams, type ChangeRecord, type ViewType } from './stream-rows.ts';

function nameOf({ before, after }: Change): ChangeRecord['eventName'] {
  if (!before) return 'INSERT';
  return after ? 'MODIFY' : 'REMOVE';
}

function makeRecord(change: Change, viewType: ViewType): ChangeRecord {
  const { key, before, after } = change;
  const newImage = viewType.startsWith('NEW') ? after : undefined;
  const oldImage = viewType === 'OLD_IMAGE' || viewType === 'NEW_AND_OLD_IMAGES' ? before : undefined;
  const parts = [key, newImage, oldImage];
  return {
    eventId: randomBytes(16).toString('hex'),
    eventName: nameOf(change),
    keys: key,
    ...(newImage && { newImage }),
    ...(oldImage && { oldImage }),
    sizeBytes: parts.reduce((sum, part) => sum + (part ? itemBytes(part) : 0), 0),
  };
}

/** A write that changes nothing is not told: https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Streams.html */
export function recordChange(world: World, change: Change): void {
  const { row, before, after } = change;
  const stream = row.streamArn === undefined ? undefined : streams(world).get(row.streamArn);
  if (!stream?.enabled) return;
  if (!before && !after) return;
  if (before && after && equalValues({ M: before }, { M: after })) return;
  const now = world.clock.now();
  const log = logOf(world, stream);
  log.trim(now - RETENTION_MS);
  log.append(makeRecord(change, stream.viewType), now);
}
