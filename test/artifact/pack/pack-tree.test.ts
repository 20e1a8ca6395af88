import { openCacheFolder } from '../../../src/artifact/cache/cache-folder.ts';
import { packPrebuilt } from '../../../src/artifact/pack/pack-tree.ts';
import { makeTurns } from '../../../src/artifact/pack/turns.ts';
import { runHere, type DeflatePool } from '../../../src/artifact/zip/deflate-pool.ts';
import { aFolder, aRequest, type Folder } from '../a-service.ts';

const folders: Folder[] = [];
afterAll(() => folders.forEach((folder) => folder.remove()));

test('threads are started before the files are looked at where many packages lie that were never packed', async () => {
  const packages = (folder: string, count: number): Record<string, string> =>
    Object.fromEntries(Array.from({ length: count }, (_, at) => [`${folder}/node_modules/p${at}/index.js`, '1']));
  const folder = aFolder().write({ ...packages('many', 40), ...packages('layer/nodejs', 40), ...packages('few', 3) });
  folders.push(folder);
  const cache = openCacheFolder(folder.at('.ship/cache'), { reads: true });
  const asked: string[] = [];
  const pack = async (name: string): Promise<unknown> => {
    const pool = async (): Promise<DeflatePool> => {
      asked.push(name);
      return { use: runHere, close: async () => {} };
    };
    const work = { ...aRequest(folder, []), cache, limitBytes: 1e9, lookedAtMs: Date.now(), inTurn: makeTurns(), pool };
    return packPrebuilt(work, [name], { path: folder.at(name), include: [], exclude: [] });
  };
  for (const name of ['many', 'layer', 'few', 'many']) await pack(name);
  expect(asked).toEqual(['many', 'layer']);
});
