import { gatewayMismatch } from '../../errors/catalogue/release-errors.ts';
import { outputs } from '../../model/names.ts';
import type { ReleaseFunction, ReleaseRecord } from '../../model/release.ts';
import { previewStage } from '../../model/release.ts';
import type { DeploymentState } from '../../model/snapshot.ts';
import type { OpenApiFacts } from '../../template/openapi.ts';
import { describeRelease } from '../describe-release.ts';
import { poll } from '../poll.ts';
import { plainPreviewNote } from '../preview-note.ts';
import { type Run, type StepRunner, firstPauseMs, outputOf, releaseName } from '../run-context.ts';

export function releaseFacts(run: Run, versions = versionsByKey(releaseFunctions(run))): OpenApiFacts {
  return {
    release: run.plan.release.number,
    accountId: run.learnt.accountId,
    region: run.service.environment.region,
    gatewayRoleArn: outputOf(run, outputs.gatewayRoleArn),
    versions,
  };
}

export function versionsByKey(functions: readonly ReleaseFunction[]): Record<string, string> {
  return Object.fromEntries(functions.map(({ key, version }) => [key, version]));
}

/** CreateDeployment with a stage name repoints that stage at once: one write makes the snapshot and shows it on the preview. */
export const createDeployment: StepRunner<'create-deployment'> = async (_step, run) => {
  const apiId = outputOf(run, outputs.apiId);
  const description = describeRelease(releaseRecord(run));
  const hasPreview = run.snapshot.api?.preview !== undefined;
  const made = await run.cloud.createDeployment(apiId, {
    description,
    ...(hasPreview ? { stageName: previewStage } : {}),
  });
  await deployed(run, apiId, made);
  run.learnt.deploymentId = made.id;
  if (!hasPreview) await showOnPreview(run, apiId, made.id);
  run.learnt.shownAt = run.clock.monotonic();
  return `deployment ${made.id}`;
};

async function showOnPreview(run: Run, apiId: string, deploymentId: string): Promise<void> {
  const input = { name: previewStage, deploymentId, description: plainPreviewNote };
  const there = await run.cloud.readStage(apiId, previewStage);
  await (there ? run.cloud.updateStage(apiId, input) : run.cloud.createStage(apiId, input));
}

export async function deployed(run: Run, apiId: string, made: DeploymentState): Promise<void> {
  if (made.status === 'DEPLOYED') return;
  const pace = { firstMs: firstPauseMs(run), maxMs: 3000, timeoutMs: 5 * 60_000, signal: run.signal };
  const settled = await poll(run.clock, pace, async () => {
    const state = await run.cloud.readDeployment(apiId, made.id);
    return state?.status === 'PENDING' ? undefined : state;
  });
  if (settled?.status !== 'DEPLOYED')
    throw gatewayMismatch(
      `deployment ${made.id} of ${releaseName(run)} did not get ready: ${settled?.statusMessage ?? 'timed out'}`,
    );
}

export function releaseFunctions(run: Run): readonly ReleaseFunction[] {
  return run.plan.release.functions.map((planned) => {
    const version = planned.version ?? run.learnt.versions.get(planned.key);
    if (!version) throw new Error(`${planned.key} has no version yet`);
    return { key: planned.key, version, digest: planned.digest, code: planned.codeSha256.slice(0, 8) };
  });
}

export function releaseRecord(run: Run): ReleaseRecord {
  return { ...run.plan.release, functions: releaseFunctions(run) };
}
