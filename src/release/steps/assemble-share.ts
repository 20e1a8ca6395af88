import { outputs } from '../../model/names.ts';
import { type KnownRelease, liveStage, stepAlias } from '../../model/release.ts';
import { liveRelease } from '../../plan/releases.ts';
import type { OpenApiDocument } from '../../template/openapi.ts';
import { renderShare } from '../../template/render-share.ts';
import { CloudError } from '../cloud.ts';
import { type Run, type StepRunner, functionOf, outputOf } from '../run-context.ts';
import { formatStepNote } from '../step-note.ts';
import { deployed, releaseFacts, releaseFunctions, versionsByKey } from './gateway.ts';

/** An alias per percentage: the live version, and the new one with its share. Nothing calls it yet. */
export const weighVersions: StepRunner<'weigh-versions'> = async (step, run) => {
  const [live, now] = versionsOf(run, step.function);
  if (live === now) return `version ${now} is live already`;
  for (const percent of step.percents) {
    await ensureAlias(run, step.function, {
      name: stepAlias(run.plan.release.number, percent),
      version: live,
      weights: { [now]: percent / 100 },
      description: `ship: ${percent} % of calls to version ${now}, the rest to ${live}`,
    });
  }
  return `version ${now} beside ${live}`;
};

function versionsOf(run: Run, key: string): readonly [live: string, now: string] {
  const live = theLive(run).functions.find((one) => one.key === key)?.version;
  const now = releaseFunctions(run).find((one) => one.key === key)?.version;
  if (live === undefined || now === undefined) throw new Error(`${key} is not in both releases`);
  return [live, now];
}

function theLive({ snapshot }: Run): KnownRelease {
  const live = liveRelease(snapshot);
  if (!live) throw new Error('nothing is live to weigh against');
  return live;
}

async function ensureAlias(run: Run, key: string, alias: Parameters<Run['cloud']['createAlias']>[1]): Promise<void> {
  const { lambdaName } = functionOf(run, key);
  try {
    await run.cloud.createAlias(lambdaName, alias);
  } catch (error) {
    // A run that stopped, or our own first try whose answer was lost.
    if (!(error instanceof CloudError && error.name === 'ResourceConflictException')) throw error;
    await run.cloud.updateAlias(lambdaName, alias);
  }
}

/** The deployment is on no stage yet: its aliases may still be on their way. */
export const assembleShare: StepRunner<'assemble-share'> = async (step, run) => {
  const apiId = outputOf(run, outputs.apiId);
  const live = theLive(run);
  const { number, routesDigest } = run.plan.release;
  const liveVersions = versionsByKey(live.functions);
  const versions = releaseFacts(run).versions;
  const weighed = run.plan.steps.flatMap((one) => (one.kind === 'weigh-versions' ? [one.function] : []));
  const aliased = weighed.filter((key) => liveVersions[key] !== versions[key]);
  const aliases = Object.fromEntries(aliased.map((key) => [key, stepAlias(number, step.percent)]));
  const served = routesDigest === live.routesDigest ? undefined : await servedNow(run, apiId);
  const share = { percent: step.percent, aliases, liveVersions };
  const { document, kept } = renderShare(run.service, { ...releaseFacts(run), share }, served);
  await run.cloud.importRoutes(apiId, JSON.stringify(document));
  const made = await run.cloud.createDeployment(apiId, {
    description: formatStepNote(number, step.percent, live.number),
  });
  await deployed(run, apiId, made);
  run.learnt.shares.set(step.percent, made.id);
  return kept.length === 0
    ? `deployment ${made.id}`
    : `deployment ${made.id}; as they are until 100 %: ${kept.join(', ')}`;
};

async function servedNow(run: Run, apiId: string): Promise<OpenApiDocument> {
  run.learnt.served ??= JSON.parse(await run.cloud.exportRoutes(apiId, liveStage)) as OpenApiDocument;
  return run.learnt.served;
}
