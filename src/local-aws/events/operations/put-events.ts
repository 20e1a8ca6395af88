import { randomUUID } from 'node:crypto';
import { stringOf, structuresOf, listOf } from '../../kernel/members.ts';
import type { Operation, Params } from '../../kernel/operation.ts';
import type { World } from '../../kernel/world.ts';
import { buses } from '../event-rows.ts';
import { validation } from '../find.ts';
import { putEvent } from '../put-event.ts';

const LIMIT_BYTES = 1_048_576;

/** Entries fail one by one. An event for a bus that does not exist is accepted and lost, as on AWS. */
export const putEvents: Operation = {
  name: 'PutEvents',
  writes: true,
  handle: (params, world) => {
    const entries = structuresOf(params, 'Entries');
    if (entries.length === 0 || entries.length > 10) {
      throw validation(
        `1 validation error detected: Value '${entries.length}' at 'entries' failed to satisfy constraint: Member must have length ${entries.length === 0 ? 'greater than or equal to 1' : 'less than or equal to 10'}`,
      );
    }
    if (Buffer.byteLength(JSON.stringify(entries)) > LIMIT_BYTES) {
      throw validation('Total size of the entries in the request is over the limit.');
    }
    const Entries = entries.map((entry) => putOne(world, entry));
    return { body: { FailedEntryCount: Entries.filter((entry) => 'ErrorCode' in entry).length, Entries } };
  },
};

type EntryReply = { EventId: string } | { ErrorCode: string; ErrorMessage: string };

function putOne(world: World, entry: Params): EntryReply {
  for (const name of ['Source', 'DetailType', 'Detail']) {
    if (stringOf(entry, name)) continue;
    return failed('InvalidArgument', `Parameter ${name} is not valid. Reason: ${name} is a required argument.`);
  }
  const source = stringOf(entry, 'Source') as string;
  if (source.startsWith('aws.')) {
    return failed('NotAuthorizedForSourceException', 'Not authorized for the source.');
  }
  const detail = parseDetail(stringOf(entry, 'Detail') as string);
  if (!detail) return failed('MalformedDetail', 'Detail is malformed.');
  const bus = (stringOf(entry, 'EventBusName') ?? 'default').split('/').at(-1) as string;
  const event = {
    bus,
    source,
    detailType: stringOf(entry, 'DetailType') as string,
    detail,
    resources: listOf(entry, 'Resources'),
    ...timeOf(entry['Time']),
  };
  if (bus !== 'default' && !buses(world).has(bus)) return { EventId: randomUUID() };
  return { EventId: putEvent(world, event) };
}

function failed(ErrorCode: string, ErrorMessage: string): EntryReply {
  return { ErrorCode, ErrorMessage };
}

function parseDetail(text: string): Record<string, unknown> | undefined {
  try {
    const detail: unknown = JSON.parse(text);
    return typeof detail === 'object' && detail !== null && !Array.isArray(detail)
      ? (detail as Record<string, unknown>)
      : undefined;
  } catch {
    return undefined;
  }
}

/** Epoch seconds on the wire. */
function timeOf(value: unknown): { time?: Date } {
  if (value === undefined || value === null) return {};
  return { time: typeof value === 'number' ? new Date(value * 1000) : new Date(value as string) };
}
