// Builds the tool as it is shipped, and the packager alone, bundled in the same way.
import { build } from 'esbuild';
import { execFileSync } from 'node:child_process';
import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { buildCommonJs } from '../../build-commonjs.mjs';

export async function buildTool(projectRoot, place) {
  execFileSync(process.execPath, [join(projectRoot, 'scripts/build.mjs'), join(place, 'dist')], { stdio: 'inherit' });
  cpSync(join(projectRoot, 'bin'), join(place, 'bin'), { recursive: true });
  const packager = join(place, 'packager');
  const settings = {
    absWorkingDir: projectRoot,
    outdir: packager,
    bundle: true,
    platform: 'node',
    target: 'node20.19',
    minifyWhitespace: true,
    minifySyntax: true,
    mainFields: ['module', 'main'],
    external: ['esbuild'],
    alias: { 'crc-32': './src/artifact/zip/native-crc32.cjs' },
    logLevel: 'warning',
  };
  await buildCommonJs({ ...settings, entry: { name: 'run', file: 'scripts/bench/packaging/run.mjs' } });
  await build({
    ...settings,
    entryPoints: { 'deflate-worker': 'src/artifact/deflate-worker.ts' },
    format: 'cjs',
    outExtension: { '.js': '.cjs' },
  });
  return { ship: join(place, 'bin/ship.js'), packager: join(packager, 'run.cjs') };
}
