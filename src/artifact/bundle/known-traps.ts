import type { FunctionSource } from '../../model/artifact.ts';
import type { PackagingWarning } from '../../model/packaged-service.ts';
import type { ModuleGraph } from './module-graph.ts';
import { packageOf } from './run-time-reads.ts';

/** They hand the event's whole path to the router, and behind the preview stage that begins with the stage's name. */
const wholePathAdapters =
  /node_modules\/(serverless-http|@codegenie\/serverless-express|@vendia\/serverless-express|aws-serverless-express|@fastify\/aws-lambda|lambda-api|hono\/dist\/(?:cjs\/)?adapter\/aws-lambda)\//;

// Seen in version 4 of each: `Function.length` of the handler that they make is 3.
const callbackMakers = /node_modules\/(@vendia\/serverless-express|@codegenie\/serverless-express)\//;

/** Packages that are known to go wrong later, wherever in the bundle they are. */
export function findKnownTraps(graph: ModuleGraph, source: FunctionSource): PackagingWarning[] {
  return [...callbacks(graph, source), ...oldSdk(graph, source)];
}

/** Smoke tests of such a router would all be answered with 404. */
export function goesByWholePath(graph: ModuleGraph): boolean {
  return used(graph, wholePathAdapters) !== undefined;
}

function callbacks(graph: ModuleGraph, { runtime }: FunctionSource): PackagingWarning[] {
  const maker = majorOf(runtime) >= 24 ? used(graph, callbackMakers) : undefined;
  if (maker === undefined) return [];
  const message = `${maker} makes a handler with a callback, and ${runtime} refuses those before they are called`;
  return [{ kind: 'callback-handler', message, next: "runtime: 'nodejs22.x'" }];
}

function oldSdk(graph: ModuleGraph, { runtime, bundle, layers }: FunctionSource): PackagingWarning[] {
  const isBundled = graph.paths.some((path, at) => packageOf(path) === 'aws-sdk' && (graph.bytes[at] ?? 0) > 0);
  const isLeft = graph.externals.some((names) => names.some((name) => /^aws-sdk(\/|$)/.test(name)));
  const isShipped = bundle.nodeModules.includes('aws-sdk');
  if (isLeft && !isShipped && layers.length === 0 && majorOf(runtime) >= 18)
    return [
      {
        kind: 'aws-sdk-v2',
        message: `aws-sdk (version 2) is left to the runtime, and ${runtime} brings version 3 only`,
        next: "bundle: { nodeModules: ['aws-sdk'] }",
      },
    ];
  if (!isBundled && !isShipped) return [];
  const message =
    'aws-sdk (version 2) is no longer supported, and does not know AWS_ENDPOINT_URL: in the local AWS its calls go to AWS itself';
  return [{ kind: 'aws-sdk-v2', message, next: 'AWS.config.update({ endpoint: process.env.AWS_ENDPOINT_URL });' }];
}

function used(graph: ModuleGraph, packages: RegExp): string | undefined {
  for (const [at, path] of graph.paths.entries()) {
    const found = (graph.bytes[at] ?? 0) > 0 ? packages.exec(path)?.[1] : undefined;
    if (found !== undefined) return found;
  }
  return undefined;
}

function majorOf(runtime: string): number {
  return Number(/^nodejs(\d+)\.x$/.exec(runtime)?.[1] ?? 0);
}
