import { parseFunctionName } from '../kernel/arn.ts';
import type { World } from '../kernel/world.ts';
import { invalidParameter, notFound } from './errors.ts';
import type { EventInvokeRow } from './event-invoke-rows.ts';
import { findAlias, findVersion, LATEST } from './find-version.ts';
import { functions, qualifiedKey } from './function-rows.ts';
import { arnOf, locateFunction, type FunctionReference } from './locate-function.ts';
import { destinationArn, namespacedFunctionName, qualifier } from './validation/names.ts';
import { integer, structure, type ValueOf } from './validation/shape.ts';

const destination = structure({}, { Destination: destinationArn });

export const destinationConfig = structure({}, { OnSuccess: destination, OnFailure: destination });

export const eventInvokeInput = structure(
  { FunctionName: namespacedFunctionName },
  {
    Qualifier: qualifier,
    MaximumRetryAttempts: integer({ min: 0, max: 2 }),
    MaximumEventAgeInSeconds: integer({ min: 60, max: 21_600 }),
    DestinationConfig: destinationConfig,
  },
);

export type EventInvokeInput = ValueOf<typeof eventInvokeInput>;
type DestinationConfig = ValueOf<typeof destinationConfig>;

const SERVICES = new Set(['lambda', 'sns', 'sqs', 'events', 's3']);

function checkDestination(world: World, functionName: string, arn: string | undefined): boolean {
  if (!arn) return true;
  const service = arn.split(':')[2] ?? '';
  if (service !== 'lambda') return SERVICES.has(service);
  const { name } = parseFunctionName(arn);
  if (!functions(world).has(name)) throw invalidParameter(`The destination ARN ${arn} is invalid.`);
  if (name === functionName) {
    throw invalidParameter("You can't specify the function as a destination for itself.");
  }
  return true;
}

const javaText = (name: string, arn?: string): string => (arn ? `${name}(destination=${arn})` : 'null');

/** AWS prints the whole configuration as its Java object when one of the two names no service that takes events. */
function checkDestinations(world: World, functionName: string, config: DestinationConfig): void {
  const success = config.OnSuccess?.Destination;
  const failure = config.OnFailure?.Destination;
  const valid = [failure, success].map((arn) => checkDestination(world, functionName, arn));
  if (valid.every(Boolean)) return;
  throw invalidParameter(
    `The provided destination config DestinationConfig(onSuccess=${javaText('OnSuccess', success)}, onFailure=${javaText('OnFailure', failure)}) is invalid.`,
  );
}

export interface EventInvokeTarget {
  readonly functionName: string;
  readonly qualifier: string;
  readonly key: string;
}

export function locateEventInvoke(world: World, reference: FunctionReference): EventInvokeTarget {
  const { name, qualifier: asked = LATEST } = locateFunction(world, reference);
  return { functionName: name, qualifier: asked, key: qualifiedKey(name, asked) };
}

/** Put and update want something to set, and something that exists to set it on. */
export function checkEventInvokeInput(world: World, request: EventInvokeInput): EventInvokeTarget {
  const { MaximumRetryAttempts, MaximumEventAgeInSeconds, DestinationConfig } = request;
  if ([MaximumRetryAttempts, MaximumEventAgeInSeconds, DestinationConfig].every((value) => value === undefined)) {
    throw invalidParameter('You must specify at least one of error handling or destination setting.');
  }
  const target = locateEventInvoke(world, request);
  const exists =
    findVersion(world, target.functionName, target.qualifier) ??
    findAlias(world, target.functionName, target.qualifier);
  if (!exists) throw notFound("The function doesn't exist.");
  checkDestinations(world, target.functionName, DestinationConfig ?? {});
  return target;
}

export function noEventInvokeConfig(world: World, { functionName, qualifier: asked }: EventInvokeTarget): Error {
  return notFound(`The function ${arnOf(world, functionName, asked)} doesn't have an EventInvokeConfig`);
}

/** What a request sets; the rest stays as in `previous`. */
export function changeEventInvoke(
  world: World,
  target: EventInvokeTarget,
  request: EventInvokeInput,
  previous: Partial<EventInvokeRow> = {},
): EventInvokeRow {
  const { functionName, qualifier: asked } = target;
  const onSuccessArn = request.DestinationConfig
    ? request.DestinationConfig.OnSuccess?.Destination
    : previous.onSuccessArn;
  const onFailureArn = request.DestinationConfig
    ? request.DestinationConfig.OnFailure?.Destination
    : previous.onFailureArn;
  const maximumRetryAttempts = request.MaximumRetryAttempts ?? previous.maximumRetryAttempts;
  const maximumEventAgeSeconds = request.MaximumEventAgeInSeconds ?? previous.maximumEventAgeSeconds;
  return {
    functionName,
    qualifier: asked,
    lastModifiedMs: world.clock.now(),
    ...(maximumRetryAttempts !== undefined && { maximumRetryAttempts }),
    ...(maximumEventAgeSeconds !== undefined && { maximumEventAgeSeconds }),
    ...(onSuccessArn && { onSuccessArn }),
    ...(onFailureArn && { onFailureArn }),
  };
}

export function describeEventInvoke(world: World, row: EventInvokeRow): Record<string, unknown> {
  const { maximumRetryAttempts, maximumEventAgeSeconds, onSuccessArn, onFailureArn } = row;
  return {
    FunctionArn: arnOf(world, row.functionName, row.qualifier),
    LastModified: row.lastModifiedMs / 1000,
    ...(maximumRetryAttempts !== undefined && { MaximumRetryAttempts: maximumRetryAttempts }),
    ...(maximumEventAgeSeconds !== undefined && { MaximumEventAgeInSeconds: maximumEventAgeSeconds }),
    DestinationConfig: {
      OnSuccess: onSuccessArn ? { Destination: onSuccessArn } : {},
      OnFailure: onFailureArn ? { Destination: onFailureArn } : {},
    },
  };
}
