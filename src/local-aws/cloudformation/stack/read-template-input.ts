import { AwsError } from '../../kernel/aws-error.ts';
import { booleanOf, stringOf } from '../../kernel/members.ts';
import type { Params } from '../../kernel/operation.ts';
import type { World } from '../../kernel/world.ts';
import { validationError } from '../cloudformation-error.ts';

const INLINE_LIMIT_BYTES = 51_200;
const S3_LIMIT_BYTES = 1_000_000;

/** The template's text: inline, from S3, or `previous`. Throws ValidationError. */
export async function readTemplateInput(world: World, params: Params, previous?: string): Promise<string> {
  const body = stringOf(params, 'TemplateBody');
  const url = stringOf(params, 'TemplateURL');
  const usesPrevious = booleanOf(params, 'UsePreviousTemplate') ?? false;
  if (usesPrevious && previous !== undefined && body === undefined && url === undefined) return previous;
  if (body !== undefined && url !== undefined) {
    throw validationError('Template URL and Template Body cannot be specified together.');
  }
  if (body !== undefined) return checkInline(body);
  if (url !== undefined) return fetchTemplate(world, url);
  throw validationError('Either Template URL or Template Body must be specified.');
}

function checkInline(body: string): string {
  if (body === '') {
    throw validationError(
      "1 validation error detected: Value '' at 'templateBody' failed to satisfy constraint: Member must have length greater than or equal to 1",
    );
  }
  if (Buffer.byteLength(body) <= INLINE_LIMIT_BYTES) return body;
  throw validationError(
    `1 validation error detected: Value '${body.slice(0, 100)}...' at 'templateBody' failed to satisfy constraint: Member must have length less than or equal to ${INLINE_LIMIT_BYTES}`,
  );
}

async function fetchTemplate(world: World, url: string): Promise<string> {
  const location = parseS3Url(url);
  if (!location) throw validationError('TemplateURL must be a supported URL.');
  try {
    const object: unknown = await world.call('s3', 'GetObject', { Bucket: location.bucket, Key: location.key });
    const text = Buffer.isBuffer(object) ? object.toString('utf8') : String(object);
    if (Buffer.byteLength(text) <= S3_LIMIT_BYTES) return text;
  } catch (error) {
    if (!(error instanceof AwsError)) throw error;
    throw validationError(
      `S3 error: ${error.message}\nFor more information check http://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html`,
    );
  }
  throw validationError(`Template may not exceed ${S3_LIMIT_BYTES} bytes in size.`);
}

/** Path style (`s3.region.amazonaws.com/bucket/key`, any loopback address) or virtual host (`bucket.s3...`). */
export function parseS3Url(url: string): { bucket: string; key: string } | undefined {
  if (!URL.canParse(url)) return undefined;
  const { hostname, pathname } = new URL(url);
  const path = decodeURIComponent(pathname.slice(1));
  const virtual = /^(.+)\.s3[.-]/.exec(hostname);
  if (virtual) return { bucket: virtual[1] as string, key: path };
  const at = path.indexOf('/');
  return at > 0 ? { bucket: path.slice(0, at), key: path.slice(at + 1) } : undefined;
}
