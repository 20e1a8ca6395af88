import { CloudWatchClient, ListMetricsCommand, PutMetricDataCommand } from '@aws-sdk/client-cloudwatch';
import { startLocalAws, type StartedLocalAws } from '../start-local-aws.ts';

describe('compressed requests', () => {
  let aws: StartedLocalAws;
  beforeAll(async () => {
    aws = await startLocalAws({ strictSignatures: true });
  });
  afterAll(() => aws.stop());

  test('a large PutMetricData, which the SDK compresses, arrives', async () => {
    const client = new CloudWatchClient(aws.clientConfig);
    const MetricData = Array.from({ length: 300 }, (_, n) => ({
      MetricName: `metric-${n}`,
      Value: n,
      Dimensions: [{ Name: 'A', Value: 'x'.repeat(100) }],
    }));
    await client.send(new PutMetricDataCommand({ Namespace: 'big', MetricData }));
    const { Metrics } = await client.send(new ListMetricsCommand({ Namespace: 'big', MetricName: 'metric-299' }));
    expect(Metrics).toHaveLength(1);
  });
});
