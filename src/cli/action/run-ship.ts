import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';

export interface ShipRun {
  readonly exit: number;
  readonly stdout: string;
}

/** The ship that the project pins in its lock file: the same one as on everybody's laptop. */
export function findShip(folder: string, actionFolder: string): string {
  for (let at = resolve(folder); ; at = dirname(at)) {
    const found = [join(at, 'node_modules/ship/bin/ship.js'), join(at, 'bin/ship.js')].find(
      (path) => existsSync(path) && (path.includes('node_modules') || existsSync(join(at, 'dist/cli.cjs'))),
    );
    if (found) return found;
    if (at === dirname(at)) break;
  }
  const own = join(actionFolder, '..', 'bin/ship.js');
  if (existsSync(join(actionFolder, '..', 'dist/cli.cjs'))) return own;
  throw new Error(
    'ship is not installed in this project, and this is no tag of the action that holds it: npm install --save-dev ship, and npm ci before this step',
  );
}

/** Progress goes to the log as it comes; the document is collected. */
export async function runShip(
  script: string,
  args: readonly string[],
  options: { readonly cwd: string; readonly env: NodeJS.ProcessEnv },
): Promise<ShipRun> {
  const child = spawn(process.execPath, [script, ...args], { ...options, stdio: ['ignore', 'pipe', 'inherit'] });
  const forward = (signal: NodeJS.Signals): void => void child.kill(signal);
  // A cancelled job gets SIGINT, then SIGTERM: ship stops at a safe point and says what is live.
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, forward);
  let stdout = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text));
  return new Promise((settle, fail) => {
    child.on('error', fail);
    child.on('close', (code) => settle({ exit: code ?? 1, stdout }));
  });
}
