import { outputs } from '../../model/names.ts';
import { liveAlias, liveStage } from '../../model/release.ts';
import { formatLiveNote, parseLiveNote } from '../live-note.ts';
import { type StepRunner, functionOf } from '../run-context.ts';

/** The same pointer with a note that says no more that a person wants it to stay. */
export const unpin: StepRunner<'unpin'> = async (_step, run) => {
  const { cloud, snapshot, service } = run;
  const live = snapshot.api?.live;
  if (live?.deploymentId) {
    const description = withoutPin(live.description);
    await cloud.updateStage(run.learnt.outputs[outputs.apiId] ?? '', {
      name: liveStage,
      deploymentId: live.deploymentId,
      description,
    });
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
