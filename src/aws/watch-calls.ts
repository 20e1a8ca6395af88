import {
  CloudWatchClient,
  DescribeAlarmsCommand,
  GetMetricDataCommand,
  type MetricDataQuery,
} from '@aws-sdk/client-cloudwatch';
import type { WatchCalls } from '../release/cloud.ts';
import type { MetricAnswers, MetricQuery } from '../release/version-metrics.ts';
import type { Connection } from './connection.ts';
import { supervise } from './supervise.ts';

/** GetMetricData and DescribeAlarms take no more at once. */
const queriesPerCall = 500;
const alarmsPerCall = 100;

export function makeWatchCalls({ clientConfig, supervision }: Connection): WatchCalls {
  const client = supervise(new CloudWatchClient(clientConfig), 'CloudWatch', supervision);
  return {
    readMetrics: (queries, since, until) => readMetrics(client, queries, since, until),
    readAlarms: async (names) => {
      const parts = chunks(names, alarmsPerCall).map((AlarmNames) => {
        const AlarmTypes = ['MetricAlarm' as const, 'CompositeAlarm' as const];
        return client.send(new DescribeAlarmsCommand({ AlarmNames: [...AlarmNames], AlarmTypes, MaxRecords: 100 }));
      });
      const found = (await Promise.all(parts)).flatMap(({ MetricAlarms = [], CompositeAlarms = [] }) => [
        ...MetricAlarms,
        ...CompositeAlarms,
      ]);
      return found.map(({ AlarmName = '', StateValue = '', StateReason = '' }) => ({
        name: AlarmName,
        state: StateValue,
        reason: StateReason,
      }));
    },
  };
}

async function readMetrics(
  client: CloudWatchClient,
  queries: readonly MetricQuery[],
  since: Date,
  until: Date,
): Promise<MetricAnswers> {
  const answers: Record<string, number[]> = {};
  for (const part of chunks(queries, queriesPerCall)) {
    const period = periodSeconds(since, until);
    const MetricDataQueries = part.map((query, index) => toDataQuery(query, `q${index}`, period));
    let NextToken: string | undefined;
    do {
      const window = { StartTime: since, EndTime: until };
      const page = await client.send(new GetMetricDataCommand({ ...window, MetricDataQueries, NextToken }));
      for (const { Id = '', Values = [] } of page.MetricDataResults ?? [])
        (answers[part[Number(Id.slice(1))]?.id ?? ''] ??= []).push(...Values);
      NextToken = page.NextToken;
    } while (NextToken);
  }
  return answers;
}

function chunks<Item>(items: readonly Item[], size: number): readonly (readonly Item[])[] {
  const count = Math.ceil(items.length / size);
  return Array.from({ length: count }, (_, index) => items.slice(index * size, (index + 1) * size));
}

function toDataQuery({ metric, dimensions, statistic }: MetricQuery, Id: string, Period: number): MetricDataQuery {
  const Dimensions = Object.entries(dimensions).map(([Name, Value]) => ({ Name, Value }));
  const Metric = { Namespace: 'AWS/Lambda', MetricName: metric, Dimensions };
  return { Id, MetricStat: { Metric, Stat: statistic, Period }, ReturnData: true };
}

// Old data is kept in coarser steps: of five minutes after 15 days, of an hour after 63, and a period must be a multiple.
// https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_MetricStat.html
function periodSeconds(since: Date, until: Date): number {
  const seconds = (until.getTime() - since.getTime()) / 1000;
  const days = seconds / 86_400;
  const step = days > 63 ? 3600 : days > 15 ? 300 : 60;
  return Math.max(1, Math.ceil(seconds / step)) * step;
}
