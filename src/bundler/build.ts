import { totalmem } from 'node:os';
import type { BuildOptions, BuildResult } from 'esbuild';

/**
 * Builds with esbuild, of which a process starts one: the config's bundle and the functions' come out of it. Loaded when
 * there is something to bundle, since that takes longer than finding out that there is not.
 */
export async function build<Options extends BuildOptions>(options: Options): Promise<BuildResult<Options>> {
  const esbuild = await import('esbuild');
  // Its process inherits the environment at the first call, and only there these names mean something.
  return withEnvironment(collector(), () => esbuild.build<Options>(options as never));
}

/**
 * Go collects no garbage until a quarter of the memory is taken: esbuild ends a moment later, and collecting is a
 * quarter of its work. Whoever has set GOGC has a reason.
 */
function collector(): Readonly<Record<string, string>> {
  if (process.env['GOGC'] !== undefined) return {};
  const bytes = Math.min(totalmem(), process.constrainedMemory() || Infinity) / 4;
  return { GOGC: 'off', GOMEMLIMIT: `${Math.floor(bytes / 1024 ** 2)}MiB` };
}

function withEnvironment<Result>(values: Readonly<Record<string, string>>, work: () => Result): Result {
  const before = Object.keys(values).map((name) => [name, process.env[name]] as const);
  Object.assign(process.env, values);
  try {
    return work();
  } finally {
    for (const [name, value] of before)
      if (value === undefined) delete process.env[name];
      else process.env[name] = value;
  }
}
