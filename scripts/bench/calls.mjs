// How many AWS calls a run makes, how many of them write, and how many have to wait for one another: counted in the
// local AWS's own request log, for a service of three functions and ten routes. Usage: npm run bench -- calls [--profile aws]
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const bin = join(dirname(dirname(dirname(fileURLToPath(import.meta.url)))), 'bin', 'ship.js');
const profile = process.argv.includes('--profile') ? process.argv[process.argv.indexOf('--profile') + 1] : 'fast';
const dir = mkdtempSync(join(tmpdir(), 'ship-bench-calls-'));
const env = { ...process.env, SHIP_LOCAL_DIR: join(dir, 'local-aws'), NO_COLOR: '1', CI: 'true' };
delete env.AWS_ENDPOINT_URL;

function write(path, text) {
  mkdirSync(dirname(join(dir, path)), { recursive: true });
  writeFileSync(join(dir, path), text);
}

function service(text) {
  const routes = Object.fromEntries(Array.from({ length: 8 }, (_, index) => [`GET /route${index}`, 'main']));
  const config = {
    services: {
      shop: {
        main: 'src/main.js',
        functions: { report: { entry: 'src/report.js' }, invoice: { entry: 'src/invoice.js' } },
        routes: { ...routes, 'GET /report': 'report', 'GET /invoice': 'invoice' },
        smoke: [{ request: 'GET /route0' }],
      },
    },
  };
  write('services.config.json', JSON.stringify(config));
  write('services/shop/package.json', '{"type":"module"}');
  for (const name of ['main', 'report', 'invoice'])
    write(`services/shop/src/${name}.js`, `export const handler = async () => ({ from: '${name}' });`);
  write('services/shop/src/report.js', `export const handler = async () => ({ from: ${JSON.stringify(text)} });`);
}

const ship = (...args) =>
  execFileSync(process.execPath, [bin, ...args], {
    cwd: dir,
    env,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
  });

/** The longest row of calls of which each began after the one before had ended. */
function depthOf(calls) {
  const depths = [];
  for (const call of calls) {
    const before = depths.filter((other) => other.end <= call.start).map((other) => other.depth);
    depths.push({ end: call.end, depth: 1 + Math.max(0, ...before) });
  }
  return Math.max(0, ...depths.map(({ depth }) => depth));
}

function measure(name, run) {
  const seen = new Set(requests().map((request) => request.key));
  const began = performance.now();
  run();
  const ms = performance.now() - began;
  const calls = requests().filter((request) => !seen.has(request.key));
  const writes = calls.filter((call) => call.writes);
  return { name, ms, calls: calls.length, writes: writes.length, depth: depthOf(calls), operations: count(calls) };
}

function requests() {
  const { requests: all } = JSON.parse(ship('local', 'requests', '--json'));
  return all
    .filter(({ service: name }) => name !== 'execute-api')
    .map((request) => {
      const start = Date.parse(request.at);
      return { ...request, start, end: start + request.durationMs, key: request.requestId };
    })
    .toSorted((a, b) => a.start - b.start);
}

function count(calls) {
  const counts = {};
  for (const { operation } of calls) counts[operation] = (counts[operation] ?? 0) + 1;
  return counts;
}

try {
  ship('local', 'start', ...(profile === 'aws' ? ['--profile', 'aws'] : []));
  service('one');
  ship('deploy', 'shop');
  service('two');
  const rows = [
    measure('one function changed', () => ship('deploy', 'shop')),
    measure('nothing changed', () => ship('deploy', 'shop')),
    measure('rollback', () => ship('rollback', 'shop')),
  ];
  const goals = {
    'one function changed': '<= 22 / 9 / 14',
    'nothing changed': '<= 8 / 0 / 3',
    rollback: '<= 6 / 1 for traffic',
  };
  process.stdout.write(`profile ${profile}; calls / writes / depth\n`);
  for (const { name, calls, writes, depth, ms, operations } of rows) {
    process.stdout.write(
      `${name.padEnd(22)} ${calls} / ${writes} / ${depth}   goal ${goals[name]}   ${Math.round(ms)} ms whole process\n`,
    );
    process.stdout.write(
      `  ${Object.entries(operations)
        .map(([key, times]) => (times > 1 ? `${key} x${times}` : key))
        .join(', ')}\n`,
    );
  }
} finally {
  try {
    ship('local', 'stop');
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
}
