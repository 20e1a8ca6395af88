import type { Watch } from '../../src/model/service.ts';
import { renderFoundation } from '../../src/template/render-foundation.ts';
import { aFullService, aFunction, aRoute, aService } from './services.ts';

const thresholds = { errors: 5, throttles: 1, gateway5xx: 5, loops: 1, queueAge: 900, deadLetters: 1 };
const watch: Watch = { dashboard: true, alarms: thresholds, notify: [] };

function idsOf(service: Parameters<typeof renderFoundation>[0], pattern: RegExp): readonly string[] {
  return Object.keys(renderFoundation(service, { needsBucket: false }).Resources).filter((id) => pattern.test(id));
}

interface Dashboard {
  readonly widgets: readonly {
    readonly x: number;
    readonly y: number;
    readonly properties: { readonly title: string };
  }[];
}

function dashboardOf(service: Parameters<typeof renderFoundation>[0]): Dashboard {
  const { Properties = {} } = renderFoundation(service, { needsBucket: false }).Resources['Dashboard'] ?? {};
  const body = Properties['DashboardBody'] as { readonly 'Fn::Sub': string };
  return JSON.parse(body['Fn::Sub']) as Dashboard;
}

test('a function is watched for errors and throttles, one with events for loops too', () => {
  expect(idsOf(aService({ watch }), /^Alarm/)).toEqual(['AlarmErrorsMain', 'AlarmThrottlesMain']);
  const scheduled = aFunction('main', { events: [{ kind: 'schedule', name: 'night', expression: 'rate(1 day)' }] });
  expect(idsOf(aService({ watch, functions: [scheduled] }), /^AlarmLoops/)).toEqual(['AlarmLoopsMain']);
});

test('own queues are watched for age and dead letters, queues of others are not', () => {
  expect(idsOf(aFullService(), /Payments|Legacy/).filter((id) => /QueueAge|DeadLetters/.test(id))).toEqual([
    'DeadLettersPayments',
    'AlarmQueueAgePayments',
    'AlarmDeadLettersPayments',
  ]);
});

test('the live stage is watched where there are routes', () => {
  const { Resources } = renderFoundation(aService({ watch, routes: [aRoute('GET /')] }), { needsBucket: false });
  expect(Resources['AlarmGateway5xx']?.Properties).toMatchObject({
    AlarmName: 'production-orders-gateway5xx',
    Dimensions: [
      { Name: 'ApiId', Value: { Ref: 'Api' } },
      { Name: 'Stage', Value: '$default' },
    ],
    Threshold: 5,
  });
});

test.each<[string, Watch | undefined, readonly string[]]>([
  ['nothing', undefined, []],
  ['nothing but a dashboard', { ...watch, alarms: {} }, ['Dashboard']],
  ['one alarm', { ...watch, dashboard: false, alarms: { errors: 3 } }, ['AlarmErrorsMain']],
])('who wants %s gets no more', (_what, wanted, ids) => {
  expect(idsOf(aService(wanted === undefined ? {} : { watch: wanted }), /^(Alarm|Dashboard)/)).toEqual(ids);
});

test('alarms tell the topics that are named, of the end too', () => {
  const notify = ['arn:aws:sns:eu-west-1:123456789012:on-call'];
  const { Resources } = renderFoundation(aService({ watch: { ...watch, notify } }), { needsBucket: false });
  expect(Resources['AlarmErrorsMain']?.Properties).toMatchObject({ AlarmActions: notify, OKActions: notify });
});

test('the dashboard shows what there is, two graphs to a row, and no release by name', () => {
  const { widgets } = dashboardOf(aFullService());
  expect(widgets.map(({ properties }) => properties.title)).toEqual([
    'Errors',
    'Concurrent executions',
    'Invocations',
    'Invocations by version: a new line is a release',
    'Duration, half of all (p50)',
    'Duration, slowest (p99)',
    'Throttles',
    'Seconds that the oldest message has waited',
    'Dead letters',
    'Gateway: answers',
    'Gateway: latency, ms',
  ]);
  expect(new Set(widgets.map(({ x, y }) => `${x} ${y}`)).size).toBe(widgets.length);
  expect(dashboardOf(aService({ watch })).widgets).toHaveLength(7);
});
