import type { EventSourceMappingConfiguration, UpdateEventSourceMappingCommandInput } from '@aws-sdk/client-lambda';
import type { EventSourceState } from '../model/snapshot.ts';
import type { EventSourceSettings } from '../release/cloud.ts';

/** Empty members are sent, so that what was once set is taken away by an update. */
export function toMapping(
  settings: EventSourceSettings,
): Omit<UpdateEventSourceMappingCommandInput, 'UUID' | 'FunctionName'> & { FunctionName: string } {
  const { maximumConcurrency, filterPatterns, reportBatchItemFailures } = settings;
  const filters = filterPatterns.map((pattern) => ({ Pattern: JSON.stringify(pattern) }));
  return {
    FunctionName: settings.targetArn,
    BatchSize: settings.batchSize,
    MaximumBatchingWindowInSeconds: settings.batchWindowSeconds,
    FunctionResponseTypes: reportBatchItemFailures ? ['ReportBatchItemFailures'] : [],
    FilterCriteria: filters.length > 0 ? { Filters: filters } : {},
    ScalingConfig: maximumConcurrency === undefined ? {} : { MaximumConcurrency: maximumConcurrency },
  };
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
    state: mapping.State ?? '',
  };
}
