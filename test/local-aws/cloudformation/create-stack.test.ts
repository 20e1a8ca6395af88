import {
  CreateStackCommand,
  DeleteStackCommand,
  DescribeStacksCommand,
  GetTemplateCommand,
} from '@aws-sdk/client-cloudformation';
import { GetQueueAttributesCommand, ListQueueTagsCommand, SQSClient } from '@aws-sdk/client-sqs';
import { impossible, queue, startStacks, templateOf, type Stacks } from './stacks.ts';

let stacks: Stacks;
let sqs: SQSClient;

beforeAll(async () => {
  stacks = await startStacks();
  sqs = new SQSClient(stacks.aws.clientConfig);
});
afterAll(() => stacks.aws.stop());

const create = (StackName: string, TemplateBody: string, more: object = {}) =>
  stacks.client.send(new CreateStackCommand({ StackName, TemplateBody, ...more }));

test('a stack makes its resources in the order of their references', async () => {
  const body = templateOf({
    Work: queue({ RedrivePolicy: { deadLetterTargetArn: { 'Fn::GetAtt': ['Dead', 'Arn'] }, maxReceiveCount: 3 } }),
    Dead: queue(),
  });
  await create('ordered', body);
  expect(await stacks.statusOf('ordered')).toBe('CREATE_COMPLETE');
  expect(await stacks.storyOf('ordered')).toEqual([
    'Dead CREATE_IN_PROGRESS',
    'Dead CREATE_IN_PROGRESS',
    'Dead CREATE_COMPLETE',
    'Work CREATE_IN_PROGRESS',
    'Work CREATE_IN_PROGRESS',
    'Work CREATE_COMPLETE',
  ]);
  const [newest] = await stacks.eventsOf('ordered');
  expect(newest).toMatchObject({ ResourceType: 'AWS::CloudFormation::Stack', ResourceStatus: 'CREATE_COMPLETE' });
});

test('outputs, conditions, parameters and pseudo parameters are evaluated', async () => {
  const body = templateOf(
    {
      Always: queue({ QueueName: { 'Fn::Sub': '${AWS::StackName}-${Kind}' } }),
      Never: queue({}, { Condition: 'IsLive' }),
    },
    {
      Parameters: { Kind: { Type: 'String', Default: 'work' } },
      Conditions: { IsLive: { 'Fn::Equals': [{ Ref: 'Kind' }, 'live'] } },
      Outputs: {
        Name: { Value: { 'Fn::GetAtt': ['Always', 'QueueName'] }, Description: 'what it is called' },
        Region: { Value: { Ref: 'AWS::Region' } },
        Gone: { Value: 'x', Condition: 'IsLive' },
      },
    },
  );
  await create('outputs', body);
  const stack = await stacks.settled('outputs');
  expect(stack.Outputs).toEqual([
    { OutputKey: 'Name', OutputValue: 'outputs-work', Description: 'what it is called' },
    { OutputKey: 'Region', OutputValue: 'us-east-1' },
  ]);
  expect(Object.keys(await stacks.physicalIds('outputs'))).toEqual(['Always']);
});

test("resources carry the stack's tags and CloudFormation's own", async () => {
  await create('tagged', templateOf({ Queue: queue({ Tags: [{ Key: 'own', Value: '1' }] }) }), {
    Tags: [{ Key: 'team', Value: 'a' }],
  });
  const { StackId } = await stacks.settled('tagged');
  const { Queue } = await stacks.physicalIds('tagged');
  const { Tags } = await sqs.send(new ListQueueTagsCommand({ QueueUrl: Queue }));
  expect(Tags).toEqual({
    team: 'a',
    own: '1',
    'aws:cloudformation:stack-name': 'tagged',
    'aws:cloudformation:stack-id': StackId,
    'aws:cloudformation:logical-id': 'Queue',
  });
});

test('a failed resource takes everything back and says why', async () => {
  await create('failing', templateOf({ Good: queue(), Bad: { ...impossible, DependsOn: 'Good' } }));
  const stack = await stacks.settled('failing');
  expect(stack.StackStatus).toBe('ROLLBACK_COMPLETE');
  const events = await stacks.eventsOf('failing');
  const rollback = events.find((event) => event.ResourceStatus === 'ROLLBACK_IN_PROGRESS');
  expect(rollback?.ResourceStatusReason).toBe(
    'The following resource(s) failed to create: [Bad]. Rollback requested by user.',
  );
  const failure = events.find((event) => event.ResourceStatus === 'CREATE_FAILED');
  expect(failure?.ResourceStatusReason).toContain(
    'The specified queue does not exist. (Service: SQS, Status Code: 400',
  );
  const { Good } = await stacks.physicalIds('failing');
  await expect(sqs.send(new GetQueueAttributesCommand({ QueueUrl: Good }))).rejects.toThrow(
    'The specified queue does not exist.',
  );
});

test('without rollback what was made stays, and the stack is CREATE_FAILED', async () => {
  await create('stuck', templateOf({ Good: queue(), Bad: { ...impossible, DependsOn: 'Good' } }), {
    DisableRollback: true,
  });
  expect(await stacks.statusOf('stuck')).toBe('CREATE_FAILED');
  const { Good } = await stacks.physicalIds('stuck');
  await sqs.send(new GetQueueAttributesCommand({ QueueUrl: Good }));
});

test('OnFailure DELETE leaves nothing, not even the name', async () => {
  const { StackId } = await create('vanishing', templateOf({ Bad: impossible }), { OnFailure: 'DELETE' });
  expect(await stacks.statusOf(StackId as string)).toBe('DELETE_COMPLETE');
  await expect(stacks.client.send(new DescribeStacksCommand({ StackName: 'vanishing' }))).rejects.toThrow(
    'Stack with id vanishing does not exist',
  );
});

test('an unknown property fails the resource in the words of the schema', async () => {
  await create('misspelt', templateOf({ Queue: queue({ VisibilityTimeOut: 3 }) }), { DisableRollback: true });
  await stacks.settled('misspelt');
  const failure = (await stacks.eventsOf('misspelt')).find((event) => event.LogicalResourceId === 'Queue');
  expect(failure?.ResourceStatusReason).toBe(
    'Properties validation failed for resource Queue with message:\n#: extraneous key [VisibilityTimeOut] is not permitted',
  );
});

test('the same request again is the same stack; another operation with its token is refused', async () => {
  const body = templateOf({ Queue: queue() });
  const first = await create('repeated', body, { ClientRequestToken: 'token-1' });
  const second = await create('repeated', body, { ClientRequestToken: 'token-1' });
  expect(second.StackId).toBe(first.StackId);
  await stacks.settled('repeated');
  expect((await stacks.eventsOf('repeated')).every((event) => event.ClientRequestToken === 'token-1')).toBe(true);
  await expect(
    stacks.client.send(new DeleteStackCommand({ StackName: 'repeated', ClientRequestToken: 'token-1' })),
  ).rejects.toMatchObject({ name: 'TokenAlreadyExistsException' });
});

test('a template may be YAML with short tags, and is read back as it was sent', async () => {
  const body = [
    'Resources:',
    '  Dead: {Type: AWS::SQS::Queue}',
    '  Work:',
    '    Type: AWS::SQS::Queue',
    '    Properties:',
    '      QueueName: !Sub "${AWS::StackName}-work"',
    '      RedrivePolicy: {deadLetterTargetArn: !GetAtt Dead.Arn, maxReceiveCount: 2}',
    'Outputs:',
    '  Url: {Value: !Ref Work}',
  ].join('\n');
  await create('yaml', body);
  const stack = await stacks.settled('yaml');
  expect(stack.Outputs?.[0]?.OutputValue).toMatch(/\/yaml-work$/);
  expect((await stacks.client.send(new GetTemplateCommand({ StackName: 'yaml' }))).TemplateBody).toBe(body);
});
