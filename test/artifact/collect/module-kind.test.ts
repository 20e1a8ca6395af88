import { packService } from '../../../src/artifact/pack/pack-service.ts';
import { aFolder, aFunction, aRequest, type Folder } from '../a-service.ts';

const folders: Folder[] = [];
afterAll(() => folders.forEach((folder) => folder.remove()));

async function kindsOf(files: Readonly<Record<string, string>>, handler = 'index.handler'): Promise<string[]> {
  const folder = aFolder().write(files);
  folders.push(folder);
  const source = aFunction(folder.at('service'), { kind: 'folder', handler });
  const packed = await packService(aRequest(folder, [source]));
  return packed.flatMap(({ warnings }) => warnings.map(({ kind, next }) => `${kind}: ${next}`));
}

const esm = "import { x } from './x.js';\nexport const handler = x;\n";
const common = "const { x } = require('./x.js');\nexports.handler = x;\n";
const declared = '{"type":"module"}';

test.each([
  [
    'an ES module in index.js that nothing declares',
    { 'index.js': esm },
    ['module-kind: rename it to .mjs, or ship a package.json with "type": "module"'],
  ],
  ['the same, declared', { 'index.js': esm, 'package.json': declared }, []],
  [
    'CommonJS that is declared to be a module',
    { 'index.js': common, 'package.json': declared },
    ['module-kind: rename it to .cjs'],
  ],
  ['CommonJS', { 'index.js': common }, []],
  ['an ES module in index.mjs', { 'index.mjs': esm }, []],
])('%s', async (_what, files, warnings) => {
  const service = Object.fromEntries(Object.entries(files).map(([name, text]) => [`service/${name}`, text]));
  expect(await kindsOf(service)).toEqual(warnings);
});

test('the nearest package.json counts', async () => {
  const files = { 'service/package.json': declared, 'service/dist/package.json': '{}', 'service/dist/index.js': esm };
  expect(await kindsOf(files, 'dist/index.handler')).toHaveLength(1);
});
