import { randomUUID } from 'node:crypto';
import type { World } from '../../kernel/world.ts';
import { checkTags } from '../check-tags.ts';
import { defineOperation } from '../define-operation.ts';
import { conflict, invalidParameter, parameterNotImplemented } from '../errors.ts';
import { changeSettings, checkQueue, describeMapping, eventSourceMembers } from '../event-source-input.ts';
import { eventSourceMappings, type EventSourceSettings } from '../event-source-rows.ts';
import { beginTransition } from '../settle-mapping.ts';
import { tags } from '../validation/function-configuration.ts';
import { namespacedFunctionName, serviceArn } from '../validation/names.ts';
import { oneOf, structure, timestamp, type ValueOf } from '../validation/shape.ts';

const input = structure(
  { FunctionName: namespacedFunctionName },
  {
    ...eventSourceMembers,
    EventSourceArn: serviceArn,
    StartingPosition: oneOf('LATEST', 'AT_TIMESTAMP', 'TRIM_HORIZON'),
    StartingPositionTimestamp: timestamp,
    SelfManagedEventSource: structure({}, {}),
    Tags: tags,
  },
);

type Input = ValueOf<typeof input>;

/** Only queues can be polled here. */
function readQueueArn(request: Input): string {
  const arn = request.EventSourceArn;
  if (arn === undefined && !request.SelfManagedEventSource) throw invalidParameter('Unrecognized event source.');
  const service = arn?.split(':')[2] ?? 'kafka';
  if (service !== 'sqs') throw parameterNotImplemented('CreateEventSourceMapping', `event sources of ${service}`);
  if (request.StartingPosition !== undefined) {
    throw invalidParameter('StartingPosition is not valid for SQS event sources.');
  }
  return arn as string;
}

/** One function, whatever its qualifier, may have a queue once; another function may have the same queue (recorded). */
function refuseDuplicate(world: World, queueArn: string, { functionName }: EventSourceSettings): void {
  const existing = eventSourceMappings(world)
    .values()
    .find((row) => row.eventSourceArn === queueArn && row.settings.functionName === functionName);
  if (!existing) return;
  throw conflict(
    `An event source mapping with SQS arn (" ${queueArn} ") and function (" ${functionName} ") already exists. Please update or delete the existing mapping with UUID ${existing.uuid}`,
  );
}

export const createEventSourceMapping = defineOperation({
  name: 'CreateEventSourceMapping',
  route: 'POST /2015-03-31/event-source-mappings',
  writes: true,
  input,
  handle: async (request, world) => {
    const queueArn = readQueueArn(request);
    if (request.Tags) checkTags(request.Tags);
    const settings = changeSettings(world, { operation: 'CreateEventSourceMapping', queueArn }, request);
    await checkQueue(world, queueArn, settings);
    refuseDuplicate(world, queueArn, settings);
    const row = beginTransition(world, {
      uuid: randomUUID(),
      eventSourceArn: queueArn,
      settings,
      state: 'Creating',
      lastModifiedMs: world.clock.now(),
      tags: request.Tags ?? {},
    });
    return { status: 202, body: describeMapping(world, row) };
  },
});
