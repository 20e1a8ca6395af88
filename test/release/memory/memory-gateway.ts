import type { GatewayCalls } from '../../../src/release/cloud.ts';
import { type MemoryApi, type MemoryAws, nextId } from './memory-aws.ts';
import { refuse } from './memory-cloud.ts';

export function memoryGateway(aws: MemoryAws): GatewayCalls {
  const api = (id: string): MemoryApi => aws.apis.get(id) ?? refuse('any', 'NotFoundException', `no api ${id}`, 404);
  const put = (id: string, input: { name: string; deploymentId: string; description: string }): void => {
    if (!api(id).deployments.has(input.deploymentId))
      refuse('UpdateStage', 'NotFoundException', 'no such deployment', 404);
    api(id).stages.set(input.name, { ...input, autoDeploy: false });
  };
  return {
    readApi: async (id) => ({ endpoint: endpointOf(aws, id) }),
    listStages: async (id) => (aws.apis.has(id) ? [...api(id).stages.values()] : undefined),
    readStage: async (id, name) => api(id).stages.get(name),
    createStage: async (id, input) => {
      if (api(id).stages.has(input.name)) refuse('CreateStage', 'ConflictException', 'Stage already exists', 409);
      put(id, input);
    },
    updateStage: async (id, input) => {
      if (!api(id).stages.has(input.name)) refuse('UpdateStage', 'NotFoundException', 'no such stage', 404);
      put(id, input);
    },
    deleteStage: async (id, name) => void api(id).stages.delete(name),
    listDeployments: async (id) => [...(aws.apis.get(id)?.deployments.values() ?? [])].toReversed(),
    readDeployment: async (id, deployment) => {
      const found = api(id).deployments.get(deployment);
      return found && { ...found, statusMessage: '' };
    },
    createDeployment: async (id, { description, stageName }) => {
      const made = {
        id: nextId(aws, 'dep'),
        status: 'DEPLOYED' as const,
        createdAt: new Date(aws.counter).toISOString(),
        description,
        document: api(id).draft,
      };
      api(id).deployments.set(made.id, made);
      const stage = stageName === undefined ? undefined : api(id).stages.get(stageName);
      if (stage) api(id).stages.set(stage.name, { ...stage, deploymentId: made.id });
      return made;
    },
    deleteDeployment: async (id, deployment) => void api(id).deployments.delete(deployment),
    importRoutes: async (id, openApi) => {
      api(id).draft = openApi;
    },
    exportRoutes: async (id, stage) => documentOf(api(id), stage),
  };
}

export function documentOf(api: MemoryApi, stage: string): string {
  const deploymentId = api.stages.get(stage)?.deploymentId ?? '';
  return (
    api.deployments.get(deploymentId)?.document ?? refuse('ExportApi', 'NotFoundException', `no stage ${stage}`, 404)
  );
}

export function endpointOf(aws: MemoryAws, apiId: string): string {
  const stack = [...aws.stacks].find(([, { outputs }]) => outputs['ApiId'] === apiId);
  return `https://${stack?.[0] ?? apiId}.example`;
}
