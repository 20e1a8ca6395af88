import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/**
 * A copy of the fixture with its packages installed, kept by the content of its package.json: the tools are large, and
 * no part of this project.
 */
export function installFixture(name) {
  const source = fileURLToPath(new URL(`./fixtures/${name}`, import.meta.url));
  const digest = createHash('sha256')
    .update(readFileSync(join(source, 'package.json')))
    .digest('hex');
  const folder = join(tmpdir(), `ship-interop-${name}-${digest.slice(0, 12)}`);
  if (!existsSync(folder)) {
    const making = `${folder}.${process.pid}`;
    mkdirSync(making);
    cpSync(join(source, 'package.json'), join(making, 'package.json'));
    execFileSync('npm', ['install', '--ignore-scripts', '--no-audit', '--no-fund'], { cwd: making, stdio: 'ignore' });
    renameSync(making, folder);
  }
  for (const leftover of ['cdk.out', '.serverless', 'src'])
    rmSync(join(folder, leftover), { recursive: true, force: true });
  cpSync(source, folder, { recursive: true });
  return folder;
}
