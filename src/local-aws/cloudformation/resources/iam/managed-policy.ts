import { notImplemented } from '../../../kernel/aws-error.ts';
import { call, documentOf, isChanged, pick, textOf, unlessMissing, unlessResumed } from '../call.ts';
import type { ExistingContext, Properties, ResourceContext, ResourceType } from '../resource-type.ts';

export const managedPolicy: ResourceType = {
  type: 'AWS::IAM::ManagedPolicy',
  properties: ['Description', 'Groups', 'ManagedPolicyName', 'Path', 'PolicyDocument', 'Roles', 'Users'],
  required: ['PolicyDocument'],
  createOnly: ['Description', 'ManagedPolicyName', 'Path'],
  nameProperty: 'ManagedPolicyName',
  attributes: ['PolicyArn', 'PolicyId'],
  create: async (context) => {
    const { world, properties } = context;
    refuseOthers(properties);
    const PolicyName = textOf(properties, 'ManagedPolicyName') ?? context.generateName(128);
    const PolicyDocument = documentOf(properties['PolicyDocument']);
    const creation = call(world, 'iam', 'CreatePolicy', {
      PolicyName,
      PolicyDocument,
      ...pick(properties, ['Description', 'Path']),
    });
    await unlessResumed(context.isResumed, creation);
    const path = textOf(properties, 'Path') ?? '/';
    const arn = `arn:aws:iam::${world.config.accountId}:policy${path}${PolicyName}`;
    context.claim(arn);
    await attach(context, arn);
    return { physicalId: arn, attributes: { PolicyArn: arn } };
  },
  update: async (context) => {
    refuseOthers(context.properties);
    if (isChanged(context, ['PolicyDocument'])) await replaceDocument(context);
    const wanted = rolesOf(context.properties);
    await detach(
      context,
      rolesOf(context.previous).filter((name) => !wanted.includes(name)),
    );
    await attach(context, context.physicalId);
    return { physicalId: context.physicalId, attributes: { PolicyArn: context.physicalId } };
  },
  remove: async (context) => {
    const { world, physicalId: PolicyArn } = context;
    await detach(context, rolesOf(context.properties));
    await unlessMissing(dropVersions(context));
    await unlessMissing(call(world, 'iam', 'DeletePolicy', { PolicyArn }));
  },
};

function refuseOthers(properties: Properties): void {
  for (const name of ['Groups', 'Users']) {
    if (name in properties) throw notImplemented('cloudformation', `AWS::IAM::ManagedPolicy with ${name}`);
  }
}

function rolesOf(properties: Properties): readonly string[] {
  return (properties['Roles'] as string[] | undefined) ?? [];
}

async function attach({ world, properties }: ResourceContext, PolicyArn: string): Promise<void> {
  for (const RoleName of rolesOf(properties)) await call(world, 'iam', 'AttachRolePolicy', { RoleName, PolicyArn });
}

async function detach({ world, physicalId: PolicyArn }: ExistingContext, roles: readonly string[]): Promise<void> {
  for (const RoleName of roles) await unlessMissing(call(world, 'iam', 'DetachRolePolicy', { RoleName, PolicyArn }));
}

/** A policy keeps five versions: those not in use go first. */
async function replaceDocument(context: ExistingContext): Promise<void> {
  const { world, properties, physicalId: PolicyArn } = context;
  await dropVersions(context);
  const PolicyDocument = documentOf(properties['PolicyDocument']);
  await call(world, 'iam', 'CreatePolicyVersion', { PolicyArn, PolicyDocument, SetAsDefault: true });
}

async function dropVersions({ world, physicalId: PolicyArn }: ExistingContext): Promise<void> {
  const { Versions } = await call(world, 'iam', 'ListPolicyVersions', { PolicyArn });
  for (const { VersionId, IsDefaultVersion } of Versions as { VersionId: string; IsDefaultVersion: boolean }[]) {
    if (!IsDefaultVersion) await call(world, 'iam', 'DeletePolicyVersion', { PolicyArn, VersionId });
  }
}
