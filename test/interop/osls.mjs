import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { checkService } from './check-service.mjs';
import { installFixture } from './install-fixture.mjs';
import { clientEnvironment } from './start-daemon.mjs';

export const name = 'osls';

export function skipped() {
  return undefined;
}

/** Deploys, updates and removes an HTTP service of three functions. */
export async function run({ endpoint }) {
  const cwd = installFixture('osls');
  const env = { ...clientEnvironment(endpoint), SLS_TELEMETRY_DISABLED: '1', SLS_NOTIFICATIONS_MODE: 'off', CI: '1' };
  const osls = (...args) =>
    execFileSync(process.execPath, [join(cwd, 'node_modules/osls/bin/serverless.js'), ...args], {
      cwd,
      env,
      encoding: 'utf8',
      stdio: 'pipe',
    });
  const urlOf = () => /(http\S+)\/orders/.exec(osls('info'))?.[1];
  osls('deploy');
  await checkService(endpoint, urlOf(), 'one');
  osls('deploy', '--param', 'two');
  await checkService(endpoint, urlOf(), 'two');
  assert.match(osls('invoke', '--function', 'list'), /two/);
  assert.match(osls('logs', '--function', 'list'), /END Duration/);
  osls('remove');
  assert.throws(() => osls('info'));
}
