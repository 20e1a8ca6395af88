import { renderIamPolicy } from '../../src/template/iam-policy/render-iam-policy.ts';
import { defaultBake } from '../../src/model/strategy.ts';
import { aRoute, aService } from './services.ts';

const canary = { kind: 'canary', percent: 10, stepMs: 60_000 } as const;
const routes = [aRoute('GET /orders')];

const watching = (...services: Parameters<typeof renderIamPolicy>[0]): readonly string[] =>
  renderIamPolicy(services, 'deploy').Statement.flatMap(({ Sid, Action }) =>
    ['WatchRelease', 'ReadAlarms'].includes(Sid) ? Action : [],
  );

test.each([
  ['goes live all at once, unless --strategy says otherwise', {}, ['cloudwatch:GetMetricData']],
  [
    'goes live by a canary that alarms watch',
    { strategy: canary, bake: { ...defaultBake, alarms: ['errors'] } },
    ['cloudwatch:GetMetricData', 'cloudwatch:DescribeAlarms'],
  ],
])('a service that %s may read just what judges it', (_what, change, actions) => {
  expect(watching(aService({ routes, ...change }))).toEqual(actions);
});

test('a policy for several services has what each of them needs, whichever comes first', () => {
  const [plain, watched] = [
    aService({ routes }),
    aService({ routes, bake: { ...defaultBake, alarms: ['errors'] } }),
  ] as const;
  expect(watching(plain, watched)).toEqual(watching(watched, plain));
});
