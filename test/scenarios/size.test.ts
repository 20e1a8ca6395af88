import { chmodSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { builtShip } from '../cli/ship.ts';
import { gitIn } from './git-in.ts';
import { Project, shop } from './project.ts';

const project = new Project(shop());
const bin = join(builtShip(), 'bin', 'ship.js');

const git = gitIn(project);

/** One function of the config gets a budget that it is far over. */
function budget(bytes: number): void {
  const file = join(project.dir, 'services.config.json');
  const config = JSON.parse(readFileSync(file, 'utf8')) as { services: { shop: object } };
  writeFileSync(
    file,
    JSON.stringify({ services: { shop: { ...config.services.shop, budgets: { unzipped: { main: bytes } } } } }),
  );
}

afterAll(() => project.remove());

test('size weighs every function, as a table, as JSON, as Markdown and as a page', async () => {
  const table = await project.ship('size');
  expect([table.code, table.stdout]).toEqual([0, expect.stringMatching(/250\.0 MB[\s\S]*main /)]);
  const { services } = await project.json<{ services: { functions: { name: string; totalBytes: number }[] }[] }>(
    'size',
  );
  expect(services[0]?.functions.map(({ name }) => name)).toEqual(['main', 'jobs', 'report']);
  expect((await project.ship('size', '--markdown')).stdout).toContain('| `main` |');
  await project.ship('size', '--html', 'size.html');
  expect(readFileSync(join(project.dir, 'size.html'), 'utf8')).toMatch(/^<!doctype html>/i);
});

test('a function over its budget ends with 3, and a deploy is refused before anything is contacted', async () => {
  budget(10);
  const size = await project.ship('size');
  expect([size.code, size.stdout]).toEqual([3, expect.stringMatching(/budget/)]);
  const deploy = await project.ship('deploy', 'shop', '--endpoint', 'http://127.0.0.1:9');
  expect([deploy.code, deploy.stderr]).toEqual([3, expect.stringMatching(/OVER_BUDGET/)]);
});

test('a commit that makes a service too large is refused by the hook, one that touches no service is not', async () => {
  project.write('.gitignore', '.ship/\nlocal-aws/\nsize.html\n');
  git('init', '-q');
  const hook = join(project.dir, '.git', 'hooks', 'pre-commit');
  writeFileSync(hook, `#!/bin/sh\nexec "${process.execPath}" "${bin}" size --staged\n`);
  chmodSync(hook, 0o755);
  budget(1_000_000);
  git('add', '.');
  git('commit', '-qm', 'within budget');
  budget(10);
  git('add', '.');
  expect(() => git('commit', '-qm', 'over budget')).toThrow(/budget/);
  git('reset', '-q');
  project.write('notes.md', 'no service');
  git('add', 'notes.md');
  git('commit', '-qm', 'only notes');
  expect(git('log', '--format=%s').trim().split('\n')).toEqual(['only notes', 'within budget']);
});

test('what is weighed and not staged is told', async () => {
  git('add', '.');
  expect((await project.ship('size', '--staged')).stderr).not.toContain('not staged');
  project.write('services/shop/forgotten.js', 'unstaged');
  expect((await project.ship('size', '--staged')).stderr).toContain('shop is weighed as it lies here, with changes');
  expect((await project.ship('size', 'shop', '--staged')).stdout).toContain('shop');
  const other = await project.ship('size', 'nobodys', '--staged');
  expect([other.code, other.stderr]).toEqual([2, expect.stringContaining('nobodys')]);
});

test('package writes the zips and a manifest', async () => {
  budget(1_000_000);
  const { code, stdout } = await project.ship('package', 'shop', '--out', 'build');
  expect([code, stdout]).toEqual([0, expect.stringMatching(/^main {2}\S+shop-main\.zip {2}.* unzipped\)$/m)]);
  expect(stdout).toContain(`manifest  ${join(project.dir, 'build', 'manifest.json')}\n`);
  expect(existsSync(join(project.dir, 'build', 'shop-main.zip'))).toBe(true);
  expect(JSON.parse(readFileSync(join(project.dir, 'build', 'manifest.json'), 'utf8'))).toMatchObject({
    schema: 1,
    service: 'shop',
  });
});

test('sizes are compared with the release that went live last; online, the room for code is told', async () => {
  expect((await project.ship('deploy', 'shop')).code).toBe(0);
  project.write('services/shop/src/report.js', `export const handler = async () => ({ text: '${'y'.repeat(3000)}' });`);
  const { services } = await project.json<{
    services: {
      codeStorage: { usedBytes: number };
      functions: { name: string; growth?: { since: string; differenceBytes: number } }[];
    }[];
  }>('size', '--online');
  const growth = services[0]?.functions.find(({ name }) => name === 'report')?.growth;
  expect(growth?.since).toBe('release r1');
  expect(growth?.differenceBytes).toBeGreaterThan(2000);
  expect(services[0]?.codeStorage.usedBytes).toBeGreaterThan(0);
  expect((await project.ship('size', '--markdown')).stdout).toContain('since release r1');
});

test('sizes are compared with a committed baseline', async () => {
  expect((await project.ship('size', '--write-baseline')).code).toBe(0);
  project.write('services/shop/src/report.js', `export const handler = async () => ({ text: '${'x'.repeat(8000)}' });`);
  const { services } = await project.json<{
    services: { functions: { name: string; growth?: { differenceBytes: number } }[] }[];
  }>('size');
  expect(services[0]?.functions.find(({ name }) => name === 'report')?.growth?.differenceBytes).toBeGreaterThan(4000);
});
