import { readFileSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { GetFunctionCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { connectCloud } from '../../src/aws/connect-cloud.ts';
import { loadConfig } from '../../src/config/load-config.ts';
import { readPromotable } from '../../src/release/index.ts';
import { Project } from './project.ts';

// Two environments in two accounts. `shop` has a main Lambda with a layer of its own and a function broken out.

interface Shape {
  readonly routes?: readonly string[];
  readonly functions?: Readonly<Record<string, string>>;
  readonly architecture?: string;
}

function config({ routes = [], functions = {}, architecture = 'x86_64' }: Shape = {}): string {
  const all = ['GET /health', 'GET /hello', ...routes];
  return JSON.stringify({
    environments: {
      staging: { target: 'local', account: '111111111111', defaults: { environment: { PLACE: 'staging' } } },
      production: {
        target: 'local',
        account: '222222222222',
        protected: true,
        defaults: { environment: { PLACE: 'production' } },
      },
    },
    defaults: { architecture },
    services: {
      shop: {
        main: { entry: 'src/main.js', layers: [{ name: 'words', path: 'words' }], bundle: { external: ['words'] } },
        functions: { report: 'src/report.js', ...functions },
        routes: { ...Object.fromEntries(all.map((key) => [key, 'main'])), 'GET /report': 'report' },
        smoke: [{ request: 'GET /health' }, { request: 'GET /report' }],
      },
    },
  });
}

const main = (text: string, health = 200): string => `
  import words from 'words';
  export const handler = async (event) => event.routeKey === 'GET /health'
    ? { statusCode: ${health}, body: '' }
    : { text: ${JSON.stringify(text)}, place: process.env.PLACE, word: words.word };`;

const project = new Project({
  'services.config.json': config(),
  'services/shop/package.json': '{"type":"module"}',
  'services/shop/src/main.js': main('one'),
  'services/shop/src/report.js': 'export const handler = async () => ({ from: "report" });',
  'services/shop/words/nodejs/node_modules/words/package.json': '{"name":"words","main":"index.js"}',
  'services/shop/words/nodejs/node_modules/words/index.js': `module.exports = { word: 'tea' };`,
});
afterAll(() => project.remove());

interface Result {
  readonly service: string;
  readonly result?: string;
  readonly live?: string;
  readonly url?: string;
  readonly promoted?: { readonly environment: string; readonly release: string };
  readonly error?: { readonly code: string; readonly why: string; readonly next: readonly string[] };
}

const promote = ['promote', 'shop', '--from', 'staging', '--to', 'production'];

async function run(...args: string[]): Promise<Result & { readonly exit: number }> {
  const { exit, services } = await project.json<{ exit: number; services: Result[] }>(...args);
  return { ...(services[0] as Result), exit };
}

function endpointOf(): string {
  const file = join(project.dir, 'local-aws', 'daemon.json');
  return (JSON.parse(readFileSync(file, 'utf8')) as { endpoint: string }).endpoint;
}

function lambdaOf(accessKeyId: string): LambdaClient {
  return new LambdaClient({
    endpoint: endpointOf(),
    region: 'us-east-1',
    credentials: { accessKeyId, secretAccessKey: 'local' },
  });
}

async function published(account: string, name: string, version: string): Promise<object> {
  const request = new GetFunctionCommand({ FunctionName: name, Qualifier: version });
  const { Configuration } = await lambdaOf(account).send(request);
  return { sha256: Configuration?.CodeSha256, layers: Configuration?.Layers?.map(({ CodeSize }) => CodeSize) };
}

/** A machine that has the config and nothing else. */
async function withoutSources<Value>(work: () => Promise<Value>): Promise<Value> {
  const [there, away] = [join(project.dir, 'services'), join(project.dir, 'away')];
  renameSync(there, away);
  rmSync(join(project.dir, '.ship'), { recursive: true, force: true });
  try {
    return await work();
  } finally {
    renameSync(away, there);
  }
}

describe('promote', () => {
  beforeAll(() => project.ship('deploy', 'shop', '--env', 'staging', '-m', 'first'));

  test('the same bytes go live in the other account, with its own configuration, from the config alone', async () => {
    const result = await withoutSources(() => run(...promote, '--yes'));
    expect(result).toMatchObject({ exit: 0, result: 'live', live: 'r1' });
    expect(result.promoted).toMatchObject({ environment: 'staging', release: 'r1' });
    for (const key of ['main', 'report'])
      expect(await published('222222222222', `production-shop-${key}`, '1')).toEqual(
        await published('111111111111', `staging-shop-${key}`, '1'),
      );
    const answer = await fetch(`${result.url}/hello`);
    expect(await answer.json()).toEqual({ text: 'one', place: 'production', word: 'tea' });
    const history = await project.json<{ releases: { message: string }[] }>('history', 'shop', '--env', 'production');
    expect(history.releases.map(({ message }) => message)).toEqual(['staging r1: first']);
  });

  test('what is there already is not promoted again, and a deploy of the same sources finds it unchanged', async () => {
    expect(await run(...promote, '--yes')).toMatchObject({ exit: 0, result: 'unchanged', live: 'r1' });
    const deployed = await run('deploy', 'shop', '--env', 'production', '--yes');
    expect(deployed).toMatchObject({ exit: 0, result: 'unchanged', live: 'r1' });
  });

  test('a dry run prints the plan and changes nothing; a protected environment wants a yes', async () => {
    project.write('services/shop/src/main.js', main('two'));
    expect(await run('deploy', 'shop', '--env', 'staging')).toMatchObject({ live: 'r2' });
    expect(await run(...promote, '--dry-run')).toMatchObject({ exit: 0, result: 'planned', live: 'r1' });
    const asked = await project.ship(...promote);
    expect([asked.code, asked.stderr]).toEqual([2, expect.stringContaining(`${promote.join(' ')} --yes`)]);
  });

  test('an earlier release can be promoted when it was live; one that never was is refused', async () => {
    project.write('services/shop/src/main.js', main('three', 500));
    expect(await run('deploy', 'shop', '--env', 'staging')).toMatchObject({ exit: 4 });
    const failed = await run(...promote, '--yes', '--release', 'r3');
    expect([failed.exit, failed.error?.code]).toEqual([3, 'NEVER_LIVE']);
    expect(await run(...promote, '--yes')).toMatchObject({ result: 'live', live: 'r2' });
    const back = await run(...promote, '--yes', '--release', 'r1');
    expect(back).toMatchObject({ result: 'live', promoted: { release: 'r1' } });
    expect(await (await fetch(`${back.url}/hello`)).json()).toMatchObject({ text: 'one' });
    expect(await run('rollback', 'shop', '--env', 'production')).toMatchObject({ exit: 0, live: 'r2' });
  });

  test('a pinned service wants --unpin here too', async () => {
    expect(await run(...promote, '--yes')).toMatchObject({ exit: 3, error: { code: 'PINNED' } });
    expect(await run(...promote, '--yes', '--unpin')).toMatchObject({ exit: 0, live: 'r2' });
  });

  test('a release that does not fit the config is refused, and what differs is named', async () => {
    project.write('services.config.json', config({ routes: ['GET /new'], functions: { extra: 'src/report.js' } }));
    const unlike = await run(...promote, '--yes');
    expect([unlike.exit, unlike.error?.code]).toEqual([3, 'PROMOTION_MISMATCH']);
    expect(unlike.error?.why.split('\n')).toEqual(['function extra is not in r2', 'route GET /new is not in r2']);
    project.write('services.config.json', config({ architecture: 'arm64' }));
    expect((await run(...promote, '--yes')).error?.why).toContain('main was built for x86_64, the config says arm64');
    project.write('services.config.json', config());
  });

  test('bytes that were changed on their way are refused', async () => {
    const loaded = await loadConfig({ cwd: project.dir });
    const [source, target] = [loaded.service('shop', 'staging'), loaded.service('shop', 'production')];
    const cloud = connectCloud(source.environment, { endpoint: endpointOf() });
    const request = { source, target, pathFor: (name: string) => join(project.dir, `${name}.zip`) };
    await expect(readPromotable(request, cloud)).resolves.toMatchObject({ release: { number: 2 } });
    const changed: typeof cloud = {
      ...cloud,
      fetchCode: async (name, version, path) => {
        const fetched = await cloud.fetchCode(name, version, path);
        return fetched && { ...fetched, bytesSha256: 'AAAA' };
      },
    };
    await expect(readPromotable(request, changed)).rejects.toMatchObject({ code: 'DIGEST_DIFFERS' });
  });

  test('nothing live, wrong environments and wrong usage are said before anything is done', async () => {
    const nothing = await run('promote', 'shop', '--from', 'local', '--to', 'staging');
    expect(nothing).toMatchObject({ exit: 3, error: { code: 'NOTHING_LIVE' } });
    for (const args of [
      ['promote', 'shop', '--to', 'production'],
      ['promote', 'shop', '--from', 'staging', '--to', 'staging'],
      ['promote', '--from', 'staging', '--to', 'production'],
      ['promote', 'shop', '--from', 'staging', '--to', 'production', '--release', 'latest'],
    ])
      expect((await project.ship(...args)).code).toBe(2);
  });
});
