import { logicalName } from '../../../model/logical-name.ts';
import { asList, asObject, asText, isObject, type Settings } from '../draft.ts';
import { toBucketEvent, toStreamEvent } from '../read-event-sources.ts';

export function readStream(value: unknown, name: string): Settings | undefined {
  const of = asObject(isObject(value) && 'arn' in value ? value : { arn: value });
  return toStreamEvent(name, of['arn'], {
    // 10 is the Serverless Framework's own default.
    StartingPosition: of['startingPosition'] ?? 'TRIM_HORIZON',
    BatchSize: of['batchSize'] ?? 10,
    MaximumBatchingWindowInSeconds: of['batchWindow'],
    MaximumRetryAttempts: of['maximumRetryAttempts'],
    MaximumRecordAgeInSeconds: of['maximumRecordAgeInSeconds'],
    BisectBatchOnFunctionError: of['bisectBatchOnFunctionError'],
    ParallelizationFactor: of['parallelizationFactor'],
    FunctionResponseTypes: of['functionResponseType'],
    FilterCriteria: { Filters: asList(of['filterPatterns']).map((Pattern) => ({ Pattern })) },
  });
}

/** Of a name the Serverless Framework makes the bucket, unless it says that it is there already. */
export function readBucket(value: unknown, name: string): Settings | undefined {
  const { bucket, event, rules, existing } = isObject(value) ? value : { bucket: value };
  if (typeof bucket !== 'string' || bucket.includes('${')) return undefined;
  const place = existing === true ? bucket : `S3Bucket${logicalName(bucket)}`;
  return toBucketEvent(name, place, event, Object.assign({}, ...asList(rules).map(asObject)) as Settings);
}

/** The buckets that come with events: no resource of the file describes them, others may refer to them. */
export const bucketsOf = (events: readonly Settings[]): Settings =>
  Object.fromEntries(
    events
      .filter(({ type, bucket }) => type === 's3' && asText(bucket).startsWith('S3Bucket'))
      .map(({ bucket }) => [asText(bucket), { Type: 'AWS::S3::Bucket' }]),
  );
