// `npm run bench -- packaging [--rounds 5] [--only hook,a,b,c] [--peers]`: how long packaging and the size check take, and
// how much memory, beside `zip -6`, beside every file deflated by all processors, and, with --peers, beside osls and the
// CDK, which are installed once into .ship/bench/peers. Commands are the real ones, in projects that are made here.
// Candidates take turns within each round, so only ratios of one run mean something.
import { mkdirSync, mkdtempSync, readdirSync, rmSync, utimesSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildTool } from './packaging/build.mjs';
import {
  bareEsbuild,
  bareModule,
  bareStart,
  deflateLimits,
  packagerAlone,
  ship,
  zip,
} from './packaging/candidates.mjs';
import { compare, judge, judgeFaster, judgePeak, printVerdicts } from './packaging/compare.mjs';
import { time } from './packaging/measure.mjs';
import { bundlingPeers, installPeers, treePeers } from './packaging/peers.mjs';
import { hookProject, nativeProject, smallProject, treeProject } from './packaging/projects.mjs';
import { bundledRequest } from './packaging/request.mjs';

const projectRoot = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
const flag = (name, fallback) => {
  const at = process.argv.indexOf(`--${name}`);
  return at < 0 ? fallback : (process.argv[at + 1] ?? fallback);
};
const rounds = Number(flag('rounds', '5'));
const only = new Set(flag('only', 'hook,a,b,c').split(','));
// Below the project, so that what is built there finds the bundler; nothing of it is committed.
const kept = join(projectRoot, '.ship', 'bench');
mkdirSync(kept, { recursive: true });
const temporary = mkdtempSync(join(kept, 'run-'));
process.on('SIGINT', () => process.exit(130));
process.on('exit', () => rmSync(temporary, { recursive: true, force: true }));

const tool = await buildTool(projectRoot, join(temporary, 'tool'));
const peers = process.argv.includes('--peers') ? installPeers(join(kept, 'peers')) : undefined;
if (only.has('hook')) await benchHook(join(temporary, 'hook'));
if (only.has('a')) await benchBundles(join(temporary, 'a'));
if (only.has('b')) await benchTree(join(temporary, 'b'));
if (only.has('c')) await benchNative(join(temporary, 'c'));
printVerdicts();

async function benchHook(place) {
  hookProject(place, tool);
  const git = {
    name: 'git diff --cached alone',
    run: () => time('git', ['diff', '--cached', '--name-only'], { cwd: place }),
  };
  const hook = {
    name: 'ship size --staged',
    run: () => time(process.execPath, [tool.ship, 'size', '--staged'], { cwd: place }),
  };
  const results = await compare('a commit hook, nothing relevant staged', [bareStart(), hook, git], rounds * 3);
  judge(1, 'hook, nothing relevant staged', results, { candidate: hook.name, reference: 'node -e 0', goal: 2 });
}

async function benchBundles(place) {
  const entries = smallProject(place, projectRoot);
  const packaged = { args: ['package', 'bench'] };
  const candidates = [
    bareStart(),
    bareModule(join(temporary, 'bare')),
    ship(tool, place, { ...packaged, name: 'ship package, unchanged', state: 'warm' }),
    packagerAlone(tool, bundledRequest(place, entries, join(temporary, 'a-cache/.ship/cache'))),
  ];
  const warm = await compare(`(a) ${entries.length} bundled functions, unchanged`, candidates, rounds * 2);
  judge(4, 'bundled service unchanged, packager alone', warm, {
    candidate: 'packager alone, unchanged',
    reference: 'bare start (ES module)',
    goal: 1.5,
  });
  const cold = ship(tool, place, { ...packaged, name: 'ship package, cold', state: 'cold' });
  const floor = bareEsbuild(projectRoot, place, entries);
  const others = peers ? bundlingPeers(peers, place, entries) : [];
  const results = await compare(
    `(a) ${entries.length} bundled functions, cold`,
    [cold, floor, ...others],
    Math.min(rounds, 3),
  );
  judge(5, 'bundling cold, beside what bundling alone takes', results, {
    candidate: cold.name,
    reference: floor.name,
    goal: 1.3,
  });
  for (const { name } of others)
    judgeFaster(5, 'bundling cold', results, { candidate: cold.name, reference: name, goal: 5 });
}

async function benchTree(place) {
  const { files, bytes } = treeProject(place, projectRoot);
  const code = join(place, 'code');
  const limits = deflateLimits(code);
  const packaged = { args: ['package', 'bench'] };
  const candidates = [
    bareStart(),
    zip(join(temporary, 'zip/b.zip'), code),
    ...limits,
    ship(tool, place, { args: ['size'], name: 'ship size, warm', state: 'warm' }),
    ship(tool, place, { ...packaged, name: 'ship package, unchanged', state: 'warm' }),
  ];
  // Apart from what is warm: it empties the caches.
  const coldPlace = join(temporary, 'b-cold');
  treeProject(coldPlace, projectRoot);
  candidates.push(ship(tool, coldPlace, { ...packaged, name: 'ship package, cold', state: 'cold' }));
  const results = await compare(`(b) ${files} files, ${(bytes / 1e6).toFixed(1)} MB`, candidates, rounds);
  judge(2, 'ship size, warm', results, { candidate: 'ship size, warm', reference: 'node -e 0', goal: 4 });
  judge(3, 'package (b), cold', results, { candidate: 'ship package, cold', reference: 'zip -6', goal: 1 });
  judge(3, 'package (b), cold, the aim', results, {
    candidate: 'ship package, cold',
    reference: limits[0].name,
    goal: 1.3,
  });
  judge(4, 'package (b), unchanged', results, {
    candidate: 'ship package, unchanged',
    reference: 'zip -6',
    goal: 0.25,
  });
  const touched = ship(tool, place, {
    ...packaged,
    name: 'ship package, all times moved',
    state: 'warm',
    prepare: () => touch(code),
  });
  const others = peers ? treePeers(peers, code) : [];
  await compare(
    '(b) after all times have moved, as by an install',
    [zip(join(temporary, 'zip/b.zip'), code), touched, ...others],
    Math.min(rounds, 2),
  );
}

async function benchNative(place) {
  nativeProject(place, projectRoot);
  const packaged = { args: ['package', 'bench'] };
  const unchanged = ship(tool, place, { ...packaged, name: 'ship package, unchanged', state: 'warm' });
  const zipped = zip(join(temporary, 'zip/c.zip'), join(place, 'code'), join(place, 'layer'));
  const title = '(c) native binaries and a layer, near the limit';
  const warm = await compare(`${title}, unchanged`, [zipped, unchanged], Math.min(rounds, 3));
  judge(4, 'package (c), unchanged', warm, { candidate: unchanged.name, reference: 'zip -6', goal: 0.25 });
  const cold = ship(tool, place, { ...packaged, name: 'ship package, cold', state: 'cold' });
  const results = await compare(`${title}, cold`, [zipped, cold], Math.min(rounds, 3));
  judgePeak(6, 'peak memory, packaging (c) cold', results.get(cold.name), 250);
}

function touch(folder) {
  const now = new Date();
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true }))
    if (entry.isFile()) utimesSync(join(entry.parentPath, entry.name), now, now);
}
