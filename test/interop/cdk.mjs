import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { checkService } from './check-service.mjs';
import { installFixture } from './install-fixture.mjs';
import { clientEnvironment } from './start-daemon.mjs';

export const name = 'cdk';

export function skipped() {
  return undefined;
}

/** Bootstraps the account, deploys the service as a stack, changes it and destroys it. */
export async function run({ endpoint }) {
  const cwd = installFixture('cdk');
  const env = { ...clientEnvironment(endpoint), CI: '1', CDK_DISABLE_CLI_TELEMETRY: 'true' };
  const cdk = (args, more = {}) => {
    const cli = join(cwd, 'node_modules/aws-cdk/bin/cdk');
    return execFileSync(process.execPath, [cli, '--no-color', ...args], {
      cwd,
      env: { ...env, ...more },
      encoding: 'utf8',
      stdio: 'pipe',
    });
  };
  const deploy = (mark) => {
    cdk(['deploy', '--require-approval', 'never', '--outputs-file', 'outputs.json'], { MARK: mark });
    return JSON.parse(readFileSync(join(cwd, 'outputs.json'), 'utf8')).Interop.Url;
  };
  cdk(['bootstrap', 'aws://123456789012/us-east-1']);
  await checkService(endpoint, deploy('one'), 'one');
  await checkService(endpoint, deploy('two'), 'two');
  cdk(['destroy', '--force']);
}
