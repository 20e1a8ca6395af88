import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { WorkerOptions } from 'node:worker_threads';
import { build } from '../../bundler/build.ts';

export interface WorkerSource {
  readonly file: string | URL;
  readonly options: WorkerOptions;
}

let fromSources: Promise<WorkerSource> | undefined;

/**
 * The code of the worker threads. Built, it lies beside the tool's entries. When the tool runs from its TypeScript
 * sources (tests), which a worker thread cannot load, it is bundled on the way, by the bundler that is at hand anyway.
 */
export function findWorkerSource(): Promise<WorkerSource> {
  if (!import.meta.url.endsWith('.ts')) return Promise.resolve(findBuilt());
  fromSources ??= bundleSources();
  return fromSources;
}

function findBuilt(): WorkerSource {
  const places = ['./deflate-worker.cjs', '../deflate-worker.cjs'].map((place) => new URL(place, import.meta.url));
  const file = places.find((place) => existsSync(place));
  if (!file) throw new Error(`this installation is incomplete: ${places.map(String).join(' and ')} are missing`);
  return { file, options: {} };
}

async function bundleSources(): Promise<WorkerSource> {
  const { outputFiles } = await build({
    entryPoints: [fileURLToPath(new URL('../deflate-worker.ts', import.meta.url))],
    bundle: true,
    write: false,
    platform: 'node',
    format: 'cjs',
    logLevel: 'silent',
  });
  return { file: outputFiles[0]?.text ?? '', options: { eval: true } };
}
