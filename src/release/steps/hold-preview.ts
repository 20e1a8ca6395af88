import { gatewayMismatch } from '../../errors/catalogue/release-errors.ts';
import { functionArn, versionArnsIn } from '../../model/arn.ts';
import { outputs, stackName } from '../../model/names.ts';
import { previewStage } from '../../model/release.ts';
import { liveRelease } from '../../plan/releases.ts';
import { formatPreviewNote, plainPreviewNote } from '../preview-note.ts';
import { type Run, type StepRunner, outputOf, releaseName } from '../run-context.ts';
import { releaseFunctions } from './gateway.ts';

/** The stage itself says what waits there and over what it was tested: any machine can promote or abort it. */
export const holdPreview: StepRunner<'hold-preview'> = async (_step, run) => {
  const { learnt, plan, clock, lockRequest } = run;
  const deploymentId = learnt.deploymentId;
  if (!deploymentId) throw new Error('there is no gateway deployment to hold');
  const { number } = plan.release;
  const live = liveRelease(run.snapshot);
  const over = live?.deploymentId ? { over: { number: live.number, deploymentId: live.deploymentId } } : {};
  const since = clock.now().toISOString();
  const description = formatPreviewNote({ number, deploymentId, since, actor: lockRequest.owner, ...over });
  await run.cloud.updateStage(outputOf(run, outputs.apiId), { name: previewStage, deploymentId, description });
  return undefined;
};

/** Days may have passed: the preview must still show that deployment, and it must name exactly the release's versions. */
export const recheckPreview: StepRunner<'recheck-preview'> = async (_step, run) => {
  const apiId = outputOf(run, outputs.apiId);
  const [stage, exported] = await Promise.all([
    run.cloud.readStage(apiId, previewStage),
    run.cloud.exportRoutes(apiId, previewStage),
  ]);
  if (stage?.deploymentId !== run.learnt.deploymentId)
    throw gatewayMismatch(`${previewStage} shows deployment ${stage?.deploymentId}, not ${run.learnt.deploymentId}`);
  const foreign = [...versionArnsIn(exported)].filter((arn) => !isOfRelease(run, arn));
  if (foreign.length > 0)
    throw gatewayMismatch(`${previewStage} goes to ${foreign.join(', ')}, not to versions of ${releaseName(run)}`);
  return undefined;
};

function isOfRelease(run: Run, arn: string): boolean {
  const place = { region: run.service.environment.region, accountId: run.learnt.accountId };
  // The config may have lost a function since then: its name follows from its key.
  const nameOf = (key: string): string =>
    run.service.functions.find((one) => one.key === key)?.lambdaName ?? `${stackName(run.service)}-${key}`;
  return releaseFunctions(run).some(({ key, version }) => functionArn(place, nameOf(key), version) === arn);
}

/** The preview shows what is live again; where nothing is, it keeps what it shows, and nothing waits there. */
export const restorePreview: StepRunner<'restore-preview'> = async (_step, run) => {
  const { api } = run.snapshot;
  const deploymentId = liveRelease(run.snapshot)?.deploymentId ?? api?.preview?.deploymentId;
  if (!deploymentId) return undefined;
  const input = { name: previewStage, deploymentId, description: plainPreviewNote };
  await run.cloud.updateStage(outputOf(run, outputs.apiId), input);
  return undefined;
};
