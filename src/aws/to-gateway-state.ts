import type { Deployment, Stage } from '@aws-sdk/client-apigatewayv2';
import type { DeploymentState, StageState } from '../model/snapshot.ts';

export const toStageState = (stage: Partial<Stage>): StageState => ({
  name: stage.StageName ?? '',
  ...(stage.DeploymentId && { deploymentId: stage.DeploymentId }),
  autoDeploy: stage.AutoDeploy ?? false,
  description: stage.Description ?? '',
});

export const toDeploymentState = (deployment: Deployment): DeploymentState => ({
  id: deployment.DeploymentId ?? '',
  status: deployment.DeploymentStatus ?? 'PENDING',
  createdAt: deployment.CreatedDate?.toISOString() ?? '',
  description: deployment.Description ?? '',
});

export const newestFirst = (deployments: readonly DeploymentState[]): readonly DeploymentState[] =>
  deployments.toSorted((a, b) => b.createdAt.localeCompare(a.createdAt));
