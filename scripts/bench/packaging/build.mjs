// Builds the tool as it is shipped, and the packager alone, bundled in the same way.
import { build } from 'esbuild';
import { execFileSync } from 'node:child_process';
import { cpSync } from 'node:fs';
import { join } from 'node:path';

export async function buildTool(projectRoot, place) {
  execFileSync(process.execPath, [join(projectRoot, 'scripts/build.mjs'), join(place, 'dist')], { stdio: 'inherit' });
  cpSync(join(projectRoot, 'bin'), join(place, 'bin'), { recursive: true });
  await build({
    absWorkingDir: projectRoot,
    entryPoints: { run: 'scripts/bench/packaging/run.mjs', 'deflate-worker': 'src/artifact/deflate-worker.ts' },
    outdir: join(place, 'packager'),
    bundle: true,
    splitting: true,
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
  return { ship: join(place, 'bin/ship.js'), packager: join(place, 'packager/run.js') };
}
