import type { World } from '../../kernel/world.ts';
import { alarmArn, type AlarmRow } from './alarm-rows.ts';

/** An alarm as DescribeAlarms answers it. */
export function describeAlarm(world: World, alarm: AlarmRow): Record<string, unknown> {
  return {
    OKActions: [],
    AlarmActions: [],
    InsufficientDataActions: [],
    ...(alarm.kind === 'MetricAlarm' && { Dimensions: [] }),
    ...alarm.settings,
    AlarmArn: alarmArn(world, alarm.name),
    AlarmConfigurationUpdatedTimestamp: new Date(alarm.configuredAt),
    ActionsEnabled: alarm.areActionsEnabled,
    StateValue: alarm.state,
    StateReason: alarm.stateReason,
    ...(alarm.stateReasonData !== undefined && { StateReasonData: alarm.stateReasonData }),
    StateUpdatedTimestamp: new Date(alarm.stateUpdatedAt),
    StateTransitionedTimestamp: new Date(alarm.stateChangedAt),
  };
}
