import { AwsError } from '../../kernel/aws-error.ts';
import type { BucketRow } from '../s3-rows.ts';

/** A setting that is kept and given back as it was put. */
export interface Setting {
  /** `GET /{Bucket}?lifecycle` */
  readonly subresource: string;
  /** Names of the operations; those left out are not implemented. */
  readonly get: string;
  readonly put?: string;
  readonly delete?: string;
  /** The answer where none was put: an error, or a document. */
  readonly absent: AwsError | ((bucket: BucketRow) => string);
  readonly putStatus?: number;
}

const NAMESPACE = 'http://s3.amazonaws.com/doc/2006-03-01/';

export function missing(code: string, message: string): AwsError {
  return new AwsError(code, 404, message);
}

export function document(root: string, inner = ''): () => string {
  return () => `<${root} xmlns="${NAMESPACE}">${inner}</${root}>`;
}
