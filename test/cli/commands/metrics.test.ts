import { compareReleases, versionsToCompare } from '../../../src/cli/commands/metrics/compare-releases.ts';
import type { HistoryEntry } from '../../../src/release/index.ts';
import type { MetricQuery } from '../../../src/release/version-metrics.ts';
import { aFunction, aService } from '../../template/services.ts';

function release(name: string, state: HistoryEntry['state'], functions: Record<string, string>): HistoryEntry {
  return { name, state, functions, digest: '', dirty: false, actor: 'ada', madeAt: '2026-11-21T06:00:00Z' };
}

const service = aService({ functions: [aFunction('main'), aFunction('invoice')] });
const history = [
  release('r18', 'never live', { main: '9', invoice: '3' }),
  release('r17', 'live', { main: '8', invoice: '3' }),
  release('r16', 'was live', { main: '7', invoice: '3' }),
  release('r15', 'was live', { main: '6', invoice: '2' }),
];

test('the live versions stand beside those of the release that was live before; one that both have stands once', () => {
  const rows = versionsToCompare(service, history);
  expect(rows.map((row) => [row.function, row.version, row.releases.join(), row.isLive])).toEqual([
    ['main', '8', 'r17', true],
    ['main', '7', 'r16', false],
    ['invoice', '3', 'r17,r16', true],
  ]);
});

test('while a share of the calls goes to a release, it is what the live one is compared with', async () => {
  const shared = [release('r19', 'canary', { main: '10', invoice: '3' }), ...history];
  const rows = versionsToCompare(service, shared);
  expect(rows.map((row) => [row.function, row.version, row.releases.join()])).toEqual([
    ['main', '8', 'r17'],
    ['main', '10', 'r19'],
    ['invoice', '3', 'r17,r19'],
  ]);
  const asked: MetricQuery[] = [];
  await compareReleases(rows, ['ship-r19-10'], async (queries) => (asked.push(...queries), {}));
  const byStep = asked.filter(({ dimensions }) => dimensions['Resource'] === 'production-orders-main:ship-r19-10');
  expect(new Set(byStep.map(({ dimensions }) => dimensions['ExecutedVersion']))).toEqual(new Set(['8', '10']));
});

test('where nothing is live there is nothing to compare', () => {
  expect(versionsToCompare(service, [])).toEqual([]);
});

test('what came by number and what came by the alias is counted together', async () => {
  const [live, before] = await compareReleases(versionsToCompare(service, history), [], read);
  expect(live).toMatchObject({ invocations: 10, errors: 2, throttles: 2, p50Ms: 40, p99Ms: 40 });
  expect(before).toMatchObject({ invocations: 0, errors: 0, throttles: 0 });
  expect(before).not.toHaveProperty('p50Ms');
});

async function read(queries: readonly MetricQuery[]): Promise<Record<string, number[]>> {
  return Object.fromEntries(
    queries
      .filter(({ dimensions }) => dimensions['Resource']?.endsWith(':8') || dimensions['ExecutedVersion'] === '8')
      .map(({ id, metric, dimensions }) => {
        const byAlias = dimensions['ExecutedVersion'] !== undefined;
        return [id, metric === 'Duration' ? [byAlias ? 40 : 20] : metric === 'Invocations' ? [byAlias ? 3 : 7] : [1]];
      }),
  );
}
