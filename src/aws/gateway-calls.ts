import {
  ApiGatewayV2Client,
  CreateDeploymentCommand,
  CreateStageCommand,
  DeleteDeploymentCommand,
  DeleteStageCommand,
  ExportApiCommand,
  GetApiCommand,
  GetDeploymentCommand,
  GetDeploymentsCommand,
  GetStageCommand,
  GetStagesCommand,
  ReimportApiCommand,
  UpdateStageCommand,
} from '@aws-sdk/client-apigatewayv2';
import type { GatewayCalls } from '../release/cloud.ts';
import { absentAs } from './absent-as.ts';
import { collectPages } from './collect-pages.ts';
import type { Connection } from './connection.ts';
import { supervise } from './supervise.ts';
import { newestFirst, toDeploymentState, toStageState } from './to-gateway-state.ts';

const absent = ['NotFoundException'];

export function makeGatewayCalls({ clientConfig, supervision, inTurn }: Connection): GatewayCalls {
  const client = supervise(new ApiGatewayV2Client(clientConfig), 'ApiGatewayV2', supervision);
  const write = <T>(apiId: string, work: () => Promise<T>): Promise<T> => inTurn(`api ${apiId}`, work);
  return {
    ...makeReads(client),
    createStage: async (apiId, { name, deploymentId, description }) => {
      const stage = { StageName: name, DeploymentId: deploymentId, Description: description, AutoDeploy: false };
      await write(apiId, () => client.send(new CreateStageCommand({ ApiId: apiId, ...stage })));
    },
    updateStage: async (apiId, { name, deploymentId, description }) => {
      const change = { StageName: name, DeploymentId: deploymentId, Description: description };
      await write(apiId, () => client.send(new UpdateStageCommand({ ApiId: apiId, ...change })));
    },
    deleteStage: async (apiId, name) => {
      await write(apiId, () => client.send(new DeleteStageCommand({ ApiId: apiId, StageName: name })));
    },
    createDeployment: async (apiId, { description, stageName }) => {
      // With a stage name AWS points that stage at the new deployment at once.
      const request = { ApiId: apiId, Description: description, StageName: stageName };
      return toDeploymentState(await write(apiId, () => client.send(new CreateDeploymentCommand(request))));
    },
    deleteDeployment: async (apiId, id) => {
      await write(apiId, () => client.send(new DeleteDeploymentCommand({ ApiId: apiId, DeploymentId: id })));
    },
    importRoutes: async (apiId, openApi) => {
      // Without FailOnWarnings a route whose integration is wrong is imported without a target, and that is "success".
      const request = { ApiId: apiId, Body: openApi, FailOnWarnings: true };
      await write(apiId, () => client.send(new ReimportApiCommand(request)));
    },
  };
}

type Reads = 'readApi' | 'listStages' | 'readStage' | 'listDeployments' | 'readDeployment' | 'exportRoutes';

function makeReads(client: ApiGatewayV2Client): Pick<GatewayCalls, Reads> {
  return {
    readApi: (apiId) =>
      absentAs(undefined, absent, async () => {
        const { ApiEndpoint } = await client.send(new GetApiCommand({ ApiId: apiId }));
        return { endpoint: ApiEndpoint ?? '' };
      }),
    listStages: (apiId) =>
      absentAs(undefined, absent, async () => {
        const read = (NextToken?: string) => client.send(new GetStagesCommand({ ApiId: apiId, NextToken }));
        return (await collectPages(read)).map(toStageState);
      }),
    readStage: (apiId, name) =>
      absentAs(undefined, absent, async () =>
        toStageState(await client.send(new GetStageCommand({ ApiId: apiId, StageName: name }))),
      ),
    listDeployments: (apiId) =>
      absentAs([], absent, async () => {
        const read = (NextToken?: string) => client.send(new GetDeploymentsCommand({ ApiId: apiId, NextToken }));
        return newestFirst((await collectPages(read)).map(toDeploymentState));
      }),
    readDeployment: (apiId, id) =>
      absentAs(undefined, absent, async () => {
        const deployment = await client.send(new GetDeploymentCommand({ ApiId: apiId, DeploymentId: id }));
        return { ...toDeploymentState(deployment), statusMessage: deployment.DeploymentStatusMessage ?? '' };
      }),
    exportRoutes: async (apiId, stageName) => {
      const request = { ApiId: apiId, StageName: stageName, Specification: 'OAS30', OutputType: 'JSON' };
      const { body } = await client.send(new ExportApiCommand(request));
      return new TextDecoder().decode(body);
    },
  };
}
