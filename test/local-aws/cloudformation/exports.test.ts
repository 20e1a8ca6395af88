import {
  CreateStackCommand,
  DeleteStackCommand,
  ListExportsCommand,
  ListImportsCommand,
  UpdateStackCommand,
} from '@aws-sdk/client-cloudformation';
import { queue, startStacks, templateOf, type Stacks } from './stacks.ts';

let stacks: Stacks;

beforeAll(async () => {
  stacks = await startStacks();
});
afterAll(() => stacks.aws.stop());

const exporting = (value: unknown, resources: Record<string, unknown> = { Q: queue() }) =>
  templateOf(resources, { Outputs: { Name: { Value: value, Export: { Name: 'shared' } } } });
const importing = templateOf({
  Q: queue({ QueueName: { 'Fn::Sub': ['${X}-used', { X: { 'Fn::ImportValue': 'shared' } }] } }),
});

async function create(StackName: string, TemplateBody: string): Promise<string> {
  await stacks.client.send(new CreateStackCommand({ StackName, TemplateBody }));
  return stacks.statusOf(StackName);
}

test('an export that is used can be neither changed nor deleted, and its stack not deleted', async () => {
  const { client } = stacks;
  expect(await create('owner', exporting('one'))).toBe('CREATE_COMPLETE');
  expect(await create('user', importing)).toBe('CREATE_COMPLETE');
  expect((await client.send(new ListImportsCommand({ ExportName: 'shared' }))).Imports).toEqual(['user']);

  await client.send(new UpdateStackCommand({ StackName: 'owner', TemplateBody: exporting('two') }));
  expect(await stacks.statusOf('owner')).toBe('UPDATE_ROLLBACK_COMPLETE');
  const reasons = (await stacks.eventsOf('owner')).map((event) => event.ResourceStatusReason);
  expect(reasons).toContain('Export shared cannot be updated as it is in use by user');

  await client.send(new DeleteStackCommand({ StackName: 'owner' }));
  const stack = await stacks.settled('owner');
  expect(stack.StackStatus).toBe('UPDATE_ROLLBACK_COMPLETE');
  expect(stack.StackStatusReason).toBe('Delete canceled. Cannot delete export shared as it is in use by user.');

  await client.send(new DeleteStackCommand({ StackName: 'user' }));
  await waitUntilGone('user');
  await client.send(new DeleteStackCommand({ StackName: 'owner' }));
  await waitUntilGone('owner');
  expect((await client.send(new ListExportsCommand({}))).Exports).toEqual([]);
});

async function waitUntilGone(name: string): Promise<void> {
  while (await stacks.settled(name).catch(() => undefined)) await new Promise((resolve) => setTimeout(resolve, 3));
}

test('a name is exported by one stack only, and importing what nobody exports fails', async () => {
  expect(await create('first', exporting('a'))).toBe('CREATE_COMPLETE');
  expect(await create('second', exporting('b'))).toBe('ROLLBACK_COMPLETE');
  const reasons = (await stacks.eventsOf('second')).map((event) => event.ResourceStatusReason);
  expect(reasons).toContain('Export with name shared is already exported by stack first. Rollback requested by user.');
  const lost = templateOf({ Q: queue({ QueueName: { 'Fn::ImportValue': 'nobody' } }) });
  expect(await create('lost', lost)).toBe('ROLLBACK_COMPLETE');
  const why = (await stacks.eventsOf('lost')).map((event) => event.ResourceStatusReason);
  expect(why).toContain('No export named nobody found. Rollback requested by user.');
});
