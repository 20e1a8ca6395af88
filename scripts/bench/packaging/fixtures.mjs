// Trees like those that were measured when the tool was designed. Names and sizes come from a seed.
import { mkdirSync, readFileSync, readdirSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** (b): node_modules shipped unbundled, 58 MB in some 15,000 small files. */
export function makeModulesTree(folder, projectRoot) {
  const random = makeRandom(1);
  const text = makeText(projectRoot);
  return makePackages(folder, { packages: 850, filesPerPackage: 18, meanBytes: 4300, random, text });
}

/** (c): near the limit with native binaries: 175 MB of code, and a layer of 76 MB that is mostly compressed already. */
export function makeNativeTrees(folder, projectRoot) {
  const random = makeRandom(2);
  const text = makeText(projectRoot);
  makePackages(join(folder, 'code'), { packages: 270, filesPerPackage: 18, meanBytes: 3800, random, text });
  for (const [name, megabytes] of [
    ['duckdb/libduckdb.so', 71],
    ['ffmpeg/ffmpeg', 54],
    ['sharp/libvips.so', 31],
  ])
    writeFile(join(folder, 'code/node_modules', name), makeBinary(megabytes), 0o755);
  makePackages(join(folder, 'layer/nodejs'), { packages: 60, filesPerPackage: 18, meanBytes: 6000, random, text });
  for (const [name, megabytes] of [
    ['chromium.br', 45],
    ['fonts.tar.br', 15],
  ])
    writeFile(join(folder, 'layer/nodejs/node_modules/chromium/bin', name), makeNoise(megabytes, random), 0o644);
  writeFile(join(folder, 'layer/nodejs/node_modules/chromium/lib.so'), makeBinary(10), 0o755);
}

/** (a): a TypeScript service of eight functions with the dependencies of this project, bundled. */
export function makeSmallService(folder, projectRoot) {
  const handlers = ['list', 'get', 'create', 'update', 'remove', 'coupon', 'report', 'health'];
  writeFile(join(folder, 'src/store.ts'), smallService.store);
  for (const name of handlers) writeFile(join(folder, `src/${name}.ts`), smallService.handler(name));
  writeFile(join(folder, 'package.json'), JSON.stringify({ name: 'bench-service', version: '1.0.0', private: true }));
  symlinkSync(join(projectRoot, 'node_modules'), join(folder, 'node_modules'));
  return handlers.map((name) => ({ name, entry: join(folder, `src/${name}.ts`) }));
}

const smallService = {
  store: `import { LambdaClient, GetFunctionCommand } from '@aws-sdk/client-lambda';
import { SQSClient, SendMessageCommand } from '@aws-sdk/client-sqs';
import { z } from 'zod';
export const Order = z.object({ id: z.string(), lines: z.array(z.object({ sku: z.string(), count: z.number().int() })) });
export const lambda = new LambdaClient({});
export const queue = new SQSClient({});
export const describe = (name: string) => lambda.send(new GetFunctionCommand({ FunctionName: name }));
export const notify = (body: string) => queue.send(new SendMessageCommand({ QueueUrl: process.env['QUEUE'], MessageBody: body }));
`,
  handler: (name) => `import { Order, describe, notify } from './store.ts';
export const handler = async (event: { body?: string }) => {
  const order = Order.parse(JSON.parse(event.body ?? '{}'));
  await notify(JSON.stringify({ kind: '${name}', order }));
  return { statusCode: 200, body: JSON.stringify(await describe(order.id)) };
};
`,
};

function makePackages(folder, { packages, filesPerPackage, meanBytes, random, text }) {
  let files = 0;
  let bytes = 0;
  const add = (path, content) => {
    writeFile(path, content);
    files += 1;
    bytes += content.length;
  };
  add(join(folder, 'index.js'), "exports.handler = async () => 'ok';\n");
  for (let index = 0; index < packages; index++) {
    const root = join(
      folder,
      'node_modules',
      index % 5 === 0 ? `@scope${index % 7}/package-${index}` : `package-${index}`,
    );
    add(
      join(root, 'package.json'),
      JSON.stringify({ name: `package-${index}`, version: '1.0.0', main: 'lib/file-0.js' }),
    );
    for (let file = 0; file < filesPerPackage - 1; file++) {
      // Sizes as they are in node_modules: many small ones, a few large.
      const size = Math.ceil(meanBytes * 0.45 * Math.exp(1.25 * gauss(random)));
      add(join(root, file % 3 === 0 ? 'lib' : 'dist/esm', `file-${file}.js`), text(Math.min(size, 400_000)));
    }
  }
  const lock = { name: 'bench', lockfileVersion: 3, packages: {} };
  add(join(folder, 'node_modules/.package-lock.json'), JSON.stringify(lock));
  return { files, bytes };
}

function writeFile(path, content, mode = 0o644) {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, content, { mode });
}

/** Slices of the JavaScript that is installed here: made-up text deflates too easily to tell anything. */
function makeText(projectRoot) {
  const pool = Buffer.concat(
    ['@aws-sdk', '@smithy', 'zod', 'commander', 'archiver', 'yaml', 'listr2', 'jest-runtime', '@babel', 'esbuild']
      .flatMap((name) => listScripts(join(projectRoot, 'node_modules', name)))
      .map((path) => readFileSync(path)),
  );
  let at = 0;
  return (bytes) => {
    // A step that shares no factor with the pool: slices repeat late, and never whole files.
    at = (at + 7919 + bytes) % (pool.length - bytes);
    return pool.subarray(at, at + bytes);
  };
}

function listScripts(folder) {
  return readdirSync(folder, { recursive: true })
    .filter((name) => /\.[cm]?js$/.test(name))
    .toSorted()
    .map((name) => join(folder, name))
    .filter((path) => statSync(path).isFile());
}

/** Slices of the machine code of Node.js itself. */
function makeBinary(megabytes) {
  const code = readFileSync(process.execPath);
  const bytes = megabytes * 1024 * 1024;
  return Buffer.concat([code.subarray(megabytes * 4096), code]).subarray(0, bytes);
}

/** Like brotli's output: deflates not at all. */
function makeNoise(megabytes, random) {
  const noise = Buffer.alloc(megabytes * 1024 * 1024);
  for (let at = 0; at < noise.length; at += 4) noise.writeUInt32LE(Math.floor(random() * 0x1_0000_0000), at);
  return noise;
}

function gauss(random) {
  return Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
}

/** mulberry32 */
function makeRandom(seed) {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 0x1_0000_0000;
  };
}
