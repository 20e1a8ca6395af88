import { parseFunctionName } from '../../kernel/arn.ts';
import { AwsError } from '../../kernel/aws-error.ts';
import { numberOf, stringOf } from '../../kernel/members.ts';
import type { World } from '../../kernel/world.ts';
import { isInvokeAllowed } from '../../lambda/is-invoke-allowed.ts';
import { addHistory, alarmArn, type AlarmRow } from './alarm-rows.ts';

const PRINCIPAL = 'lambda.alarms.cloudwatch.amazonaws.com';

export function isActionImplemented(arn: string): boolean {
  return /^arn:aws:(sns|lambda):/.test(arn);
}

/** Publishes to topics and invokes functions; what became of it stands in the alarm's history. */
export async function runActions(
  world: World,
  before: AlarmRow,
  alarm: AlarmRow,
  actions: readonly string[],
): Promise<void> {
  for (const arn of actions) {
    const outcome = await attempt(world, before, alarm, arn);
    addHistory(world, {
      alarm: alarm.name,
      kind: alarm.kind,
      type: 'Action',
      summary: outcome
        ? `Failed to execute action ${arn}. Received error: "${outcome}"`
        : `Successfully executed action ${arn}`,
      data: JSON.stringify({ actionState: outcome ? 'Failed' : 'Succeeded', notificationResource: arn }),
    });
  }
}

async function attempt(world: World, before: AlarmRow, alarm: AlarmRow, arn: string): Promise<string | undefined> {
  try {
    await (arn.startsWith('arn:aws:sns:') ? publish(world, before, alarm, arn) : invoke(world, before, alarm, arn));
    return undefined;
  } catch (error) {
    if (error instanceof AwsError) return error.message;
    throw error;
  }
}

async function publish(world: World, before: AlarmRow, alarm: AlarmRow, TopicArn: string): Promise<void> {
  const { settings } = alarm;
  const Message = JSON.stringify({
    AlarmName: alarm.name,
    AlarmDescription: stringOf(settings, 'AlarmDescription') ?? null,
    AWSAccountId: world.config.accountId,
    AlarmConfigurationUpdatedTimestamp: new Date(alarm.configuredAt).toISOString(),
    NewStateValue: alarm.state,
    NewStateReason: alarm.stateReason,
    StateChangeTime: new Date(alarm.stateUpdatedAt).toISOString(),
    Region: world.config.region,
    AlarmArn: alarmArn(world, alarm.name),
    OldStateValue: before.state,
    Trigger: {
      MetricName: stringOf(settings, 'MetricName'),
      Namespace: stringOf(settings, 'Namespace'),
      Threshold: numberOf(settings, 'Threshold'),
      ComparisonOperator: stringOf(settings, 'ComparisonOperator'),
    },
  });
  const Subject = `${alarm.state}: "${alarm.name}" in ${world.config.region}`;
  await world.call('sns', 'Publish', { TopicArn, Subject, Message });
}

async function invoke(world: World, before: AlarmRow, alarm: AlarmRow, functionName: string): Promise<void> {
  const { qualifier } = parseFunctionName(functionName);
  const sourceArn = alarmArn(world, alarm.name);
  const source = { principal: PRINCIPAL, sourceArn, sourceAccount: world.config.accountId };
  if (!isInvokeAllowed(world, { functionName, ...(qualifier !== undefined && { qualifier }), ...source })) {
    throw new AwsError(
      'AccessDeniedException',
      403,
      `${PRINCIPAL} is not authorized to perform: lambda:InvokeFunction on resource: ${functionName}`,
    );
  }
  const event = {
    source: 'aws.cloudwatch',
    alarmArn: sourceArn,
    accountId: world.config.accountId,
    region: world.config.region,
    time: new Date(alarm.stateUpdatedAt).toISOString(),
    alarmData: {
      alarmName: alarm.name,
      state: { value: alarm.state, reason: alarm.stateReason },
      previousState: { value: before.state, reason: before.stateReason },
      configuration: {},
    },
  };
  await world.invoker.invoke({
    functionName,
    payload: Buffer.from(JSON.stringify(event)),
    type: 'Event',
    source: PRINCIPAL,
  });
}
