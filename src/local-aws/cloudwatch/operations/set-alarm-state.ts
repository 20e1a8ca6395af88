import { stringOf } from '../../kernel/members.ts';
import type { Operation } from '../../kernel/operation.ts';
import { alarms, type AlarmState } from '../alarms/alarm-rows.ts';
import { setAlarmState as setState } from '../alarms/set-state.ts';
import { alarmNotFound, validationError } from '../cloudwatch-error.ts';
import { required } from '../members.ts';

/** Holds until the next evaluation. */
export const setAlarmState: Operation = {
  name: 'SetAlarmState',
  writes: true,
  handle: (params, world) => {
    const name = required(params, 'AlarmName');
    const state = required(params, 'StateValue');
    const reason = required(params, 'StateReason');
    if (!['OK', 'ALARM', 'INSUFFICIENT_DATA'].includes(state)) {
      throw validationError(
        `1 validation error detected: Value '${state}' at 'stateValue' failed to satisfy constraint: Member must satisfy enum value set: [INSUFFICIENT_DATA, ALARM, OK]`,
      );
    }
    const alarm = alarms(world).get(name);
    if (!alarm) throw alarmNotFound(name);
    setState(world, alarm, state as AlarmState, reason, stringOf(params, 'StateReasonData'));
    return {};
  },
};
