import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { packageService } from '../../../src/artifact/package-service.ts';
import { aFolder, aFunction, aRequest } from '../a-service.ts';
import { unpack } from '../read-zip.ts';

const folder = aFolder();
afterAll(() => folder.remove());

const reads = {
  cjs: `const { readFileSync } = require('node:fs'); const { join } = require('node:path');
    exports.handler = async () => [
      readFileSync(join(__dirname, '../views/a.html'), 'utf8'), readFileSync('settings.json', 'utf8'), require('plain'),
    ];`,
  esm: `import { readFileSync } from 'node:fs'; import plain from 'plain';
    export const handler = async () => [
      readFileSync(new URL('../views/a.html', import.meta.url), 'utf8'), readFileSync('settings.json', 'utf8'), plain,
    ];`,
};

test.each(['cjs', 'esm'] as const)(
  'code (%s) that reads what lies above its folder finds it once the bundle lies as the code does',
  async (format) => {
    folder.write({
      'service/package.json': '{"name":"service","dependencies":{"plain":"1"}}',
      'service/src/index.js': reads[format],
      'service/views/a.html': 'the view',
      'service/settings.json': '{}',
      'service/node_modules/plain/package.json': '{"name":"plain","version":"1.0.0"}',
      'service/node_modules/plain/index.js': "module.exports = 'plain';",
    });
    const packed = async (bundle: object, assets: readonly string[]): ReturnType<typeof packageService> => {
      const given = { bundle: { format, nodeModules: ['plain'], sourceMap: true, ...bundle } };
      const rules = { assets: assets.map((from) => ({ from })) };
      return packageService(aRequest(folder, [aFunction(folder.at('service/src/index.js'), { ...given, ...rules })]));
    };
    const advice = async (...given: Parameters<typeof packed>): Promise<unknown[]> =>
      (await packed(...given)).warnings.map(({ next }) => next);

    expect(await advice({}, ['settings.json'])).toEqual(["bundle: { outdir: 'src' }, assets: ['views/a.html']"]);
    expect(await advice({}, ['settings.json', 'views'])).toEqual(["bundle: { outdir: 'src' }"]);
    expect(await advice({ outdir: 'src' }, [])).toEqual(["assets: [{ from: 'views/a.html' }]", expect.anything()]);
    const placed = await packed({ outdir: 'src' }, ['settings.json', 'views']);
    expect(placed.warnings).toEqual([]);
    expect(placed.functions[0]?.handler).toBe('src/index.handler');
    const task = unpack(placed.functions[0]?.zipPath ?? '');
    const code = `import(process.argv[1]).then((m) => m.handler()).then((told) => console.log(JSON.stringify(told)))`;
    const file = join(task, 'src', format === 'esm' ? 'index.mjs' : 'index.js');
    const told = execFileSync(process.execPath, ['--input-type=module', '-e', code, file], { cwd: task });
    expect(JSON.parse(String(told))).toEqual(['the view', '{}', 'plain']);
  },
);
