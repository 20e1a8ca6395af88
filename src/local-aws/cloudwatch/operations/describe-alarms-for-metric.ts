import { stringOf } from '../../kernel/members.ts';
import type { Operation } from '../../kernel/operation.ts';
import { alarms } from '../alarms/alarm-rows.ts';
import { describeAlarm } from '../alarms/describe-alarm.ts';
import { dimensionsOf, required } from '../members.ts';

export const describeAlarmsForMetric: Operation = {
  name: 'DescribeAlarmsForMetric',
  writes: false,
  handle: (params, world) => {
    const wanted = JSON.stringify([
      required(params, 'Namespace'),
      required(params, 'MetricName'),
      sorted(dimensionsOf(params)),
    ]);
    const MetricAlarms = alarms(world)
      .values()
      .filter(({ settings }) => {
        const name = [
          stringOf(settings, 'Namespace'),
          stringOf(settings, 'MetricName'),
          sorted(dimensionsOf(settings)),
        ];
        return JSON.stringify(name) === wanted;
      })
      .map((alarm) => describeAlarm(world, alarm));
    return { body: { MetricAlarms } };
  },
};

function sorted(dimensions: Record<string, string>): unknown {
  return Object.entries(dimensions).toSorted(([a], [b]) => (a < b ? -1 : 1));
}
