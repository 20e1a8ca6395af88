import { randomBytes } from 'node:crypto';
import {
  appendFileSync,
  existsSync,
  readFileSync,
  readdirSync,
  statSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { openCacheFolder } from '../../../src/artifact/cache/cache-folder.ts';
import { pruneCache } from '../../../src/artifact/cache/prune-cache.ts';
import { readSealed, writeSealed } from '../../../src/artifact/cache/sealed-json.ts';
import { statKey } from '../../../src/artifact/cache/stat-key.ts';
import { packageService, type PackagedService } from '../../../src/artifact/package-service.ts';
import { aFolder, aFunction, aRequest, settle, type Folder } from '../a-service.ts';
import { complaintsAbout } from '../read-zip.ts';

const folders: Folder[] = [];
afterAll(() => folders.forEach((folder) => folder.remove()));

async function aPackagedService(): Promise<{
  folder: Folder;
  pack: (useCache?: boolean) => Promise<PackagedService>;
  first: PackagedService;
}> {
  const folder = aFolder().write({
    'service/package.json': '{}',
    'service/src/one.ts': 'import { shared } from "./shared.ts"; export const handler = () => shared;',
    'service/src/two.ts': 'export const handler = () => "two";',
    'service/src/shared.ts': 'export const shared = "shared";',
    'service/tree/index.js': 'exports.handler = () => 1;',
    'service/tree/noise.bin': randomBytes(300_000),
  });
  for (let at = 0; at < 80; at++)
    folder.write({ [`service/tree/lib/f${at}.js`]: `exports.f${at} = '${'abc'.repeat(at)}';` });
  folders.push(folder);
  await settle();
  const functions = [
    aFunction(folder.at('service/src/one.ts'), { name: 'one' }),
    aFunction(folder.at('service/src/two.ts'), { name: 'two' }),
    aFunction(folder.at('service/tree'), { name: 'tree', kind: 'folder' }),
  ];
  const pack = (useCache = true): Promise<PackagedService> => packageService(aRequest(folder, functions, { useCache }));
  return { folder, pack, first: await pack() };
}

const digests = ({ functions }: PackagedService): string[] => functions.map(({ sha256 }) => sha256);
const cacheFolder = (folder: Folder, name: string): string =>
  join(openCacheFolder(folder.at('.ship/cache'), { reads: true }).root, name);

test('what did not change comes from the cache', async () => {
  const { pack, first } = await aPackagedService();
  expect(first.reused).toEqual([]);
  const second = await pack();
  expect(second.reused).toEqual(['one', 'two', 'tree']);
  expect(digests(second)).toEqual(digests(first));
});

test('a change reaches the functions that use it, and no other', async () => {
  const { folder, pack, first } = await aPackagedService();
  folder.write({ 'service/src/shared.ts': 'export const shared = "changed";' });
  const second = await pack();
  expect(second.reused).toEqual(['two', 'tree']);
  expect(second.functions[0]?.sha256).not.toBe(first.functions[0]?.sha256);
});

test('touching files is no change', async () => {
  const { folder, pack, first } = await aPackagedService();
  for (const name of ['src/one.ts', 'src/shared.ts', 'tree/index.js', 'tree/lib/f7.js'])
    utimesSync(folder.at('service', name), new Date(), new Date());
  expect(digests(await pack())).toEqual(digests(first));
  await settle();
  await pack();
  expect((await pack()).reused).toEqual(['one', 'two', 'tree']);
});

test('a file that would now be found first is a change', async () => {
  const folder = aFolder().write({
    'service/src/one.ts': 'import { x } from "./x"; export const handler = () => x;',
    'service/src/x/index.ts': 'export const x = "folder";',
  });
  folders.push(folder);
  await settle();
  const request = aRequest(folder, [aFunction(folder.at('service/src/one.ts'))]);
  const before = await packageService(request);
  expect((await packageService(request)).reused).toEqual(['main']);
  folder.write({ 'service/src/x.ts': 'export const x = "file";' });
  expect(digests(await packageService(request))).not.toEqual(digests(before));
});

test('a changed package.json or tsconfig.json is a change', async () => {
  const folder = aFolder().write({
    'service/src/one.tsx': 'const h = (tag: string) => tag; export const handler = () => <p />;',
    'service/tsconfig.json': '{ "extends": "./base" }',
    'service/base.json': '{ "compilerOptions": { "jsx": "react", "jsxFactory": "h" } }',
  });
  folders.push(folder);
  await settle();
  const request = aRequest(folder, [aFunction(folder.at('service/src/one.tsx'))]);
  const before = await packageService(request);
  folder.write({ 'service/base.json': '{ "compilerOptions": { "jsx": "react", "jsxFactory": "other" } }' });
  expect(digests(await packageService(request))).not.toEqual(digests(before));
});

test('--no-cache makes everything anew, with the same bytes', async () => {
  const { pack, first } = await aPackagedService();
  const anew = await pack(false);
  expect(anew.reused).toEqual([]);
  expect(digests(anew)).toEqual(digests(first));
});

const damages: Readonly<Record<string, (path: string) => void>> = {
  'cut short': (path) => truncateSync(path, Math.floor(readFileSync(path).length / 2)),
  emptied: (path) => truncateSync(path, 0),
  'changed in the middle': (path) => {
    const content = readFileSync(path);
    content.writeUInt8(content.readUInt8(content.length >> 1) ^ 0xff, content.length >> 1);
    writeFileSync(path, content);
  },
  'grown at the end': (path) => appendFileSync(path, 'x'),
};

test.each(Object.entries(damages))('everything in the cache %s is noticed and made again', async (_name, damage) => {
  const { folder, pack, first } = await aPackagedService();
  for (const part of ['zips', 'blobs', 'records'])
    for (const name of readdirSync(cacheFolder(folder, part))) damage(join(cacheFolder(folder, part), name));
  const second = await pack();
  expect(digests(second)).toEqual(digests(first));
  for (const { zipPath } of second.functions) expect(complaintsAbout(zipPath)).toEqual([]);
});

test.each(Object.entries(damages))(
  'zips and bundles %s are noticed while the records are whole',
  async (_name, damage) => {
    const { folder, pack, first } = await aPackagedService();
    for (const part of ['zips', 'blobs'])
      for (const name of readdirSync(cacheFolder(folder, part))) damage(join(cacheFolder(folder, part), name));
    folder.write({ 'service/tree/added.js': 'added' });
    await pack();
    folder.remove('service/tree/added.js');
    const last = await pack();
    expect(digests(last)).toEqual(digests(first));
    for (const { zipPath } of last.functions) expect(complaintsAbout(zipPath)).toEqual([]);
  },
);

test('a zip that is not read again is noticed when it changes, whatever time it is given', async () => {
  const { folder, pack, first } = await aPackagedService();
  await settle();
  await pack();
  const records = readdirSync(cacheFolder(folder, 'records')).filter((name) => name.startsWith('entries.'));
  expect(records).toHaveLength(3);
  for (const name of records)
    expect(readSealed(join(cacheFolder(folder, 'records'), name))).toMatchObject({ seen: expect.stringMatching(/./) });
  for (const { zipPath } of first.functions) {
    const { atime, mtime } = statSync(zipPath);
    damages['changed in the middle']?.(zipPath);
    utimesSync(zipPath, atime, mtime);
  }
  const last = await pack();
  expect(last.reused).toEqual([]);
  expect(digests(last)).toEqual(digests(first));
});

test('a zip in use is marked as used, and is not read again for that', async () => {
  const { folder, pack, first } = await aPackagedService();
  const anHourAgo = Date.now() / 1000 - 3600;
  for (const { zipPath } of first.functions) utimesSync(zipPath, anHourAgo, anHourAgo);
  expect((await pack()).reused).toEqual(['one', 'two', 'tree']);
  for (const { zipPath } of first.functions) expect(statSync(zipPath).mtimeMs / 1000).toBeGreaterThan(anHourAgo + 3000);
  const record = join(cacheFolder(folder, 'records'), 'entries.orders.one.code.json');
  const { seen } = readSealed(record) as { seen: string };
  expect(seen).toBe(statKey(statSync(first.functions[0]?.zipPath ?? '')));
});

test('runs side by side do not disturb each other, and leave nothing unfinished', async () => {
  const { folder, pack, first } = await aPackagedService();
  folder.remove('.ship');
  const all = await Promise.all(Array.from({ length: 8 }, () => pack()));
  for (const each of all) expect(digests(each)).toEqual(digests(first));
  for (const part of ['zips', 'blobs', 'records'])
    expect(readdirSync(cacheFolder(folder, part)).filter((name) => name.endsWith('.tmp'))).toEqual([]);
});

test('what was not used for longest is removed when there is too much', async () => {
  const { folder, first } = await aPackagedService();
  const cache = openCacheFolder(folder.at('.ship/cache'), { reads: true });
  const old = join(cache.zips, 'old.zip');
  const abandoned = join(cache.zips, 'new.1-1.tmp');
  for (const path of [old, abandoned]) {
    writeFileSync(path, Buffer.alloc(100_000));
    utimesSync(path, new Date(0), new Date(0));
  }
  pruneCache(cache, { keepSinceMs: Date.now(), mostBytes: 50_000 });
  expect([old, abandoned].filter((path) => existsSync(path))).toEqual([]);
  for (const { zipPath } of first.functions) expect(existsSync(zipPath)).toBe(true);
});

test('packaging something new keeps the cache below its bound', async () => {
  const { folder, pack } = await aPackagedService();
  const old = join(cacheFolder(folder, 'zips'), 'old.zip');
  writeFileSync(old, '');
  truncateSync(old, 2 * 1024 ** 3);
  utimesSync(old, new Date(0), new Date(0));
  await pack();
  expect(existsSync(old)).toBe(true);
  await pack(false);
  expect(existsSync(old)).toBe(false);
});

test('a record of another making is not believed', () => {
  const folder = aFolder();
  folders.push(folder);
  writeSealed(folder.at('a.json'), { a: 1 });
  expect(readSealed(folder.at('a.json'))).toEqual({ a: 1 });
  folder.write({ 'b.json': '{"a":1}', 'c.json': '7-123\n{"a":1}' });
  expect([readSealed(folder.at('b.json')), readSealed(folder.at('c.json')), readSealed(folder.at('d.json'))]).toEqual([
    undefined,
    undefined,
    undefined,
  ]);
});
