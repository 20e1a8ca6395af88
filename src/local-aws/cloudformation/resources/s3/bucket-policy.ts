import { call, documentOf, textOf, unlessMissing } from '../call.ts';
import type { Made, ResourceContext, ResourceType } from '../resource-type.ts';

export const bucketPolicy: ResourceType = {
  type: 'AWS::S3::BucketPolicy',
  properties: ['Bucket', 'PolicyDocument'],
  required: ['Bucket', 'PolicyDocument'],
  createOnly: ['Bucket'],
  create: put,
  update: put,
  remove: async ({ world, properties }) => {
    await unlessMissing(call(world, 's3', 'DeleteBucketPolicy', { Bucket: textOf(properties, 'Bucket') }));
  },
};

async function put({ world, properties }: ResourceContext): Promise<Made> {
  const Bucket = textOf(properties, 'Bucket') as string;
  await call(world, 's3', 'PutBucketPolicy', { Bucket, Body: documentOf(properties['PolicyDocument']) });
  return { physicalId: Bucket };
}
