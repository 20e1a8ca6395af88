import { randomUUID } from 'node:crypto';
import type { World } from '../../kernel/world.ts';
import { checkTags } from '../check-tags.ts';
import { defineOperation } from '../define-operation.ts';
import { conflict, invalidParameter, parameterNotImplemented } from '../errors.ts';
import { changeSettings, checkQueue, describeMapping, eventSourceMembers } from '../event-source-input.ts';
import { eventSourceMappings, isStream, type EventSourceSettings } from '../event-source-rows.ts';
import { checkStart, checkStream, setStart, type StartingPoint } from '../stream-input.ts';
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

const POLLED = ['sqs', 'kinesis', 'dynamodb'];

function readSourceArn(request: Input): string {
  const arn = request.EventSourceArn;
  if (arn === undefined && !request.SelfManagedEventSource) throw invalidParameter('Unrecognized event source.');
  const service = arn?.split(':')[2] ?? 'kafka';
  if (arn?.includes(':stream/') && arn.includes('/consumer/')) {
    throw parameterNotImplemented('CreateEventSourceMapping', 'event sources with enhanced fan-out');
  }
  if (!POLLED.includes(service))
    throw parameterNotImplemented('CreateEventSourceMapping', `event sources of ${service}`);
  if (service !== 'sqs') checkStart(arn as string, startOf(request));
  else if (request.StartingPosition !== undefined) {
    throw invalidParameter('StartingPosition is not valid for SQS event sources.');
  }
  return arn as string;
}

function startOf({ StartingPosition, StartingPositionTimestamp }: Input): StartingPoint {
  return {
    ...(StartingPosition !== undefined && { StartingPosition }),
    ...(StartingPositionTimestamp !== undefined && { StartingPositionTimestamp }),
  };
}

/** One function, whatever its qualifier, may have a source once; another function may have the same one (recorded for queues). */
function refuseDuplicate(world: World, arn: string, { functionName }: EventSourceSettings): void {
  const existing = eventSourceMappings(world)
    .values()
    .find((row) => row.eventSourceArn === arn && row.settings.functionName === functionName);
  if (!existing) return;
  if (isStream(arn)) {
    throw conflict(
      `The event source arn (" ${arn} ") and function (" ${functionName} ") provided mapping already exists. Please update or delete the existing mapping with UUID ${existing.uuid}`,
    );
  }
  throw conflict(
    `An event source mapping with SQS arn (" ${arn} ") and function (" ${functionName} ") already exists. Please update or delete the existing mapping with UUID ${existing.uuid}`,
  );
}

export const createEventSourceMapping = defineOperation({
  name: 'CreateEventSourceMapping',
  route: 'POST /2015-03-31/event-source-mappings',
  writes: true,
  input,
  handle: async (request, world) => {
    const sourceArn = readSourceArn(request);
    if (request.Tags) checkTags(request.Tags);
    const settings = changeSettings(world, { operation: 'CreateEventSourceMapping', sourceArn }, request);
    const source = isStream(sourceArn)
      ? checkStream(world, sourceArn, settings)
      : await checkQueue(world, sourceArn, settings);
    refuseDuplicate(world, sourceArn, settings);
    const uuid = randomUUID();
    if (source) setStart(world, uuid, source, startOf(request));
    const { StartingPosition, StartingPositionTimestamp } = request;
    const row = beginTransition(world, {
      uuid,
      eventSourceArn: sourceArn,
      ...(StartingPosition !== undefined && { startingPosition: StartingPosition }),
      ...(StartingPositionTimestamp !== undefined && { startingTimestamp: StartingPositionTimestamp }),
      settings,
      state: 'Creating',
      lastModifiedMs: world.clock.now(),
      tags: request.Tags ?? {},
    });
    return { status: 202, body: describeMapping(world, row) };
  },
});
