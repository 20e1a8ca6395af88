import { readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { EventBridgeClient, PutRuleCommand, PutTargetsCommand } from '@aws-sdk/client-eventbridge';
import * as z from 'zod';
import { commands } from '../../src/cli/commands/commands.ts';
import { documents } from '../../src/cli/schema/documents.ts';
import { eventSchema } from '../../src/cli/schema/events.ts';
import { helloProject, makeProject } from './project.ts';
import { ship, type Ended } from './ship.ts';

// Real outputs against the schemas that `ship schema` prints; unknown keys count as wrong here, not for readers.

const project = makeProject(helloProject('one'));
const configFile = join(project.dir, 'services.config.json');
writeFileSync(
  configFile,
  JSON.stringify({
    ...(JSON.parse(readFileSync(configFile, 'utf8')) as object),
    environments: { local: {}, second: { target: 'local' } },
  }),
);
const env: Record<string, string> = { SHIP_LOCAL_DIR: join(project.dir, 'state') };
const run = (args: string): Promise<Ended> => ship(args.split(' '), { cwd: project.dir, env });
/** Their result is a document of another standard, with and without --json, or no document at all. */
const printsItself = new Set(['schema', 'completion', 'template', 'openapi', 'iam-policy']);
const checked = new Set<string>();

afterAll(async () => {
  await run('local stop');
  project.remove();
});

function strict(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(strict);
  if (typeof schema !== 'object' || schema === null) return schema;
  const inner = Object.fromEntries(Object.entries(schema).map(([key, value]) => [key, strict(value)]));
  return 'properties' in schema && !('additionalProperties' in schema)
    ? { ...inner, additionalProperties: false }
    : inner;
}

const validator = (schema: unknown): z.ZodType =>
  z.fromJSONSchema(strict(schema) as Parameters<typeof z.fromJSONSchema>[0]);

async function holds(name: string, args: string): Promise<unknown> {
  const { stdout, stderr } = await run(args);
  const schema = documents[name];
  if (!schema) throw new Error(`no schema for ${name}`);
  const document: unknown = JSON.parse(stdout || JSON.stringify(stderr));
  const result = validator(schema).safeParse(document);
  expect(result.error ? z.prettifyError(result.error) : '').toBe('');
  checked.add(name);
  return document;
}

test.each([
  ['deploy', 'deploy hello --json -m first'],
  ['deploy', 'deploy hello --json --dry-run'],
  ['plan', 'plan hello --json'],
  ['status', 'status --json'],
  ['history', 'history hello --json'],
  ['doctor', 'doctor --json'],
  ['template', 'template hello --json'],
  ['openapi', 'openapi hello --json'],
  ['unlock', 'unlock hello --yes --json'],
  ['config', 'config --resolved --json'],
  ['doctor', 'doctor --json'],
  ['drift', 'drift --json'],
  ['logs', 'logs hello --json'],
  ['metrics', 'metrics hello --json'],
  ['explain', 'explain --json'],
  ['size', 'size --json'],
  ['package', 'package hello --out packed --json'],
  ['init', 'init --dry-run --from code --entry services/hello/main.mjs --out other.config.ts --json'],
  ['prune', 'prune hello --dry-run --json'],
  ['destroy', 'destroy --dry-run --json'],
  ['local start', 'local start --json'],
  ['local status', 'local status --json'],
  ['local requests', 'local requests --json'],
  ['local faults', 'local faults --json'],
  ['local logs', 'local logs hello --json'],
  ['error', 'deploy helo --json'],
])('%s: the document of ship %s is as its schema says', async (name, args) => {
  await holds(name, args);
});

const write = (statusCode: number, body: string): void =>
  writeFileSync(
    join(project.dir, 'services/hello/main.mjs'),
    `export const handler = async () => ({ statusCode: ${statusCode}, body: '${body}' });\n`,
  );

test('a release that is undone and a rollback give documents of the same schemas', async () => {
  write(500, 'x');
  expect(await holds('deploy', 'deploy hello --json')).toMatchObject({
    exit: 4,
    services: [{ error: { code: 'SMOKE_FAILED' } }],
  });
  write(200, 'x');
  await run('deploy hello');
  expect(await holds('rollback', 'rollback hello --json')).toMatchObject({ exit: 0 });
});

test('what waits on the preview is promoted or given up with documents of their schemas', async () => {
  write(200, 'waits');
  const waiting = await holds('deploy', 'deploy hello --unpin --strategy manual --json');
  expect(waiting).toMatchObject({ services: [{ result: 'on-preview' }] });
  await holds('status', 'status --json');
  expect(await holds('abort', 'abort hello --dry-run --json')).toMatchObject({ services: [{ result: 'planned' }] });
  const live = await holds('promote-preview', 'promote-preview hello --json');
  expect(live).toMatchObject({ services: [{ result: 'live' }] });
  const there = await holds('promote', 'promote hello --from local --to second --json');
  expect(there).toMatchObject({ services: [{ result: 'live', environment: 'second' }] });
});

test('every line of NDJSON progress is as the schema of events says, and a webhook is told', async () => {
  const told: unknown[] = [];
  const server = createServer((request, response) => {
    request.on('data', (chunk) => told.push(JSON.parse(String(chunk))));
    request.on('end', () => response.end());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  env['HOOK'] = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  const config = JSON.parse(readFileSync(configFile, 'utf8')) as object;
  writeFileSync(configFile, JSON.stringify({ ...config, notify: [{ urlFrom: 'HOOK', environments: ['local'] }] }));
  write(200, 'told');
  const { stderr } = await run('deploy hello --unpin --progress json');
  server.close();
  const schema = validator(eventSchema);
  for (const line of stderr.trim().split('\n')) {
    const result = schema.safeParse(JSON.parse(line));
    expect(result.error ? `${line}: ${z.prettifyError(result.error)}` : '').toBe('');
  }
  expect(told).toEqual([{ text: expect.stringMatching(/^✅ hello in local: r\d+ is live/) }]);
});

test('a schedule rings by hand in whatever Region it is; a rule that is not there is named', async () => {
  const status = (await holds('local status', 'local status --json')) as { endpoint: string };
  const credentials = { accessKeyId: 'test', secretAccessKey: 'test' };
  const events = new EventBridgeClient({ region: 'eu-west-1', endpoint: status.endpoint, credentials });
  await events.send(new PutRuleCommand({ Name: 'hello-local-nightly', ScheduleExpression: 'rate(1 day)' }));
  await events.send(new PutRuleCommand({ Name: 'hello-paid', EventPattern: '{"source": ["shop"]}' }));
  const targets = (Rule: string, Arn: string): PutTargetsCommand =>
    new PutTargetsCommand({ Rule, Targets: [{ Id: 'a', Arn }] });
  await events.send(targets('hello-local-nightly', 'arn:aws:lambda:eu-west-1:123456789012:function:night'));
  events.destroy();
  expect(await holds('local trigger', 'local trigger nightly --json')).toMatchObject({
    arn: expect.stringContaining(':eu-west-1:'),
    targets: [expect.stringContaining('function:night')],
  });
  const { code, stderr } = await run('local trigger monthly');
  expect(code).toBe(3);
  expect(stderr).toContain(
    'There is no rule and no schedule named monthly. There are: hello-local-nightly, hello-paid.',
  );
  expect((await run('local trigger hello-paid')).stderr).toContain('give the event that it is to get');
  writeFileSync(join(project.dir, 'event.json'), '{"source": "shop", "detail": {}}');
  expect((await run('local trigger hello-paid --event event.json')).stdout).toContain('has no targets');
});

test('the local AWS says with documents that it ends', async () => {
  await holds('local stop', 'local stop --json');
  await holds('local reset', 'local reset --json');
});

test('every command that prints a document has a schema', () => {
  const names = commands.flatMap((declared) =>
    'commands' in declared ? declared.commands.map(({ name }) => `${declared.name} ${name}`) : [declared.name],
  );
  const without = names.filter((name) => !printsItself.has(name) && !Object.hasOwn(documents, name));
  expect(without).toEqual([]);
});

test('real output of every command was held to its schema', () => {
  expect(Object.keys(documents).filter((name) => !checked.has(name))).toEqual([]);
});
