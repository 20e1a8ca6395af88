import type { ResourceType } from '../resource-type.ts';
import { askProvider } from './ask-provider.ts';

/** Made by a Lambda function of the user: `ServiceToken` says which. `Fn::GetAtt` gives what its answer has under Data. */
export const customResource: ResourceType = {
  type: 'AWS::CloudFormation::CustomResource',
  properties: ['*'],
  required: ['ServiceToken'],
  createOnly: ['ServiceToken'],
  attributes: ['*'],
  create: async (context) => {
    const { physicalId, data } = await askProvider(context, { RequestType: 'Create' });
    return { physicalId, attributes: data };
  },
  update: async (context) => {
    const { physicalId, data } = await askProvider(context, {
      RequestType: 'Update',
      PhysicalResourceId: context.physicalId,
      OldResourceProperties: context.previous,
    });
    return { physicalId, attributes: data };
  },
  remove: async (context) => {
    await askProvider(context, { RequestType: 'Delete', PhysicalResourceId: context.physicalId });
  },
};
