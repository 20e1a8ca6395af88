import { Project } from '../scenarios/project.ts';

export interface FullShape {
  readonly text?: string;
  /** A queue of the user's that CloudFormation will refuse. */
  readonly brokenStack?: boolean;
  /** A smoke test that only the live URL fails. */
  readonly brokenLive?: boolean;
  readonly environment?: Readonly<Record<string, string>>;
  readonly batchSize?: number;
  /** Executions of `jobs`; 0: none are reserved. */
  readonly reserved?: number;
  readonly withoutQueue?: boolean;
  /** What the layer holds. */
  readonly layer?: string;
  readonly tags?: Readonly<Record<string, string>>;
  readonly more?: Readonly<Record<string, unknown>>;
}

/** `full`: a service that needs every kind of call ship makes, but for the large artifact. */
export function fullService({
  text = 'one',
  brokenStack,
  brokenLive,
  environment = {},
  batchSize = 10,
  withoutQueue,
  reserved = 2,
  layer = 'shared',
  tags = {},
  more = {},
}: FullShape = {}): Record<string, string> {
  const visibilityTimeout = brokenStack ? 99_999_999 : 30;
  const service = {
    main: 'src/main.js',
    tags,
    functions: {
      jobs: {
        entry: 'src/jobs.js',
        timeout: 5,
        events: withoutQueue ? [] : [{ type: 'queue', name: 'jobs', batchSize }],
        ...(reserved > 0 ? { reservedConcurrency: reserved } : {}),
      },
      clock: {
        entry: 'src/clock.js',
        events: [
          { type: 'schedule', name: 'nightly', schedule: 'rate(5 minutes)' },
          ...(withoutQueue ? [] : [{ type: 's3', name: 'uploads', bucket: 'Files' }]),
        ],
      },
      ...more,
    },
    defaults: { environment: { TEXT: text, ...environment }, layers: [{ name: 'shared', path: 'layer' }] },
    routes: { 'GET /health': 'main', 'GET /hello': 'main' },
    smoke: [
      { request: 'GET /health' },
      { invoke: 'clock', result: { at: 'night' } },
      ...(brokenLive ? [{ request: 'GET /health', name: 'never', on: ['live'], expect: { status: 418 } }] : []),
    ],
    hooks: [{ function: 'clock', name: 'migrate' }],
    resources: {
      Extra: { Type: 'AWS::SQS::Queue', Properties: { VisibilityTimeout: visibilityTimeout } },
      Files: { Type: 'AWS::S3::Bucket' },
    },
  };
  const warm = {
    ...service,
    functions: { ...service.functions, warm: { entry: 'src/clock.js', provisionedConcurrency: 1 } },
  };
  const plain = { main: 'main.js', routes: { 'GET /hello': 'main' }, smoke: [{ request: 'GET /hello' }] };
  const bare = { main: 'main.js' };
  const own = `export const handler = async () => ({ bundled: ${JSON.stringify(text)} });`;
  return {
    'services/plain/package.json': '{ "name": "plain", "type": "module" }',
    'services/plain/main.js': own,
    'services/bare/package.json': '{ "name": "bare", "type": "module" }',
    'services/bare/main.js': own,
    'services.config.json': JSON.stringify(
      { environments: { local: {}, other: { target: 'local' } }, services: { full: warm, plain, bare } },
      null,
      2,
    ),
    'services/full/package.json': '{ "name": "full", "type": "module" }',
    'services/full/layer/nodejs/shared.txt': layer,
    'services/full/src/main.js': `
      export const handler = async (event) => {
        if (event.routeKey === 'GET /health') return { status: 'ok' };
        return { text: process.env.TEXT, bundled: ${JSON.stringify(text)} };
      };`,
    'services/full/src/jobs.js': `export const handler = async () => ({ batchItemFailures: [], bundled: ${JSON.stringify(text)} });`,
    'services/full/src/clock.js': `export const handler = async () => ({ at: 'night', bundled: ${JSON.stringify(text)} });`,
  };
}

export function writeAll(project: Project, files: Readonly<Record<string, string>>): void {
  for (const [path, content] of Object.entries(files)) project.write(path, content);
}
