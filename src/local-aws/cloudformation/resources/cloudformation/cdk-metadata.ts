import type { ResourceType } from '../resource-type.ts';

/** Says by which library versions a template was made; nothing is behind it. */
export const cdkMetadata: ResourceType = {
  type: 'AWS::CDK::Metadata',
  properties: ['*'],
  create: ({ generateName }) => Promise.resolve({ physicalId: generateName(64) }),
  update: ({ physicalId }) => Promise.resolve({ physicalId }),
  remove: () => Promise.resolve(),
};
