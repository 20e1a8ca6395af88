import { AwsError } from '../kernel/aws-error.ts';
import type { World } from '../kernel/world.ts';
import { senders } from './senders.ts';

/** One event on its way to one target, for EventBridge rules and for the Scheduler. */
export interface Delivery {
  readonly targetArn: string;
  readonly roleArn?: string;
  /** FIFO queues only. */
  readonly messageGroupId?: string;
  /** JSON text. */
  readonly payload: string;
  readonly principal: 'events.amazonaws.com' | 'scheduler.amazonaws.com';
  /** The rule or schedule. */
  readonly sourceArn: string;
  readonly retries: number;
  readonly maximumAgeSeconds: number;
  readonly deadLetterArn?: string;
  /** Counts what happened (`Invocations`, `FailedInvocations`, ...). */
  readonly count: (metric: string) => void;
}

const FIRST_WAIT_MS = 100;
const LONGEST_WAIT_MS = 60_000;

/** Delivers, again and again where that can help; what cannot be delivered goes to the dead-letter queue. Never throws. */
export async function deliver(world: World, delivery: Delivery): Promise<void> {
  const until = world.clock.now() + delivery.maximumAgeSeconds * 1000;
  for (let attempt = 0; ; attempt++) {
    const error = await attemptOnce(world, delivery);
    if (!error) return;
    const isLast = attempt >= delivery.retries || world.clock.now() >= until;
    if (isPermanent(error) || isLast) {
      delivery.count('FailedInvocations');
      await bury(world, delivery, error, attempt);
      return;
    }
    delivery.count('RetryInvocationAttempts');
    await world.clock.sleep(Math.min(FIRST_WAIT_MS * 2 ** attempt, LONGEST_WAIT_MS));
  }
}

async function attemptOnce(world: World, delivery: Delivery): Promise<AwsError | undefined> {
  const service = delivery.targetArn.split(':')[2] ?? '';
  const send = senders[service];
  try {
    if (!send) throw new AwsError('NotImplemented', 501, `The local AWS delivers no events to ${service}.`);
    delivery.count('Invocations');
    await send(world, delivery);
    return undefined;
  } catch (error) {
    return error instanceof AwsError ? error : new AwsError('InternalFailure', 500, String(error));
  }
}

// "EventBridge doesn't retry events that it can't deliver because of missing permissions or a target that no longer exists."
// https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-rule-retry-policy.html
function isPermanent({ code }: AwsError): boolean {
  return /NotFound|DoesNotExist|NotImplemented|AccessDenied|Validation|InvalidParameter|NoPermissions/.test(code);
}

const text = (StringValue: string): object => ({ DataType: 'String', StringValue });

async function bury(world: World, delivery: Delivery, error: AwsError, attempts: number): Promise<void> {
  if (!delivery.deadLetterArn) return;
  const QueueUrl = `${world.config.endpoint}/${world.config.accountId}/${delivery.deadLetterArn.split(':').at(-1)}`;
  const letter = world.call('sqs', 'SendMessage', {
    QueueUrl,
    MessageBody: delivery.payload,
    MessageAttributes: {
      RULE_ARN: text(delivery.sourceArn),
      TARGET_ARN: text(delivery.targetArn),
      ERROR_CODE: text(error.code === 'AccessDeniedException' ? 'NO_PERMISSIONS' : error.code),
      ERROR_MESSAGE: text(error.message || error.code),
      RETRY_ATTEMPTS: { DataType: 'Number', StringValue: String(attempts) },
    },
  });
  await letter.then(
    () => delivery.count('InvocationsSentToDlq'),
    () => delivery.count('InvocationsFailedToBeSentToDlq'),
  );
}
