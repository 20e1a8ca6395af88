import { readFileSync } from 'node:fs';
import { CreateStackCommand, DeleteStackCommand, UpdateStackCommand } from '@aws-sdk/client-cloudformation';
import { GetFunctionConfigurationCommand, GetFunctionConcurrencyCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { CreateBucketCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { startStacks, type Stacks } from './stacks.ts';

let stacks: Stacks;
beforeAll(async () => {
  stacks = await startStacks();
});
afterAll(() => stacks.aws.stop());

interface Template {
  readonly Resources: Record<string, { Type: string; Properties: Record<string, unknown> }>;
  readonly Outputs?: unknown;
}

/** One of nearly every type there is, depending on each other as in real services. */
function everything(): Template {
  return JSON.parse(readFileSync(new URL('everything.json', import.meta.url), 'utf8')) as Template;
}

/** The same with a property of many of them changed. */
function changed(): Template {
  const template = everything();
  const set = (id: string, properties: Record<string, unknown>): void => {
    Object.assign((template.Resources[id] as { Properties: object }).Properties, properties);
  };
  set('Work', { VisibilityTimeout: 90 });
  set('Custom', { Number: 4 });
  set('Function', { Environment: { Variables: { COLOR: 'green' } }, ReservedConcurrentExecutions: undefined });
  set('Stage', { StageVariables: { other: 'x' } });
  set('Logs', { RetentionInDays: 3 });
  set('Topic', { DisplayName: 'Orders' });
  set('Alarm', { Threshold: 1 });
  set('Schedule', { State: 'DISABLED' });
  set('Api', { CorsConfiguration: undefined });
  set('Mapping', { BatchSize: 2 });
  set('Table', { TimeToLiveSpecification: { Enabled: true, AttributeName: 'ttl' } });
  set('GlobalTable', { TimeToLiveSpecification: { Enabled: true, AttributeName: 'ttl' } });
  set('Stream', { RetentionPeriodHours: 48 });
  return template;
}

async function failuresOf(name: string): Promise<string[]> {
  const events = (await stacks.eventsOf(name)).filter((event) => event.ResourceStatus?.endsWith('_FAILED'));
  return events.map((event) => `${event.LogicalResourceId}: ${event.ResourceStatusReason}`);
}

test('every type is made, changed and deleted, among them a custom resource whose function really runs', async () => {
  const s3 = new S3Client({ ...stacks.aws.clientConfig, forcePathStyle: true });
  await s3.send(new CreateBucketCommand({ Bucket: 'templates' }));
  const put = (Key: string, template: Template) =>
    s3.send(new PutObjectCommand({ Bucket: 'templates', Key, Body: JSON.stringify(template) }));
  await put('first.json', everything());
  await put('second.json', changed());
  const url = (key: string): string => `${stacks.aws.endpoint}/templates/${key}`;
  const Capabilities = ['CAPABILITY_IAM'] as const;
  const StackName = 'everything';

  const { StackId } = await stacks.client.send(
    new CreateStackCommand({ StackName, TemplateURL: url('first.json'), Capabilities: [...Capabilities] }),
  );
  const made = await stacks.settled(StackName);
  expect(await failuresOf(StackName)).toEqual([]);
  expect(made.Outputs).toContainEqual({ OutputKey: 'FromCustom', OutputValue: 'number 3' });
  const before = await stacks.physicalIds(StackName);

  await stacks.client.send(
    new UpdateStackCommand({ StackName, TemplateURL: url('second.json'), Capabilities: [...Capabilities] }),
  );
  const updated = await stacks.settled(StackName);
  expect(await failuresOf(StackName)).toEqual([]);
  expect(updated.Outputs).toContainEqual({ OutputKey: 'FromCustom', OutputValue: 'number 4' });
  expect(await stacks.physicalIds(StackName)).toEqual(before);
  const lambda = new LambdaClient(stacks.aws.clientConfig);
  const FunctionName = before['Function'];
  const { Environment } = await lambda.send(new GetFunctionConfigurationCommand({ FunctionName }));
  expect(Environment?.Variables).toEqual({ COLOR: 'green' });
  const concurrency = await lambda.send(new GetFunctionConcurrencyCommand({ FunctionName }));
  expect(concurrency.ReservedConcurrentExecutions).toBeUndefined();

  await stacks.client.send(new DeleteStackCommand({ StackName }));
  expect(await stacks.statusOf(StackId as string)).toBe('DELETE_COMPLETE');
  await expect(lambda.send(new GetFunctionConfigurationCommand({ FunctionName }))).rejects.toMatchObject({
    name: 'ResourceNotFoundException',
  });
});

test('a nested stack is made from its own template, and its outputs are read', async () => {
  const s3 = new S3Client({ ...stacks.aws.clientConfig, forcePathStyle: true });
  await s3.send(new CreateBucketCommand({ Bucket: 'nested' }));
  const inner = {
    Parameters: { Name: { Type: 'String' } },
    Resources: { Q: { Type: 'AWS::SQS::Queue', Properties: { QueueName: { Ref: 'Name' } } } },
    Outputs: { Queue: { Value: { 'Fn::GetAtt': ['Q', 'QueueName'] } } },
  };
  await s3.send(new PutObjectCommand({ Bucket: 'nested', Key: 'inner.json', Body: JSON.stringify(inner) }));
  const nested = {
    Type: 'AWS::CloudFormation::Stack',
    Properties: { TemplateURL: `${stacks.aws.endpoint}/nested/inner.json`, Parameters: { Name: 'inside' } },
  };
  const outer = {
    Resources: { Nested: nested },
    Outputs: { Queue: { Value: { 'Fn::GetAtt': ['Nested', 'Outputs.Queue'] } } },
  };
  await stacks.client.send(new CreateStackCommand({ StackName: 'outer', TemplateBody: JSON.stringify(outer) }));
  const stack = await stacks.settled('outer');
  expect(stack.Outputs?.[0]?.OutputValue).toBe('inside');
  const { Nested } = await stacks.physicalIds('outer');
  await stacks.client.send(new DeleteStackCommand({ StackName: 'outer' }));
  expect(await stacks.statusOf(stack.StackId as string)).toBe('DELETE_COMPLETE');
  expect(await stacks.statusOf(Nested as string)).toBe('DELETE_COMPLETE');
});
