import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { GetQueueUrlCommand, SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';

// The README's own commands, in its own order, in this very checkout, on a local AWS of the test's.

const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..');
const folder = mkdtempSync(join(tmpdir(), 'ship-readme-'));
const localDir = join(folder, 'local-aws');
const commands = [...readFileSync(join(root, 'README.md'), 'utf8').matchAll(/```sh\n([\s\S]*?)```/g)]
  .flatMap(([, block = '']) => block.trim().split('\n'))
  .map((line) => line.replace(/\s+#.*$/, ''));

afterAll(() => {
  sh('npx ship local stop');
  rmSync(folder, { recursive: true, force: true });
});

function sh(command: string): string {
  const { NODE_EXTRA_CA_CERTS: _slow, AWS_ENDPOINT_URL: _other, ...environment } = process.env;
  const env = { ...environment, SHIP_LOCAL_DIR: localDir, NO_COLOR: '1' };
  return execFileSync('sh', ['-c', command], { cwd: root, env, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
}

interface Status {
  readonly services: readonly {
    readonly service: string;
    readonly url: string;
    readonly live: { readonly name: string };
  }[];
}

function urlOf(service: string): string {
  const status = JSON.parse(sh(`npx ship status ${service} --json`)) as Status;
  return status.services[0]?.url ?? '';
}

const json = { 'content-type': 'application/json' };
const draft = { customer: 'Ada', items: [{ sku: 'tea', quantity: 2, unitPriceCents: 450 }] };

test('the README names the commands that set up everything', () => {
  expect(commands).toEqual(expect.arrayContaining(['npm ci && npm run demo', 'npm ci && npm test']));
});

test('npm run demo deploys both example services and prints where they are', () => {
  // `npm ci` is what made this checkout; running it again would pull the tests' own packages away.
  const output = sh('npm run demo 2>&1');
  expect(output).toContain('auth: r1 is live');
  expect(output).toContain('orders: r1 is live');
  expect(output).toContain(urlOf('orders'));
});

test('every route of orders answers; a write wants a token', async () => {
  const [orders, auth] = [urlOf('orders'), urlOf('auth')];
  expect((await fetch(`${orders}/health`)).status).toBe(200);
  expect(await (await fetch(`${orders}/openapi.json`)).json()).toMatchObject({ openapi: expect.any(String) });
  const create = (headers: Record<string, string>): Promise<Response> =>
    fetch(`${orders}/orders`, { method: 'POST', headers: { ...json, ...headers }, body: JSON.stringify(draft) });
  expect([401, 403]).toContain((await create({})).status);
  expect((await create({ authorization: 'Bearer nonsense' })).status).toBe(403);
  const answer = await fetch(`${auth}/token`, { method: 'POST', headers: json, body: '{"user":"ada"}' });
  const { token } = (await answer.json()) as { token: string };
  const authorization = `Bearer ${token}`;
  const made = await create({ authorization });
  expect(made.status).toBe(201);
  const { id } = (await made.json()) as { id: string };
  expect((await fetch(`${orders}/orders/${id}`)).status).toBe(200);
  expect(await (await fetch(`${orders}/orders`)).text()).toContain(id);
  const pdf = await fetch(`${orders}/orders/${id}/invoice`, { method: 'POST', headers: { authorization } });
  expect([pdf.headers.get('content-type'), (await pdf.text()).slice(0, 5)]).toEqual(['application/pdf', '%PDF-']);
  await paymentIsBooked(orders, id);
  const gone = await fetch(`${orders}/orders/${id}`, { method: 'DELETE', headers: { authorization } });
  expect([gone.status, (await fetch(`${orders}/orders/${id}`)).status]).toEqual([204, 404]);
});

async function paymentIsBooked(orders: string, orderId: string): Promise<void> {
  const { endpoint } = JSON.parse(readFileSync(join(localDir, 'daemon.json'), 'utf8')) as { endpoint: string };
  const credentials = { accessKeyId: '000000000000', secretAccessKey: 'local' };
  const sqs = new SQSClient({ endpoint, region: 'us-east-1', credentials });
  const { QueueUrl } = await sqs.send(new GetQueueUrlCommand({ QueueName: 'local-orders-payments' }));
  const payment = { orderId, paymentId: 'p1', amountCents: 900 };
  await sqs.send(new SendMessageCommand({ QueueUrl, MessageBody: JSON.stringify(payment) }));
  for (let tries = 0; tries < 100; tries++) {
    const order = (await (await fetch(`${orders}/orders/${orderId}`)).json()) as { status: string };
    if (order.status === 'paid') return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`the payment of order ${orderId} was not booked within 5 s`);
}

test('what the AWS CLI wants to know is printed as a line to paste', () => {
  const [, line = ''] = /^ {2}use +(export .*)$/m.exec(sh('npx ship local status')) ?? [];
  const { endpoint } = JSON.parse(readFileSync(join(localDir, 'daemon.json'), 'utf8')) as { endpoint: string };
  expect(sh(`${line} && echo $AWS_ENDPOINT_URL $AWS_ACCESS_KEY_ID $AWS_SECRET_ACCESS_KEY $AWS_DEFAULT_REGION`)).toBe(
    `${endpoint} 000000000000 local us-east-1\n`,
  );
});

test('the other commands of the README do what it says', () => {
  for (const command of commands.filter((line) => line.startsWith('npx ship') && !line.includes('rollback')))
    expect(sh(`${command} 2>&1`)).not.toMatch(/✖/);
});
