import type { World } from '../kernel/world.ts';
import { conflict } from './errors.ts';
import { eventInvokeConfigs } from './event-invoke-rows.ts';
import { findQualified, findVersion, LATEST } from './find-version.ts';
import { fingerprint } from './fingerprint.ts';
import {
  functions,
  qualifiedKey,
  type AliasRow,
  type LoggingConfiguration,
  type Snapshot,
  type VersionRow,
} from './function-rows.ts';
import { arnOf, functionNotFound, locateFunction, type Located } from './locate-function.ts';
import type { Runnable } from './runnable.ts';

/** Lambda's defaults for asynchronous invocations. */
const RETRY_ATTEMPTS = 2;
const EVENT_AGE_SECONDS = 21_600;

/** An alias with weights sends that share of invocations to the other version, drawn anew for each. */
function draw(world: World, located: Located, alias: AliasRow, main: VersionRow): VersionRow {
  let random = Math.random();
  for (const [version, weight] of Object.entries(alias.weights ?? {})) {
    if (random < weight) {
      const other = findVersion(world, located.name, version);
      if (!other) throw functionNotFound(world, { name: located.name, qualifier: version });
      return other;
    }
    random -= weight;
  }
  return main;
}

/** While an update is in progress AWS runs what was there before. */
function snapshotToRun({ change, configuration, code }: VersionRow): Snapshot {
  if (change?.kind === 'create') {
    throw conflict(
      'The operation cannot be performed at this time. The function is currently in the following state: Pending',
    );
  }
  return change?.serving ?? { configuration, code };
}

const keys = new WeakMap<object, string>();

/** Rows are values, so a key holds for as long as its configuration is the same object. */
function keyOf(version: string, snapshot: Snapshot): string {
  const known = keys.get(snapshot.configuration);
  if (known) return `${version} ${snapshot.code.sha256} ${known}`;
  const made = fingerprint(snapshot);
  keys.set(snapshot.configuration, made);
  return `${version} ${snapshot.code.sha256} ${made}`;
}

function asynchronous(world: World, { name, qualifier }: Located, deadLetterArn?: string): Runnable['asynchronous'] {
  const config = eventInvokeConfigs(world).get(qualifiedKey(name, qualifier ?? LATEST));
  return {
    maximumRetryAttempts: config?.maximumRetryAttempts ?? RETRY_ATTEMPTS,
    maximumEventAgeSeconds: config?.maximumEventAgeSeconds ?? EVENT_AGE_SECONDS,
    ...(config?.onSuccessArn && { onSuccessArn: config.onSuccessArn }),
    ...(config?.onFailureArn && { onFailureArn: config.onFailureArn }),
    ...(deadLetterArn && { deadLetterArn }),
  };
}

function loggingOf({ LogFormat, ApplicationLogLevel, SystemLogLevel }: LoggingConfiguration): Runnable['logging'] {
  return {
    format: LogFormat,
    ...(ApplicationLogLevel && { applicationLevel: ApplicationLogLevel }),
    ...(SystemLogLevel && { systemLevel: SystemLogLevel }),
  };
}

function makeRunnable(world: World, located: Located, version: string, snapshot: Snapshot): Runnable {
  const { configuration, code } = snapshot;
  const reserved = functions(world).get(located.name)?.reservedConcurrency;
  return {
    functionName: located.name,
    invokedFunctionArn: arnOf(world, located.name, located.qualifier),
    version,
    key: keyOf(version, snapshot),
    runtime: configuration.runtime,
    handler: configuration.handler,
    architecture: configuration.architecture,
    timeoutSeconds: configuration.timeoutSeconds,
    memoryMb: configuration.memoryMb,
    ephemeralStorageMb: configuration.ephemeralStorageMb,
    environment: configuration.environment ?? {},
    codeBlob: code.blob,
    layerBlobs: configuration.layers.map(({ blob }) => blob),
    roleArn: configuration.role,
    logGroup: configuration.logging.LogGroup,
    logging: loggingOf(configuration.logging),
    ...(reserved === undefined ? {} : { reservedConcurrency: reserved }),
    tracingMode: configuration.tracingMode,
    asynchronous: asynchronous(world, located, configuration.deadLetterArn),
  };
}

/** Name (any ARN form) and qualifier -> what to run. Throws AwsError ResourceNotFoundException, ResourceConflictException (Pending), ... */
export function resolveRunnable(world: World, functionName: string, qualifier?: string): Runnable {
  const located = locateFunction(world, {
    FunctionName: functionName,
    ...(qualifier === undefined ? {} : { Qualifier: qualifier }),
  });
  const { version, alias } = findQualified(world, located);
  const chosen = alias?.weights ? draw(world, located, alias, version) : version;
  return makeRunnable(world, located, chosen.version, snapshotToRun(chosen));
}
