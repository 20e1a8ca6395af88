import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { packageService } from '../../../src/artifact/package-service.ts';
import { aFolder, aFunction, aRequest } from '../a-service.ts';
import { unpack } from '../read-zip.ts';
import { findAbsentPeers } from '../../../src/artifact/bundle/absent-peers.ts';

const root = realpathSync(mkdtempSync(join(tmpdir(), 'ship-peers-')));
afterAll(() => rmSync(root, { recursive: true, force: true }));

const manifest = (path: string, content: object): void => {
  mkdirSync(join(root, dirname(path)), { recursive: true });
  writeFileSync(join(root, path), JSON.stringify(content));
};

const unresolved = (...asked: readonly (readonly [name: string, file: string])[]): object => ({
  errors: asked.map(([name, file]) => ({ text: `Could not resolve "${name}"`, location: { file } })),
});

test('what only another package asks for, and can do without, is left out; what anybody needs is not', () => {
  manifest('node_modules/@nest/core/package.json', {
    name: '@nest/core',
    peerDependencies: { '@nest/sockets': '*', needed: '*' },
    peerDependenciesMeta: { '@nest/sockets': { optional: true } },
    optionalDependencies: { fast: '*', shared: '*' },
  });
  manifest('node_modules/@nest/core/esm/package.json', { type: 'module' });
  const core = 'node_modules/@nest/core/esm/index.js';
  const error = unresolved(
    ['@nest/sockets/module', core],
    ['fast', core],
    ['needed', core],
    ['shared', core],
    ['shared', 'src/main.ts'],
    ['own', 'src/main.ts'],
  );
  expect(findAbsentPeers(error, root)).toEqual([
    { specifier: '@nest/sockets/module', file: core },
    { specifier: 'fast', file: core },
  ]);
  expect(findAbsentPeers(new Error('another'), root)).toEqual([]);
});

test('of a package that is installed, only the part that is not there is left out', async () => {
  const folder = aFolder().write({
    'service/package.json': JSON.stringify({ dependencies: { mapped: '*', transformer: '*' } }),
    'service/main.js': "exports.handler = async () => [require('mapped')(), require('transformer').name];",
    'node_modules/mapped/package.json': JSON.stringify({
      name: 'mapped',
      peerDependenciesMeta: { transformer: { optional: true } },
    }),
    // As NestJS asks for class-transformer, whose older releases had that file.
    'node_modules/mapped/index.js':
      "module.exports = () => { try { return require('transformer/a') } catch { try { return require('transformer/b') } catch { return 'without' } } };",
    'node_modules/transformer/package.json': JSON.stringify({ name: 'transformer' }),
    'node_modules/transformer/index.js': "exports.name = 'transformer';",
  });
  const { functions } = await packageService(aRequest(folder, [aFunction(folder.at('service/main.js'))]));
  const code = 'require(process.argv[1]).handler().then((answer) => console.log(JSON.stringify(answer)))';
  const told = execFileSync(process.execPath, ['-e', code, unpack(functions[0]?.zipPath ?? '')], { encoding: 'utf8' });
  expect(JSON.parse(told)).toEqual(['without', 'transformer']);
  folder.remove();
});

test('what a package loads when it needs it, and declares nowhere, is left out and told; what it declares is missed', async () => {
  const folder = aFolder().write({
    'service/package.json': JSON.stringify({ dependencies: { knexlike: '*' } }),
    'service/main.js': "exports.handler = async () => require('knexlike')('pg');",
    'node_modules/knexlike/package.json': JSON.stringify({ name: 'knexlike' }),
    'node_modules/knexlike/index.js':
      "module.exports = (name) => { if (name === 'oracle') return require('oracledb'); return name; };",
  });
  const request = aRequest(folder, [aFunction(folder.at('service/main.js'))]);
  const told = async (bundle = {}): Promise<unknown[]> => {
    const { warnings } = await packageService(aRequest(folder, [aFunction(folder.at('service/main.js'), { bundle })]));
    return warnings.map(({ kind, next }) => [kind, next]);
  };
  expect(await told()).toEqual([['left-out', "bundle: { external: ['oracledb'] }"]]);
  expect(await told({ external: ['oracledb'] })).toEqual([]);
  folder.write({ 'node_modules/knexlike/package.json': '{"name":"knexlike","dependencies":{"oracledb":"6"}}' });
  await expect(packageService({ ...request, useCache: false })).rejects.toMatchObject({ code: 'BUNDLE_FAILED' });
  folder.write({
    'node_modules/knexlike/package.json': '{"name":"knexlike"}',
    'node_modules/knexlike/index.js': "import oracle from 'oracledb'; export default () => oracle;",
  });
  await expect(packageService({ ...request, useCache: false })).rejects.toMatchObject({ code: 'BUNDLE_FAILED' });
  folder.remove();
});
