import { listOf } from '../../kernel/members.ts';
import type { World } from '../../kernel/world.ts';
import { putEvent } from '../../events/put-event.ts';
import { addHistory, alarmArn, alarms, type AlarmRow, type AlarmState } from './alarm-rows.ts';
import { runActions } from './run-actions.ts';

const ACTIONS: Readonly<Record<AlarmState, string>> = {
  OK: 'OKActions',
  ALARM: 'AlarmActions',
  INSUFFICIENT_DATA: 'InsufficientDataActions',
};

/** Sets the state; a change of it is told to history, EventBridge and the alarm's actions. */
export function setAlarmState(
  world: World,
  alarm: AlarmRow,
  state: AlarmState,
  reason: string,
  reasonData?: string,
): void {
  const now = world.clock.now();
  const { stateReasonData: _, ...rest } = alarm;
  const isChanged = alarm.state !== state;
  const changed: AlarmRow = {
    ...rest,
    state,
    stateReason: reason,
    ...(reasonData !== undefined && { stateReasonData: reasonData }),
    stateUpdatedAt: now,
    stateChangedAt: isChanged ? now : alarm.stateChangedAt,
  };
  alarms(world).set(alarm.name, changed);
  if (!isChanged) return;
  tell(world, alarm, changed);
  if (changed.areActionsEnabled) void runActions(world, alarm, changed, listOf(alarm.settings, ACTIONS[state]));
}

function tell(world: World, before: AlarmRow, after: AlarmRow): void {
  const state = {
    value: after.state,
    reason: after.stateReason,
    timestamp: new Date(after.stateUpdatedAt).toISOString(),
  };
  const previousState = { value: before.state, reason: before.stateReason };
  addHistory(world, {
    alarm: after.name,
    kind: after.kind,
    type: 'StateUpdate',
    summary: `Alarm updated from ${before.state} to ${after.state}`,
    data: JSON.stringify({ version: '1.0', oldState: previousState, newState: state }),
  });
  putEvent(world, {
    bus: 'default',
    source: 'aws.cloudwatch',
    detailType: 'CloudWatch Alarm State Change',
    resources: [alarmArn(world, after.name)],
    detail: { alarmName: after.name, state, previousState, configuration: {} },
  });
}
