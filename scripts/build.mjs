// Bundles the tool and the local AWS into dist/ (ES modules, split, so that a command loads only what it uses)
// and links node_modules/.bin/ship to this checkout, so that `npx ship` works in it without a published package.
import { build } from 'esbuild';
import { existsSync, mkdirSync, rmSync, symlinkSync, chmodSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
/** `node scripts/build.mjs DIR`: a build beside dist/, for tests that run the real binary while dist/ is in use. */
const outdir = resolve(root, process.argv[2] ?? 'dist');
const entries = {
  cli: 'src/cli/main.ts',
  'size-hook': 'src/cli/size-hook.ts',
  'define-services': 'src/config/define-services.ts',
  'local-aws': 'src/local-aws/main.ts',
};
const present = Object.fromEntries(Object.entries(entries).filter(([, file]) => existsSync(join(root, file))));

for (const stale of ['chunks', ...Object.keys(entries).map((name) => `${name}.js`)])
  rmSync(join(outdir, stale), { recursive: true, force: true });
await build({
  absWorkingDir: root,
  entryPoints: present,
  outdir,
  bundle: true,
  splitting: true,
  format: 'esm',
  platform: 'node',
  target: 'node20.19',
  // Not identifiers: stacks stay readable, and keepNames would set every name again at run time (a tenth of a request).
  minifyWhitespace: true,
  minifySyntax: true,
  chunkNames: 'chunks/[name]-[hash]',
  legalComments: 'linked',
  mainFields: ['module', 'main'],
  external: ['esbuild'],
  // Some bundled CommonJS dependencies call require() for Node's own modules.
  banner: { js: "import { createRequire as __cr } from 'node:module'; const require = __cr(import.meta.url);" },
  logLevel: 'warning',
});
// A thread loads one file sooner than a dozen.
await build({
  absWorkingDir: root,
  entryPoints: { 'deflate-worker': 'src/artifact/deflate-worker.ts' },
  outdir,
  bundle: true,
  format: 'esm',
  platform: 'node',
  target: 'node20.19',
  minifyWhitespace: true,
  minifySyntax: true,
  logLevel: 'warning',
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

const bin = join(root, 'node_modules', '.bin');
if (existsSync(join(root, 'node_modules')) && !process.argv[2]) {
  mkdirSync(bin, { recursive: true });
  rmSync(join(bin, 'ship'), { force: true });
  symlinkSync('../../bin/ship.js', join(bin, 'ship'));
  chmodSync(join(root, 'bin', 'ship.js'), 0o755);
}
