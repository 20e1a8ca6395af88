// The same service for each tool: where it lies, how a line of it is changed, what deploys it, and where it answers.
import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { installFixture } from '../../../test/interop/install-fixture.mjs';

const sources = fileURLToPath(new URL('../../../test/interop/fixtures/osls/src', import.meta.url));

function changeLine(cwd, file) {
  return (mark) =>
    writeFileSync(
      join(cwd, file),
      `exports.handler = async () => ({ statusCode: 200, body: JSON.stringify({ orders: [], mark: '${mark}' }) });\n`,
    );
}

export function shipProject({ place, bin, env }) {
  const cwd = join(place, 'ship');
  const file = 'services/shop/src/list.js';
  mkdirSync(join(cwd, dirname(file)), { recursive: true });
  cpSync(sources, join(cwd, dirname(file)), { recursive: true });
  const shop = {
    main: 'src/list.js',
    functions: { create: { entry: 'src/create.js' }, item: { entry: 'src/item.js' } },
    routes: { 'GET /orders': 'main', 'POST /orders': 'create', 'GET /orders/{id}': 'item' },
    smoke: [{ request: 'GET /orders', expect: { status: 200 } }],
  };
  const environments = { bench: { account: '123456789012', region: 'us-east-1' } };
  writeFileSync(join(cwd, 'services.config.json'), JSON.stringify({ environments, services: { shop } }));
  const status = () =>
    execFileSync(process.execPath, [bin, 'status', 'shop', '--env', 'bench', '--json'], {
      cwd,
      env,
      encoding: 'utf8',
    });
  return {
    name: 'ship',
    cwd,
    env,
    change: changeLine(cwd, file),
    deploy: [bin, 'deploy', 'shop', '--env', 'bench', '--yes'],
    rollback: [bin, 'rollback', 'shop', '--env', 'bench', '--yes'],
    url: () => JSON.parse(status()).services[0].url,
  };
}

export function oslsProject({ env }) {
  const cwd = installFixture('osls');
  const cli = join(cwd, 'node_modules/osls/bin/serverless.js');
  const quiet = { ...env, SLS_TELEMETRY_DISABLED: '1', SLS_NOTIFICATIONS_MODE: 'off' };
  const info = () =>
    execFileSync(process.execPath, [cli, 'info'], { cwd, env: quiet, encoding: 'utf8', stdio: 'pipe' });
  return {
    name: 'osls deploy',
    cwd,
    env: quiet,
    change: changeLine(cwd, 'src/list.js'),
    deploy: [cli, 'deploy'],
    url: () => /(http\S+)\/orders/.exec(info())?.[1],
  };
}

export function cdkProject({ env }) {
  const cwd = installFixture('cdk');
  const cli = join(cwd, 'node_modules/aws-cdk/bin/cdk');
  const quiet = { ...env, CDK_DISABLE_CLI_TELEMETRY: 'true' };
  return {
    name: 'cdk deploy',
    cwd,
    env: quiet,
    prepare: () =>
      execFileSync(process.execPath, [cli, 'bootstrap', 'aws://123456789012/us-east-1'], {
        cwd,
        env: quiet,
        stdio: 'pipe',
      }),
    change: changeLine(cwd, 'src/list.js'),
    deploy: [cli, 'deploy', '--require-approval', 'never', '--no-notices', '--outputs-file', 'outputs.json'],
    url: () => JSON.parse(readFileSync(join(cwd, 'outputs.json'), 'utf8')).Interop.Url,
  };
}
