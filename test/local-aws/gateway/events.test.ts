import { givenGateway, type Call, type Event, type GivenGateway } from './given-gateway.ts';

let given: GivenGateway;
let apiId: string;
beforeAll(async () => {
  given = await givenGateway();
  apiId = await given.anApi();
  const sink = await given.aFunction(() => ({ statusCode: 204 }), { name: 'sink' });
  const v1 = { integration: { PayloadFormatVersion: '1.0' } };
  await given.aLambdaRoute(apiId, 'ANY /v2/{proxy+}', sink);
  await given.aLambdaRoute(apiId, 'ANY /v1/{proxy+}', sink, v1);
  await given.aLambdaRoute(apiId, 'GET /v1', sink, v1);
  await given.aLambdaRoute(apiId, '$default', sink);
  await given.deploy(apiId);
  await given.deploy(apiId, { StageName: 'dev', StageVariables: { color: 'blue' } });
});
afterAll(() => given.stop());

async function* chunks(): AsyncGenerator<Buffer> {
  yield Buffer.from('{"a":');
  yield Buffer.from('1}');
}

async function eventOf(path: string, call?: Call): Promise<Event> {
  expect((await given.call(apiId, path, call)).status).toBe(204);
  return given.calls('sink').at(-1) as Event;
}

/** What differs from request to request, checked for its form and replaced. */
function stable(event: Event): Event {
  const text = JSON.stringify(event)
    .replaceAll(apiId, 'API')
    .replace(/"Root=1-[0-9a-f]{8}-[0-9a-f]{24}"/g, '"TRACE"')
    .replace(/"(requestId|extendedRequestId)":"[\w-]{15}="/g, '"$1":"ID"')
    .replace(/"\d\d\/[A-Z][a-z]{2}\/\d{4}:\d\d:\d\d:\d\d \+0000"/g, '"TIME"')
    .replace(/"(timeEpoch|requestTimeEpoch)":\d{13}/g, '"$1":0');
  return JSON.parse(text) as Event;
}

const domainName = 'API.execute-api.us-east-1.amazonaws.com';

describe('payload format 2.0', () => {
  const gateway = {
    host: domainName,
    'x-amzn-trace-id': 'TRACE',
    'x-forwarded-for': '127.0.0.1',
    'x-forwarded-port': '443',
    'x-forwarded-proto': 'https',
  };

  test('of a bare GET has nothing that is empty', async () => {
    expect(stable(await eventOf('/v2/a'))).toEqual({
      version: '2.0',
      routeKey: 'ANY /v2/{proxy+}',
      rawPath: '/v2/a',
      rawQueryString: '',
      headers: { ...gateway, 'content-length': '0' },
      requestContext: {
        accountId: '123456789012',
        apiId: 'API',
        domainName,
        domainPrefix: 'API',
        http: { method: 'GET', path: '/v2/a', protocol: 'HTTP/1.1', sourceIp: '127.0.0.1', userAgent: '' },
        requestId: 'ID',
        routeKey: 'ANY /v2/{proxy+}',
        stage: '$default',
        time: 'TIME',
        timeEpoch: 0,
      },
      pathParameters: { proxy: 'a' },
      isBase64Encoded: false,
    });
  });

  // Captured at AWS: hotsock/voker, vokerhttp/testdata/ingress-paths.json.
  test.each([
    ['/space%20value', '/space value'],
    ['/question%3Fvalue', '/question'],
    ['/hash%23value', '/hash#value'],
    ['/slash%2Fvalue', '/slash/value'],
    ['/unicode-%CE%BB-%E4%B8%96%E7%95%8C', '/unicode-λ-世界'],
    ['/literal%252Fvalue', '/literal/value'],
    ['/literal%253Fvalue', '/literal?value'],
    ['/literal%2525value', '/literal%value'],
  ])('of %s has the path %s', async (sent, seen) => {
    const { rawPath, rawQueryString, requestContext, pathParameters } = await eventOf(`/v2${sent}?q=%3F`);
    expect([rawPath, requestContext.http.path, rawQueryString]).toEqual([`/v2${seen}`, `/v2${seen}`, 'q=%3F']);
    expect(pathParameters).toEqual({ proxy: seen.slice(1) });
  });

  test('of a percent sign that is none there is none', async () => {
    for (const path of ['/v2/percent%25done', '/v2/lone%']) {
      const answer = await given.call(apiId, path);
      expect([answer.status, answer.body]).toEqual([400, '{"message":"Bad Request"}']);
    }
  });

  test('of a rich POST on a named stage', async () => {
    const headers = [
      ['User-Agent', 'agent/1'],
      ['Content-Type', 'application/json; charset=utf-8'],
      ['X-Two', 'one'],
      ['x-two', 'two'],
      ['Cookie', 'a=1; b=2'],
      ['X-Forwarded-For', '10.0.0.1'],
      ['X-Amzn-Trace-Id', 'Root=1-5759e988-bd862e3fe1be46a994272793'],
      ['Connection', 'close'],
    ] as const;
    const path = '/dev/v2/pa%20th/x?p=1&p=%2Fbar&q=a+b&flag';
    expect(stable(await eventOf(path, { method: 'POST', headers, body: '{"ü":1}' }))).toEqual({
      version: '2.0',
      routeKey: 'ANY /v2/{proxy+}',
      rawPath: '/dev/v2/pa th/x',
      rawQueryString: 'p=1&p=%2Fbar&q=a+b&flag',
      cookies: ['a=1', 'b=2'],
      headers: {
        ...gateway,
        'content-length': '8',
        'content-type': 'application/json; charset=utf-8',
        'user-agent': 'agent/1',
        'x-forwarded-for': '10.0.0.1, 127.0.0.1',
        'x-two': 'one,two',
      },
      queryStringParameters: { p: '1,/bar', q: 'a b', flag: '' },
      requestContext: {
        accountId: '123456789012',
        apiId: 'API',
        domainName,
        domainPrefix: 'API',
        http: {
          method: 'POST',
          path: '/dev/v2/pa th/x',
          protocol: 'HTTP/1.1',
          sourceIp: '127.0.0.1',
          userAgent: 'agent/1',
        },
        requestId: 'ID',
        routeKey: 'ANY /v2/{proxy+}',
        stage: 'dev',
        time: 'TIME',
        timeEpoch: 0,
      },
      body: '{"ü":1}',
      pathParameters: { proxy: 'pa th/x' },
      isBase64Encoded: false,
      stageVariables: { color: 'blue' },
    });
  });

  test('without path parameters on $default', async () => {
    expect(await eventOf('/elsewhere')).not.toHaveProperty('pathParameters');
  });

  test.each([
    ['application/json', false],
    ['application/json; charset=utf-8', false],
    ['text/plain', false],
    ['text/html; charset=utf-8', false],
    ['application/xml', false],
    ['application/javascript', false],
    ['application/x-www-form-urlencoded', true],
    ['application/vnd.api+json', true],
    ['multipart/form-data; boundary=x', true],
    ['image/png', true],
    [undefined, true],
  ])('a body of type %s is base64: %s', async (type, isBase64Encoded) => {
    const headers = type === undefined ? [] : [['content-type', type] as const];
    const event = await eventOf('/v2/a', { method: 'POST', headers, body: 'a=1' });
    expect(event.isBase64Encoded).toBe(isBase64Encoded);
    expect(event.body).toBe(isBase64Encoded ? 'YT0x' : 'a=1');
  });

  test('a chunked body gets its length', async () => {
    const origin = await given.origin(apiId);
    const init = { method: 'POST', body: chunks(), duplex: 'half', headers: { 'content-type': 'application/json' } };
    await fetch(`${origin}/v2/a`, init as unknown as RequestInit);
    expect(given.calls('sink').at(-1)).toMatchObject({ body: '{"a":1}', headers: { 'content-length': '7' } });
  });
});

describe('payload format 1.0', () => {
  const identity = {
    accessKey: null,
    accountId: null,
    caller: null,
    cognitoAmr: null,
    cognitoAuthenticationProvider: null,
    cognitoAuthenticationType: null,
    cognitoIdentityId: null,
    cognitoIdentityPoolId: null,
    principalOrgId: null,
    sourceIp: '127.0.0.1',
    user: null,
    userArn: null,
  };
  const gateway = {
    Host: domainName,
    'X-Amzn-Trace-Id': 'TRACE',
    'X-Forwarded-For': '127.0.0.1',
    'X-Forwarded-Port': '443',
    'X-Forwarded-Proto': 'https',
  };

  // The form is that of an event which curl produced at AWS on 2022-02-06 (mantil-io/go-lambda-examples).
  test('of a bare GET says null where there is nothing', async () => {
    const headers = [
      ['User-Agent', 'curl/7.77.0'],
      ['Accept', '*/*'],
    ] as const;
    const sent = { 'Content-Length': '0', 'User-Agent': 'curl/7.77.0', accept: '*/*', ...gateway };
    expect(stable(await eventOf('/v1', { headers }))).toEqual({
      version: '1.0',
      resource: '/v1',
      path: '/v1',
      httpMethod: 'GET',
      headers: sent,
      multiValueHeaders: Object.fromEntries(Object.entries(sent).map(([name, value]) => [name, [value]])),
      queryStringParameters: null,
      multiValueQueryStringParameters: null,
      requestContext: {
        accountId: '123456789012',
        apiId: 'API',
        domainName,
        domainPrefix: 'API',
        extendedRequestId: 'ID',
        httpMethod: 'GET',
        identity: { ...identity, userAgent: 'curl/7.77.0' },
        path: '/v1',
        protocol: 'HTTP/1.1',
        requestId: 'ID',
        requestTime: 'TIME',
        requestTimeEpoch: 0,
        resourceId: 'GET /v1',
        resourcePath: '/v1',
        stage: '$default',
      },
      pathParameters: null,
      stageVariables: null,
      body: null,
      isBase64Encoded: false,
    });
  });

  test('keeps all values of repeated headers and parameters, and the cookie header', async () => {
    const headers = [
      ['Authorization', 'Bearer x'],
      ['Postman-Token', 't'],
      ['Header2', 'value1'],
      ['Header2', 'value2'],
      ['Cookie', 'a=1; b=2'],
      ['Content-Type', 'application/json'],
    ] as const;
    const path = '/dev/v1/my/path?parameter1=value1&parameter1=value2&parameter2=value';
    const event = stable(await eventOf(path, { method: 'PUT', headers, body: '{}' }));
    expect(event).toMatchObject({
      resource: '/v1/{proxy+}',
      path: '/dev/v1/my/path',
      headers: { authorization: 'Bearer x', 'Postman-Token': 't', Header2: 'value2', cookie: 'a=1; b=2' },
      multiValueHeaders: { Header2: ['value1', 'value2'], 'Content-Type': ['application/json'] },
      queryStringParameters: { parameter1: 'value1', parameter2: 'value' },
      multiValueQueryStringParameters: { parameter1: ['value1', 'value2'], parameter2: ['value'] },
      requestContext: { path: '/dev/v1/my/path', resourceId: 'ANY /v1/{proxy+}', stage: 'dev' },
      pathParameters: { proxy: 'my/path' },
      stageVariables: { color: 'blue' },
      body: '{}',
    });
    expect(event).not.toHaveProperty('cookies');
  });
});
