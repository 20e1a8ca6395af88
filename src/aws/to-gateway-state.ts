import type { Deployment, RouteSettings, Stage } from '@aws-sdk/client-apigatewayv2';
import type { DeploymentState, StageState, Throttle } from '../model/snapshot.ts';

export function toStageState(stage: Partial<Stage>): StageState {
  const throttles = [
    ...toThrottle(stage.DefaultRouteSettings),
    ...Object.entries(stage.RouteSettings ?? {}).flatMap(([routeKey, settings]) => toThrottle(settings, routeKey)),
  ];
  return {
    name: stage.StageName ?? '',
    ...(stage.DeploymentId && { deploymentId: stage.DeploymentId }),
    autoDeploy: stage.AutoDeploy ?? false,
    description: stage.Description ?? '',
    ...(throttles.length > 0 && { throttles }),
  };
}

function toThrottle(settings: RouteSettings | undefined, routeKey?: string): readonly Throttle[] {
  const { ThrottlingRateLimit: perSecond, ThrottlingBurstLimit: burst } = settings ?? {};
  if (perSecond === undefined && burst === undefined) return [];
  return [
    {
      ...(routeKey !== undefined && { routeKey }),
      ...(perSecond !== undefined && { perSecond }),
      ...(burst !== undefined && { burst }),
    },
  ];
}

export const toDeploymentState = (deployment: Deployment): DeploymentState => ({
  id: deployment.DeploymentId ?? '',
  status: deployment.DeploymentStatus ?? 'PENDING',
  createdAt: deployment.CreatedDate?.toISOString() ?? '',
  description: deployment.Description ?? '',
});

export const newestFirst = (deployments: readonly DeploymentState[]): readonly DeploymentState[] =>
  deployments.toSorted((a, b) => b.createdAt.localeCompare(a.createdAt));
