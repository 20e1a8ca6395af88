import type { CreateIntegrationCommandInput } from '@aws-sdk/client-apigatewayv2';
import { givenGateway, type Event, type GivenGateway } from './given-gateway.ts';

let given: GivenGateway;
let apiId: string;
let reply: unknown;
const routes: Record<string, Partial<CreateIntegrationCommandInput>> = {
  release: {
    RequestParameters: { 'overwrite:header.x-ship-release': 'r17' },
    ResponseParameters: {
      '200': { 'overwrite:header.x-ship-release': 'r17' },
      '404': { 'overwrite:header.x-ship-release': 'r17' },
    },
  },
  request: {
    RequestParameters: {
      'overwrite:header.x-id': '$request.path.id',
      'append:header.x-list': '$request.header.x-other',
      'remove:header.x-gone': "''",
      'overwrite:header.x-context': '${context.stage}/${context.routeKey}',
      'overwrite:header.x-body': '$request.body.user.names[1]',
      'overwrite:header.x-missing': '$request.header.nothing',
      'overwrite:querystring.q': '$stageVariables.color',
      'append:querystring.r': 'two',
      'remove:querystring.s': "''",
    },
  },
  path: { RequestParameters: { 'overwrite:path': '/mapped/$request' } },
  response: {
    ResponseParameters: {
      '200': {
        'append:header.x-list': 'b',
        'overwrite:header.x-from-body': '$response.body.total',
        'overwrite:header.x-copy': '$response.header.X-Source',
        'overwrite:header.x-variable': '$stageVariables.color',
        'remove:header.x-source': "''",
      },
      '404': { 'overwrite:statuscode': '410' },
    },
  },
  v1: { PayloadFormatVersion: '1.0', RequestParameters: { 'overwrite:header.X-Ship-Release': 'r17' } },
};
beforeAll(async () => {
  given = await givenGateway();
  apiId = await given.anApi();
  await given.aFunction(() => reply, { name: 'backend' });
  for (const [path, integration] of Object.entries(routes)) {
    await given.aLambdaRoute(apiId, `ANY /${path}/{id}`, 'backend', { integration });
  }
  await given.deploy(apiId, { StageVariables: { color: 'blue' } });
});
beforeEach(() => void (reply = { statusCode: 200, body: 'ok' }));
afterAll(() => given.stop());

const lastEvent = (): Event => given.calls('backend').at(-1) as Event;

test('a static release marker goes to the function and comes back with each status that names it', async () => {
  const ok = await given.call(apiId, '/release/1');
  expect(lastEvent().headers['x-ship-release']).toBe('r17');
  expect(ok.headers['x-ship-release']).toBe('r17');
  reply = { statusCode: 404, headers: { 'X-Ship-Release': 'the function’s own' } };
  expect((await given.call(apiId, '/release/1')).headers['x-ship-release']).toBe('r17');
  reply = { statusCode: 500 };
  expect((await given.call(apiId, '/release/1')).headers).not.toHaveProperty('x-ship-release');
});

test('an error that the gateway makes is not mapped', async () => {
  reply = { statusCode: 'none' };
  const answer = await given.call(apiId, '/release/1');
  expect([answer.status, answer.headers['x-ship-release']]).toEqual([500, undefined]);
});

test('request parameters append, overwrite and remove', async () => {
  await given.call(apiId, '/request/7?q=old&r=one&s=gone', {
    method: 'POST',
    headers: [
      ['x-list', 'a'],
      ['x-other', 'b'],
      ['x-gone', 'c'],
      ['content-type', 'application/json'],
    ],
    body: '{"user":{"names":["x","y"]}}',
  });
  const { headers, rawQueryString, ...event } = lastEvent();
  expect(headers).toMatchObject({
    'x-id': '7',
    'x-list': 'a,b',
    'x-context': '$default/ANY /request/{id}',
    'x-body': 'y',
  });
  expect(headers).not.toHaveProperty('x-gone');
  expect(headers).not.toHaveProperty('x-missing');
  expect(rawQueryString).toBe('q=blue&r=one&r=two');
  expect(event['queryStringParameters']).toEqual({ q: 'blue', r: 'one,two' });
});

test('an overwritten path is the path of the event', async () => {
  await given.call(apiId, '/path/7');
  expect(lastEvent().rawPath).toBe('/mapped/$request');
});

test('response parameters change headers and the status code', async () => {
  reply = { statusCode: 200, headers: { 'X-List': 'a', 'X-Source': 's' }, body: '{"total":3}' };
  const { headers } = await given.call(apiId, '/response/1');
  expect(headers).toMatchObject({ 'x-list': 'a,b', 'x-from-body': '3', 'x-copy': 's', 'x-variable': 'blue' });
  expect(headers).not.toHaveProperty('x-source');
  reply = { statusCode: 404, body: 'gone' };
  expect(await given.call(apiId, '/response/1')).toMatchObject({ status: 410, body: 'gone' });
});

test('format 1.0 gets mapped headers as well', async () => {
  await given.call(apiId, '/v1/1');
  expect(lastEvent()).toMatchObject({
    headers: { 'x-ship-release': 'r17' },
    multiValueHeaders: { 'x-ship-release': ['r17'] },
  });
});
