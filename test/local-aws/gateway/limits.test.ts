import { UpdateStageCommand } from '@aws-sdk/client-apigatewayv2';
import { connect } from 'node:net';
import { givenGateway, type GivenGateway } from './given-gateway.ts';

let given: GivenGateway;
let apiId: string;
beforeAll(async () => {
  given = await givenGateway();
  await given.aFunction((event) => ({ length: (event['body'] as string | undefined)?.length ?? 0 }), {
    name: 'backend',
  });
});
beforeEach(async () => {
  apiId = await given.anApi();
  await given.aLambdaRoute(apiId, 'ANY /a', 'backend');
  await given.aLambdaRoute(apiId, 'ANY /b', 'backend');
  await given.deploy(apiId);
});
afterAll(() => given.stop());

const update = (changes: object) =>
  given.client.send(new UpdateStageCommand({ ApiId: apiId, StageName: '$default', ...changes }));

const statusesOf = async (path: string, count: number): Promise<number[]> =>
  Promise.all(Array.from({ length: count }, async () => (await given.call(apiId, path)).status));

async function statusWithHeader(length: number): Promise<number> {
  return (await given.call(apiId, '/a', { headers: [['x-long', 'x'.repeat(length)]] })).status;
}

describe('throttling', () => {
  test('a burst over the limit gets 429', async () => {
    await update({ DefaultRouteSettings: { ThrottlingBurstLimit: 3, ThrottlingRateLimit: 0.01 } });
    const statuses = await statusesOf('/a', 6);
    expect(statuses.filter((status) => status === 200)).toHaveLength(3);
    expect(statuses.filter((status) => status === 429)).toHaveLength(3);
    expect((await given.call(apiId, '/a')).body).toBe('{"message":"Too Many Requests"}');
    expect((await given.call(apiId, '/b')).status).toBe(200);
  });

  test('a limit of zero lets nothing in', async () => {
    await update({ DefaultRouteSettings: { ThrottlingBurstLimit: 0, ThrottlingRateLimit: 0 } });
    expect(await statusesOf('/a', 2)).toEqual([429, 429]);
  });

  test('a route’s own settings win over the stage’s', async () => {
    await update({
      DefaultRouteSettings: { ThrottlingBurstLimit: 0, ThrottlingRateLimit: 0 },
      RouteSettings: { 'ANY /b': { ThrottlingBurstLimit: 9, ThrottlingRateLimit: 9 } },
    });
    expect([...(await statusesOf('/a', 1)), ...(await statusesOf('/b', 1))]).toEqual([429, 200]);
  });
});

describe('sizes', () => {
  test('10 MB go in, more do not', async () => {
    const headers = [['content-type', 'text/plain']] as const;
    const mb = 1024 * 1024;
    const answer = await given.call(apiId, '/a', { method: 'POST', headers, body: Buffer.alloc(10 * mb, 'x') });
    expect(answer.body).toBe(`{"length":${10 * mb}}`);
  });

  test('a longer body is refused by what its length says, before it is sent', async () => {
    const { port, host } = new URL(await given.origin(apiId));
    const text = await new Promise<string>((resolve, reject) => {
      const socket = connect(Number(port), '127.0.0.1', () => {
        socket.write(`POST /a HTTP/1.1\r\nHost: ${host}\r\nContent-Length: ${10 * 1024 * 1024 + 1}\r\n\r\n`);
      });
      let received = '';
      socket.on('data', (chunk) => (received += chunk.toString()));
      socket.once('end', () => resolve(received));
      socket.once('error', reject);
    });
    expect(text).toMatch(/^HTTP\/1\.1 413 /);
    expect(text).toContain('{"message":"Request Entity Too Large"}');
  });

  test.each([
    ['a body that is too long', '/a', 12, 413],
    ['one that no route wants', '/nowhere', 8, 404],
  ])('whoever sends all of %s before it reads gets the answer', async (_what, path, megabytes, status) => {
    const { port, host } = new URL(await given.origin(apiId));
    const socket = connect(Number(port), '127.0.0.1');
    socket.pause();
    const body = Buffer.alloc(megabytes * 1024 * 1024);
    socket.write(`POST ${path} HTTP/1.1\r\nHost: ${host}\r\nContent-Length: ${body.length}\r\n\r\n`);
    await new Promise<void>((resolve, reject) => {
      socket.once('error', reject);
      socket.write(body, () => resolve());
    });
    let received = '';
    for await (const chunk of socket as AsyncIterable<Buffer>) received += chunk.toString();
    expect(received).toMatch(new RegExp(`^HTTP/1\\.1 ${status} `));
  });

  test('request line and header values together are at most 10,240 bytes', async () => {
    expect(await statusWithHeader(10_000)).toBe(200);
    expect(await statusWithHeader(10_240)).toBe(431);
  });
});
