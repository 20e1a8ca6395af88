import { stepMarker } from '../../model/release.ts';
import { formatLiveNote, noteOfShare, noteOfShareEnded, parseLiveNote, wasOf } from '../live-note.ts';
import { type Run, type StepRunner, releaseName } from '../run-context.ts';
import { firstAnswer, watchUntil } from './settle.ts';
import { showLive } from './switch-stage.ts';

/** One write moves every route to the deployment whose aliases give the release its share; its note says so. */
export const shiftTraffic: StepRunner<'shift-traffic'> = async ({ percent }, run) => {
  const { learnt, plan, clock } = run;
  const [deploymentId, stepDeploymentId] = [learnt.deploymentId, learnt.shares.get(percent)];
  if (!deploymentId || !stepDeploymentId) throw new Error(`${percent} % of ${releaseName(run)} were not assembled`);
  const since = clock.now().toISOString();
  const { number, warm, reserved } = plan.release;
  const share = { ...wasOf({ number, warm, reserved }), deploymentId, percent, stepDeploymentId, since };
  await showLive(run, stepDeploymentId, formatLiveNote(noteOfShare(share, noteBefore(run))));
  const marker = stepMarker(plan.release.number, percent);
  const seen = await watchUntil(run, marker);
  return seen && firstAnswer(seen, marker);
};

/** Of a run that died: what was live is live again, whole, before this one changes anything. */
export const endCanary: StepRunner<'end-canary'> = async (_step, run) => {
  const left = run.snapshot.api?.canary;
  if (!left) return undefined;
  // Should the write fail, the undo is to take back what the stage still shows.
  run.learnt.shown.add(left.stepDeploymentId);
  await showLive(run, left.overDeploymentId, formatLiveNote(noteOfShareEnded(noteBefore(run))));
  // It is what an undo would go back to: there is nothing to take back.
  run.learnt.switched = false;
  run.learnt.shareEnded = true;
  run.learnt.shown.clear();
  return undefined;
};

function noteBefore({ snapshot }: Run): ReturnType<typeof parseLiveNote> {
  return parseLiveNote(snapshot.api?.live?.description ?? '');
}
