import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { loadConfig } from '../../src/config/load-config.ts';
import type { ShipError } from '../../src/errors/ship-error.ts';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'ship-config-'));
});

afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

function write(files: Readonly<Record<string, string>>): void {
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), content);
  }
}

async function describedBy(files: Readonly<Record<string, string>>): Promise<string | undefined> {
  write(files);
  return (await loadConfig({ cwd: folder })).service('a', 'local').description;
}

async function refusal(files: Readonly<Record<string, string>> = {}): Promise<ShipError> {
  write(files);
  return loadConfig({ cwd: folder }).then(
    () => Promise.reject(new Error('the config was accepted')),
    (error: ShipError) => error,
  );
}

const config = (description: string): string => `{ services: { a: { main: 'a.ts', description: ${description} } } }`;

test.each([
  [
    'services.config.ts',
    `import { defineServices } from 'ship';\nenum E { X = 'ts' }\nexport default defineServices(${config('E.X')});`,
    'ts',
  ],
  ['services.config.mts', `const d: string = await Promise.resolve('mts');\nexport default ${config('d')};`, 'mts'],
  ['services.config.js', `export default ${config("'js'")};`, 'js'],
  ['services.config.mjs', `import { sep } from 'node:path';\nexport default ${config("'mjs' + sep")};`, 'mjs/'],
  ['services.config.cjs', `const { sep } = require('path');\nmodule.exports = ${config("'cjs' + sep")};`, 'cjs/'],
  ['services.config.json', '{ "services": { "a": { "main": "a.ts", "description": "json" } } }', 'json'],
])('%s is read', async (name, content, expected) => {
  expect(await describedBy({ [name]: content })).toBe(expected);
});

test('each imported file knows its own place, also as TypeScript imported by a .js name', async () => {
  const place =
    'export const place: string = [import.meta.url, __dirname, __filename].map((p) => p.split("/").at(-1)).join();';
  const main = `import { place } from './deep/place.js';\nexport default ${config('place')};`;
  expect(await describedBy({ 'services.config.ts': main, 'deep/place.ts': place })).toBe('place.ts,deep,place.ts');
});

test('packages come from where the importing file finds them, those of the workspace as source', async () => {
  const files = {
    'services.config.ts': `import { a } from './part/config.ts';\nexport default ${config('a')};`,
    'part/config.ts': `import { b } from 'installed';\nimport { c } from 'own';\nexport const a = b + c;`,
    'part/node_modules/installed/package.json': '{ "name": "installed", "main": "lib.js" }',
    'part/node_modules/installed/lib.js': 'exports.b = __dirname.endsWith("installed") ? "kept" : "moved";',
    'part/node_modules/own/package.json': '{ "name": "own", "type": "module", "main": "own.mjs" }',
    'part/node_modules/own/own.mjs': 'export const c = " own";',
  };
  expect(await describedBy(files)).toBe('kept own');
});

test('the file is found from a folder below it, or by name', async () => {
  write({
    'services.config.json': '{ "services": { "a": { "main": "a.ts" } } }',
    'deep/er/x': '',
    'other.json': '{ "services": { "b": { "main": "b.ts" } } }',
  });
  expect((await loadConfig({ cwd: join(folder, 'deep/er') })).root).toBe(folder);
  const named = await loadConfig({ cwd: join(folder, 'deep'), file: '../other.json' });
  expect(named.services('local').map(({ name }) => name)).toEqual(['b']);
});

test('a change of an imported file is seen, and nothing else makes the bundle anew', async () => {
  const files = {
    'services.config.ts': `import { d } from './d';\nexport default ${config('d')};`,
    'd.ts': `export const d = 'one';`,
  };
  expect(await describedBy(files)).toBe('one');
  const cache = join(folder, '.ship/cache');
  const before = readdirSync(cache);
  await loadConfig({ cwd: folder });
  expect(readdirSync(cache)).toEqual(before);
  expect(await describedBy({ 'd.ts': `export const d = 'two';` })).toBe('two');
});

test('a half-written cache is made anew', async () => {
  expect(await describedBy({ 'services.config.ts': `export default ${config("'good'")};` })).toBe('good');
  for (const name of readdirSync(join(folder, '.ship/cache')).filter((one) => one.endsWith('.json')))
    writeFileSync(join(folder, '.ship/cache', name), '{"format":');
  expect((await loadConfig({ cwd: folder })).service('a', 'local').description).toBe('good');
});

test('an unchanged file that was only touched is bundled again, to the same end', async () => {
  expect(await describedBy({ 'services.config.js': `export default ${config("'x'")};` })).toBe('x');
  utimesSync(join(folder, 'services.config.js'), 1, 1);
  expect((await loadConfig({ cwd: folder })).service('a', 'local').description).toBe('x');
});

test('a folder without a config is told what is looked for', async () => {
  const error = await refusal();
  expect(error).toMatchObject({ code: 'CONFIG_NOT_FOUND', exit: 2 });
  expect(error.why).toContain('services.config.ts');
});

test('a syntax error is quoted with its place', async () => {
  const error = await refusal({ 'services.config.ts': 'export default {\n  services: [,]]\n};' });
  expect(error).toMatchObject({ code: 'CONFIG_NOT_READABLE', exit: 2 });
  expect(error.why).toBe('services.config.ts:2:16: Expected "}" but found "]"\n  services: [,]]');
});

test.each([
  ['services.config.json', '{\n  "services": { "a": {}, "a": {} }\n}'],
  ['services.config.ts', 'export default {\n  services: { a: {}, "a": {} }\n};'],
])('two services of one name in %s are told, with their place', async (name, content) => {
  const error = await refusal({ [name]: content });
  expect(error).toMatchObject({ code: 'CONFIG_NOT_READABLE', exit: 2 });
  expect(error.why).toMatch(new RegExp(`^${name}:2:[0-9]+: Duplicate key "a" in object literal`));
});

test('an import that is not there is quoted with its place', async () => {
  const error = await refusal({ 'services.config.ts': "import './gone.ts';\nexport default {};" });
  expect(error.why).toMatch('services.config.ts:1:8: Could not resolve "./gone.ts"');
});

test('a config that throws is named with the line that threw', async () => {
  const error = await refusal({ 'services.config.ts': "const a: string = 'x';\n\nthrow new Error(`no ${a}`);" });
  expect(error).toMatchObject({ code: 'CONFIG_THREW', exit: 2 });
  expect(error.why).toBe('Error: no x\nservices.config.ts:3:7');
});

test('what is nested too deep for any parser is an error of the file, not of a place in Node', async () => {
  const depth = 200_000;
  const error = await refusal({ 'services.config.json': `${'{"a":'.repeat(depth)}1${'}'.repeat(depth)}` });
  expect([error.code, error.next]).toEqual(['CONFIG_THREW', [`correct ${join(folder, 'services.config.json')}`]]);
});

test('a file without a default export is told what to write', async () => {
  const error = await refusal({ 'services.config.mjs': 'export const services = {};' });
  expect(error.next).toEqual(['write: export default defineServices({ services: { ... } })']);
});

test('mistakes are listed one per line, refusals of what is not there yet have a code of their own', async () => {
  const invalid = await refusal({
    'services.config.json': '{ "services": { "a": { "main": { "entry": "a.ts", "memory": 1, "timeout": 0 } } } }',
  });
  expect(invalid).toMatchObject({ code: 'CONFIG_INVALID', exit: 2, message: 'services.config.json has 2 mistakes' });
  expect(invalid.why.split('\n')).toHaveLength(2);
  const refused = await refusal({
    'services.config.json': '{ "services": { "a": { "main": "a.ts", "websocket": {} } } }',
  });
  expect(refused).toMatchObject({ code: 'NOT_SUPPORTED_YET', exit: 2 });
});

test('of two configs in one folder none is guessed', async () => {
  const two = { 'services.config.ts': 'export default {};', 'services.config.js': 'export default {};' };
  const refused = await refusal(two);
  expect(refused).toMatchObject({ code: 'CONFIG_AMBIGUOUS', exit: 2 });
  expect(refused.why).toContain('services.config.ts and services.config.js');
  expect(refused.next).toContain('or name it: --config services.config.ts');
});

test('unknown names are answered with the nearest known one', async () => {
  write({ 'services.config.json': '{ "services": { "orders": { "main": "a.ts" } } }' });
  const loaded = await loadConfig({ cwd: folder });
  expect(() => loaded.service('order', 'local')).toThrow(
    expect.objectContaining({ code: 'UNKNOWN_SERVICE', typo: { typed: 'order', meant: 'orders' } }),
  );
  expect(() => loaded.services('locla')).toThrow(
    expect.objectContaining({
      code: 'UNKNOWN_ENVIRONMENT',
      next: ['--env local'],
      typo: { typed: 'locla', meant: 'local' },
    }),
  );
});

test('.ship tells git to leave it alone, and bundles of configs are for nobody else to read', async () => {
  await describedBy({ 'services.config.ts': `export default ${config("'secret'")};` });
  expect(readFileSync(join(folder, '.ship', '.gitignore'), 'utf8')).toBe('*\n');
  const cache = join(folder, '.ship', 'cache');
  const bundles = readdirSync(cache).filter((name) => name.startsWith('config-') && name !== 'config-fits');
  expect(bundles.map((name) => (statSync(join(cache, name)).mode & 0o777).toString(8))).toEqual(['600', '600']);
});
