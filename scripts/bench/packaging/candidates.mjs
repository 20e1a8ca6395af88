// What is compared: each starts processes of its own, as a person would.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';

export function time(command, args, options = {}) {
  const began = performance.now();
  const { status, stdout, stderr, error } = spawnSync(command, args, { encoding: 'utf8', maxBuffer: 1e8, ...options });
  const ms = performance.now() - began;
  if (error) throw error;
  if (status !== 0) throw new Error(`${command} ${args.join(' ').slice(0, 200)}: ${stderr || stdout}`);
  return { ms, stdout };
}

/** `node -e 0`, or the start of an empty ES module, which is what every command of the tool is. */
export function bareStart(kind = 'eval') {
  if (kind === 'eval') return { name: 'node -e 0', run: () => time(process.execPath, ['-e', '0']) };
  const module = join(mkdtempSync(join(tmpdir(), 'ship-bare-')), 'empty.mjs');
  writeFileSync(module, "import 'node:fs';\nimport 'node:path';\n");
  return { name: 'bare start (ES module)', run: () => time(process.execPath, [module]) };
}

export function zip(...folders) {
  const target = join(mkdtempSync(join(tmpdir(), 'ship-zip-')), 'out.zip');
  const run = () => {
    let ms = 0;
    for (const cwd of folders) {
      rmSync(target, { force: true });
      ms += time('zip', ['-qr', '-6', target, '.'], { cwd }).ms;
    }
    return { ms };
  };
  return { name: 'zip -6', run };
}

const deflateAll = `
import os, sys, zlib
from multiprocessing import Process
files = sorted((os.path.join(at, name) for at, _, names in os.walk(sys.argv[1]) for name in names), key=os.path.getsize)
def work(mine):
    for path in mine:
        with open(path, 'rb') as file: data = file.read()
        deflate = zlib.compressobj(6, zlib.DEFLATED, -15)
        deflate.compress(data); deflate.flush(); zlib.crc32(data)
workers = int(sys.argv[2])
running = [Process(target=work, args=(files[at::workers],)) for at in range(workers)]
for one in running: one.start()
for one in running: one.join()
`;

/** The limit of the machine: every file deflated by zlib, side by side, with nothing written. */
export function zlibProcesses(folder) {
  const args = ['-c', deflateAll, folder, String(availableParallelism())];
  return { name: 'zlib, all processors', run: () => time('python3', args) };
}

const settings = {
  handler: 'index.handler',
  runtime: 'nodejs22.x',
  architecture: 'x86_64',
  assets: [],
  include: [],
  exclude: [],
};
const bundle = {
  format: 'cjs',
  minify: true,
  sourceMap: false,
  external: [],
  nodeModules: [],
  awsSdk: 'bundled',
  define: {},
  loader: {},
  mainFields: ['module', 'main'],
};

export function folder(path, layer) {
  const layers = layer ? [{ kind: 'local', name: 'layer', path: layer }] : [];
  return request(path, [{ ...settings, name: 'main', kind: 'folder', path, layers, bundle }]);
}

export function bundled(root, entries) {
  const functions = entries.map(({ name, entry }) => ({
    ...settings,
    name,
    kind: 'entry',
    path: entry,
    layers: [],
    bundle,
  }));
  return request(root, functions);
}

function request(root, functions) {
  const cacheDir = join(mkdtempSync(join(tmpdir(), 'ship-cache-')), '.ship/cache');
  return { serviceName: 'bench', root, functions, cacheDir, useCache: true };
}

/** `cold`: empty cache. `warm`: nothing changed. `touched`: all times are new, as after an install. `size`: a warm report. */
export function packaging(tool, { cacheDir, ...rest }, how) {
  const own = { ...rest, cacheDir: `${cacheDir}-${how}` };
  const call = () => {
    const { ms, stdout } = time(process.execPath, [
      join(tool, 'run.js'),
      JSON.stringify({ request: own, size: how === 'size' }),
    ]);
    return { ms, ...JSON.parse(stdout) };
  };
  let isPrepared = false;
  const before = () => {
    if (how === 'cold') rmSync(own.cacheDir, { recursive: true, force: true });
    if (how === 'cold') return;
    // Twice: what was written a moment ago is looked at once more.
    for (let times = isPrepared ? 0 : 2; times > 0; times--) call();
    isPrepared = true;
    if (how === 'touched') touch(own.functions[0].path);
  };
  const name = how === 'size' ? 'ship size, warm' : `ship, ${how}`;
  return { name, before, run: call };
}

function touch(folder) {
  const now = new Date();
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true }))
    if (entry.isFile()) utimesSync(join(entry.parentPath, entry.name), now, now);
}
