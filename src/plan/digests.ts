import { createHash } from 'node:crypto';
import type { Artifact } from '../model/artifact.ts';
import type { FunctionDefinition, Service } from '../model/service.ts';

/** JSON with sorted keys: equal values give equal text. */
export function canonicalJson(value: unknown): string {
  return JSON.stringify(value, (_key, inner: unknown) =>
    inner !== null && typeof inner === 'object' && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).toSorted(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  );
}

/** First 16 hex digits of the text's sha256. */
export function textDigest(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 16);
}

/** The same of a value's canonical JSON. */
export function digestOf(value: unknown): string {
  return textDigest(canonicalJson(value));
}

/** Configuration as far as Lambda freezes it into a version. Environment values are in it, as a hash only. */
export function settingsDigest(definition: FunctionDefinition, handler: string): string {
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
  });
}

/** Code by content, not by zip bytes: another zlib may give other bytes for the same files. */
export function functionDigest(definition: FunctionDefinition, artifact: Artifact): string {
  return digestOf({
    code: artifact.contentDigest,
    layers: artifact.layers.map((layer) => layer.contentDigest),
    settings: settingsDigest(definition, artifact.handler),
  });
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
  });
}
