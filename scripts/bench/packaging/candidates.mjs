// What is compared: each starts processes of its own, as a person would.
import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { dirname, join } from 'node:path';
import { time, timeWithPeak } from './measure.mjs';

/** `node -e 0`, the least that anything on Node.js takes. */
export const bareStart = () => ({ name: 'node -e 0', run: () => time(process.execPath, ['-e', '0']) });

/** An empty ES module, which is what every command of the tool is. */
export function bareModule(place) {
  const module = join(place, 'empty.mjs');
  mkdirSync(place, { recursive: true });
  writeFileSync(module, "import 'node:fs';\nimport 'node:path';\n");
  return { name: 'bare start (ES module)', run: () => time(process.execPath, [module]) };
}

/** esbuild's own command line with the same settings, which makes no zips: the least that bundling takes. */
export function bareEsbuild(projectRoot, place, entries) {
  const binary = join(projectRoot, `node_modules/@esbuild/${process.platform}-${process.arch}/bin/esbuild`);
  const out = join(place, '.esbuild-alone');
  const settings = '--bundle --minify --keep-names --platform=node --target=node22 --main-fields=module,main';
  const outputs = ['--log-level=error', `--outdir=${out}`, `--metafile=${out}/meta.json`];
  const args = [...entries.map(({ entry }) => entry), ...settings.split(' '), ...outputs];
  const before = () => rmSync(out, { recursive: true, force: true });
  return { name: 'esbuild alone, no zips', before, run: () => time(binary, args, { cwd: place }) };
}

export function zip(target, ...folders) {
  mkdirSync(dirname(target), { recursive: true });
  const run = () => {
    const runs = folders.map((cwd) => {
      rmSync(target, { force: true });
      return time('zip', ['-qr', '-6', target, '.'], { cwd });
    });
    return { ms: sum(runs.map(({ ms }) => ms)), cpuMs: sum(runs.map(({ cpuMs }) => cpuMs)) };
  };
  return { name: 'zip -6', run };
}

const sum = (values) => values.reduce((all, value) => all + value, 0);

const deflateAll = `
import ctypes, os, sys, zlib
from multiprocessing import Process
files = sorted((os.path.join(at, name) for at, _, names in os.walk(sys.argv[1]) for name in names), key=os.path.getsize)
workers = int(sys.argv[2])
if sys.argv[3] == 'libdeflate':
    library = ctypes.CDLL('libdeflate.so.0')
    library.libdeflate_alloc_compressor.restype = ctypes.c_void_p
    library.libdeflate_deflate_compress.restype = ctypes.c_size_t
    def deflate(data):
        bound = len(data) + len(data) // 1000 + 1024
        library.libdeflate_deflate_compress(ctypes.c_void_p(compressor), data, ctypes.c_size_t(len(data)), ctypes.create_string_buffer(bound), ctypes.c_size_t(bound))
        library.libdeflate_crc32(0, data, ctypes.c_size_t(len(data)))
    compressor = library.libdeflate_alloc_compressor(6)
else:
    def deflate(data):
        stream = zlib.compressobj(6, zlib.DEFLATED, -15)
        stream.compress(data); stream.flush(); zlib.crc32(data)
def work(mine):
    for path in mine:
        with open(path, 'rb') as file: deflate(file.read())
running = [Process(target=work, args=(files[at::workers],)) for at in range(workers)]
for one in running: one.start()
for one in running: one.join()
`;

/** Limits of the machine: every file deflated by all processors, and nothing written. */
export function deflateLimits(folder) {
  const limit = (library) => ({
    name: `${library}, ${availableParallelism()} processes`,
    run: () => time('python3', ['-c', deflateAll, folder, String(availableParallelism()), library]),
  });
  const hasLibdeflate = ['/lib', '/usr/lib'].some((at) =>
    [`${at}/x86_64-linux-gnu`, `${at}/aarch64-linux-gnu`, at].some((dir) => existsSync(`${dir}/libdeflate.so.0`)),
  );
  return [limit('zlib'), ...(hasLibdeflate ? [limit('libdeflate')] : [])];
}

/** A command of the tool in a project. `cold`: nothing of the project is in any cache. */
export function ship(tool, project, { name, args, state, prepare = () => {} }) {
  const file = join(project, '.peak');
  const call = () => timeWithPeak([tool.ship, ...args], { cwd: project, file });
  let isPrepared = false;
  const before = () => {
    if (state === 'cold') {
      rmSync(join(project, '.ship'), { recursive: true, force: true });
      return;
    }
    // Twice: what was written a moment ago is looked at once more.
    for (let times = isPrepared ? 0 : 2; times > 0; times--) call();
    isPrepared = true;
    prepare();
  };
  return { name, before, run: call };
}

/** The packager without command line and config: what packaging itself takes when nothing has changed. */
export function packagerAlone(tool, request) {
  const call = () => time(process.execPath, [tool.packager, JSON.stringify({ request })]);
  let isPrepared = false;
  const before = () => {
    for (let times = isPrepared ? 0 : 2; times > 0; times--) call();
    isPrepared = true;
  };
  return { name: 'packager alone, unchanged', before, run: call };
}
