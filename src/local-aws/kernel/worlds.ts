import { startMetricSink } from '../cloudwatch/metric-sink.ts';
import { startExecution } from '../execution/start-execution.ts';
import { startGateway } from '../gateway/start-gateway.ts';
import { startLogSink } from '../logs/log-sink.ts';
import { notImplemented } from './aws-error.ts';
import { callInProcess } from './call.ts';
import type { Service } from './operation.ts';
import { partition, partitionsIn } from './partition.ts';
import type { Store } from './store.ts';
import type { Blobs, Clock, World, WorldBase, WorldConfig } from './world.ts';

/** What all accounts and regions share. */
export interface Shared {
  readonly config: Omit<WorldConfig, 'accountId' | 'region'>;
  readonly store: Store;
  readonly blobs: Blobs;
  readonly clock: Clock;
  readonly faults: World['faults'];
  readonly services: readonly Service[];
  readonly onStop: World['onStop'];
  readonly noteUse: World['noteUse'];
}

function assemble(base: WorldBase): World {
  const world: World = {
    ...base,
    logs: startLogSink(base),
    metrics: startMetricSink(base),
    invoker: {
      invoke: () => Promise.reject(notImplemented('lambda', 'Invoke')),
      provision: () => Promise.resolve(),
      retire: () => undefined,
    },
    gateway: {
      endpoint: () => Promise.reject(notImplemented('apigateway', 'endpoint')),
      close: () => undefined,
      listenerFor: () => undefined,
      forgetAuthorizations: () => undefined,
    },
  };
  world.invoker = startExecution(world);
  world.gateway = startGateway(world);
  return world;
}

function createWorld(shared: Shared, accountId: string, region: string): World {
  const base: WorldBase = {
    config: { ...shared.config, accountId, region },
    store: partition(shared.store, accountId, region),
    blobs: shared.blobs,
    clock: shared.clock,
    faults: shared.faults,
    onStop: shared.onStop,
    noteUse: shared.noteUse,
    call: (service, operation, params) => callInProcess(shared.services, () => world, { service, operation, params }),
  };
  const world = assemble(base);
  return world;
}

/** One world for each account and region, made when it is first asked for: no part knows that there are others. */
export class Worlds {
  readonly #ready: World[] = [];
  readonly #shared: Shared;
  readonly #worlds = new Map<string, Promise<World>>();

  constructor(shared: Shared) {
    this.#shared = shared;
  }

  get(accountId: string, region: string): Promise<World> {
    const key = `${accountId}/${region}`;
    const existing = this.#worlds.get(key);
    if (existing) return existing;
    const started = this.#start(accountId, region);
    this.#worlds.set(key, started);
    return started;
  }

  /** Those in which something was done. */
  all(): readonly World[] {
    return this.#ready;
  }

  /** What serves an API or a custom domain under this host name, if any does. */
  listenerFor(host: string): ReturnType<World['gateway']['listenerFor']> {
    for (const { gateway } of this.#ready) {
      const listener = gateway.listenerFor(host);
      if (listener) return listener;
    }
    return undefined;
  }

  /** Starts again what the store remembers. */
  async resume(): Promise<void> {
    for (const { accountId, region } of partitionsIn(this.#shared.store)) await this.get(accountId, region);
  }

  async #start(accountId: string, region: string): Promise<World> {
    const world = createWorld(this.#shared, accountId, region);
    for (const service of this.#shared.services) await service.start?.(world);
    this.#ready.push(world);
    return world;
  }
}
