import type * as z from 'zod';
import type { ParsedConfig } from '../check/check-schema.ts';
import type { functionSchema } from '../schema/function-schema.ts';

export type FunctionInput = z.output<typeof functionSchema>;
export type ServiceInput = ParsedConfig['services'][string];

export const mainKey = 'main';

/** All functions of a service as objects, main first, then by key. */
export function functionInputs(service: ServiceInput): readonly (readonly [string, FunctionInput])[] {
  const brokenOut = Object.entries(service.functions ?? {}).toSorted(([a], [b]) => (a < b ? -1 : 1));
  return [[mainKey, service.main] as const, ...brokenOut].map(([key, input]) => [
    key,
    typeof input === 'string' ? { entry: input } : input,
  ]);
}
