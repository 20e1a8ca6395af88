import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parse } from 'yaml';
import { builtShip } from '../cli/ship.ts';
import { gitIn } from './git-in.ts';
import { Project, shop } from './project.ts';

const root = resolve(import.meta.dirname, '../..');
const page = readFileSync(join(root, 'docs/size.md'), 'utf8');
const [framework] = parse(readFileSync(join(root, '.pre-commit-hooks.yaml'), 'utf8')) as { entry: string }[];
const husky = /husky[^`]*`[^`]*`:\n\n```sh\n(.*)\n/.exec(page)?.[1] ?? '';
const lefthook = /\n +run: (.*)\n/.exec(page)?.[1] ?? '';

const project = new Project(shop());
afterAll(() => project.remove());

const git = gitIn(project);

function budget(bytes: number): void {
  const { services } = JSON.parse(shop()['services.config.json'] ?? '') as { services: { shop: object } };
  const budgets = { unzipped: { main: bytes } };
  project.write('services.config.json', JSON.stringify({ services: { shop: { ...services.shop, budgets } } }));
}

beforeAll(() => {
  mkdirSync(join(project.dir, 'node_modules/.bin'), { recursive: true });
  symlinkSync(join(builtShip(), 'bin/ship.js'), join(project.dir, 'node_modules/.bin/ship'));
  project.write('.gitignore', '.ship/\nnode_modules/\nlocal-aws/\n');
  git('init', '-q');
});

test.each([
  ['husky', husky],
  ['lefthook', lefthook],
  ['the pre-commit framework', framework?.entry ?? ''],
])('the line for %s refuses a commit over budget, and no other', (name, line) => {
  const hook = join(project.dir, '.git/hooks/pre-commit');
  writeFileSync(hook, `#!/bin/sh\n${line}\n`);
  chmodSync(hook, 0o755);
  budget(1_000_000);
  project.write('services/shop/touched.txt', name);
  git('add', '.');
  git('commit', '-qm', `${name} within budget`);
  budget(10);
  git('add', '.');
  expect(() => git('commit', '-qm', `${name} over budget`)).toThrow(/budget/);
  expect(git('log', '-1', '--format=%s').trim()).toBe(`${name} within budget`);
});

test('with nothing of a service staged nothing is done: the program itself is not loaded', async () => {
  const said = join(project.dir, 'local-aws', 'loaded.json');
  const watch = `process.on('exit', () => require('node:fs').writeFileSync(${JSON.stringify(said)}, JSON.stringify(Object.keys(require.cache))))`;
  project.write('local-aws/watch.cjs', watch);
  const loadedFor = (): string[] => {
    const env = { ...project.environment, NODE_OPTIONS: `--require "${join(project.dir, 'local-aws/watch.cjs')}"` };
    const ship = join(builtShip(), 'bin/ship.js');
    execFileSync(process.execPath, [ship, 'size', '--staged'], { cwd: project.dir, env, stdio: 'pipe' });
    const places = JSON.parse(readFileSync(said, 'utf8')) as string[];
    return places.map((place) => place.split('/').at(-1) ?? '').filter((name) => name !== 'watch.cjs');
  };
  git('reset', '-q', '--hard');
  // Where services lie is noted whenever the config was loaded.
  await project.ship('size');
  project.write('notes.md', 'no service');
  git('add', 'notes.md');
  expect(loadedFor()).toEqual(['ship.js', 'size-hook.cjs']);
  project.write('services/shop/touched.txt', 'again');
  git('add', '.');
  expect(loadedFor()).toContain('cli.cjs');
});
