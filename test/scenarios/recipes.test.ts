import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, readFileSync, symlinkSync } from 'node:fs';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { ApiGatewayV2Client, CreateApiMappingCommand, CreateDomainNameCommand } from '@aws-sdk/client-apigatewayv2';
import { GetFunctionConfigurationCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { CreateSecretCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { pythonCandidates } from '../../src/local-aws/execution/environment/python-binary.ts';
import { Project } from './project.ts';

// The recipes of docs/recipes.md, deployed as they stand there: what is missing is what a reader has of his own.

const root = join(import.meta.dirname, '../..');
const recipes = readFileSync(join(root, 'docs/recipes.md'), 'utf8').split(/^## /m);
const project = new Project({ 'package.json': '{ "type": "module" }' });
execFileSync('git', ['init', '-q', project.dir]);
mkdirSync(join(project.dir, 'node_modules'), { recursive: true });
symlinkSync(join(root, 'node_modules/@aws-sdk'), join(project.dir, 'node_modules/@aws-sdk'));
afterAll(() => project.remove());

interface Recipe {
  readonly text: string;
  readonly config: string;
  readonly code: string;
}

function recipe(title: string): Recipe {
  const text = recipes.find((one) => one.startsWith(`${title}\n`)) ?? '';
  const blocks = [...text.matchAll(/^```ts\n([^]*?)^```/gm)].map(([, block = '']) => block);
  const config = blocks.find((block) => block.includes('defineServices(')) ?? '';
  return { text, config, code: blocks.find((block) => block !== config) ?? '' };
}

const packaged = (name: string, code: string): void => {
  project.write(
    `node_modules/${name}/package.json`,
    `{ "name": "${name}", "version": "1.0.0", "type": "module", "main": "index.js" }`,
  );
  project.write(`node_modules/${name}/index.js`, code);
};

interface Deployed {
  readonly services: readonly { readonly url: string; readonly smoke: readonly { readonly name: string }[] }[];
}

async function deploy(config: string, ...args: readonly string[]): Promise<Deployed['services'][0] & object> {
  project.write('services.config.ts', config);
  const document = await project.json<Deployed>('deploy', ...args);
  const [service] = document.services;
  if (!service?.url) throw new Error(JSON.stringify(document));
  return service;
}

const endpoint = async (): Promise<string> => (await project.json<{ endpoint: string }>('local', 'status')).endpoint;

test('an answer above 6 MB comes from the bucket, by the link that it was answered with', async () => {
  const { config, code } = recipe('Answers above 6 MB');
  const rows = 'const makeExport = async (id: string) => `${id};row\\n`.repeat(1_000_000);\n';
  project.write('services/exports/src/main.ts', code + rows);
  const { url } = await deploy(config, 'exports');
  const answer = await fetch(`${url}/exports/42`, { redirect: 'manual' });
  expect(answer.status).toBe(303);
  const file = await fetch(answer.headers.get('location') ?? '');
  expect([file.status, file.headers.get('content-type')]).toEqual([200, 'text/csv']);
  expect((await file.text()).length).toBe(7_000_000);
});

test('a secret is made by the command that stands there, and read at the start', async () => {
  const { text, config, code } = recipe('A secret read at the start');
  const [, Name, SecretString] = /--name (\S+) --secret-string '(.+)'/.exec(text) ?? [];
  const credentials = { accessKeyId: '000000000000', secretAccessKey: 'local' };
  const secrets = new SecretsManagerClient({ endpoint: await endpoint(), region: 'us-east-1', credentials });
  await secrets.send(new CreateSecretCommand({ Name, SecretString }));
  const shop = 'const balanceOf = async (key: string) => `balance of ${key}`;\n';
  project.write('services/payments/src/main.ts', code + shop);
  const { url } = await deploy(config, 'payments');
  expect(await (await fetch(`${url}/payments`)).text()).toBe('balance of sk_...');
});

test('a connection is made once and used again; one that failed is tried again by the next request', async () => {
  let connections = 0;
  let isDown = true;
  const server = createServer((socket) => {
    socket.on('error', () => undefined);
    if (isDown) socket.destroy();
    else connections += Number(socket.write('ready'));
  }).listen(0, '127.0.0.1');
  await new Promise((listening) => server.once('listening', listening));
  const { port } = server.address() as AddressInfo;
  packaged('mongodb', driver);
  project.write('services/counts/src/main.ts', recipe('MongoDB and other connections').code);
  const config = `export default { services: { counts: { main: { entry: 'src/main.ts', reservedConcurrency: 1, environment: { MONGO_URL: '${port}' } }, routes: { 'GET /count': 'main' } } } };`;
  const { url } = await deploy(config, 'counts');
  const statuses = [(await fetch(`${url}/count`)).status];
  isDown = false;
  for (let asked = 0; asked < 4; asked++) statuses.push((await fetch(`${url}/count`)).status);
  server.close();
  expect([statuses, connections]).toEqual([[500, 200, 200, 200, 200], 1]);
});

/** What the recipe uses of the driver, over a socket that is really there. */
const driver = `
import { connect } from 'node:net';
export class MongoClient {
  constructor(port) { this.port = Number(port); }
  connect() {
    return new Promise((settle, fail) => {
      const socket = connect(this.port, '127.0.0.1').once('data', () => settle(this)).once('close', () => fail(new Error('closed')));
      socket.on('error', () => undefined);
    });
  }
  db() { return { collection: () => ({ countDocuments: async () => 42 }) }; }
}
`;

test('with Prisma the migration runs before the switch, and the client is the one that was generated', async () => {
  const { config, code } = recipe('Prisma');
  packaged('@prisma/client', 'export const engine = true;');
  packaged('@prisma/adapter-pg', 'export class PrismaPg { constructor(options) { this.options = options; } }');
  project.write('services/users/src/main.ts', code);
  project.write('services/users/src/migrate.ts', "export const handler = async () => console.log('migrated');\n");
  project.write(
    'services/users/src/generated/prisma/client.ts',
    'export class PrismaClient { user = { findMany: async () => [this.options.adapter.options] }; constructor(private options) {} }\n',
  );
  project.environment['DATABASE_URL'] = 'postgresql://127.0.0.1/shop';
  const { url } = await deploy(config, 'users');
  expect(await (await fetch(`${url}/users`)).json()).toEqual([
    { connectionString: 'postgresql://127.0.0.1/shop', max: 1 },
  ]);
  const { stdout } = await project.ship('logs', 'users');
  expect(stdout).toContain('migrated');
});

test('functions are in the VPC of their environment, and its role may make network interfaces', async () => {
  project.write(
    'services/orders/src/main.ts',
    "export const handler = async () => ({ statusCode: 200, body: 'ok' });\n",
  );
  const at = await endpoint();
  const credentials = { accessKeyId: '123456789012', secretAccessKey: 'local' };
  Object.assign(project.environment, { AWS_ACCESS_KEY_ID: credentials.accessKeyId, AWS_SECRET_ACCESS_KEY: 'local' });
  await deploy(recipe('VPC and RDS').config, 'orders', '--env', 'production', '--endpoint', at, '--yes');
  const lambda = new LambdaClient({ endpoint: at, region: 'eu-west-1', credentials });
  const { VpcConfig } = await lambda.send(
    new GetFunctionConfigurationCommand({ FunctionName: 'production-orders-main' }),
  );
  expect(VpcConfig).toMatchObject({
    SubnetIds: ['subnet-0a1b2c3d', 'subnet-1a2b3c4d'],
    SecurityGroupIds: ['sg-0a1b2c3d'],
  });
  const { stdout } = await project.ship('template', 'orders', '--env', 'production');
  expect(stdout).toContain('ec2:CreateNetworkInterface');
  for (const name of ['AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY']) delete project.environment[name];
});

test('a custom domain goes along with every switch, untouched', async () => {
  const { text } = recipe('Custom domains');
  const said = (option: string): string => new RegExp(`${option} '?([\\w.=:/$-]+)`).exec(text)?.[1] ?? '';
  const config = `export default { services: { orders: { main: 'src/main.ts', routes: { 'GET /orders': 'main' } } } };`;
  const { url } = await deploy(config, 'orders');
  const credentials = { accessKeyId: '000000000000', secretAccessKey: 'local' };
  const gateway = new ApiGatewayV2Client({ endpoint: await endpoint(), region: 'us-east-1', credentials });
  const DomainName = said('--domain-name');
  const [, CertificateArn] = said('--domain-name-configurations').split('CertificateArn=');
  const { DomainNameConfigurations: [domain] = [] } = await gateway.send(
    new CreateDomainNameCommand({ DomainName, DomainNameConfigurations: [{ CertificateArn }] }),
  );
  const [Stage, ApiMappingKey] = [said('--stage'), said('--api-mapping-key')];
  await gateway.send(new CreateApiMappingCommand({ DomainName, ApiId: url.split('/').at(-1), Stage, ApiMappingKey }));
  const release = async (): Promise<string | null> =>
    (await fetch(`http://${domain?.ApiGatewayDomainName}/${ApiMappingKey}/orders`)).headers.get('x-ship-release');
  const seen = [await release()];
  project.write(
    'services/orders/src/main.ts',
    "export const handler = async () => ({ statusCode: 200, body: 'two' });\n",
  );
  await deploy(config, 'orders');
  seen.push(await release());
  await project.ship('rollback', 'orders');
  expect([...seen, await release()]).toEqual(['r1', 'r2', 'r1']);
});

test('functions in Python and with a bootstrap of their own are one release with bundled ones', async () => {
  const { config } = recipe('Python, Go and whatever else is built elsewhere');
  project.write('src/main.ts', "export const handler = async () => ({ statusCode: 200, body: 'main' });");
  project.write(
    'model/app.py',
    'def handler(event, context):\n    return {"statusCode": 200, "body": "model " + event["pathParameters"]["id"]}\n',
  );
  project.write(
    'build/fast/bootstrap',
    `#!/bin/sh
api="http://$AWS_LAMBDA_RUNTIME_API/2018-06-01/runtime/invocation"
while true; do
  id=$(curl -sS -D - -o /dev/null "$api/next" | grep -i Lambda-Runtime-Aws-Request-Id | tr -d '[:space:]' | cut -d: -f2)
  curl -sS -o /dev/null "$api/$id/response" -d '{"statusCode":200,"body":"fast"}'
done
`,
  );
  chmodSync(join(project.dir, 'build/fast/bootstrap'), 0o755);
  const hasPython = pythonCandidates('python3.12').length > 0;
  const { url, smoke } = await deploy(
    hasPython ? config : config.replace("{ request: 'GET /scores/1' }, ", ''),
    'scores',
  );
  expect(smoke).toHaveLength(hasPython ? 6 : 4);
  const model = hasPython ? 'model 7' : '{"message":"Internal Server Error"}';
  for (const [path, body] of [
    ['/fast', 'fast'],
    ['/scores/7', model],
  ] as const)
    expect(await (await fetch(url + path)).text()).toBe(body);
});
