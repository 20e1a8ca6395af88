import { outputs } from '../../model/names.ts';
import { liveAlias, liveStage } from '../../model/release.ts';
import { formatLiveNote, parseLiveNote } from '../live-note.ts';
import { type StepRunner, functionOf, outputOf } from '../run-context.ts';
import { readUnmoved } from './switch-stage.ts';

/** The same pointer with a note that says no more that a person wants it to stay. */
export const unpin: StepRunner<'unpin'> = async (_step, run) => {
  const { cloud, snapshot, service } = run;
  const deploymentId = snapshot.api?.live?.deploymentId;
  if (deploymentId !== undefined) {
    const apiId = outputOf(run, outputs.apiId);
    // Whoever was asked to confirm may have taken minutes: what was moved by hand meanwhile is not to be moved back.
    const live = await readUnmoved(run, apiId, deploymentId);
    const description = withoutPin(live?.description ?? '');
    await cloud.updateStage(apiId, { name: liveStage, deploymentId, description });
    return undefined;
  }
  const alias = snapshot.functions[service.main]?.aliases[liveAlias];
  const description = (alias?.description ?? '').replace(/ship live:.*$/, withoutPin);
  await cloud.updateAlias(functionOf(run, service.main).lambdaName, { name: liveAlias, description });
  return undefined;
};

function withoutPin(note: string): string {
  const { chain, left } = parseLiveNote(note);
  return formatLiveNote({ chain, left });
}
