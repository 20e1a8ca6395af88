import { listOf, numberOf, stringOf } from '../../kernel/members.ts';
import type { Operation, Params } from '../../kernel/operation.ts';
import { alarms, type AlarmRow } from '../alarms/alarm-rows.ts';
import { describeAlarm } from '../alarms/describe-alarm.ts';
import { pageOf } from '../page.ts';

/** Metric alarms only, unless AlarmTypes says otherwise. */
export const describeAlarms: Operation = {
  name: 'DescribeAlarms',
  writes: false,
  handle: (params, world) => {
    const kinds = listOf(params, 'AlarmTypes');
    const wantedKinds = kinds.length > 0 ? kinds : ['MetricAlarm'];
    const found = alarms(world)
      .values()
      .filter((alarm) => wantedKinds.includes(alarm.kind) && isWanted(alarm, params))
      .toSorted((a, b) => (a.name < b.name ? -1 : 1));
    const { items, NextToken } = pageOf(found, params, numberOf(params, 'MaxRecords') ?? 50);
    const shown = (kind: AlarmRow['kind']): unknown[] =>
      items.filter((alarm) => alarm.kind === kind).map((alarm) => describeAlarm(world, alarm));
    return {
      body: {
        CompositeAlarms: shown('CompositeAlarm'),
        MetricAlarms: shown('MetricAlarm'),
        ...(NextToken && { NextToken }),
      },
    };
  },
};

function isWanted(alarm: AlarmRow, params: Params): boolean {
  const names = listOf(params, 'AlarmNames');
  if (names.length > 0 && !names.includes(alarm.name)) return false;
  if (!alarm.name.startsWith(stringOf(params, 'AlarmNamePrefix') ?? '')) return false;
  const prefix = stringOf(params, 'ActionPrefix');
  const actions = ['AlarmActions', 'OKActions', 'InsufficientDataActions'].flatMap((name) =>
    listOf(alarm.settings, name),
  );
  if (prefix !== undefined && !actions.some((arn) => arn.startsWith(prefix))) return false;
  return (stringOf(params, 'StateValue') ?? alarm.state) === alarm.state;
}
