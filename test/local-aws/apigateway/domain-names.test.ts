import {
  CreateApiMappingCommand,
  CreateDomainNameCommand,
  CreateStageCommand,
  DeleteApiCommand,
  DeleteApiMappingCommand,
  DeleteDomainNameCommand,
  DeleteStageCommand,
  GetApiMappingsCommand,
  GetDomainNameCommand,
  GetDomainNamesCommand,
  UpdateApiMappingCommand,
  UpdateDomainNameCommand,
} from '@aws-sdk/client-apigatewayv2';
import { givenApis, refusal, type GivenApis } from './given-api.ts';

let given: GivenApis;
let ApiId: string;
const DomainName = 'api.example.com';
beforeAll(async () => {
  given = await givenApis();
  ApiId = await given.anApi();
  await given.client.send(new CreateStageCommand({ ApiId, StageName: 'live' }));
  await given.client.send(new CreateStageCommand({ ApiId, StageName: 'preview' }));
  const DomainNameConfigurations = [{ CertificateArn: 'arn:aws:acm:us-east-1:123456789012:certificate/x' }];
  await given.client.send(new CreateDomainNameCommand({ DomainName, DomainNameConfigurations, Tags: { a: 'b' } }));
});
afterAll(() => given.stop());

const map = (changes = {}) =>
  given.client.send(new CreateApiMappingCommand({ DomainName, ApiId, Stage: 'live', ...changes }));

test('a domain name is available at once', async () => {
  expect(await given.client.send(new GetDomainNameCommand({ DomainName }))).toMatchObject({
    DomainName,
    ApiMappingSelectionExpression: '$request.basepath',
    DomainNameConfigurations: [{ DomainNameStatus: 'AVAILABLE', EndpointType: 'REGIONAL', SecurityPolicy: 'TLS_1_2' }],
    Tags: { a: 'b' },
  });
  expect((await given.client.send(new GetDomainNamesCommand({}))).Items).toHaveLength(1);
  const again = given.client.send(new CreateDomainNameCommand({ DomainName }));
  expect(await refusal(again)).toBe('400 BadRequestException: The domain name you provided already exists.');
  const DomainNameConfigurations = [{ CertificateArn: 'arn:aws:acm:us-east-1:123456789012:certificate/y' }];
  const updated = await given.client.send(new UpdateDomainNameCommand({ DomainName, DomainNameConfigurations }));
  expect(updated.DomainNameConfigurations).toMatchObject(DomainNameConfigurations);
});

test('mappings are made, moved to another stage, listed and deleted', async () => {
  const { ApiMappingId } = await map({ ApiMappingKey: 'orders/v1' });
  const moved = await given.client.send(
    new UpdateApiMappingCommand({ DomainName, ApiMappingId, ApiId, Stage: 'preview' }),
  );
  expect(moved).toMatchObject({ ApiMappingKey: 'orders/v1', Stage: 'preview' });
  expect((await given.client.send(new GetApiMappingsCommand({ DomainName }))).Items).toHaveLength(1);
  await given.client.send(new DeleteApiMappingCommand({ DomainName, ApiMappingId }));
  expect((await given.client.send(new GetApiMappingsCommand({ DomainName }))).Items).toEqual([]);
});

test('a mapping needs an API, a stage and a key of its own', async () => {
  expect(await refusal(map({ ApiId: 'zzzzzzzzzz' }))).toMatch(
    /^400 BadRequestException: Invalid API identifier specified/,
  );
  expect(await refusal(map({ Stage: 'none' }))).toBe('400 BadRequestException: Invalid stage identifier specified');
  expect(await refusal(map({ DomainName: 'other.example.com' }))).toBe(
    '404 NotFoundException: Invalid domain name identifier specified',
  );
  const { ApiMappingId } = await map({ ApiMappingKey: 'twice' });
  expect(await refusal(map({ ApiMappingKey: 'twice' }))).toMatch(/^409 ConflictException/);
  await given.client.send(new DeleteApiMappingCommand({ DomainName, ApiMappingId }));
});

test('what a mapping points at stays until the mapping is gone', async () => {
  await map();
  expect(await refusal(given.client.send(new DeleteApiCommand({ ApiId })))).toContain(
    'Please remove all API mappings for the API from your custom domain names',
  );
  expect(await refusal(given.client.send(new DeleteStageCommand({ ApiId, StageName: 'live' })))).toContain(
    'Please remove all base path mappings related to the stage in your domains',
  );
  await given.client.send(new DeleteDomainNameCommand({ DomainName }));
  expect(await refusal(given.client.send(new DeleteApiCommand({ ApiId })))).toBe('accepted');
});
