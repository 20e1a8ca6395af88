import { existsSync, mkdtempSync, rmSync, utimesSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openBlobs } from '../../../src/local-aws/kernel/blobs.ts';
import { collectBlobs } from '../../../src/local-aws/kernel/collect-blobs.ts';
import { Store } from '../../../src/local-aws/kernel/store.ts';

describe('collecting blobs', () => {
  let dir: string;
  beforeEach(() => {
    dir = mkdtempSync(join(tmpdir(), 'blobs-'));
  });
  afterEach(() => rmSync(dir, { recursive: true, force: true }));

  test('what no row names and is old goes; what is named, young or put again stays', async () => {
    const store = new Store(dir);
    const blobs = openBlobs(dir);
    const put = async (text: string, ageMs: number): Promise<string> => {
      const sha256 = await blobs.put(Buffer.from(text));
      const at = new Date(Date.now() - ageMs);
      utimesSync(blobs.path(sha256), at, at);
      return sha256;
    };
    const old = 2 * 60 * 60 * 1000;
    const [gone, named, young, cached, again] = [
      await put('gone', old),
      await put('named', old),
      await put('young', 0),
      await put('cached', old),
      await put('again', old),
    ];
    store.table('1/r/lambda.functions').set('f', { code: { blob: named } });
    store.table('1/r/lambda.archives').set(cached, { blob: cached });
    await blobs.put(Buffer.from('again'));
    expect(await collectBlobs(store, blobs, Date.now())).toBe(2);
    const left = [gone, named, young, cached, again].map((sha256) => existsSync(blobs.path(sha256)));
    expect(left).toEqual([false, true, true, false, true]);
    expect(store.table('1/r/lambda.archives').has(cached)).toBe(false);
    store.close();
  });
});
