// Writes what a tag of the GitHub Action holds into an empty folder: the action's entry, ship built, and esbuild with its
// binaries for GitHub's Linux runners. A workflow that names such a tag installs nothing to run ship; a project that pins
// ship itself is still served by its own.
//
//     node scripts/release-action.mjs ../ship-action        then commit that folder and tag it v1
//
// `--here` takes only the binary of this machine and downloads nothing: for the test.
import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const [to = '', flag] = process.argv.slice(2);
if (to === '') throw new Error('name an empty folder: node scripts/release-action.mjs ../ship-action');
const folder = resolve(to);
if (existsSync(folder) && readdirSync(folder).some((name) => name !== '.git'))
  throw new Error(`${folder} is not empty`);

mkdirSync(folder, { recursive: true });
execFileSync(process.execPath, [join(root, 'scripts/build.mjs'), join(folder, 'dist')], {
  cwd: root,
  stdio: 'inherit',
});
for (const name of ['action.yml', 'LICENSE', 'README.md', 'bin'])
  cpSync(join(root, name), join(folder, name), { recursive: true });
cpSync(join(root, 'action/index.mjs'), join(folder, 'action/index.mjs'));
const { name, version, license, type, bin, exports, dependencies } = JSON.parse(
  readFileSync(join(root, 'package.json'), 'utf8'),
);
writeFileSync(
  join(folder, 'package.json'),
  `${JSON.stringify({ name, version, license, type, bin, exports, dependencies }, undefined, 2)}\n`,
);

const modules = join(folder, 'node_modules');
// Not its bin: that is the binary of the machine that installed it.
for (const name of ['lib', 'package.json', 'LICENSE.md'])
  cpSync(join(root, 'node_modules/esbuild', name), join(modules, 'esbuild', name), { recursive: true });
if (flag === '--here') {
  cpSync(join(root, 'node_modules/@esbuild'), join(modules, '@esbuild'), { recursive: true });
} else {
  for (const platform of ['linux-x64', 'linux-arm64']) {
    const [{ filename }] = JSON.parse(
      execFileSync('npm', ['pack', `@esbuild/${platform}@${dependencies.esbuild}`, '--json'], {
        cwd: folder,
        encoding: 'utf8',
      }),
    );
    const into = join(modules, '@esbuild', platform);
    mkdirSync(into, { recursive: true });
    execFileSync('tar', ['xzf', join(folder, filename), '--strip-components=1', '-C', into]);
    rmSync(join(folder, filename));
  }
}
process.stdout.write(`${folder}: version ${version}\n`);
