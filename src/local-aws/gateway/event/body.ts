/** Everything else, a missing type and forms included, goes base64 (ministack PR #766, "verified against real AWS"). */
const TEXT = /^(?:text\/|application\/(?:json|xml|javascript)\s*(?:;|$))/i;

export interface EventBody {
  /** JSON text, with the quotes. */
  readonly json: string;
  readonly isBase64Encoded: boolean;
}

/** Undefined for an empty body. */
export function eventBody(body: Buffer, contentType: string | undefined): EventBody | undefined {
  if (body.length === 0) return undefined;
  if (contentType !== undefined && TEXT.test(contentType)) {
    return { json: JSON.stringify(body.toString('utf8')), isBase64Encoded: false };
  }
  return { json: `"${body.toString('base64')}"`, isBase64Encoded: true };
}
