import { randomUUID } from 'node:crypto';
import type { InvocationResult, World } from '../../kernel/world.ts';
import { findQualified } from '../../lambda/find-version.ts';
import { arnOf } from '../../lambda/locate-function.ts';
import type { LogRecord } from '../../streaming/record-log.ts';
import { checkMayDeliver, sendToDestination } from '../asynchronous/destinations.ts';
import type { Mapping } from './shard-reader.ts';

/** Records that no retry will be made for. */
export interface Discarded {
  readonly records: readonly LogRecord<unknown>[];
  readonly condition: 'RetryAttemptsExhausted' | 'RecordAgeExceeded';
  readonly tries: number;
  readonly result?: InvocationResult;
}

interface Place {
  readonly streamArn: string;
  readonly kind: 'kinesis' | 'dynamodb';
  readonly shardId: string;
}

const iso = (time: number | undefined): string => new Date(time ?? 0).toISOString();

/** Where they were and not what they were: https://docs.aws.amazon.com/lambda/latest/dg/kinesis-on-failure-destination.html */
function makeRecord(world: World, { settings }: Mapping, batch: Discarded & Place): Record<string, unknown> {
  const { records, condition, tries, result, kind, shardId, streamArn } = batch;
  const [first, last] = [records[0], records.at(-1)];
  const { functionName, qualifier } = settings;
  const info = {
    shardId,
    startSequenceNumber: first?.sequence,
    endSequenceNumber: last?.sequence,
    approximateArrivalOfFirstRecord: iso(first?.at),
    approximateArrivalOfLastRecord: iso(last?.at),
    batchSize: records.length,
    streamArn,
  };
  return {
    requestContext: {
      requestId: randomUUID(),
      functionArn: arnOf(world, functionName, qualifier),
      condition,
      approximateInvokeCount: tries,
    },
    ...(result && {
      responseContext: {
        statusCode: result.status,
        executedVersion: result.executedVersion,
        ...(result.functionError && { functionError: result.functionError }),
      },
    }),
    version: '1.0',
    timestamp: iso(world.clock.now()),
    ...(kind === 'kinesis' ? { KinesisBatchInfo: info } : { DDBStreamBatchInfo: info }),
  };
}

/** Tells the destination for failures, if there is one. A delivery that fails is counted and nothing else, as on Lambda. */
export async function discard(world: World, mapping: Mapping, batch: Discarded & Place): Promise<void> {
  const { functionName: name, qualifier, stream } = mapping.settings;
  if (stream?.onFailureArn === undefined) return;
  try {
    const { version } = findQualified(world, { name, ...(qualifier !== undefined && { qualifier }) });
    checkMayDeliver(world, version.configuration.role, stream.onFailureArn);
    await sendToDestination(world, stream.onFailureArn, makeRecord(world, mapping, batch));
  } catch {
    world.metrics.record('AWS/Lambda', 'DestinationDeliveryFailures', { FunctionName: name }, 1, 'Count');
  }
}
