import { execFileSync } from 'node:child_process';
import { packageService, type PackageRequest } from '../../../src/artifact/package-service.ts';
import type { ArtifactError } from '../../../src/artifact/artifact-error.ts';
import { aFolder, aFunction, aRequest, type Folder } from '../a-service.ts';
import { readZip, unpack } from '../read-zip.ts';

const folders: Folder[] = [];
afterAll(() => folders.forEach((folder) => folder.remove()));

function aProject(files: Readonly<Record<string, string | Uint8Array>>): Folder {
  const folder = aFolder().write({ 'service/package.json': '{"name":"service"}', ...files });
  folders.push(folder);
  return folder;
}

const main = (
  folder: Folder,
  given: Parameters<typeof aFunction>[1] = {},
  entry = 'service/src/index.ts',
): PackageRequest => aRequest(folder, [aFunction(folder.at(entry), given)]);

/** Packages, unpacks as Lambda does, and calls the handler with Node.js. */
async function answerOf(request: PackageRequest): Promise<unknown> {
  const { functions } = await packageService(request);
  const code = `import(process.argv[1]).then(async (m) => console.log(JSON.stringify(await (m.handler ?? m.default.handler)())))`;
  const folder = unpack(functions[0]?.zipPath ?? '');
  const file = request.functions[0]?.bundle.format === 'esm' ? 'index.mjs' : 'index.js';
  return JSON.parse(
    execFileSync(process.execPath, ['--input-type=module', '-e', code, `${folder}/${file}`], {
      encoding: 'utf8',
      cwd: folder,
    }),
  );
}

async function failure(request: PackageRequest): Promise<ArtifactError> {
  return packageService(request).then(
    () => {
      throw new Error('it was packaged');
    },
    (error: ArtifactError) => error,
  );
}

const oddModules = {
  'service/src/index.ts': `
    import { dirname } from 'node:path';
    import { fileURLToPath } from 'node:url';
    import { createRequire } from 'node:module';
    import { odd } from './[name].ts';
    import { spaced } from './a b/ünï çödé.ts';
    import data from './data.json';
    import cjs from './old.cjs';
    const __dirname = dirname(fileURLToPath(import.meta.url));
    const require = createRequire(import.meta.url);
    export const handler = async () => [odd, spaced, data.n, cjs.name, __dirname === process.cwd(), typeof require('node:os').cpus, (await import('./lazy.ts')).lazy];`,
  'service/src/[name].ts': '\uFEFFexport const odd: string = "brackets";',
  'service/src/a b/ünï çödé.ts': 'export const spaced = "spaces";',
  'service/src/data.json': '{ "n": 7 }',
  'service/src/old.cjs':
    'const os = require("os"); module.exports = { name: typeof __filename + typeof os.cpus + require("path").basename(__dirname).length };',
  'service/src/lazy.ts': 'export const lazy = "lazy";',
};

test.each([
  ['cjs', false],
  ['cjs', true],
  ['esm', false],
  ['esm', true],
] as const)('%s, minified %p: own and foreign module kinds, odd names and late imports run', async (format, minify) => {
  const folder = aProject(oddModules);
  const answer = (await answerOf(main(folder, { bundle: { format, minify } }))) as unknown[];
  expect(answer).toEqual([
    'brackets',
    'spaces',
    7,
    expect.stringMatching(/^stringfunction\d+$/),
    true,
    'function',
    'lazy',
  ]);
});

const stageEcho = `
  exports.name = 'other';
  exports.handler = (event, context, callback) => [
    event.rawPath, event.path, event.requestContext?.path, event.requestContext?.http?.path, exports.handler.length, context, typeof callback,
  ];`;
const echoWithStage = (event: object): string =>
  `const { handler, name } = require(process.argv[1]);
   console.log(JSON.stringify([handler.length, name, ...handler(${JSON.stringify(event)}, 1, () => 0)]));`;

test.each([
  [
    '2.0',
    { rawPath: '/ship-preview/a', requestContext: { stage: 'ship-preview', http: { path: '/ship-preview/a' } } },
    ['/a', null, null, '/a'],
  ],
  [
    '1.0',
    { path: '/ship-preview', requestContext: { stage: 'ship-preview', path: '/ship-preview' } },
    [null, '/', '/', null],
  ],
  [
    'live',
    { rawPath: '/ship-preview/a', requestContext: { stage: '$default' } },
    ['/ship-preview/a', null, null, null],
  ],
  [
    'an authorizer',
    { routeArn: 'x', rawPath: '/ship-preview/a', requestContext: { stage: 'ship-preview' } },
    ['/ship-preview/a', null, null, null],
  ],
  ['a queue', { Records: [] }, [null, null, null, null]],
] as const)('stripStage takes the preview stage off the paths of an event: %s', async (_name, event, paths) => {
  const folder = aProject({ 'service/src/index.js': stageEcho });
  const { functions } = await packageService(
    main(folder, { bundle: { stripStage: true, minify: true } }, 'service/src/index.js'),
  );
  const file = `${unpack(functions[0]?.zipPath ?? '')}/index.js`;
  const said = execFileSync(process.execPath, ['-e', echoWithStage(event), file], { encoding: 'utf8' });
  expect(JSON.parse(said)).toEqual([3, 'other', ...paths, 3, 1, 'function']);
});

test.each(['esm', 'cjs'] as const)(
  'stripStage wraps an entry of any name in %s, and its files are still told',
  async (format) => {
    const folder = aProject({ 'service/src/[id]*.ts': 'export const handler = async () => "ok";' });
    const request = main(folder, { bundle: { stripStage: true, format } }, 'service/src/[id]*.ts');
    expect(await answerOf(request)).toBe('ok');
  },
);

test('stripStage wraps each handler of a file that several functions share', async () => {
  const folder = aProject({
    'service/src/index.ts': 'export const a = () => "a"; export const b = (event: object) => "b";',
  });
  const bundle = { stripStage: true };
  const functions = ['a', 'b'].map((name) =>
    aFunction(folder.at('service/src/index.ts'), { name, handler: `index.${name}`, bundle }),
  );
  const packed = await packageService(aRequest(folder, functions));
  const told = packed.functions.map(({ functionName, zipPath }) => {
    const code = `const all = require(process.argv[1]); console.log(all.a({}), all.b({}), all.${functionName}.name)`;
    return execFileSync(process.execPath, ['-e', code, unpack(zipPath)], { encoding: 'utf8' }).trim();
  });
  expect(told).toEqual(['a b outer', 'a b outer']);
});

test('what is said about a folder that is read when the code runs can be written as it is', async () => {
  const folder = aProject({
    'service/src/index.ts': `import { readFileSync } from 'node:fs'; import { join } from 'node:path';
      const views = join(__dirname, 'views'); export const handler = async () => readFileSync(views + '/a.html', 'utf8');`,
    'service/src/views/a.html': 'the view',
  });
  const { warnings } = await packageService(main(folder));
  expect(warnings.map(({ next }) => next)).toEqual(["assets: [{ from: 'src/views', to: 'views' }]"]);
  const advised = main(folder, { assets: [{ from: 'src/views', to: 'views' }] });
  expect((await packageService(advised)).warnings).toEqual([]);
  expect(await answerOf(advised)).toBe('the view');
});

test('packages that are used unseen by the bundler are told, until they are shipped whole', async () => {
  const folder = aProject({
    'service/package.json': '{"name":"service","dependencies":{"swagger-ui-dist":"5","ejs":"3"}}',
    'service/src/index.ts': `
      import { path } from 'swagger-ui-dist';
      export const handler = (app: { set(key: string, value: string): void }) => { app.set('view engine', 'ejs'); return path; };`,
    'service/node_modules/swagger-ui-dist/index.js': 'exports.path = __dirname;',
    'service/node_modules/swagger-ui-dist/package.json': '{"name":"swagger-ui-dist"}',
    'service/node_modules/ejs/index.js': '',
    'service/node_modules/ejs/package.json': '{"name":"ejs"}',
  });
  const warned = async (nodeModules: readonly string[]): Promise<unknown[]> =>
    (await packageService(main(folder, { bundle: { nodeModules } }))).warnings.map(({ next }) => next);
  expect(await warned([])).toEqual([
    "bundle: { nodeModules: ['ejs'] }",
    "bundle: { nodeModules: ['swagger-ui-dist'] }",
  ]);
  expect(await warned(['ejs', 'swagger-ui-dist'])).toEqual([]);
});

test.each(['cjs', 'esm'] as const)('what createRequire loads is told, until it is shipped: %s', async (format) => {
  const folder = aProject({
    'service/package.json': '{"name":"service","dependencies":{"fonts":"1"}}',
    'service/src/index.ts': `
      import { createRequire } from 'node:module';
      import { font } from 'fonts';
      const load = createRequire(import.meta.url ?? __filename);
      export const handler = async () => [font(), load('node:os').EOL === '' || (() => load('absent'))];
      export const other = () => load('./settings.json');`,
    'service/src/settings.json': '{}',
    'service/node_modules/fonts/package.json':
      '{"name":"fonts","imports":{"#all/*":"./all/*.js"},"exports":"./index.js"}',
    'service/node_modules/fonts/index.js': `
      const all = require('module');
      const require$1 = all.createRequire(__filename);
      exports.font = () => require$1('#all/Sans').name + require$1('#all/Serif').name;`,
    'service/node_modules/fonts/all/Sans.js': "exports.name = 'sans';",
    'service/node_modules/fonts/all/Serif.js': "exports.name = 'serif';",
  });
  const warned = async (nodeModules: readonly string[]): Promise<string[]> => {
    const { warnings } = await packageService(main(folder, { bundle: { format, nodeModules } }));
    return warnings
      .filter(({ message }) => message.includes('createRequire'))
      .map(({ message, next }) => `${message.split(' ')[0]}: ${next}`);
  };
  const own = './settings.json: import it';
  expect(await warned([])).toEqual(expect.arrayContaining([own, "#all/Sans: bundle: { nodeModules: ['fonts'] }"]));
  expect(await warned([])).toHaveLength(2);
  expect(await warned(['fonts'])).toEqual([own]);
});

test.each(['star*.ts', '[id].ts', '[...all].ts', 'a b.ts', 'ünï.ts', '_..._.mts'])(
  'an entry may be called %s',
  async (name) => {
    const folder = aProject({ [`service/src/${name}`]: 'export const handler = async () => "ok";' });
    expect(await answerOf(main(folder, {}, `service/src/${name}`))).toBe('ok');
  },
);

test('native modules and wasm lie beside the bundle and are found', async () => {
  const folder = aProject({
    'service/src/index.ts': `
      import { readFileSync } from 'node:fs';
      import wasm from './add.wasm';
      export const handler = async () => {
        const native = await import('./fake.node').catch((error) => error.code);
        return [native, readFileSync(new URL(wasm, import.meta.url)).length];
      };`,
    'service/src/add.wasm': Buffer.from('0061736d01000000', 'hex'),
    'service/src/fake.node': 'not a library',
  });
  expect(await answerOf(main(folder, { bundle: { format: 'esm' } }))).toEqual(['ERR_DLOPEN_FAILED', 8]);
});

test('settings of the nearest tsconfig.json hold', async () => {
  const folder = aProject({
    'service/src/index.tsx':
      'const h = (tag: string) => tag; export const handler = async () => [<p />, shortcut]; import { shortcut } from "@own/thing";',
    'service/lib/thing.ts': 'export const shortcut = "path";',
    'service/tsconfig.json': '{ "extends": "./base" }',
    'service/base.json':
      '{ "compilerOptions": { "jsx": "react", "jsxFactory": "h", "paths": { "@own/*": ["./lib/*"] } } }',
  });
  expect(await answerOf(main(folder, {}, 'service/src/index.tsx'))).toEqual(['p', 'path']);
});

test('a source map is shipped on request, and named by the code', async () => {
  const folder = aProject({ 'service/src/index.ts': 'export const handler = async () => "ok";' });
  const { functions } = await packageService(main(folder, { bundle: { sourceMap: true } }));
  const entries = await readZip(functions[0]?.zipPath ?? '');
  const [code, map] = entries.map(({ content }) => content.toString());
  expect(entries.map(({ path }) => path)).toEqual(['index.js', 'index.js.map']);
  expect(code).toContain('//# sourceMappingURL=index.js.map');
  expect(JSON.parse(map ?? '')).toMatchObject({ sources: expect.arrayContaining(['../src/index.ts']) });
});

test('the AWS SDK is left to the runtime, or shipped', async () => {
  const folder = aProject({
    'service/src/index.ts':
      'import { S3Client } from "@aws-sdk/client-s3"; export const handler = async () => new S3Client().name;',
    'node_modules/@aws-sdk/client-s3/package.json': '{"name":"@aws-sdk/client-s3","main":"index.js"}',
    'node_modules/@aws-sdk/client-s3/index.js': 'exports.S3Client = class { name = "the bundled one" };',
  });
  expect(await answerOf(main(folder))).toBe('the bundled one');
  const { functions } = await packageService(main(folder, { bundle: { awsSdk: 'runtime' } }));
  const [code] = await readZip(functions[0]?.zipPath ?? '');
  expect(code?.content.toString()).toContain('require("@aws-sdk/client-s3")');
  expect(code?.content.toString()).not.toContain('the bundled one');
});

test('an entry that two functions share, and two of different settings, are packaged in one go', async () => {
  const folder = aProject({
    'service/src/index.ts': 'export const handler = async () => "ok"; export const other = async () => "other";',
  });
  const path = folder.at('service/src/index.ts');
  const { functions } = await packageService(
    aRequest(folder, [
      aFunction(path, { name: 'a' }),
      aFunction(path, { name: 'b', handler: 'index.other' }),
      aFunction(path, { name: 'c', bundle: { format: 'esm' } }),
    ]),
  );
  expect(functions.map(({ handler }) => handler)).toEqual(['index.handler', 'index.other', 'index.handler']);
  expect(functions[0]?.sha256).toBe(functions[1]?.sha256);
  expect((await readZip(functions[2]?.zipPath ?? '')).map(({ path: name }) => name)).toEqual(['index.mjs']);
});

test("esbuild's errors come with its words and its places", async () => {
  const folder = aProject({ 'service/src/index.ts': '\nimport pg from "pg";\nexport const handler = () => pg(' });
  const error = await failure(main(folder));
  expect(error).toMatchObject({
    code: 'BUNDLE_FAILED',
    places: [
      {
        text: expect.stringContaining('Unexpected end of file'),
        file: 'src/index.ts',
        line: 3,
        lineText: 'export const handler = () => pg(',
      },
    ],
  });
  expect(error.details[0]).toMatch(/^src\/index\.ts:3:\d+: /);
});

test('a package that is not installed is named with the line that imports it', async () => {
  const folder = aProject({
    'service/src/index.ts': '\nimport pg from "pg-that-is-not-there";\nexport const handler = pg;',
  });
  expect(await failure(main(folder))).toMatchObject({
    code: 'BUNDLE_FAILED',
    places: [{ file: 'src/index.ts', line: 2 }],
  });
});

test('an entry that is missing, a folder, or a link without end is refused', async () => {
  const folder = aProject({ 'service/src/folder/x.ts': '' }).link('service/src/loop.ts', 'loop.ts');
  expect(await failure(main(folder, {}, 'service/src/missing.ts'))).toMatchObject({ code: 'ENTRY_MISSING' });
  expect(await failure(main(folder, {}, 'service/src/folder'))).toMatchObject({ code: 'ENTRY_MISSING' });
  expect(await failure(main(folder, {}, 'service/src/loop.ts'))).toMatchObject({ code: 'LINK_LOOP' });
});

test('modules that import each other in a circle are bundled', async () => {
  const folder = aProject({
    'service/src/index.ts':
      'import { b } from "./b.ts"; export const a = () => "a"; export const handler = async () => b();',
    'service/src/b.ts': 'import { a } from "./index.ts"; export const b = () => a() + "b";',
  });
  expect(await answerOf(main(folder))).toBe('ab');
});

test('what will go wrong later is said: files read at run time, dynamic requires, undeclared packages, decorator metadata', async () => {
  const folder = aProject({
    'service/src/index.ts': `
      import { readFileSync } from 'node:fs';
      import { join } from 'node:path';
      import font from 'fonts';
      @Injectable() class Thing {}
      export const handler = async (name: string) => [readFileSync(join(__dirname, 'views', 'a.html')), readFileSync('config/x.yaml'), require(name), font, Thing];
      @Injectable()
      class Other {}
      declare function Injectable(): (target: unknown) => void;`,
    'service/src/views/a.html': '',
    'service/config/x.yaml': '',
    'service/tsconfig.json': '{ "compilerOptions": { "experimentalDecorators": true, "emitDecoratorMetadata": true } }',
    'node_modules/fonts/package.json': '{"name":"fonts","main":"lib/index.js"}',
    'node_modules/fonts/lib/index.js': 'module.exports = require("fs").readFileSync(__dirname + "/data/font.afm");',
    'node_modules/fonts/lib/data/font.afm': 'x',
  });
  const { warnings } = await packageService(main(folder));
  expect(warnings.map(({ kind, message, next }) => [kind, message.split(':')[0], next])).toEqual(
    expect.arrayContaining([
      [
        'run-time-file',
        'it seems to read src/views/a.html when it runs, and the zip has no views/a.html',
        "assets: [{ from: 'src/views/a.html', to: 'views' }]",
      ],
      [
        'run-time-file',
        'it seems to read config/x.yaml when it runs, and the zip has no config/x.yaml',
        "assets: [{ from: 'config/x.yaml' }]",
      ],
      ['run-time-file', expect.stringContaining('fonts seems to read'), "bundle: { nodeModules: ['fonts'] }"],
      ['undeclared-dependency', expect.stringContaining('fonts is used'), 'npm install fonts'],
      [
        'decorator-metadata',
        expect.stringContaining('emitDecoratorMetadata'),
        expect.stringContaining('npm install --save-dev @swc/core'),
      ],
      ['dynamic-require', expect.any(String), undefined],
    ]),
  );
});

test('files read at run time that are shipped are not complained about', async () => {
  const folder = aProject({
    'service/src/index.ts': `import { readFileSync } from 'node:fs'; export const handler = async () => readFileSync(__dirname + '/views/a.html', 'utf8');`,
    'service/src/views/a.html': 'the view',
  });
  const request = main(folder, { assets: [{ from: 'src/views', to: 'views' }] });
  expect((await packageService(request)).warnings).toEqual([]);
  expect(await answerOf(request)).toBe('the view');
});
