import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Another build may be named, to test it while dist/ is in use. */
const entry = process.env.LOCAL_AWS_ENTRY ?? fileURLToPath(new URL('../../dist/local-aws.js', import.meta.url));

/** A local AWS of its own process in a temporary folder, as users run it. */
export async function startDaemon(...args) {
  if (!existsSync(entry)) throw new Error('dist/local-aws.js is missing: npm run build');
  const dir = mkdtempSync(join(tmpdir(), 'interop-'));
  const child = spawn(process.execPath, [entry, '--dir', dir, ...args], { stdio: ['ignore', 'pipe', 'inherit'] });
  const [line] = await once(child.stdout, 'data');
  const { endpoint } = JSON.parse(String(line));
  let stopping = false;
  child.on('exit', (code, signal) => {
    if (!stopping) process.stderr.write(`The local AWS ended by itself: ${signal ?? code}\n`);
  });
  const stop = async () => {
    stopping = true;
    child.kill('SIGTERM');
    if (child.exitCode === null) await once(child, 'exit');
    rmSync(dir, { recursive: true, force: true });
  };
  return { endpoint, dir, stop };
}

/** What other people's tools get: where AWS is, and credentials; nothing else of ours. */
export function clientEnvironment(endpoint) {
  return {
    ...process.env,
    AWS_ENDPOINT_URL: endpoint,
    AWS_ACCESS_KEY_ID: 'test',
    AWS_SECRET_ACCESS_KEY: 'test',
    AWS_REGION: 'us-east-1',
    AWS_DEFAULT_REGION: 'us-east-1',
    AWS_PAGER: '',
    AWS_EC2_METADATA_DISABLED: 'true',
  };
}
