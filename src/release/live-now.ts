import { outputs } from '../model/names.ts';
import { liveAlias, liveStage } from '../model/release.ts';
import { parseLiveNote } from './live-note.ts';
import { type Run, functionOf } from './run-context.ts';

/** What is live as AWS says now, without a number when nothing is; undefined: AWS could not be asked. */
export async function readLiveNow(run: Run): Promise<{ readonly number?: number } | undefined> {
  try {
    const number = parseLiveNote((await liveDescription(run)) ?? '').chain[0]?.number;
    return number === undefined ? {} : { number };
  } catch {
    return undefined;
  }
}

async function liveDescription(run: Run): Promise<string | undefined> {
  const { cloud, service, learnt } = run;
  if (service.routes.length === 0)
    return (await cloud.readAlias(functionOf(run, service.main).lambdaName, liveAlias))?.description;
  const apiId = learnt.outputs[outputs.apiId];
  return apiId === undefined ? undefined : (await cloud.readStage(apiId, liveStage))?.description;
}
