import {
  CreateDeploymentCommand,
  CreateStageCommand,
  DeleteDeploymentCommand,
  DeleteRouteCommand,
  ExportApiCommand,
  GetDeploymentCommand,
  GetDeploymentsCommand,
  GetStageCommand,
  UpdateDeploymentCommand,
  UpdateIntegrationCommand,
  UpdateStageCommand,
} from '@aws-sdk/client-apigatewayv2';
import { noFaults } from '../../../src/local-aws/faults/fault-rule.ts';
import { givenApis, refusal, type GivenApis } from './given-api.ts';

let given: GivenApis;
let ApiId: string;
const durations = { 'apigateway.deployment': 40 };
beforeAll(async () => void (given = await givenApis({ faults: { ...noFaults, durations } })));
beforeEach(async () => void (ApiId = await given.anApi()));
afterAll(() => given.stop());

async function served(StageName?: string): Promise<string> {
  const input = { ApiId, Specification: 'OAS30', OutputType: 'JSON', StageName };
  const { body } = await given.client.send(new ExportApiCommand(input));
  return new TextDecoder().decode(body);
}

async function deploy(StageName?: string): Promise<string> {
  return (await given.client.send(new CreateDeploymentCommand({ ApiId, StageName }))).DeploymentId ?? '';
}

async function pointer(StageName: string): Promise<string | undefined> {
  return (await given.client.send(new GetStageCommand({ ApiId, StageName }))).DeploymentId;
}

async function until(check: () => Promise<boolean>): Promise<void> {
  while (!(await check())) await given.aws.world.clock.sleep(5);
}

test('an API without routes cannot be deployed', async () => {
  expect(await refusal(deploy())).toBe(
    '400 BadRequestException: Unable to deploy API because no routes exist in this API',
  );
});

test('a deployment is PENDING first and DEPLOYED later', async () => {
  await given.aRoute(ApiId, 'GET /');
  const made = await given.client.send(new CreateDeploymentCommand({ ApiId, Description: 'r1' }));
  expect(made).toMatchObject({ DeploymentStatus: 'PENDING', AutoDeployed: false, Description: 'r1' });
  await given.aws.world.clock.sleep(45);
  const { DeploymentId } = made;
  const read = await given.client.send(new GetDeploymentCommand({ ApiId, DeploymentId }));
  expect(read).toMatchObject({ DeploymentStatus: 'DEPLOYED' });
});

test('a deployment keeps what the draft was, and a stage goes back to it', async () => {
  const IntegrationId = await given.anIntegration(ApiId, { IntegrationUri: given.functionArn('orders', '41') });
  const RouteId = await given.aRoute(ApiId, 'GET /a', { Target: `integrations/${IntegrationId}` });
  const first = await deploy();
  await given.client.send(new CreateStageCommand({ ApiId, StageName: 'live', DeploymentId: first }));
  await given.client.send(
    new UpdateIntegrationCommand({ ApiId, IntegrationId, IntegrationUri: given.functionArn('orders', '42') }),
  );
  await given.client.send(new DeleteRouteCommand({ ApiId, RouteId }));
  await given.aRoute(ApiId, 'GET /b', { Target: `integrations/${IntegrationId}` });
  expect(await served('live')).toContain('function:orders:41');
  expect(await served('live')).toContain('"/a"');
  expect(await served()).toContain('function:orders:42');

  const DeploymentId = await deploy();
  await given.client.send(new UpdateStageCommand({ ApiId, StageName: 'live', DeploymentId }));
  expect(await served('live')).toContain('function:orders:42');
  await given.client.send(new UpdateStageCommand({ ApiId, StageName: 'live', DeploymentId: first }));
  const back = await served('live');
  expect(back).toContain('function:orders:41');
  expect(back).not.toContain('"/b"');
});

test('CreateDeployment moves a stage only when it names it', async () => {
  await given.aRoute(ApiId, 'GET /');
  const first = await deploy();
  await given.client.send(new CreateStageCommand({ ApiId, StageName: 'live', DeploymentId: first }));
  await deploy();
  expect(await pointer('live')).toBe(first);
  const third = await deploy('live');
  expect(await pointer('live')).toBe(third);
});

test('only the description of a deployment changes', async () => {
  await given.aRoute(ApiId, 'GET /');
  const DeploymentId = await deploy();
  const changed = await given.client.send(new UpdateDeploymentCommand({ ApiId, DeploymentId, Description: 'pinned' }));
  expect(changed).toMatchObject({ DeploymentId, Description: 'pinned' });
});

test('a deployment that a stage points at cannot be deleted', async () => {
  await given.aRoute(ApiId, 'GET /');
  const DeploymentId = await deploy();
  await given.client.send(new CreateStageCommand({ ApiId, StageName: 'live', DeploymentId }));
  const remove = (): Promise<unknown> => given.client.send(new DeleteDeploymentCommand({ ApiId, DeploymentId }));
  expect(await refusal(remove())).toBe(
    '400 BadRequestException: Active stages pointing to this deployment must be moved or deleted',
  );
  await deploy('live');
  expect(await refusal(remove())).toBe('accepted');
  expect(await refusal(remove())).toMatch(/^404 NotFoundException: Invalid deployment identifier/);
});

describe('AutoDeploy', () => {
  test('makes a deployment after each change, and says so', async () => {
    await given.client.send(new CreateStageCommand({ ApiId, StageName: '$default', AutoDeploy: true }));
    await given.aRoute(ApiId, 'GET /a');
    await until(async () => (await pointer('$default')) !== undefined);
    const first = await pointer('$default');
    await given.aRoute(ApiId, 'GET /b');
    await until(async () => (await pointer('$default')) !== first);
    const stage = await given.client.send(new GetStageCommand({ ApiId, StageName: '$default' }));
    expect(stage.LastDeploymentStatusMessage).toBe(
      `Successfully deployed stage with deployment ID '${stage.DeploymentId}'`,
    );
    const { Items } = await given.client.send(new GetDeploymentsCommand({ ApiId }));
    expect(Items?.every((deployment) => deployment.AutoDeployed)).toBe(true);
    expect(await served('$default')).toContain('"/b"');
  });

  test('reports an attempt without routes', async () => {
    await given.client.send(new CreateStageCommand({ ApiId, StageName: 'auto', AutoDeploy: true }));
    const message = async (): Promise<string | undefined> =>
      (await given.client.send(new GetStageCommand({ ApiId, StageName: 'auto' }))).LastDeploymentStatusMessage;
    await until(async () => (await message()) !== undefined);
    expect(await message()).toMatch(/^Deployment attempt failed: Unable to deploy API because no routes exist/);
  });

  const refused = '400 BadRequestException: Deployment ID cannot be set on this stage because AutoDeploy is enabled';

  test('refuses a deployment by hand, with the switch off it takes it', async () => {
    await given.aRoute(ApiId, 'GET /a');
    const DeploymentId = await deploy();
    const StageName = 'auto';
    const both = new CreateStageCommand({ ApiId, StageName, AutoDeploy: true, DeploymentId });
    expect(await refusal(given.client.send(both))).toBe(refused);
    await given.client.send(new CreateStageCommand({ ApiId, StageName, AutoDeploy: true }));
    const set = (AutoDeploy?: boolean): Promise<unknown> =>
      given.client.send(new UpdateStageCommand({ ApiId, StageName, DeploymentId, AutoDeploy }));
    expect(await refusal(set())).toBe(refused);
    expect(await refusal(deploy(StageName))).toBe(refused);
    expect(await refusal(set(false))).toBe('accepted');
  });
});
