import {
  CreateApiCommand,
  CreateDeploymentCommand,
  CreateIntegrationCommand,
  CreateRouteCommand,
  CreateStageCommand,
  DeleteApiCommand,
  GetDeploymentCommand,
  UpdateIntegrationCommand,
  UpdateStageCommand,
} from '@aws-sdk/client-apigatewayv2';
import { allowGateway } from './given-function.ts';
import { until, type Target } from './target.ts';

export interface Answer {
  readonly status: number;
  readonly body: string;
}

/** One HTTP API whose `$default` route leads to one function version. */
export interface GivenApi {
  readonly ApiId: string;
  readonly IntegrationId: string;
  readonly url: string;
  /** Points the draft at another version; nothing is deployed. */
  readonly pointAt: (versionArn: string) => Promise<void>;
  readonly deploy: () => Promise<string>;
  /** Moves a stage to a deployment. */
  readonly switchTo: (DeploymentId: string, StageName?: string) => Promise<void>;
  readonly get: (path?: string) => Promise<Answer>;
  /** Asks until the body is this one. */
  readonly see: (body: string, path?: string) => Promise<Answer>;
}

async function get(url: string): Promise<Answer> {
  const response = await fetch(url);
  return { status: response.status, body: await response.text() };
}

async function deploy({ api }: Target, ApiId: string): Promise<string> {
  const { DeploymentId } = await api.send(new CreateDeploymentCommand({ ApiId }));
  const read = (): Promise<{ DeploymentStatus?: string }> =>
    api.send(new GetDeploymentCommand({ ApiId, DeploymentId }));
  await until(read, ({ DeploymentStatus }) => DeploymentStatus !== 'PENDING');
  return DeploymentId as string;
}

/** Deployed to `$default`, or to a stage of another name. */
export async function createApi(target: Target, versionArn: string, StageName = '$default'): Promise<GivenApi> {
  const { api } = target;
  const { ApiId, ApiEndpoint } = await api.send(
    new CreateApiCommand({ Name: target.unique('api'), ProtocolType: 'HTTP' }),
  );
  target.later(() => api.send(new DeleteApiCommand({ ApiId })));
  const { IntegrationId } = await api.send(
    new CreateIntegrationCommand({
      ApiId,
      IntegrationType: 'AWS_PROXY',
      IntegrationUri: versionArn,
      PayloadFormatVersion: '2.0',
    }),
  );
  await api.send(new CreateRouteCommand({ ApiId, RouteKey: '$default', Target: `integrations/${IntegrationId}` }));
  await allowGateway(target, versionArn);
  const DeploymentId = await deploy(target, ApiId as string);
  await api.send(new CreateStageCommand({ ApiId, StageName, DeploymentId }));
  const url = ApiEndpoint as string;
  return {
    ApiId: ApiId as string,
    IntegrationId: IntegrationId as string,
    url,
    pointAt: async (IntegrationUri) => {
      await api.send(new UpdateIntegrationCommand({ ApiId, IntegrationId, IntegrationUri }));
    },
    deploy: () => deploy(target, ApiId as string),
    switchTo: async (id, stage = StageName) => {
      await api.send(new UpdateStageCommand({ ApiId, StageName: stage, DeploymentId: id }));
    },
    get: (path = '/') => get(`${url}${path}`),
    see: (body, path = '/') =>
      until(
        () => get(`${url}${path}`),
        (answer) => answer.body === body,
      ),
  };
}
