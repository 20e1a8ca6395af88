import { execFile } from 'node:child_process';
import { findOnPath } from './isolation.ts';
import { askedOnce, type RuntimeBinary } from './node-binary.ts';

export function isPythonRuntime(runtime: string): boolean {
  return /^python3\.\d+$/.test(runtime);
}

/** For python3.12: SHIP_PYTHON312, `python3.12` on the PATH, else the machine's `python3`. */
export function pythonCandidates(runtime: string): string[] {
  const named = process.env[`SHIP_${runtime.replace('.', '').toUpperCase()}`];
  return [named, findOnPath(runtime), findOnPath('python3')].filter((path) => path !== undefined);
}

const asked = new Map<string, Promise<RuntimeBinary>>();

/** The first that starts: what is on the PATH may be a stand-in of a version manager without that version. */
export function pythonBinaryFor(runtime: string): Promise<RuntimeBinary> {
  return askedOnce(asked, runtime, () => firstOf(pythonCandidates(runtime)));
}

async function firstOf(candidates: readonly string[]): Promise<RuntimeBinary> {
  const reasons: string[] = [];
  for (const path of candidates)
    try {
      return await ask(path);
    } catch (error) {
      reasons.push(`${path}: ${(error as Error).message.trim()}`);
    }
  throw new Error(`No Python can be started here: ${reasons.join('; ')}`);
}

/** Its real path too, so that a sandbox can show its whole folder. */
function ask(path: string): Promise<RuntimeBinary> {
  const question = 'import os, sys; print(os.path.realpath(sys.executable), "%d.%d.%d" % sys.version_info[:3])';
  return new Promise((resolve, reject) => {
    execFile(path, ['-c', question], { timeout: 10_000 }, (error, stdout) => {
      const [, real, version] = /^(.+) (3\.\d+\.\d+)\s*$/.exec(stdout) ?? [];
      if (error || real === undefined || version === undefined) reject(error ?? new Error(`it answered ${stdout}`));
      else resolve({ path: real, version, flags: new Set() });
    });
  });
}
