// `npm run bench -- packaging [--rounds 5] [--only a,b,c,hook] [--peers]`: how long packaging and the size check take, beside
// `zip -6`, beside zlib on as many processes as there are processors, and, with --peers, beside osls and the CDK, which are
// installed into a temporary folder. Candidates take turns within each round, so only ratios of one run mean something.
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildPackager } from './packaging/build.mjs';
import { makeModulesTree, makeNativeTrees, makeSmallService } from './packaging/fixtures.mjs';
import { hookCandidates } from './packaging/hook.mjs';
import { peerCandidates } from './packaging/peers.mjs';
import { compare, judge } from './packaging/compare.mjs';
import { bareStart, bundled, folder, packaging, zip, zlibProcesses } from './packaging/candidates.mjs';

const projectRoot = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
const flag = (name, fallback) => {
  const at = process.argv.indexOf(`--${name}`);
  return at < 0 ? fallback : (process.argv[at + 1] ?? fallback);
};
const rounds = Number(flag('rounds', '5'));
const only = new Set(flag('only', 'hook,a,b,c').split(','));
// Below the project, so that what the bench bundles finds the bundler; .ship is nobody's but this machine's.
const cached = join(projectRoot, '.ship', 'bench');
mkdirSync(cached, { recursive: true });
const temporary = mkdtempSync(join(cached, 'run-'));

try {
  const tool = await buildPackager(projectRoot, join(temporary, 'tool'));
  if (only.has('hook')) await benchHook(tool);
  if (only.has('a')) await benchBundles(tool);
  if (only.has('b')) await benchTree(tool);
  if (only.has('c')) await benchNative(tool);
} finally {
  rmSync(temporary, { recursive: true, force: true });
}

async function benchHook(tool) {
  const candidates = hookCandidates(tool, join(temporary, 'hook'));
  const results = await compare('a commit hook, nothing relevant staged', [bareStart(), ...candidates], rounds * 3);
  judge(1, 'hook, nothing relevant staged', results, 'ship size --staged', 'node -e 0', 2);
}

async function benchBundles(tool) {
  const place = join(temporary, 'a');
  const entries = makeSmallService(place, projectRoot);
  const request = bundled(place, entries);
  const candidates = [
    bareStart(),
    bareStart('module'),
    packaging(tool, request, 'cold'),
    packaging(tool, request, 'warm'),
  ];
  const peers = process.argv.includes('--peers') ? await peerCandidates(place, entries, join(temporary, 'peers')) : [];
  const results = await compare(`(a) ${entries.length} bundled functions`, [...candidates, ...peers], rounds);
  judge(4, 'bundled service unchanged', results, 'ship, warm', 'bare start (ES module)', 1.5);
  for (const { name } of peers) judge(5, `cold against ${name}`, results, 'ship, cold', name, 0.2);
}

async function benchTree(tool) {
  const place = join(temporary, 'b');
  const { files, bytes } = makeModulesTree(place, projectRoot);
  const request = folder(place);
  const candidates = [
    bareStart(),
    zip(place),
    zlibProcesses(place),
    packaging(tool, request, 'cold'),
    packaging(tool, request, 'warm'),
    packaging(tool, request, 'size'),
  ];
  const title = `(b) ${files} files, ${(bytes / 1e6).toFixed(1)} MB`;
  const results = await compare(title, candidates, rounds);
  judge(2, 'ship size, warm', results, 'ship size, warm', 'node -e 0', 4);
  judge(3, 'cold', results, 'ship, cold', 'zip -6', 1);
  judge(3, 'cold (aim)', results, 'ship, cold', 'zlib, all processors', 1.3);
  judge(4, 'unchanged', results, 'ship, warm', 'zip -6', 0.25);
  // Apart: it moves the times of all files, which the others would see too.
  await compare(
    '(b) after all times have moved, as by an install',
    [zip(place), packaging(tool, request, 'touched')],
    3,
  );
}

async function benchNative(tool) {
  const place = join(temporary, 'c');
  mkdirSync(place);
  makeNativeTrees(place, projectRoot);
  const request = folder(join(place, 'code'), join(place, 'layer'));
  const candidates = [
    zip(join(place, 'code'), join(place, 'layer')),
    packaging(tool, request, 'cold'),
    packaging(tool, request, 'warm'),
  ];
  const results = await compare('(c) native binaries and a layer, near the limit', candidates, Math.min(rounds, 3));
  judge(4, 'unchanged', results, 'ship, warm', 'zip -6', 0.25);
  const peak = Math.max(...results.get('ship, cold').map(({ peakBytes }) => peakBytes)) / 1024 ** 2;
  process.stdout.write(`  row 6: peak memory ${peak.toFixed(0)} MB, goal 250: ${peak <= 250 ? 'held' : 'MISSED'}\n`);
}
