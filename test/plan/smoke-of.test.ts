import type { Route, SmokeTest } from '../../src/model/service.ts';
import { routeOf, smokeTestOf } from '../../src/model/smoke-of.ts';
import { aService } from '../release/a-service.ts';

const route = (key: string): Route => ({ key, function: key, payload: '2.0', scopes: [], timeoutMs: 30_000 });

// The table of AWS's own guide, and what it leaves out.
// https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-routes.html
const keys = [
  'GET /pets/dog/1',
  'GET /pets/dog/{id}',
  'GET /pets/{proxy+}',
  'ANY /{proxy+}',
  'ANY /pets/dog/{id}',
  '$default',
];

test.each([
  ['GET', '/pets/dog/1', 'GET /pets/dog/1'],
  ['GET', '/pets/dog/2?full=yes', 'GET /pets/dog/{id}'],
  ['POST', '/pets/dog/2', 'ANY /pets/dog/{id}'],
  ['GET', '/pets/cat/1', 'GET /pets/{proxy+}'],
  ['POST', '/test/5', 'ANY /{proxy+}'],
  ['GET', '/', '$default'],
])('%s %s is answered by %s', (method, path, wanted) => {
  expect(routeOf(keys.map(route), { method, path })?.key).toBe(wanted);
});

test('without a route that fits there is none', () => {
  expect(routeOf([route('GET /a')], { method: 'GET', path: '/b' })).toBeUndefined();
});

test('the smoke test of a function is a GET of one of its routes, else an invocation', () => {
  const code = { main: 'one', pdf: 'two', mail: 'three', idle: 'four' };
  const { service } = aService({ code, routes: { 'GET /health': 'main', 'POST /pdf': 'pdf' } });
  const [health] = service.smoke;
  if (health?.kind !== 'http') throw new Error('no health test');
  const smoke: SmokeTest[] = [
    { ...health, name: 'writes', method: 'POST', path: '/pdf' },
    { kind: 'invoke', name: 'mails', function: 'mail', event: {}, timeoutMs: 1000 },
    health,
  ];
  const names = service.functions.map(({ key }) => smokeTestOf({ ...service, smoke }, key)?.name);
  expect(names).toEqual(['health', undefined, 'mails', undefined]);
});
