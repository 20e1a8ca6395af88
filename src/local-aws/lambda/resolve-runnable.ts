import type { World } from '../kernel/world.ts';
import { conflict } from './errors.ts';
import { eventInvokeConfigs, type EventInvokeRow } from './event-invoke-rows.ts';
import { findQualified, findVersion, LATEST } from './find-version.ts';
import { fingerprint } from './fingerprint.ts';
import {
  functions,
  qualifiedKey,
  type AliasRow,
  type FunctionRow,
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

function asynchronous(config: EventInvokeRow | undefined, deadLetterArn?: string): Runnable['asynchronous'] {
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

/** What a runnable is made of: rows are values, so it holds while they are the same objects. */
interface Sources {
  readonly version: VersionRow;
  readonly ofFunction: FunctionRow | undefined;
  readonly asyncConfig: EventInvokeRow | undefined;
}

function makeRunnable(world: World, located: Located, { version: row, ofFunction, asyncConfig }: Sources): Runnable {
  const snapshot = snapshotToRun(row);
  const { configuration, code } = snapshot;
  const reserved = ofFunction?.reservedConcurrency;
  return {
    functionName: located.name,
    invokedFunctionArn: arnOf(world, located.name, located.qualifier),
    version: row.version,
    key: keyOf(row.version, snapshot),
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
    asynchronous: asynchronous(asyncConfig, configuration.deadLetterArn),
  };
}

interface Known extends Sources {
  readonly runnable: Runnable;
}

const runnables = new WeakMap<World, Map<string, Known>>();
const MAX_KNOWN = 1000;

/** Made once for each qualifier and version: every request needs one. */
function runnableOf(world: World, located: Located, version: VersionRow): Runnable {
  const { name, qualifier = LATEST } = located;
  const qualified = qualifiedKey(name, qualifier);
  const ofFunction = functions(world).get(name);
  const asyncConfig = eventInvokeConfigs(world).get(qualified);
  let ofWorld = runnables.get(world);
  if (!ofWorld) runnables.set(world, (ofWorld = new Map()));
  const key = `${located.qualifier === undefined ? '' : qualified}|${name}:${version.version}`;
  const found = ofWorld.get(key);
  if (found?.version === version && found.ofFunction === ofFunction && found.asyncConfig === asyncConfig)
    return found.runnable;
  const runnable = makeRunnable(world, located, { version, ofFunction, asyncConfig });
  if (ofWorld.size >= MAX_KNOWN) ofWorld.clear();
  ofWorld.set(key, { version, ofFunction, asyncConfig, runnable });
  return runnable;
}

/**
 * Name (any ARN form) and qualifier -> what to run, the same object while nothing of it changes.
 * Throws AwsError ResourceNotFoundException, ResourceConflictException (Pending), ...
 */
export function resolveRunnable(world: World, functionName: string, qualifier?: string): Runnable {
  const located = locateFunction(world, {
    FunctionName: functionName,
    Qualifier: qualifier,
  });
  const { version, alias } = findQualified(world, located);
  const chosen = alias?.weights ? draw(world, located, alias, version) : version;
  return runnableOf(world, located, chosen);
}
