import { type ReleaseFunction, stepAlias } from '../../model/release.ts';
import { liveRelease } from '../../plan/releases.ts';
import { type Run, functionOf, releaseName } from '../run-context.ts';
import { releaseFunctions } from '../steps/gateway.ts';
import { type MetricAnswers, type MetricQuery, toVersionMetrics, versionQueries } from '../version-metrics.ts';
import type { BakedFunction, BakeReport, MeasuredVersion } from './bake-report.ts';

/** Of the live version a longer time is read: it has been called all along. */
const BASELINE_MS = 3_600_000;

export interface BakeTime {
  readonly percent: number;
  readonly since: Date;
  readonly leftMs: number;
  readonly probes: number;
  readonly failedProbes: number;
}

/** What CloudWatch says of the changed functions' versions, both releases', and of the alarms: a call each. */
export async function readBake(run: Run, time: BakeTime): Promise<BakeReport> {
  const changed = changedFunctions(run);
  const until = ceilToMinute(run.clock.now());
  const earlier = new Date(time.since.getTime() - BASELINE_MS);
  const ask = (which: 'now' | 'live', since: Date): Promise<MetricAnswers> =>
    run.cloud.readMetrics(
      changed.flatMap((one) => queriesOf(run, one, which)),
      since,
      until,
    );
  const [now, live, alarms] = await Promise.all([ask('now', time.since), ask('live', earlier), readAlarmStates(run)]);
  const functions = changed.map((one) => toBaked(one, now, live));
  const { percent, leftMs, probes, failedProbes } = time;
  return { release: releaseName(run), percent, leftMs, functions, alarms, probes, failedProbes };
}

interface Changed {
  readonly now: ReleaseFunction;
  readonly live?: ReleaseFunction;
}

function changedFunctions(run: Run): readonly Changed[] {
  const live = liveRelease(run.snapshot);
  return releaseFunctions(run)
    .map((now): Changed => {
      const before = live?.functions.find(({ key }) => key === now.key);
      return { now, ...(before ? { live: before } : {}) };
    })
    .filter(({ now, live: before }) => before?.version !== now.version);
}

const idOf = ({ key, version }: ReleaseFunction): string => `${key}:${version}`;

function queriesOf(run: Run, changed: Changed, which: 'now' | 'live'): readonly MetricQuery[] {
  const one = changed[which];
  if (!one) return [];
  const { number } = run.plan.release;
  const aliases = (run.plan.rollout?.percents ?? []).map((percent) => stepAlias(number, percent));
  return versionQueries(idOf(one), functionOf(run, one.key).lambdaName, one.version, aliases);
}

function toBaked({ now, live }: Changed, fresh: MetricAnswers, known: MetricAnswers): BakedFunction {
  const measured = (one: ReleaseFunction, answers: MetricAnswers): MeasuredVersion => ({
    version: one.version,
    ...toVersionMetrics(idOf(one), answers),
  });
  return { key: now.key, now: measured(now, fresh), ...(live ? { live: measured(live, known) } : {}) };
}

async function readAlarmStates({ cloud, service, learnt }: Run): Promise<BakeReport['alarms']> {
  if (service.bake.alarms.length === 0) return [];
  const states = await cloud.readAlarms(service.bake.alarms);
  return states.map(({ name, state }) => ({ name, state, redBefore: learnt.redBefore.has(name) }));
}

/** CloudWatch keeps minutes: a window that begins or ends within one would miss it. */
export const floorToMinute = (at: Date): Date => new Date(Math.floor(at.getTime() / 60_000) * 60_000);
const ceilToMinute = (at: Date): Date => new Date(Math.floor(at.getTime() / 60_000 + 1) * 60_000);
