import { defineOperation } from '../define-operation.ts';
import { noSuchResource } from '../errors.ts';
import type { CodeFacts } from '../function-rows.ts';
import { string, structure } from '../validation/shape.ts';

/** No operation of AWS's: what `Code.Location` and `Content.Location` point to, as S3 does there. */
export const downloadSnapshot = defineOperation({
  name: 'DownloadSnapshot',
  route: 'GET /snapshots/{AccountId}/{Snapshot}',
  writes: false,
  input: structure({ Snapshot: string() }, {}),
  handle: async ({ Snapshot }, world) => {
    const facts = world.store.table<CodeFacts>('lambda.archives').get(Snapshot);
    if (!facts) throw noSuchResource();
    return { headers: { 'content-type': 'application/zip' }, raw: await world.blobs.get(facts.blob) };
  },
});
