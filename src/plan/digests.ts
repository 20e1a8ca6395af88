import type { Artifact } from '../model/artifact.ts';
import { concurrencyOf, toRecord } from '../model/concurrency.ts';
import { digestOf } from '../model/digest.ts';
import type { FunctionDefinition, Service } from '../model/service.ts';

/** Configuration as far as Lambda freezes it into a version. Environment values are in it, as a hash only; `role`: its mark. */
export function settingsDigest(definition: FunctionDefinition, handler: string, role = ''): string {
  const { runtime, architecture, memoryMb, timeoutSeconds, ephemeralStorageMb, environment, vpc, tracing } = definition;
  return digestOf({
    runtime,
    handler,
    architecture,
    memoryMb,
    timeoutSeconds,
    ephemeralStorageMb,
    environment,
    vpc,
    tracing,
    layers: definition.source.layers,
    ...(role !== '' && { role }),
  });
}

/** What $LATEST was last given: the settings, and the content of its own layers, whose ARNs only a publish can tell. */
export function latestDigest(definition: FunctionDefinition, artifact: Artifact, role = ''): string {
  const settings = settingsDigest(definition, artifact.handler, role);
  const layers = artifact.layers.map((layer) => layer.contentDigest);
  return layers.length === 0 ? settings : digestOf({ settings, layers });
}

/** Code by content, not by zip bytes: another zlib may give other bytes for the same files. */
export function functionDigest(definition: FunctionDefinition, artifact: Artifact, role = ''): string {
  return digestOf({
    code: artifact.contentDigest,
    layers: artifact.layers.map((layer) => layer.contentDigest),
    settings: settingsDigest(definition, artifact.handler, role),
  });
}

/** Absent where nothing is reserved. */
function reservedIn(service: Service): { readonly reserved?: unknown } {
  const { reserved } = toRecord(concurrencyOf(service));
  return reserved ? { reserved } : {};
}

/** Everything that makes a release a different one; a changed environment variable too. */
export function releaseDigest(
  service: Service,
  functions: readonly { key: string; digest: string }[],
  routesDigest: string,
): string {
  return digestOf({
    functions: functions.map(({ key, digest }) => [key, digest]),
    routes: routesDigest,
    events: service.functions.map(({ key, events }) => [key, events]),
    provisioned: service.functions.map(({ key, provisionedConcurrency }) => [key, provisionedConcurrency]),
    ...reservedIn(service),
  });
}
