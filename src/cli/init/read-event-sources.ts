import { asList, asObject, asText, compact, isObject, type Settings } from './draft.ts';
import { referredId } from './references.ts';

/** A stream of a table or of Kinesis; properties as CloudFormation and SAM call them. Undefined: it is no such stream. */
export function toStreamEvent(name: string, source: unknown, properties: Settings): Settings | undefined {
  const attribute = asList(asObject(source)['Fn::GetAtt'])[1];
  const text = asText(source);
  const isTable = attribute === 'StreamArn' || /^arn:aws[\w-]*:dynamodb:/.test(text);
  const isKinesis = attribute === 'Arn' || /^arn:aws[\w-]*:kinesis:/.test(text);
  const place = referredId(source) ?? (text || undefined);
  if (place === undefined || (!isTable && !isKinesis)) return undefined;
  return compact({
    type: isTable ? 'dynamodb' : 'kinesis',
    name,
    ...(isTable ? { table: place } : { stream: place }),
    start: properties['StartingPosition'] === 'LATEST' ? 'latest' : undefined,
    batchSize: properties['BatchSize'],
    batchWindow: properties['MaximumBatchingWindowInSeconds'],
    partialFailures: asList(properties['FunctionResponseTypes']).includes('ReportBatchItemFailures')
      ? undefined
      : false,
    bisect: properties['BisectBatchOnFunctionError'] === true ? true : undefined,
    // CloudFormation's -1 is without end, as it is where nothing is said.
    retries: atLeastZero(properties['MaximumRetryAttempts']),
    maxAge: atLeastZero(properties['MaximumRecordAgeInSeconds']),
    parallelization: properties['ParallelizationFactor'],
    filters: asList(asObject(properties['FilterCriteria'])['Filters']).map((one) =>
      parsePattern(asObject(one)['Pattern']),
    ),
  });
}

const atLeastZero = (value: unknown): unknown => (typeof value === 'number' && value < 0 ? undefined : value);

function parsePattern(pattern: unknown): unknown {
  try {
    return typeof pattern === 'string' ? JSON.parse(pattern) : pattern;
  } catch {
    return pattern; // No JSON: the check of the written config says so, with its place.
  }
}

/** `bucket`: its logical id or its name. `rules`: prefix and suffix, by those words. */
export function toBucketEvent(name: string, bucket: unknown, events: unknown, rules: Settings): Settings | undefined {
  const place = referredId(bucket) ?? (typeof bucket === 'string' ? bucket : undefined);
  if (place === undefined) return undefined;
  const words = asList(events).map((event) => short[asText(event)] ?? asText(event));
  const isUsual = words.join() === 'created' || words.length === 0;
  return compact({
    type: 's3',
    name,
    bucket: place,
    events: isUsual ? undefined : words,
    prefix: rules['prefix'],
    suffix: rules['suffix'],
  });
}

const short: Readonly<Record<string, string>> = { 's3:ObjectCreated:*': 'created', 's3:ObjectRemoved:*': 'removed' };

/** `[{ Name: 'prefix', Value: 'in/' }]` -> `{ prefix: 'in/' }`; SAM and the CDK write them so. */
export const toRules = (written: unknown): Settings =>
  Object.fromEntries(
    asList(written).flatMap((rule) => {
      const { Name, Value } = asObject(rule);
      return isObject(Value) ? [] : [[asText(Name).toLowerCase(), Value] as const];
    }),
  );
