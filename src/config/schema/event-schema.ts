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

export const eventSchema = z.discriminatedUnion('type', [queueSchema, busSchema, scheduleSchema, topicSchema]);
