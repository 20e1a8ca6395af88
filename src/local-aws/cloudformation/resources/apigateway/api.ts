import { notImplemented } from '../../../kernel/aws-error.ts';
import { booleanIn, call, documentOf, pick, unlessMissing } from '../call.ts';
import type { ExistingContext, Made, Properties, ResourceContext, ResourceType } from '../resource-type.ts';
import { clearing } from './api-part.ts';
import { retype, toWire } from './wire.ts';

const SETTINGS = [
  'ApiKeySelectionExpression',
  'CorsConfiguration',
  'CredentialsArn',
  'Description',
  'DisableExecuteApiEndpoint',
  'DisableSchemaValidation',
  'IpAddressType',
  'Name',
  'ProtocolType',
  'RouteKey',
  'RouteSelectionExpression',
  'Target',
  'Version',
];

export const api: ResourceType = {
  type: 'AWS::ApiGatewayV2::Api',
  properties: [...SETTINGS, 'BasePath', 'Body', 'BodyS3Location', 'FailOnWarnings', 'Tags'],
  createOnly: ['ProtocolType'],
  attributes: ['ApiEndpoint', 'ApiId'],
  taggable: true,
  create: async (context) => {
    const body = await bodyOf(context);
    const created =
      body === undefined
        ? await call(context.world, 'apigateway', 'CreateApi', {
            ...settingsOf(context.properties),
            tags: context.tags,
          })
        : await call(context.world, 'apigateway', 'ImportApi', { body, ...importSettings(context.properties) });
    const apiId = String(created['apiId']);
    context.claim(apiId);
    if (body !== undefined) await changeTags(context, apiId);
    return describe(context, apiId);
  },
  update: async (context) => {
    const { world, physicalId: apiId } = context;
    const body = await bodyOf(context);
    if (body === undefined) {
      await dropCors(context);
      const cleared = clearing(context, { Description: '', Version: '' });
      const { protocolType: _, ...settings } = settingsOf(context.properties);
      await call(world, 'apigateway', 'UpdateApi', { ...cleared, ...settings, apiId });
    } else await call(world, 'apigateway', 'ReimportApi', { apiId, body, ...importSettings(context.properties) });
    await changeTags(context, apiId);
    return describe(context, apiId);
  },
  remove: async ({ world, physicalId: apiId }) => {
    await unlessMissing(call(world, 'apigateway', 'DeleteApi', { apiId }));
  },
};

function settingsOf(properties: Properties): Record<string, unknown> {
  const typed = retype(pick(properties, SETTINGS), {
    booleans: ['DisableExecuteApiEndpoint', 'DisableSchemaValidation'],
  });
  return toWire(typed) as Record<string, unknown>;
}

function importSettings(properties: Properties): Record<string, unknown> {
  const failOnWarnings = booleanIn(properties, 'FailOnWarnings');
  return {
    ...(failOnWarnings !== undefined && { failOnWarnings: String(failOnWarnings) }),
    ...(properties['BasePath'] !== undefined && { basepath: properties['BasePath'] }),
  };
}

async function bodyOf({ world, properties }: ResourceContext): Promise<string | undefined> {
  if (properties['Body'] !== undefined) return documentOf(properties['Body']);
  const location = properties['BodyS3Location'] as Properties | undefined;
  if (!location) return undefined;
  if ('Etag' in location) throw notImplemented('cloudformation', 'AWS::ApiGatewayV2::Api with BodyS3Location.Etag');
  const object: unknown = await world.call('s3', 'GetObject', pick(location, ['Bucket', 'Key']));
  return Buffer.isBuffer(object) ? object.toString('utf8') : String(object);
}

async function dropCors({ world, properties, previous, physicalId: apiId }: ExistingContext): Promise<void> {
  if (!('CorsConfiguration' in previous) || 'CorsConfiguration' in properties) return;
  await call(world, 'apigateway', 'DeleteCorsConfiguration', { apiId });
}

async function changeTags({ world, tags }: ResourceContext, apiId: string): Promise<void> {
  const resourceArn = `arn:aws:apigateway:${world.config.region}::/apis/${apiId}`;
  const found = await call(world, 'apigateway', 'GetTags', { resourceArn });
  const gone = Object.keys(found['tags'] ?? {}).filter((key) => !(key in tags));
  if (gone.length > 0) await call(world, 'apigateway', 'UntagResource', { resourceArn, tagKeys: gone });
  await call(world, 'apigateway', 'TagResource', { resourceArn, tags });
}

async function describe({ world }: ResourceContext, apiId: string): Promise<Made> {
  const { apiEndpoint } = await call(world, 'apigateway', 'GetApi', { apiId });
  return { physicalId: apiId, attributes: { ApiId: apiId, ApiEndpoint: apiEndpoint } };
}
