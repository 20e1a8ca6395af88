import { outputs } from '../model/names.ts';
import { liveAlias, liveStage } from '../model/release.ts';
import type { CanaryState } from '../model/snapshot.ts';
import { parseLiveNote } from './live-note.ts';
import { canaryOn } from './read-api.ts';
import { type Run, functionOf } from './run-context.ts';

export interface LiveNow {
  /** Absent: nothing is live. */
  readonly number?: number;
  /** Of the calls, that another release has. */
  readonly share?: CanaryState;
}

/** What is live as AWS says now; undefined: AWS could not be asked. */
export async function readLiveNow(run: Run): Promise<LiveNow | undefined> {
  try {
    const stage = await readLive(run);
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

async function readLive(run: Run): Promise<Parameters<typeof canaryOn>[0] | undefined> {
  const { cloud, service, learnt } = run;
  if (service.routes.length === 0) return cloud.readAlias(functionOf(run, service.main).lambdaName, liveAlias);
  const apiId = learnt.outputs[outputs.apiId];
  return apiId === undefined ? undefined : cloud.readStage(apiId, liveStage);
}
