import { packageService } from '../../../src/artifact/package-service.ts';
import { aFolder, aFunction, aRequest, type Folder } from '../a-service.ts';
import { readZip } from '../read-zip.ts';

// As `prisma generate` of version 6 writes them; the database is left out.
const generated = `const path = require('path'); const config = {};
config.dirname = __dirname;
exports.open = () => require('fs').readFileSync(path.join(config.dirname, 'query_compiler_bg.wasm'), 'utf8');`;

const manifest = (given: object): string => JSON.stringify({ version: '6.19.3', ...given });

const folder: Folder = aFolder().write({
  'service/package.json': '{"dependencies":{"@prisma/client":"6"}}',
  'service/own.js': "const { open } = require('./generated'); exports.handler = async () => open();",
  'service/generated/index.js': generated,
  'service/generated/schema.prisma': 'schema',
  'service/generated/query_compiler_bg.wasm': 'compiler',
  'service/shared.js': "const { open } = require('@prisma/client'); exports.handler = async () => open();",
  'node_modules/@prisma/client/package.json': manifest({
    name: '@prisma/client',
    peerDependencies: { prisma: '*', typescript: '*', helpful: '*' },
    peerDependenciesMeta: {
      prisma: { optional: true },
      typescript: { optional: true },
      helpful: { optional: true },
    },
  }),
  'node_modules/@prisma/client/index.js': "module.exports = require('.prisma/client');",
  'node_modules/@prisma/client/index.js.map': '{}',
  'node_modules/.prisma/client/package.json': manifest({ name: '.prisma/client' }),
  'node_modules/.prisma/client/index.js': generated,
  'node_modules/.prisma/client/query_compiler_bg.wasm': 'compiler',
  'node_modules/prisma/package.json': manifest({ name: 'prisma' }),
  'node_modules/typescript/package.json': manifest({ name: 'typescript' }),
  'node_modules/helpful/package.json': manifest({ name: 'helpful' }),
});
afterAll(() => folder.remove());

type Given = Parameters<typeof aFunction>[1];

async function pack(entry: string, given: Given): Promise<{ paths: string[]; warnings: (string | undefined)[] }> {
  const { functions, warnings } = await packageService(
    aRequest(folder, [aFunction(folder.at('service', entry), given)]),
  );
  const paths = (await readZip(functions[0]?.zipPath ?? '')).map(({ path }) => path);
  return { paths, warnings: warnings.map(({ next }) => next) };
}

test('a generated client that is bundled asks for the files that it opens beside itself', async () => {
  expect((await pack('own.js', {})).warnings).toEqual([
    "assets: [{ from: 'generated/query_compiler_bg.wasm', to: '.' }]",
    "assets: [{ from: 'generated/schema.prisma', to: '.' }]",
  ]);
  const assets = [{ from: 'generated/*.{wasm,prisma}', to: '.' }];
  expect((await pack('own.js', { assets })).warnings).toEqual([]);
});

test('@prisma/client brings what was generated for it, and not the tools that generate', async () => {
  const { paths, warnings } = await pack('shared.js', { bundle: { nodeModules: ['@prisma/client'] } });
  expect(paths).toEqual(
    expect.arrayContaining(['node_modules/.prisma/client/query_compiler_bg.wasm', 'node_modules/helpful/package.json']),
  );
  expect(paths.filter((path) => /node_modules\/(prisma|typescript)\//.test(path))).toEqual([]);
  expect(warnings).toEqual([]);
});

test('files of shipped packages can be left out, the bundle itself cannot', async () => {
  const given = { bundle: { nodeModules: ['@prisma/client'] }, exclude: ['**/*.map', 'index.js'] };
  const { paths } = await pack('shared.js', given);
  expect(paths).toContain('index.js');
  expect(paths.filter((path) => path.endsWith('.map'))).toEqual([]);
});

test('a client that was not generated yet is missing', async () => {
  folder.remove('node_modules/.prisma');
  const { functions, warnings } = await packageService(
    aRequest(folder, [aFunction(folder.at('service/shared.js'), { bundle: { nodeModules: ['@prisma/client'] } })]),
  );
  expect(functions).toHaveLength(1);
  expect(warnings.map(({ message }) => message)).toEqual([
    '@prisma/client needs .prisma/client, which is not installed',
  ]);
});
