import { AwsError } from '../../../kernel/aws-error.ts';
import type { World } from '../../../kernel/world.ts';
import { asText } from '../../template/as-text.ts';
import { changeStack } from '../../stack/record.ts';
import { call, pick, tagList, unlessResumed } from '../call.ts';
import type { Made, ResourceContext, ResourceType } from '../resource-type.ts';

const POLL_MS = 20;
/** Those the parent has been given are not asked for again. */
const CAPABILITIES = ['CAPABILITY_IAM', 'CAPABILITY_NAMED_IAM'];

/** `Ref` is the nested stack's id, `Fn::GetAtt` `Outputs.Name` one of its outputs. */
export const nestedStack: ResourceType = {
  type: 'AWS::CloudFormation::Stack',
  properties: ['NotificationARNs', 'Parameters', 'Tags', 'TemplateURL', 'TimeoutInMinutes'],
  required: ['TemplateURL'],
  attributes: ['Outputs.*'],
  taggable: true,
  create: async (context) => {
    const { world, isResumed } = context;
    const StackName = context.generateName(128);
    await unlessResumed(
      isResumed,
      call(world, 'cloudformation', 'CreateStack', { StackName, ...inputOf(context), OnFailure: 'DO_NOTHING' }),
    );
    const { StackId } = await read(world, StackName);
    changeStack(world, StackId, { parentId: context.stackId, rootId: context.stackId });
    context.claim(StackId);
    return settled(world, StackId, 'CREATE_COMPLETE');
  },
  update: async (context) => {
    const { world, physicalId: StackName } = context;
    try {
      await call(world, 'cloudformation', 'UpdateStack', { StackName, ...inputOf(context) });
    } catch (error) {
      if (!(error instanceof AwsError) || error.message !== 'No updates are to be performed.') throw error;
      const { StackStatus } = await read(world, StackName);
      return settled(world, StackName, StackStatus);
    }
    return settled(world, StackName, 'UPDATE_COMPLETE');
  },
  remove: async ({ world, physicalId: StackName }) => {
    await call(world, 'cloudformation', 'DeleteStack', { StackName });
    await settled(world, StackName, 'DELETE_COMPLETE');
  },
};

function inputOf({ properties, tags }: ResourceContext): Record<string, unknown> {
  const parameters = Object.entries(properties['Parameters'] ?? {});
  const ownTags = Object.entries(tags).filter(([key]) => !key.startsWith('aws:'));
  return {
    ...pick(properties, ['NotificationARNs', 'TemplateURL']),
    Parameters: parameters.map(([ParameterKey, value]) => ({ ParameterKey, ParameterValue: asText(value) })),
    Capabilities: CAPABILITIES,
    Tags: tagList(Object.fromEntries(ownTags)),
  };
}

interface Described {
  readonly StackId: string;
  readonly StackStatus: string;
  readonly Outputs?: readonly { readonly OutputKey: string; readonly OutputValue: string }[];
}

async function read(world: World, StackName: string): Promise<Described> {
  const { Stacks } = await call(world, 'cloudformation', 'DescribeStacks', { StackName });
  return (Stacks as Described[])[0] as Described;
}

/** Throws when the nested stack comes to rest in another status. */
async function settled(world: World, StackName: string, wanted: string): Promise<Made> {
  for (;;) {
    const { StackId, StackStatus, Outputs = [] } = await read(world, StackName);
    if (!StackStatus.endsWith('_IN_PROGRESS')) {
      if (StackStatus !== wanted) {
        throw new AwsError(
          'ValidationError',
          400,
          `Embedded stack ${StackId} was not successfully ${verbOf(wanted)}: ${StackStatus}`,
        );
      }
      const outputs = Outputs.map(({ OutputKey, OutputValue }): [string, string] => [
        `Outputs.${OutputKey}`,
        OutputValue,
      ]);
      return { physicalId: StackId, attributes: Object.fromEntries(outputs) };
    }
    await world.clock.sleep(POLL_MS);
  }
}

function verbOf(status: string): string {
  return { CREATE_COMPLETE: 'created', DELETE_COMPLETE: 'deleted' }[status] ?? 'updated';
}
