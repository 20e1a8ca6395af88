import type { ReleaseRecord } from './release.ts';
import type { Service } from './service.ts';

/** Executions by function key: what a release keeps warm of its versions, and what its functions reserve of the account. */
export interface Concurrency {
  readonly warm: Readonly<Record<string, number>>;
  readonly reserved: Readonly<Record<string, number>>;
}

/** As the config wants it. */
export function concurrencyOf({ functions }: Service): Concurrency {
  const warm = functions.flatMap(({ key, provisionedConcurrency: executions = 0 }) =>
    executions > 0 ? [[key, executions] as const] : [],
  );
  const reserved = functions.flatMap(({ key, reservedConcurrency: executions }) =>
    executions === undefined ? [] : [[key, executions] as const],
  );
  return { warm: Object.fromEntries(warm), reserved: Object.fromEntries(reserved) };
}

/** As a release had it. */
export function recordedConcurrency(record: Pick<ReleaseRecord, 'warm' | 'reserved'> | undefined): Concurrency {
  return { warm: record?.warm ?? {}, reserved: record?.reserved ?? {} };
}

/** For the release's record: only what there is. */
export function toRecord({ warm, reserved }: Concurrency): Pick<ReleaseRecord, 'warm' | 'reserved'> {
  const isAny = (executions: Concurrency['warm']): boolean => Object.keys(executions).length > 0;
  return { ...(isAny(warm) ? { warm } : {}), ...(isAny(reserved) ? { reserved } : {}) };
}
