import { randomUUID } from 'node:crypto';
import { roleAllows } from '../../iam/role-allows.ts';
import { AwsError, notImplemented } from '../../kernel/aws-error.ts';
import type { World } from '../../kernel/world.ts';
import type { End } from './deliver-end.ts';

const ACTIONS: Readonly<Record<string, string>> = {
  sqs: 'sqs:SendMessage',
  sns: 'sns:Publish',
  lambda: 'lambda:InvokeFunction',
  events: 'events:PutEvents',
  s3: 's3:PutObject',
};

/** Lambda delivers with the function's own role. Throws AccessDenied when that may not. */
export function checkMayDeliver(world: World, roleArn: string, arn: string): void {
  const action = ACTIONS[arn.split(':')[2] ?? ''];
  if (world.config.acceptAnyRole || action === undefined) return;
  const resourceArn = action === 's3:PutObject' ? `${arn}/aws/lambda/async/` : arn;
  if (!roleAllows(world, { roleArn, service: 'lambda.amazonaws.com', action, resourceArn }))
    throw new AwsError('AccessDeniedException', 403, `${roleArn} is not authorized to perform ${action} on ${arn}`);
}

/** Hands an invocation record to a queue, topic, function, event bus or bucket. */
export async function sendToDestination(world: World, arn: string, record: Record<string, unknown>): Promise<void> {
  const text = JSON.stringify(record);
  const service = arn.split(':')[2];
  if (service === 'sqs') await sendMessage(world, arn, { MessageBody: text });
  else if (service === 'sns') await world.call('sns', 'Publish', { TopicArn: arn, Message: text });
  else if (service === 'lambda')
    await world.invoker.invoke({ functionName: arn, payload: Buffer.from(text), type: 'Event' });
  else if (service === 'events') await putEvent(world, arn, record);
  else if (service === 's3') await putObject(world, arn, record, text);
  else throw notImplemented('lambda', `destination ${arn}`);
}

/** The dead letter queue gets the event itself, with the reason as attributes. */
export async function sendDeadLetter(world: World, arn: string, { event, result }: End): Promise<void> {
  const body = Buffer.from(event.payload, 'base64').toString('utf8') || '{}';
  const attributes = {
    RequestID: { DataType: 'String', StringValue: event.requestId },
    ErrorCode: { DataType: 'Number', StringValue: '200' },
    ErrorMessage: { DataType: 'String', StringValue: errorMessage(result?.payload) },
  };
  if (arn.split(':')[2] === 'sns')
    await world.call('sns', 'Publish', { TopicArn: arn, Message: body, MessageAttributes: attributes });
  else await sendMessage(world, arn, { MessageBody: body, MessageAttributes: attributes });
}

async function sendMessage(world: World, queueArn: string, message: Record<string, unknown>): Promise<void> {
  const QueueName = queueArn.slice(queueArn.lastIndexOf(':') + 1);
  const { QueueUrl } = (await world.call('sqs', 'GetQueueUrl', { QueueName })) as { QueueUrl: string };
  await world.call('sqs', 'SendMessage', { QueueUrl, ...message });
}

async function putEvent(world: World, busArn: string, record: Record<string, unknown>): Promise<void> {
  const { functionArn, condition } = record['requestContext'] as { functionArn: string; condition: string };
  const outcome = condition === 'Success' ? 'Success' : 'Failure';
  await world.call('events', 'PutEvents', {
    Entries: [
      {
        Source: 'lambda',
        DetailType: `Lambda Function Invocation Result - ${outcome}`,
        Detail: JSON.stringify(record),
        Resources: [busArn, functionArn],
        EventBusName: busArn.slice(busArn.lastIndexOf('/') + 1),
      },
    ],
  });
}

/**
 * `aws/lambda/async/<function>/YYYY/MM/DD/YYYY-MM-DDTHH.MM.SS-<UUID>`
 * https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-retain-records.html
 */
async function putObject(
  world: World,
  bucketArn: string,
  record: Record<string, unknown>,
  text: string,
): Promise<void> {
  const { functionArn } = record['requestContext'] as { functionArn: string };
  const [day = '', time = ''] = new Date(world.clock.now()).toISOString().slice(0, 19).split('T');
  const stamp = `${day.replaceAll('-', '/')}/${day}T${time.replaceAll(':', '.')}`;
  await world.call('s3', 'PutObject', {
    Bucket: bucketArn.slice(bucketArn.lastIndexOf(':') + 1),
    Key: `aws/lambda/async/${functionArn.split(':')[6]}/${stamp}-${randomUUID()}`,
    Body: Buffer.from(text),
  });
}

const LONGEST_MESSAGE = 1024;

function errorMessage(payload: Buffer | undefined): string {
  const text = payload?.toString('utf8') ?? '';
  const found = /"errorMessage":("(?:[^"\\]|\\.)*")/.exec(text)?.[1];
  return (found ? (JSON.parse(found) as string) : text).slice(0, LONGEST_MESSAGE) || 'Unknown';
}
