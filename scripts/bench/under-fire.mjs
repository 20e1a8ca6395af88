// Traffic over a switch. `npm run bench -- under-fire [--rate 1200] [--svg FILE]`: deploy, rollback and canary on a local
// AWS that takes its time as AWS does, under load; ends with 1 when a request failed, mixed releases or met an old one after ship
// had said that all was settled. `--url URL [--seconds 60] [--rate 50] [--header 'name: value']`: watches any URL of yours
// while you switch. `--matrix`: every fault at every call, on the wire and in memory; `--shard 2/4` does a quarter of it.
// `--pairs all|N`: two faults, all pairs or N of each scenario. Loopback only but for --url.
import { execFile, spawnSync } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { judge } from './under-fire/judge.mjs';
import { startLoad } from './under-fire/load.mjs';
import { plotReleases } from './under-fire/plot.mjs';
import { makeProject } from './under-fire/project.mjs';

const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
const text = { type: 'string' };
const { values } = parseArgs({
  options: {
    rate: text,
    svg: text,
    url: text,
    seconds: text,
    pairs: text,
    seed: text,
    shard: text,
    header: { type: 'string', multiple: true, default: [] },
    matrix: { type: 'boolean' },
  },
});
const say = (line) => process.stdout.write(`${line}\n`);
const generations = { r1: 'one', r2: 'two', r3: 'three' };
const wait = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

if (values.matrix)
  process.exit(
    runTests(
      { UNDER_FIRE: 'all', UNDER_FIRE_SHARD: values.shard ?? '1/1' },
      '--verbose',
      'test/under-fire/wire-matrix',
      'test/under-fire/signals',
      // In memory all of it takes less than a minute.
      ...((values.shard ?? '1/1').startsWith('1/') ? ['test/release/crash-matrix'] : []),
    ),
  );
else if (values.pairs)
  process.exit(
    runTests({ UNDER_FIRE_PAIRS: values.pairs, UNDER_FIRE_SEED: values.seed ?? '1' }, 'test/release/fault-pairs'),
  );
else process.exit(await (values.url ? watchUrl(values.url) : underFire()));

function runTests(more, ...tests) {
  const args = ['--experimental-vm-modules', '--disable-warning=ExperimentalWarning', 'node_modules/jest/bin/jest.js'];
  const env = { ...process.env, ...more };
  return spawnSync(process.execPath, [...args, ...tests], { cwd: root, env, stdio: 'inherit' }).status ?? 1;
}

async function watchUrl(url) {
  const answers = [];
  const { origin, pathname, search } = new URL(url);
  const began = performance.now();
  const load = startLoad({
    url: origin,
    paths: [pathname + search],
    headers: Object.fromEntries(values.header.map((line) => line.split(/:\s*/, 2))),
    perSecond: Number(values.rate ?? 50),
    note: (answer) => answers.push({ ...answer, at: answer.at - began }),
  });
  await wait(Number(values.seconds ?? 60) * 1000);
  await load.stop();
  for (const name of new Set(answers.map(({ release, status }) => release ?? `status ${status}`))) {
    const times = answers.filter(({ release, status }) => (release ?? `status ${status}`) === name).map(({ at }) => at);
    say(
      `${name}: ${times.length} answers, first at ${Math.round(Math.min(...times))} ms, last at ${Math.round(Math.max(...times))} ms`,
    );
  }
  writePlot(answers, [], `${origin}${pathname}: answers by the release that gave them`);
  return 0;
}

function writePlot(answers, marks, title) {
  // Where nothing is committed, unless somebody asks for another place.
  const file = values.svg ?? join('.ship', 'bench', 'under-fire.svg');
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, plotReleases(answers, marks, title));
  say(`plot: ${file}`);
}

function ship(project, ...args) {
  const env = { ...process.env, SHIP_LOCAL_DIR: join(project.dir, 'local-aws'), NO_COLOR: '1', CI: 'true' };
  return new Promise((resolve, reject) => {
    const options = { cwd: project.dir, env, maxBuffer: 1 << 26 };
    execFile(process.execPath, [join(root, 'bin', 'ship.js'), ...args], options, (error, stdout, stderr) => {
      if (error) reject(new Error(`ship ${args.join(' ')}: ${stderr}`));
      else resolve(stdout);
    });
  });
}

async function underFire() {
  const project = makeProject();
  try {
    project.write('one');
    await ship(project, 'local', 'start', '--profile', 'aws');
    const { services } = JSON.parse(await ship(project, 'deploy', 'fire', '--json'));
    // The first release has no release before it: how long the new URL takes to be known everywhere is not a switch.
    await wait(3000);
    return await measure(project, services[0].url);
  } finally {
    await ship(project, 'local', 'stop').catch((error) => say(error.message));
    rmSync(project.dir, { recursive: true, force: true, maxRetries: 5 });
  }
}

async function measure(project, url) {
  const answers = [];
  const changes = [];
  const began = performance.now();
  const load = startLoad({
    url,
    paths: [...Array.from({ length: 20 }, (_, index) => (index % 2 ? '/hello' : '/report')), '/pair'],
    perSecond: Number(values.rate ?? 1200),
    note: (answer) => answers.push({ ...answer, at: answer.at - began }),
  });
  const change = async (name, from, to, ...args) => {
    const start = performance.now() - began;
    const { services } = JSON.parse(await ship(project, ...args, '--json'));
    changes.push({ name, from, to, began: start, ended: performance.now() - began, settle: services[0].settle });
    await wait(4000);
  };
  await wait(3000);
  project.write('two');
  await change('deploy', 'r1', 'r2', 'deploy', 'fire');
  await change('rollback', 'r2', 'r1', 'rollback', 'fire');
  project.write('three');
  await change('canary', 'r1', 'r3', 'deploy', 'fire', '--unpin', '--yes', '--strategy', 'canary:25%/8s');
  const { perSecond, missed } = await load.stop();
  return report(answers, changes, { perSecond, missed });
}

/** While a share of the calls goes to a new release, which of the two answered is told by what it said. */
function byGeneration(answer) {
  const said = answer.status === 200 ? JSON.parse(answer.body).generation : undefined;
  const release = Object.keys(generations).find((name) => generations[name] === said) ?? answer.release;
  return { ...answer, release };
}

function report(answers, changes, { perSecond, missed }) {
  const { failed, mixed, older, windows } = judge(answers, changes, generations);
  const times = answers.map(({ ms }) => ms).toSorted((a, b) => a - b);
  const at = (share) => `${(times[Math.floor(times.length * share)] ?? 0).toFixed(1)} ms`;
  say(
    `requests  ${answers.length} at ${Math.round(perSecond)}/s (${missed} not sent), p50 ${at(0.5)}, p99 ${at(0.99)}`,
  );
  for (const { name, took, bothFor } of windows)
    say(`${name.padEnd(9)} ${took} ms; both releases answered for ${bothFor} ms`);
  say(
    `failed    ${failed.length}${failed[0] ? `: ${failed[0].status} ${failed[0].body} at ${Math.round(failed[0].at)} ms` : ''}`,
  );
  say(`mixed     ${mixed.length}${mixed[0] ? `: ${mixed[0].release} ${mixed[0].body}` : ''}`);
  say(
    `older     ${older.length} after ship had ended${older[0] ? `, the last ${Math.round(Math.max(...older.map(({ at: sent }) => sent)) - changes[0].ended)} ms` : ''}`,
  );
  writePlot(
    answers.map(byGeneration),
    changes.map(({ name, began, ended }) => ({ at: began, until: ended, text: `ship ${name}` })),
    `${answers.length.toLocaleString('en')} requests at ${Math.round(perSecond)}/s while ship deploys, rolls back and shifts a share: ${failed.length} failed, ${mixed.length} mixed`,
  );
  return failed.length + mixed.length + older.length === 0 ? 0 : 1;
}
