import type { ConfigPath } from '../check/mistake.ts';
import { memberOf } from '../check/prune.ts';
import { documentationOf } from '../documentation.ts';
import { fromPlaces, type ResolvedValue } from './resolved-value.ts';

export interface FunctionsPlace {
  readonly environment: string;
  readonly service: string;
  /** `services.orders` and `environments.production.services.orders`. */
  readonly own: ConfigPath;
  readonly overrides: ConfigPath;
}

// prettier-ignore
const settingKeys = ['runtime', 'architecture', 'memory', 'timeout', 'storage', 'layers', 'vpc', 'reservedConcurrency',
  'provisionedConcurrency', 'warm', 'tracing', 'logRetention'];

/** What only the function itself can say. */
// prettier-ignore
const ownKeys = ['description', 'entry', 'folder', 'include', 'exclude', 'zip', 'handler', 'payload', 'bundle', 'assets',
  'events'];

export function resolveFunctions(written: unknown, place: FunctionsPlace): readonly ResolvedValue[] {
  return functionKeys(written, place.service).flatMap((key) => {
    const places = settingPlaces(place, key);
    const name = `${place.service}.${key}`;
    return [
      ...resolveCode(written, name, places),
      ...settingKeys.flatMap((setting) => {
        const fallback = documentationOf('FunctionSettings', setting)?.default;
        return fromPlaces(written, { path: `${name}.${setting}`, key: setting, places, fallback });
      }),
      ...resolveVariables(written, name, places),
      ...resolvePolicies(written, name, places),
    ];
  });
}

/** As `makeService` merges them: the more specific place wins; of two equally specific ones the environment's. */
function settingPlaces({ environment, own, overrides }: FunctionsPlace, key: string): readonly ConfigPath[] {
  return [
    ['defaults'],
    ['environments', environment, 'defaults'],
    [...own, 'defaults'],
    [...overrides, 'defaults'],
    key === 'main' ? [...own, 'main'] : [...own, 'functions', key],
    [...overrides, 'functions', key],
  ].filter((place) => place.length > 0);
}

function resolveCode(written: unknown, name: string, places: readonly ConfigPath[]): readonly ResolvedValue[] {
  const [place = []] = places.slice(-2);
  const definition = place.reduce(memberOf, written);
  if (typeof definition === 'string') return [{ path: `${name}.entry`, value: definition, from: place.join('.') }];
  return ownKeys.flatMap((key) =>
    fromPlaces(written, { path: `${name}.${key}`, key, places: [place] }).map((one) => ({
      ...one,
      value: summarize(key, one.value),
    })),
  );
}

function summarize(key: string, value: unknown): unknown {
  if (key === 'events' && Array.isArray(value)) return value.map(nameOfEvent);
  const define = key === 'bundle' ? memberOf(value, 'define') : undefined;
  return define === undefined ? value : { ...(value as object), define: hidden(define as object) };
}

const nameOfEvent = (event: unknown): string => `${String(memberOf(event, 'type'))} ${String(memberOf(event, 'name'))}`;

/** A constant of the bundle is often an environment variable of the build. */
const hidden = (values: object): object => Object.fromEntries(Object.keys(values).map((name) => [name, notShown]));

const notShown = '(not shown)';

/** Names and places, never values: they may be secrets. */
function resolveVariables(written: unknown, name: string, places: readonly ConfigPath[]): readonly ResolvedValue[] {
  const inside = places.map((place) => [...place, 'environment']);
  const names = new Set(inside.flatMap((place) => Object.keys((place.reduce(memberOf, written) as object) ?? {})));
  return [...names].toSorted().flatMap((key) =>
    fromPlaces(written, { path: `${name}.environment.${key}`, key, places: inside }).map((one) => ({
      ...one,
      value: notShown,
    })),
  );
}

/** They are added up, so every place counts. */
function resolvePolicies(written: unknown, name: string, places: readonly ConfigPath[]): readonly ResolvedValue[] {
  return places.flatMap((place) => fromPlaces(written, { path: `${name}.policies`, key: 'policies', places: [place] }));
}

/** Names of the functions of a service, main first. */
function functionKeys(written: unknown, service: string): readonly string[] {
  const brokenOut = ['services', service, 'functions'].reduce(memberOf, written);
  return ['main', ...Object.keys((brokenOut as object | undefined) ?? {}).toSorted()];
}
