import type * as z from 'zod';
import type { AlarmKind, Watch } from '../../model/service.ts';
import type { watchSchema } from '../schema/watch-schema.ts';

export type WatchInput = z.output<typeof watchSchema>;
type AlarmsInput = Exclude<WatchInput, boolean>['alarms'];
type Thresholds = Watch['alarms'];

const defaultThresholds: Record<AlarmKind, number> = {
  errors: 5,
  throttles: 1,
  gateway5xx: 5,
  loops: 1,
  queueAge: 900,
  deadLetters: 1,
};

const everything: Watch = { dashboard: true, alarms: defaultThresholds, notify: [] };

/** What several places say about watching, the least specific first; what none says is on. */
export function makeWatch(places: readonly (WatchInput | undefined)[]): Watch {
  return places.reduce<Watch>(merge, everything);
}

function merge(watch: Watch, written: WatchInput | undefined): Watch {
  if (written === undefined) return watch;
  if (written === true) return { ...everything, notify: watch.notify };
  if (written === false) return { dashboard: false, alarms: {}, notify: watch.notify };
  const { dashboard = watch.dashboard, notify = watch.notify } = written;
  return {
    dashboard,
    alarms: mergeAlarms(watch.alarms, written.alarms),
    notify: Array.isArray(notify) ? notify : [notify],
  };
}

function mergeAlarms(alarms: Thresholds, written: AlarmsInput): Thresholds {
  if (written === undefined) return alarms;
  if (typeof written === 'boolean') return written ? defaultThresholds : {};
  const kinds = Object.keys(defaultThresholds) as AlarmKind[];
  const chosen = kinds.map((kind) => [kind, written[kind] ?? alarms[kind]] as const);
  return Object.fromEntries(chosen.filter(([, threshold]) => typeof threshold === 'number'));
}
