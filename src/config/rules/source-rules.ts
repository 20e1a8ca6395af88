import type { BucketEvent } from '../../model/service.ts';
import { canonicalJson } from '../../model/digest.ts';
import { didYouMean } from '../check/did-you-mean.ts';
import type { ConfigPath, Mistake } from '../check/mistake.ts';
import { functionInputs } from '../normalise/function-input.ts';
import type { EventInput } from '../normalise/make-events.ts';
import { policyPlace } from '../normalise/make-service.ts';
import { isKnownReference } from '../normalise/resource-arn.ts';
import { functionPath, type Rule, type RuleContext } from './rule.ts';

// Streams and buckets: what an event names must be there, be of the right kind, and be able to feed a function.

const sourcesExist: Rule = (context) =>
  writtenEvents(context).flatMap(({ path, event }) => {
    const mistake = checkSource(event, context);
    return mistake ? [{ ...mistake, path: [...path, ...mistake.path] }] : [];
  });

function writtenEvents(context: RuleContext): readonly { readonly path: ConfigPath; readonly event: EventInput }[] {
  return functionInputs(context.input).flatMap(([key, input]) =>
    (input.events ?? []).map((event, index) => ({ path: [...functionPath(context, key), 'events', index], event })),
  );
}

function checkSource(event: EventInput, context: RuleContext): Mistake | undefined {
  if (event.type === 'dynamodb') return checkTable(event.table, context) ?? checkDestination(event, context);
  if (event.type === 'kinesis') return checkStream(event.stream, context) ?? checkDestination(event, context);
  return event.type === 's3' ? checkBucket(event.bucket, context) : undefined;
}

type Reference = string | Readonly<Record<string, unknown>>;

function checkTable(table: Reference, context: RuleContext): Mistake | undefined {
  if (typeof table !== 'string') return undefined;
  const got = `"${table}"`;
  if (table.startsWith('arn:'))
    return /:dynamodb:[^:]*:[^:]*:table\/[^/]+\/stream\/.+/.test(table)
      ? undefined
      : { path: ['table'], message: "must be the ARN of the table's stream: arn:...:table/name/stream/label", got };
  const own = context.input.resources?.[table];
  if (own === undefined) return unknownResource('table', table, context);
  if (!/^AWS::DynamoDB::(Global)?Table$/.test(own.Type))
    return { path: ['table'], message: `is ${own.Type}, not a table`, got };
  if (own.Properties?.['StreamSpecification'] !== undefined) return undefined;
  return {
    path: ['table'],
    message: `has no stream: give it StreamSpecification: { StreamViewType: 'NEW_AND_OLD_IMAGES' }`,
    got,
  };
}

function checkStream(stream: Reference, context: RuleContext): Mistake | undefined {
  if (typeof stream !== 'string') return undefined;
  const got = `"${stream}"`;
  if (stream.startsWith('arn:'))
    return /:kinesis:[^:]*:[^:]*:stream\/[^/]+$/.test(stream)
      ? undefined
      : { path: ['stream'], message: 'must be the ARN of a Kinesis stream: arn:...:stream/name', got };
  const own = context.input.resources?.[stream];
  if (own === undefined) return unknownResource('stream', stream, context);
  return own.Type === 'AWS::Kinesis::Stream'
    ? undefined
    : { path: ['stream'], message: `is ${own.Type}, not a Kinesis stream`, got };
}

function unknownResource(key: string, name: string, context: RuleContext): Mistake {
  const guess = didYouMean(name, Object.keys(context.input.resources ?? {}));
  return { path: [key], message: `names neither one of resources nor an ARN${guess}`, got: `"${name}"` };
}

// https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html
const bucketName = /^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/;

function checkBucket(bucket: Reference, context: RuleContext): Mistake | undefined {
  if (typeof bucket !== 'string') return undefined;
  const got = `"${bucket}"`;
  const own = context.input.resources?.[bucket];
  if (own === undefined) {
    if (bucketName.test(bucket)) return undefined;
    const guess = didYouMean(bucket, Object.keys(context.input.resources ?? {}));
    return { path: ['bucket'], message: `names neither one of resources nor a bucket${guess}`, got };
  }
  if (own.Type !== 'AWS::S3::Bucket') return { path: ['bucket'], message: `is ${own.Type}, not a bucket`, got };
  // CloudFormation writes the notifications whole: each of its updates would take away what ship put there.
  return own.Properties?.['NotificationConfiguration'] === undefined
    ? undefined
    : { path: ['bucket'], message: 'has a NotificationConfiguration, which ship writes: say it with events', got };
}

function checkDestination(
  event: EventInput & { onFailure?: string | undefined },
  context: RuleContext,
): Mistake | undefined {
  const { onFailure } = event;
  if (onFailure === undefined) return undefined;
  const place = policyPlace(context.service.name, context.input, context.service.environment.name);
  const got = `"${onFailure}"`;
  const path = ['onFailure'];
  if (onFailure.startsWith('arn:'))
    return /^arn:[^:]+:(sqs|sns):/.test(onFailure)
      ? undefined
      : { path, message: 'must be the ARN of a queue or a topic', got };
  const type = place.types.get(onFailure);
  if (type !== undefined)
    return ['AWS::SQS::Queue', 'AWS::SNS::Topic'].includes(type)
      ? undefined
      : { path, message: `is ${type}, not a queue or a topic`, got };
  if (isKnownReference('queue', onFailure, place) || isKnownReference('topic', onFailure, place)) return undefined;
  const names = [...place.resources, ...place.queues, ...place.topics];
  return { path, message: `names neither a queue, a topic nor an ARN${didYouMean(onFailure, names)}`, got };
}

/** S3 refuses two notifications that one object could set off. */
const bucketEventsDiffer: Rule = (context) => {
  const seen: BucketEvent[] = [];
  return context.service.functions.flatMap((definition) =>
    definition.events.flatMap((event, index) => {
      if (event.kind !== 's3') return [];
      const other = seen.find((one) => overlap(one, event));
      seen.push(event);
      if (other === undefined) return [];
      const path = [...functionPath(context, definition.key), 'events', index];
      return [
        { path, message: `would be told of the same objects as ${other.name}: give them other prefixes or suffixes` },
      ];
    }),
  );
};

function overlap(one: BucketEvent, other: BucketEvent): boolean {
  if (canonicalJson(one.bucket) !== canonicalJson(other.bucket)) return false;
  const sameEvent = one.events.some((a) => other.events.some((b) => covers(a, b) || covers(b, a)));
  const within = (a: string, b: string): boolean => a.startsWith(b) || b.startsWith(a);
  const endsWithin = (a: string, b: string): boolean => a.endsWith(b) || b.endsWith(a);
  return sameEvent && within(one.prefix, other.prefix) && endsWithin(one.suffix, other.suffix);
}

const covers = (pattern: string, event: string): boolean =>
  pattern === event || (pattern.endsWith('*') && event.startsWith(pattern.slice(0, -1)));

export const sourceRules: readonly Rule[] = [sourcesExist, bucketEventsDiffer];
