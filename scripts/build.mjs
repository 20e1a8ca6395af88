// Bundles the tool and the local AWS into dist/ (split, so that a command loads only what it uses)
// and links node_modules/.bin/ship to this checkout, so that `npx ship` works in it without a published package.
import { build } from 'esbuild';
import { copyFileSync, existsSync, mkdirSync, rmSync, symlinkSync, chmodSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildCommonJs } from './build-commonjs.mjs';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
/** `node scripts/build.mjs DIR`: a build beside dist/, for tests that run the real binary while dist/ is in use. */
const outdir = resolve(root, process.argv[2] ?? 'dist');
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

for (const stale of ['chunks', 'cli.js', 'size-hook.js', 'deflate-worker.js'])
  rmSync(join(outdir, stale), { recursive: true, force: true });
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

const bin = join(root, 'node_modules', '.bin');
if (existsSync(join(root, 'node_modules')) && !process.argv[2]) {
  mkdirSync(bin, { recursive: true });
  rmSync(join(bin, 'ship'), { force: true });
  symlinkSync('../../bin/ship.js', join(bin, 'ship'));
  chmodSync(join(root, 'bin', 'ship.js'), 0o755);
}
