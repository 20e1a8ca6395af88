import { checkMayDeliver } from '../execution/asynchronous/destinations.ts';
import { roleAllows } from '../iam/role-allows.ts';
import { AwsError } from '../kernel/aws-error.ts';
import type { World } from '../kernel/world.ts';
import { HORIZON } from '../streaming/record-log.ts';
import { findStreamSource, type ShardSource, type StreamSource } from '../streaming/stream-source.ts';
import { invalidParameter, parameterNotImplemented, validationFailed } from './errors.ts';
import type { EventSourceChange } from './event-source-input.ts';
import type { EventSourceSettings, StreamSettings } from './event-source-rows.ts';
import { findQualified } from './find-version.ts';
import { setPosition } from './stream-positions.ts';

const initial: StreamSettings = {
  parallelizationFactor: 1,
  bisects: false,
  maximumRetryAttempts: -1,
  maximumRecordAgeSeconds: -1,
};
const SHORTEST_AGE_SECONDS = 60;

function readDestination(operation: string, change: EventSourceChange, previous?: string): string | undefined {
  if (!change.DestinationConfig) return previous;
  const { OnSuccess, OnFailure } = change.DestinationConfig;
  if (OnSuccess?.Destination) {
    throw invalidParameter('Unsupported DestinationConfig parameter OnSuccess for given event source mapping type.');
  }
  const arn = OnFailure?.Destination;
  if (!arn) return undefined;
  const service = arn.split(':')[2] ?? '';
  if (service === 's3') throw parameterNotImplemented(operation, 'DestinationConfig.OnFailure to S3');
  if (service !== 'sqs' && service !== 'sns') throw invalidParameter(`The destination ARN ${arn} is invalid.`);
  return arn;
}

/** The part of a mapping's settings that only streams have. */
export function changeStream(
  operation: string,
  change: EventSourceChange,
  previous: StreamSettings = initial,
): StreamSettings {
  if (change.ScalingConfig?.MaximumConcurrency !== undefined) {
    throw invalidParameter('Unsupported ScalingConfig parameter for given event source mapping type.');
  }
  if (change.TumblingWindowInSeconds) throw parameterNotImplemented(operation, 'TumblingWindowInSeconds');
  const age = change.MaximumRecordAgeInSeconds ?? previous.maximumRecordAgeSeconds;
  if (age !== -1 && age < SHORTEST_AGE_SECONDS) {
    throw invalidParameter('MaximumRecordAgeInSeconds must be -1 or between 60 and 604800.');
  }
  const onFailureArn = readDestination(operation, change, previous.onFailureArn);
  return {
    parallelizationFactor: change.ParallelizationFactor ?? previous.parallelizationFactor,
    bisects: change.BisectBatchOnFunctionError ?? previous.bisects,
    maximumRetryAttempts: change.MaximumRetryAttempts ?? previous.maximumRetryAttempts,
    maximumRecordAgeSeconds: age,
    ...(onFailureArn !== undefined && { onFailureArn }),
  };
}

const READS = ['DescribeStream', 'GetShardIterator', 'GetRecords'] as const;

/** Lambda reads with the function's role, which it tries when the mapping is made or changed. */
export function checkStream(world: World, streamArn: string, settings: EventSourceSettings): StreamSource {
  const { qualifier, functionName: name } = settings;
  const { version } = findQualified(world, qualifier === undefined ? { name } : { name, qualifier });
  const source = findStreamSource(world, streamArn);
  if (!source) throw invalidParameter(`Stream not found: ${streamArn}`);
  const roleArn = version.configuration.role;
  const mayRead = READS.every((action) =>
    roleAllows(world, {
      roleArn,
      service: 'lambda.amazonaws.com',
      action: `${source.kind}:${action}`,
      resourceArn: streamArn,
    }),
  );
  if (!mayRead && !world.config.acceptAnyRole) {
    throw invalidParameter(
      `Cannot access stream ${streamArn}. Please ensure the role can perform the GetRecords, GetShardIterator, DescribeStream, and ListStreams Actions on your stream in IAM.`,
    );
  }
  checkDestination(world, roleArn, settings.stream?.onFailureArn);
  return source;
}

function checkDestination(world: World, roleArn: string, arn: string | undefined): void {
  if (arn === undefined) return;
  try {
    checkMayDeliver(world, roleArn, arn);
  } catch (error) {
    if (!(error instanceof AwsError)) throw error;
    const action = arn.split(':')[2] === 'sqs' ? 'SendMessage on SQS' : 'Publish on SNS';
    throw invalidParameter(`The provided execution role does not have permissions to call ${action}`);
  }
}

export interface StartingPoint {
  readonly StartingPosition?: 'LATEST' | 'AT_TIMESTAMP' | 'TRIM_HORIZON';
  readonly StartingPositionTimestamp?: number;
}

export function checkStart(streamArn: string, { StartingPosition, StartingPositionTimestamp }: StartingPoint): void {
  if (StartingPosition === undefined) {
    throw validationFailed(
      "1 validation error detected: Value null at 'startingPosition' failed to satisfy constraint: Member must not be null.",
    );
  }
  if (StartingPosition === 'AT_TIMESTAMP' && streamArn.split(':')[2] === 'dynamodb') {
    throw invalidParameter('Unsupported starting position for arn type: dynamodb');
  }
  if ((StartingPosition === 'AT_TIMESTAMP') === (StartingPositionTimestamp !== undefined)) return;
  throw invalidParameter(
    StartingPosition === 'AT_TIMESTAMP'
      ? 'StartingPositionTimestamp must not be null when StartingPosition is AT_TIMESTAMP.'
      : 'StartingPositionTimestamp is only valid when StartingPosition is AT_TIMESTAMP.',
  );
}

function firstPosition({ clock }: World, { log }: ShardSource, start: StartingPoint): string {
  const now = clock.now();
  if (start.StartingPosition === 'LATEST') return log.tip(now);
  if (start.StartingPosition === 'TRIM_HORIZON') return HORIZON;
  return log.before((start.StartingPositionTimestamp ?? 0) * 1000, now);
}

/** Where each shard is read from first: counted from when the mapping was asked for. */
export function setStart(world: World, uuid: string, source: StreamSource, start: StartingPoint): void {
  for (const shard of source.shards) setPosition(world, uuid, shard.shardId, firstPosition(world, shard, start));
}
