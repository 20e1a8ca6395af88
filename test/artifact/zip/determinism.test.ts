import { randomBytes } from 'node:crypto';
import { copyFileSync, cpSync, readFileSync, readdirSync, utimesSync } from 'node:fs';
import { join } from 'node:path';
import { packageService } from '../../../src/artifact/package-service.ts';
import type { Artifact } from '../../../src/model/artifact.ts';
import { openRunner, startPool } from '../../../src/artifact/zip/open-runner.ts';
import { runHere } from '../../../src/artifact/zip/deflate-pool.ts';
import { writeTreeZip } from '../../../src/artifact/zip/write-tree-zip.ts';
import { collectFolder } from '../../../src/artifact/collect/collect-folder.ts';
import { sortEntries } from '../../../src/artifact/collect/file-entry.ts';
import { aFolder, aFunction, aRequest, type Folder } from '../a-service.ts';

const noise = randomBytes(6_000_000);
const folders: Folder[] = [];
afterAll(() => folders.forEach((folder) => folder.remove()));

/** The same service, at a place of its own. */
function aClone(): Folder {
  const folder = aFolder().write({
    'package.json': '{"name":"project","workspaces":["service","shared"]}',
    'shared/package.json': '{"name":"shared","main":"src/index.ts"}',
    'shared/src/index.ts': 'export const shared = () => "shared";',
    'service/package.json': '{"name":"service"}',
    'service/src/index.ts':
      'import { shared } from "shared"; import { own } from "./own"; export const handler = () => shared() + own + __dirname;',
    'service/src/[id]*.ts': 'export const handler = () => 2;',
    'service/src/native.js': 'exports.handler = () => require("./part.node");',
    'service/src/part.node': 'no module',
    'service/src/own.ts': 'export const own: string = "own";',
    'service/views/a.html': '<p>a</p>',
    'service/tree/index.js': 'exports.handler = () => 1;',
    'service/tree/noise.bin': noise,
  });
  for (let at = 0; at < 200; at++)
    folder.write({ [`service/tree/lib/${at % 9}/f${at}.js`]: `exports.f${at} = ${'1 + '.repeat(at)}1;\n` });
  folder.link('node_modules/shared', '../shared').link('service/tree/alias', 'index.js');
  folders.push(folder);
  return folder;
}

async function pack(folder: Folder): Promise<readonly Artifact[]> {
  const entry = folder.at('service/src/index.ts');
  const { functions } = await packageService(
    aRequest(folder, [
      aFunction(entry, { name: 'plain', assets: [{ from: 'views' }], bundle: { sourceMap: true } }),
      aFunction(entry, { name: 'esm', bundle: { format: 'esm', minify: true } }),
      aFunction(folder.at('service/tree'), { name: 'tree', kind: 'folder' }),
      aFunction(entry, { name: 'wrapped', bundle: { stripStage: true, sourceMap: true, minify: false } }),
      aFunction(folder.at('service/src/native.js'), { name: 'native', bundle: { sourceMap: true } }),
      aFunction(folder.at('service/src/[id]*.ts'), { name: 'odd', bundle: { stripStage: true, sourceMap: true } }),
    ]),
  );
  return functions;
}

const bytesOf = (artifacts: readonly Artifact[]): string[] =>
  artifacts.map(({ sha256, contentDigest }) => `${sha256} ${contentDigest}`);

test('two clones at two paths give the same bytes', async () => {
  const [one, other] = await Promise.all([pack(aClone()), pack(aClone())]);
  expect(bytesOf(one)).toEqual(bytesOf(other));
});

test('times, permissions of group and others, and the order of creation change nothing', async () => {
  const clone = aClone();
  const before = await pack(clone);
  const copy = aFolder();
  folders.push(copy);
  for (const name of readdirSync(clone.path).toReversed())
    cpSync(clone.at(name), copy.at(name), {
      recursive: true,
      verbatimSymlinks: true,
      filter: (path) => !path.includes('.ship'),
    });
  const other = copy.at('service/tree/lib/3');
  for (const name of readdirSync(other)) utimesSync(join(other, name), new Date(1), new Date(2_000_000_000_000));
  copy
    .chmod('service/tree/index.js', 0o600)
    .chmod('service/tree/noise.bin', 0o666)
    .chmod('service/views/a.html', 0o640);
  expect(bytesOf(await pack(copy))).toEqual(bytesOf(before));
});

test('the time zone changes nothing', async () => {
  const zone = process.env['TZ'];
  try {
    process.env['TZ'] = 'Asia/Tokyo';
    const tokyo = await pack(aClone());
    process.env['TZ'] = 'America/New_York';
    expect(bytesOf(await pack(aClone()))).toEqual(bytesOf(tokyo));
  } finally {
    if (zone === undefined) delete process.env['TZ'];
    else process.env['TZ'] = zone;
  }
});

test('the executable bit is part of the content, the rest of the mode is not', async () => {
  const [plain, , tree] = await pack(aClone());
  const clone = aClone().chmod('service/tree/index.js', 0o711).chmod('service/views/a.html', 0o604);
  const [samePlain, , otherTree] = await pack(clone);
  expect(samePlain?.sha256).toBe(plain?.sha256);
  expect(otherTree?.contentDigest).not.toBe(tree?.contentDigest);
});

test('threads, one thread and contents reused from earlier zips give the same bytes', async () => {
  const clone = aClone();
  const [, , fresh] = await pack(clone);
  const entries = sortEntries(collectFolder(clone.at('service/tree'), { include: [], exclude: [] }));
  const pool = await startPool();
  const many = await openRunner([{ ...entries[0]!, bytes: 1e9 }], [], async () => pool);
  const tools = { indexes: [], knownSha256: () => undefined };
  await writeTreeZip(clone.at('here.zip'), entries, { ...tools, runner: runHere([]) });
  await writeTreeZip(clone.at('threads.zip'), entries, { ...tools, runner: many });
  await pool.close();
  clone.write({ 'service/tree/added.js': 'added' });
  await pack(clone);
  clone.remove('service/tree/added.js').remove('.ship/cache/records');
  const [, , reused] = await pack(clone);
  const expected = readFileSync(fresh?.zipPath ?? '');
  expect(readFileSync(clone.at('here.zip')).equals(expected)).toBe(true);
  expect(readFileSync(clone.at('threads.zip')).equals(expected)).toBe(true);
  expect(reused?.sha256).toBe(fresh?.sha256);
  copyFileSync(clone.at('here.zip'), clone.at('copy.zip'));
});
