import { renderIamPolicy } from '../../src/template/iam-policy/render-iam-policy.ts';
import { defaultBake } from '../../src/model/strategy.ts';
import { aRoute, aService } from './services.ts';

const canary = { kind: 'canary', percent: 10, stepMs: 60_000 } as const;
const routes = [aRoute('GET /orders')];

test.each([
  ['goes live all at once', {}, undefined],
  ['is watched after the switch', { bake: { ...defaultBake, forMs: 60_000 } }, ['cloudwatch:GetMetricData']],
  ['goes live by a canary', { strategy: canary }, ['cloudwatch:GetMetricData']],
  [
    'goes live by a canary that alarms watch',
    { strategy: canary, bake: { ...defaultBake, alarms: ['errors'] } },
    ['cloudwatch:DescribeAlarms', 'cloudwatch:GetMetricData'],
  ],
])('a service that %s may read just what judges it', (_what, change, actions) => {
  const { Statement } = renderIamPolicy([aService({ routes, ...change })], 'deploy');
  expect(Statement.find(({ Sid }) => Sid === 'WatchRelease')?.Action).toEqual(actions);
});
