import { notImplemented } from '../../../kernel/aws-error.ts';
import { call, documentOf, textOf, unlessMissing } from '../call.ts';
import type { Properties, ResourceContext, ResourceType } from '../resource-type.ts';

/** An inline policy of roles. */
export const policy: ResourceType = {
  type: 'AWS::IAM::Policy',
  properties: ['Groups', 'PolicyDocument', 'PolicyName', 'Roles', 'Users'],
  required: ['PolicyDocument', 'PolicyName'],
  attributes: ['Id'],
  create: async (context) => {
    refuseOthers(context.properties);
    await put(context);
    // CloudFormation's id of an inline policy is no name that IAM knows.
    const physicalId = context.generateName(64);
    return { physicalId, attributes: { Id: physicalId } };
  },
  update: async (context) => {
    refuseOthers(context.properties);
    await put(context);
    const wanted = rolesOf(context.properties);
    const isRenamed = context.previous['PolicyName'] !== context.properties['PolicyName'];
    const gone = rolesOf(context.previous).filter((name) => isRenamed || !wanted.includes(name));
    await drop(context, gone, context.previous);
    return { physicalId: context.physicalId, attributes: { Id: context.physicalId } };
  },
  remove: (context) => drop(context, rolesOf(context.properties), context.properties),
};

function rolesOf(properties: Properties): readonly string[] {
  return (properties['Roles'] as string[] | undefined) ?? [];
}

function refuseOthers(properties: Properties): void {
  for (const name of ['Groups', 'Users']) {
    if (name in properties) throw notImplemented('cloudformation', `AWS::IAM::Policy with ${name}`);
  }
}

async function put({ world, properties }: ResourceContext): Promise<void> {
  const PolicyName = textOf(properties, 'PolicyName');
  const PolicyDocument = documentOf(properties['PolicyDocument']);
  for (const RoleName of rolesOf(properties)) {
    await call(world, 'iam', 'PutRolePolicy', { RoleName, PolicyName, PolicyDocument });
  }
}

async function drop({ world }: ResourceContext, roles: readonly string[], properties: Properties): Promise<void> {
  const PolicyName = textOf(properties, 'PolicyName');
  for (const RoleName of roles) {
    await unlessMissing(call(world, 'iam', 'DeleteRolePolicy', { RoleName, PolicyName }));
  }
}
