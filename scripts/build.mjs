// Bundles the tool and the local AWS into dist/ (split, so that a command loads only what it uses)
// and links node_modules/.bin/ship to this checkout, so that `npx ship` works in it without a published package.
import { build } from 'esbuild';
import {
  chmodSync,
  copyFileSync,
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  readlinkSync,
  renameSync,
  rmSync,
  symlinkSync,
} from 'node:fs';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildCommonJs } from './build-commonjs.mjs';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
/** `node scripts/build.mjs DIR`: a build beside dist/, for tests that run the real binary while dist/ is in use. */
const place = resolve(root, process.argv[2] ?? 'dist');
mkdirSync(dirname(place), { recursive: true });
const outdir = mkdtempSync(join(dirname(place), '.build-'));
process.on('exit', () => rmSync(outdir, { recursive: true, force: true }));
const settings = {
  absWorkingDir: root,
  outdir,
  bundle: true,
  platform: 'node',
  target: 'node20.19',
  // Not identifiers: stacks stay readable, and keepNames would set every name again at run time (a tenth of a request).
  minifyWhitespace: true,
  minifySyntax: true,
  legalComments: 'linked',
  mainFields: ['module', 'main'],
  external: ['esbuild'],
  // Archiver's own is written in JavaScript, and takes a third as long as deflating.
  alias: { 'crc-32': './src/artifact/zip/native-crc32.cjs' },
  logLevel: 'warning',
};

await buildCommonJs({ ...settings, entry: { name: 'cli', file: 'src/cli/main.ts' } });
// One file: it is what a commit waits for.
await build({
  ...settings,
  entryPoints: { 'size-hook': 'src/cli/size-hook.ts' },
  format: 'cjs',
  outExtension: { '.js': '.cjs' },
});
await build({
  ...settings,
  entryPoints: { 'define-services': 'src/config/define-services.ts', 'local-aws': 'src/local-aws/main.ts' },
  splitting: true,
  format: 'esm',
  chunkNames: 'chunks/[name]-[hash]',
  // Some bundled CommonJS dependencies call require() for Node's own modules.
  banner: { js: "import { createRequire as __cr } from 'node:module'; const require = __cr(import.meta.url);" },
});
// A thread loads one file sooner than a dozen, and CommonJS sooner than an ES module.
await build({
  ...settings,
  entryPoints: { 'deflate-worker': 'src/artifact/deflate-worker.ts' },
  format: 'cjs',
  outExtension: { '.js': '.cjs' },
});
// Runs inside functions' sandboxes, where no package.json makes it an ES module and no other file of dist/ counts.
await build({
  absWorkingDir: root,
  entryPoints: ['src/local-aws/execution/runtime-bootstrap.mjs'],
  outfile: join(outdir, 'runtime-bootstrap.mjs'),
  bundle: true,
  format: 'esm',
  platform: 'node',
  target: 'node20.19',
  logLevel: 'warning',
});

// Beside it: what Python functions are started with.
copyFileSync(join(root, 'src/local-aws/execution/runtime-bootstrap.py'), join(outdir, 'runtime-bootstrap.py'));

takePlace();
const bin = join(root, 'node_modules', '.bin');
if (existsSync(join(root, 'node_modules')) && !process.argv[2]) {
  mkdirSync(bin, { recursive: true });
  linkTo('../../bin/ship.js', join(bin, 'ship'));
  chmodSync(join(root, 'bin', 'ship.js'), 0o755);
}

/**
 * Whoever runs from there goes on: what is as it was is left alone, the rest is replaced file by file, what no file of
 * this build needs goes last. The first `npx ship` in a checkout builds too, beside whatever runs.
 */
function takePlace() {
  // Pieces before what asks for them.
  const built = filesIn(outdir).toSorted((a, b) => b.split(sep).length - a.split(sep).length);
  for (const file of built) {
    const [from, to] = [join(outdir, file), join(place, file)];
    if (existsSync(to) && readFileSync(to).equals(readFileSync(from))) continue;
    mkdirSync(dirname(to), { recursive: true });
    renameSync(from, to);
  }
  // Types are built by the compiler.
  const stale = filesIn(place).filter((file) => !built.includes(file) && !file.startsWith('types'));
  for (const file of stale) rmSync(join(place, file));
}

function linkTo(target, path) {
  if (lstatSync(path, { throwIfNoEntry: false })?.isSymbolicLink() && readlinkSync(path) === target) return;
  rmSync(path, { force: true });
  symlinkSync(target, path);
}

function filesIn(folder) {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)));
}
