import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import { AwsError } from '../../kernel/aws-error.ts';
import type { World } from '../../kernel/world.ts';
import { isInvokeAllowed } from '../../lambda/is-invoke-allowed.ts';
import { parseFunctionName } from '../../kernel/arn.ts';
import { groupArn } from '../find-group.ts';
import type { Batch } from './apply-filters.ts';
import type { SubscriptionFilterRow } from './filter-rows.ts';

const compress = promisify(gzip);

let sequence = 0;

/** https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/SubscriptionFilters.html */
function envelope(world: World, { filterName }: SubscriptionFilterRow, { group, stream, events }: Batch): string {
  const logEvents = events.map(({ timestamp, message }) => ({
    id: `${timestamp}${String(sequence++)}`.padStart(56, '3'),
    timestamp,
    message: message.replace(/\n$/, ''),
  }));
  return JSON.stringify({
    messageType: 'DATA_MESSAGE',
    owner: world.config.accountId,
    logGroup: group,
    logStream: stream,
    subscriptionFilters: [filterName],
    logEvents,
  });
}

/** Old permissions name the Region too. */
export function mayInvoke(world: World, functionName: string, group: string): boolean {
  const { qualifier } = parseFunctionName(functionName);
  const { accountId: sourceAccount, region } = world.config;
  const target = { functionName, ...(qualifier !== undefined && { qualifier }) };
  return ['logs.amazonaws.com', `logs.${region}.amazonaws.com`].some((principal) =>
    isInvokeAllowed(world, { ...target, principal, sourceAccount, sourceArn: `${groupArn(world, group)}:*` }),
  );
}

async function send(world: World, destinationArn: string, data: Buffer, batch: Batch): Promise<void> {
  if (destinationArn.includes(':kinesis:')) {
    const StreamARN = destinationArn;
    await world.call('kinesis', 'PutRecord', { StreamARN, PartitionKey: batch.stream, Data: data.toString('base64') });
    return;
  }
  if (!mayInvoke(world, destinationArn, batch.group)) return;
  const payload = Buffer.from(JSON.stringify({ awslogs: { data: data.toString('base64') } }));
  await world.invoker.invoke({ functionName: destinationArn, payload, type: 'Event', source: 'logs' });
}

/** What cannot be delivered is counted and gone. */
export async function deliverEvents(world: World, filter: SubscriptionFilterRow, batch: Batch): Promise<void> {
  const count = (metric: string): void => {
    const dimensions = { LogGroupName: batch.group, FilterName: filter.filterName };
    world.metrics.record('AWS/Logs', metric, dimensions, batch.events.length, 'Count');
  };
  try {
    await send(world, filter.destinationArn, await compress(envelope(world, filter, batch)), batch);
    count('ForwardedLogEvents');
  } catch (error) {
    if (!(error instanceof AwsError)) throw error;
    count('DeliveryErrors');
  }
}
