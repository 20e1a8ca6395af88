import { parseFunctionName } from '../kernel/arn.ts';
import { AwsError } from '../kernel/aws-error.ts';
import type { World } from '../kernel/world.ts';
import { resourceAllows } from '../iam/resource-allows.ts';
import { roleAllows } from '../iam/role-allows.ts';
import { isInvokeAllowed } from '../lambda/is-invoke-allowed.ts';
import { findQueueByArn } from '../sqs/find-queue.ts';
import { queueUrl } from '../sqs/queue-rows.ts';
import { topicPolicy } from '../sns/topic-rows.ts';
import type { Delivery } from './delivery.ts';

type Sender = (world: World, delivery: Delivery) => Promise<void>;

const toLambda: Sender = async (world, delivery) => {
  const { targetArn: functionName, principal, sourceArn } = delivery;
  const { qualifier } = parseFunctionName(functionName);
  const request = { functionName, principal, sourceArn, sourceAccount: world.config.accountId };
  const isAllowed =
    allowedByRole(world, delivery, 'lambda:InvokeFunction') ??
    isInvokeAllowed(world, { ...request, ...(qualifier !== undefined && { qualifier }) });
  if (!isAllowed) throw denied(delivery, 'lambda:InvokeFunction');
  const payload = Buffer.from(delivery.payload);
  await world.invoker.invoke({ functionName, payload, type: 'Event', source: principal });
};

const toQueue: Sender = async (world, delivery) => {
  const queue = findQueueByArn(world, delivery.targetArn);
  if (!queue) throw new AwsError('QueueDoesNotExist', 400, 'The specified queue does not exist.');
  const isAllowed =
    allowedByRole(world, delivery, 'sqs:SendMessage') ??
    allowedByResource(world, delivery, 'sqs:SendMessage', queue.attributes['Policy']);
  if (!isAllowed) throw denied(delivery, 'sqs:SendMessage');
  await world.call('sqs', 'SendMessage', {
    QueueUrl: queueUrl(world, queue.name),
    MessageBody: delivery.payload,
    ...(delivery.messageGroupId !== undefined && { MessageGroupId: delivery.messageGroupId }),
  });
};

const toTopic: Sender = async (world, delivery) => {
  const policy = topicPolicy(world, delivery.targetArn);
  const isAllowed =
    allowedByRole(world, delivery, 'sns:Publish') ?? allowedByResource(world, delivery, 'sns:Publish', policy);
  if (!isAllowed) throw denied(delivery, 'sns:Publish');
  await world.call('sns', 'Publish', { TopicArn: delivery.targetArn, Message: delivery.payload });
};

/** To another bus of the same account: the event keeps its source and detail. */
const toBus: Sender = async (world, { payload, targetArn }) => {
  const event = JSON.parse(payload) as Record<string, unknown>;
  await world.call('events', 'PutEvents', {
    Entries: [
      {
        EventBusName: targetArn,
        Source: event['source'],
        DetailType: event['detail-type'],
        Detail: JSON.stringify(event['detail']),
        Resources: event['resources'],
      },
    ],
  });
};

/** EventBridge makes a stream of its own in the group. */
const toLogGroup: Sender = (world, { payload, targetArn }) => {
  const group = /log-group:([^:]+)/.exec(targetArn)?.[1] ?? '';
  world.logs.append(group, 'events', [{ timestamp: world.clock.now(), message: payload }]);
  return Promise.resolve();
};

/** By the service in the target's ARN. */
export const senders: Readonly<Record<string, Sender>> = {
  lambda: toLambda,
  sqs: toQueue,
  sns: toTopic,
  events: toBus,
  logs: toLogGroup,
};

/** Undefined without a role: then the target's own policy decides. */
function allowedByRole(world: World, { roleArn, principal, targetArn }: Delivery, action: string): boolean | undefined {
  if (roleArn === undefined) return undefined;
  return roleAllows(world, { roleArn, service: principal, action, resourceArn: targetArn });
}

function allowedByResource(world: World, delivery: Delivery, action: string, policy: string | undefined): boolean {
  const { principal: service, targetArn: resourceArn, sourceArn } = delivery;
  return resourceAllows(policy, { service, action, resourceArn, sourceArn, accountId: world.config.accountId });
}

function denied({ principal, targetArn }: Delivery, action: string): AwsError {
  return new AwsError(
    'AccessDeniedException',
    403,
    `${principal} is not authorized to perform: ${action} on resource: ${targetArn}`,
  );
}
