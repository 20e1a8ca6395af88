import {
  CloudWatchLogsClient,
  CreateLogGroupCommand,
  CreateLogStreamCommand,
  PutLogEventsCommand,
} from '@aws-sdk/client-cloudwatch-logs';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { connectCloud } from '../../src/aws/connect-cloud.ts';
import { localAwsInjectedFaults } from '../../src/local-aws/control.ts';
import type { Cloud } from '../../src/release/cloud.ts';
import { helloProject, makeProject } from './project.ts';
import { ship, type Ended, type ShipOptions } from './ship.ts';

// One service lives through all of these, in this order, as it would in somebody's hands.

const project = makeProject(helloProject('one'));
const env = { SHIP_LOCAL_DIR: join(project.dir, 'state') };
const run = (args: string, options: Partial<ShipOptions> = {}): Promise<Ended> =>
  ship(args.split(' '), { cwd: project.dir, env, ...options });

interface Document {
  readonly schema: number;
  readonly exit: number;
  readonly services: readonly {
    readonly service: string;
    readonly result: string;
    readonly live?: string;
    readonly url?: string;
    readonly awsCalls?: Readonly<Record<string, number>>;
    readonly error?: { readonly code: string; readonly live?: string };
    readonly plan?: { readonly steps: readonly unknown[] };
  }[];
}

const documentOf = ({ stdout }: Ended): Document => JSON.parse(stdout) as Document;
const lastLine = (text: string): string | undefined => text.trimEnd().split('\n').at(-1);
const answerWith = (body: string): void =>
  writeFileSync(
    join(project.dir, 'services/hello/main.mjs'),
    `export const handler = async () => ({ statusCode: ${body === 'broken' ? 500 : 200}, body: '${body}' });\n`,
  );

async function allRequests(): Promise<readonly { writes: boolean; operation: string }[]> {
  const { stdout } = await run('local requests --last 2000 --json');
  return (JSON.parse(stdout) as { requests: { writes: boolean; operation: string }[] }).requests;
}

async function writesSince(action: () => Promise<unknown>): Promise<readonly string[]> {
  const before = (await allRequests()).length;
  await action();
  return (await allRequests()).slice(before).flatMap(({ writes, operation }) => (writes ? [operation] : []));
}

async function theCloud(): Promise<Cloud> {
  const { endpoint } = JSON.parse((await run('local status --json')).stdout) as { endpoint: string };
  const environment = { name: 'local', target: 'local', region: 'us-east-1', protected: false } as const;
  return connectCloud({ ...environment, accountId: '000000000000' }, { endpoint });
}

async function setFaults(rules: readonly object[]): Promise<void> {
  writeFileSync(join(project.dir, 'faults.json'), JSON.stringify(rules));
  const { code, stderr } = await run('local faults faults.json');
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
}

/** Until a call is under way that is never answered. */
async function hangs(): Promise<void> {
  while ((await localAwsInjectedFaults(env.SHIP_LOCAL_DIR)).every(({ action }) => !('hang' in action)))
    await new Promise((resolve) => setTimeout(resolve, 20));
}

afterAll(async () => {
  await run('local stop');
  project.remove();
});

test('a first deploy starts the local AWS, says so, and puts r1 live', async () => {
  const ended = await run('deploy hello --json -m first');
  expect(ended.stderr).toMatch(/^started the local AWS at http:\/\/127\.0\.0\.1:\d+/);
  expect(ended.code).toBe(0);
  const document = documentOf(ended);
  expect(document).toMatchObject({ schema: 1, exit: 0, services: [{ service: 'hello', result: 'live', live: 'r1' }] });
  expect(document.services[0]?.awsCalls?.['ApiGatewayV2.CreateStage']).toBeGreaterThan(0);
  const answer = await fetch(`${document.services[0]?.url}/hello`);
  expect(await answer.text()).toBe('one');
});

test('a deploy without a change writes nothing', async () => {
  const writes = await writesSince(async () => {
    const ended = await run('deploy hello');
    expect(ended.stdout).toContain('hello: nothing to do, r1 is live in local');
    expect(lastLine(ended.stdout)).toBe('live in local: hello r1');
  });
  expect(writes).toEqual([]);
});

test('a dry run shows the plan and writes nothing', async () => {
  answerWith('two');
  const writes = await writesSince(async () => {
    const ended = await run('deploy hello --dry-run');
    expect(ended.code).toBe(0);
    expect(ended.stdout).toMatch(/hello -> local: r2 \(from r1\)[^]*nothing was changed\nlive in local: hello r1\n$/);
    const { services } = documentOf(await run('deploy hello --dry-run --json'));
    expect(services[0]).toMatchObject({ result: 'planned', live: 'r1' });
    expect(services[0]?.plan?.steps.length).toBeGreaterThan(5);
  });
  expect(writes).toEqual([]);
});

test('while another run holds the lock a deploy is refused, naming it; unlock wants --yes and frees it', async () => {
  const cloud = await theCloud();
  const now = Math.floor(Date.now() / 1000);
  const holder = { o: 'bob@ci', r: 'other-run', p: 'deploy r2', s: now, e: now + 900 };
  await cloud.updateAlias('local-hello-main', {
    name: 'ship-lock',
    description: `ship-lock ${JSON.stringify(holder)}`,
  });
  const refused = await run('deploy hello');
  expect(refused.code).toBe(3);
  expect(refused.stderr).toMatch(/bob@ci[^]*LOCK_HELD/);
  expect(lastLine(refused.stderr)).toBe('live in local: hello r1');
  expect((await run('status hello')).stdout).toContain('bob@ci, deploy r2');

  const unasked = await run('unlock hello');
  expect(unasked.code).toBe(2);
  expect(unasked.stderr).toContain('ship unlock hello --yes');
  expect((await run('unlock hello --yes')).stdout).toContain('freed the lock of hello');
});

test('progress as NDJSON goes to stderr, the document to stdout', async () => {
  const ended = await run('deploy hello --progress json --json -m second\u001B[2Jline');
  expect(documentOf(ended).services[0]).toMatchObject({ result: 'live', live: 'r2' });
  const early = await run('deploy helo --progress json');
  expect(JSON.parse(early.stderr)).toMatchObject({ kind: 'error', error: { code: 'UNKNOWN_SERVICE' } });
  const kinds = ended.stderr
    .trim()
    .split('\n')
    .map((line) => (JSON.parse(line) as { kind: string }).kind);
  expect(kinds).toEqual(expect.arrayContaining(['started', 'planned', 'step-done', 'ended']));
});

test('status and history show both releases, and nothing that a terminal would obey', async () => {
  const status = await run('status hello');
  expect(status.stdout).toMatch(/live +r2 /);
  expect(status.stdout).toMatch(/back to +r1 /);
  const history = await run('history hello');
  expect(history.stdout).toContain('secondline');
  expect(history.stdout).not.toContain('\u001B');
  const { services } = JSON.parse((await run('status --json')).stdout) as { services: { live: { name: string } }[] };
  expect(services[0]?.live.name).toBe('r2');
});

test('a release that fails its test on the preview leaves the live one untouched and ends with 4', async () => {
  answerWith('broken');
  const ended = await run('deploy hello --json');
  expect(ended.code).toBe(4);
  expect(documentOf(ended)).toMatchObject({
    exit: 4,
    services: [{ result: 'undone', live: 'r2', error: { code: 'SMOKE_FAILED', live: 'r2, untouched' } }],
  });
  answerWith('three');
});

test('Ctrl-C stops a deploy between two steps, with what was live still live', async () => {
  await setFaults([{ match: { operation: 'UpdateFunctionCode' }, do: { latencyMs: 700 } }]);
  let isSent = false;
  const ended = await run('deploy hello', {
    onStderr: (text, child) => {
      if (text.includes('publish:') && !isSent) isSent = child.kill('SIGINT');
    },
  });
  expect(ended.code).toBe(130);
  expect(ended.stderr).toContain('stopping at the next safe point');
  expect(lastLine(ended.stderr)).toBe('live in local: hello r2');
});

test('a second Ctrl-C ends at once and says what is live', async () => {
  await setFaults([{ match: { operation: 'UpdateFunctionCode|PublishVersion' }, do: { hang: true } }]);
  const ended = await run('deploy hello', {
    onStderr: (text, child) => {
      if (lastLine(text)?.endsWith('publish:')) void hangs().then(() => child.kill('SIGINT'));
      if (lastLine(text)?.startsWith('stopping')) child.kill('SIGINT');
    },
  });
  await run('local faults --clear');
  await run('unlock hello --yes');
  expect(ended.code).toBe(130);
  expect(lastLine(ended.stderr)).toBe('ended at once. hello in local: r2 is live, as before');
});

test('a rollback is one write for traffic and pins; the next deploy wants --unpin', async () => {
  const writes = await writesSince(async () => {
    const ended = await run('rollback hello --json');
    expect(documentOf(ended)).toMatchObject({ exit: 0, services: [{ result: 'live', live: 'r1', previous: 'r2' }] });
  });
  expect(writes.filter((operation) => operation === 'UpdateStage')).toHaveLength(1);
  const pinned = await run('deploy hello');
  expect(pinned.code).toBe(3);
  expect(pinned.stderr).toContain('ship deploy hello --unpin');
  expect((await run('deploy hello --unpin --yes')).code).toBe(0);
});

test('what the function wrote can be read', async () => {
  expect((await run('local logs hello')).stdout).toContain('REPORT RequestId');
});

test('so can what a function wrote that another client deployed', async () => {
  const { endpoint } = JSON.parse((await run('local status --json')).stdout) as { endpoint: string };
  // A key that names no account, as the AWS CLI and other tools send it.
  const credentials = { accessKeyId: 'test', secretAccessKey: 'test' };
  const logs = new CloudWatchLogsClient({ endpoint, region: 'us-east-1', credentials });
  const stream = { logGroupName: '/aws/lambda/theirs', logStreamName: 'one' };
  await logs.send(new CreateLogGroupCommand(stream));
  await logs.send(new CreateLogStreamCommand(stream));
  const logEvents = [{ timestamp: Date.now(), message: 'said by theirs' }];
  await logs.send(new PutLogEventsCommand({ ...stream, logEvents }));
  logs.destroy();
  expect((await run('local logs theirs')).stdout).toContain('said by theirs');
});

test('the local AWS is stopped, keeps its state, and is emptied by reset', async () => {
  expect((await run('local stop')).stdout).toMatch(/^stopped/);
  expect((await run('local status')).stdout).toContain('it does not run');
  expect((await run('status hello')).stdout).toContain('is live');
  expect((await run('local reset')).stdout).toContain('empty');
  expect((await run('status hello')).stdout).toContain('hello in local: nothing is live');
});
