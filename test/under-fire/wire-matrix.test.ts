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
import type { FaultAction, FaultRule } from '../../src/local-aws/faults/fault-rule.ts';
import { type LocalAws, startLocalAws } from '../../src/local-aws/start.ts';
import { type Cloud, CloudError } from '../../src/release/cloud.ts';
import { readDrift, readStatus } from '../../src/release/index.ts';
import { chosenCalls } from './chosen-calls.ts';
import { deployShape, type Machine, serviceOf, type WireScenario, wireScenarios } from './wire-scenarios.ts';

// Single faults on the wire: the engine with the real aws room against a local AWS that throttles, fails or drops the
// n-th call, or a ship that dies there. The number of calls is measured, so a new call is covered the day it is made.
// UNDER_FIRE=all tries every call (`npm run bench -- under-fire --matrix`); otherwise a few of each.

const dir = mkdtempSync(join(tmpdir(), 'ship-wire-'));
const noRules = { rules: [], seed: 1, throttle: false, durations: {} };
let aws: LocalAws;
let cases = 0;
let accounts = 100_000_000_000;

beforeAll(async () => {
  aws = await startLocalAws({ dir: join(dir, 'aws'), profile: 'fast' });
});
afterAll(async () => {
  await aws.stop();
  rmSync(dir, { recursive: true, force: true, maxRetries: 5 });
  process.stderr.write(`crash matrix on the wire: ${cases} cases\n`);
});

const error = (code: string, status: number): FaultAction => ({ error: { code, status } });

const faults: Readonly<Record<string, Pick<FaultRule, 'when' | 'do'>>> = {
  throttled: { when: 'before', do: error('TooManyRequestsException', 429) },
  '500 before the effect': { when: 'before', do: error('ServiceException', 500) },
  '500 after the effect': { when: 'after', do: error('ServiceException', 500) },
  'connection dropped before': { when: 'before', do: { reset: true } },
  'connection dropped after': { when: 'after', do: { reset: true } },
};

function connect(account: string, observe: () => void = () => undefined): Cloud {
  const environment = {
    name: 'test',
    target: 'local' as const,
    region: 'us-east-1',
    accountId: account,
    protected: false,
  };
  return connectCloud(environment, { endpoint: aws.endpoint, observe });
}

async function prepared({ given }: WireScenario): Promise<Machine> {
  aws.faults.replace(noRules);
  const account = String(++accounts);
  const machine = { account, cloud: connect(account), dir };
  for (const shape of given) await deployShape(machine, shape);
  return machine;
}

async function callsOf(scenario: WireScenario): Promise<number> {
  const machine = await prepared(scenario);
  let calls = 0;
  await scenario.when({ ...machine, cloud: connect(machine.account, () => void calls++) });
  return calls;
}

/** A dead process makes no call any more, neither its own next one nor its undo's. */
function dying(cloud: Cloud, at: number, when: 'before' | 'after'): Cloud {
  let calls = 0;
  const last = when === 'before' ? at - 1 : at;
  const die = (): never => {
    throw new CloudError('Killed', 'killed', { operation: 'any' });
  };
  const wrap = ([name, call]: [string, (...input: never[]) => Promise<unknown>]): [string, unknown] => [
    name,
    async (...input: never[]) => (++calls > last ? die() : call(...input)),
  ];
  return Object.fromEntries(Object.entries(cloud as unknown as Record<string, never>).map(wrap)) as unknown as Cloud;
}

async function callLive(url: string | undefined): Promise<string> {
  if (!url) return '404';
  const answer = await fetch(`${url}/orders`);
  await answer.arrayBuffer();
  return answer.ok ? (answer.headers.get('x-ship-release') ?? 'unmarked') : String(answer.status);
}

/** From another, empty machine: the status tells what callers meet, and the same deploy again converges. */
async function expectSound(machine: Machine, scenario: WireScenario, label: string): Promise<void> {
  aws.faults.replace(noRules);
  const fresh = { ...machine, cloud: connect(machine.account) };
  const service = serviceOf(machine, scenario.wanted);
  const before = await readStatus(service, fresh.cloud, new Date());
  const seen = await callLive(before.url);
  const { live, canary } = before;
  const said = canary ? `${canary.release}-${canary.percent}` : (live?.name ?? '404');
  expect([label, scenario.allowed, said]).toEqual([label, expect.arrayContaining([seen]), seen]);
  const again = await deployShape(fresh, scenario.wanted);
  const after = await readStatus(service, fresh.cloud, new Date());
  expect([label, await callLive(after.url), after.unfinished, after.lock]).toEqual([label, again.live, [], undefined]);
  expect([label, (await deployShape(fresh, scenario.wanted)).result]).toEqual([label, 'unchanged']);
  expect([label, await readDrift(service, fresh.cloud)]).toEqual([label, []]);
  await expectRoom(fresh, scenario, label);
  await leave(fresh);
  cases++;
  // Nothing else is seen of it for an hour.
  if (cases % 50 === 0) process.stderr.write(`crash matrix on the wire: ${label}, ${cases} cases so far\n`);
}

const keys = ['main', 'invoice', 'jobs', 'extra', 'work', 'other'];
const nameOf = (key: string): string => `test-orders-${key}`;

/** What is kept warm is warm for good: the processes of a thousand accounts would take all memory. */
async function leave({ cloud }: Machine): Promise<void> {
  await Promise.all(keys.map((key) => cloud.deleteFunction(nameOf(key))));
}

/** Asked for beside what the tool has in mind: what the config has lost keeps nothing warm and reserves nothing. */
async function expectRoom({ cloud, account }: Machine, { wanted }: WireScenario, label: string): Promise<void> {
  const asked = keys.map(async (key) => [
    key,
    await cloud.readReservedConcurrency(nameOf(key)),
    sum(await cloud.listProvisionedVersions(nameOf(key)).catch(() => [])),
  ]);
  const expected = keys.map((key) => [key, wanted.reserved?.[key], wanted.provisioned?.[key] ?? 0]);
  expect([label, account, await Promise.all(asked)]).toEqual([label, account, expected]);
}

const sum = (states: readonly { readonly executions: number }[]): number =>
  states.reduce((all, { executions }) => all + executions, 0);

/** All of them, or one each, another for every fault. */
function chosen(total: number, offset: number): readonly number[] {
  const every = Math.max(1, Math.floor(total / 2));
  return chosenCalls(total, [(offset * 3) % every || every]);
}

describe.each(wireScenarios)('$name', (scenario) => {
  let total = 0;
  beforeAll(async () => {
    total = await callsOf(scenario);
  });

  test.each(Object.entries(faults))(
    '%s at a call: callers never notice and the next run converges',
    async (name, fault) => {
      for (const number of chosen(total, Object.keys(faults).indexOf(name))) {
        const machine = await prepared(scenario);
        aws.faults.replace({ ...noRules, rules: [{ match: { nth: number }, ...fault }] });
        await scenario.when(machine).catch(() => undefined);
        await expectSound(machine, scenario, `${name} at call ${number} of ${total}`);
      }
    },
    3600_000,
  );

  test.each(['before', 'after'] as const)(
    'killed %s a call: the next machine goes on',
    async (when) => {
      for (const number of chosen(total, when === 'before' ? 1 : 2)) {
        const machine = await prepared(scenario);
        await scenario.when({ ...machine, cloud: dying(machine.cloud, number, when) }).catch(() => undefined);
        await expectSound(machine, scenario, `killed ${when} call ${number} of ${total}`);
      }
    },
    3600_000,
  );
});
