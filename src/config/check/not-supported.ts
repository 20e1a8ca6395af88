import type { ConfigPath, Mistake } from './mistake.ts';
import { isPlainObject, memberOf } from './prune.ts';

interface Refusal {
  /** Keys from the root; `*` is every key or index. */
  readonly at: ConfigPath;
  readonly when?: (value: unknown) => boolean;
  /** What it is, and what to do until then. */
  readonly what: string;
}

/**
 * The one table of what ship knows but does not do yet. It is refused, never ignored: a config that is accepted holds.
 * To lift a refusal, add the key to the schema and remove its line.
 */
const refusals: readonly Refusal[] = [
  ...everyFunction(['image'], 'container images; use entry, folder or zip'),
  ...everyFunction(['url'], 'function URLs; give the function a route'),
  ...everyFunction(['snapStart'], 'SnapStart; use provisionedConcurrency'),
  ...everyFunction(['fileSystem'], 'EFS file systems; use storage for /tmp'),
  ...everyFunction(['deadLetters'], 'dead letters of asynchronous invocations; queues have theirs'),
  ...everyFunction(['role'], 'roles made by hand; use policies'),
  inService(['domain'], 'custom domains; map one to the API in front of it'),
  inService(['websocket'], 'WebSocket APIs'),
  { at: ['environments', '*', 'extends'], what: 'environments made from another one; write it out' },
];

/** What the config asks for and ship cannot do yet. */
export function refuseUnsupported(config: unknown): readonly Mistake[] {
  return refusals.flatMap(({ at, when, what }) =>
    placesOf(config, at)
      .filter((path) => when?.(path.reduce(memberOf, config)) ?? true)
      .map((path) => ({ path, message: `is not supported yet: ${what}`, notSupportedYet: true })),
  );
}

function inService(keys: ConfigPath, what: string, when?: (value: unknown) => boolean): Refusal {
  return { at: ['services', '*', ...keys], what, ...(when && { when }) };
}

function everyFunction(keys: ConfigPath, what: string, when?: (value: unknown) => boolean): readonly Refusal[] {
  return [inService(['main', ...keys], what, when), inService(['functions', '*', ...keys], what, when)];
}

function placesOf(config: unknown, pattern: ConfigPath): readonly ConfigPath[] {
  let places: readonly ConfigPath[] = [[]];
  for (const key of pattern)
    places = places.flatMap((place) => keysOf(place.reduce(memberOf, config), key).map((one) => [...place, one]));
  return places;
}

function keysOf(value: unknown, key: string | number): ConfigPath {
  if (key !== '*') return memberOf(value, key) === undefined ? [] : [key];
  if (Array.isArray(value)) return [...value.keys()];
  return isPlainObject(value) ? Object.keys(value) : [];
}
