import { CloudWatchClient, GetMetricDataCommand, type MetricDataQuery } from '@aws-sdk/client-cloudwatch';
import type { Environment } from '../model/service.ts';
import type { MetricAnswers, MetricQuery } from '../release/version-metrics.ts';
import { makeConnection, type CloudOptions } from './connection.ts';
import { supervise } from './supervise.ts';

export type ReadMetrics = (queries: readonly MetricQuery[], since: Date, until: Date) => Promise<MetricAnswers>;

/** GetMetricData takes no more at once. */
const queriesPerCall = 500;

/** Reads metrics of Lambda, each as one value over the whole time, or a few where it is long. */
export function connectMetrics(environment: Environment, options: CloudOptions = {}): ReadMetrics {
  const { clientConfig, supervision } = makeConnection(environment, options);
  const client = supervise(new CloudWatchClient(clientConfig), 'CloudWatch', supervision);
  return async (queries, since, until) => {
    const answers: Record<string, number[]> = {};
    for (let from = 0; from < queries.length; from += queriesPerCall) {
      const part = queries.slice(from, from + queriesPerCall);
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
  };
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
