import { resourceAllows } from '../../iam/resource-allows.ts';
import { parseFunctionName } from '../../kernel/arn.ts';
import { AwsError } from '../../kernel/aws-error.ts';
import type { World } from '../../kernel/world.ts';
import { isInvokeAllowed } from '../../lambda/is-invoke-allowed.ts';
import { topicPolicy, topics } from '../../sns/topic-rows.ts';
import { findQueueByArn } from '../../sqs/find-queue.ts';
import { invalidArgument } from '../s3-error.ts';
import type { BucketRow } from '../s3-rows.ts';
import type { NotificationConfiguration } from './read-configurations.ts';

const PRINCIPAL = 's3.amazonaws.com';

type Refusal = (world: World, bucket: BucketRow, arn: string) => string | undefined;

function mayInvoke(world: World, bucket: BucketRow, functionName: string): boolean {
  const { qualifier } = parseFunctionName(functionName);
  return isInvokeAllowed(world, {
    functionName,
    ...(qualifier !== undefined && { qualifier }),
    principal: PRINCIPAL,
    sourceArn: `arn:aws:s3:::${bucket.name}`,
    sourceAccount: bucket.ownerAccountId,
  });
}

const allows = (bucket: BucketRow, policy: string | undefined, action: string, resourceArn: string): boolean =>
  resourceAllows(policy, {
    service: PRINCIPAL,
    action,
    resourceArn,
    sourceArn: `arn:aws:s3:::${bucket.name}`,
    accountId: bucket.ownerAccountId,
  });

/** Why S3 may not send there; undefined: it may. The texts are S3's own. */
const refusals: Readonly<Record<NotificationConfiguration['kind'], Refusal>> = {
  lambda: (world, bucket, arn) =>
    mayInvoke(world, bucket, arn) ? undefined : `Not authorized to invoke function [${arn}]`,
  sqs: (world, bucket, arn) => {
    const queue = findQueueByArn(world, arn);
    if (!queue) return 'The destination queue does not exist';
    if (allows(bucket, queue.attributes['Policy'], 'sqs:SendMessage', arn)) return undefined;
    return 'Permissions on the destination queue do not allow S3 to publish notifications from this bucket';
  },
  sns: (world, bucket, arn) => {
    if (!topics(world).has(arn)) return 'The destination topic does not exist';
    if (allows(bucket, topicPolicy(world, arn), 'sns:Publish', arn)) return undefined;
    return 'Permissions on the destination topic do not allow S3 to publish notifications from this bucket';
  },
};

/** Asked when notifications are put, and again for each one that is sent. */
export function whyNotAllowed(
  world: World,
  bucket: BucketRow,
  { kind, arn }: NotificationConfiguration,
): string | undefined {
  return refusals[kind](world, bucket, arn);
}

/** S3 tries every destination before it keeps the notifications. */
export function checkDestinations(
  world: World,
  bucket: BucketRow,
  configurations: readonly NotificationConfiguration[],
): void {
  const elsewhere = configurations.find(({ arn }) => arn.split(':')[3] !== world.config.region);
  if (elsewhere) {
    const message = 'The notification destination service region is not valid for the bucket location constraint';
    throw invalidArgument(elsewhere.arn, 'null', message);
  }
  const refused = configurations.flatMap((configuration) => {
    const reason = whyNotAllowed(world, bucket, configuration);
    return reason === undefined ? [] : [[`${configuration.arn}, null`, reason] as const];
  });
  if (refused.length === 0) return;
  const members = refused.flatMap(([name, value], index) => [
    [`ArgumentName${index + 1}`, name] as const,
    [`ArgumentValue${index + 1}`, value] as const,
  ]);
  const message = 'Unable to validate the following destination configurations';
  throw new AwsError('InvalidArgument', 400, message, Object.fromEntries(members));
}

function shareEvent(one: NotificationConfiguration, other: NotificationConfiguration): boolean {
  const covers = (wide: string, narrow: string): boolean =>
    wide === narrow || (wide.endsWith('*') && narrow.startsWith(wide.slice(0, -1)));
  return one.events.some((a) => other.events.some((b) => covers(a, b) || covers(b, a)));
}

function overlap(one: NotificationConfiguration, other: NotificationConfiguration): boolean {
  const startsAlike = one.prefix.startsWith(other.prefix) || other.prefix.startsWith(one.prefix);
  const endsAlike = one.suffix.endsWith(other.suffix) || other.suffix.endsWith(one.suffix);
  return startsAlike && endsAlike && shareEvent(one, other);
}

/** No object's event may be meant for two destinations. */
export function refuseOverlaps(configurations: readonly NotificationConfiguration[]): void {
  const overlaps = configurations.some((one, index) =>
    configurations.slice(index + 1).some((other) => overlap(one, other)),
  );
  if (!overlaps) return;
  throw invalidArgument(
    'NotificationConfiguration',
    'null',
    'Configurations overlap. Configurations on the same bucket cannot share a common event type.',
  );
}
