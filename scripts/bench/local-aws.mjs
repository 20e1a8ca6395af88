// Requests per second through gateway and Lambda, beside a bare node:http server in the same run; cold start; start-up.
// `npm run bench -- local-aws [SECONDS]`. Loopback only; everything it starts ends with it. Only ratios compare runs.
import { build } from 'esbuild';
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { get } from 'node:http';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

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

async function load(port, connections) {
  const { nextLine } = start('load.mjs', [String(port), String(connections), seconds]);
  return JSON.parse(await nextLine());
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
  const result = await load(port, 16);
  await stop(server);
  return result;
}

/** Processes below the server: the environments, and the shell that watches over them. */
function environmentsOf({ child }) {
  const path = `/proc/${child.pid}/task/${child.pid}/children`;
  return existsSync(path) ? readFileSync(path, 'utf8').trim().split(' ').length - 1 : NaN;
}

async function measureLocalAws({ environments, connections, together }) {
  const dir = mkdtempSync(join(work, 'state-'));
  const env = {
    SHIP_LOCAL_MAX_ENVIRONMENTS: String(environments),
    ...(together && { SHIP_LOCAL_QUICK_SLOTS: String(environments) }),
  };
  const since = performance.now();
  const server = start('serve.mjs', [join(work, 'build'), dir], env);
  const { ready } = JSON.parse(await server.nextLine());
  const readyMs = performance.now() - since;
  const { api } = JSON.parse(await server.nextLine());
  const cold = await once(api);
  const warm = await once(api);
  if (cold.status !== 200) throw new Error(`The API answered ${cold.status}.`);
  const result = {
    ...(await load(api, connections)),
    readyMs,
    ready,
    cold: cold.ms,
    warm: warm.ms,
    started: environmentsOf(server),
  };
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

const middle = (values) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)];

async function main() {
  await bundle();
  const plain = await measurePlain();
  row('', 'requests/s', 'of bare', 'p50', 'p99', 'failed', 'started');
  row('bare node:http, 16 connections', plain.perSecond, '1.00', ms(plain.p50), ms(plain.p99), plain.failed);
  const runs = [];
  for (const [environments, connections, together] of [
    [1, 16],
    [4, 16],
    [16, 16],
    [16, 64],
    // Without holding requests of a quick function back for the environment that is done first.
    [16, 16, true],
  ]) {
    const run = await measureLocalAws({ environments, connections, together });
    runs.push(run);
    const title = `${environments} environments${together ? ' at once' : ''}, ${connections} connections`;
    const ofBare = (run.perSecond / plain.perSecond).toFixed(2);
    row(title, run.perSecond, ofBare, ms(run.p50), ms(run.p99), run.failed, run.started);
  }
  row('start of the process to ready', ms(middle(runs.map(({ readyMs }) => readyMs))));
  row('  of that inside the local AWS', ms(middle(runs.map(({ ready }) => ready))));
  row('first request (cold start)', ms(middle(runs.map(({ cold }) => cold))));
  row('second request', ms(middle(runs.map(({ warm }) => warm))));
}

try {
  await main();
} finally {
  for (const child of children) child.kill('SIGKILL');
  rmSync(work, { recursive: true, force: true });
}
