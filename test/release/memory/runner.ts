import type { Outcome, RunEvent } from '../../../src/release/events.ts';
import type { Processes } from '../../../src/release/index.ts';
import type { Http } from '../../../src/release/http.ts';
import type { Clock } from '../../../src/release/clock.ts';
import { deploy, type DeployRequest } from '../../../src/release/deploy.ts';
import { destroy } from '../../../src/release/destroy.ts';
import { abortPreview, promotePreview } from '../../../src/release/promote-preview.ts';
import { prune } from '../../../src/release/prune.ts';
import { rollback } from '../../../src/release/rollback.ts';
import { describeStatus, type ServiceStatus } from '../../../src/release/status.ts';
import { look } from '../../../src/release/look.ts';
import type { Shape } from '../a-service.ts';
import { aService } from '../a-service.ts';
import type { MemoryAws } from './memory-aws.ts';
import { type Interceptor, connectMemory } from './memory-cloud.ts';
import { memoryHttp } from './memory-http.ts';

let runs = 0;

/** Sleeps take no time: they only move this clock on. */
export function fastClock(start = Date.parse('2026-11-21T06:00:00Z')): Clock & { advance: (ms: number) => void } {
  let ms = 0;
  return {
    now: () => new Date(start + ms),
    monotonic: () => ms,
    sleep: async (duration) => {
      ms += duration;
      await Promise.resolve();
    },
    // Every write proves the lock itself when that was too long ago: time here passes only in sleeps.
    every: () => () => undefined,
    advance: (duration) => {
      ms += duration;
    },
  };
}

export interface RunnerOptions {
  readonly interceptor?: Interceptor;
  readonly broken?: (release: string) => boolean;
  readonly clock?: Clock;
  /** Stands between the run and the gateway. */
  readonly through?: (http: Http) => Http;
  readonly signal?: AbortSignal;
  readonly processes?: Processes;
  readonly request?: Partial<DeployRequest>;
  readonly report?: (event: RunEvent) => void;
}

export interface Ran<Result> {
  readonly result: Result;
  readonly calls: readonly string[];
  readonly events: readonly RunEvent[];
}

const options = { allowReplace: false, settleTimeoutMs: 2000 };

/** One `ship deploy` of one machine; throws what the command would end with. */
export async function deployTo(aws: MemoryAws, shape: Shape = {}, more: RunnerOptions = {}): Promise<Ran<Outcome>> {
  const { connection, ports, events } = portsOf(aws, more);
  const result = await deploy(
    {
      ...aService(shape),
      runId: `run${++runs}`,
      actor: 'ada@laptop',
      dirty: false,
      unpin: false,
      dryRun: false,
      waitMs: 0,
      options,
      ...more.request,
    },
    ports,
  );
  return { result, calls: connection.calls.map(({ operation }) => operation), events };
}

/** One `ship destroy`. */
export async function destroyAll(
  aws: MemoryAws,
  more: Omit<RunnerOptions, 'request'> & { readonly waitMs?: number } = {},
): Promise<Outcome> {
  const { service } = aService();
  const request = { service, dependants: [], runId: `run${++runs}`, actor: 'ada@laptop', dryRun: false };
  return destroy({ ...request, deleteData: true, waitMs: more.waitMs ?? 0 }, portsOf(aws, more).ports);
}

export async function rollBack(
  aws: MemoryAws,
  shape: Shape = {},
  to?: number,
  more: RunnerOptions & { readonly now?: boolean } = {},
): Promise<Ran<Outcome>> {
  const { connection, ports, events } = portsOf(aws, more);
  const request = {
    service: aService(shape).service,
    runId: `run${++runs}`,
    actor: 'bo@ci',
    dryRun: more.request?.dryRun ?? false,
    waitMs: more.request?.waitMs ?? 0,
    now: more.now ?? false,
    options,
  };
  const result = await rollback({ ...request, ...(to === undefined ? {} : { to }) }, ports);
  return { result, calls: connection.calls.map(({ operation }) => operation), events };
}

export async function pruneOf(
  aws: MemoryAws,
  shape: Shape,
  keepReleases: number,
  more: RunnerOptions = {},
): Promise<Ran<Outcome>> {
  const { connection, ports, events } = portsOf(aws, more);
  const request = {
    service: aService(shape).service,
    runId: `run${++runs}`,
    actor: 'bo@ci',
    dryRun: more.request?.dryRun ?? false,
    waitMs: 0,
    options: { ...options, ...more.request?.options },
  };
  const result = await prune({ ...request, keepReleases }, ports);
  return { result, calls: connection.calls.map(({ operation }) => operation), events };
}

const withWaiting =
  (what: typeof abortPreview) =>
  async (aws: MemoryAws, shape: Shape, more: RunnerOptions = {}): Promise<Ran<Outcome>> => {
    const { connection, ports, events } = portsOf(aws, more);
    const who = { runId: `run${++runs}`, actor: 'bo@ci', dryRun: false, waitMs: 0, options };
    const result = await what({ service: aService(shape).service, ...who }, ports);
    return { result, calls: connection.calls.map(({ operation }) => operation), events };
  };

export const abortOf = withWaiting(abortPreview);
export const promoteOf = withWaiting(promotePreview);

export async function statusOf(aws: MemoryAws, shape: Shape = {}, clock = fastClock()): Promise<ServiceStatus> {
  const { service } = aService(shape);
  return describeStatus(service, await look(connectMemory(aws).cloud, service), clock.now());
}

function portsOf(
  aws: MemoryAws,
  more: RunnerOptions,
): {
  connection: ReturnType<typeof connectMemory>;
  ports: Parameters<typeof deploy>[1];
  events: RunEvent[];
} {
  const connection = connectMemory(aws, more.interceptor);
  const events: RunEvent[] = [];
  const ports = {
    cloud: connection.cloud,
    http: (more.through ?? ((http) => http))(memoryHttp(aws, more.broken)),
    clock: more.clock ?? fastClock(),
    ...(more.processes && { processes: more.processes }),
    signal: more.signal ?? new AbortController().signal,
    report: (event: RunEvent) => {
      events.push(event);
      more.report?.(event);
    },
  };
  return { connection, ports, events };
}

/** What a caller of the live URL gets: the release that answers, or the status when none does. */
export async function callLive(
  aws: MemoryAws,
  service = 'orders',
  broken?: (release: string) => boolean,
): Promise<string> {
  const http = memoryHttp(aws, broken);
  const answer = await http({
    url: `https://test-${service}.example/orders`,
    method: 'GET',
    headers: {},
    timeoutMs: 1,
  });
  return answer.status === 200 ? (answer.headers['x-ship-release'] ?? '') : String(answer.status);
}
