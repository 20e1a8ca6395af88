import type { World } from '../kernel/world.ts';
import { refuseReservedNames } from './check-environment.ts';
import { checkLayers } from './check-layers.ts';
import { invalidParameter, parameterNotImplemented } from './errors.ts';
import type { Configuration, LoggingConfiguration } from './function-rows.ts';
import { limits } from './limits.ts';
import { configurationMembers, optionalRole } from './validation/function-configuration.ts';
import { structure, type ValueOf } from './validation/shape.ts';

const configurationInput = structure({}, { ...configurationMembers, ...optionalRole });

/** The members of a request that change a configuration; what it leaves out stays as it is. */
export type ConfigurationChange = ValueOf<typeof configurationInput>;

const NOT_IMPLEMENTED = ['FileSystemConfigs', 'CapacityProviderConfig', 'DurableConfig', 'ImageConfig'] as const;

/** Refuses by name what could not be acted upon, rather than keep it silently. */
export function refuseUnsupported(operation: string, change: ConfigurationChange): void {
  const named = NOT_IMPLEMENTED.find((name) => {
    const value = change[name];
    return value !== undefined && Object.keys(value).length > 0;
  });
  if (named) throw parameterNotImplemented(operation, named);
}

function checkSnapStart(change: ConfigurationChange, runtime: string): void {
  if (change.SnapStart?.ApplyOn !== 'PublishedVersions') return;
  if (/^(nodejs|ruby|provided)/.test(runtime)) {
    throw invalidParameter(`${runtime} is not supported for SnapStart enabled functions.`);
  }
  throw parameterNotImplemented('CreateFunction', 'SnapStart');
}

function checkMemory(memoryMb: number): void {
  if (memoryMb <= limits.memoryMb) return;
  throw invalidParameter(
    `'MemorySize' value failed to satisfy constraint: Member must have value less than or equal to ${limits.memoryMb}`,
  );
}

/** With JSON come log levels of INFO, with Text none (recorded). */
function mergeLogging(previous: LoggingConfiguration, change: ConfigurationChange): LoggingConfiguration {
  const given = change.LoggingConfig;
  if (!given) return previous;
  const LogFormat = given.LogFormat ?? previous.LogFormat;
  const LogGroup = given.LogGroup ?? previous.LogGroup;
  if (LogFormat === 'Text') return { LogFormat, LogGroup };
  return {
    LogFormat,
    LogGroup,
    ApplicationLogLevel: given.ApplicationLogLevel ?? previous.ApplicationLogLevel ?? 'INFO',
    SystemLogLevel: given.SystemLogLevel ?? previous.SystemLogLevel ?? 'INFO',
  };
}

export function initialConfiguration(functionName: string): Configuration {
  return {
    description: '',
    role: '',
    handler: '',
    runtime: '',
    architecture: 'x86_64',
    timeoutSeconds: 3,
    memoryMb: 128,
    ephemeralStorageMb: 512,
    layers: [],
    tracingMode: 'PassThrough',
    logging: { LogFormat: 'Text', LogGroup: `/aws/lambda/${functionName}` },
  };
}

/** What is optional in a configuration: given replaces it, an empty ARN removes it. */
function mergeOptional(previous: Configuration, change: ConfigurationChange): Partial<Configuration> {
  const environment = change.Environment ? (change.Environment.Variables ?? {}) : previous.environment;
  const deadLetterArn = change.DeadLetterConfig ? change.DeadLetterConfig.TargetArn : previous.deadLetterArn;
  const kmsKeyArn = change.KMSKeyArn ?? previous.kmsKeyArn;
  const vpc = change.VpcConfig
    ? { SubnetIds: [], SecurityGroupIds: [], Ipv6AllowedForDualStack: false, ...change.VpcConfig }
    : previous.vpc;
  return {
    ...(environment && { environment }),
    ...(deadLetterArn && { deadLetterArn }),
    ...(kmsKeyArn && { kmsKeyArn }),
    ...(vpc && { vpc }),
  };
}

/** The configuration after a request, checked; neither runtime nor role, which need more than the configuration. */
export function changeConfiguration(world: World, previous: Configuration, change: ConfigurationChange): Configuration {
  const runtime = change.Runtime ?? previous.runtime;
  if (change.MemorySize !== undefined) checkMemory(change.MemorySize);
  if (change.Environment?.Variables) refuseReservedNames(change.Environment.Variables);
  checkSnapStart(change, runtime);
  return {
    description: change.Description ?? previous.description,
    role: change.Role ?? previous.role,
    handler: change.Handler ?? previous.handler,
    runtime,
    architecture: previous.architecture,
    timeoutSeconds: change.Timeout ?? previous.timeoutSeconds,
    memoryMb: change.MemorySize ?? previous.memoryMb,
    ephemeralStorageMb: change.EphemeralStorage?.Size ?? previous.ephemeralStorageMb,
    layers: change.Layers ? checkLayers(world, change.Layers) : previous.layers,
    tracingMode: change.TracingConfig?.Mode ?? previous.tracingMode,
    logging: mergeLogging(previous.logging, change),
    ...mergeOptional(previous, change),
  };
}
