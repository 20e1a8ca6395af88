import type { UploadForm } from '../../kernel/operation.ts';

const HEAD_END = Buffer.from('\r\n\r\n');

/** `name="key"` of a part's Content-Disposition; browsers percent-encode quotes in it. */
function parameterOf(head: string, name: string): string | undefined {
  const value = new RegExp(`[;\\s]${name}="((?:[^"\\\\]|\\\\.)*)"`, 'i').exec(head)?.[1];
  return value ?? new RegExp(`[;\\s]${name}=([^;\\s"]+)`, 'i').exec(head)?.[1];
}

function* partsOf(body: Buffer, boundary: string): Generator<{ head: string; content: Buffer }> {
  const delimiter = Buffer.from(`--${boundary}`);
  let start = body.indexOf(delimiter);
  while (start >= 0) {
    const next = body.indexOf(Buffer.concat([Buffer.from('\r\n'), delimiter]), start + delimiter.length);
    if (next < 0) return;
    const headEnd = body.indexOf(HEAD_END, start);
    if (headEnd < 0 || headEnd > next) return;
    const head = body.toString('utf8', start + delimiter.length, headEnd);
    yield { head, content: body.subarray(headEnd + HEAD_END.length, next) };
    start = next + 2;
  }
}

/** A form as browsers send it. What follows the file is ignored, as S3 does. Undefined when it is no such form. */
export function parseMultipartForm(contentType: string | undefined, body: Buffer): UploadForm | undefined {
  const boundary = /^multipart\/form-data;.*boundary="?([^";]+)"?/i.exec(contentType ?? '')?.[1];
  if (boundary === undefined) return undefined;
  const fields: Record<string, string> = {};
  for (const { head, content } of partsOf(body, boundary)) {
    const name = parameterOf(head, 'name')?.toLowerCase() ?? '';
    if (name === 'file') return { fields, file: { name: parameterOf(head, 'filename') ?? '', bytes: content } };
    fields[name] = content.toString('utf8');
  }
  return { fields };
}
