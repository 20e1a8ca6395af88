import {
  ContinueUpdateRollbackCommand,
  CreateStackCommand,
  DescribeStacksCommand,
  RollbackStackCommand,
  SetStackPolicyCommand,
  UpdateStackCommand,
} from '@aws-sdk/client-cloudformation';
import { CreateQueueCommand, DeleteQueueCommand, GetQueueAttributesCommand, SQSClient } from '@aws-sdk/client-sqs';
import { impossible, queue, startStacks, templateOf, type Stacks } from './stacks.ts';

let stacks: Stacks;
let sqs: SQSClient;

beforeAll(async () => {
  stacks = await startStacks();
  sqs = new SQSClient(stacks.aws.clientConfig);
});
afterAll(() => stacks.aws.stop());

async function made(
  StackName: string,
  resources: Record<string, unknown>,
  others?: Record<string, unknown>,
): Promise<void> {
  await stacks.client.send(new CreateStackCommand({ StackName, TemplateBody: templateOf(resources, others) }));
  expect(await stacks.statusOf(StackName)).toBe('CREATE_COMPLETE');
}

const update = (StackName: string, resources: Record<string, unknown>, more: object = {}) =>
  stacks.client.send(new UpdateStackCommand({ StackName, TemplateBody: templateOf(resources), ...more }));

async function visibilityOf(QueueUrl: string | undefined): Promise<string | undefined> {
  const { Attributes } = await sqs.send(
    new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ['VisibilityTimeout'] }),
  );
  return Attributes?.['VisibilityTimeout'];
}

test('a property that can change in place keeps the resource', async () => {
  await made('in-place', { Q: queue({ VisibilityTimeout: 10 }), Other: queue() });
  const before = await stacks.physicalIds('in-place');
  await update('in-place', { Q: queue({ VisibilityTimeout: 20 }), Other: queue() });
  expect(await stacks.statusOf('in-place')).toBe('UPDATE_COMPLETE');
  expect(await stacks.physicalIds('in-place')).toEqual(before);
  expect(await visibilityOf(before['Q'])).toBe('20');
  expect((await stacks.storyOf('in-place')).slice(-2)).toEqual(['Q UPDATE_IN_PROGRESS', 'Q UPDATE_COMPLETE']);
});

test('a property that names the resource replaces it: the new one is made before the old one goes', async () => {
  await made('replacing', { Q: queue({ QueueName: 'replacing-1' }) });
  const { Q: old } = await stacks.physicalIds('replacing');
  await update('replacing', { Q: queue({ QueueName: 'replacing-2' }) });
  expect(await stacks.statusOf('replacing')).toBe('UPDATE_COMPLETE');
  expect((await stacks.physicalIds('replacing'))['Q']).toMatch(/replacing-2$/);
  await expect(visibilityOf(old)).rejects.toMatchObject({ name: 'QueueDoesNotExist' });
  const story = await stacks.eventsOf('replacing');
  const own = story.toReversed().map((event) => `${event.LogicalResourceId} ${event.ResourceStatus}`);
  expect(own.indexOf('replacing UPDATE_COMPLETE_CLEANUP_IN_PROGRESS')).toBeLessThan(own.indexOf('Q DELETE_COMPLETE'));
});

test('resources that are gone from the template are deleted, those that are retained stay', async () => {
  await made('shrinking', { Keep: queue(), Gone: queue(), Kept: queue({}, { DeletionPolicy: 'Retain' }) });
  const ids = await stacks.physicalIds('shrinking');
  await update('shrinking', { Keep: queue() });
  expect(await stacks.statusOf('shrinking')).toBe('UPDATE_COMPLETE');
  expect(Object.keys(await stacks.physicalIds('shrinking'))).toEqual(['Keep']);
  await expect(visibilityOf(ids['Gone'])).rejects.toThrow('The specified queue does not exist.');
  expect(await visibilityOf(ids['Kept'])).toBe('30');
});

test('without any change nothing is done', async () => {
  await made('same', { Q: queue() });
  await expect(update('same', { Q: queue() })).rejects.toMatchObject({
    name: 'ValidationError',
    message: 'No updates are to be performed.',
  });
});

test('a failed update takes every resource back to what it was', async () => {
  await made('undone', { Q: queue({ VisibilityTimeout: 10 }), Named: queue({ QueueName: 'undone-1' }) });
  const before = await stacks.physicalIds('undone');
  await update('undone', {
    Q: queue({ VisibilityTimeout: 20 }),
    Named: queue({ QueueName: 'undone-2' }),
    New: queue(),
    Bad: { ...impossible, DependsOn: ['Q', 'Named', 'New'] },
  });
  const stack = await stacks.settled('undone');
  expect(stack.StackStatus).toBe('UPDATE_ROLLBACK_COMPLETE');
  expect(await stacks.physicalIds('undone')).toEqual(before);
  expect(await visibilityOf(before['Q'])).toBe('10');
  expect(await visibilityOf(before['Named'])).toBe('30');
  const url = (before['Named'] as string).replace('undone-1', 'undone-2');
  await expect(visibilityOf(url)).rejects.toMatchObject({ name: 'QueueDoesNotExist' });
  const rollback = (await stacks.eventsOf('undone')).find(
    (event) => event.ResourceStatus === 'UPDATE_ROLLBACK_IN_PROGRESS',
  );
  expect(rollback?.ResourceStatusReason).toContain('The following resource(s) failed to create: [Bad].');
});

test('a busy stack refuses another update', async () => {
  await made('busy', { Q: queue() });
  await update('busy', { Q: queue({ VisibilityTimeout: 1 }) });
  await expect(update('busy', { Q: queue({ VisibilityTimeout: 2 }) })).rejects.toThrow(
    /^Stack:arn:aws:cloudformation:us-east-1:\d{12}:stack\/busy\/[-0-9a-f]+ is in UPDATE_IN_PROGRESS state and can not be updated\.$/,
  );
  await stacks.settled('busy');
});

test('without rollback a failed update stays UPDATE_FAILED until it is rolled back or repaired', async () => {
  await made('halted', { Q: queue({ VisibilityTimeout: 10 }) });
  const broken = { Q: queue({ VisibilityTimeout: 20 }), Bad: { ...impossible, DependsOn: 'Q' } };
  await update('halted', broken, { DisableRollback: true });
  expect(await stacks.statusOf('halted')).toBe('UPDATE_FAILED');
  await stacks.client.send(new RollbackStackCommand({ StackName: 'halted' }));
  expect(await stacks.statusOf('halted')).toBe('UPDATE_ROLLBACK_COMPLETE');
  expect(await visibilityOf((await stacks.physicalIds('halted'))['Q'])).toBe('10');
});

test('a rollback that cannot go back is continued without the resource that hinders it', async () => {
  await made('blocked', { Q: queue({ VisibilityTimeout: 10 }) });
  const { Q } = await stacks.physicalIds('blocked');
  const slow = { Q: queue({ VisibilityTimeout: 20 }), Bad: { ...impossible, DependsOn: 'Q' } };
  await update('blocked', slow, { DisableRollback: true });
  await stacks.settled('blocked');
  await sqs.send(new DeleteQueueCommand({ QueueUrl: Q }));
  await stacks.client.send(new RollbackStackCommand({ StackName: 'blocked' }));
  expect(await stacks.statusOf('blocked')).toBe('UPDATE_ROLLBACK_FAILED');
  await expect(update('blocked', { Q: queue() })).rejects.toThrow('is in UPDATE_ROLLBACK_FAILED state');
  await stacks.client.send(new ContinueUpdateRollbackCommand({ StackName: 'blocked' }));
  expect(await stacks.statusOf('blocked')).toBe('UPDATE_ROLLBACK_FAILED');
  await expect(
    stacks.client.send(new ContinueUpdateRollbackCommand({ StackName: 'blocked', ResourcesToSkip: ['Nobody'] })),
  ).rejects.toThrow('Resource [Nobody] can not be skipped');
  await stacks.client.send(new ContinueUpdateRollbackCommand({ StackName: 'blocked', ResourcesToSkip: ['Q'] }));
  expect(await stacks.statusOf('blocked')).toBe('UPDATE_ROLLBACK_COMPLETE');
});

test('a rollback whose hindrance is out of the way is continued', async () => {
  const named = (seconds: number) => queue({ QueueName: 'unblocked', VisibilityTimeout: seconds });
  await made('unblocked', { Q: named(10) });
  const { Q } = await stacks.physicalIds('unblocked');
  await update('unblocked', { Q: named(20), Bad: { ...impossible, DependsOn: 'Q' } }, { DisableRollback: true });
  await stacks.settled('unblocked');
  await sqs.send(new DeleteQueueCommand({ QueueUrl: Q }));
  await stacks.client.send(new RollbackStackCommand({ StackName: 'unblocked' }));
  expect(await stacks.statusOf('unblocked')).toBe('UPDATE_ROLLBACK_FAILED');
  await sqs.send(new CreateQueueCommand({ QueueName: 'unblocked', Attributes: { VisibilityTimeout: '99' } }));
  await stacks.client.send(new ContinueUpdateRollbackCommand({ StackName: 'unblocked' }));
  expect(await stacks.statusOf('unblocked')).toBe('UPDATE_ROLLBACK_COMPLETE');
  expect(await visibilityOf(Q)).toBe('10');
});

const fifo = (more: object) => queue({ QueueName: 'own.fifo', ...more });

test('a resource named by its owner is not replaced under the same name', async () => {
  await made('named', { Q: fifo({ FifoQueue: true }) });
  await update('named', { Q: fifo({ FifoQueue: 'true' }) });
  expect(await stacks.statusOf('named')).toBe('UPDATE_ROLLBACK_COMPLETE');
  const failure = (await stacks.eventsOf('named')).find((event) => event.ResourceStatus === 'UPDATE_FAILED');
  expect(failure?.ResourceStatusReason).toBe(
    'CloudFormation cannot update a stack when a custom-named resource requires replacing. Rename own.fifo and update the stack again.',
  );
});

test('a stack policy denies what it does not allow', async () => {
  await made('guarded', { Q: queue(), Free: queue() });
  const StackPolicyBody = JSON.stringify({
    Statement: [
      { Effect: 'Allow', Principal: '*', Action: 'Update:*', Resource: '*' },
      { Effect: 'Deny', Principal: '*', Action: 'Update:Modify', Resource: 'LogicalResourceId/Q' },
    ],
  });
  await stacks.client.send(new SetStackPolicyCommand({ StackName: 'guarded', StackPolicyBody }));
  await update('guarded', { Q: queue({ VisibilityTimeout: 1 }), Free: queue() });
  expect(await stacks.statusOf('guarded')).toBe('UPDATE_ROLLBACK_COMPLETE');
  await update('guarded', { Q: queue(), Free: queue({ VisibilityTimeout: 1 }) });
  expect(await stacks.statusOf('guarded')).toBe('UPDATE_COMPLETE');
});

test('a stack that is being undone is described as it was', async () => {
  const parameters = { Parameters: { Seconds: { Type: 'Number', Default: 5 } } };
  await made('described', { Q: queue({ VisibilityTimeout: { Ref: 'Seconds' } }) }, parameters);
  const TemplateBody = templateOf({ Q: queue({ VisibilityTimeout: { Ref: 'Seconds' } }), Bad: impossible }, parameters);
  const Parameters = [{ ParameterKey: 'Seconds', ParameterValue: '7' }];
  await stacks.client.send(new UpdateStackCommand({ StackName: 'described', TemplateBody, Parameters }));
  await stacks.settled('described');
  const { Stacks } = await stacks.client.send(new DescribeStacksCommand({ StackName: 'described' }));
  expect(Stacks?.[0]?.Parameters).toEqual([{ ParameterKey: 'Seconds', ParameterValue: '5' }]);
});
