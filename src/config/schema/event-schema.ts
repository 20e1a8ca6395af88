import * as z from 'zod';
import { arn, cloudFormationValue, jsonObject, name, text, wholeNumber } from './values.ts';

const queueSchema = z
  .strictObject({
    type: z.literal('queue'),
    name,
    arn: arn.optional(),
    batchSize: wholeNumber(1, 10_000).optional(),
    batchWindow: wholeNumber(0, 300).optional(),
    partialFailures: z.boolean().optional(),
    maximumConcurrency: wholeNumber(2, 1000).optional(),
    visibilityTimeout: wholeNumber(0, 43_200).optional(),
    maxReceives: wholeNumber(1, 1000).optional(),
    filters: z.array(jsonObject).max(5, 'must be five at most').optional(),
  })
  .meta({ id: 'QueueEventConfig' });

const busSchema = z
  .strictObject({ type: z.literal('bus'), name, bus: text.optional(), pattern: jsonObject })
  .meta({ id: 'BusEventConfig' });

const scheduleSchema = z
  .strictObject({
    type: z.literal('schedule'),
    name,
    schedule: z
      .string()
      .regex(
        /^(rate\(\d+ (minute|hour|day)s?\)|cron\(\S+( \S+){5}\))$/,
        'must be rate(5 minutes) or cron(0 8 * * ? *)',
      ),
    input: z.unknown().optional(),
  })
  .meta({ id: 'ScheduleEventConfig' });

const topicSchema = z
  .strictObject({
    type: z.literal('topic'),
    name,
    arn: z.union([arn, cloudFormationValue], { error: 'must be an ARN or a CloudFormation value' }).optional(),
    filter: jsonObject.optional(),
    filterScope: z.enum(['attributes', 'body']).optional(),
  })
  .meta({ id: 'TopicEventConfig' });

const reference = z.union([text, cloudFormationValue], {
  error: 'must be a logical id, an ARN or a CloudFormation value',
});

const streamShape = {
  name,
  batchSize: wholeNumber(1, 10_000).optional(),
  batchWindow: wholeNumber(0, 300).optional(),
  partialFailures: z.boolean().optional(),
  bisect: z.boolean().optional(),
  retries: wholeNumber(0, 10_000).optional(),
  maxAge: wholeNumber(60, 604_800).optional(),
  parallelization: wholeNumber(1, 10).optional(),
  onFailure: text.optional(),
  filters: z.array(jsonObject).max(5, 'must be five at most').optional(),
};

const dynamodbSchema = z
  .strictObject({
    type: z.literal('dynamodb'),
    table: reference,
    start: z.enum(['trim-horizon', 'latest']).optional(),
    ...streamShape,
  })
  .meta({ id: 'DynamodbEventConfig' });

const kinesisSchema = z
  .strictObject({
    type: z.literal('kinesis'),
    stream: reference,
    start: z
      .string()
      .refine(
        (value) =>
          ['trim-horizon', 'latest'].includes(value) || (/^\d{4}-/.test(value) && !Number.isNaN(Date.parse(value))),
        "must be 'trim-horizon', 'latest' or a time such as 2026-11-28T06:00:00Z",
      )
      .optional(),
    ...streamShape,
  })
  .meta({ id: 'KinesisEventConfig' });

const s3Schema = z
  .strictObject({
    type: z.literal('s3'),
    name,
    bucket: z.union([text, cloudFormationValue], {
      error: "must be a logical id, a bucket's name or a CloudFormation value",
    }),
    events: z
      .array(
        z
          .string()
          .regex(/^(created|removed|s3:[A-Za-z:*]+)$/, 'must be created, removed or such as s3:ObjectCreated:Put'),
      )
      .min(1, 'must not be empty')
      .optional(),
    prefix: text.optional(),
    suffix: text.optional(),
  })
  .meta({ id: 'S3EventConfig' });

export const eventSchema = z.discriminatedUnion('type', [
  queueSchema,
  busSchema,
  scheduleSchema,
  topicSchema,
  dynamodbSchema,
  kinesisSchema,
  s3Schema,
]);
