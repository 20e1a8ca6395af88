import { readFileSync, readdirSync } from 'node:fs';
import { packageService } from '../../../src/artifact/package-service.ts';
import { openCacheFolder } from '../../../src/artifact/cache/cache-folder.ts';
import { collectFolder } from '../../../src/artifact/collect/collect-folder.ts';
import { sortEntries } from '../../../src/artifact/collect/file-entry.ts';
import { makeTurns } from '../../../src/artifact/pack/turns.ts';
import { runHere, startThreads, type DeflatePool } from '../../../src/artifact/zip/deflate-pool.ts';
import type { DeflateTask } from '../../../src/artifact/zip/deflate-task.ts';
import { openIndexes } from '../../../src/artifact/zip/entry-index.ts';
import { writeTreeZip } from '../../../src/artifact/zip/write-tree-zip.ts';
import { sourceOf, type DiskEntry } from '../../../src/artifact/zip/tree-work.ts';
import { zipEntries } from '../../../src/artifact/zip/zip-entries.ts';
import { ship } from '../../cli/ship.ts';
import { aFolder, aFunction, aRequest, type Folder } from '../a-service.ts';

const folders: Folder[] = [];
afterAll(() => folders.forEach((folder) => folder.remove()));

/** Three trees that are worth threads; every second file of one lies in the next one too. */
function threeTrees(): Folder {
  const folder = aFolder().write({ 'service/.keep': '' });
  folders.push(folder);
  for (const tree of [0, 1, 2]) {
    folder.write({
      [`service/${tree}/index.js`]: 'exports.handler = () => 1;',
      [`service/${tree}/node_modules/large/index.js`]: `large(${tree});\n`.repeat(1_300_000),
    });
    for (let at = 0; at < 100; at++)
      folder.write({
        [`service/${tree}/node_modules/small/${at}.js`]: `small(${at % 2 ? at : at * 7 + tree});\n`.repeat(at * 5),
      });
  }
  return folder;
}

const filesOf = (path: string): ReturnType<typeof collectFolder> =>
  sortEntries(collectFolder(path, { include: [], exclude: [] }));

const wrong = { kind: 'digest', file: undefined } as unknown as DeflateTask;
const right: DeflateTask = { kind: 'pack-content', content: Buffer.from('content') };

async function withPool<Result>(threads: number, work: (pool: DeflatePool) => Promise<Result>): Promise<Result> {
  const pool = await startThreads(threads);
  try {
    return await work(pool);
  } finally {
    await pool.close();
  }
}

test('several large trees of one run give the bytes that one thread gives, contents that they share copied', async () => {
  const folder = threeTrees();
  const sources = ['0', '1', '2'].map((tree) =>
    aFunction(folder.at('service', tree), { name: `tree${tree}`, kind: 'folder' }),
  );
  const { functions } = await packageService(aRequest(folder, sources));
  for (const [tree, { zipPath }] of functions.entries()) {
    const alone = folder.at(`alone-${tree}.zip`);
    const tools = { runner: runHere([]), indexes: [], knownSha256: () => undefined };
    await writeTreeZip(alone, filesOf(folder.at('service', String(tree))), tools);
    expect(readFileSync(zipPath).equals(readFileSync(alone))).toBe(true);
  }
});

test('trees of one run are packed one after the other, the next with what was packed before it', async () => {
  const folder = threeTrees();
  const cache = openCacheFolder(folder.at('.ship/cache'), { reads: true });
  const known: number[] = [];
  const use: DeflatePool['use'] = (indexes) => {
    known.push(indexes.length);
    return runHere(indexes);
  };
  const shared = {
    cache,
    lookedAtMs: Date.now(),
    inTurn: makeTurns(),
    pool: async () => ({ use, close: async () => {} }),
  };
  const zip = (tree: string): ReturnType<typeof zipEntries> =>
    zipEntries({ ...shared, name: ['orders', tree], entries: filesOf(folder.at('service', tree)) });
  await Promise.all(['0', '1', '2'].map(zip));
  expect(known).toEqual([0, 1, 2]);
});

test('a thread searches what was packed before the tree that an order belongs to, whatever is used next', async () => {
  const folder = threeTrees();
  await packageService(aRequest(folder, [aFunction(folder.at('service/0'), { name: 'tree', kind: 'folder' })]));
  const indexes = openIndexes(openCacheFolder(folder.at('.ship/cache'), { reads: true }).zips, 12);
  const entry = filesOf(folder.at('service/0'))[0] as DiskEntry;
  const order: DeflateTask = { kind: 'pack-files', files: [sourceOf(entry)], indexes: 'use' };
  await withPool(2, async (pool) => {
    const first = pool.use(indexes.map(({ rows }) => rows)).run(order);
    const second = pool.use([]).run(order);
    const [found, packed] = await Promise.all([first, second]);
    expect([found.contents[0]?.found?.index, packed.contents[0]?.found]).toEqual([0, undefined]);
    expect([found.data.length, packed.data.length]).toEqual([0, packed.contents[0]?.packedBytes]);
  });
});

test('a thread that fails says so to all who wait for it, at once to whoever asks later, and is closed like any other', async () => {
  await withPool(2, async (pool) => {
    const { run } = pool.use([]);
    const waiting = await Promise.allSettled([run(wrong), run(right), run(right)]);
    expect(waiting.map(({ status }) => status)).toEqual(['rejected', 'rejected', 'rejected']);
    await expect(pool.use([]).run(right)).rejects.toThrow('Cannot read properties');
  });
});

test('a thread that ends without a word ends the run with an error, not as if it were done', async () => {
  const folder = threeTrees().write({
    'end.cjs': 'if (!require("node:worker_threads").isMainThread) process.exit(0);',
    'services.config.json': JSON.stringify({
      environments: { local: {} },
      services: { orders: { root: 'service', main: { folder: '0' }, routes: { 'GET /': 'main' } } },
    }),
  });
  const env = { NODE_OPTIONS: `--require "${folder.at('end.cjs')}"` };
  const { code, stderr } = await ship(['size'], { cwd: folder.path, env });
  expect([code, stderr]).toEqual([1, expect.stringContaining('a thread that packs files ended early, with code 0')]);
  expect(readdirSync(folder.at('.ship/cache'), { recursive: true }).filter((name) => name.includes('.tmp'))).toEqual(
    [],
  );
}, 30_000);

test('orders that are out when the pool is closed are refused, not forgotten', async () => {
  const pool = await startThreads(2);
  const { run } = pool.use([]);
  const orders = Promise.allSettled([run(right), run(right)]);
  await pool.close();
  expect((await orders).map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  await expect(run(right)).rejects.toThrow('the pool was closed');
});
