import type { EnvironmentValue } from '../../model/service.ts';

/**
 * Lambda measures the compact JSON text of the variables, braces and quotes included: 4096 bytes pass, 4097 do not.
 * Values that only a deployed stack knows count as empty.
 */
export function measureEnvironment(environment: Readonly<Record<string, EnvironmentValue>>): {
  readonly bytes: number;
  readonly isComplete: boolean;
} {
  const values = Object.entries(environment);
  const known = values.map(([name, value]) => [name, value.kind === 'literal' ? value.value : '']);
  return {
    bytes: values.length === 0 ? 0 : Buffer.byteLength(JSON.stringify(Object.fromEntries(known))),
    isComplete: values.every(([, value]) => value.kind === 'literal'),
  };
}
