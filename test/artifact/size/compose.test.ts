import { measureService } from '../../../src/artifact/measure-service.ts';
import { compose } from '../../../src/artifact/size/compose.ts';
import { splitPackage } from '../../../src/artifact/size/size-parts.ts';
import type { FileEntry } from '../../../src/artifact/collect/file-entry.ts';
import type { SizeNode } from '../../../src/model/packaged-service.ts';
import { aFolder, aFunction, aRequest, settle, type Folder } from '../a-service.ts';

const folders: Folder[] = [];
afterAll(() => folders.forEach((folder) => folder.remove()));

const entry = (path: string, bytes: number): FileEntry => ({
  path,
  bytes,
  executable: false,
  from: { kind: 'link', target: '' },
});

test.each([
  ['node_modules/zod/index.js', 'zod', 'node_modules/zod'],
  ['node_modules/@a/b/c.js', '@a/b', 'node_modules/@a/b'],
  ['node_modules/a/node_modules/b/x.js', 'b', 'node_modules/a/node_modules/b'],
  ['../../node_modules/.pnpm/a@1/node_modules/a/x.js', 'a', '../../node_modules/.pnpm/a@1/node_modules/a'],
  ['node_modules/.package-lock.json', undefined, undefined],
  ['node_modules/.bin/tsc', undefined, undefined],
  ['my_node_modules/a/x.js', undefined, undefined],
  ['src/index.ts', undefined, undefined],
])('%s belongs to package %s', (path, name, place) => {
  expect(splitPackage(path)).toEqual(name === undefined ? undefined : { name, path: place });
});

test('bytes by package, by folder three segments deep, and as a tree; all add up', () => {
  const content = compose([
    entry('index.js', 100),
    entry('node_modules/a/lib/deep/er/x.js', 1000),
    entry('node_modules/a/y.js', 500),
    entry('node_modules/b/node_modules/a/z.js', 200),
    entry('views/a.html', 5),
  ]);
  expect(content.bytes).toBe(1805);
  expect(content.packages).toEqual([
    {
      name: 'a',
      bytes: 1700,
      copies: [
        { path: 'node_modules/a', bytes: 1500 },
        { path: 'node_modules/b/node_modules/a', bytes: 200 },
      ],
    },
  ]);
  expect(content.folders.map(({ path, bytes }) => [path, bytes])).toEqual([
    ['node_modules/a/lib', 1000],
    ['node_modules/a', 500],
    ['node_modules/b/node_modules', 200],
    ['.', 100],
    ['views', 5],
  ]);
  const sum = ({ bytes, children }: SizeNode): number =>
    children ? children.reduce((all, child) => all + sum(child), 0) : bytes;
  expect(sum(content.tree)).toBe(1805);
});

test('small nodes of the tree are gathered', () => {
  const many = Array.from({ length: 3000 }, (_, at) => entry(`lib/${at}.js`, 10));
  const { tree } = compose([entry('big.js', 1_000_000), ...many]);
  expect(tree.children?.map(({ name, bytes }) => [name, bytes])).toEqual([
    ['big.js', 1_000_000],
    ['lib', 30_000],
  ]);
  expect(tree.children?.[1]?.children).toBeUndefined();
});

test('two versions of one package in a bundle are told apart', async () => {
  const module = (text: string): string => `module.exports = '${text.repeat(500)}';`;
  const folder = aFolder().write({
    'service/src/index.ts': 'import x from "x"; import y from "y"; export const handler = () => x + y;',
    'node_modules/x/package.json': '{"version":"1.0.0"}',
    'node_modules/x/index.js': module('one'),
    'node_modules/y/package.json': '{"version":"5.0.0"}',
    'node_modules/y/index.js': 'module.exports = require("x");',
    'node_modules/y/node_modules/x/package.json': '{"version":"2.0.0"}',
    'node_modules/y/node_modules/x/index.js': module('two'),
  });
  folders.push(folder);
  const { functions } = await measureService(aRequest(folder, [aFunction(folder.at('service/src/index.ts'))]));
  const x = functions[0]?.code.packages.find(({ name }) => name === 'x');
  expect(x?.copies.map(({ version }) => version).toSorted()).toEqual(['1.0.0', '2.0.0']);
  expect(functions[0]?.dependencies.map(({ name, importers }) => [name, importers])).toEqual([
    ['x', ['src/index.ts']],
    ['y', ['src/index.ts']],
  ]);
});

test('what npm marks as for development is weighed, and for weighing an install is trusted by its folders', async () => {
  const folder = aFolder().write({
    'service/index.js': 'x',
    'service/node_modules/.package-lock.json': '{"packages":{"node_modules/tool":{"dev":true},"node_modules/need":{}}}',
    'service/node_modules/tool/index.js': 'tool!',
    'service/node_modules/need/index.js': 'need',
  });
  folders.push(folder);
  await settle();
  const request = {
    ...aRequest(folder, [aFunction(folder.at('service'), { kind: 'folder' })]),
    installs: 'trust' as const,
  };
  const first = await measureService(request);
  expect(first.functions[0]?.code.developmentBytes).toBe(5);
  folder.write({ 'service/node_modules/need/index.js': 'changed by hand' });
  expect((await measureService(request)).functions[0]?.code.bytes).toBe(first.functions[0]?.code.bytes);
  expect((await measureService({ ...request, installs: 'look' })).functions[0]?.code.bytes).toBeGreaterThan(
    first.functions[0]?.code.bytes ?? 0,
  );
  folder.write({ 'service/node_modules/need/more.js': 'more' });
  expect((await measureService(request)).functions[0]?.code.fileCount).toBe(5);
  folder.write({ 'service/own.js': 'own' });
  const own = await measureService(request);
  expect(own.functions[0]?.code.packages.find(({ name }) => name === 'need')?.bytes).toBe(19);
});
