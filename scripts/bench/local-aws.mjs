// Requests per second through gateway and Lambda, beside a bare node:http server in the same run; cold start; start-up.
// `npm run bench -- local-aws [SECONDS]`. Loopback only; everything it starts ends with it. Only ratios compare runs.
import { build } from 'esbuild';
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { get } from 'node:http';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { cpuMsBelow, descendantsOf } from './local-aws/processes.mjs';

const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
const parts = join(root, 'scripts', 'bench', 'local-aws');
const seconds = process.argv[2] ?? '4';
const work = mkdtempSync(join(tmpdir(), 'bench-local-aws-'));
const children = new Set();

function start(script, args, env = {}) {
  const child = spawn(process.execPath, [join(parts, script), ...args], {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  children.add(child);
  child.on('exit', () => children.delete(child));
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  return { child, nextLine: async () => (await lines.next()).value };
}

/** `cpuUs`: processor time of all processes for each request: what a busy machine changes least. */
async function load({ child }, port, connections) {
  const before = cpuMsBelow(child.pid);
  const { nextLine } = start('load.mjs', [String(port), String(connections), seconds]);
  const result = JSON.parse(await nextLine());
  const cpuMs = cpuMsBelow(child.pid) - before + result.cpuMs;
  return { ...result, cpuUs: (cpuMs * 1000) / result.answered };
}

// Not fetch: its first call loads more code than the request takes.
function once(port) {
  const since = performance.now();
  return new Promise((resolve, reject) => {
    const answered = (response) => {
      response.resume().on('end', () => resolve({ ms: performance.now() - since, status: response.statusCode }));
    };
    get({ host: '127.0.0.1', port, path: '/' }, answered).on('error', reject);
  });
}

async function stop({ child }) {
  const ended = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGKILL');
  await ended;
}

async function measurePlain() {
  const server = start('plain-server.mjs', []);
  const port = await server.nextLine();
  const result = await load(server, port, 16);
  await stop(server);
  return result;
}

async function startLocalAws(env = {}) {
  const dir = mkdtempSync(join(work, 'state-'));
  const since = performance.now();
  const server = start('serve.mjs', [join(work, 'build'), dir], env);
  const { ready } = JSON.parse(await server.nextLine());
  const readyMs = performance.now() - since;
  const { api } = JSON.parse(await server.nextLine());
  const cold = await once(api);
  const warm = await once(api);
  if (cold.status !== 200) throw new Error(`The API answered ${cold.status}.`);
  return { server, api, readyMs, ready, cold: cold.ms, warm: warm.ms };
}

/** Before anything was loaded: what a load leaves behind is still being put away when the next server starts. */
async function measureStarts(count) {
  const starts = [];
  for (let n = 0; n < count; n++) {
    const { server, ...times } = await startLocalAws();
    starts.push(times);
    await stop(server);
  }
  return starts;
}

async function measureLocalAws({ environments, connections, together }) {
  const { server, api } = await startLocalAws({
    SHIP_LOCAL_MAX_ENVIRONMENTS: String(environments),
    ...(together && { SHIP_LOCAL_QUICK_SLOTS: String(environments) }),
  });
  // Not the shell that watches over them.
  const started = () => descendantsOf(server.child.pid, 1).length - 1;
  const result = { ...(await load(server, api, connections)), started: started() };
  await stop(server);
  return result;
}

const common = { absWorkingDir: root, bundle: true, format: 'esm', platform: 'node', target: 'node20.19' };

async function bundle() {
  const banner = { js: "import { createRequire as __cr } from 'node:module'; const require = __cr(import.meta.url);" };
  const outdir = join(work, 'build');
  const entryPoints = { start: 'src/local-aws/start.ts' };
  // As scripts/build.mjs builds the product.
  const like = { minifyWhitespace: true, minifySyntax: true, splitting: true, mainFields: ['module', 'main'] };
  await build({ ...common, ...like, entryPoints, outdir, banner });
  const bootstrap = 'src/local-aws/execution/runtime-bootstrap.mjs';
  await build({ ...common, entryPoints: [bootstrap], outfile: join(outdir, 'runtime-bootstrap.mjs') });
}

const row = (...cells) =>
  process.stdout.write(`${cells.map((cell, at) => String(cell).padEnd(at === 0 ? 42 : 13)).join('')}\n`);
const ms = (value) => `${value.toFixed(value < 10 ? 2 : 0)} ms`;

function show(title, { perSecond, cpuUs, p50, p99, failed, started = '' }, bare) {
  row(
    title,
    perSecond,
    (perSecond / bare.perSecond).toFixed(2),
    `${Math.round(cpuUs)} us`,
    ms(p50),
    ms(p99),
    failed,
    started,
  );
}

const middle = (values) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)];

async function main() {
  await bundle();
  const starts = await measureStarts(9);
  const plain = await measurePlain();
  row('', 'requests/s', 'of bare', 'cpu', 'p50', 'p99', 'failed', 'started');
  show('bare node:http, 16 connections', plain, plain);
  for (const [environments, connections, together] of [
    [1, 16],
    [4, 16],
    [16, 16],
    [16, 64],
    // Without holding requests of a quick function back for the environment that is done first.
    [16, 16, true],
  ]) {
    const run = await measureLocalAws({ environments, connections, together });
    const title = `${environments} environments${together ? ' at once' : ''}, ${connections} connections`;
    show(title, run, plain);
  }
  row('start of the process to ready', ms(middle(starts.map(({ readyMs }) => readyMs))));
  row('  of that inside the local AWS', ms(middle(starts.map(({ ready }) => ready))));
  row('first request (cold start)', ms(middle(starts.map(({ cold }) => cold))));
  row('second request', ms(middle(starts.map(({ warm }) => warm))));
}

try {
  await main();
} finally {
  for (const child of children) child.kill('SIGKILL');
  rmSync(work, { recursive: true, force: true });
}
