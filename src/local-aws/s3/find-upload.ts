import type { Params } from '../kernel/operation.ts';
import type { Tables } from '../kernel/store.ts';
import { noSuchUpload } from './s3-error.ts';
import { parts, uploads, type PartRow, type UploadRow } from './s3-rows.ts';

/** The multipart upload of exactly this bucket and key; throws NoSuchUpload. */
export function findUpload(store: Tables, params: Params): UploadRow {
  const id = String(params['uploadId']);
  const upload = uploads(store).get(id);
  if (!upload || upload.bucket !== params['Bucket'] || upload.key !== params['Key']) throw noSuchUpload(id);
  return upload;
}

export function partsOf(store: Tables, { id }: UploadRow): PartRow[] {
  return parts(store, id)
    .values()
    .toSorted((a, b) => a.number - b.number);
}

export function forgetUpload(store: Tables, { id }: UploadRow): void {
  for (const number of parts(store, id).keys()) parts(store, id).delete(number);
  uploads(store).delete(id);
}
