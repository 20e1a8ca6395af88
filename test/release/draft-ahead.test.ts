import type { Interceptor } from './memory/memory-cloud.ts';
import { refuse } from './memory/memory-cloud.ts';
import { emptyAws } from './memory/memory-aws.ts';
import { callLive, deployTo } from './memory/runner.ts';

const code = { main: 'one', report: 'a' };
const routes = { 'GET /health': 'main', 'GET /report': 'report' };
const changed = { code: { ...code, report: 'b' }, routes };

const imports = (calls: readonly string[]): number => calls.filter((call) => call === 'importRoutes').length;

test('the draft is written while the versions are published, and once', async () => {
  const aws = emptyAws();
  await deployTo(aws, { code, routes });
  const { result, calls } = await deployTo(aws, changed);
  expect(result.live).toBe('r2');
  expect(imports(calls)).toBe(1);
  expect(calls.indexOf('importRoutes')).toBeLessThan(calls.indexOf('publishVersion'));
  expect(await callLive(aws)).toBe('r2');
});

test('a version with another number than guessed has the draft written again', async () => {
  const aws = emptyAws();
  await deployTo(aws, { code, routes });
  await expect(deployTo(aws, changed, { broken: (release) => release === 'r2' })).rejects.toMatchObject({ exit: 4 });
  aws.functions.get('test-orders-report')?.versions.delete('2');
  const { result, calls, events } = await deployTo(aws, { code: { ...code, report: 'c' }, routes });
  expect(imports(calls)).toBe(2);
  expect(aws.functions.get('test-orders-report')?.versions.has('3')).toBe(true);
  expect(events).toContainEqual(expect.objectContaining({ note: 'written again: the versions have other numbers' }));
  expect(await callLive(aws)).toBe(result.live);
});

test('a gateway that wants to see the versions first gets the draft when they are there', async () => {
  const aws = emptyAws();
  await deployTo(aws, { code, routes });
  let refused = 0;
  const interceptor: Interceptor = {
    before: ({ operation }) => {
      if (operation === 'importRoutes' && refused++ === 0)
        refuse('ReimportApi', 'BadRequestException', 'no such version');
    },
  };
  const { result, calls } = await deployTo(aws, changed, { interceptor });
  expect([result.live, imports(calls)]).toEqual(['r2', 2]);
});
