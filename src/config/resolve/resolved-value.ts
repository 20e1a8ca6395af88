import type { ConfigPath } from '../check/mistake.ts';
import { memberOf } from '../check/prune.ts';

export interface ResolvedValue {
  /** `orders.main.memory` */
  readonly path: string;
  readonly value: unknown;
  /** Where it was written, `services.orders.defaults.memory`; or `default`. */
  readonly from: string;
}

export interface Question {
  readonly path: string;
  readonly key: string;
  /** Where it may be written, the least specific place first. */
  readonly places: readonly ConfigPath[];
  /** As the documentation writes it: `512`, `'2.0'`, `[]`. */
  readonly fallback?: string | undefined;
}

/** The most specific place that says it, else the default; nothing where there is none. */
export function fromPlaces(written: unknown, { path, key, places, fallback }: Question): readonly ResolvedValue[] {
  const last = places.findLast((place) => memberOf(place.reduce(memberOf, written), key) !== undefined);
  if (last) return [{ path, value: memberOf(last.reduce(memberOf, written), key), from: [...last, key].join('.') }];
  return fallback === undefined || fallback === '' ? [] : [{ path, value: parseDefault(fallback), from: 'default' }];
}

/** What the documentation writes as code is that value; `512` is a number, `'2.0'` a text. */
function parseDefault(written: string): unknown {
  const bare = written.replaceAll('`', '').replaceAll("'", '"');
  try {
    return JSON.parse(bare);
  } catch {
    return bare;
  }
}
