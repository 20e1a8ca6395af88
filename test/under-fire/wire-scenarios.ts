import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { loadEntry, writeSmallZip } from '../../src/artifact/zip/write-small-zip.ts';
import type { Artifact } from '../../src/model/artifact.ts';
import type { EventSource, Service } from '../../src/model/service.ts';
import type { Cloud } from '../../src/release/cloud.ts';
import { deploy, fetchHttp, prune, type Ports, rollback, systemClock } from '../../src/release/index.ts';
import { aService, type Shape } from '../release/a-service.ts';

/** Runs of the engine against one account of a local AWS. */
export interface Machine {
  readonly account: string;
  readonly cloud: Cloud;
  /** For zips. */
  readonly dir: string;
}

export interface WireScenario {
  readonly name: string;
  readonly given: readonly Shape[];
  readonly when: (machine: Machine) => Promise<unknown>;
  readonly wanted: Shape;
  /** Releases that callers may meet at any time. */
  readonly allowed: readonly string[];
}

const routes = { 'GET /health': 'main', 'GET /orders': 'main', 'GET /invoice': 'invoice' };
const one: Shape = { code: { main: 'one', invoice: 'pdf', jobs: 'job' }, routes, queues: { jobs: 'jobs' } };
const codeOnly: Shape = { ...one, code: { ...one.code, main: 'two' } };
const everything: Shape = {
  code: { main: 'two', invoice: 'pdf 2', jobs: 'job 2', extra: 'more' },
  routes: { ...routes, 'GET /extra': 'extra' },
  queues: { jobs: 'jobs', extra: 'more' },
  environment: { COLOR: 'green' },
};
/** By thirds, with code and routes that change: each step is short, and all of them are gone through. */
const stepwise: Shape = {
  ...everything,
  queues: one.queues ?? {},
  change: { strategy: { kind: 'linear', percent: 34, stepMs: 300 } },
};
const third: Shape = { ...one, code: { ...one.code, main: 'three' } };

const resources = { Files: { Type: 'AWS::S3::Bucket' } };
const nightly: EventSource = { kind: 'schedule', name: 'nightly', expression: 'rate(1 day)' };
const sales: EventSource = { kind: 'bus', name: 'sales', bus: 'default', pattern: { source: ['shop'] } };
const news: EventSource = { kind: 'topic', name: 'news', filter: { kind: ['sale'] }, filterScope: 'attributes' };
const uploads: EventSource = {
  kind: 's3',
  name: 'uploads',
  bucket: { Ref: 'Files' },
  events: ['s3:ObjectCreated:*'],
  prefix: '',
  suffix: '',
};
const refusing = (Action: string): Shape['policies'] => ({
  work: [{ kind: 'statement', statement: { Effect: 'Deny', Action, Resource: '*' } }],
});
/** Warm and reserved, rung by rules, a topic and a bucket, fed by a queue, with a role that refuses. */
const rung: Shape = {
  code: { main: 'one', work: 'job' },
  routes: { 'GET /health': 'main', 'GET /orders': 'main' },
  queues: { work: 'jobs' },
  events: { work: [nightly, sales, news, uploads] },
  policies: refusing('s3:DeleteBucket'),
  provisioned: { main: 1 },
  reserved: { main: 4, work: 3 },
  change: { resources },
};
/** One of each grows, goes, comes, moves or is worded otherwise. */
const rungOtherwise: Shape = {
  code: { main: 'two', work: 'job', other: 'more' },
  routes: { ...rung.routes, 'GET /other': 'other' },
  queues: { work: 'jobs' },
  events: {
    work: [
      { ...nightly, expression: 'rate(2 days)' },
      { ...news, filter: { kind: ['gossip'] } },
    ],
    other: [uploads, { ...sales, pattern: { source: ['till'] } }],
  },
  policies: refusing('s3:*'),
  provisioned: { main: 2, other: 1 },
  reserved: { main: 6, other: 2 },
  change: { resources },
};
const rungByThirds: Shape = {
  ...rung,
  code: { ...rung.code, main: 'two' },
  provisioned: { main: 2 },
  reserved: { main: 5, work: 3 },
  change: { resources, ...stepwise.change },
};

export const wireScenarios: readonly WireScenario[] = [
  { name: 'a first deploy', given: [], when: (on) => deployShape(on, one), wanted: one, allowed: ['404', 'r1'] },
  {
    name: 'a code-only deploy',
    given: [one],
    when: (on) => deployShape(on, codeOnly),
    wanted: codeOnly,
    allowed: ['r1', 'r2'],
  },
  {
    name: 'a deploy that changes everything',
    given: [one],
    when: (on) => deployShape(on, everything),
    wanted: everything,
    allowed: ['r1', 'r2'],
  },
  {
    name: 'a linear shift to all calls',
    given: [one],
    when: (on) => byThirds(on, stepwise),
    // However it goes live: the run after the fault need not give it shares first.
    wanted: { ...stepwise, change: {} },
    allowed: ['r1', 'r2-34', 'r2-68', 'r2'],
  },
  { name: 'a rollback', given: [one, codeOnly], when: (on) => rollBack(on, one), wanted: one, allowed: ['r1', 'r2'] },
  { name: 'a prune', given: [one, codeOnly, third], when: (on) => pruneTo(on, third), wanted: third, allowed: ['r3'] },
  {
    name: 'a deploy that changes warmth, reservations, rules, topics, buckets and roles',
    given: [rung],
    when: (on) => deployShape(on, rungOtherwise),
    wanted: rungOtherwise,
    allowed: ['r1', 'r2'],
  },
  {
    name: 'a linear shift of what is warm and reserved',
    given: [rung],
    when: (on) => byThirds(on, rungByThirds),
    wanted: { ...rungByThirds, change: { resources } },
    allowed: ['r1', 'r2-34', 'r2-68', 'r2'],
  },
  {
    name: 'a rollback that brings warmth, reservations, rules, topics, buckets and roles back',
    given: [rung, rungOtherwise],
    when: (on) => rollBack(on, rungOtherwise),
    wanted: rung,
    allowed: ['r1', 'r2'],
  },
  {
    name: 'a prune of rules, roles and a function that only gone releases use',
    given: [rungOtherwise, rung],
    when: (on) => pruneTo(on, rung),
    wanted: rung,
    allowed: ['r2'],
  },
];

async function byThirds(on: Machine, shape: Shape): Promise<void> {
  const { bakes } = await deployShape(on, shape);
  if (bakes?.map(({ percent }) => percent).join() !== '34,68') throw new Error('not step by step');
}

let runs = 0;
const options = { allowReplace: false, settleTimeoutMs: 2000 };

export async function deployShape(machine: Machine, shape: Shape): ReturnType<typeof deploy> {
  const service = serviceOf(machine, shape);
  const artifacts = await realArtifacts(machine, shape, service);
  const who = { runId: `run${++runs}`, actor: 'ada@laptop', dirty: false, unpin: true, dryRun: false, waitMs: 0 };
  return deploy({ service, artifacts, options, ...who }, portsOf(machine));
}

function rollBack(machine: Machine, shape: Shape): Promise<unknown> {
  const request = {
    service: serviceOf(machine, shape),
    runId: `run${++runs}`,
    actor: 'bo@ci',
    dryRun: false,
    waitMs: 0,
    now: false,
  };
  return rollback({ ...request, options }, portsOf(machine));
}

function pruneTo(machine: Machine, shape: Shape): Promise<unknown> {
  const request = {
    service: serviceOf(machine, shape),
    runId: `run${++runs}`,
    actor: 'bo@ci',
    dryRun: false,
    waitMs: 0,
  };
  return prune({ ...request, keepReleases: 0, options }, portsOf(machine));
}

export function serviceOf({ account }: Machine, shape: Shape): Service {
  const { service } = aService(shape);
  return {
    ...service,
    environment: { name: 'test', target: 'local', region: 'us-east-1', accountId: account, protected: false },
    smoke: service.smoke.map((test) => ({ ...test, tries: 3, timeoutMs: 5000 })),
  };
}

const portsOf = ({ cloud }: Machine): Ports => ({
  cloud,
  http: fetchHttp,
  clock: systemClock,
  // Runs of one machine, one after the other: whoever still has the lock is dead.
  processes: { mark: 'here:1:1', isDead: () => true },
  signal: new AbortController().signal,
  report: () => undefined,
});

/** The code answers with its own text. */
async function realArtifacts({ dir }: Machine, shape: Shape, service: Service): Promise<Record<string, Artifact>> {
  const { artifacts } = aService(shape);
  const made = service.functions.map(async ({ key }) => {
    const text = `exports.handler = async () => ({ says: ${JSON.stringify(shape.code?.[key])} });`;
    const zipPath = join(dir, `${createHash('sha256').update(text).digest('hex')}.zip`);
    const from = { kind: 'memory' as const, sha256: '', read: () => Buffer.from(text) };
    await writeSmallZip(zipPath, [loadEntry({ path: 'index.js', executable: false, bytes: text.length, from })]);
    const hash = createHash('sha256').update(readFileSync(zipPath));
    const codeSha256 = hash.copy().digest('base64');
    const artifact = { ...(artifacts[key] as Artifact), zipPath, codeSha256, sha256: hash.digest('hex') };
    return [key, artifact] as const;
  });
  return Object.fromEntries(await Promise.all(made));
}
