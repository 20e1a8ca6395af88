// Builds the tool as it is shipped, and the packager alone, bundled in the same way.
import { build } from 'esbuild';
import { execFileSync } from 'node:child_process';
import { cpSync } from 'node:fs';
import { join } from 'node:path';

export async function buildTool(projectRoot, place) {
  execFileSync(process.execPath, [join(projectRoot, 'scripts/build.mjs'), join(place, 'dist')], { stdio: 'inherit' });
  cpSync(join(projectRoot, 'bin'), join(place, 'bin'), { recursive: true });
  const packager = join(place, 'packager');
  await bundle(projectRoot, packager, { splitting: true, entryPoints: { run: 'scripts/bench/packaging/run.mjs' } });
  await bundle(projectRoot, packager, { entryPoints: { 'deflate-worker': 'src/artifact/deflate-worker.ts' } });
  return { ship: join(place, 'bin/ship.js'), packager: join(packager, 'run.js') };
}

function bundle(projectRoot, outdir, options) {
  return build({
    ...options,
    absWorkingDir: projectRoot,
    outdir,
    bundle: true,
    format: 'esm',
    platform: 'node',
    target: 'node20.19',
    minifyWhitespace: true,
    minifySyntax: true,
    chunkNames: 'chunks/[name]-[hash]',
    mainFields: ['module', 'main'],
    external: ['esbuild'],
    banner: { js: "import { createRequire as __cr } from 'node:module'; const require = __cr(import.meta.url);" },
    logLevel: 'warning',
  });
}
