import { AwsError } from '../kernel/aws-error.ts';
import type { World } from '../kernel/world.ts';
import { destinationConfig } from './event-invoke-input.ts';
import { invalidParameter, noSuchResource, parameterNotImplemented } from './errors.ts';
import { eventSourceMappings, isStream, type EventSourceRow, type EventSourceSettings } from './event-source-rows.ts';
import { findQualified, LATEST } from './find-version.ts';
import { functions } from './function-rows.ts';
import { arnOf, locateFunction } from './locate-function.ts';
import { namespacedFunctionName } from './validation/names.ts';
import { changeStream } from './stream-input.ts';
import { lastResult } from './stream-positions.ts';
import { boolean, integer, list, oneOf, string, structure, type ValueOf } from './validation/shape.ts';

/** Members that only streams and brokers have. */
const streamMembers = {
  ParallelizationFactor: integer({ min: 1, max: 10 }),
  MaximumRecordAgeInSeconds: integer({ min: -1, max: 604_800 }),
  BisectBatchOnFunctionError: boolean,
  MaximumRetryAttempts: integer({ min: -1, max: 10_000 }),
  TumblingWindowInSeconds: integer({ min: 0, max: 900 }),
  DestinationConfig: destinationConfig,
} as const;

export const eventSourceMembers = {
  ...streamMembers,
  FunctionName: namespacedFunctionName,
  Enabled: boolean,
  BatchSize: integer({ min: 1, max: 10_000 }),
  MaximumBatchingWindowInSeconds: integer({ min: 0, max: 300 }),
  FilterCriteria: structure({}, { Filters: list(structure({}, { Pattern: string({ max: 4096, pattern: '.*' }) })) }),
  FunctionResponseTypes: list(oneOf('ReportBatchItemFailures'), { max: 1 }),
  ScalingConfig: structure({}, { MaximumConcurrency: integer({ min: 2, max: 1000 }) }),
  ProvisionedPollerConfig: structure({}, {}),
} as const;

const changeInput = structure({}, eventSourceMembers);

/** What a request sets; create and update share it. */
export type EventSourceChange = ValueOf<typeof changeInput>;

const MAX_UNWINDOWED_BATCH = 10;

function isGiven(value: unknown): boolean {
  const isEmptyObject = typeof value === 'object' && Object.keys(Object(value) as object).length === 0;
  return value !== undefined && !isEmptyObject;
}

function refuseStreamMembers(change: EventSourceChange): void {
  const names = Object.keys(streamMembers) as (keyof typeof streamMembers)[];
  const given = names.find((name) => isGiven(change[name]));
  if (given) throw invalidParameter(`Unsupported ${given} parameter for given event source mapping type.`);
}

function refuseProvisionedPollers(operation: string, change: EventSourceChange): void {
  if (isGiven(change.ProvisionedPollerConfig)) {
    throw parameterNotImplemented(operation, 'ProvisionedPollerConfig');
  }
}

function isJsonObject(text: string): boolean {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value);
  } catch {
    return false;
  }
}

function readFilters(change: EventSourceChange, previous: readonly string[]): readonly string[] {
  if (!change.FilterCriteria) return previous;
  const patterns = (change.FilterCriteria.Filters ?? []).map(({ Pattern = '' }) => Pattern);
  if (!patterns.every(isJsonObject)) throw invalidParameter('Invalid filter pattern definition.');
  return patterns;
}

function readFunction(
  world: World,
  change: EventSourceChange,
  previous: Pick<EventSourceSettings, 'functionName' | 'qualifier'>,
): Pick<EventSourceSettings, 'functionName' | 'qualifier'> {
  if (change.FunctionName === undefined) {
    const { functionName, qualifier } = previous;
    return { functionName, ...(qualifier !== undefined && { qualifier }) };
  }
  const located = locateFunction(world, { FunctionName: change.FunctionName });
  if (!functions(world).has(located.name)) throw invalidParameter('Function does not exist');
  findQualified(world, located);
  // `:$LATEST` is shown and kept as the bare ARN (recorded).
  const qualified = located.qualifier !== undefined && located.qualifier !== LATEST;
  return { functionName: located.name, ...(qualified && { qualifier: located.qualifier }) };
}

function checkBatch({ batchSize, batchingWindowSeconds }: EventSourceSettings, fifo: boolean): void {
  if (fifo && batchingWindowSeconds > 0) throw invalidParameter('Batching window is not supported for FIFO queues');
  if (fifo && batchSize > MAX_UNWINDOWED_BATCH) {
    throw invalidParameter('Maximum batch size for FIFO queues is 10');
  }
  if (batchSize > MAX_UNWINDOWED_BATCH && batchingWindowSeconds === 0) {
    throw invalidParameter(
      'Maximum batch window in seconds must be greater than 0 if maximum batch size is greater than 10',
    );
  }
}

/** Batches of streams are large by default. */
const STREAM_BATCH = 100;

const initialSettings: EventSourceSettings = {
  functionName: '',
  enabled: true,
  batchSize: 10,
  batchingWindowSeconds: 0,
  filters: [],
  reportBatchItemFailures: false,
};

/** The settings after a request, checked. */
export function changeSettings(
  world: World,
  options: { readonly operation: string; readonly sourceArn: string; readonly previous?: EventSourceSettings },
  change: EventSourceChange,
): EventSourceSettings {
  const ofStream = isStream(options.sourceArn);
  const { previous = ofStream ? { ...initialSettings, batchSize: STREAM_BATCH } : initialSettings } = options;
  if (!ofStream) refuseStreamMembers(change);
  refuseProvisionedPollers(options.operation, change);
  const maximumConcurrency = change.ScalingConfig
    ? change.ScalingConfig.MaximumConcurrency
    : previous.maximumConcurrency;
  const settings: EventSourceSettings = {
    ...readFunction(world, change, previous),
    enabled: change.Enabled ?? previous.enabled,
    batchSize: change.BatchSize ?? previous.batchSize,
    batchingWindowSeconds: change.MaximumBatchingWindowInSeconds ?? previous.batchingWindowSeconds,
    filters: readFilters(change, previous.filters),
    reportBatchItemFailures: change.FunctionResponseTypes
      ? change.FunctionResponseTypes.length > 0
      : previous.reportBatchItemFailures,
    ...(maximumConcurrency !== undefined && { maximumConcurrency }),
    ...(ofStream && { stream: changeStream(options.operation, change, previous.stream) }),
  };
  if (!ofStream) checkBatch(settings, options.sourceArn.endsWith('.fifo'));
  return settings;
}

async function visibilityTimeoutSeconds(world: World, queueArn: string): Promise<number> {
  const QueueName = queueArn.slice(queueArn.lastIndexOf(':') + 1);
  try {
    const { QueueUrl } = (await world.call('sqs', 'GetQueueUrl', { QueueName })) as { QueueUrl: string };
    const params = { QueueUrl, AttributeNames: ['VisibilityTimeout'] };
    const answer = (await world.call('sqs', 'GetQueueAttributes', params)) as { Attributes: Record<string, string> };
    return Number(answer.Attributes.VisibilityTimeout);
  } catch (error) {
    if (!(error instanceof AwsError) || error.status >= 500) throw error;
    throw invalidParameter(
      'Error occurred while ReceiveMessage. SQS Error Code: AWS.SimpleQueueService.NonExistentQueue. SQS Error Message: The specified queue does not exist for this wsdl version.',
    );
  }
}

/** AWS refuses a queue whose messages would come back while the function may still be at them. */
export async function checkQueue(world: World, queueArn: string, settings: EventSourceSettings): Promise<undefined> {
  const { qualifier, functionName: name } = settings;
  const { version } = findQualified(world, qualifier === undefined ? { name } : { name, qualifier });
  const visibility = await visibilityTimeoutSeconds(world, queueArn);
  const { timeoutSeconds } = version.configuration;
  if (visibility < timeoutSeconds) {
    throw invalidParameter(
      `Queue visibility timeout: ${visibility} seconds is less than Function timeout: ${timeoutSeconds} seconds`,
    );
  }
}

export function findMapping(world: World, uuid: string): EventSourceRow {
  const row = eventSourceMappings(world).get(uuid);
  if (!row) throw noSuchResource();
  return row;
}

export function describeMapping(world: World, row: EventSourceRow): Record<string, unknown> {
  const { settings, uuid } = row;
  const { region, accountId } = world.config;
  return {
    UUID: uuid,
    EventSourceArn: row.eventSourceArn,
    EventSourceMappingArn: `arn:aws:lambda:${region}:${accountId}:event-source-mapping:${uuid}`,
    FunctionArn: arnOf(world, settings.functionName, settings.qualifier),
    BatchSize: settings.batchSize,
    MaximumBatchingWindowInSeconds: settings.batchingWindowSeconds,
    ...(settings.filters.length > 0 && {
      FilterCriteria: { Filters: settings.filters.map((Pattern) => ({ Pattern })) },
    }),
    FunctionResponseTypes: settings.reportBatchItemFailures ? ['ReportBatchItemFailures'] : [],
    ...(settings.maximumConcurrency !== undefined && {
      ScalingConfig: { MaximumConcurrency: settings.maximumConcurrency },
    }),
    LastModified: row.lastModifiedMs / 1000,
    State: row.state,
    StateTransitionReason: settings.stream ? 'User action' : 'USER_INITIATED',
    ...describeStream(world, row),
  };
}

function describeStream(world: World, row: EventSourceRow): Record<string, unknown> {
  const { stream } = row.settings;
  if (!stream) return {};
  return {
    StartingPosition: row.startingPosition,
    ...(row.startingTimestamp !== undefined && { StartingPositionTimestamp: row.startingTimestamp }),
    ParallelizationFactor: stream.parallelizationFactor,
    BisectBatchOnFunctionError: stream.bisects,
    MaximumRetryAttempts: stream.maximumRetryAttempts,
    MaximumRecordAgeInSeconds: stream.maximumRecordAgeSeconds,
    TumblingWindowInSeconds: 0,
    DestinationConfig: { OnFailure: stream.onFailureArn === undefined ? {} : { Destination: stream.onFailureArn } },
    LastProcessingResult: lastResult(world, row.uuid),
  };
}
