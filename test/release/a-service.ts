import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Artifact } from '../../src/model/artifact.ts';
import type { EventSource, FunctionDefinition, Policy, QueueEvent, Service } from '../../src/model/service.ts';
import { defaultBake } from '../../src/model/strategy.ts';

export interface Shape {
  readonly name?: string;
  /** Function key -> its code; main first. */
  readonly code?: Readonly<Record<string, string>>;
  readonly environment?: Readonly<Record<string, string>>;
  /** Route key -> function key. */
  readonly routes?: Readonly<Record<string, string>>;
  /** Function key -> queue name. */
  readonly queues?: Readonly<Record<string, string>>;
  /** Function key -> its events, besides the queue. */
  readonly events?: Readonly<Record<string, readonly EventSource[]>>;
  /** Function key -> what its role may and may not do. */
  readonly policies?: Readonly<Record<string, readonly Policy[]>>;
  readonly provisioned?: Readonly<Record<string, number>>;
  readonly reserved?: Readonly<Record<string, number>>;
  readonly change?: Partial<Service>;
}

export interface ServiceAndArtifacts {
  readonly service: Service;
  readonly artifacts: Readonly<Record<string, Artifact>>;
}

const folder = mkdtempSync(join(tmpdir(), 'ship-artifacts-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** A small service: `main` with two routes and a health test, unless the shape says otherwise. */
export function aService(shape: Shape = {}): ServiceAndArtifacts {
  const name = shape.name ?? 'orders';
  const code = shape.code ?? { main: 'one' };
  const routes = shape.routes ?? { 'GET /health': 'main', 'GET /orders': 'main' };
  const service: Service = {
    name,
    root: '/nowhere',
    environment: { name: 'test', target: 'aws', region: 'eu-west-1', protected: false },
    main: Object.keys(code)[0] ?? 'main',
    functions: Object.keys(code).map((key) => definition(name, key, shape)),
    routes: Object.entries(routes).map(([key, target]) => ({
      key,
      function: target,
      payload: '2.0',
      scopes: [],
      timeoutMs: 30_000,
    })),
    authorizers: [],
    smoke: 'GET /health' in routes ? [health] : [],
    hooks: [],
    strategy: { kind: 'all-at-once' },
    bake: defaultBake,
    budgets: { unzippedBytes: {} },
    resources: {},
    exports: [],
    keepReleases: 10,
    tags: {},
    ...shape.change,
  };
  const artifacts = Object.fromEntries(Object.entries(code).map(([key, text]) => [key, artifact(key, text)]));
  return { service, artifacts };
}

const health: Service['smoke'][number] = {
  kind: 'http',
  name: 'health',
  method: 'GET',
  path: '/health',
  headers: {},
  expect: { status: 200, headers: {} },
  on: ['preview', 'live'],
  timeoutMs: 1000,
  tries: 1,
};

function definition(service: string, key: string, shape: Shape): FunctionDefinition {
  const queue = shape.queues?.[key];
  const provisioned = shape.provisioned?.[key];
  const reserved = shape.reserved?.[key];
  return {
    key,
    lambdaName: `test-${service}-${key}`,
    source: {
      name: key,
      kind: 'zip',
      path: '/nowhere',
      handler: 'index.handler',
      runtime: 'nodejs22.x',
      architecture: 'x86_64',
      bundle: {} as never,
      assets: [],
      include: [],
      exclude: [],
      layers: [],
    },
    runtime: 'nodejs22.x',
    architecture: 'x86_64',
    memoryMb: 256,
    timeoutSeconds: 10,
    ephemeralStorageMb: 512,
    environment: Object.fromEntries(
      Object.entries(shape.environment ?? {}).map(([name, value]) => [name, { kind: 'literal', value }]),
    ),
    tracing: false,
    logRetentionDays: 14,
    policies: shape.policies?.[key] ?? [],
    events: [...(queue ? [queueEvent(queue)] : []), ...(shape.events?.[key] ?? [])],
    ...(provisioned ? { provisionedConcurrency: provisioned } : {}),
    ...(reserved === undefined ? {} : { reservedConcurrency: reserved }),
  };
}

function queueEvent(name: string): QueueEvent {
  return {
    kind: 'queue',
    name,
    batchSize: 10,
    batchWindowSeconds: 0,
    reportBatchItemFailures: true,
    visibilityTimeoutSeconds: 60,
    maxReceiveCount: 3,
    filterPatterns: [],
  };
}

const made = new Map<string, Artifact>();

function artifact(key: string, text: string): Artifact {
  const known = made.get(`${key} ${text}`) ?? makeArtifact(key, text);
  made.set(`${key} ${text}`, known);
  return known;
}

function makeArtifact(key: string, text: string): Artifact {
  const sha256 = createHash('sha256').update(text).digest('hex');
  const zipPath = join(folder, `${sha256}.zip`);
  writeFileSync(zipPath, text);
  return {
    functionName: key,
    sha256,
    codeSha256: createHash('sha256').update(text).digest('base64'),
    contentDigest: sha256,
    zipPath,
    zippedBytes: text.length,
    unzippedBytes: text.length,
    fileCount: 1,
    handler: 'index.handler',
    layers: [],
  };
}
