import { needsPerson } from '../errors/catalogue/release-errors.ts';
import { ShipError } from '../errors/ship-error.ts';
import { outputs } from '../model/names.ts';
import { liveAlias, liveStage } from '../model/release.ts';
import { formatLiveNote, noteOfShareEnded, parseLiveNote } from './live-note.ts';
import { type Run, functionOf } from './run-context.ts';
import { planEventsBack, runBack } from './undo-events.ts';

/**
 * Takes back whatever of a failed run callers could see, in reverse: events first, then their aliases, then the routes by
 * the same one write with the previous deployment. Covers what was started, not only what was finished.
 */
export async function undo(run: Run, reason: string): Promise<void> {
  const moved = [...run.learnt.movedAliases].toReversed();
  if (!run.learnt.switched && moved.length === 0 && !run.learnt.eventsTouched) return;
  run.report({ kind: 'undo-started', reason });
  const began = run.clock.monotonic();
  try {
    const events = await planEventsBack(run);
    await runBack(run, events?.disconnect ?? []);
    for (const [key, version] of moved) await aliasBack(run, key, version);
    await runBack(run, events?.connect ?? []);
    if (run.service.routes.length > 0) await stageBack(run);
  } catch (cause) {
    if (cause instanceof ShipError && cause.code === 'LOCK_LOST') throw cause;
    throw needsPerson(
      `${run.service.name} could not be taken back`,
      `${reason} Taking it back failed too: ${cause instanceof Error ? cause.message : String(cause)}`,
      byHand(run),
      cause,
    );
  }
  run.report({ kind: 'undone', title: `Back on ${beforeName(run)}`, ms: run.clock.monotonic() - began });
}

async function aliasBack(run: Run, key: string, version: string): Promise<void> {
  const before = run.snapshot.functions[key]?.aliases[liveAlias];
  await run.cloud.updateAlias(functionOf(run, key).lambdaName, {
    name: liveAlias,
    version,
    description: before?.description ?? '',
  });
}

/** Only if the stage still shows what this run put there: somebody else's switch is not ours to take back. */
async function stageBack(run: Run): Promise<void> {
  const apiId = run.learnt.outputs[outputs.apiId] ?? '';
  const now = await run.cloud.readStage(apiId, liveStage);
  if (!now || !run.learnt.shown.has(now.deploymentId ?? '')) return;
  const before = stageBefore(run);
  if (before) await run.cloud.updateStage(apiId, { name: liveStage, ...before });
  else await run.cloud.deleteStage(apiId, liveStage);
}

/** What was live, whole: a share that a run which died had left on another release is not given to it again. */
function stageBefore({ snapshot }: Run): { readonly deploymentId: string; readonly description: string } | undefined {
  const { live, canary } = snapshot.api ?? {};
  if (!live?.deploymentId) return undefined;
  if (!canary) return { deploymentId: live.deploymentId, description: live.description };
  const description = formatLiveNote(noteOfShareEnded(parseLiveNote(live.description)));
  return { deploymentId: canary.overDeploymentId, description };
}

export function beforeName(run: Run): string {
  return run.plan.from ? `r${run.plan.from.number}` : 'nothing: there was no release before';
}

function byHand(run: Run): readonly string[] {
  const apiId = run.learnt.outputs[outputs.apiId] ?? '<api id>';
  const before = stageBefore(run)?.deploymentId;
  const aliases = [...run.learnt.movedAliases].map(
    ([key, version]) =>
      `aws lambda update-alias --function-name ${functionOf(run, key).lambdaName} --name ${liveAlias} --function-version ${version}`,
  );
  const stage = before
    ? [`aws apigatewayv2 update-stage --api-id ${apiId} --stage-name '${liveStage}' --deployment-id ${before}`]
    : [];
  return [`ship rollback ${run.service.name}`, ...aliases, ...stage];
}
