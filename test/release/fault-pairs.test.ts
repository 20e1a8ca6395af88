import { seededRandom } from '../../src/local-aws/faults/random.ts';
import { fight } from './fire/fight.ts';
import { faultNames, type PlannedFault } from './fire/faults.ts';
import { type Scenario, scenarios, worlds } from './fire/scenarios.ts';

// Two faults: the second one strikes what the first one has left, the rest of the run, its undo, or the run after it.
// All pairs are some hundred thousand: `npm run bench -- under-fire --pairs` tries them all (UNDER_FIRE_PAIRS=all, or a
// number of pairs for each scenario); here it is a sample, another one for each seed.

const wanted = process.env['UNDER_FIRE_PAIRS'] ?? '15';
const seed = Number(process.env['UNDER_FIRE_SEED'] ?? 1);
let cases = 0;

type Pair = readonly [PlannedFault, PlannedFault];

/** What is left after the first fault is at most the whole run again, and its undo. */
function* allPairs(calls: number): Generator<Pair> {
  for (const first of faultNames)
    for (let at = 1; at <= calls; at++)
      for (const second of faultNames)
        for (let then = 1; then <= calls; then++)
          yield [
            { name: first, at },
            { name: second, at: then },
          ];
}

function* somePairs(calls: number, count: number, random: () => number): Generator<Pair> {
  const below = (limit: number): number => Math.floor(random() * limit);
  const draw = (): PlannedFault => ({
    name: faultNames[below(faultNames.length)] ?? 'killed after',
    at: 1 + below(calls),
  });
  for (let made = 0; made < count; made++) yield [draw(), draw()];
}

function pairsOf(calls: number, index: number): Generator<Pair> {
  if (wanted === 'all') return allPairs(calls);
  return somePairs(calls, Number(wanted), seededRandom(seed * 1000 + index));
}

const indexed = scenarios.map((scenario, index) => ({ ...scenario, index }));

test.each<Scenario & { readonly index: number }>(indexed)(
  'two faults, the second in what the first has left: $name',
  async (scenario) => {
    const world = worlds(scenario);
    const calls = (await scenario.when(await world(), {})).calls.length;
    const wrong: Record<string, readonly string[]> = {};
    for (const pair of pairsOf(calls, scenario.index)) {
      const found = await fight(scenario, await world(), pair);
      if (found.length > 0) wrong[pair.map(({ name, at }) => `${name} at ${at}`).join(', then ')] = found;
      cases++;
    }
    expect(wrong).toEqual({});
  },
  6 * 3600_000,
);

afterAll(() => {
  process.stderr.write(`pairs of faults on memory: ${cases} cases, seed ${seed}\n`);
});
