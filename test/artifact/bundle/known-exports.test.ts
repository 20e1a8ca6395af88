import { packageService } from '../../../src/artifact/package-service.ts';
import type { ArtifactError } from '../../../src/artifact/artifact-error.ts';
import { aFolder, aFunction, aRequest, type Folder } from '../a-service.ts';

const folder: Folder = aFolder().write({
  'service/package.json': '{"name":"service"}',
  'service/good.ts': 'export const handler = async () => 1;\nexport default 2;',
  'service/other.ts': 'export const run = async () => 1;\nexport const $stop = 2;',
  'service/none.ts': 'console.log(1);',
  'service/again.ts': "export * from './good';",
  'service/late.ts': "export * from './commonjs.cjs';",
  'service/commonjs.cjs': 'exports.handler = async () => 1;',
  'service/listed.js': 'const run = async () => 1;\nmodule.exports = { run, stop: run };',
  'service/whole.js': "module.exports = require('./commonjs.cjs');",
});
afterAll(() => folder.remove());

type Given = Parameters<typeof aFunction>[1];

/** `packaged`, or the complaint. */
function outcome(entry: string, given: Given = {}): Promise<string> {
  return packageService(aRequest(folder, [aFunction(folder.at('service', entry), given)])).then(
    () => 'packaged',
    ({ code, details, next }: ArtifactError) => [code, ...details, ...next].join(' | ').replaceAll(folder.path, ''),
  );
}

const formats = (['cjs', 'esm'] as const).flatMap((format) => [
  { format, minify: false },
  { format, minify: true },
]);

test.each(formats)('a handler that the entry does not export is refused: %j', async (bundle) => {
  expect(await outcome('good.ts', { bundle })).toBe('packaged');
  expect(await outcome('again.ts', { bundle })).toBe('packaged');
  expect(await outcome('other.ts', { bundle, handler: 'index.$stop' })).toBe('packaged');
  expect(await outcome('other.ts', { bundle })).toMatch(
    /^EXPORT_MISSING \| \/service\/other.ts exports (run, \$stop|\$stop, run) \| export it, .* handler: '(run|\$stop)'$/,
  );
  expect(await outcome('none.ts', { bundle })).toMatch(/^EXPORT_MISSING .* exports nothing/);
});

test('exports that only running shows are not judged', async () => {
  expect(await outcome('late.ts')).toBe('packaged');
  expect(await outcome('whole.js', { handler: 'index.whatever' })).toBe('packaged');
});

test.each([{ minify: false }, { minify: true }])('of CommonJS the text is judged: %j', async (bundle) => {
  expect(await outcome('commonjs.cjs', { bundle })).toBe('packaged');
  expect(await outcome('listed.js', { bundle, handler: 'index.stop' })).toBe('packaged');
  expect(await outcome('commonjs.cjs', { bundle, handler: 'index.nope' })).toMatch(
    /^EXPORT_MISSING \| .*commonjs.cjs exports handler \| .*handler: 'handler'$/,
  );
  expect(await outcome('listed.js', { bundle })).toMatch(/^EXPORT_MISSING .* exports run, stop /);
});

test('a CommonJS entry bundled as an ES module would hide its handler', async () => {
  expect(await outcome('commonjs.cjs', { bundle: { format: 'esm' } })).toMatch(
    /^EXPORT_MISSING \| .*commonjs.cjs exports only a default \| .*bundle: \{ format: 'cjs' \}$/,
  );
});
