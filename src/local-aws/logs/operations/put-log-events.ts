import { structuresOf } from '../../kernel/members.ts';
import type { Operation } from '../../kernel/operation.ts';
import type { LogEvent } from '../../kernel/world.ts';
import { findGroup, findStream } from '../find-group.ts';
import { invalidParameter } from '../logs-error.ts';

/** "The maximum batch size is 1,048,576 bytes", each event counted with 26 bytes more. */
const BATCH_LIMIT_BYTES = 1_048_576;
const DAY_MS = 86_400_000;

export const putLogEvents: Operation = {
  name: 'PutLogEvents',
  writes: true,
  handle: (params, world) => {
    const group = findGroup(params, world);
    const stream = findStream(params, world, group);
    const events = structuresOf(params, 'logEvents').map((event) => ({
      timestamp: Number(event['timestamp']),
      message: String(event['message']),
    }));
    checkBatch(events);
    const now = world.clock.now();
    const tooOld = events.filter(({ timestamp }) => timestamp < now - 14 * DAY_MS).length;
    const tooNew = events.findIndex(({ timestamp }) => timestamp > now + 2 * 3_600_000);
    const kept = events.slice(tooOld, tooNew < 0 ? undefined : tooNew);
    world.logs.append(group.name, stream.name, kept);
    world.logs.flush();
    const rejected = {
      ...(tooOld > 0 && { tooOldLogEventEndIndex: tooOld }),
      ...(tooNew >= 0 && { tooNewLogEventStartIndex: tooNew }),
    };
    return {
      body: {
        nextSequenceToken: '49039859592450370834478564158',
        ...(kept.length < events.length && { rejectedLogEventsInfo: rejected }),
      },
    };
  },
};

function checkBatch(events: readonly LogEvent[]): void {
  if (events.length === 0) {
    throw invalidParameter(
      "1 validation error detected: Value '[]' at 'logEvents' failed to satisfy constraint: Member must have length greater than or equal to 1",
    );
  }
  if (events.some(({ timestamp }, index) => timestamp < (events[index - 1]?.timestamp ?? 0))) {
    throw invalidParameter('Log events in a single PutLogEvents request must be in chronological order.');
  }
  const size = events.reduce((sum, { message }) => sum + Buffer.byteLength(message) + 26, 0);
  if (size > BATCH_LIMIT_BYTES) {
    throw invalidParameter(`Upload too large: ${size} bytes exceeds limit of ${BATCH_LIMIT_BYTES}`);
  }
}
