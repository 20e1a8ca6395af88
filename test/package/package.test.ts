import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { builtShip } from '../cli/ship.ts';

// What npm would publish, made from a build of the present sources, installed where nothing else is.

const root = join(import.meta.dirname, '../..');
const work = mkdtempSync(join(tmpdir(), 'ship-package-'));
const project = mkdtempSync(join(tmpdir(), 'ship-empty-'));
const env = { ...process.env, SHIP_LOCAL_DIR: join(work, 'state'), NO_COLOR: '1' };
const npm = (cwd: string, ...args: string[]): string =>
  execFileSync('npm', args, { cwd, env, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });

interface Packed {
  readonly filename: string;
  readonly size: number;
  readonly unpackedSize: number;
  readonly files: readonly { readonly path: string }[];
}

function pack(): Packed {
  const built = builtShip();
  for (const folder of ['bin', 'dist', 'package.json'])
    cpSync(join(built, folder), join(work, folder), { recursive: true });
  for (const file of ['LICENSE', 'README.md']) cpSync(join(root, file), join(work, file));
  const [packed] = JSON.parse(npm(work, 'pack', '--ignore-scripts', '--json')) as Packed[];
  if (!packed) throw new Error('npm pack packed nothing');
  return packed;
}

const packed = pack();

afterAll(() => {
  execFileSync('npx', ['ship', 'local', 'stop'], { cwd: project, env, stdio: 'ignore' });
  for (const folder of [work, project]) rmSync(folder, { recursive: true, force: true });
});

test('the package holds what runs, and nothing else', () => {
  const folders = new Set(
    packed.files.map(({ path }) => path.replace(/^(dist\/(?:chunks|types)|bin|dist)\/.*$/, '$1')),
  );
  const known = ['LICENSE', 'README.md', 'package.json', 'bin', 'dist', 'dist/chunks', 'dist/types'];
  expect([...folders].filter((folder) => !known.includes(folder))).toEqual([]);
  expect(packed.files.filter(({ path }) => /\.(test\.|map$|tsbuildinfo)/.test(path))).toEqual([]);
});

test('it is small: below 1.5 MB to download, 6 MB unpacked', () => {
  expect(packed.size).toBeLessThan(1_500_000);
  expect(packed.unpackedSize).toBeLessThan(6_000_000);
});

test('installed in an empty folder it deploys a first service with two commands', async () => {
  writeFileSync(join(project, 'package.json'), '{ "name": "first-steps", "type": "module" }');
  npm(project, 'install', join(work, packed.filename), '--no-audit', '--no-fund', '--ignore-scripts');
  writeFileSync(
    join(project, 'index.js'),
    "export const handler = async () => ({ statusCode: 200, body: 'hello' });\n",
  );
  const ship = (...args: string[]): string =>
    execFileSync('npx', ['ship', ...args], { cwd: project, env, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
  expect(ship('init', '--yes')).toContain('wrote services.config.ts');
  const { services } = JSON.parse(ship('deploy', 'first-steps', '--json')) as { services: { url: string }[] };
  expect(await (await fetch(`${services[0]?.url}/`)).text()).toBe('hello');
  // esbuild is the one thing that comes along: it brings a binary.
  const lock = JSON.parse(readFileSync(join(project, 'package-lock.json'), 'utf8')) as { packages: object };
  const installed = Object.keys(lock.packages).filter((path) => existsSync(join(project, path, 'package.json')));
  expect(installed.filter((path) => !/^$|node_modules\/(ship|esbuild|@esbuild\/[\w-]+)$/.test(path))).toEqual([]);
});

test('the help appears without loading what a deploy needs', () => {
  const began = performance.now();
  execFileSync(process.execPath, [join(project, 'node_modules/ship/bin/ship.js'), '--help'], { env });
  // Some 60 ms on an idle laptop; the limit only catches a command that loads everything.
  expect(performance.now() - began).toBeLessThan(2000);
  expect(statSync(join(project, 'node_modules/ship/dist/cli.cjs')).size).toBeLessThan(200_000);
});
