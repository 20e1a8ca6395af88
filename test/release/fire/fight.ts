import { ShipError } from '../../../src/errors/ship-error.ts';
import { leaseMs } from '../../../src/release/lock-note.ts';
import type { MemoryAws } from '../memory/memory-aws.ts';
import { readDrift } from '../../../src/release/drift.ts';
import { aService } from '../a-service.ts';
import { type Call, connectMemory, type Interceptor } from '../memory/memory-cloud.ts';
import { deployTo, fastClock, pruneOf, type RunnerOptions, statusOf } from '../memory/runner.ts';
import { Fire, type PlannedFault } from './faults.ts';
import { felt } from './felt.ts';
import { callersAre, leftovers, referencesAre, releaseOfCallers, statusIs } from './invariants.ts';
import type { Scenario } from './scenarios.ts';

type FastClock = ReturnType<typeof fastClock>;

interface Fight {
  readonly aws: MemoryAws;
  readonly scenario: Scenario;
  readonly fire: Fire;
  readonly clock: FastClock;
  /** What did not hold, in sentences. */
  readonly wrong: string[];
}

/**
 * One case: the scenario's run meets its faults, and the runs after it meet what is left of them; the last one, from
 * another, empty machine, meets none. After every single write everything that must hold is looked at.
 */
export async function fight(
  scenario: Scenario,
  aws: MemoryAws,
  faults: readonly PlannedFault[],
): Promise<readonly string[]> {
  const on: Fight = { aws, scenario, fire: new Fire(...faults), clock: fastClock(), wrong: [] };
  await underFire(on, (how) => scenario.when(aws, how), scenario.allowed);
  for (let runs = 0; !on.fire.isOut && runs < 2; runs++) {
    on.clock.advance(leaseMs + 1000);
    await underFire(on, (how) => deployTo(aws, scenario.wanted, { ...how, request: { unpin: true } }));
  }
  on.clock.advance(leaseMs + 1000);
  await lastRun(on);
  return on.wrong;
}

async function underFire(
  on: Fight,
  run: (how: RunnerOptions) => Promise<unknown>,
  allowed?: readonly string[],
): Promise<void> {
  const stop = new AbortController();
  const interceptor = { ...on.fire.forRun(stop), observe: watching(on, allowed) };
  const ended = await run({ clock: on.clock, interceptor, signal: stop.signal }).catch((error: unknown) => error);
  // What a killed run says nobody hears.
  if (!interceptor.wasKilled()) on.wrong.push(...saidOf(ended, releaseOfCallers(on.aws)));
}

/** The last line of a run that did not end well names the release that callers meet, or says that it is not known. */
function saidOf(ended: unknown, seen: string): readonly string[] {
  // Reads that come before the run know nothing of what is live; the command line says that nothing was changed.
  if (!(ended instanceof ShipError)) return [];
  const live = ended.live ?? '';
  const share = /(r\d+) keeps the (\d+) %/.exec(live);
  const whole = /^(r\d+)\b/.exec(live)?.[1] ?? (live.startsWith('nothing') ? '404' : undefined);
  const said = share ? `${share[1]}-${share[2]}` : whole;
  return said === undefined || said === seen
    ? []
    : [`${ended.code} said that live is "${ended.live}", callers meet ${seen}`];
}

/** Callers and references are cheap to look at; status reads the world, and only where a write may show in it. */
function watching({ aws, scenario, wrong }: Fight, allowed?: readonly string[]): Interceptor['observe'] {
  const begins = { live: releaseOfCallers(aws), felt: felt(aws), isOver: allowed === undefined };
  return async ({ operation }: Call) => {
    if (/^(read|list|describe|has|export|who|stack|invoke)/.test(operation)) return;
    const seen = releaseOfCallers(aws);
    const unexpected = allowed && !allowed.includes(seen) ? [`callers met ${seen}`] : [];
    begins.isOver ||= seen !== begins.live;
    if (!begins.isOver)
      wrong.push(...differs(begins.felt, felt(aws)).map((what) => `after ${operation}, before the switch: ${what}`));
    const told = shows.has(operation) ? await statusIs(aws, scenario.wanted) : [];
    for (const what of [...unexpected, ...callersAre(aws), ...referencesAre(aws, kept), ...told])
      wrong.push(`after ${operation}: ${what}`);
  };
}

const differs = (before: readonly string[], now: readonly string[]): readonly string[] => [
  ...before.filter((line) => !now.includes(line)).map((line) => `no more: ${line}`),
  ...now.filter((line) => !before.includes(line)).map((line) => `now: ${line}`),
];

/** A prune of these tests keeps one; the others delete nothing at all. */
const kept = 1;

const shows: ReadonlySet<string> = new Set([
  'createStage',
  'updateStage',
  'deleteStage',
  'createDeployment',
  'deleteDeployment',
  'executeChangeSet',
  'createFunction',
  'deleteFunction',
  'deleteVersion',
]);

/** From an empty machine: it converges to what is wanted, leaves nothing behind, and then there is nothing to do. */
async function lastRun({ aws, scenario, clock, wrong }: Fight): Promise<void> {
  const { wanted } = scenario;
  const observe = watching({ aws, scenario, clock, wrong, fire: new Fire() });
  const interceptor: Interceptor = observe ? { observe } : {};
  const again = await deployTo(aws, wanted, { clock, interceptor, request: { unpin: true } });
  const is = (what: string, seen: unknown, expected: unknown): void => {
    const [a, b] = [JSON.stringify(seen), JSON.stringify(expected)];
    if (a !== b) wrong.push(`at the end ${what}: ${a}, not ${b}`);
  };
  is('live', again.result.live, releaseOfCallers(aws));
  const status = await statusOf(aws, wanted, clock);
  is('unfinished', status.unfinished, []);
  is('lock', status.lock, undefined);
  is('drift', await readDrift(aService(wanted).service, connectMemory(aws).cloud), []);
  is(
    'warm besides the live versions',
    provisioned(aws).filter((one) => !liveVersions(status).includes(one)),
    [],
  );
  is('reserved otherwise than wanted', reservedOtherwise(aws, wanted), []);
  await pruneOf(aws, wanted, 0, { clock, interceptor: { observe: async () => void wrong.push(...callersAre(aws)) } });
  is('left after prune', leftovers(aws, wanted), []);
  is('again', (await deployTo(aws, wanted, { clock })).result.result, 'unchanged');
}

/** Functions that the config has lost reserve nothing. */
const reservedOtherwise = (aws: MemoryAws, wanted: Scenario['wanted']): readonly string[] =>
  [...aws.functions].flatMap(([name, { reserved }]) =>
    reserved === wanted.reserved?.[name.replace('test-orders-', '')] ? [] : [`${name}: ${reserved}`],
  );

const provisioned = (aws: MemoryAws): readonly string[] =>
  [...aws.functions].flatMap(([name, found]) => [...found.provisioned.keys()].map((version) => `${name}:${version}`));

const liveVersions = ({ functions }: Awaited<ReturnType<typeof statusOf>>): readonly string[] =>
  functions.map(({ lambdaName, version }) => `${lambdaName}:${version}`);
