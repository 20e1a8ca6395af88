import {
  CreateApiCommand,
  DeleteApiCommand,
  DeleteCorsConfigurationCommand,
  GetApiCommand,
  GetApisCommand,
  GetIntegrationsCommand,
  GetModelsCommand,
  GetRoutesCommand,
  GetStagesCommand,
  GetVpcLinksCommand,
  CreateVpcLinkCommand,
  GetTagsCommand,
  TagResourceCommand,
  UntagResourceCommand,
  UpdateApiCommand,
  UpdateStageCommand,
} from '@aws-sdk/client-apigatewayv2';
import { givenApis, refusal, type GivenApis } from './given-api.ts';

let given: GivenApis;
beforeAll(async () => void (given = await givenApis()));
afterAll(() => given.stop());

describe('CreateApi', () => {
  test('answers AWS defaults and an endpoint that names the API', async () => {
    const api = await given.client.send(
      new CreateApiCommand({ Name: 'orders', ProtocolType: 'HTTP', Tags: { a: 'b' } }),
    );
    expect(api).toMatchObject({
      Name: 'orders',
      ProtocolType: 'HTTP',
      RouteSelectionExpression: '$request.method $request.path',
      ApiKeySelectionExpression: '$request.header.x-api-key',
      DisableExecuteApiEndpoint: false,
      Tags: { a: 'b' },
    });
    expect(api.ApiId).toMatch(/^[a-z0-9]{10}$/);
    expect(api.ApiEndpoint).toMatch(new RegExp(`^http://127\\.0\\.0\\.1:\\d+/${api.ApiId}$`));
    expect(api.CreatedDate).toBeInstanceOf(Date);
  });

  test.each([
    [{ Name: '', ProtocolType: 'HTTP' }, /^400 BadRequestException: .*'name'.*length greater than or equal to 1/],
    [{ Name: 'a', ProtocolType: 'FTP' }, /^400 BadRequestException: .*enum value set: \[WEBSOCKET, HTTP\]/],
    [{ Name: 'a' }, /^400 BadRequestException: .*'protocolType'.*must not be null/],
    [{ Name: 'a', ProtocolType: 'WEBSOCKET' }, /^501 NotImplemented: .*ProtocolType WEBSOCKET/],
    [
      { Name: 'a', ProtocolType: 'HTTP', RouteSelectionExpression: '$request.body.x' },
      /^400 BadRequestException: Route selection/,
    ],
    [
      { Name: 'a', ProtocolType: 'HTTP', CorsConfiguration: { AllowOrigins: ['example.com'] } },
      /^400 BadRequestException: Invalid format for origin/,
    ],
    [
      { Name: 'a', ProtocolType: 'HTTP', CorsConfiguration: { AllowOrigins: ['*'], AllowCredentials: true } },
      /^400 BadRequestException: allowCredentials/,
    ],
    [{ Name: 'a', ProtocolType: 'HTTP', RouteKey: 'GET /' }, /^400 BadRequestException: Target is required/],
  ])('refuses %j', async (input, expected) => {
    expect(await refusal(given.client.send(new CreateApiCommand(input as never)))).toMatch(expected);
  });

  test('with a target makes a managed integration, route and auto-deployed $default stage', async () => {
    const Target = given.functionArn('quick');
    const { ApiId } = await given.client.send(new CreateApiCommand({ Name: 'quick', ProtocolType: 'HTTP', Target }));
    const [integrations, routes, stages] = await Promise.all([
      given.client.send(new GetIntegrationsCommand({ ApiId })),
      given.client.send(new GetRoutesCommand({ ApiId })),
      given.client.send(new GetStagesCommand({ ApiId })),
    ]);
    expect(integrations.Items).toMatchObject([
      { ApiGatewayManaged: true, IntegrationUri: Target, PayloadFormatVersion: '2.0' },
    ]);
    expect(routes.Items).toMatchObject([{ ApiGatewayManaged: true, RouteKey: '$default' }]);
    expect(stages.Items).toMatchObject([{ ApiGatewayManaged: true, StageName: '$default', AutoDeploy: true }]);
    const change = given.client.send(new UpdateStageCommand({ ApiId, StageName: '$default', Description: 'x' }));
    expect(await refusal(change)).toMatch(/^400 BadRequestException: Stage \$default is managed/);
  });
});

describe('UpdateApi', () => {
  test('keeps what it does not name and replaces CORS as a whole', async () => {
    const ApiId = await given.anApi('kept');
    await given.client.send(
      new UpdateApiCommand({ ApiId, CorsConfiguration: { AllowOrigins: ['https://a.example'], AllowHeaders: ['x'] } }),
    );
    const CorsConfiguration = { AllowOrigins: ['https://b.example'] };
    const updated = await given.client.send(new UpdateApiCommand({ ApiId, Description: 'new', CorsConfiguration }));
    expect(updated).toMatchObject({ Name: 'kept', Description: 'new' });
    expect(updated.CorsConfiguration).toEqual(CorsConfiguration);
  });

  test('DeleteCorsConfiguration takes CORS away', async () => {
    const ApiId = await given.anApi();
    await given.client.send(new UpdateApiCommand({ ApiId, CorsConfiguration: { AllowOrigins: ['*'] } }));
    await given.client.send(new DeleteCorsConfigurationCommand({ ApiId }));
    expect((await given.client.send(new GetApiCommand({ ApiId }))).CorsConfiguration).toBeUndefined();
  });
});

test('DeleteApi makes every later call answer NotFound with the account in front of the id', async () => {
  const ApiId = await given.anApi();
  await given.aRoute(ApiId, 'GET /');
  await given.client.send(new DeleteApiCommand({ ApiId }));
  const message = `404 NotFoundException: Invalid API identifier specified ${given.aws.world.config.accountId}:${ApiId}`;
  expect(await refusal(given.client.send(new GetApiCommand({ ApiId })))).toBe(message);
  expect(await refusal(given.client.send(new DeleteApiCommand({ ApiId })))).toBe(message);
  expect(await refusal(given.client.send(new GetRoutesCommand({ ApiId })))).toBe(message);
});

test('lists come in pages', async () => {
  const ids = [await given.anApi('p1'), await given.anApi('p2'), await given.anApi('p3')];
  const seen: (string | undefined)[] = [];
  let NextToken: string | undefined;
  do {
    const page = await given.client.send(new GetApisCommand({ MaxResults: '2', NextToken }));
    expect(page.Items?.length).toBeLessThanOrEqual(2);
    seen.push(...(page.Items ?? []).map((api) => api.ApiId));
    NextToken = page.NextToken;
  } while (NextToken);
  expect(seen).toEqual(expect.arrayContaining(ids));
  expect(new Set(seen).size).toBe(seen.length);
  expect(await refusal(given.client.send(new GetApisCommand({ NextToken: '!' })))).toMatch(/^400 BadRequestException/);
});

test('tags are added, read and removed by ARN', async () => {
  const ApiId = await given.anApi();
  const ResourceArn = `arn:aws:apigateway:us-east-1::/apis/${ApiId}`;
  await given.client.send(new TagResourceCommand({ ResourceArn, Tags: { a: '1', b: '2' } }));
  await given.client.send(new UntagResourceCommand({ ResourceArn, TagKeys: ['a'] }));
  expect((await given.client.send(new GetTagsCommand({ ResourceArn }))).Tags).toEqual({ b: '2' });
  const wrong = given.client.send(new GetTagsCommand({ ResourceArn: 'arn:aws:apigateway:us-east-1::/nothing/x' }));
  expect(await refusal(wrong)).toMatch(/^400 BadRequestException/);
});

test('models and VPC links are none; making one says NotImplemented by name', async () => {
  const ApiId = await given.anApi();
  expect((await given.client.send(new GetModelsCommand({ ApiId }))).Items).toEqual([]);
  expect((await given.client.send(new GetVpcLinksCommand({}))).Items).toEqual([]);
  const create = given.client.send(new CreateVpcLinkCommand({ Name: 'v', SubnetIds: ['s'] }));
  expect(await refusal(create)).toMatch(/^501 NotImplemented: .*CreateVpcLink/);
});
