import { TagResourceCommand, UntagResourceCommand } from '@aws-sdk/client-lambda';
import type { FunctionCalls } from '../release/cloud.ts';
import type { LambdaLine } from './lambda-line.ts';

export function makeTagCalls({ client, write }: LambdaLine): Pick<FunctionCalls, 'tagFunction' | 'untagFunction'> {
  const nameIn = (arn: string): string => arn.split(':').at(-1) ?? arn;
  return {
    tagFunction: async (arn, tags) => {
      await write(nameIn(arn), () => client.send(new TagResourceCommand({ Resource: arn, Tags: { ...tags } })));
    },
    untagFunction: async (arn, keys) => {
      await write(nameIn(arn), () => client.send(new UntagResourceCommand({ Resource: arn, TagKeys: [...keys] })));
    },
  };
}
