import {
  CreateStackCommand,
  DeleteStackCommand,
  waitUntilStackCreateComplete,
  waitUntilStackDeleteComplete,
} from '@aws-sdk/client-cloudformation';
import { GetMetricDataCommand } from '@aws-sdk/client-cloudwatch';
import { DeleteObjectCommand, GetObjectCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import { Agent, request } from 'node:http';
import { waiter } from './clients.mjs';

const agent = new Agent({ keepAlive: true, maxSockets: 8 });
/** One request through the gateway; anything but 200 is an error. */
export function call({ hostname, port }) {
  return new Promise((resolve, reject) => {
    const asked = request({ agent, hostname, port, path: '/orders' }, (response) => {
      response.resume();
      response.on('end', () =>
        response.statusCode === 200 ? resolve() : reject(new Error(`HTTP ${response.statusCode}`)),
      );
    });
    asked.on('error', reject).end();
  });
}

const TEMPLATE = JSON.stringify({
  Resources: {
    Queue: { Type: 'AWS::SQS::Queue' },
    Logs: { Type: 'AWS::Logs::LogGroup', Properties: { RetentionInDays: 1 } },
  },
});
export async function stack(clients, n) {
  const StackName = `soak-${n}`;
  await clients.cfn.send(new CreateStackCommand({ StackName, TemplateBody: TEMPLATE }));
  await waitUntilStackCreateComplete({ client: clients.cfn, ...waiter }, { StackName });
  await clients.cfn.send(new DeleteStackCommand({ StackName }));
  await waitUntilStackDeleteComplete({ client: clients.cfn, ...waiter }, { StackName });
}

export async function object(clients, n) {
  const at = { Bucket: 'soak', Key: `k${n % 20}` };
  await clients.s3.send(new PutObjectCommand({ ...at, Body: Buffer.alloc(50_000, n) }));
  await (await clients.s3.send(new GetObjectCommand(at))).Body.transformToByteArray();
  if (n % 2) await clients.s3.send(new DeleteObjectCommand(at));
}

export function metrics(clients) {
  const Metric = {
    Namespace: 'AWS/Lambda',
    MetricName: 'Invocations',
    Dimensions: [{ Name: 'FunctionName', Value: 'soak' }],
  };
  const MetricDataQueries = [{ Id: 'm', MetricStat: { Metric, Period: 60, Stat: 'Sum' } }];
  return clients.cloudwatch.send(
    new GetMetricDataCommand({ StartTime: new Date(Date.now() - 600_000), EndTime: new Date(), MetricDataQueries }),
  );
}
