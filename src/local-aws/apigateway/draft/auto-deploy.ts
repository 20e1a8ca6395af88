import type { World } from '../../kernel/world.ts';
import { AwsError } from '../../kernel/aws-error.ts';
import { apis, deployments, ownedKey, rowsOf, stages, type DeploymentRow, type StageRow } from '../rows.ts';
import { deploy } from './deploy.ts';
import { putStage } from './put-stage.ts';
import { takeSnapshot } from './take-snapshot.ts';

/** Unreferenced automatic deployments beyond these go: nobody rolls back to them by hand. */
const KEPT_AUTOMATIC = 10;
const DESCRIPTION = 'Automatic deployment triggered by changes to the Api configuration';

const waiting = new WeakMap<World, Map<string, NodeJS.Timeout>>();

function timersOf(world: World): Map<string, NodeJS.Timeout> {
  const existing = waiting.get(world);
  if (existing) return existing;
  const timers = new Map<string, NodeJS.Timeout>();
  waiting.set(world, timers);
  world.onStop(() => {
    for (const timer of timers.values()) clearTimeout(timer);
  });
  return timers;
}

const automaticStages = (world: World, apiId: string): StageRow[] =>
  rowsOf(stages(world), apiId).filter((stage) => stage.autoDeploy);

/** After a change of the draft, each stage with AutoDeploy gets a new deployment; changes in quick succession share one. */
export function deployAutomatically(world: World, apiId: string): void {
  const timers = timersOf(world);
  if (timers.has(apiId) || automaticStages(world, apiId).length === 0) return;
  const run = (): void => {
    timers.delete(apiId);
    runAutomaticDeployment(world, apiId);
  };
  timers.set(apiId, setTimeout(run, world.clock.duration('apigateway.deployment')).unref());
}

function attempt(world: World, apiId: string): DeploymentRow | string {
  try {
    return deploy(world, apiId, { autoDeployed: true, description: DESCRIPTION });
  } catch (error) {
    if (error instanceof AwsError) return error.message;
    throw error;
  }
}

function runAutomaticDeployment(world: World, apiId: string): void {
  const waitingStages = apis(world).has(apiId) ? automaticStages(world, apiId) : [];
  if (waitingStages.length === 0) return;
  const outcome = attempt(world, apiId);
  for (const stage of waitingStages) {
    if (typeof outcome === 'string') {
      putStage(world, { ...stage, lastDeploymentStatusMessage: `Deployment attempt failed: ${outcome}` });
      continue;
    }
    const { deploymentId } = outcome;
    const lastDeploymentStatusMessage = `Successfully deployed stage with deployment ID '${deploymentId}'`;
    putStage(world, { ...stage, deploymentId, lastDeploymentStatusMessage });
  }
  dropStale(world, apiId);
}

function dropStale(world: World, apiId: string): void {
  const used = new Set(rowsOf(stages(world), apiId).map((stage) => stage.deploymentId));
  const automatic = rowsOf(deployments(world), apiId).filter((row) => row.autoDeployed && !used.has(row.deploymentId));
  for (const row of automatic.slice(0, Math.max(0, automatic.length - KEPT_AUTOMATIC))) {
    deployments(world).delete(ownedKey(apiId, row.deploymentId));
  }
}

/** After a restart: a change that was answered but not yet deployed is deployed now. */
export function resumeAutomaticDeployments(world: World): void {
  for (const { apiId } of apis(world).values()) {
    const draft = JSON.stringify(takeSnapshot(world, apiId));
    const isBehind = automaticStages(world, apiId).some(({ deploymentId }) => {
      const deployed = deployments(world).get(ownedKey(apiId, deploymentId ?? ''));
      return JSON.stringify(deployed?.internal.snapshot) !== draft;
    });
    if (isBehind) deployAutomatically(world, apiId);
  }
}
