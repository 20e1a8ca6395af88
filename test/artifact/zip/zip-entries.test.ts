import { readFileSync, rmSync } from 'node:fs';
import { openCacheFolder } from '../../../src/artifact/cache/cache-folder.ts';
import { collectFolder } from '../../../src/artifact/collect/collect-folder.ts';
import { makeTurns } from '../../../src/artifact/pack/turns.ts';
import { startThreads } from '../../../src/artifact/zip/deflate-pool.ts';
import { zipEntries } from '../../../src/artifact/zip/zip-entries.ts';
import { aFolder, type Folder } from '../a-service.ts';

const folders: Folder[] = [];
afterAll(() => folders.forEach((folder) => folder.remove()));

test('what packing says of a file that cannot be read is said, not what was found while packing', async () => {
  const folder = aFolder().write({ 'service/index.js': '1' });
  folders.push(folder);
  const entries = collectFolder(folder.at('service'), { include: [], exclude: [] });
  rmSync(folder.at('service/index.js'));
  const request = { name: ['orders'], entries, cache: openCacheFolder(folder.at('.ship/cache'), { reads: true }) };
  const turns = { lookedAtMs: Date.now(), inTurn: makeTurns(), pool: () => startThreads(2) };
  const whilePacking = (): void => void readFileSync(folder.at('service/index.js'));
  await expect(zipEntries({ ...request, ...turns, whilePacking })).rejects.toMatchObject({ code: 'FILE_CHANGED' });
});
