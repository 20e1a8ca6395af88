// Whole projects around the fixtures: a config and what it speaks of.
import { execFileSync } from 'node:child_process';
import { appendFileSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { makeModulesTree, makeNativeTrees, makeSmallService } from './fixtures.mjs';

const handlerCode = 'exports.handler = async () => ({ statusCode: 200 });\n';

/** (a): eight bundled functions. */
export function smallProject(place, projectRoot) {
  const entries = makeSmallService(place, projectRoot);
  const [main, ...others] = entries.map(({ name }) => [name, `src/${name}.ts`]);
  config(place, { bench: { root: '.', main: main[1], functions: Object.fromEntries(others), routes: routes } });
  return entries;
}

/** (b): node_modules of 15,000 small files, as they are. */
export function treeProject(place, projectRoot) {
  const size = makeModulesTree(join(place, 'code'), projectRoot);
  write(place, 'code/index.js', handlerCode);
  config(place, { bench: { root: '.', main: { folder: 'code', handler: 'index.handler' }, routes } });
  return size;
}

/** (c): native binaries and a layer, near the limit. */
export function nativeProject(place, projectRoot) {
  makeNativeTrees(place, projectRoot);
  write(place, 'code/index.js', handlerCode);
  const main = { folder: 'code', handler: 'index.handler', layers: [{ name: 'heavy', path: 'layer' }] };
  config(place, { bench: { root: '.', main, routes } });
}

/** A repository of thirty services, with something staged that belongs to none of them. */
export function hookProject(place, tool) {
  const names = Array.from({ length: 30 }, (_, at) => `service-${at}`);
  for (const name of names) write(place, `services/${name}/src/main.js`, 'export const handler = () => 1;\n');
  config(place, Object.fromEntries(names.map((name) => [name, { main: 'src/main.js', routes }])));
  write(place, '.gitignore', '.ship\n');
  const git = (...args) => execFileSync('git', args, { cwd: place });
  git('init', '-q');
  git('add', '-A');
  git('-c', 'user.name=bench', '-c', 'user.email=bench@example.com', 'commit', '-qm', 'start');
  execFileSync(process.execPath, [tool.ship, 'size'], { cwd: place });
  write(place, 'README.md', 'changed\n');
  git('add', 'README.md');
}

/** One line more in a service's source, staged. */
export function stageChange(place, file) {
  appendFileSync(join(place, file), '\n');
  execFileSync('git', ['add', file], { cwd: place });
}

const routes = { 'GET /': 'main' };

function config(place, services) {
  write(place, 'services.config.json', JSON.stringify({ environments: { local: {} }, services }));
}

function write(place, name, text) {
  const path = join(place, name);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
}
