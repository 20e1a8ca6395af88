// Bundles the GitHub Action's entry into action/index.mjs, which is committed: a runner installs nothing.
// `node scripts/build-action.mjs FILE` writes elsewhere, for the test that holds the committed one to its sources.
import { build } from 'esbuild';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));

await build({
  absWorkingDir: root,
  entryPoints: ['src/cli/action/entry.ts'],
  outfile: resolve(root, process.argv[2] ?? join('action', 'index.mjs')),
  bundle: true,
  format: 'esm',
  platform: 'node',
  target: 'node20',
  logLevel: 'warning',
});
