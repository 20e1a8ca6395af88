import { AwsError } from '../../../src/local-aws/kernel/aws-error.ts';
import { givenGateway, type GivenGateway } from './given-gateway.ts';

let given: GivenGateway;
let apiId: string;
let reply: () => unknown = () => undefined;
beforeAll(async () => {
  given = await givenGateway();
  apiId = await given.anApi();
  const replies = await given.aFunction(() => reply());
  await given.aLambdaRoute(apiId, 'ANY /v2', replies);
  await given.aLambdaRoute(apiId, 'GET /hurried', replies, { integration: { TimeoutInMillis: 50 } });
  await given.aLambdaRoute(apiId, 'ANY /v1', replies, { integration: { PayloadFormatVersion: '1.0' } });
  await given.deploy(apiId);
});
afterAll(() => given.stop());

async function answerTo(path: string, value: unknown, method = 'GET') {
  reply = () => value;
  const { status, headers, body } = await given.call(apiId, path, { method });
  return { status, type: headers['content-type'], body, headers };
}

const json = 'application/json';
const text = 'text/plain;charset=UTF-8';

describe('format 2.0', () => {
  test.each([
    ['an object', { hello: 'world' }, json, '{"hello":"world"}'],
    ['a text, without its quotes', 'hello', json, 'hello'],
    ['a list', ['hello', 3, true], json, '["hello",3,true]'],
    ['a number', 3.1, json, '3.1'],
    ['a boolean', true, json, 'true'],
    ['nothing', null, json, 'null'],
    ['a body without statusCode', { body: 'hi' }, json, '{"body":"hi"}'],
  ])('%s is a 200 of its own', async (_, value, type, body) => {
    expect(await answerTo('/v2', value)).toMatchObject({ status: 200, type, body });
  });

  test.each([
    ['a status alone', { statusCode: 201 }, 201, text, ''],
    ['a text body', { statusCode: 200, body: 'hi' }, 200, text, 'hi'],
    ['a status as text', { statusCode: '418', body: 'tea' }, 418, text, 'tea'],
    ['a base64 body', { statusCode: 200, body: 'aGk=', isBase64Encoded: true }, 200, text, 'hi'],
    [
      'its own content type',
      { statusCode: 200, headers: { 'Content-Type': 'text/html' }, body: '<p>' },
      200,
      'text/html',
      '<p>',
    ],
  ])('%s is answered as told', async (_, value, status, type, body) => {
    expect(await answerTo('/v2', value)).toMatchObject({ status, type, body });
  });

  test('cookies become set-cookie headers, other headers are texts', async () => {
    const { headers } = await answerTo('/v2', {
      statusCode: 200,
      headers: { 'X-Number': 7, 'X-Flag': true, Connection: 'close', 'Content-Length': 99 },
      multiValueHeaders: { 'x-ignored': ['1'] },
      cookies: ['a=1; Path=/', 'b=2'],
    });
    expect(headers).toMatchObject({ 'x-number': '7', 'x-flag': 'true', 'set-cookie': 'a=1; Path=/ | b=2' });
    expect(headers).not.toHaveProperty('x-ignored');
    expect(headers['content-length']).toBe('0');
    expect(headers['apigw-requestid']).toMatch(/^[\w-]{15}=$/);
  });

  test.each([
    ['a status that is none', { statusCode: 'ok' }],
    ['a status out of range', { statusCode: 99 }],
    ['a body that is no text', { statusCode: 200, body: { a: 1 } }],
    ['headers that are no map', { statusCode: 200, headers: ['a'] }],
    ['a header that is no scalar', { statusCode: 200, headers: { a: ['b'] } }],
    ['cookies that are no list', { statusCode: 200, cookies: 'a=1' }],
    ['a header value that HTTP forbids', { statusCode: 200, headers: { a: 'b\nc' } }],
  ])('%s is a 500', async (_, value) => {
    expect(await answerTo('/v2', value)).toMatchObject({ status: 500, body: '{"message":"Internal Server Error"}' });
  });

  test('the reason phrase of an answer that could not be sent is not that of the first attempt', async () => {
    reply = () => ({ statusCode: 200, headers: { a: 'b\nc' } });
    expect((await fetch(`${await given.origin(apiId)}/v2`)).statusText).toBe('Internal Server Error');
  });

  test('a payload that is no JSON is a 500', async () => {
    expect(await answerTo('/v2', Buffer.from('hello'))).toMatchObject({ status: 500 });
  });

  test('HEAD has the length but no body', async () => {
    const { body, headers } = await answerTo('/v2', { statusCode: 200, body: 'hello' }, 'HEAD');
    expect([body, headers['content-length']]).toEqual(['', '5']);
  });
});

describe('format 1.0', () => {
  test('wants a statusCode', async () => {
    expect(await answerTo('/v1', { hello: 'world' })).toMatchObject({ status: 500 });
    expect(await answerTo('/v1', 'hello')).toMatchObject({ status: 500 });
    expect(await answerTo('/v1', { statusCode: 200, body: 'hi' })).toMatchObject({
      status: 200,
      body: 'hi',
      type: text,
    });
  });

  test('sends every value of multiValueHeaders, which win over headers', async () => {
    const { headers } = await answerTo('/v1', {
      statusCode: 200,
      headers: { 'X-A': 'lost', 'X-B': 'kept' },
      multiValueHeaders: { 'x-a': ['1', '2'], 'Set-Cookie': ['a=1', 'b=2'] },
      cookies: ['ignored=1'],
    });
    expect(headers).toMatchObject({ 'x-a': '1 | 2', 'x-b': 'kept', 'set-cookie': 'a=1 | b=2' });
  });
});

async function failing(error: unknown): Promise<unknown> {
  reply = () => {
    throw error;
  };
  const { status, body, headers } = await given.call(apiId, '/v2');
  return [status, body, headers['content-type']];
}

describe('a function that fails', () => {
  test('is a 500 without content-type', async () => {
    expect(await failing(new Error('boom'))).toEqual([500, '{"message":"Internal Server Error"}', undefined]);
  });

  test.each([
    ['gone', new AwsError('ResourceNotFoundException', 404, 'Function not found'), 500, 'Internal Server Error'],
    ['throttled', new AwsError('TooManyRequestsException', 429, 'Rate Exceeded.'), 503, 'Service Unavailable'],
    ['fed too much', new AwsError('RequestEntityTooLargeException', 413, 'too large'), 413, 'Request Entity Too Large'],
  ])('that is %s', async (_, error, status, message) => {
    expect(await failing(error)).toEqual([status, JSON.stringify({ message }), undefined]);
  });

  test('to answer in time is a 503', async () => {
    reply = () => new Promise((resolve) => setTimeout(resolve, 80, 'late'));
    const answer = await given.call(apiId, '/hurried');
    expect([answer.status, answer.body]).toEqual([503, '{"message":"Service Unavailable"}']);
  });
});
