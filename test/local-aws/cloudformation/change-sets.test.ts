import {
  CreateChangeSetCommand,
  CreateStackCommand,
  DeleteChangeSetCommand,
  DescribeChangeSetCommand,
  DescribeEventsCommand,
  DescribeStacksCommand,
  ExecuteChangeSetCommand,
  ListChangeSetsCommand,
  type Change,
  type DescribeChangeSetCommandOutput,
} from '@aws-sdk/client-cloudformation';
import { queue, startStacks, templateOf, type Stacks } from './stacks.ts';

let stacks: Stacks;

beforeAll(async () => {
  stacks = await startStacks();
});
afterAll(() => stacks.aws.stop());

const propose = (StackName: string, ChangeSetName: string, resources: Record<string, unknown>, more: object = {}) =>
  stacks.client.send(
    new CreateChangeSetCommand({ StackName, ChangeSetName, TemplateBody: templateOf(resources), ...more }),
  );

async function assessed(StackName: string, ChangeSetName: string): Promise<DescribeChangeSetCommandOutput> {
  for (;;) {
    const set = await stacks.client.send(new DescribeChangeSetCommand({ StackName, ChangeSetName }));
    if (set.Status !== 'CREATE_PENDING' && set.Status !== 'CREATE_IN_PROGRESS') return set;
    await new Promise((resolve) => setTimeout(resolve, 3));
  }
}

async function changesOf(StackName: string, ChangeSetName: string): Promise<Record<string, string>> {
  const { Changes = [] } = await assessed(StackName, ChangeSetName);
  return Object.fromEntries(
    Changes.map(({ ResourceChange: change }: Change) => [
      change?.LogicalResourceId as string,
      `${change?.Action}${change?.Replacement ? ` ${change.Replacement}` : ''}`,
    ]),
  );
}

async function made(
  StackName: string,
  resources: Record<string, unknown>,
  others?: Record<string, unknown>,
): Promise<void> {
  await stacks.client.send(new CreateStackCommand({ StackName, TemplateBody: templateOf(resources, others) }));
  await stacks.settled(StackName);
}

test('a change set of type CREATE makes a stack in review, and then the stack', async () => {
  await propose('new', 'first', { Q: queue() }, { ChangeSetType: 'CREATE' });
  expect(await changesOf('new', 'first')).toEqual({ Q: 'Add' });
  const { Stacks: shown } = await stacks.client.send(new DescribeStacksCommand({ StackName: 'new' }));
  expect(shown?.[0]?.StackStatus).toBe('REVIEW_IN_PROGRESS');
  await stacks.client.send(new ExecuteChangeSetCommand({ StackName: 'new', ChangeSetName: 'first' }));
  expect(await stacks.statusOf('new')).toBe('CREATE_COMPLETE');
});

test('changes tell modification, replacement, addition and removal', async () => {
  await made('all', { Same: queue(), Grown: queue(), Renamed: queue({ QueueName: 'a' }), Gone: queue() });
  await propose('all', 'next', {
    Same: queue(),
    Grown: queue({ VisibilityTimeout: 3 }),
    Renamed: queue({ QueueName: 'b' }),
    New: queue(),
  });
  expect(await changesOf('all', 'next')).toEqual({
    Grown: 'Modify False',
    Renamed: 'Modify True',
    New: 'Add',
    Gone: 'Remove',
  });
});

test('what reads an attribute of a changing resource may change too', async () => {
  const reader = { RedrivePolicy: { deadLetterTargetArn: { 'Fn::GetAtt': ['Dead', 'Arn'] }, maxReceiveCount: 2 } };
  await made('reading', { Dead: queue({ QueueName: 'dead-1' }), Work: queue(reader) });
  await propose('reading', 'next', { Dead: queue({ QueueName: 'dead-2' }), Work: queue(reader) });
  const { Changes } = await assessed('reading', 'next');
  const work = Changes?.find(({ ResourceChange: change }) => change?.LogicalResourceId === 'Work')?.ResourceChange;
  expect(work?.Details).toEqual([
    {
      Target: { Attribute: 'Properties', Name: 'RedrivePolicy', RequiresRecreation: 'Never' },
      Evaluation: 'Dynamic',
      ChangeSource: 'ResourceAttribute',
      CausingEntity: 'Dead.Arn',
    },
  ]);
});

test('a changed parameter is named as the cause', async () => {
  const others = { Parameters: { Seconds: { Type: 'Number', Default: 1 } } };
  const resources = { Q: queue({ VisibilityTimeout: { Ref: 'Seconds' } }) };
  await made('caused', resources, others);
  await stacks.client.send(
    new CreateChangeSetCommand({
      StackName: 'caused',
      ChangeSetName: 'next',
      UsePreviousTemplate: true,
      Parameters: [{ ParameterKey: 'Seconds', ParameterValue: '2' }],
    }),
  );
  const { Changes } = await assessed('caused', 'next');
  expect(Changes?.[0]?.ResourceChange?.Details?.[0]).toMatchObject({
    ChangeSource: 'ParameterReference',
    CausingEntity: 'Seconds',
  });
});

test('without changes a change set FAILED and cannot be executed', async () => {
  await made('idle', { Q: queue() });
  const { Id } = await propose('idle', 'nothing', { Q: queue() });
  expect(await assessed('idle', 'nothing')).toMatchObject({
    Status: 'FAILED',
    ExecutionStatus: 'UNAVAILABLE',
    StatusReason:
      "The submitted information didn't contain changes. Submit different information to create a change set.",
  });
  await expect(
    stacks.client.send(new ExecuteChangeSetCommand({ StackName: 'idle', ChangeSetName: 'nothing' })),
  ).rejects.toMatchObject({
    name: 'InvalidChangeSetStatusException',
    message: `ChangeSet [${Id}] cannot be executed in its current status of [FAILED]`,
  });
});

test('outputs alone are a change', async () => {
  await made('outputs', { Q: queue() });
  const TemplateBody = templateOf({ Q: queue() }, { Outputs: { Url: { Value: { Ref: 'Q' } } } });
  await stacks.client.send(new CreateChangeSetCommand({ StackName: 'outputs', ChangeSetName: 'more', TemplateBody }));
  expect(await assessed('outputs', 'more')).toMatchObject({ Status: 'CREATE_COMPLETE', ExecutionStatus: 'AVAILABLE' });
});

test('early validation names what is wrong through DescribeEvents', async () => {
  const { Id } = await propose('early', 'wrong', { Q: queue({ Nope: 1 }) }, { ChangeSetType: 'CREATE' });
  const set = await assessed('early', 'wrong');
  expect(set.StatusReason).toContain('AWS::EarlyValidation::PropertyValidation');
  const { OperationEvents } = await stacks.client.send(new DescribeEventsCommand({ ChangeSetName: Id }));
  expect(OperationEvents?.[0]).toMatchObject({
    EventType: 'VALIDATION_ERROR',
    LogicalResourceId: 'Q',
    ValidationPath: '/Resources/Q/Properties',
    ValidationStatusReason: 'Unsupported property [Nope]',
  });
});

test('an import that nobody exports fails the change set', async () => {
  const resources = { Q: queue({ QueueName: { 'Fn::ImportValue': 'nobody' } }) };
  await propose('importing', 'first', resources, { ChangeSetType: 'CREATE' });
  expect(await assessed('importing', 'first')).toMatchObject({
    Status: 'FAILED',
    StatusReason: 'No export named nobody found',
  });
});

test("executing a change set deletes the stack's others", async () => {
  await made('several', { Q: queue() });
  await propose('several', 'a', { Q: queue({ VisibilityTimeout: 1 }) });
  await propose('several', 'b', { Q: queue({ VisibilityTimeout: 2 }) });
  await assessed('several', 'a');
  await assessed('several', 'b');
  await stacks.client.send(new ExecuteChangeSetCommand({ StackName: 'several', ChangeSetName: 'b' }));
  const { Summaries } = await stacks.client.send(new ListChangeSetsCommand({ StackName: 'several' }));
  expect(Summaries?.map(({ ChangeSetName, ExecutionStatus }) => [ChangeSetName, ExecutionStatus])).toEqual([
    ['b', 'EXECUTE_COMPLETE'],
  ]);
  await stacks.settled('several');
});

test('a name is taken once; deleting what is not there is no error', async () => {
  await made('once', { Q: queue() });
  const first = await propose('once', 'a', { Q: queue({ VisibilityTimeout: 1 }) }, { ClientToken: 't' });
  const again = await propose('once', 'a', { Q: queue({ VisibilityTimeout: 1 }) }, { ClientToken: 't' });
  expect(again.Id).toBe(first.Id);
  await expect(propose('once', 'a', { Q: queue() })).rejects.toMatchObject({ name: 'AlreadyExistsException' });
  await stacks.client.send(new DeleteChangeSetCommand({ StackName: 'once', ChangeSetName: 'none' }));
});
