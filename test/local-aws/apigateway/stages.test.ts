import {
  CreateDeploymentCommand,
  CreateRouteCommand,
  CreateStageCommand,
  DeleteAccessLogSettingsCommand,
  DeleteRouteSettingsCommand,
  DeleteStageCommand,
  GetStageCommand,
  UpdateStageCommand,
  type UpdateStageCommandInput,
} from '@aws-sdk/client-apigatewayv2';
import { noFaults } from '../../../src/local-aws/faults/fault-rule.ts';
import { givenApis, refusal, type GivenApis } from './given-api.ts';

let given: GivenApis;
let ApiId: string;
beforeAll(async () => void (given = await givenApis()));
beforeEach(async () => void (ApiId = await given.anApi()));
afterAll(() => given.stop());

const StageName = 'live';
const create = (changes = {}): Promise<unknown> =>
  given.client.send(new CreateStageCommand({ ApiId, StageName, ...changes }));
const update = (changes: Partial<UpdateStageCommandInput>) =>
  given.client.send(new UpdateStageCommand({ ApiId, StageName, ...changes }));

test('a new stage has AWS defaults and serves nothing yet', async () => {
  await create();
  const stage = await given.client.send(new GetStageCommand({ ApiId, StageName }));
  expect(stage).toMatchObject({ DefaultRouteSettings: { DetailedMetricsEnabled: false }, RouteSettings: {}, Tags: {} });
  expect(stage.DeploymentId).toBeUndefined();
});

test.each([
  ['a/b', /^400 BadRequestException: Stage name only allows/],
  ['$live', /^400 BadRequestException: Stage name only allows/],
  ['x'.repeat(129), /^400 BadRequestException: .*less than or equal to 128/],
])('the name %s is refused', async (StageName, expected) => {
  expect(await refusal(create({ StageName }))).toMatch(expected);
});

test('a second stage of the same name is a conflict, an eleventh too many', async () => {
  await create();
  expect(await refusal(create())).toBe('409 ConflictException: Stage already exists');
  for (let n = 1; n < 10; n++) await create({ StageName: `s${n}` });
  expect(await refusal(create({ StageName: 'eleventh' }))).toMatch(/^429 TooManyRequestsException/);
});

describe('UpdateStage merges', () => {
  test('stage variables by name, an empty text deletes', async () => {
    await create({ StageVariables: { a: '1', b: '2' } });
    const { StageVariables } = await update({ StageVariables: { b: '', c: '3' } });
    expect(StageVariables).toEqual({ a: '1', c: '3' });
  });

  test('a description, which cannot be cleared', async () => {
    await create({ Description: 'r1' });
    expect((await update({ Description: '' })).Description).toBe('r1');
    expect((await update({ Description: 'r2' })).Description).toBe('r2');
  });

  test('route settings by route key, of routes that are there', async () => {
    await given.client.send(new CreateRouteCommand({ ApiId, RouteKey: 'GET /a' }));
    await create({ RouteSettings: { 'GET /a': { ThrottlingRateLimit: 5 } } });
    const { RouteSettings } = await update({ RouteSettings: { 'GET /a': { ThrottlingBurstLimit: 2 } } });
    expect(RouteSettings).toEqual({ 'GET /a': { ThrottlingRateLimit: 5, ThrottlingBurstLimit: 2 } });
    const unknown = update({ RouteSettings: { 'POST /v1/x': { ThrottlingRateLimit: 1 } } });
    expect(await refusal(unknown)).toBe(
      '404 NotFoundException: Unable to find Route by key POST /v1/x within the provided RouteSettings',
    );
    await given.client.send(new DeleteRouteSettingsCommand({ ApiId, StageName, RouteKey: 'GET /a' }));
    expect((await given.client.send(new GetStageCommand({ ApiId, StageName }))).RouteSettings).toEqual({});
  });

  test('access log settings, kept until they are deleted', async () => {
    const AccessLogSettings = {
      DestinationArn: 'arn:aws:logs:us-east-1:123456789012:log-group:access:*',
      Format: '$context.requestId',
    };
    await create({ AccessLogSettings });
    const kept = await update({ Description: 'x' });
    expect(kept.AccessLogSettings).toMatchObject({ Format: '$context.requestId' });
    await given.client.send(new DeleteAccessLogSettingsCommand({ ApiId, StageName }));
    const stage = await given.client.send(new GetStageCommand({ ApiId, StageName }));
    expect(stage.AccessLogSettings).toBeUndefined();
    const half = update({ AccessLogSettings: { DestinationArn: AccessLogSettings.DestinationArn } });
    expect(await refusal(half)).toBe(
      '400 BadRequestException: Exactly one of [destinationArn, format] must be specified.',
    );
  });

  test('a deployment id, and leaves the rest', async () => {
    await given.aRoute(ApiId, 'GET /');
    const { DeploymentId } = await given.client.send(new CreateDeploymentCommand({ ApiId }));
    await create({ StageVariables: { color: 'blue' } });
    expect(await update({ DeploymentId })).toMatchObject({ DeploymentId, StageVariables: { color: 'blue' } });
    expect(await refusal(update({ DeploymentId: 'zzzzzz' }))).toMatch(/^404 NotFoundException/);
  });
});

test.each([
  [{ 'a-b': '1' }, /Invalid stage variable name/],
  [{ a: 'x y' }, /Invalid value for stage variable a/],
  [Object.fromEntries(Array.from({ length: 101 }, (_, n) => [`v${n}`, '1'])), /at most 100/],
])('stage variables %#: refused', async (StageVariables, expected) => {
  expect(await refusal(create({ StageVariables }))).toMatch(expected);
});

test('a deleted stage is gone', async () => {
  await create();
  await given.client.send(new DeleteStageCommand({ ApiId, StageName }));
  expect(await refusal(given.client.send(new DeleteStageCommand({ ApiId, StageName })))).toBe(
    '404 NotFoundException: Invalid stage identifier specified',
  );
});

describe('when a change takes time', () => {
  let slow: GivenApis;
  beforeAll(async () => {
    slow = await givenApis({ faults: { ...noFaults, durations: { 'apigateway.mutation': 150 } } });
  });
  afterAll(() => slow.stop());

  test('a second change of the same API is told to try again, another API is not', async () => {
    const [one, other] = [await slow.anApi('one'), await slow.anApi('other')];
    const route = (ApiId: string, RouteKey: string): Promise<unknown> =>
      slow.client.send(new CreateRouteCommand({ ApiId, RouteKey }));
    const said = await Promise.all([
      refusal(route(one, 'GET /a')),
      refusal(route(one, 'GET /b')),
      refusal(route(other, 'GET /a')),
    ]);
    expect(said.filter((each) => each === 'accepted')).toHaveLength(2);
    expect(said[2]).toBe('accepted');
    expect(said).toContain(
      '409 ConflictException: Unable to complete operation due to concurrent modification. Please try again later.',
    );
    expect(await refusal(route(one, 'GET /c'))).toBe('accepted');
  });
});
