import { call, pick, textOf, unlessMissing, unlessResumed } from '../call.ts';
import type { ExistingContext, Made, Properties, ResourceContext, ResourceType } from '../resource-type.ts';
import { clearing, mergedMap } from './api-part.ts';
import { retype, toWire } from './wire.ts';

const SETTINGS = [
  'AccessLogSettings',
  'AutoDeploy',
  'ClientCertificateId',
  'DefaultRouteSettings',
  'DeploymentId',
  'Description',
  'RouteSettings',
  'StageVariables',
];

/** Has no id of its own: `Ref` is the stage's name. */
export const stage: ResourceType = {
  type: 'AWS::ApiGatewayV2::Stage',
  properties: ['ApiId', 'StageName', ...SETTINGS, 'AccessPolicyId', 'Tags'],
  required: ['ApiId', 'StageName'],
  createOnly: ['ApiId', 'StageName'],
  nameProperty: 'StageName',
  taggable: true,
  create: async (context) => {
    const { world, properties } = context;
    const creation = call(world, 'apigateway', 'CreateStage', {
      ...keyOf(properties),
      ...settingsOf(properties),
      tags: context.tags,
    });
    await unlessResumed(context.isResumed, creation);
    return describe(properties);
  },
  update: async (context) => {
    const { world, properties } = context;
    const key = keyOf(properties);
    await dropSettings(context);
    const stageVariables = mergedMap(context, 'StageVariables');
    await call(world, 'apigateway', 'UpdateStage', {
      ...key,
      ...clearing(context, { AutoDeploy: false }),
      ...settingsOf(properties),
      ...(stageVariables && { stageVariables }),
    });
    await changeTags(context);
    return describe(properties);
  },
  remove: async ({ world, properties }) => {
    await unlessMissing(call(world, 'apigateway', 'DeleteStage', keyOf(properties)));
  },
};

function keyOf(properties: Properties): { apiId: string; stageName: string } {
  return { apiId: textOf(properties, 'ApiId') as string, stageName: textOf(properties, 'StageName') as string };
}

function settingsOf(properties: Properties): Record<string, unknown> {
  return toWire(retype(pick(properties, SETTINGS), { booleans: ['AutoDeploy'] })) as Record<string, unknown>;
}

/** UpdateStage merges: what is gone from the template needs calls of its own. */
async function dropSettings({ world, properties, previous }: ExistingContext): Promise<void> {
  const key = keyOf(properties);
  const before = Object.keys(previous['RouteSettings'] ?? {});
  const after = Object.keys(properties['RouteSettings'] ?? {});
  for (const routeKey of before.filter((name) => !after.includes(name))) {
    await unlessMissing(call(world, 'apigateway', 'DeleteRouteSettings', { ...key, routeKey }));
  }
  if ('AccessLogSettings' in previous && !('AccessLogSettings' in properties)) {
    await unlessMissing(call(world, 'apigateway', 'DeleteAccessLogSettings', key));
  }
}

async function changeTags({ world, tags, properties }: ResourceContext): Promise<void> {
  const { apiId, stageName } = keyOf(properties);
  const resourceArn = `arn:aws:apigateway:${world.config.region}::/apis/${apiId}/stages/${stageName}`;
  await call(world, 'apigateway', 'TagResource', { resourceArn, tags });
}

function describe(properties: Properties): Made {
  return { physicalId: textOf(properties, 'StageName') as string };
}
