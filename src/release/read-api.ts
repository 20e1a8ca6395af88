import { outputs } from '../model/names.ts';
import { liveStage, previewStage } from '../model/release.ts';
import type { Service } from '../model/service.ts';
import type {
  ApiState,
  CanaryState,
  DeploymentState,
  StackState,
  StageState,
  WaitingState,
} from '../model/snapshot.ts';
import type { Cloud } from './cloud.ts';
import { parseRelease } from './describe-release.ts';
import { parseLiveNote } from './live-note.ts';
import { parsePreviewNote } from './preview-note.ts';
import { parseStepNote } from './step-note.ts';

/** Undefined: it is gone, deleted by hand or by a deletion of the stack that failed half-way. */
export async function readApi(
  cloud: Cloud,
  service: Service,
  stack: StackState | undefined,
  apiId: string,
): Promise<ApiState | undefined> {
  // A local API listens on a port that may be another one after a restart; AWS's endpoint stands in the stack for good.
  const known = service.environment.target === 'aws' ? stack?.outputs[outputs.apiEndpoint] : undefined;
  const [endpoint, stages, deployments] = await Promise.all([
    known ?? cloud.readApi(apiId).then((api) => api?.endpoint),
    cloud.listStages(apiId),
    cloud.listDeployments(apiId),
  ]);
  if (!stages) return undefined;
  const stage = (name: string): StageState | undefined => stages.find((candidate) => candidate.name === name);
  const live = stage(liveStage);
  const preview = stage(previewStage);
  const canary = live && canaryOn(live);
  const waiting = preview && parsePreviewNote(preview.description);
  return {
    id: apiId,
    endpoint: endpoint ?? '',
    ...(live ? { live } : {}),
    ...(preview ? { preview } : {}),
    otherStages: stages.filter(({ name }) => name !== liveStage && name !== previewStage),
    deployments: deployments.map(withMeaning),
    ...(canary ? { canary } : {}),
    ...(waiting && waiting.deploymentId === preview?.deploymentId && wasNeverLive(waiting, live) ? { waiting } : {}),
  };
}

/** What was promoted is still on the preview; and a rollback from it must not make it wait again: that would pass by the pin. */
function wasNeverLive({ deploymentId, number }: WaitingState, live: StageState | undefined): boolean {
  const { chain, left } = parseLiveNote(live?.description ?? '');
  return live?.deploymentId !== deploymentId && !chain.some((was) => was.number === number) && !left.includes(number);
}

type ShownAndNoted = Pick<StageState, 'deploymentId' | 'description'>;

/** Somebody may have moved the stage by hand and left its description. */
export function canaryOn({ deploymentId, description }: ShownAndNoted): CanaryState | undefined {
  const { chain, share } = parseLiveNote(description);
  const over = chain[0]?.deploymentId;
  if (!share || !over || share.stepDeploymentId !== deploymentId) return undefined;
  return { ...share, overDeploymentId: over };
}

function withMeaning(deployment: DeploymentState): DeploymentState {
  const record = parseRelease(deployment.description);
  if (record) return { ...deployment, release: { ...record, deploymentId: deployment.id } };
  const step = parseStepNote(deployment.description);
  return step ? { ...deployment, step } : deployment;
}
