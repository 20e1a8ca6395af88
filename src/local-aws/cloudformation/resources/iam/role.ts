import { call, documentOf, isChanged, pick, tagList, textOf, unlessMissing, unlessResumed } from '../call.ts';
import type { ExistingContext, Made, ResourceContext, ResourceType } from '../resource-type.ts';

interface InlinePolicy {
  readonly PolicyName: string;
  readonly PolicyDocument: unknown;
}

export const role: ResourceType = {
  type: 'AWS::IAM::Role',
  properties: [
    'AssumeRolePolicyDocument',
    'Description',
    'ManagedPolicyArns',
    'MaxSessionDuration',
    'Path',
    'PermissionsBoundary',
    'Policies',
    'RoleName',
    'Tags',
  ],
  required: ['AssumeRolePolicyDocument'],
  createOnly: ['RoleName', 'Path'],
  nameProperty: 'RoleName',
  attributes: ['Arn', 'RoleId'],
  taggable: true,
  create: async (context) => {
    const { world, properties } = context;
    const RoleName = textOf(properties, 'RoleName') ?? context.generateName(64);
    const creation = call(world, 'iam', 'CreateRole', {
      RoleName,
      AssumeRolePolicyDocument: documentOf(properties['AssumeRolePolicyDocument']),
      ...pick(properties, ['Description', 'MaxSessionDuration', 'Path', 'PermissionsBoundary']),
      Tags: tagList(context.tags),
    });
    await unlessResumed(context.isResumed, creation);
    context.claim(RoleName);
    await attachPolicies(context, RoleName);
    // CloudFormation waits until a new role is seen everywhere; who calls IAM and Lambda directly has to wait himself.
    await world.clock.sleep(world.clock.duration('iam.propagation'));
    return describe(context, RoleName);
  },
  update: async (context) => {
    const { world, properties, physicalId: RoleName } = context;
    if (isChanged(context, ['AssumeRolePolicyDocument'])) {
      const PolicyDocument = documentOf(properties['AssumeRolePolicyDocument']);
      await call(world, 'iam', 'UpdateAssumeRolePolicy', { RoleName, PolicyDocument });
    }
    if (isChanged(context, ['Description', 'MaxSessionDuration'])) {
      const description = { Description: textOf(properties, 'Description') ?? '' };
      await call(world, 'iam', 'UpdateRole', { RoleName, ...description, ...pick(properties, ['MaxSessionDuration']) });
    }
    await changeBoundary(context);
    await dropPolicies(context);
    await attachPolicies(context, RoleName);
    await changeTags(context);
    return describe(context, RoleName);
  },
  remove: async ({ world, physicalId: RoleName }) => {
    await unlessMissing(
      (async () => {
        await detachEverything({ world }, RoleName);
        await call(world, 'iam', 'DeleteRole', { RoleName });
      })(),
    );
  },
};

function managedArns(properties: Readonly<Record<string, unknown>>): readonly string[] {
  return (properties['ManagedPolicyArns'] as string[] | undefined) ?? [];
}

function inlinePolicies(properties: Readonly<Record<string, unknown>>): readonly InlinePolicy[] {
  return (properties['Policies'] as InlinePolicy[] | undefined) ?? [];
}

async function attachPolicies({ world, properties }: ResourceContext, RoleName: string): Promise<void> {
  for (const PolicyArn of managedArns(properties)) {
    await call(world, 'iam', 'AttachRolePolicy', { RoleName, PolicyArn });
  }
  for (const { PolicyName, PolicyDocument } of inlinePolicies(properties)) {
    await call(world, 'iam', 'PutRolePolicy', { RoleName, PolicyName, PolicyDocument: documentOf(PolicyDocument) });
  }
}

/** Only what the role itself had before: other resources of the template attach policies too. */
async function dropPolicies({ world, properties, previous, physicalId: RoleName }: ExistingContext): Promise<void> {
  const wantedArns = managedArns(properties);
  for (const PolicyArn of managedArns(previous).filter((arn) => !wantedArns.includes(arn))) {
    await unlessMissing(call(world, 'iam', 'DetachRolePolicy', { RoleName, PolicyArn }));
  }
  const wantedNames = inlinePolicies(properties).map(({ PolicyName }) => PolicyName);
  for (const { PolicyName } of inlinePolicies(previous).filter((policy) => !wantedNames.includes(policy.PolicyName))) {
    await unlessMissing(call(world, 'iam', 'DeleteRolePolicy', { RoleName, PolicyName }));
  }
}

async function changeBoundary(context: ExistingContext): Promise<void> {
  const { world, properties, previous, physicalId: RoleName } = context;
  const PermissionsBoundary = textOf(properties, 'PermissionsBoundary');
  if (!isChanged(context, ['PermissionsBoundary'])) return;
  if (PermissionsBoundary !== undefined) {
    await call(world, 'iam', 'PutRolePermissionsBoundary', { RoleName, PermissionsBoundary });
  } else if (previous['PermissionsBoundary'] !== undefined) {
    await unlessMissing(call(world, 'iam', 'DeleteRolePermissionsBoundary', { RoleName }));
  }
}

async function changeTags({ world, tags, physicalId: RoleName }: ExistingContext): Promise<void> {
  const { Tags } = await call(world, 'iam', 'ListRoleTags', { RoleName });
  const gone = (Tags as { Key: string }[]).map(({ Key }) => Key).filter((key) => !(key in tags));
  if (gone.length > 0) await call(world, 'iam', 'UntagRole', { RoleName, TagKeys: gone });
  await call(world, 'iam', 'TagRole', { RoleName, Tags: tagList(tags) });
}

async function detachEverything({ world }: Pick<ResourceContext, 'world'>, RoleName: string): Promise<void> {
  const attached = await call(world, 'iam', 'ListAttachedRolePolicies', { RoleName });
  for (const { PolicyArn } of attached['AttachedPolicies'] as { PolicyArn: string }[]) {
    await call(world, 'iam', 'DetachRolePolicy', { RoleName, PolicyArn });
  }
  const inline = await call(world, 'iam', 'ListRolePolicies', { RoleName });
  for (const PolicyName of inline['PolicyNames'] as string[]) {
    await call(world, 'iam', 'DeleteRolePolicy', { RoleName, PolicyName });
  }
}

async function describe({ world }: ResourceContext, RoleName: string): Promise<Made> {
  const { Role } = await call(world, 'iam', 'GetRole', { RoleName });
  const { Arn, RoleId } = Role as { Arn: string; RoleId: string };
  return { physicalId: RoleName, attributes: { Arn, RoleId } };
}
