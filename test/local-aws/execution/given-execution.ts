import { randomUUID } from 'node:crypto';
import { startExecution } from '../../../src/local-aws/execution/start-execution.ts';
import type { ExecutionSettings } from '../../../src/local-aws/execution/settings.ts';
import type { Invocation, World } from '../../../src/local-aws/kernel/world.ts';
import type { LocalAwsOptions } from '../../../src/local-aws/start.ts';
import { zipOf, type ZipFile } from '../lambda/zip-of.ts';
import { startLocalAws } from '../start-local-aws.ts';

export type Files = Readonly<Record<string, string | { readonly text: string; readonly mode: number }>>;

export interface Invoked {
  /** Parsed. */
  readonly payload: unknown;
  readonly error: string | undefined;
  readonly version: string;
  /** The last 4 KB. */
  readonly log: string;
}

export interface GivenExecution {
  readonly world: World;
  readonly dir: string;
  readonly clientConfig: Awaited<ReturnType<typeof startLocalAws>>['clientConfig'];
  /** Creates a function of these files and answers its name. */
  readonly aFunction: (files: Files | string, configuration?: Record<string, unknown>) => Promise<string>;
  readonly aLayer: (files: Files) => Promise<string>;
  /** All lines of the function's log group, stream by stream. */
  readonly logOf: (name: string) => Promise<string>;
  readonly invoke: (name: string, event?: unknown, more?: Partial<Invocation>) => Promise<Invoked>;
  readonly stop: () => Promise<void>;
}

export function zipFiles(files: Files): Buffer {
  const entries = Object.entries(files).map(([name, file]): ZipFile =>
    typeof file === 'string' ? { name, content: file } : { name, content: file.text, mode: file.mode },
  );
  return zipOf(...entries);
}

const noEvents = (): unknown => ({ events: [] });

async function untilSettled(world: World, FunctionName: string): Promise<void> {
  for (;;) {
    const found = (await world.call('lambda', 'GetFunctionConfiguration', { FunctionName })) as Record<string, unknown>;
    if (found['State'] === 'Active' && found['LastUpdateStatus'] !== 'InProgress') return;
    await world.clock.sleep(1);
  }
}

/** A local AWS whose functions need no role; settings other than the defaults make an execution room of their own. */
export async function givenExecution(
  settings?: Partial<ExecutionSettings>,
  options: Partial<LocalAwsOptions> = {},
): Promise<GivenExecution> {
  const { world, dir, clientConfig, stop } = await startLocalAws({ acceptAnyRole: true, ...options });
  if (settings) world.invoker = startExecution(world, settings);
  const aFunction: GivenExecution['aFunction'] = async (files, configuration) => {
    const FunctionName = `f-${randomUUID().slice(0, 8)}`;
    await world.call('lambda', 'CreateFunction', {
      FunctionName,
      Role: `arn:aws:iam::${world.config.accountId}:role/any`,
      Runtime: 'nodejs22.x',
      Handler: 'index.handler',
      Code: { ZipFile: zipFiles(typeof files === 'string' ? { 'index.js': files } : files).toString('base64') },
      ...configuration,
    });
    await untilSettled(world, FunctionName);
    return FunctionName;
  };
  const aLayer: GivenExecution['aLayer'] = async (files) => {
    const LayerName = `l-${randomUUID().slice(0, 8)}`;
    const Content = { ZipFile: zipFiles(files).toString('base64') };
    const layer = (await world.call('lambda', 'PublishLayerVersion', { LayerName, Content })) as Record<string, string>;
    return layer['LayerVersionArn'] ?? '';
  };
  const logOf: GivenExecution['logOf'] = async (name) => {
    const params = { logGroupName: `/aws/lambda/${name}` };
    const found = await world.call('logs', 'FilterLogEvents', params).catch(noEvents);
    const { events } = found as { events: { message: string; logStreamName: string }[] };
    const streams = new Map<string, string>();
    for (const { message, logStreamName } of events)
      streams.set(logStreamName, (streams.get(logStreamName) ?? '') + message);
    return [...streams.values()].join('');
  };
  return { world, dir, clientConfig, aFunction, aLayer, logOf, invoke: (...given) => invoke(world, ...given), stop };
}

async function invoke(
  world: World,
  functionName: string,
  event: unknown = {},
  more: Partial<Invocation> = {},
): Promise<Invoked> {
  const payload = Buffer.from(JSON.stringify(event));
  const answer = await world.invoker.invoke({ functionName, payload, type: 'RequestResponse', tail: true, ...more });
  return {
    payload: answer.payload.length > 0 ? (JSON.parse(answer.payload.toString()) as unknown) : undefined,
    error: answer.functionError,
    version: answer.executedVersion,
    log: Buffer.from(answer.logTail ?? '', 'base64').toString(),
  };
}

/** Waits, for a moment, until something that happens in the background has happened. */
export async function eventually<T>(look: () => T | Promise<T>, limitMs = 5000): Promise<NonNullable<T>> {
  for (const until = Date.now() + limitMs; ;) {
    const found = await look();
    if (found) return found;
    if (Date.now() > until) throw new Error('It did not happen in time.');
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}

export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
