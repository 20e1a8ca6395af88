import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CreateStackCommand, UpdateStackCommand } from '@aws-sdk/client-cloudformation';
import { startLocalAws } from '../start-local-aws.ts';
import { impossible, queue, startStacks, templateOf } from './stacks.ts';

const chain = (length: number, seconds = 30): Record<string, unknown> =>
  Object.fromEntries(
    Array.from({ length }, (_, index) => [
      `Q${index}`,
      queue({ VisibilityTimeout: seconds }, index > 0 ? { DependsOn: `Q${index - 1}` } : {}),
    ]),
  );

let dir: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'resume-'));
});
afterEach(() => rmSync(dir, { recursive: true, force: true }));

/** The state as kill -9 would leave it at this moment, in a folder of its own. */
function copyOfState(): string {
  const copy = `${dir}-killed`;
  rmSync(copy, { recursive: true, force: true });
  cpSync(dir, copy, { recursive: true, filter: (path) => !path.endsWith('lock') });
  return copy;
}

test('a creation that was killed in the middle goes on at the next start', async () => {
  const before = await startStacks(await startLocalAws({ dir }));
  await before.client.send(new CreateStackCommand({ StackName: 'killed', TemplateBody: templateOf(chain(30)) }));
  await new Promise((resolve) => setTimeout(resolve, 25));
  const copy = copyOfState();
  await before.aws.stop();
  const after = await startStacks(await startLocalAws({ dir: copy }));
  expect(await after.statusOf('killed')).toBe('CREATE_COMPLETE');
  expect(Object.keys(await after.physicalIds('killed'))).toHaveLength(30);
  await after.aws.stop();
  rmSync(copy, { recursive: true, force: true });
});

test('an update that was killed ends either at the target or where it began', async () => {
  const before = await startStacks(await startLocalAws({ dir }));
  await before.client.send(new CreateStackCommand({ StackName: 'killed', TemplateBody: templateOf(chain(10)) }));
  await before.settled('killed');
  const broken = { ...chain(10, 5), Bad: { ...impossible, DependsOn: 'Q9' } };
  await before.client.send(new UpdateStackCommand({ StackName: 'killed', TemplateBody: templateOf(broken) }));
  await new Promise((resolve) => setTimeout(resolve, 20));
  const copy = copyOfState();
  await before.aws.stop();
  const after = await startStacks(await startLocalAws({ dir: copy }));
  expect(await after.statusOf('killed')).toBe('UPDATE_ROLLBACK_COMPLETE');
  expect(Object.keys(await after.physicalIds('killed'))).toHaveLength(10);
  await after.aws.stop();
  rmSync(copy, { recursive: true, force: true });
});
