import { call, pick, unlessMissing, unlessResumed } from '../call.ts';
import type { ResourceType } from '../resource-type.ts';
import { qualifiedName } from './qualified.ts';

const STATEMENT = [
  'Action',
  'EventSourceToken',
  'FunctionUrlAuthType',
  'InvokedViaFunctionUrl',
  'Principal',
  'PrincipalOrgID',
  'SourceAccount',
  'SourceArn',
];

/** Has no update: every change is another statement. */
export const permission: ResourceType = {
  type: 'AWS::Lambda::Permission',
  properties: ['FunctionName', ...STATEMENT],
  required: ['Action', 'FunctionName', 'Principal'],
  attributes: ['Id'],
  create: async (context) => {
    const { world, properties } = context;
    const StatementId = context.generateName(100);
    const creation = call(world, 'lambda', 'AddPermission', {
      ...qualifiedName(properties),
      StatementId,
      ...pick(properties, STATEMENT),
    });
    await unlessResumed(context.isResumed, creation);
    return { physicalId: StatementId, attributes: { Id: StatementId } };
  },
  remove: async ({ world, properties, physicalId: StatementId }) => {
    await unlessMissing(call(world, 'lambda', 'RemovePermission', { ...qualifiedName(properties), StatementId }));
  },
};
