// Mixed traffic and deploys against one local AWS, watched for growth: node scripts/soak-local-aws.mjs [MINUTES] [PACE]
// PACE 4: a quarter of the work, for a machine that others use.
// Ends with 1 when memory, descriptors or child processes keep growing, or a caller saw an error. Linux only (/proc).
import { FilterLogEventsCommand } from '@aws-sdk/client-cloudwatch-logs';
import { InvokeCommand } from '@aws-sdk/client-lambda';
import { SendMessageCommand } from '@aws-sdk/client-sqs';
import { setTimeout as sleep } from 'node:timers/promises';
import { startDaemon } from '../test/interop/start-daemon.mjs';
import { clientsOf } from './soak/clients.mjs';
import { call, metrics, object, stack } from './soak/load.mjs';
import { deploy, setUp } from './soak/service.mjs';
import { growth, sample } from './soak/watch.mjs';

/** How much more the last third may hold than the second; the disk keeps every release's code. */
const LIMITS = { rssMb: 1.25, heapMb: Infinity, descriptors: 1.15, children: 1.5, diskMb: Infinity };

const minutes = Number(process.argv[2] ?? 10);
const pace = Number(process.argv[3] ?? 1);
const aws = await startDaemon();
const clients = clientsOf(aws.endpoint);
const end = Date.now() + minutes * 60_000;
const done = {};
const errors = [];
const samples = [];

/** Does one kind of work again and again until the end; an error is kept and does not stop it. */
async function keepDoing(name, pauseMs, work) {
  done[name] = 0;
  for (let n = 1; Date.now() < end; n++) {
    try {
      await work(n);
      done[name]++;
    } catch (error) {
      errors.push(`${name}: ${error.name} ${error.message}`);
    }
    await sleep(pauseMs * pace);
  }
}

async function watch() {
  while (Date.now() < end) {
    await sleep(Math.min(5000, (minutes * 60_000) / 24));
    samples.push(await sample(aws.dir));
  }
}

const FunctionName = 'soak';
const invoke = (more) => clients.lambda.send(new InvokeCommand({ FunctionName, Payload: '{}', ...more }));
const readLogs = () => {
  const startTime = Date.now() - 5000;
  return clients.logs.send(new FilterLogEventsCommand({ logGroupName: '/aws/lambda/soak', limit: 50, startTime }));
};

const given = await setUp(clients);
const { QueueUrl } = given;
await invoke();
await sleep(500); // The function's log group is made with its first line.
await Promise.all([
  watch(),
  ...[1, 2, 3, 4].map((n) => keepDoing(`requests-${n}`, 20, () => call(given.url))),
  keepDoing('deploys', 1000, (n) => deploy(clients, given, n)),
  keepDoing('invokes', 50, () => invoke()),
  keepDoing('async invokes', 100, () => invoke({ InvocationType: 'Event' })),
  keepDoing('messages', 100, (n) => clients.sqs.send(new SendMessageCommand({ QueueUrl, MessageBody: String(n) }))),
  keepDoing('objects', 200, (n) => object(clients, n)),
  keepDoing('stacks', 3000, (n) => stack(clients, n)),
  keepDoing('log reads', 2000, readLogs),
  keepDoing('metric reads', 1000, () => metrics(clients)),
]);
await aws.stop();

const grown = Object.keys(LIMITS).map((key) => growth(samples, key));
process.stdout.write(`${JSON.stringify({ minutes, done, errors: errors.length, grown }, null, 2)}\n`);
for (const error of [...new Set(errors)].slice(0, 10)) process.stdout.write(`✖ ${error}\n`);
for (const key of Object.keys(LIMITS)) {
  process.stdout.write(`${key}: ${samples.map((each) => Math.round(each[key])).join(' ')}\n`);
}
const failed = grown.filter(({ key, middle, last }) => last > middle * LIMITS[key] + 8);
for (const { key, middle, last } of failed) process.stdout.write(`✖ ${key} grew from ${middle} to ${last}\n`);
process.exit(failed.length > 0 || errors.length > 0 ? 1 : 0);
