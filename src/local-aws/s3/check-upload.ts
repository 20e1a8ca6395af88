import { AwsError } from '../kernel/aws-error.ts';
import type { RequestContext, Upload } from '../kernel/operation.ts';
import { invalidRequest } from './s3-error.ts';

function badDigest(message: string): AwsError {
  return new AwsError('BadDigest', 400, message);
}

function checkMd5(header: string | undefined, { md5 }: Upload): void {
  if (header === undefined) return;
  const expected = Buffer.from(header, 'base64');
  if (expected.length !== 16) throw new AwsError('InvalidDigest', 400, 'The Content-MD5 you specified was invalid.');
  if (expected.toString('hex') !== md5)
    throw badDigest('The Content-MD5 you specified did not match what we received.');
}

function checkSha256(header: string | undefined, { sha256 }: Upload): void {
  if (!header || !/^[0-9a-f]{64}$/.test(header) || header === sha256) return;
  throw new AwsError(
    'XAmzContentSHA256Mismatch',
    400,
    "The provided 'x-amz-content-sha256' header does not match what was computed.",
    { ClientComputedContentSHA256: header, S3ComputedContentSHA256: sha256 },
  );
}

/** Every digest that the client gave must be that of the bytes which came; answers the upload. */
export function checkUpload({ upload, headers }: RequestContext): Upload {
  if (!upload) throw invalidRequest('Missing body');
  checkMd5(headers['content-md5'], upload);
  checkSha256(headers['x-amz-content-sha256'], upload);
  for (const [name, computed] of Object.entries(upload.checksums)) {
    const header = `x-amz-checksum-${name}`;
    const given = headers[header] ?? upload.trailers[header];
    if (given !== undefined && given !== computed) {
      throw badDigest(`The ${name.toUpperCase()} you specified did not match the calculated checksum.`);
    }
  }
  return upload;
}
