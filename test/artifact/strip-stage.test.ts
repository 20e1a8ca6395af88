import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { packageService } from '../../src/artifact/package-service.ts';
import { aFolder, aFunction, aRequest } from './a-service.ts';
import { unpack } from './read-zip.ts';

const folder = aFolder().write({
  'service/esm/index.mjs': 'export const handler = async ({ rawPath }) => rawPath;',
  'service/common/dist/[main].js':
    'const made = { handler: async ({ rawPath }) => rawPath }; module.exports = Object.assign({}, made);',
  'service/nested/index.js': 'exports.api = { handler: async ({ rawPath }) => rawPath };',
});
afterAll(() => folder.remove());

test.each([
  ['esm', 'index.handler'],
  ['common', 'dist/[main].handler'],
  ['nested', 'index.api.handler'],
])(
  'the handler of a prebuilt folder (%s) sees the preview as the live stage, where stripStage says so',
  async (name, handler) => {
    const answers = async (bundle: object): Promise<unknown[]> => {
      const source = aFunction(folder.at('service', name), { kind: 'folder', handler, bundle });
      const { functions, warnings } = await packageService(aRequest(folder, [source]));
      const [file = '', exported = ''] = /^(.*?)\.(.*)$/.exec(functions[0]?.handler ?? '')?.slice(1) ?? [];
      const task = unpack(functions[0]?.zipPath ?? '');
      const event = { rawPath: '/ship-preview/a', requestContext: { stage: 'ship-preview' } };
      const code = `const find = (from, at) => at.split('.').reduce((found, name) => found?.[name], from);
      const load = (end) => import(process.argv[1] + end).catch(() => undefined);
      const loaded = (await load('.mjs')) ?? (await load('.js'));
      console.log(await (find(loaded, '${exported}') ?? find(loaded.default, '${exported}'))(${JSON.stringify(event)}));`;
      const told = execFileSync(process.execPath, ['--input-type=module', '-e', code, join(task, file)]);
      return [String(told).trim(), warnings.length];
    };
    expect(await answers({})).toEqual(['/ship-preview/a', 0]);
    expect(await answers({ stripStage: true })).toEqual(['/a', 0]);
  },
);
