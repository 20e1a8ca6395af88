import { call, documentOf, pick, tagList, textOf, unlessMissing } from '../call.ts';
import type { ExistingContext, Made, Properties, ResourceContext, ResourceType } from '../resource-type.ts';

interface Target {
  readonly Id: string;
}

export const rule: ResourceType = {
  type: 'AWS::Events::Rule',
  properties: [
    'Description',
    'EventBusName',
    'EventPattern',
    'Name',
    'RoleArn',
    'ScheduleExpression',
    'State',
    'Tags',
    'Targets',
  ],
  createOnly: ['EventBusName', 'Name'],
  nameProperty: 'Name',
  attributes: ['Arn'],
  taggable: true,
  create: async (context) => {
    const Name = textOf(context.properties, 'Name') ?? context.generateName(64);
    const made = await put(context, Name);
    context.claim(made.physicalId);
    await putTargets(context, Name);
    return made;
  },
  update: async (context) => {
    const Name = nameOf(context.physicalId);
    const made = await put(context, Name);
    const wanted = targetsOf(context.properties).map(({ Id }) => Id);
    const gone = targetsOf(context.previous)
      .map(({ Id }) => Id)
      .filter((id) => !wanted.includes(id));
    await removeTargets(context, gone);
    await putTargets(context, Name);
    await call(context.world, 'events', 'TagResource', {
      ResourceARN: made.attributes?.['Arn'],
      Tags: tagList(context.tags),
    });
    return made;
  },
  remove: async (context) => {
    const { world, properties, physicalId } = context;
    await unlessMissing(
      removeTargets(
        context,
        targetsOf(properties).map(({ Id }) => Id),
      ),
    );
    await unlessMissing(call(world, 'events', 'DeleteRule', { Name: nameOf(physicalId), ...busOf(properties) }));
  },
};

/** `Ref` of a rule on another bus than the default one is `bus|name`. */
function nameOf(physicalId: string): string {
  return physicalId.split('|').at(-1) as string;
}

function busOf(properties: Properties): Record<string, unknown> {
  return pick(properties, ['EventBusName']);
}

function targetsOf(properties: Properties): readonly Target[] {
  return (properties['Targets'] as Target[] | undefined) ?? [];
}

async function put({ world, properties, tags }: ResourceContext, Name: string): Promise<Made> {
  const pattern = properties['EventPattern'];
  const { RuleArn } = await call(world, 'events', 'PutRule', {
    Name,
    ...pick(properties, ['Description', 'EventBusName', 'RoleArn', 'ScheduleExpression', 'State']),
    ...(pattern !== undefined && { EventPattern: documentOf(pattern) }),
    Tags: tagList(tags),
  });
  const bus = textOf(properties, 'EventBusName')?.split('/').at(-1) ?? 'default';
  return { physicalId: bus === 'default' ? Name : `${bus}|${Name}`, attributes: { Arn: RuleArn } };
}

async function putTargets({ world, properties }: ResourceContext, Rule: string): Promise<void> {
  const Targets = targetsOf(properties);
  if (Targets.length > 0) await call(world, 'events', 'PutTargets', { Rule, ...busOf(properties), Targets });
}

async function removeTargets(
  { world, properties, physicalId }: ExistingContext,
  Ids: readonly string[],
): Promise<void> {
  if (Ids.length === 0) return;
  await call(world, 'events', 'RemoveTargets', { Rule: nameOf(physicalId), ...busOf(properties), Ids });
}
