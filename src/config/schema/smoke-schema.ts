import * as z from 'zod';
import { name, numberBetween, text, wholeNumber } from './values.ts';

const expectSchema = z
  .strictObject({
    status: wholeNumber(100, 599).optional(),
    headers: z.record(z.string(), z.string()).optional(),
    json: z.unknown().optional(),
    text: text.optional(),
    bytes: z
      .string()
      .regex(/^([0-9a-fA-F]{2})+$/, 'must be hex digits in pairs')
      .optional(),
  })
  .meta({ id: 'HttpExpectationConfig' });

const httpSchema = z
  .strictObject({
    request: z
      .string()
      .regex(/^(GET|POST|PUT|PATCH|DELETE|HEAD|OPTIONS) \/\S*$/, 'must be a method and a path such as GET /orders/1'),
    name: text.optional(),
    headers: z.record(z.string(), z.string()).optional(),
    body: z.unknown().optional(),
    expect: expectSchema.optional(),
    on: z
      .array(z.enum(['preview', 'live']))
      .min(1, 'must name preview, live or both')
      .optional(),
    timeout: numberBetween(0.1, 30).optional(),
    tries: wholeNumber(1, 20).optional(),
  })
  .meta({ id: 'HttpSmokeConfig' });

const invokeSchema = z
  .strictObject({
    invoke: name,
    name: text.optional(),
    event: z.unknown().optional(),
    result: z.unknown().optional(),
    timeout: numberBetween(0.1, 900).optional(),
  })
  .meta({ id: 'InvokeSmokeConfig' });

export const smokeSchema = z.union([httpSchema, invokeSchema], { error: 'must be an object with request or invoke' });

export const hookSchema = z
  .strictObject({
    function: name,
    name: text.optional(),
    event: z.unknown().optional(),
    timeout: numberBetween(0.1, 900).optional(),
  })
  .meta({ id: 'HookConfig' });
