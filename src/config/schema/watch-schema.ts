import * as z from 'zod';
import { arn, cloudFormationValue, wholeNumber } from './values.ts';

const threshold = z
  .union([z.literal(false), wholeNumber(1, 1_000_000)], { error: 'must be false or a whole number of 1 or more' })
  .optional();

const alarmsSchema = z
  .strictObject({
    errors: threshold,
    throttles: threshold,
    gateway5xx: threshold,
    loops: threshold,
    queueAge: threshold,
    deadLetters: threshold,
  })
  .meta({ id: 'AlarmsConfig' });

const topic = z.union([arn, cloudFormationValue], { error: 'must be an ARN or a CloudFormation value' });

const watchObject = z
  .strictObject({
    dashboard: z.boolean().optional(),
    alarms: z.union([z.boolean(), alarmsSchema], { error: 'must be true, false or an object' }).optional(),
    notify: z.union([topic, z.array(topic)], { error: 'must be an ARN, a CloudFormation value or a list' }).optional(),
  })
  .meta({ id: 'WatchConfig' });

export const watchSchema = z.union([z.boolean(), watchObject], { error: 'must be true, false or an object' });
