import * as z from 'zod';
import { arn, cloudFormationValue, jsonObject, text } from './values.ts';

const oneOrMore = <Item extends z.ZodType>(item: Item): z.ZodUnion<[Item, z.ZodArray<Item>]> =>
  z.union([item, z.array(item).min(1, 'must not be empty')]);

const resource = z.union([text, cloudFormationValue], { error: 'must be an ARN or a CloudFormation value' });

const statementSchema = z
  .strictObject({
    Effect: z.enum(['Allow', 'Deny']).optional(),
    Action: oneOrMore(text),
    Resource: z.union([text, cloudFormationValue, z.array(resource).min(1, 'must not be empty')], {
      error: 'must be an ARN, a CloudFormation value or a list of them',
    }),
    Condition: jsonObject.optional(),
  })
  .meta({ id: 'StatementConfig' });

const reference = z
  .union([text, cloudFormationValue], { error: 'must be an ARN, a CloudFormation value or a logical id' })
  .optional();

const shorthandSchema = z
  .strictObject({
    readTable: reference,
    writeTable: reference,
    readBucket: reference,
    writeBucket: reference,
    sendToQueue: reference,
    publishToTopic: reference,
    putEvents: reference,
    readSecret: reference,
    readParameter: reference,
    invokeFunction: reference,
  })
  .refine((value) => Object.keys(value).length > 0, 'must say at least one thing the function may do')
  .meta({ id: 'PolicyShorthand' });

export const policySchema = z.union([arn, statementSchema, shorthandSchema], {
  error: "must be a managed policy's ARN, a statement or a short form such as { readTable: 'Orders' }",
});
