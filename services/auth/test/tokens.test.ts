import type { APIGatewayProxyEventV2, APIGatewayRequestAuthorizerEventV2 } from 'aws-lambda';
import { SignJWT, UnsecuredJWT } from 'jose';
import { authorize } from '../src/authorize.ts';
import { answer } from '../src/token-api.ts';
import { issueToken, readToken } from '../src/tokens.ts';

const secret = 'a-secret-for-tests-of-thirty-two-letters';

function request(authorization?: string): APIGatewayRequestAuthorizerEventV2 {
  return { headers: authorization === undefined ? {} : { authorization } } as APIGatewayRequestAuthorizerEventV2;
}

function call(routeKey: string, body?: string): APIGatewayProxyEventV2 {
  return { routeKey, body, isBase64Encoded: false } as APIGatewayProxyEventV2;
}

test('whoever carries a token of ours is let in, and the functions behind learn who it is', async () => {
  const token = await issueToken({ user: 'ada', scope: 'orders:write' }, secret);
  expect(await authorize(request(`Bearer ${token}`), secret)).toEqual({
    isAuthorized: true,
    context: { user: 'ada', scope: 'orders:write' },
  });
});

test.each([undefined, '', 'Bearer', 'Bearer x', 'Basic YTpi'])(
  '%p in place of a token lets nobody in',
  async (header) => {
    expect(await authorize(request(header), secret)).toMatchObject({ isAuthorized: false });
  },
);

test('a token signed with another secret, for somebody else or unsigned is not believed', async () => {
  const expired = new SignJWT({}).setProtectedHeader({ alg: 'HS256' }).setSubject('ada').setExpirationTime(1);
  const forged = [
    await issueToken({ user: 'ada', scope: '' }, `${secret}!`),
    await expired.setIssuer('auth').setAudience('api').sign(new TextEncoder().encode(secret)),
    await new SignJWT({}).setProtectedHeader({ alg: 'HS256' }).setSubject('a').sign(new TextEncoder().encode(secret)),
    new UnsecuredJWT({}).setSubject('ada').setIssuer('auth').setAudience('api').encode(),
  ];
  for (const token of forged) expect(await readToken(token, secret)).toBeUndefined();
});

test('a demonstration token is given where that is allowed, and only there', async () => {
  const asked = call('POST /token', '{"user":"ada"}');
  const given = await answer(asked, { secret, givesDemoTokens: true });
  const { token } = JSON.parse(given.body ?? '') as { token: string };
  expect(await readToken(token, secret)).toMatchObject({ user: 'ada' });
  expect(await answer(asked, { secret, givesDemoTokens: false })).toMatchObject({ statusCode: 404 });
});

test('asking for a token without a name is answered with how to ask', async () => {
  expect(await answer(call('POST /token', '{}'), { secret, givesDemoTokens: true })).toMatchObject({ statusCode: 400 });
  expect(await answer(call('GET /health'), { secret, givesDemoTokens: false })).toMatchObject({ statusCode: 200 });
});
