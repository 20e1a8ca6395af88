import { crc32 } from 'node:zlib';
import { logicalName } from '../../model/logical-name.ts';
import type { EnvironmentValue, FunctionDefinition } from '../../model/service.ts';
import type { FunctionInput } from './function-input.ts';
import { makeEvent } from './make-events.ts';
import { makePolicies } from './make-policies.ts';
import { makeSource, type SourcePlace } from './make-source.ts';
import type { Settings } from './merge-settings.ts';
import type { PolicyPlace } from './resource-arn.ts';

export interface FunctionPlace extends SourcePlace {
  readonly lambdaName: string;
  readonly policies: PolicyPlace;
}

export function makeFunction(
  key: string,
  input: FunctionInput,
  settings: Settings,
  place: FunctionPlace,
): FunctionDefinition {
  const source = makeSource(key, input, settings, place);
  const timeoutSeconds = settings.timeout ?? 15;
  return {
    key,
    lambdaName: place.lambdaName,
    source,
    runtime: source.runtime,
    architecture: source.architecture,
    memoryMb: settings.memory ?? 512,
    timeoutSeconds,
    ephemeralStorageMb: settings.storage ?? 512,
    environment: makeVariables(settings.environment ?? {}),
    ...optionalSettings(settings),
    tracing: settings.tracing ?? false,
    logRetentionDays: settings.logRetention ?? 30,
    policies: makePolicies(settings.policies ?? [], place.policies),
    events: (input.events ?? []).map((event) => makeEvent(event, timeoutSeconds, place.policies)),
    ...(input.description !== undefined && { description: input.description }),
  };
}

function optionalSettings(
  settings: Settings,
): Pick<FunctionDefinition, 'vpc' | 'reservedConcurrency' | 'provisionedConcurrency' | 'warm'> {
  const { vpc, reservedConcurrency, provisionedConcurrency, warm } = settings;
  return {
    ...(vpc !== undefined && { vpc: { subnetIds: vpc.subnets, securityGroupIds: vpc.securityGroups } }),
    ...(reservedConcurrency !== undefined && { reservedConcurrency }),
    ...(provisionedConcurrency !== undefined && { provisionedConcurrency }),
    ...(warm !== undefined && { warm }),
  };
}

/** Sorted by name, so that the order in the config changes nothing. */
function makeVariables(written: NonNullable<Settings['environment']>): Readonly<Record<string, EnvironmentValue>> {
  const sorted = Object.entries(written).toSorted(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(sorted.map(([name, value]) => [name, makeValue(name, value)]));
}

// The same value of the same variable is one output, however many functions have it: a stack holds 200 of them.
function makeValue(
  name: string,
  value: string | number | boolean | Readonly<Record<string, unknown>>,
): EnvironmentValue {
  if (typeof value !== 'object') return { kind: 'literal', value: String(value) };
  // To tell values apart, not to keep them secret; loading a cryptographic hash is a tenth of a start.
  const digest = crc32(JSON.stringify(value)).toString(16).padStart(8, '0');
  return { kind: 'output', output: `Env${logicalName(name)}${digest}`, expression: value };
}
