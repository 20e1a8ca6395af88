import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Deployed, Example, failures } from './example.ts';
import { listAws } from './listed-aws.ts';

// The examples as they are, each on a fresh local AWS.

const started: Example[] = [];

function example(...input: ConstructorParameters<typeof Example>): Example {
  const made = new Example(...input);
  started.push(made);
  return made;
}

afterAll(async () => {
  await Promise.all(started.map((one) => one.remove()));
});

test('the phonebook is deployed and keeps its entries', async () => {
  const deployed = await example('phonebook').json<Deployed>('deploy', 'phonebook');
  expect(failures(deployed)).toEqual([]);
}, 60_000);

test('the image service is installed from its own lock file, deployed with sharp, and resizes', async () => {
  const images = example('images', { ownPackages: true });
  const { code, stderr } = await images.run('npm', 'ci', '--no-audit', '--no-fund', '--prefer-offline');
  expect([code, code === 0 ? '' : stderr]).toEqual([0, '']);
  expect(failures(await images.json<Deployed>('deploy', 'images'))).toEqual([]);
}, 120_000);

test('the shop: four services at once, events flow, only what changed is deployed, nothing is left behind', async () => {
  const shop = example('shop');
  await shop.ship('local', 'start');
  const fresh = await listAws(await shop.endpoint());

  const first = await shop.json<Deployed>('deploy', '--all');
  expect([failures(first), first.services.map(({ service }) => service).toSorted()]).toEqual([
    [],
    ['auth', 'notifications', 'orders', 'users'],
  ]);
  const order = await placeOrder(first, 'tea');
  expect(order).toBe(201);
  expect(await mails(first, 1)).toEqual([{ to: 'ada@example.com', text: 'You ordered tea.' }]);

  const find = join(shop.dir, 'services/users/src/find.ts');
  writeFileSync(find, `${readFileSync(find, 'utf8')}\nconsole.log('touched');\n`);
  const second = await shop.json<Deployed>('deploy', '--affected');
  expect(second.services.map(({ service, result }) => `${service} ${result}`).toSorted()).toEqual([
    'auth unchanged',
    'notifications unchanged',
    'orders unchanged',
    'users live',
  ]);
  expect(await placeOrder(second, 'milk')).toBe(201);
  expect(await mails(second, 2)).toContainEqual({ to: 'ada@example.com', text: 'You ordered milk.' });

  const needed = await shop.ship('destroy', 'auth', '--yes');
  expect([needed.code, needed.stderr]).toEqual([3, expect.stringContaining('orders')]);
  const gone = await shop.ship('destroy', '--yes', '--delete-data');
  expect([gone.code, gone.code === 0 ? '' : gone.stderr]).toEqual([0, '']);
  expect(await listAws(await shop.endpoint())).toEqual(fresh);
}, 180_000);

const urlOf = ({ services }: Deployed, name: string): string =>
  services.find(({ service }) => service === name)?.url ?? '';

async function placeOrder(deployed: Deployed, item: string): Promise<number> {
  const response = await fetch(`${urlOf(deployed, 'orders')}/orders`, {
    method: 'POST',
    headers: { 'x-api-key': 'local-only', 'content-type': 'application/json' },
    body: JSON.stringify({ user: 'ada', item }),
  });
  return response.status;
}

/** Over the bus, a function, a queue and another function: it takes a moment. */
async function mails(deployed: Deployed, count: number): Promise<readonly unknown[]> {
  for (let tries = 0; ; tries++) {
    const response = await fetch(`${urlOf(deployed, 'notifications')}/notifications`);
    const { notifications } = (await response.json()) as { notifications: readonly unknown[] };
    if (notifications.length >= count || tries === 100) return notifications;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}
