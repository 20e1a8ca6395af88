import { ShipError } from '../errors/ship-error.ts';
import { outputs, stackName } from '../model/names.ts';
import { liveAlias, liveStage } from '../model/release.ts';
import type { Service } from '../model/service.ts';
import type { CanaryState } from '../model/snapshot.ts';
import type { Cloud } from './cloud.ts';
import { parseLiveNote } from './live-note.ts';
import { canaryOn } from './read-api.ts';
import { type Run, lockFunction } from './run-context.ts';

export interface LiveNow {
  /** Absent: nothing is live. */
  readonly number?: number;
  /** Of the calls, that another release has. */
  readonly share?: CanaryState;
}

/** What is live as AWS says now; undefined: AWS could not be asked. */
export const readLiveNow = ({ cloud, service, learnt }: Run): Promise<LiveNow | undefined> =>
  readLiveOf(cloud, service, async () => learnt.outputs);

/** For a run that was refused before it knew: the lock is another's. */
export async function namingLive(cloud: Cloud, service: Service, refused: unknown): Promise<unknown> {
  if (!(refused instanceof ShipError) || !/^(LOCK_HELD|STALE_PLAN)$/.test(refused.code) || refused.live !== undefined)
    return refused;
  const readOutputs = async (): Promise<Outputs> => (await cloud.describeStack(stackName(service)))?.outputs ?? {};
  const live = await readLiveOf(cloud, service, readOutputs);
  if (!live) return refused;
  return refused.withLive(live.number === undefined ? 'nothing' : `r${live.number}, ${untouched(live.share)}`);
}

type Outputs = Readonly<Record<string, string>>;

async function readLiveOf(
  cloud: Cloud,
  service: Service,
  readOutputs: () => Promise<Outputs>,
): Promise<LiveNow | undefined> {
  try {
    const stage = await readLive(cloud, service, readOutputs);
    const number = parseLiveNote(stage?.description ?? '').chain[0]?.number;
    const share = stage && canaryOn(stage);
    return { ...(number === undefined ? {} : { number }), ...(share ? { share } : {}) };
  } catch {
    return undefined;
  }
}

/** For the last line: the release itself is as it was, and a run, `own` perhaps, may have left a share on another one. */
export function untouched(share: CanaryState | undefined, own?: number): string {
  if (!share) return 'untouched';
  const who = share.number === own ? 'this run gave it' : 'a run left it';
  return `untouched; r${share.number} keeps the ${share.percent} % that ${who}`;
}

async function readLive(
  cloud: Cloud,
  service: Service,
  readOutputs: () => Promise<Outputs>,
): Promise<Parameters<typeof canaryOn>[0] | undefined> {
  if (service.routes.length === 0) return cloud.readAlias(lockFunction(service), liveAlias);
  const apiId = (await readOutputs())[outputs.apiId];
  return apiId === undefined ? undefined : cloud.readStage(apiId, liveStage);
}
