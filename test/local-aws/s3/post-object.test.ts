import { CreateBucketCommand, GetObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { createHmac } from 'node:crypto';
import { startLocalAws, type StartedLocalAws } from '../start-local-aws.ts';

type Fields = Record<string, string>;

const day = '20261128';
const credential = `test/${day}/us-east-1/s3/aws4_request`;

function sign(policy: string, secret: string): string {
  const hmac = (key: string | Buffer, text: string): Buffer => createHmac('sha256', key).update(text).digest();
  const key = [day, 'us-east-1', 's3', 'aws4_request'].reduce<string | Buffer>(hmac, `AWS4${secret}`);
  return createHmac('sha256', key).update(policy).digest('hex');
}

/** What `createPresignedPost` of AWS's SDKs prepares. */
function presigned(
  fields: Fields,
  more: readonly unknown[] = [],
  { secret = 'test', expires = '2099-01-01' } = {},
): Fields {
  const signed = {
    ...fields,
    'x-amz-algorithm': 'AWS4-HMAC-SHA256',
    'x-amz-credential': credential,
    'x-amz-date': `${day}T000000Z`,
  };
  const named = Object.entries(signed).filter(([, value]) => !value.includes('${filename}'));
  const conditions = [{ bucket: 'forms' }, ...named.map(([name, value]) => ({ [name]: value })), ...more];
  const document = JSON.stringify({ expiration: `${expires}T00:00:00Z`, conditions });
  const policy = Buffer.from(document).toString('base64');
  return { ...signed, policy, 'x-amz-signature': sign(policy, secret) };
}

describe.each([false, true])('forms posted to a bucket, strict signatures %s', (strictSignatures) => {
  let aws: StartedLocalAws;
  let s3: S3Client;
  beforeAll(async () => {
    aws = await startLocalAws({ strictSignatures });
    s3 = new S3Client({ ...aws.clientConfig, forcePathStyle: true });
    await s3.send(new CreateBucketCommand({ Bucket: 'forms' }));
  });
  afterAll(() => aws.stop());

  async function post(
    fields: Fields,
    content = 'posted',
    headers: Fields = {},
  ): Promise<{ status: number; text: string; etag: string | null }> {
    const form = new FormData();
    for (const [name, value] of Object.entries(fields)) form.append(name, value);
    form.append('file', new Blob([content], { type: 'image/png' }), 'photo.txt');
    const answer = await fetch(`${aws.endpoint}/forms`, { method: 'POST', body: form, headers, redirect: 'manual' });
    return { status: answer.status, text: await answer.text(), etag: answer.headers.get('etag') };
  }

  test('become objects, with the name of the file and the metadata of the fields', async () => {
    const fields = presigned({ key: 'up/${filename}', 'x-amz-meta-by': 'me' }, [['starts-with', '$key', 'up/']]);
    expect(await post(fields)).toMatchObject({ status: 204, text: '' });
    const got = await s3.send(new GetObjectCommand({ Bucket: 'forms', Key: 'up/photo.txt' }));
    expect(await got.Body?.transformToString()).toBe('posted');
    expect(got).toMatchObject({ Metadata: { by: 'me' }, ContentType: 'binary/octet-stream' });
  });

  test('are answered with a document where 201 is asked for', async () => {
    const answer = await post(presigned({ key: 'k', success_action_status: '201' }));
    expect(answer.status).toBe(201);
    expect(answer.text).toMatch(/<PostResponse[^>]*><Location>/);
    expect(answer.text).toContain(`<Bucket>forms</Bucket><Key>k</Key>`);
  });

  test('are held to the size that the policy allows', async () => {
    const fields = presigned({ key: 'k' }, [['content-length-range', 1, 5]]);
    expect(await post(fields, 'x'.repeat(6))).toMatchObject({
      status: 400,
      text: expect.stringContaining('EntityTooLarge'),
    });
    expect(await post(fields, '')).toMatchObject({ status: 400, text: expect.stringContaining('EntityTooSmall') });
    expect(await post(fields, 'x')).toMatchObject({ status: 204 });
  });

  test.each([
    ['another key', { ...presigned({ key: 'mine' }), key: 'yours' }, 'Policy Condition failed: ["eq", "$key", "mine"]'],
    ['a field that no condition names', { ...presigned({ key: 'k' }), acl: 'public-read' }, 'Extra input fields: acl'],
    ['an old policy', presigned({ key: 'k' }, [], { expires: '2020-01-01' }), 'Policy expired.'],
  ])('with %s are refused', async (_, fields, reason) => {
    const { status, text } = await post(fields);
    expect([status, text.replaceAll('&quot;', '"')]).toEqual([
      403,
      expect.stringContaining(`Invalid according to Policy: ${reason}`),
    ]);
  });

  test(`signed by somebody else are ${strictSignatures ? 'refused' : 'let in'}`, async () => {
    const { status } = await post(presigned({ key: 'k' }, [], { secret: 'other' }));
    expect(status).toBe(strictSignatures ? 403 : 204);
  });

  test('of another web page are refused', async () => {
    const { status } = await post(presigned({ key: 'k' }), 'x', { origin: 'https://elsewhere.example' });
    expect(status).toBe(403);
  });
});
