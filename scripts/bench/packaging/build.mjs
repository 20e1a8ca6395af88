// Bundles what is measured as the tool itself is bundled.
import { build } from 'esbuild';
import { join } from 'node:path';

export async function buildPackager(projectRoot, outdir) {
  const packager = { run: 'scripts/bench/packaging/run.mjs', 'deflate-worker': 'src/artifact/deflate-worker.ts' };
  // Apart: a common build would cut the packager into the pieces that it shares with every command.
  await bundle(projectRoot, outdir, packager);
  await bundle(projectRoot, join(outdir, 'hook'), { 'size-hook': 'src/cli/size-hook.ts' });
  return outdir;
}

function bundle(projectRoot, outdir, entryPoints) {
  // The bundle lies in a temporary folder: what it does not contain is found from here.
  const esbuild = join(projectRoot, 'node_modules/esbuild/lib/main.js');
  return build({
    absWorkingDir: projectRoot,
    entryPoints,
    outdir,
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'node',
    target: 'node20.19',
    minify: true,
    keepNames: true,
    chunkNames: 'chunks/[name]-[hash]',
    mainFields: ['module', 'main'],
    alias: { esbuild },
    external: [esbuild],
    banner: {
      js: "import { createRequire as __cr } from 'node:module'; const require = (name) => __cr(import.meta.url)(name);",
    },
    logLevel: 'warning',
  });
}
