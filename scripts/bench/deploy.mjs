// One line of one function changed, from the command to the new answer, with the latencies of AWS: ship, osls and the CDK
// in turn, the same three functions behind an HTTP API, on one endpoint. Usage: npm run bench -- deploy [--rounds N]
// The peers are installed once into the temporary folder; they are no part of this project.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { checkService } from '../../test/interop/check-service.mjs';
import { clientEnvironment, startDaemon } from '../../test/interop/start-daemon.mjs';
import { cdkProject, oslsProject, shipProject } from './deploy/projects.mjs';
import { time } from './packaging/measure.mjs';

const GOAL = 5;
const at = process.argv.indexOf('--rounds');
const rounds = at < 0 ? 3 : Number(process.argv[at + 1]);
const bin = join(dirname(dirname(dirname(fileURLToPath(import.meta.url)))), 'bin', 'ship.js');
const place = mkdtempSync(join(tmpdir(), 'ship-bench-deploy-'));

const median = (values) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)];
const seconds = (ms) => `${(ms / 1000).toFixed(1)} s`;

/** Changes the line, times the deploy, and holds the URL to the new answer: a deploy that did nothing is no figure. */
async function measure({ endpoint }, tool, mark) {
  tool.change(mark);
  const { ms, cpuMs } = time(process.execPath, tool.deploy, { cwd: tool.cwd, env: tool.env });
  await checkService(endpoint, tool.url(), mark);
  return { ms, cpuMs };
}

async function run(aws) {
  const env = { ...clientEnvironment(aws.endpoint), CI: 'true', NO_COLOR: '1' };
  const tools = [shipProject, oslsProject, cdkProject].map((make) => make({ place, bin, env }));
  const [ship] = tools;
  const times = new Map(tools.map(({ name }) => [name, []]));
  for (const tool of tools) {
    tool.prepare?.();
    await measure(aws, tool, 'first');
  }
  const rollbacks = [];
  for (let round = 0; round < rounds; round += 1) {
    for (const tool of tools) times.get(tool.name).push(await measure(aws, tool, `round-${round}`));
    rollbacks.push(time(process.execPath, ship.rollback, { cwd: ship.cwd, env }).ms);
    await checkService(aws.endpoint, ship.url(), round === 0 ? 'first' : `round-${round - 1}`);
    time(process.execPath, [...ship.deploy, '--unpin'], { cwd: ship.cwd, env });
  }
  return { times, rollbacks };
}

function print({ times, rollbacks }) {
  const own = median(times.get('ship').map(({ ms }) => ms));
  process.stdout.write(`one line changed, profile aws, ${rounds} rounds, medians; whole processes\n`);
  for (const [name, list] of times) {
    const ms = median(list.map((one) => one.ms));
    const ratio = name === 'ship' ? '' : `   ${(ms / own).toFixed(1)} x ship, goal >= ${GOAL}`;
    const cpu = seconds(median(list.map((one) => one.cpuMs)));
    process.stdout.write(`${name.padEnd(14)} ${seconds(ms).padStart(7)}   cpu ${cpu.padStart(6)}${ratio}\n`);
  }
  process.stdout.write(`ship rollback  ${seconds(median(rollbacks)).padStart(7)}\n`);
}

const aws = await startDaemon('--profile', 'aws');
try {
  print(await run(aws));
} finally {
  await aws.stop();
  rmSync(place, { recursive: true, force: true });
}
