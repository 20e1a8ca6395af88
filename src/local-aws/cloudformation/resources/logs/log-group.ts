import { call, isChanged, numberIn, pick, textOf, unlessMissing, unlessResumed } from '../call.ts';
import type { ExistingContext, Made, ResourceContext, ResourceType } from '../resource-type.ts';

export const logGroup: ResourceType = {
  type: 'AWS::Logs::LogGroup',
  properties: [
    'BearerTokenAuthenticationEnabled',
    'DataProtectionPolicy',
    'DeletionProtectionEnabled',
    'FieldIndexPolicies',
    'KmsKeyId',
    'LogGroupClass',
    'LogGroupName',
    'ResourcePolicyDocument',
    'RetentionInDays',
    'Tags',
  ],
  createOnly: ['LogGroupName'],
  nameProperty: 'LogGroupName',
  attributes: ['Arn'],
  taggable: true,
  create: async (context) => {
    const { world, properties } = context;
    const logGroupName = textOf(properties, 'LogGroupName') ?? context.generateName(512);
    const options = pick(properties, ['KmsKeyId', 'LogGroupClass']);
    const creation = call(world, 'logs', 'CreateLogGroup', {
      logGroupName,
      ...('KmsKeyId' in options && { kmsKeyId: options['KmsKeyId'] }),
      ...('LogGroupClass' in options && { logGroupClass: options['LogGroupClass'] }),
      tags: context.tags,
    });
    await unlessResumed(context.isResumed, creation);
    context.claim(logGroupName);
    await setRetention(context, logGroupName);
    return describe(context, logGroupName);
  },
  update: async (context) => {
    if (isChanged(context, ['RetentionInDays'])) await setRetention(context, context.physicalId);
    await changeTags(context);
    return describe(context, context.physicalId);
  },
  remove: async ({ world, physicalId: logGroupName }) => {
    await unlessMissing(call(world, 'logs', 'DeleteLogGroup', { logGroupName }));
  },
};

async function setRetention({ world, properties }: ResourceContext, logGroupName: string): Promise<void> {
  const retentionInDays = numberIn(properties, 'RetentionInDays');
  if (retentionInDays === undefined) await call(world, 'logs', 'DeleteRetentionPolicy', { logGroupName });
  else await call(world, 'logs', 'PutRetentionPolicy', { logGroupName, retentionInDays });
}

async function changeTags({ world, tags, physicalId }: ExistingContext): Promise<void> {
  const resourceArn = arnOf(world, physicalId).replace(/:\*$/, '');
  const found = await call(world, 'logs', 'ListTagsForResource', { resourceArn });
  const gone = Object.keys(found['tags'] ?? {}).filter((key) => !(key in tags));
  if (gone.length > 0) await call(world, 'logs', 'UntagResource', { resourceArn, tagKeys: gone });
  await call(world, 'logs', 'TagResource', { resourceArn, tags });
}

function arnOf({ config }: ResourceContext['world'], name: string): string {
  return `arn:aws:logs:${config.region}:${config.accountId}:log-group:${name}:*`;
}

function describe({ world }: ResourceContext, name: string): Made {
  return { physicalId: name, attributes: { Arn: arnOf(world, name) } };
}
