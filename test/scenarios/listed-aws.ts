import { ApiGatewayV2Client, GetApisCommand } from '@aws-sdk/client-apigatewayv2';
import { CloudFormationClient, ListStacksCommand } from '@aws-sdk/client-cloudformation';
import { CloudWatchClient, DescribeAlarmsCommand, ListDashboardsCommand } from '@aws-sdk/client-cloudwatch';
import { CloudWatchLogsClient, DescribeLogGroupsCommand } from '@aws-sdk/client-cloudwatch-logs';
import { DynamoDBClient, ListTablesCommand } from '@aws-sdk/client-dynamodb';
import { EventBridgeClient, ListRulesCommand } from '@aws-sdk/client-eventbridge';
import { IAMClient, ListRolesCommand } from '@aws-sdk/client-iam';
import {
  LambdaClient,
  ListEventSourceMappingsCommand,
  ListFunctionsCommand,
  ListLayersCommand,
} from '@aws-sdk/client-lambda';
import { ListBucketsCommand, S3Client } from '@aws-sdk/client-s3';
import { ListTopicsCommand, SNSClient } from '@aws-sdk/client-sns';
import { ListQueuesCommand, SQSClient } from '@aws-sdk/client-sqs';

/** Everything that ship can make, asked for without naming anything: what is listed is there. */
export async function listAws(endpoint: string): Promise<readonly string[]> {
  const credentials = { accessKeyId: '000000000000', secretAccessKey: 'local' };
  const at = { region: 'us-east-1', endpoint, credentials };
  const lambda = new LambdaClient(at);
  const cloudwatch = new CloudWatchClient(at);
  const kinds: Readonly<Record<string, Promise<readonly (string | undefined)[]>>> = {
    function: lambda
      .send(new ListFunctionsCommand({}))
      .then(({ Functions = [] }) => Functions.map((one) => one.FunctionName)),
    mapping: lambda
      .send(new ListEventSourceMappingsCommand({}))
      .then(({ EventSourceMappings = [] }) => EventSourceMappings.map((one) => one.EventSourceArn)),
    layer: lambda.send(new ListLayersCommand({})).then(({ Layers = [] }) => Layers.map((one) => one.LayerName)),
    stack: stacks(new CloudFormationClient(at)),
    api: new ApiGatewayV2Client(at).send(new GetApisCommand({})).then(({ Items = [] }) => Items.map((one) => one.Name)),
    role: new IAMClient(at).send(new ListRolesCommand({})).then(({ Roles = [] }) => Roles.map((one) => one.RoleName)),
    bucket: new S3Client({ ...at, forcePathStyle: true })
      .send(new ListBucketsCommand({}))
      .then(({ Buckets = [] }) => Buckets.map((one) => one.Name)),
    queue: new SQSClient(at).send(new ListQueuesCommand({})).then(({ QueueUrls = [] }) => QueueUrls),
    rule: new EventBridgeClient(at)
      .send(new ListRulesCommand({}))
      .then(({ Rules = [] }) => Rules.map((one) => one.Name)),
    topic: new SNSClient(at)
      .send(new ListTopicsCommand({}))
      .then(({ Topics = [] }) => Topics.map((one) => one.TopicArn)),
    table: new DynamoDBClient(at).send(new ListTablesCommand({})).then(({ TableNames = [] }) => TableNames),
    alarm: cloudwatch
      .send(new DescribeAlarmsCommand({}))
      .then(({ MetricAlarms = [] }) => MetricAlarms.map((one) => one.AlarmName)),
    dashboard: cloudwatch
      .send(new ListDashboardsCommand({}))
      .then(({ DashboardEntries = [] }) => DashboardEntries.map((one) => one.DashboardName)),
    'log group': new CloudWatchLogsClient(at)
      .send(new DescribeLogGroupsCommand({}))
      .then(({ logGroups = [] }) => logGroups.map((one) => one.logGroupName)),
  };
  const listed = await Promise.all(
    Object.entries(kinds).map(async ([kind, names]) => (await names).map((name) => `${kind} ${name}`)),
  );
  return listed.flat().toSorted();
}

async function stacks(client: CloudFormationClient): Promise<readonly string[]> {
  const { StackSummaries = [] } = await client.send(new ListStacksCommand({}));
  return StackSummaries.filter(({ StackStatus }) => StackStatus !== 'DELETE_COMPLETE').map(
    ({ StackName = '' }) => StackName,
  );
}
