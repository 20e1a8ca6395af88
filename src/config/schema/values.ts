import * as z from 'zod';

/** A whole number with both limits in one message. */
export function wholeNumber(min: number, max: number): z.ZodInt {
  const error = `must be between ${min} and ${max}`;
  return z.int(`must be a whole number between ${min} and ${max}`).min(min, error).max(max, error);
}

export function numberBetween(min: number, max: number): z.ZodNumber {
  const error = `must be between ${min} and ${max}`;
  return z.number(error).min(min, error).max(max, error);
}

export const text = z.string().min(1, 'must not be empty');

/** Becomes part of the names of AWS resources; in environments and services it also comes first in them. */
export const lowerName = z
  .string()
  .regex(/^[a-z]([a-z0-9-]*[a-z0-9])?$/, 'must be lower-case letters, digits and hyphens, and start with a letter');

export const name = z
  .string()
  .regex(/^[A-Za-z]([A-Za-z0-9-]*[A-Za-z0-9])?$/, 'must be letters, digits and hyphens, and start with a letter');

export const logicalId = z
  .string()
  .regex(/^[A-Za-z][A-Za-z0-9]*$/, 'must be letters and digits, as CloudFormation wants logical ids');

export const arn = z.string().regex(/^arn:aws[a-z-]*:[a-z0-9-]+:/, 'must be an ARN');

/** `Ref`, `Fn::GetAtt` and the like: exactly one of them. */
export const cloudFormationValue = z
  .record(z.string().regex(/^(Ref|Fn::[A-Za-z0-9]+)$/, 'is not a CloudFormation function'), z.unknown())
  .refine((value) => Object.keys(value).length === 1, "must be one CloudFormation function such as { Ref: 'Table' }");

export const jsonObject = z.record(z.string(), z.unknown());
export const payload = z.enum(['1.0', '2.0']);
