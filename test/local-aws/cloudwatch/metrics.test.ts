import {
  CloudWatchClient,
  GetMetricDataCommand,
  GetMetricStatisticsCommand,
  ListMetricsCommand,
  PutMetricDataCommand,
  type MetricDataQuery,
} from '@aws-sdk/client-cloudwatch';
import { startLocalAws, type StartedLocalAws } from '../start-local-aws.ts';

let aws: StartedLocalAws;
let cloudwatch: CloudWatchClient;
/** Where a period of three minutes begins, some minutes ago. */
const minute = Math.floor(Date.now() / 180_000) * 180_000 - 720_000;
const at = (minutes: number): Date => new Date(minute + minutes * 60_000);

beforeAll(async () => {
  aws = await startLocalAws();
  cloudwatch = new CloudWatchClient(aws.clientConfig);
  const put = (MetricName: string, values: readonly (readonly [minutes: number, value: number])[]) =>
    cloudwatch.send(
      new PutMetricDataCommand({
        Namespace: 'Shop',
        MetricData: values.map(([minutes, Value]) => ({
          MetricName,
          Value,
          Unit: 'Count',
          Timestamp: at(minutes),
          Dimensions: [{ Name: 'Service', Value: 'orders' }],
        })),
      }),
    );
  await put('Errors', [
    [0, 1],
    [0, 2],
    [2, 5],
  ]);
  await put('Requests', [
    [0, 30],
    [1, 10],
    [2, 10],
  ]);
});
afterAll(() => aws.stop());

const stat = (Id: string, MetricName: string, Stat = 'Sum'): MetricDataQuery => ({
  Id,
  ReturnData: false,
  MetricStat: {
    Metric: { Namespace: 'Shop', MetricName, Dimensions: [{ Name: 'Service', Value: 'orders' }] },
    Period: 60,
    Stat,
  },
});

async function compute(Expression: string): Promise<(readonly [minutes: number, value: number])[][]> {
  const { MetricDataResults } = await cloudwatch.send(
    new GetMetricDataCommand({
      StartTime: at(0),
      EndTime: at(3),
      ScanBy: 'TimestampAscending',
      MetricDataQueries: [stat('errors', 'Errors'), stat('requests', 'Requests'), { Id: 'e', Expression }],
    }),
  );
  return (MetricDataResults ?? []).map(({ Timestamps = [], Values = [] }) =>
    Timestamps.map((time, index) => [(time.getTime() - minute) / 60_000, Values[index] as number] as const),
  );
}

const expressions: readonly (readonly [expression: string, result: number[][][]])[] = [
  [
    'errors',
    [
      [
        [0, 3],
        [2, 5],
      ],
    ],
  ],
  [
    'FILL(errors, 0)',
    [
      [
        [0, 3],
        [1, 0],
        [2, 5],
      ],
    ],
  ],
  [
    'FILL(errors, REPEAT)',
    [
      [
        [0, 3],
        [1, 3],
        [2, 5],
      ],
    ],
  ],
  [
    '100 * errors / requests',
    [
      [
        [0, 10],
        [2, 50],
      ],
    ],
  ],
  [
    'SUM(METRICS())',
    [
      [
        [0, 33],
        [1, 10],
        [2, 15],
      ],
    ],
  ],
  [
    'SUM([errors, requests])',
    [
      [
        [0, 33],
        [1, 10],
        [2, 15],
      ],
    ],
  ],
  [
    'SUM(errors)',
    [
      [
        [0, 8],
        [1, 8],
        [2, 8],
      ],
    ],
  ],
  [
    'IF(FILL(errors, 0) > 4, 1, 0)',
    [
      [
        [0, 0],
        [1, 0],
        [2, 1],
      ],
    ],
  ],
  [
    'IF(requests >= 10 AND requests < 20, requests)',
    [
      [
        [1, 10],
        [2, 10],
      ],
    ],
  ],
  [
    '-(errors + 1) ^ 2',
    [
      [
        [0, 16],
        [2, 36],
      ],
    ],
  ],
  [
    'METRICS("err")',
    [
      [
        [0, 3],
        [2, 5],
      ],
    ],
  ],
  [
    'MAX([errors, FILL(requests, 0)]) - 1',
    [
      [
        [0, 29],
        [1, 9],
        [2, 9],
      ],
    ],
  ],
];
test.each(expressions)('%s is computed', async (expression, result) => {
  expect(await compute(expression)).toEqual(result);
});

test('statistics of one metric', async () => {
  const { Datapoints } = await cloudwatch.send(
    new GetMetricStatisticsCommand({
      Namespace: 'Shop',
      MetricName: 'Errors',
      Dimensions: [{ Name: 'Service', Value: 'orders' }],
      StartTime: at(0),
      EndTime: at(3),
      Period: 180,
      Statistics: ['Sum', 'Average', 'Minimum', 'Maximum', 'SampleCount'],
      ExtendedStatistics: ['p50', 'p99'],
    }),
  );
  expect(Datapoints).toEqual([
    {
      Timestamp: at(0),
      Sum: 8,
      Average: 8 / 3,
      Minimum: 1,
      Maximum: 5,
      SampleCount: 3,
      ExtendedStatistics: { p50: 2, p99: 5 },
      Unit: 'Count',
    },
  ]);
});

test('a metric with other dimensions is another metric', async () => {
  const { Metrics } = await cloudwatch.send(new ListMetricsCommand({ Namespace: 'Shop', MetricName: 'Errors' }));
  expect(Metrics).toEqual([
    { Namespace: 'Shop', MetricName: 'Errors', Dimensions: [{ Name: 'Service', Value: 'orders' }] },
  ]);
  const bare = { ...stat('m', 'Errors'), ReturnData: true };
  const metric = { Namespace: 'Shop', MetricName: 'Errors' };
  const { MetricDataResults } = await cloudwatch.send(
    new GetMetricDataCommand({
      StartTime: at(0),
      EndTime: at(3),
      MetricDataQueries: [{ ...bare, MetricStat: { Metric: metric, Period: 60, Stat: 'Sum' } }],
    }),
  );
  expect(MetricDataResults?.[0]?.Values).toEqual([]);
});

test('a broken expression is refused', async () => {
  await expect(compute('errors +')).rejects.toMatchObject({ name: 'ValidationException' });
  await expect(compute('nothing + 1')).rejects.toThrow("Undefined variable 'nothing'");
  await expect(compute('SEARCH("x", "Sum")')).rejects.toMatchObject({ name: 'NotImplemented' });
});
