import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ship, type Ended } from '../ship.ts';

const work = mkdtempSync(join(tmpdir(), 'ship-init-'));
const env = { SHIP_LOCAL_DIR: join(work, 'state') };
const run = (folder: string, args: string): Promise<Ended> => ship(args.split(' '), { cwd: join(work, folder), env });

afterAll(async () => {
  await run('rest', 'local stop');
  rmSync(work, { recursive: true, force: true });
});

cpSync(join(import.meta.dirname, 'fixtures'), work, { recursive: true });
// What npm would have installed into the layers, and the CDK copied.
for (const layer of ['sam/shared', 'cdk/layer', `cdk/cdk.out/asset.${'1'.repeat(64)}`]) {
  const greeting = join(work, layer, 'nodejs/node_modules/greeting');
  mkdirSync(greeting, { recursive: true });
  writeFileSync(join(greeting, 'index.js'), "exports.greeting = 'hello ';\n");
}

interface Made {
  readonly services: readonly string[];
  readonly notTaken: readonly string[];
}

async function initAndDeploy(folder: string): Promise<{ made: Made; url: string; config: string }> {
  const made = JSON.parse((await run(folder, 'init --yes --json')).stdout) as Made;
  const deployed = await run(folder, `deploy ${made.services[0]} --json`);
  expect(deployed.code).toBe(0);
  const { services } = JSON.parse(deployed.stdout) as { services: { url: string }[] };
  return { made, url: services[0]?.url ?? '', config: readFileSync(join(work, folder, 'services.config.ts'), 'utf8') };
}

const text = async (url: string, init?: RequestInit): Promise<string> => (await fetch(url, init)).text();

test('a REST service of the Serverless Framework goes live as it is: routes, authorizer, queue, permissions', async () => {
  const { made, url, config } = await initAndDeploy('rest');
  expect(made.services).toEqual(['shelf-books']);
  expect(JSON.parse(await text(`${url}/books/1`))).toEqual(['1.0', 'dev']);
  expect((await fetch(`${url}/books`, { method: 'POST' })).status).toBe(401);
  expect(await text(`${url}/books`, { method: 'POST', headers: { authorization: 'yes' } })).toBe('added');
  // What an authorizer guarded that ship has no word for is not open now.
  expect((await fetch(`${url}/keys`)).status).toBe(404);
  expect((await fetch(`${url}/admin`)).status).toBe(401);
  expect((await fetch(`${url}/stock`)).status).toBe(403);
  expect(config).toContain("{ type: 'topic', name: 'shelf-moved' }");
  expect(config).toContain("JOBS_URL: { Ref: 'QueueJobsQueue' }");
  expect(config).toContain("API_HOST: `https://${process.env['API_HOST'] ?? 'localhost'}/v1`");
  expect(config).toContain("'Fn::Sub': 'arn:aws:logs:${AWS::Region}:${AWS::AccountId}:log-group:books'");
  expect(made.notTaken).toEqual([
    expect.stringMatching(/^authorizer checkToken: HTTP APIs send it the whole request/),
    expect.stringMatching(/^authorizer users: its issuer is read from USERS_ISSUER; until it is set no token/),
    expect.stringMatching(/^authorizer users: write in audience/),
    expect.stringMatching(/^route GET \/keys: API keys are not a feature of HTTP APIs/),
    'route GET /keys of addBook: its authorizer cannot be taken over, so the route is left out',
    expect.stringMatching(/^provider.region eu-central-1: say it in environments/),
    expect.stringMatching(/^plugins \(serverless-offline\)/),
    expect.stringMatching(/^runtime nodejs16.x has become nodejs22.x/),
    'variable SECRET (${ssm:/books/secret}): it is read from the environment of the deploy instead',
    expect.stringMatching(/^resource UserPool: AWS::Cognito::UserPool stays in a stack of its own/),
    expect.stringMatching(/^data in S3BucketPhotos: the config makes a new AWS::S3::Bucket/),
    expect.stringMatching(/^data in BooksTable: the config makes a new AWS::DynamoDB::Table/),
    'variable POOL of the defaults: it refers to UserPool; it is read from the environment of the deploy instead',
  ]);
});

test('a SAM template goes live as it is: routes, simple authorizer, layer, table, schedule', async () => {
  const { url, config } = await initAndDeploy('sam');
  expect(await text(`${url}/books`)).toBe('hello info');
  expect([401, 403]).toContain((await fetch(`${url}/books`, { method: 'POST' })).status);
  expect((await fetch(`${url}/books`, { method: 'POST', headers: { authorization: 'yes' } })).status).toBe(200);
  expect(config).toContain("{ writeTable: 'Books' }");
  expect(config).toContain("layers: [{ name: 'Shared', path: 'shared' }]");
  expect(config).toContain("'ANY /old': { function: 'main', payload: '1.0' }");
  expect(config).toContain("type: 's3', name: 'Jobs-Photos'");
});

test('an HTTP API keeps format 2.0, JWT authorizers, CORS and layers', async () => {
  const { code } = await run('http-api', 'init --yes');
  expect(code).toBe(0);
  const config = readFileSync(join(work, 'http-api', 'services.config.ts'), 'utf8');
  expect(config).toContain("'ANY /notes/{id}': { function: 'main', authorizer: 'user' }");
  expect(config).toContain("$default: 'hooks'");
  expect(config).toContain("layers: ['arn:aws:lambda:eu-west-1:123456789012:layer:tools:4']");
  expect(config).toContain('cors: true');
  expect(config).not.toContain('payload');
  expect((await run('http-api', 'config')).stdout).toContain('no mistakes');
});

test('what cdk synth wrote goes live as it is: stages, nested and shared stacks, both kinds of API', async () => {
  const { made, url, config } = await initAndDeploy('cdk');
  // Two stages hold the same stack; the one with the table has no functions.
  expect(made).toMatchObject({ services: ['shop'], mistakes: [] });
  expect(JSON.parse(await text(`${url}/orders`))).toEqual([
    'hello ',
    '/orders',
    expect.stringMatching(/Orders/),
    expect.stringMatching(/Jobs/),
  ]);
  expect(await text(`${url}/orders`, { method: 'POST', headers: { authorization: 'yes' } })).toBe('added');
  expect((await fetch(`${url}/orders`, { method: 'POST' })).status).toBe(401);
  expect((await fetch(`${url}/orders/1`)).status).toBe(401);
  expect((await fetch(`${url}/hello`)).status).toBe(403);
  expect(await text(`${url}/books`)).toBe('GET /books');
  // A route with an API key is not open now.
  expect((await fetch(`${url}/books/1`, { method: 'PUT' })).status).toBe(404);
  for (const line of [
    "entry: 'src/main.ts'",
    "layers: [{ name: 'Shared', path: 'layer' }]",
    "bundle: { external: ['/opt/*', 'greeting'] }",
    "'GET /orders/{id}': { function: 'main', authorizer: 'ApiUsers', scopes: ['orders:read'] }",
    "'GET /old': { proxy: 'https://legacy.example.com' }",
    "{ type: 'queue', name: 'Jobs', batchSize: 5 }",
    "{ type: 'topic', name: 'run-jobs-news', arn: { Ref: 'News' } }",
    "{ type: 'schedule', name: 'nightly', schedule: 'cron(0 2 * * ? *)', input: { job: 'night' } }",
    'logRetention: 7',
    "JOBS_URL: { Ref: 'QueueJobs' }",
    "{ Action: 'sns:Publish', Resource: { Ref: 'News' } }",
    'provisionedConcurrency: 2',
  ])
    expect(config).toContain(line);
  expect(config).not.toMatch(/LogRetention|xray|ReceiveMessage/);
});

test('what was not taken over of a CDK app is listed, by names of its constructs', async () => {
  const { stderr } = await run('cdk', 'init --dry-run --out other.config.ts');
  for (const line of [
    'route PUT /books/{id}: its authorizer cannot be taken over, so the route is left out',
    'MainFunctionUrl: function URLs are not taken over',
    'resource Db: AWS::SecretsManager::Secret stays in a stack of its own',
    'data in Orders: the config makes a new AWS::DynamoDB::Table',
    'variable KEY of main: it refers to PParameter',
    'run-jobs: reservedConcurrency has become 4',
  ])
    expect(stderr).toContain(line);
});

test('code that is written into a template becomes a file beside the config', () => {
  expect(readFileSync(join(work, 'cdk/inline/hello.cjs'), 'utf8')).toContain("body: 'inline'");
});

test('without its source a function is shipped as the CDK packed it, and a CDK app that was not synthesised is refused', async () => {
  for (const path of ['services.config.ts', 'src', 'layer']) rmSync(join(work, 'cdk', path), { recursive: true });
  const made = JSON.parse((await run('cdk', 'init --yes --json')).stdout) as Made;
  const asset = `cdk.out/asset.${'4'.repeat(64)}`;
  expect(made.notTaken).toContain(`run-jobs: the file it is made from was not found: ${asset} is shipped as it is`);
  const config = readFileSync(join(work, 'cdk/services.config.ts'), 'utf8');
  expect(config).toContain(`folder: '${asset}'`);
  expect(config).toContain(`path: 'cdk.out/asset.${'1'.repeat(64)}'`);
  for (const path of ['services.config.ts', 'cdk.out']) rmSync(join(work, 'cdk', path), { recursive: true });
  const { code, stderr } = await run('cdk', 'init --yes');
  expect(code).toBe(2);
  expect(stderr).toContain('npx cdk synth');
});

test('code alone becomes a service with one function that gets every request', async () => {
  const { made, url } = await initAndDeploy('code');
  expect(made).toMatchObject({ services: ['hello-world'], notTaken: [] });
  expect(await text(`${url}/any/path`)).toBe('/any/path');
});

test('a router that goes by the whole path passes its smoke test on the preview; a .env file is spoken of', async () => {
  const folder = join(work, 'router');
  mkdirSync(join(folder, 'node_modules/serverless-http'), { recursive: true });
  writeFileSync(join(folder, 'node_modules/serverless-http/index.js'), 'module.exports = (app) => app;');
  writeFileSync(join(folder, 'package.json'), '{"name":"router","dependencies":{"serverless-http":"3"}}');
  writeFileSync(join(folder, 'api.js'), "exports.handler = require('./app').handler;");
  writeFileSync(
    join(folder, 'app.js'),
    `const serverless = require('serverless-http');
exports.handler = serverless(async ({ rawPath }) => ({ statusCode: rawPath === '/health' ? 200 : 404, body: rawPath }));`,
  );
  writeFileSync(
    join(folder, 'serverless.yml'),
    'service: router\nuseDotenv: true\nprovider: { name: aws, runtime: nodejs22.x }\nfunctions: { api: { handler: api.handler, events: [{ httpApi: "*" }] } }\n',
  );
  const made = JSON.parse((await run('router', 'init --yes --json')).stdout) as Made;
  expect(made.notTaken).toEqual([expect.stringContaining("process.loadEnvFile('.env')")]);
  const config = join(folder, 'services.config.ts');
  const written = readFileSync(config, 'utf8');
  writeFileSync(config, written.replace('routes:', "smoke: [{ request: 'GET /health' }],\n      routes:"));
  expect((await run('router', 'deploy')).code).toBe(0);
});

test('of a repository of packages, each one that has a handler or another tool becomes a service', async () => {
  const write = (path: string, content: string): void => {
    mkdirSync(join(work, 'many', path, '..'), { recursive: true });
    writeFileSync(join(work, 'many', path), content);
  };
  const handler = 'exports.handler = async () => ({ statusCode: 200, body: __dirname });';
  write('package.json', '{"name":"many","workspaces":["packages/*","!packages/old","tools/cli"]}');
  write('packages/users/package.json', '{"name":"@many/users"}');
  write('packages/users/src/handler.js', handler);
  write('packages/shared/index.js', 'exports.shared = 1;');
  write('packages/old/index.js', handler);
  write('packages/books/api.js', handler);
  write('packages/books/serverless.yml', 'service: books\nfunctions: { api: { handler: api.handler } }\n');
  write('tools/cli/package.json', '{"name":"users"}');
  write('tools/cli/index.js', handler);
  const { made, config } = await initAndDeploy('many');
  expect(made.services).toEqual(['books', 'packages-users', 'tools-cli']);
  expect(config).toContain("root: 'packages/users'");
  expect(config).toContain("root: 'packages/books'");
  rmSync(join(work, 'many/services.config.ts'));
  rmSync(join(work, 'many/package.json'));
  expect((await run('many', 'init --dry-run')).stdout).not.toContain('tools/cli');
});

test('a config that is there is never overwritten, and without --yes nothing is written off a terminal', async () => {
  expect((await run('code', 'init --yes')).stderr).toContain('INIT_EXISTS');
  rmSync(join(work, 'code/services.config.ts'));
  expect((await run('code', 'init')).stderr).toContain('ship init --yes');
  expect((await run('code', 'init --dry-run')).stdout).toContain("entry: 'src/index.js'");
  expect(existsSync(join(work, 'code/services.config.ts'))).toBe(false);
});

test('of several files that export a handler one is taken, and the others are named', async () => {
  mkdirSync(join(work, 'several/src'), { recursive: true });
  for (const name of ['index.js', 'app.js'])
    writeFileSync(join(work, 'several/src', name), 'exports.handler = async () => ({ statusCode: 200 });');
  const { stdout, stderr } = await run('several', 'init --dry-run');
  expect(stdout).toContain("main: 'src/index.js'");
  expect(stdout + stderr).toContain('src/app.js exports handler too: take it with --entry src/app.js');
  expect((await run('several', 'init --dry-run --entry src/app.js')).stdout).toContain("main: 'src/app.js'");
});

test('a folder without code and a file that is no YAML are refused with what to do', async () => {
  rmSync(join(work, 'code/src'), { recursive: true });
  expect((await run('code', 'init --yes')).stderr).toContain('INIT_NOTHING');
  writeFileSync(join(work, 'code/serverless.yml'), 'service: [unclosed');
  const { code, stderr } = await run('code', 'init --yes');
  expect(code).toBe(2);
  expect(stderr).toContain('INIT_UNREADABLE');
});
