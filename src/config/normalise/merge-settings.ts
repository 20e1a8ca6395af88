import type * as z from 'zod';
import type { settingsSchema } from '../schema/function-schema.ts';

export type Settings = z.output<typeof settingsSchema>;

/**
 * Settings of several places, the least specific first: the later one wins; environment variables are joined name by
 * name, policies are added up.
 */
export function mergeSettings(places: readonly (Settings | undefined)[]): Settings {
  const given = places.filter((place) => place !== undefined);
  const merged: Settings = Object.assign({}, ...given.map(withoutUndefined));
  const environment: Settings['environment'] = Object.assign({}, ...given.map((place) => place.environment));
  return { ...merged, environment, policies: given.flatMap((place) => place.policies ?? []) };
}

function withoutUndefined(settings: Settings): Settings {
  return Object.fromEntries(Object.entries(settings).filter(([, value]) => value !== undefined));
}
