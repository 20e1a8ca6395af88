import { request } from 'node:http';
import { decodeCbor, encodeCbor } from '../../../src/local-aws/server/protocols/cbor.ts';
import { parseForm } from '../../../src/local-aws/server/protocols/query.ts';
import { parseJsonMembers } from '../../../src/local-aws/server/protocols/json.ts';
import { startLocalAws, type StartedLocalAws } from '../start-local-aws.ts';

const AUTHORIZATION = (service: string): string =>
  `AWS4-HMAC-SHA256 Credential=test/20261121/us-east-1/${service}/aws4_request, SignedHeaders=host, Signature=00`;

describe('the wire', () => {
  let aws: StartedLocalAws;
  beforeAll(async () => {
    aws = await startLocalAws();
  });
  afterAll(() => aws.stop());

  function statusOf(headers: Record<string, string>, path = '/'): Promise<number> {
    const { port } = new URL(aws.endpoint);
    return new Promise((resolve, reject) => {
      const asked = request({ host: '127.0.0.1', port, path, headers }, (response) => {
        response.resume();
        resolve(response.statusCode as number);
      });
      asked.on('error', reject).end();
    });
  }

  test('a name that is not loopback is refused, whatever it resolves to', async () => {
    expect(await statusOf({ host: 'evil.example:4566' })).toBe(403);
    expect(await statusOf({ host: 'localhost' })).not.toBe(403);
  });

  test('a client behind a proxy sends the whole URL', async () => {
    const whole = 'http://127.0.0.1:1/?Action=GetCallerIdentity&Version=2011-06-15';
    expect(await statusOf({ authorization: AUTHORIZATION('sts') }, whole)).toBe(200);
  });

  test('a page of another origin cannot make calls', async () => {
    expect(await statusOf({ origin: 'https://evil.example' })).toBe(403);
    expect(await statusOf({ origin: 'http://localhost:3000' })).not.toBe(403);
    const image = { 'sec-fetch-site': 'cross-site' };
    expect(await statusOf(image, '/?Action=DeleteStack&Version=2010-05-15&StackName=x')).toBe(403);
    expect(await statusOf(image, '/bucket/key?X-Amz-Signature=0')).not.toBe(403);
  });

  test('the side door wants its token', async () => {
    expect(await statusOf({}, '/_local/health')).toBe(403);
    expect(await statusOf({}, '/_local/blobs/' + '0'.repeat(64))).toBe(404);
  });

  test.each([
    ['lambda', 'POST', '/2099-01-01/new-things', {}, 'application/json'],
    ['sts', 'POST', '/', { 'content-type': 'application/x-www-form-urlencoded' }, 'text/xml'],
    [
      'logs',
      'POST',
      '/',
      { 'x-amz-target': 'Logs_20140328.NewThing', 'content-type': 'application/x-amz-json-1.1' },
      'application/x-amz-json-1.1',
    ],
    [
      'athena',
      'POST',
      '/',
      { 'x-amz-target': 'AmazonAthena.StartQueryExecution', 'content-type': 'application/x-amz-json-1.1' },
      'application/x-amz-json-1.1',
    ],
    ['rds', 'POST', '/', { 'content-type': 'application/x-www-form-urlencoded' }, 'text/xml'],
    ['ec2', 'POST', '/', { 'content-type': 'application/x-www-form-urlencoded' }, 'text/xml'],
    ['route53', 'GET', '/2013-04-01/hostedzone', {}, 'text/xml'],
    ['pipes', 'GET', '/v1/pipes', {}, 'application/json'],
  ])(
    'what %s is not implemented to do is said by name, in its own shape',
    async (service, method, path, headers, type) => {
      const authorization = AUTHORIZATION(service);
      const body = 'Action=NewThing&Version=2011-06-15';
      const request = { method, headers: { ...headers, authorization }, ...(method === 'GET' ? {} : { body }) };
      const answer = await fetch(aws.endpoint + path, request);
      expect(answer.status).toBe(501);
      expect(answer.headers.get('content-type')).toBe(type);
      expect(answer.headers.get('x-amzn-requestid')).toMatch(/^[0-9a-f-]{36}$/);
      const said = (await answer.text()) + answer.headers.get('x-amzn-errortype');
      expect(said).toMatch(/NotImplemented/);
      expect(said).toMatch(/does not implement \S/);
    },
  );

  test.each([
    [
      'JSON nested far too deep',
      'dynamodb',
      { 'x-amz-target': 'DynamoDB_20120810.ListTables' },
      `{"a":${'['.repeat(9000)}${']'.repeat(9000)}}`,
      200,
    ],
    ['no operation', 'dynamodb', {}, '{}', 404],
    ['CBOR that is none', 'monitoring', { 'smithy-protocol': 'rpc-v2-cbor' }, '\u00ff\u00ff', 400],
    [
      'gzip that is none',
      'monitoring',
      { 'x-amz-target': 'GraniteServiceVersion20100801.ListMetrics', 'content-encoding': 'gzip' },
      'x',
      400,
    ],
  ])('%s is the client’s mistake, not ours', async (_, service, headers, body, status) => {
    const path = 'smithy-protocol' in headers ? '/service/GraniteServiceVersion20100801/operation/ListMetrics' : '/';
    const sent = { ...(headers as Record<string, string>), authorization: AUTHORIZATION(service) };
    const answer = await fetch(aws.endpoint + path, {
      method: 'POST',
      headers: sent,
      body: Buffer.from(body, 'latin1'),
    });
    expect([answer.status, await answer.text()]).toEqual([status, expect.not.stringMatching('InternalFailure|<')]);
  });

  test('unsigned query requests are known by their version', async () => {
    const body = new URLSearchParams({ Action: 'GetCallerIdentity', Version: '2011-06-15' });
    const text = await (await fetch(aws.endpoint, { method: 'POST', body })).text();
    expect(text).toMatch(
      /<GetCallerIdentityResponse xmlns="https:\/\/sts.amazonaws.com\/doc\/2011-06-15\/"><GetCallerIdentityResult>/,
    );
    expect(text).toMatch(
      /<ResponseMetadata><RequestId>[0-9a-f-]{36}<\/RequestId><\/ResponseMetadata><\/GetCallerIdentityResponse>$/,
    );
  });
});

describe('the protocols', () => {
  test('a form becomes members, lists and maps', () => {
    const form = new URLSearchParams(
      'Action=X&Version=1&StackName=s&Parameters.member.1.ParameterKey=a&Parameters.member.1.ParameterValue=1' +
        '&Parameters.member.2.ParameterKey=b&Capabilities.member.1=C&Capabilities.member.10=K&Capabilities.member.2=D' +
        '&Attribute.1.Name=n&Attribute.1.Value=v&Tags.entry.1.key=k&Tags.entry.1.value=w',
    );
    expect(parseForm(form)).toEqual({
      StackName: 's',
      Parameters: [{ ParameterKey: 'a', ParameterValue: '1' }, { ParameterKey: 'b' }],
      Capabilities: ['C', 'D', 'K'],
      Attribute: [{ Name: 'n', Value: 'v' }],
      Tags: [{ key: 'k', value: 'w' }],
    });
  });

  test.each([0, 23, 24, 255, 256, 65_536, 4_294_967_296, -1, -500, 1.5, 'text', 'ü'.repeat(300), true, false, null])(
    'CBOR carries %p there and back',
    (value) => {
      expect(decodeCbor(encodeCbor(value))).toEqual(value);
    },
  );

  test('CBOR carries structures, bytes and dates (as epoch seconds)', () => {
    const value = {
      list: [1, { deep: 'x' }],
      bytes: Buffer.from([1, 2]),
      when: new Date(1_700_000_000_500),
      gone: undefined,
    };
    expect(decodeCbor(encodeCbor(value))).toEqual({
      list: [1, { deep: 'x' }],
      bytes: Buffer.from([1, 2]),
      when: 1_700_000_000.5,
    });
  });

  test('CBOR of indefinite length, halves and single floats is read', () => {
    expect(decodeCbor(Buffer.from('bf6161f93c006162fa3fc00000ff', 'hex'))).toEqual({ a: 1, b: 1.5 });
    expect(decodeCbor(Buffer.from('9f0102ff', 'hex'))).toEqual([1, 2]);
    expect(decodeCbor(Buffer.from('f93e00', 'hex'))).toBe(1.5);
    expect(decodeCbor(Buffer.from('fa3fc00000', 'hex'))).toBe(1.5);
  });

  test('a zip of megabytes in a JSON body comes as bytes, and the rest as it was', async () => {
    const zip = Buffer.alloc(3 * 1024 * 1024, 'abc');
    const body = { FunctionName: 'f', Code: { ZipFile: zip.toString('base64') }, Description: 'a "ZipFile": "no"' };
    const members = await parseJsonMembers(Buffer.from(JSON.stringify(body, null, 1)));
    expect((members['Code'] as { ZipFile: Buffer }).ZipFile.equals(zip)).toBe(true);
    expect(members).toMatchObject({ FunctionName: 'f', Description: body.Description });
  });

  test('escapes in a large base64 text are understood', async () => {
    const zip = Buffer.alloc(2 * 1024 * 1024, 0xff);
    const text = JSON.stringify({ ZipFile: zip.toString('base64') }).replaceAll('/', '\\/');
    const { ZipFile } = await parseJsonMembers(Buffer.from(text));
    expect(Buffer.from(ZipFile as string, 'base64').equals(zip)).toBe(true);
  });

  test.each([
    ['{', 'Could not parse request body into json.'],
    ['[]', 'Start of structure or map found where not expected.'],
  ])('%s is no body', async (text, message) => {
    await expect(parseJsonMembers(Buffer.from(text))).rejects.toMatchObject({
      code: 'SerializationException',
      message,
    });
  });
});
