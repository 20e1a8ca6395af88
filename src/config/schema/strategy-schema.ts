import * as z from 'zod';
import { parseDuration } from '../../model/duration.ts';
import { isWithinLimits, parseStrategy, strategyForms } from '../../model/strategy.ts';
import { makeStepped } from '../normalise/make-strategy.ts';
import { numberBetween, text, wholeNumber } from './values.ts';

const DAY_MS = 24 * 3_600_000;

const duration = z
  .string()
  .refine((written) => (parseDuration(written) ?? Infinity) <= DAY_MS, 'must be such as 30s, 10m or 2h, at most 24h');

const stepped = z
  .strictObject({
    kind: z.enum(['canary', 'linear']),
    percent: wholeNumber(1, 99).optional(),
    for: duration.optional(),
  })
  .refine((written) => isWithinLimits(makeStepped(written)), `must be as in ${strategyForms}`)
  .meta({ id: 'StrategyConfig' });

const written = z.string().refine((one) => parseStrategy(one) !== undefined, `must be ${strategyForms}`);

export const strategySchema = z.union([written, stepped], { error: `must be ${strategyForms}, or an object` });

export const bakeSchema = z
  .strictObject({
    for: duration.optional(),
    alarms: z.array(text).max(100, 'must be 100 at most').optional(),
    errorRate: numberBetween(0, 1).optional(),
    latency: numberBetween(1, 1000).optional(),
    throttles: numberBetween(0, 1).optional(),
    minRequests: wholeNumber(1, 1_000_000).optional(),
    probesPerMinute: wholeNumber(0, 600).optional(),
  })
  .meta({ id: 'BakeConfig' });
