import { AwsError } from '../../kernel/aws-error.ts';
import { stringOf } from '../../kernel/members.ts';
import type { World } from '../../kernel/world.ts';
import { parseAlarmRule } from './alarm-rule.ts';
import { alarms, type AlarmRow } from './alarm-rows.ts';
import { evaluateMetricAlarm } from './evaluate-metric-alarm.ts';
import type { Judgement } from './judge.ts';
import { setAlarmState } from './set-state.ts';

const timers = new WeakMap<World, NodeJS.Timeout>();

/** Evaluates all alarms again and again for as long as there are any; to be called at the start and when one is put. */
export function watchAlarms(world: World): void {
  if (timers.has(world) || alarms(world).values().length === 0) return;
  const timer = setInterval(() => {
    if (alarms(world).values().length > 0) evaluateAlarms(world);
    else stop();
  }, world.clock.duration('cloudwatch.evaluation')).unref();
  const stop = (): void => {
    clearInterval(timer);
    timers.delete(world);
  };
  timers.set(world, timer);
  world.onStop(stop);
}

const isMetric = ({ kind }: AlarmRow): boolean => kind === 'MetricAlarm';

/** Metric alarms first: composite ones read their states. */
function evaluateAlarms(world: World): void {
  const all = alarms(world).values();
  for (const alarm of [...all.filter(isMetric), ...all.filter((row) => !isMetric(row))]) {
    const judgement = isMetric(alarm) ? judgeMetric(world, alarm) : judgeComposite(world, alarm);
    if (judgement && judgement.state !== alarm.state) setAlarmState(world, alarm, judgement.state, judgement.reason);
  }
}

/** An expression that cannot be computed leaves the alarm without data. */
function judgeMetric(world: World, alarm: AlarmRow): Judgement | undefined {
  try {
    return evaluateMetricAlarm(world, alarm);
  } catch (error) {
    if (error instanceof AwsError) return { state: 'INSUFFICIENT_DATA', reason: error.message };
    throw error;
  }
}

function judgeComposite(world: World, alarm: AlarmRow): Judgement {
  const rule = stringOf(alarm.settings, 'AlarmRule') ?? 'FALSE';
  const isAlarm = parseAlarmRule(rule)((name) => alarms(world).get(name)?.state);
  const state = isAlarm ? 'ALARM' : 'OK';
  return { state, reason: `${rule} transitioned to ${state}` };
}
