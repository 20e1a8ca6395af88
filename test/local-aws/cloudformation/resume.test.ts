import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
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

/** As a kill would leave it right after the first row of this table was written. */
function cutJournal(folder: string, table: string): void {
  const path = join(folder, 'journal.ndjson');
  const lines = readFileSync(path, 'utf8').split('\n');
  const last = lines.findIndex((line) => line.slice(0, 100).includes(table));
  writeFileSync(path, `${lines.slice(0, last + 1).join('\n')}\n`);
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

test('what was made before the kill, and not yet noted, is taken as its own', async () => {
  const before = await startStacks(await startLocalAws({ dir }));
  const Named = { Type: 'AWS::SecretsManager::Secret', Properties: { Name: 'named', SecretString: 'x' } };
  await before.client.send(new CreateStackCommand({ StackName: 'killed', TemplateBody: templateOf({ Named }) }));
  expect(await before.statusOf('killed')).toBe('CREATE_COMPLETE');
  const { Named: arn } = await before.physicalIds('killed');
  const copy = copyOfState();
  await before.aws.stop();
  cutJournal(copy, 'secretsmanager.secret');
  const after = await startStacks(await startLocalAws({ dir: copy }));
  expect(await after.statusOf('killed')).toBe('CREATE_COMPLETE');
  expect(await after.physicalIds('killed')).toEqual({ Named: arn });
  await after.aws.stop();
  rmSync(copy, { recursive: true, force: true });
});
