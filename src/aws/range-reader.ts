import { CloudError } from '../release/cloud.ts';

const TIMEOUT_MS = 60_000;

/**
 * Reads parts of what lies behind a presigned URL. S3 answers with the range that was asked for; what answers with the
 * whole instead is fetched once.
 */
export function rangeReader(of: string, url: string): (offset: number, length: number) => Promise<Uint8Array> {
  let whole: Uint8Array | undefined;
  return async (offset, length) => {
    if (whole) return whole.subarray(offset, offset + length);
    const { status, body } = await fetchRange(of, url, `bytes=${offset}-${offset + length - 1}`);
    if (status === 206) return body;
    whole = body;
    return whole.subarray(offset, offset + length);
  };
}

async function fetchRange(of: string, url: string, range: string): Promise<{ status: number; body: Uint8Array }> {
  // The URL is as good as a credential while it lasts: it is in no message.
  const failed = (why: string, facts: { status?: number; cause?: unknown }): CloudError =>
    new CloudError('LayerContentUnreadable', `the content of ${of} cannot be fetched: ${why}`, {
      operation: 'GetLayerVersionByArn',
      ...facts,
    });
  let response: Response;
  try {
    response = await fetch(url, { headers: { range }, signal: AbortSignal.timeout(TIMEOUT_MS) });
  } catch (error) {
    throw failed(error instanceof Error ? error.message : String(error), { cause: error });
  }
  const { status } = response;
  if (status !== 200 && status !== 206) throw failed(`HTTP ${status}`, { status });
  return { status, body: new Uint8Array(await response.arrayBuffer()) };
}
