import type { LessonCode } from '../../model/finding.ts';

/** A place in the config: keys and list indexes from its root. */
export type ConfigPath = readonly (string | number)[];

/** One thing that is wrong in the config. */
export interface Mistake {
  readonly path: ConfigPath;
  /** What is allowed, in words that follow the path: `must be between 128 and 10240`. */
  readonly message: string;
  /** The wrong value as it is shown; left out where it may be a secret. */
  readonly got?: string;
  /** The schema knows it, ship does not do it yet. */
  readonly notSupportedYet?: boolean;
  /** Works, but people should know. */
  readonly isWarning?: boolean;
  /** Of a warning: what `ship doctor` calls it, by which a service may silence it. */
  readonly lesson?: LessonCode;
}

/** `services.orders.functions.invoice.memory: must be between 128 and 10240 (got 64)` */
export function renderMistake(mistake: Mistake): string {
  const where = mistake.path.length === 0 ? 'config' : renderPath(mistake.path);
  const got = mistake.got === undefined ? '' : ` (got ${mistake.got})`;
  return `${where}: ${mistake.message}${got}`;
}

/** Keys that are not plain words are quoted: `services.orders.routes["GET /orders"].function`, `smoke[2]`. */
export function renderPath(path: ConfigPath): string {
  return path.map((key, index) => renderKey(key, index === 0)).join('');
}

function renderKey(key: string | number, isFirst: boolean): string {
  if (typeof key === 'number') return `[${key}]`;
  if (!/^[\w$-]+$/.test(key)) return `[${JSON.stringify(key)}]`;
  return isFirst ? key : `.${key}`;
}
