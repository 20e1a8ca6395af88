import {
  type EventBridgeConfiguration,
  GetBucketNotificationConfigurationCommand,
  type LambdaFunctionConfiguration,
  PutBucketNotificationConfigurationCommand,
  type QueueConfiguration,
  type S3Client,
  type TopicConfiguration,
} from '@aws-sdk/client-s3';
import type { NotificationState } from '../model/snapshot.ts';
import type { NotificationCalls } from '../release/cloud.ts';
import { absentAs } from './absent-as.ts';
import type { InTurn } from './turns.ts';

interface Configuration {
  readonly TopicConfigurations?: TopicConfiguration[] | undefined;
  readonly QueueConfigurations?: QueueConfiguration[] | undefined;
  readonly LambdaFunctionConfigurations?: LambdaFunctionConfiguration[] | undefined;
  readonly EventBridgeConfiguration?: EventBridgeConfiguration | undefined;
}

/** S3 knows a bucket's notifications as a whole only, without a compare-and-swap: one change at a time, at least of ours. */
export function makeNotificationCalls(client: S3Client, inTurn: InTurn): NotificationCalls {
  const read = (bucket: string): Promise<Configuration> =>
    absentAs({}, ['NoSuchBucket'], async () => {
      const { $metadata: _metadata, ...configuration } = await client.send(
        new GetBucketNotificationConfigurationCommand({ Bucket: bucket }),
      );
      return configuration;
    });
  return {
    listNotifications: async (bucket) =>
      ((await read(bucket)).LambdaFunctionConfigurations ?? []).map((one) => toState(bucket, one)),
    changeNotifications: (bucket, { put, remove }) =>
      inTurn(`bucket ${bucket}`, async () => {
        const before = await read(bucket);
        const functions = before.LambdaFunctionConfigurations ?? [];
        const others = functions.filter(({ Id }) => Id !== remove && Id !== put?.id);
        if (!put && others.length === functions.length) return;
        const configuration = {
          ...before,
          LambdaFunctionConfigurations: put ? [...others, toConfiguration(put)] : others,
        };
        await client.send(
          new PutBucketNotificationConfigurationCommand({ Bucket: bucket, NotificationConfiguration: configuration }),
        );
      }),
  };
}

function toState(
  bucket: string,
  { Id, LambdaFunctionArn, Events, Filter }: LambdaFunctionConfiguration,
): NotificationState {
  const rules = Filter?.Key?.FilterRules ?? [];
  const valueOf = (name: string): string => rules.find((rule) => rule.Name?.toLowerCase() === name)?.Value ?? '';
  return {
    bucket,
    id: Id ?? '',
    functionArn: LambdaFunctionArn ?? '',
    events: (Events ?? []).toSorted(),
    prefix: valueOf('prefix'),
    suffix: valueOf('suffix'),
  };
}

function toConfiguration({
  id,
  functionArn,
  events,
  prefix,
  suffix,
}: Omit<NotificationState, 'bucket'>): LambdaFunctionConfiguration {
  const rules = [
    ...(prefix === '' ? [] : [{ Name: 'prefix' as const, Value: prefix }]),
    ...(suffix === '' ? [] : [{ Name: 'suffix' as const, Value: suffix }]),
  ];
  return {
    Id: id,
    LambdaFunctionArn: functionArn,
    Events: events as LambdaFunctionConfiguration['Events'],
    ...(rules.length > 0 && { Filter: { Key: { FilterRules: rules } } }),
  };
}
