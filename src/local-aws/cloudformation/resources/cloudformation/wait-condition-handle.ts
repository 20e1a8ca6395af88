import type { ResourceType } from '../resource-type.ts';

/** Often a placeholder for a template that would have no resources. `Ref` is a URL for signals, which are not implemented. */
export const waitConditionHandle: ResourceType = {
  type: 'AWS::CloudFormation::WaitConditionHandle',
  properties: [],
  create: ({ world, generateName }) =>
    Promise.resolve({ physicalId: `${world.config.endpoint}/cloudformation-waitcondition/${generateName(64)}` }),
  update: ({ physicalId }) => Promise.resolve({ physicalId }),
  remove: () => Promise.resolve(),
};
