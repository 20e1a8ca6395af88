import { call, pick, unlessMissing } from '../call.ts';
import type { Made, Properties, ResourceContext, ResourceType } from '../resource-type.ts';

const CHANGEABLE = [
  'BatchSize',
  'BisectBatchOnFunctionError',
  'DestinationConfig',
  'DocumentDBEventSourceConfig',
  'Enabled',
  'FilterCriteria',
  'FunctionName',
  'FunctionResponseTypes',
  'KmsKeyArn',
  'LoggingConfig',
  'MaximumBatchingWindowInSeconds',
  'MaximumRecordAgeInSeconds',
  'MaximumRetryAttempts',
  'MetricsConfig',
  'ParallelizationFactor',
  'ProvisionedPollerConfig',
  'ScalingConfig',
  'SourceAccessConfigurations',
  'TumblingWindowInSeconds',
];
const CREATE_ONLY = [
  'AmazonManagedKafkaEventSourceConfig',
  'EventSourceArn',
  'Queues',
  'SelfManagedEventSource',
  'SelfManagedKafkaEventSourceConfig',
  'StartingPosition',
  'StartingPositionTimestamp',
  'Topics',
];
const POLL_MS = 25;

export const eventSourceMapping: ResourceType = {
  type: 'AWS::Lambda::EventSourceMapping',
  properties: [...CHANGEABLE, ...CREATE_ONLY, 'Tags'],
  required: ['FunctionName'],
  createOnly: CREATE_ONLY,
  attributes: ['Id', 'EventSourceMappingArn'],
  create: async (context) => {
    const { world, properties } = context;
    const created = await call(world, 'lambda', 'CreateEventSourceMapping', {
      ...pick(properties, [...CHANGEABLE, ...CREATE_ONLY]),
      ...typed(properties),
    });
    const UUID = String(created['UUID']);
    context.claim(UUID);
    await settled(context, UUID);
    return describe(context, UUID);
  },
  update: async (context) => {
    const { world, properties, physicalId: UUID } = context;
    await settled(context, UUID);
    await call(world, 'lambda', 'UpdateEventSourceMapping', {
      UUID,
      ...pick({ ...properties, ...typed(properties) }, CHANGEABLE),
    });
    await settled(context, UUID);
    return describe(context, UUID);
  },
  remove: async (context) => {
    const { world, physicalId: UUID } = context;
    await settled(context, UUID);
    await unlessMissing(call(world, 'lambda', 'DeleteEventSourceMapping', { UUID }));
    await settled(context, UUID);
  },
};

const NUMBERS = [
  'BatchSize',
  'MaximumBatchingWindowInSeconds',
  'MaximumRecordAgeInSeconds',
  'MaximumRetryAttempts',
  'ParallelizationFactor',
  'StartingPositionTimestamp',
  'TumblingWindowInSeconds',
];
const BOOLEANS = ['BisectBatchOnFunctionError', 'Enabled'];

function typed(properties: Properties): Record<string, unknown> {
  const numbers = NUMBERS.filter((name) => name in properties).map((name): [string, unknown] => [
    name,
    Number(properties[name]),
  ]);
  const booleans = BOOLEANS.filter((name) => name in properties).map((name): [string, unknown] => [
    name,
    String(properties[name]) === 'true',
  ]);
  return Object.fromEntries([...numbers, ...booleans]);
}

/** Until it is Enabled, Disabled or gone: in between it refuses changes. */
async function settled({ world }: ResourceContext, UUID: string): Promise<void> {
  for (;;) {
    const mapping = await unlessMissing(call(world, 'lambda', 'GetEventSourceMapping', { UUID }));
    if (!mapping || !String(mapping['State']).endsWith('ing')) return;
    await world.clock.sleep(POLL_MS);
  }
}

function describe({ world }: ResourceContext, UUID: string): Made {
  const { region, accountId } = world.config;
  const EventSourceMappingArn = `arn:aws:lambda:${region}:${accountId}:event-source-mapping:${UUID}`;
  return { physicalId: UUID, attributes: { Id: UUID, EventSourceMappingArn } };
}
