import { numberOf, stringOf } from '../../kernel/members.ts';
import type { Operation } from '../../kernel/operation.ts';
import { histories } from '../alarms/alarm-rows.ts';
import { timeOf } from '../members.ts';
import { pageOf } from '../page.ts';

export const describeAlarmHistory: Operation = {
  name: 'DescribeAlarmHistory',
  writes: false,
  handle: (params, world) => {
    const name = stringOf(params, 'AlarmName');
    const type = stringOf(params, 'HistoryItemType');
    const [from, to] = [timeOf(params, 'StartDate') ?? 0, timeOf(params, 'EndDate') ?? Infinity];
    const found = histories(world)
      .values()
      .flat()
      .filter((item) => (name ?? item.alarm) === item.alarm && (type ?? item.type) === item.type)
      .filter(({ at }) => at >= from && at <= to)
      .toSorted((a, b) => b.at - a.at);
    const ordered = stringOf(params, 'ScanBy') === 'TimestampAscending' ? found.toReversed() : found;
    const { items, NextToken } = pageOf(ordered, params, numberOf(params, 'MaxRecords') ?? 100);
    const AlarmHistoryItems = items.map((item) => ({
      AlarmName: item.alarm,
      AlarmType: item.kind,
      Timestamp: new Date(item.at),
      HistoryItemType: item.type,
      HistorySummary: item.summary,
      HistoryData: item.data,
    }));
    return { body: { AlarmHistoryItems, ...(NextToken && { NextToken }) } };
  },
};
