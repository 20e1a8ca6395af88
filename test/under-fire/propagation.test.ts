// Loaded before the engine asks for several of them at once: jest's module loader links one graph at a time.
import '../../src/aws/lambda-calls.ts';
import '../../src/aws/stack-calls.ts';
import '../../src/aws/gateway-calls.ts';
import '../../src/aws/storage-calls.ts';
import '../../src/aws/identity-calls.ts';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connectCloud } from '../../src/aws/connect-cloud.ts';
import { type LocalAws, startLocalAws } from '../../src/local-aws/start.ts';
import { fetchHttp } from '../../src/release/index.ts';
import { deployShape, type Machine } from './wire-scenarios.ts';

// The nodes of the local gateway learn of a switch one after the other, the last of them half a second late.

const dir = mkdtempSync(join(tmpdir(), 'ship-propagation-'));
const account = '100000000001';
let aws: LocalAws;

beforeAll(async () => {
  aws = await startLocalAws({ dir: join(dir, 'aws'), profile: 'fast' });
});
afterAll(async () => {
  await aws.stop();
  rmSync(dir, { recursive: true, force: true, maxRetries: 5 });
});

const environment = {
  name: 'test',
  target: 'local' as const,
  region: 'us-east-1',
  accountId: account,
  protected: false,
};
const shape = (main: string) => ({ code: { main }, routes: { 'GET /health': 'main', 'GET /orders': 'main' } });

test('once a deploy has ended no host answers from before it: not with the older release, nor with 404 after a first one', async () => {
  const machine: Machine = { account, cloud: connectCloud(environment, { endpoint: aws.endpoint }), dir };
  aws.faults.replace({ rules: [], seed: 1, throttle: false, durations: { 'gateway.propagation': 500 } });
  const late: string[] = [];
  for (const main of ['one', 'two', 'three', 'four']) {
    const { live, url } = await deployShape(machine, shape(main));
    for (let count = 0; count < 40; count++) {
      const answer = await fetchHttp({
        url: `${url}/orders`,
        method: 'GET',
        headers: {},
        timeoutMs: 5000,
        fresh: true,
      });
      const release = answer.headers['x-ship-release'];
      if (answer.status !== 200 || release !== live) late.push(`${live}: ${answer.status} ${release}`);
    }
  }
  expect(late).toEqual([]);
}, 60_000);
