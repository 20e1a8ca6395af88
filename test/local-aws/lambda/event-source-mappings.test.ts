import {
  CreateAliasCommand,
  CreateEventSourceMappingCommand,
  DeleteEventSourceMappingCommand,
  DeleteFunctionCommand,
  GetEventSourceMappingCommand,
  ListEventSourceMappingsCommand,
  UpdateEventSourceMappingCommand,
  type CreateEventSourceMappingCommandInput,
  type EventSourceMappingConfiguration,
  type UpdateEventSourceMappingCommandInput,
} from '@aws-sdk/client-lambda';
import { CreateQueueCommand, SQSClient } from '@aws-sdk/client-sqs';
import { noFaults } from '../../../src/local-aws/faults/fault-rule.ts';
import { eventSourceMappings, settingsToPoll } from '../../../src/local-aws/lambda/event-source-rows.ts';
import { givenLambda, refusal, type GivenLambda } from './given-lambda.ts';

const INVALID = '400 InvalidParameterValueException: ';

describe('an event source mapping', () => {
  let given: GivenLambda;
  let sqs: SQSClient;
  let counter = 0;
  let name: string;
  let queueArn: string;
  beforeAll(async () => {
    given = await givenLambda({ faults: { ...noFaults, durations: { 'lambda.event-source': 20 } } });
    sqs = new SQSClient(given.aws.clientConfig);
  });
  beforeEach(async () => {
    name = await given.aFunction({ Publish: true });
    queueArn = await aQueue();
  });
  afterAll(async () => {
    sqs.destroy();
    await given.stop();
  });

  async function aQueue(attributes: Record<string, string> = {}, suffix = ''): Promise<string> {
    const QueueName = `q-${++counter}${suffix}`;
    await sqs.send(new CreateQueueCommand({ QueueName, Attributes: attributes }));
    return `arn:aws:sqs:us-east-1:123456789012:${QueueName}`;
  }
  const create = (more: Partial<CreateEventSourceMappingCommandInput> = {}): Promise<EventSourceMappingConfiguration> =>
    given.lambda.send(new CreateEventSourceMappingCommand({ FunctionName: name, EventSourceArn: queueArn, ...more }));
  const update = (
    UUID: string | undefined,
    more: Partial<UpdateEventSourceMappingCommandInput> = {},
  ): Promise<EventSourceMappingConfiguration> =>
    given.lambda.send(new UpdateEventSourceMappingCommand({ UUID, ...more }));
  const read = (UUID: string | undefined): Promise<EventSourceMappingConfiguration> =>
    given.lambda.send(new GetEventSourceMappingCommand({ UUID }));
  const settled = async (UUID: string | undefined): Promise<EventSourceMappingConfiguration> => {
    for (;;) {
      const found = await read(UUID);
      if (found.State === 'Enabled' || found.State === 'Disabled') return found;
      await given.aws.world.clock.sleep(2);
    }
  };
  const polled = (UUID = ''): unknown => {
    const row = eventSourceMappings(given.aws.world).get(UUID);
    return row && settingsToPoll(row);
  };

  test('is being created, then enabled', async () => {
    const created = await create({ BatchSize: 1, FunctionResponseTypes: ['ReportBatchItemFailures'] });
    expect(created).toMatchObject({
      BatchSize: 1,
      MaximumBatchingWindowInSeconds: 0,
      FunctionArn: given.arn(name),
      EventSourceArn: queueArn,
      FunctionResponseTypes: ['ReportBatchItemFailures'],
      State: 'Creating',
      StateTransitionReason: 'USER_INITIATED',
      LastModified: expect.any(Date),
    });
    expect(polled(created.UUID)).toBeUndefined();
    expect((await settled(created.UUID)).State).toBe('Enabled');
    expect(polled(created.UUID)).toMatchObject({ functionName: name, batchSize: 1, reportBatchItemFailures: true });
  });

  test('is moved in place: the answer shows the new version, the pollers keep the old until then', async () => {
    await given.lambda.send(new CreateAliasCommand({ FunctionName: name, Name: 'live', FunctionVersion: '1' }));
    const { UUID } = await create({ FunctionName: given.arn(name, '$LATEST') });
    expect((await settled(UUID)).FunctionArn).toBe(given.arn(name));
    const updated = await update(UUID, { FunctionName: `${name}:live`, BatchSize: 5 });
    expect(updated).toMatchObject({ State: 'Updating', FunctionArn: given.arn(name, 'live'), BatchSize: 5 });
    expect(polled(UUID)).toMatchObject({ batchSize: 10 });
    await settled(UUID);
    expect(polled(UUID)).toMatchObject({ qualifier: 'live', batchSize: 5 });
  });

  test('is disabled and enabled', async () => {
    const { UUID } = await create({ Enabled: false });
    expect((await settled(UUID)).State).toBe('Disabled');
    expect((await update(UUID, { Enabled: true })).State).toBe('Enabling');
    expect((await settled(UUID)).State).toBe('Enabled');
    expect((await update(UUID, { Enabled: false })).State).toBe('Disabling');
    expect((await settled(UUID)).State).toBe('Disabled');
    expect(polled(UUID)).toBeUndefined();
  });

  test('is deleted in the background', async () => {
    const { UUID } = await create();
    await settled(UUID);
    expect((await given.lambda.send(new DeleteEventSourceMappingCommand({ UUID }))).State).toBe('Deleting');
    let said = 'accepted';
    while (said === 'accepted') said = await refusal(read(UUID));
    expect(said).toBe('404 ResourceNotFoundException: The resource you requested does not exist.');
  });

  test('outlives its function, still enabled', async () => {
    const { UUID } = await create();
    await settled(UUID);
    await given.lambda.send(new DeleteFunctionCommand({ FunctionName: name }));
    expect((await read(UUID)).State).toBe('Enabled');
  });

  test('is listed by function and by source', async () => {
    const { UUID } = await create();
    const list = async (by: { FunctionName?: string; EventSourceArn?: string }): Promise<unknown[]> => {
      const answer = await given.lambda.send(new ListEventSourceMappingsCommand(by));
      return answer.EventSourceMappings?.map((mapping) => mapping.UUID) ?? [];
    };
    expect(await list({ FunctionName: name })).toEqual([UUID]);
    expect(await list({ FunctionName: given.arn(name) })).toEqual([UUID]);
    expect(await list({ EventSourceArn: queueArn })).toEqual([UUID]);
    expect(await list({ FunctionName: `${name}:1` })).toEqual([]);
    expect(await list({})).toContain(UUID);
  });

  test('is refused a second time, but not to another function', async () => {
    const { UUID } = await create();
    expect(await refusal(create())).toBe(
      `409 ResourceConflictException: An event source mapping with SQS arn (" ${queueArn} ") and function (" ${name} ") already exists. Please update or delete the existing mapping with UUID ${UUID}`,
    );
    expect(await refusal(create({ FunctionName: await given.aFunction() }))).toBe('accepted');
  });

  test('is refused for what does not fit', async () => {
    const short = await aQueue({ VisibilityTimeout: '2' });
    const fifo = await aQueue({ FifoQueue: 'true' }, '.fifo');
    const said = await Promise.all([
      refusal(create({ EventSourceArn: undefined })),
      refusal(create({ EventSourceArn: `${queueArn}-none` })),
      refusal(create({ EventSourceArn: short })),
      refusal(create({ FunctionName: 'none' })),
      refusal(create({ FunctionName: `${name}:none` })),
      refusal(create({ BatchSize: 11 })),
      refusal(create({ BatchSize: 10_001 })),
      refusal(create({ EventSourceArn: fifo, MaximumBatchingWindowInSeconds: 1 })),
      refusal(create({ StartingPosition: 'LATEST' })),
      refusal(create({ MaximumRetryAttempts: 3 })),
      refusal(create({ FilterCriteria: { Filters: [{ Pattern: '{' }] } })),
      refusal(create({ EventSourceArn: 'arn:aws:kafka:us-east-1:123456789012:cluster/c' })),
    ]);
    expect(said).toEqual([
      `${INVALID}Unrecognized event source.`,
      `${INVALID}Error occurred while ReceiveMessage. SQS Error Code: AWS.SimpleQueueService.NonExistentQueue. SQS Error Message: The specified queue does not exist for this wsdl version.`,
      `${INVALID}Queue visibility timeout: 2 seconds is less than Function timeout: 3 seconds`,
      `${INVALID}Function does not exist`,
      `404 ResourceNotFoundException: Function not found: ${given.arn(name, 'none')}`,
      `${INVALID}Maximum batch window in seconds must be greater than 0 if maximum batch size is greater than 10`,
      "400 ValidationException: 1 validation error detected: Value '10001' at 'batchSize' failed to satisfy constraint: Member must have value less than or equal to 10000",
      `${INVALID}Batching window is not supported for FIFO queues`,
      `${INVALID}StartingPosition is not valid for SQS event sources.`,
      `${INVALID}Unsupported MaximumRetryAttempts parameter for given event source mapping type.`,
      `${INVALID}Invalid filter pattern definition.`,
      '501 NotImplemented: The local AWS does not implement event sources of kafka of lambda:CreateEventSourceMapping.',
    ]);
  });
});

test('a mapping is in use while something is under way', async () => {
  const given = await givenLambda({ faults: { ...noFaults, durations: { 'lambda.event-source': 60_000 } } });
  const sqs = new SQSClient(given.aws.clientConfig);
  await sqs.send(new CreateQueueCommand({ QueueName: 'q' }));
  const EventSourceArn = 'arn:aws:sqs:us-east-1:123456789012:q';
  const FunctionName = await given.aFunction();
  const { UUID } = await given.lambda.send(new CreateEventSourceMappingCommand({ FunctionName, EventSourceArn }));
  const update = new UpdateEventSourceMappingCommand({ UUID, BatchSize: 2 });
  expect(await refusal(given.lambda.send(update))).toBe(
    '400 ResourceInUseException: Cannot update the event source mapping because it is in use.',
  );
  expect(await refusal(given.lambda.send(new DeleteEventSourceMappingCommand({ UUID })))).toBe(
    '400 ResourceInUseException: Cannot delete the event source mapping because it is in use.',
  );
  sqs.destroy();
  await given.stop();
});
