import { noFaults, type FaultRule } from '../../../src/local-aws/faults/fault-rule.ts';
import { givenGateway, type GivenGateway } from './given-gateway.ts';

let given: GivenGateway;
let apiId: string;
const unavailable: FaultRule = {
  match: { service: 'execute-api', operation: 'GET /a', resource: ':function:green', nth: 2 },
  do: { error: { code: 'ServiceUnavailable', status: 503, message: 'Service Unavailable' } },
};
const cut: FaultRule = { match: { service: 'execute-api', operation: 'GET /cut' }, do: { reset: true } };
beforeAll(async () => {
  given = await givenGateway({ faults: { ...noFaults, rules: [unavailable, cut] } });
  apiId = await given.anApi();
  for (const [path, name] of [
    ['a', 'green'],
    ['b', 'blue'],
    ['cut', 'red'],
  ] as const) {
    await given.aLambdaRoute(apiId, `GET /${path}`, await given.aFunction(() => name, { name }));
  }
  await given.deploy(apiId);
});
afterAll(() => given.stop());

test('a rule strikes the n-th request of a route and function', async () => {
  const answers: unknown[] = [];
  for (const path of ['/a', '/b', '/a', '/a']) {
    const { status, body } = await given.call(apiId, path);
    answers.push([status, body]);
  }
  expect(answers).toEqual([
    [200, 'green'],
    [200, 'blue'],
    [503, '{"message":"Service Unavailable"}'],
    [200, 'green'],
  ]);
});

test('a rule cuts the connection', async () => {
  await expect(given.call(apiId, '/cut')).rejects.toThrow('ECONNRESET');
});
