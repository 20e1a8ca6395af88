import { CloudFormationClient, ListStacksCommand } from '@aws-sdk/client-cloudformation';
import { CloudWatchClient, DescribeAlarmsCommand, ListMetricsCommand } from '@aws-sdk/client-cloudwatch';
import { CloudWatchLogsClient, DescribeLogGroupsCommand } from '@aws-sdk/client-cloudwatch-logs';
import { EventBridgeClient, ListRulesCommand } from '@aws-sdk/client-eventbridge';
import { CreatePolicyCommand, IAMClient, ListRolesCommand, paginateListPolicies } from '@aws-sdk/client-iam';
import { ListSchedulesCommand, SchedulerClient } from '@aws-sdk/client-scheduler';
import { ListTopicsCommand, SNSClient } from '@aws-sdk/client-sns';
import { ListQueuesCommand, SQSClient } from '@aws-sdk/client-sqs';
import {
  GetParametersByPathCommand,
  paginateGetParametersByPath,
  PutParameterCommand,
  SSMClient,
} from '@aws-sdk/client-ssm';
import { startLocalAws, type StartedLocalAws } from '../start-local-aws.ts';

let aws: StartedLocalAws;
beforeAll(async () => {
  aws = await startLocalAws();
});
afterAll(() => aws.stop());

const NextToken = 'garbage!';
const calls: Record<string, [() => Promise<unknown>, string]> = {
  cloudformation: [
    () => new CloudFormationClient(aws.clientConfig).send(new ListStacksCommand({ NextToken })),
    'ValidationError',
  ],
  iam: [() => new IAMClient(aws.clientConfig).send(new ListRolesCommand({ Marker: NextToken })), 'ValidationError'],
  sns: [() => new SNSClient(aws.clientConfig).send(new ListTopicsCommand({ NextToken })), 'InvalidParameterException'],
  sqs: [() => new SQSClient(aws.clientConfig).send(new ListQueuesCommand({ NextToken })), 'InvalidParameterValue'],
  events: [
    () => new EventBridgeClient(aws.clientConfig).send(new ListRulesCommand({ NextToken })),
    'ValidationException',
  ],
  scheduler: [
    () => new SchedulerClient(aws.clientConfig).send(new ListSchedulesCommand({ NextToken })),
    'ValidationException',
  ],
  alarms: [
    () => new CloudWatchClient(aws.clientConfig).send(new DescribeAlarmsCommand({ NextToken })),
    'InvalidNextToken',
  ],
  metrics: [
    () => new CloudWatchClient(aws.clientConfig).send(new ListMetricsCommand({ NextToken })),
    'InvalidNextToken',
  ],
  logs: [
    () => new CloudWatchLogsClient(aws.clientConfig).send(new DescribeLogGroupsCommand({ nextToken: NextToken })),
    'InvalidParameterException',
  ],
  ssm: [
    () => new SSMClient(aws.clientConfig).send(new GetParametersByPathCommand({ Path: '/', NextToken })),
    'InvalidNextToken',
  ],
};

test.each(Object.keys(calls))('a token that no page gave is refused: %s', async (name) => {
  const [call, error] = calls[name] as [() => Promise<unknown>, string];
  await expect(call()).rejects.toMatchObject({ name: error });
});

test('parameters come ten at most, and all of them page by page', async () => {
  const client = new SSMClient(aws.clientConfig);
  for (let number = 0; number < 12; number++) {
    await client.send(new PutParameterCommand({ Name: `/many/${number}`, Value: 'v', Type: 'String' }));
  }
  const pages: number[] = [];
  for await (const { Parameters = [] } of paginateGetParametersByPath({ client }, { Path: '/many' }))
    pages.push(Parameters.length);
  expect(pages).toEqual([10, 2]);
  await expect(client.send(new GetParametersByPathCommand({ Path: '/many', MaxResults: 11 }))).rejects.toThrow(
    'less than or equal to 10',
  );
});

test("IAM's markers lead through all pages", async () => {
  const client = new IAMClient(aws.clientConfig);
  const PolicyDocument = '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"s3:*","Resource":"*"}]}';
  for (const PolicyName of ['a', 'b', 'c', 'd']) {
    await client.send(new CreatePolicyCommand({ PolicyName, PolicyDocument }));
  }
  const pages: (string | undefined)[][] = [];
  for await (const { Policies = [] } of paginateListPolicies({ client, pageSize: 3 }, { Scope: 'Local' })) {
    pages.push(Policies.map(({ PolicyName }) => PolicyName));
  }
  expect(pages).toEqual([['a', 'b', 'c'], ['d']]);
});
