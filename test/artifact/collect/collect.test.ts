import { execFileSync } from 'node:child_process';
import type { ArtifactError } from '../../../src/artifact/artifact-error.ts';
import { collectAssets } from '../../../src/artifact/collect/collect-assets.ts';
import { collectFolder } from '../../../src/artifact/collect/collect-folder.ts';
import type { FileEntry } from '../../../src/artifact/collect/file-entry.ts';
import { compilePattern } from '../../../src/artifact/collect/glob.ts';
import { findMissingHandler } from '../../../src/artifact/collect/handler-file.ts';
import { checkEntries } from '../../../src/artifact/zip/check-entries.ts';
import { readSource } from '../../../src/artifact/zip/read-source.ts';
import { aFolder, type Folder } from '../a-service.ts';

const folders: Folder[] = [];
afterAll(() => folders.forEach((folder) => folder.remove()));

function aTree(files: Readonly<Record<string, string>>): Folder {
  const folder = aFolder().write(files);
  folders.push(folder);
  return folder;
}

const all = { include: [], exclude: [] };
const paths = (entries: readonly FileEntry[]): string[] => entries.map(({ path }) => path).toSorted();

function codeOf(work: () => unknown): string {
  try {
    work();
  } catch (error) {
    return (error as ArtifactError).code;
  }
  return 'nothing';
}

test.each([
  ['*.js', 'a.js', true],
  ['*.js', 'lib/a.js', false],
  ['**/*.js', 'a.js', true],
  ['**/*.js', 'lib/deep/a.js', true],
  ['lib/**', 'lib/deep/a.js', true],
  ['lib', 'lib/deep/a.js', true],
  ['lib/', 'lib/a.js', true],
  ['./lib', 'lib/a.js', true],
  ['lib', 'library/a.js', false],
  ['**/test/**', 'a/test/b/c.js', true],
  ['*.{js,mjs}', 'a.mjs', true],
  ['*.{js,mjs}', 'a.cjs', false],
  ['file-?.js', 'file-1.js', true],
  ['file-[0-3].js', 'file-2.js', true],
  ['file-[!0-3].js', 'file-2.js', false],
  ['[name].ts', '[name].ts', true],
  ['a+b (c).txt', 'a+b (c).txt', true],
  ['**/.*', 'lib/.env', true],
  ['*', '.hidden', true],
])('pattern %s and path %s: %p', (pattern, path, expected) => {
  expect(compilePattern(pattern)(path)).toBe(expected);
});

test('a folder is taken as it is, without what no function needs', () => {
  const folder = aTree({
    'index.js': '',
    'lib/a.js': '',
    '.env': '',
    '.git/HEAD': '',
    '.ship/cache/x': '',
    'a/.DS_Store': '',
  });
  expect(paths(collectFolder(folder.path, all))).toEqual(['.env', 'index.js', 'lib/a.js']);
});

test('include and exclude choose', () => {
  const folder = aTree({
    'index.js': '',
    'lib/a.js': '',
    'lib/a.test.js': '',
    'docs/readme.md': '',
    'node_modules/x/test/t.js': '',
  });
  const chosen = collectFolder(folder.path, {
    include: ['*.js', 'lib', 'node_modules'],
    exclude: ['**/*.test.js', '**/test'],
  });
  expect(paths(chosen)).toEqual(['index.js', 'lib/a.js']);
  expect(codeOf(() => collectFolder(folder.path, { include: ['nothing'], exclude: [] }))).toBe('ENTRY_MISSING');
  expect(codeOf(() => collectFolder(folder.at('missing'), all))).toBe('ENTRY_MISSING');
});

test('links inside the folder are kept, those that leave it are refused', () => {
  const folder = aTree({ 'outside/secret.txt': '', 'in/store/a/index.js': '' });
  folder.link('in/node_modules/a', '../store/a').link('in/loop', '.').link('in/dangling', 'nothing-there');
  const entries = collectFolder(folder.at('in'), all);
  expect(
    entries
      .filter(({ from }) => from.kind === 'link')
      .map(({ path, from }) => [path, from.kind === 'link' && from.target]),
  ).toEqual([
    ['dangling', 'nothing-there'],
    ['loop', '.'],
    ['node_modules/a', '../store/a'],
  ]);
  folder.link('in/way-out', '../outside');
  expect(codeOf(() => collectFolder(folder.at('in'), all))).toBe('OUTSIDE_ROOT');
  folder.remove('in/way-out').link('in/detour', 'store/b').link('in/store/b', '../../outside');
  expect(codeOf(() => collectFolder(folder.at('in'), all))).toBe('OUTSIDE_ROOT');
});

test('assets come by path, folder and pattern, to the same place or another', () => {
  const folder = aTree({
    'views/a.html': '',
    'views/b/c.html': '',
    'cert.pem': '',
    'src/[id].json': '',
    'node_modules/x/y.html': '',
  });
  const found = (from: string, to?: string): string[] =>
    paths(collectAssets(folder.path, [{ from, ...(to !== undefined && { to }) }]));
  expect(found('views')).toEqual(['views/a.html', 'views/b/c.html']);
  expect(found('views/', 'templates')).toEqual(['templates/a.html', 'templates/b/c.html']);
  expect(found('views', '.')).toEqual(['a.html', 'b/c.html']);
  expect(found('cert.pem', 'certs')).toEqual(['certs/cert.pem']);
  expect(found('**/*.html')).toEqual(['views/a.html', 'views/b/c.html']);
  expect(found('views/**/*.html', 'web')).toEqual(['web/a.html', 'web/b/c.html']);
  expect(found('src/[id].json')).toEqual(['src/[id].json']);
  expect(found('node_modules/x/*.html')).toEqual(['node_modules/x/y.html']);
});

test('an asset rule that matches nothing, or leaves the service, is refused', () => {
  const folder = aTree({ 'service/a.txt': '', 'outside.txt': '' }).link('service/link.txt', '../outside.txt');
  expect(codeOf(() => collectAssets(folder.at('service'), [{ from: 'b.txt' }]))).toBe('ASSET_MISSING');
  expect(codeOf(() => collectAssets(folder.at('service'), [{ from: '*.md' }]))).toBe('ASSET_MISSING');
  expect(codeOf(() => collectAssets(folder.at('service'), [{ from: '../outside.txt' }]))).toBe('OUTSIDE_ROOT');
  expect(codeOf(() => collectAssets(folder.at('service'), [{ from: 'link.txt' }]))).toBe('OUTSIDE_ROOT');
  const outside = collectAssets(folder.at('service'), [{ from: 'a.txt', to: '../..' }]);
  expect(codeOf(() => checkEntries(outside))).toBe('OUTSIDE_ROOT');
});

test('linked assets are followed, and a loop among them is noticed', () => {
  const folder = aTree({ 'data/a.txt': 'a' }).link('views', 'data');
  expect(paths(collectAssets(folder.path, [{ from: 'views' }]))).toEqual(['views/a.txt']);
  folder.link('data/again', '../data');
  expect(codeOf(() => collectAssets(folder.path, [{ from: 'data' }]))).toBe('LINK_LOOP');
});

test('a pipe is refused before anybody waits for it', () => {
  const folder = aTree({ 'index.js': '' });
  execFileSync('mkfifo', [folder.at('pipe')]);
  expect(codeOf(() => collectFolder(folder.path, all))).toBe('FILE_UNSUPPORTED');
  expect(paths(collectFolder(folder.path, { include: [], exclude: ['pipe'] }))).toEqual(['index.js']);
});

test('a file that changes, shrinks or goes while it is read is noticed', () => {
  const folder = aTree({ 'a.txt': 'before', 'b.txt': 'before', 'c.txt': 'before' });
  const sources = collectFolder(folder.path, all).map(({ from, bytes }) => ({ path: '', stat: '', ...from, bytes }));
  folder.write({ 'a.txt': 'after!', 'b.txt': '' }).remove('c.txt');
  expect(sources.map((source) => codeOf(() => readSource(source)))).toEqual([
    'FILE_CHANGED',
    'FILE_CHANGED',
    'FILE_CHANGED',
  ]);
});

const entry = (path: string): FileEntry => ({ path, executable: false, bytes: 0, from: { kind: 'link', target: 'x' } });

test('names that are equal, or differ only in case or composition, are refused with both', () => {
  const clash = (...names: string[]): string => codeOf(() => checkEntries(names.map(entry)));
  expect([
    clash('a', 'A'),
    clash('lib/x.js', 'Lib/x.js'),
    clash('a', 'a'),
    clash('\u00fc', 'u\u0308'),
    clash('a', 'b'),
  ]).toEqual(['NAME_CLASH', 'NAME_CLASH', 'NAME_CLASH', 'NAME_CLASH', 'nothing']);
});

test('100,000 files are refused with the folders that hold most of them', () => {
  const many = Array.from({ length: 100_000 }, (_, at) =>
    entry(`node_modules/${at < 60_000 ? 'icons' : 'other'}/${at}.svg`),
  );
  expect(() => checkEntries(many)).toThrow(
    expect.objectContaining({
      code: 'TOO_MANY_FILES',
      details: ['node_modules/icons: 60000 files', 'node_modules/other: 40000 files'],
    }),
  );
});

test.each(['/etc/passwd', '../x', 'a/../../x', '', 'a\0b'])('path %j never gets into a zip', (path) => {
  expect(codeOf(() => checkEntries([entry(path)]))).toBe('OUTSIDE_ROOT');
});

test.each([
  ['nodejs22.x', 'index.handler', ['index.js'], undefined],
  ['nodejs22.x', 'index.handler', ['index.mjs'], undefined],
  ['nodejs22.x', 'src/app.default.handler', ['src/app.cjs'], undefined],
  ['nodejs22.x', 'index.handler', ['main.js'], 'index.js'],
  ['nodejs22.x', '/opt/nodejs/wrapper.handler', [], undefined],
  ['python3.13', 'app.main.handler', ['app/main.py'], undefined],
  ['python3.13', 'app.handler', ['main.py'], 'app.py'],
  ['provided.al2023', 'anything', ['bootstrap'], undefined],
  ['provided.al2023', 'anything', ['boot'], 'bootstrap'],
  ['java21', 'com.example.App::handle', [], undefined],
])('%s finds %s among %j, or misses %s', (runtime, handler, files, missing) => {
  expect(findMissingHandler({ runtime, handler }, files.map(entry))).toBe(missing);
});
