import { canonicalJson } from '../../model/digest.ts';
import type { BucketEvent, Policy, StreamEvent } from '../../model/service.ts';
import { type Lesson, perFunction } from './lesson.ts';

/** https://docs.aws.amazon.com/lambda/latest/dg/services-dynamodb-errors.html */
const streamBlocked: Lesson = {
  code: 'STREAM_BLOCKED',
  severity: 'warning',
  why: 'A record that always fails holds up its shard, and everything behind it, until it expires: a day, or longer.',
  next: "Set retries and maxAge, bisect, and onFailure with one of the service's own queues.",
  find: (service) =>
    perFunction(service, ({ events }) =>
      events.filter(isStream).flatMap(({ name, maximumRetries, maximumAgeSeconds, failureDestination }) => {
        const subject = `stream ${name}`;
        if (maximumRetries === -1 && maximumAgeSeconds === -1)
          return [{ subject, what: 'Nothing limits how often a failing record is tried again.' }];
        if (failureDestination !== undefined) return [];
        return [{ subject, what: 'Records that are given up are told to nobody.', severity: 'note' as const }];
      }),
    ),
};

/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/notification-how-to-event-types-and-destinations.html */
const bucketLoop: Lesson = {
  code: 'BUCKET_LOOP',
  severity: 'warning',
  why: 'A function that writes where its own event listens calls itself, without end and at full price.',
  next: 'Write into another bucket, or under another prefix than the one the event is limited to.',
  find: (service) =>
    perFunction(service, ({ events, policies }) =>
      events
        .filter((event) => event.kind === 's3')
        .filter((event) => listensToWrites(event) && policies.some((policy) => mayWrite(policy, event)))
        .map(({ name, prefix, suffix }) => {
          const limits = [prefix && `prefix ${prefix}`, suffix && `suffix ${suffix}`].filter(Boolean).join(' and ');
          const subject = `bucket event ${name}`;
          if (limits === '')
            return { subject, what: 'The function may write into the bucket whose every new object calls it.' };
          const what = `The function may write into its event's bucket; only ${limits} keeps it from calling itself.`;
          return { subject, what, severity: 'note' as const };
        }),
    ),
};

export const sourceLessons: readonly Lesson[] = [streamBlocked, bucketLoop];

function isStream(event: { readonly kind: string }): event is StreamEvent {
  return event.kind === 'dynamodb' || event.kind === 'kinesis';
}

const listensToWrites = ({ events }: BucketEvent): boolean =>
  events.some((event) => event.startsWith('s3:ObjectCreated') || event === 's3:*');

function mayWrite(policy: Policy, { bucket }: BucketEvent): boolean {
  if (policy.kind !== 'statement' || policy.statement.Effect !== 'Allow') return false;
  const actions = [policy.statement.Action].flat();
  return (
    actions.some((action) => /^s3:(\*|Put\*|PutObject\*?)$/.test(action)) && names(policy.statement.Resource, bucket)
  );
}

/** By name, or by what refers to the same resource. */
function names(resource: unknown, bucket: unknown): boolean {
  const text = canonicalJson(resource);
  if (text.includes('"*"')) return true;
  if (typeof bucket === 'string') return text.includes(`:::${bucket}/`) || text.includes(`:::${bucket}"`);
  const { Ref } = bucket as { Ref?: string };
  return Ref !== undefined && (text.includes(`"Fn::GetAtt":["${Ref}"`) || text.includes(`{"Ref":"${Ref}"}`));
}
