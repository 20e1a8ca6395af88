import type { Invocation, InvocationResult, Invoker, World } from '../kernel/world.ts';
import { resolveRunnable } from '../lambda/resolve-runnable.ts';
import type { Runnable } from '../lambda/runnable.ts';
import { AsyncQueue } from './asynchronous/async-queue.ts';
import { sweepCodeRoots } from './code/code-root.ts';
import { CodeTrees } from './code/code-trees.ts';
import { Concurrency } from './concurrency.ts';
import { EnvironmentMaker } from './environment/environment-maker.ts';
import { InvocationMetrics } from './invocation-metrics.ts';
import { Machine } from './machine.ts';
import { startPollers } from './pollers/start-pollers.ts';
import { Pools } from './pool/pools.ts';
import { refuseUnknownRuntime, runJob, type Machinery } from './run-job.ts';
import { readSettings, type ExecutionSettings } from './settings.ts';

const NOTHING = Buffer.alloc(0);

/** Runs functions: one process per environment, fed by a Runtime API of its own. */
export function startExecution(world: World, changed: Partial<ExecutionSettings> = {}): Invoker {
  const settings = { ...readSettings(process.env, world.config.profile), ...changed };
  const machine = new Machine(world.config.dir, settings);
  const trees = new CodeTrees(machine.root, world.blobs);
  const maker = new EnvironmentMaker(world, machine, trees);
  const pools = new Pools(world, settings, { maker, root: machine.root });
  const metrics = new InvocationMetrics(world.metrics);
  const machinery: Machinery = { world, pools, metrics, concurrency: new Concurrency() };
  const queue = new AsyncQueue(world, settings, (invocation, runnable) => runJob(machinery, runnable, invocation));
  const pollers = startPollers(world);
  void sweep(machine.root, trees);
  world.onStop(async () => {
    pollers.stop();
    queue.stop();
    await pools.stop();
    metrics.flush();
  });
  return makeInvoker(machinery, queue);
}

/** Housekeeping: what cannot be removed now is tried again by the next start. */
async function sweep(root: string, trees: CodeTrees): Promise<void> {
  await trees.sweep(Date.now()).catch(() => undefined);
  await sweepCodeRoots(root).catch(() => undefined);
}

function makeInvoker(machinery: Machinery, queue: AsyncQueue): Invoker {
  const { world, pools } = machinery;
  return {
    invoke: (invocation) => invoke(machinery, queue, invocation),
    provision: async (functionName, version, count) => {
      await pools.provision(resolveRunnable(world, functionName, version), count);
    },
    retire: (functionName, version) => {
      pools.retire(functionName, {
        version,
        current: version === undefined ? undefined : runnableIfThere(world, functionName, version),
      });
    },
  };
}

function invoke(machinery: Machinery, queue: AsyncQueue, invocation: Invocation): Promise<InvocationResult> {
  // Not an async function: one promise for each request is enough.
  try {
    const runnable = resolveRunnable(machinery.world, invocation.functionName, invocation.qualifier);
    if (invocation.type === 'RequestResponse') return runJob(machinery, runnable, invocation);
    if (invocation.type === 'Event') {
      refuseUnknownRuntime(runnable);
      queue.add(invocation);
    }
    const status = invocation.type === 'Event' ? 202 : 204;
    return Promise.resolve({ status, payload: NOTHING, executedVersion: '' });
  } catch (error) {
    return Promise.reject(error);
  }
}

function runnableIfThere(world: World, functionName: string, version: string): Runnable | undefined {
  try {
    return resolveRunnable(world, functionName, version);
  } catch {
    // Deleted: nothing of it may stay.
    return undefined;
  }
}
