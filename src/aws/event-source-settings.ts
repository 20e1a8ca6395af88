import type {
  CreateEventSourceMappingCommandInput,
  EventSourceMappingConfiguration,
  UpdateEventSourceMappingCommandInput,
} from '@aws-sdk/client-lambda';
import type { EventSourceSettings, EventSourceState } from '../model/snapshot.ts';

type Mapping = Omit<UpdateEventSourceMappingCommandInput, 'UUID' | 'FunctionName'> & { FunctionName: string };

/** Empty members are sent, so that what was once set is taken away by an update. */
export function toMapping(settings: EventSourceSettings): Mapping {
  const { filterPatterns, reportBatchItemFailures } = settings;
  const filters = filterPatterns.map((pattern) => ({ Pattern: JSON.stringify(pattern) }));
  return {
    FunctionName: settings.targetArn,
    BatchSize: settings.batchSize,
    MaximumBatchingWindowInSeconds: settings.batchWindowSeconds,
    FunctionResponseTypes: reportBatchItemFailures ? ['ReportBatchItemFailures'] : [],
    FilterCriteria: filters.length > 0 ? { Filters: filters } : {},
    ...(settings.stream ? ofStream(settings.stream) : ofQueue(settings)),
  };
}

// Lambda refuses a queue's members for a stream, and the other way round.
function ofQueue({ maximumConcurrency }: EventSourceSettings): Partial<Mapping> {
  return { ScalingConfig: maximumConcurrency === undefined ? {} : { MaximumConcurrency: maximumConcurrency } };
}

function ofStream(stream: NonNullable<EventSourceSettings['stream']>): Partial<Mapping> {
  const { failureDestination } = stream;
  return {
    BisectBatchOnFunctionError: stream.bisectOnError,
    MaximumRetryAttempts: stream.maximumRetries,
    MaximumRecordAgeInSeconds: stream.maximumAgeSeconds,
    ParallelizationFactor: stream.parallelization,
    DestinationConfig: { OnFailure: failureDestination === undefined ? {} : { Destination: failureDestination } },
  };
}

/** Only a new mapping is told where to begin. */
export function toStart({
  stream,
}: EventSourceSettings): Pick<CreateEventSourceMappingCommandInput, 'StartingPosition' | 'StartingPositionTimestamp'> {
  if (!stream) return {};
  const start = stream.startingPosition;
  if (start.at === 'timestamp')
    return { StartingPosition: 'AT_TIMESTAMP', StartingPositionTimestamp: new Date(start.timestamp) };
  return { StartingPosition: start.at === 'latest' ? 'LATEST' : 'TRIM_HORIZON' };
}

export function toEventSourceState(mapping: EventSourceMappingConfiguration, key: string): EventSourceState {
  const maximumConcurrency = mapping.ScalingConfig?.MaximumConcurrency;
  return {
    uuid: mapping.UUID ?? '',
    function: key,
    sourceArn: mapping.EventSourceArn ?? '',
    targetArn: mapping.FunctionArn ?? '',
    batchSize: mapping.BatchSize ?? 0,
    batchWindowSeconds: mapping.MaximumBatchingWindowInSeconds ?? 0,
    reportBatchItemFailures: mapping.FunctionResponseTypes?.includes('ReportBatchItemFailures') ?? false,
    ...(maximumConcurrency !== undefined && { maximumConcurrency }),
    filterPatterns: (mapping.FilterCriteria?.Filters ?? []).map(({ Pattern = '{}' }): unknown => JSON.parse(Pattern)),
    ...(mapping.StartingPosition !== undefined && { stream: toStream(mapping) }),
    state: mapping.State ?? '',
  };
}

function toStream(mapping: EventSourceMappingConfiguration): NonNullable<EventSourceState['stream']> {
  const destination = mapping.DestinationConfig?.OnFailure?.Destination;
  return {
    startingPosition: toPosition(mapping),
    bisectOnError: mapping.BisectBatchOnFunctionError ?? false,
    maximumRetries: mapping.MaximumRetryAttempts ?? -1,
    maximumAgeSeconds: mapping.MaximumRecordAgeInSeconds ?? -1,
    parallelization: mapping.ParallelizationFactor ?? 1,
    ...(destination !== undefined && { failureDestination: destination }),
  };
}

function toPosition({
  StartingPosition,
  StartingPositionTimestamp,
}: EventSourceMappingConfiguration): NonNullable<EventSourceState['stream']>['startingPosition'] {
  if (StartingPosition === 'AT_TIMESTAMP')
    return { at: 'timestamp', timestamp: StartingPositionTimestamp?.toISOString() ?? '' };
  return { at: StartingPosition === 'LATEST' ? 'latest' : 'trim-horizon' };
}
