import { CreateRouteCommand, CreateStageCommand, UpdateStageCommand } from '@aws-sdk/client-apigatewayv2';
import { createApi, type GivenApi } from './given-api.ts';
import { allowGateway, answering, createFunction, publish } from './given-function.ts';
import { failureOf, openTarget, TEST_TIMEOUT_MS, type Target } from './target.ts';

describe('what ship relies on in API Gateway', () => {
  let target: Target;
  beforeAll(async () => {
    target = await openTarget();
  }, TEST_TIMEOUT_MS);
  afterAll(() => target.close(), TEST_TIMEOUT_MS);

  async function twoVersions(): Promise<{ api: GivenApi; second: string }> {
    const name = await createFunction(target);
    const first = await publish(target, name);
    const second = await publish(target, name, answering('({ statusCode: 200, body: "two" })'));
    await allowGateway(target, second);
    return { api: await createApi(target, first), second };
  }

  test(
    'a deployment is a snapshot: the draft may change, the stage answers as before, until one call moves it, and back',
    async () => {
      const { api, second } = await twoVersions();
      expect(await api.see('one')).toEqual({ status: 200, body: 'one' });
      const { DeploymentId: before } = await target.api.send(
        new UpdateStageCommand({ ApiId: api.ApiId, StageName: '$default' }),
      );
      await api.pointAt(second);
      const after = await api.deploy();
      expect(await api.get()).toEqual({ status: 200, body: 'one' });
      await api.switchTo(after);
      expect(await api.see('two')).toEqual({ status: 200, body: 'two' });
      await api.switchTo(before as string);
      expect(await api.see('one')).toEqual({ status: 200, body: 'one' });
    },
    TEST_TIMEOUT_MS,
  );

  test(
    'a second stage serves the next deployment under its own path',
    async () => {
      const { api, second } = await twoVersions();
      await api.pointAt(second);
      const DeploymentId = await api.deploy();
      await target.api.send(new CreateStageCommand({ ApiId: api.ApiId, StageName: 'ship-preview', DeploymentId }));
      expect(await api.see('two', '/ship-preview/')).toEqual({ status: 200, body: 'two' });
      expect(await api.see('one')).toEqual({ status: 200, body: 'one' });
    },
    TEST_TIMEOUT_MS,
  );

  test(
    'without permission for exactly that version the gateway answers 500',
    async () => {
      const name = await createFunction(target);
      const api = await createApi(target, await publish(target, name));
      await api.see('one');
      await api.pointAt(await publish(target, name, answering('({ statusCode: 200, body: "two" })')));
      await api.switchTo(await api.deploy());
      const body = '{"message":"Internal Server Error"}';
      expect(await api.see(body)).toEqual({ status: 500, body });
    },
    TEST_TIMEOUT_MS,
  );

  test(
    'a stage that deploys by itself takes no deployment id',
    async () => {
      const { api } = await twoVersions();
      const { ApiId } = api;
      const DeploymentId = await api.deploy();
      await target.api.send(new CreateStageCommand({ ApiId, StageName: 'auto', AutoDeploy: true }));
      const update = target.api.send(new UpdateStageCommand({ ApiId, StageName: 'auto', DeploymentId }));
      expect(await failureOf(update)).toBe('BadRequestException 400');
    },
    TEST_TIMEOUT_MS,
  );

  test(
    'a route key is taken once',
    async () => {
      const { api } = await twoVersions();
      const route = (): Promise<unknown> =>
        target.api.send(new CreateRouteCommand({ ApiId: api.ApiId, RouteKey: 'GET /twice' }));
      await route();
      expect(await failureOf(route())).toBe('ConflictException 409');
    },
    TEST_TIMEOUT_MS,
  );
});
