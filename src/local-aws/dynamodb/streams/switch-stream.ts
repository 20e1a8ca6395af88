import { createHash } from 'node:crypto';
import { booleanOf, recordOf, stringOf, structuresOf } from '../../kernel/members.ts';
import type { Params } from '../../kernel/operation.ts';
import type { World } from '../../kernel/world.ts';
import { invalidValues, validation } from '../dynamodb-error.ts';
import { tableArn, type TableRow } from '../table-rows.ts';
import { forgetLog, logOf, RETENTION_MS, streams, type StreamRow, type ViewType } from './stream-rows.ts';

const VIEW_TYPES: readonly string[] = ['NEW_IMAGE', 'OLD_IMAGE', 'NEW_AND_OLD_IMAGES', 'KEYS_ONLY'];

function makeStream(world: World, { name, settings }: TableRow, viewType: ViewType): StreamRow {
  const now = world.clock.now();
  const label = new Date(now).toISOString().slice(0, -1);
  const arn = `${tableArn(world, name)}/stream/${label}`;
  const tail = createHash('sha256').update(arn).digest('hex').slice(0, 8);
  return {
    arn,
    tableName: name,
    label,
    viewType,
    keySchema: structuresOf(settings, 'KeySchema'),
    enabled: true,
    createdAt: now,
    shardId: `shardId-${String(now).padStart(20, '0')}-${tail}`,
  };
}

/** Streams that nobody may read any more. */
function sweep(world: World): void {
  const oldest = world.clock.now() - RETENTION_MS;
  for (const stream of streams(world).values()) {
    if ((stream.closedAt ?? Infinity) > oldest) continue;
    logOf(world, stream).clear();
    forgetLog(world, stream);
    streams(world).delete(stream.arn);
  }
}

export function closeStream(world: World, { streamArn }: TableRow): void {
  const stream = streamArn === undefined ? undefined : streams(world).get(streamArn);
  if (stream?.enabled) streams(world).set(stream.arn, { ...stream, enabled: false, closedAt: world.clock.now() });
}

function enable(world: World, row: TableRow, wanted: Params): TableRow {
  const viewType = stringOf(wanted, 'StreamViewType');
  if (viewType === undefined) {
    throw invalidValues('StreamViewType is required when StreamEnabled is true');
  }
  if (!VIEW_TYPES.includes(viewType)) {
    throw validation(
      `1 validation error detected: Value '${viewType}' at 'streamSpecification.streamViewType' failed to satisfy constraint: Member must satisfy enum value set: [NEW_IMAGE, OLD_IMAGE, NEW_AND_OLD_IMAGES, KEYS_ONLY]`,
    );
  }
  const current = row.streamArn === undefined ? undefined : streams(world).get(row.streamArn);
  if (current?.enabled) throw validation(`Table already has an enabled stream: ${row.name}`);
  sweep(world);
  const stream = makeStream(world, row, viewType as ViewType);
  streams(world).set(stream.arn, stream);
  return { ...row, streamArn: stream.arn };
}

/** The table's row after its StreamSpecification was set. */
export function switchStream(world: World, row: TableRow, settings: Params): TableRow {
  const wanted = recordOf<unknown>(settings, 'StreamSpecification');
  if (!wanted) return row;
  if (booleanOf(wanted, 'StreamEnabled') === true) return enable(world, row, wanted);
  if (row.streamArn === undefined || !streams(world).get(row.streamArn)?.enabled) {
    // At creation it may be said that there is none.
    return row;
  }
  closeStream(world, row);
  return row;
}
