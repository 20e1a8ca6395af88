import type { Operation } from '../../kernel/operation.ts';
import { alarmsIn, parseAlarmRule } from '../alarms/alarm-rule.ts';
import { alarms } from '../alarms/alarm-rows.ts';
import { putAlarm } from '../alarms/put-alarm.ts';
import { validationError } from '../cloudwatch-error.ts';
import { required } from '../members.ts';

export const putCompositeAlarm: Operation = {
  name: 'PutCompositeAlarm',
  writes: true,
  handle: (params, world) => {
    const name = required(params, 'AlarmName');
    const rule = required(params, 'AlarmRule');
    parseAlarmRule(rule);
    const missing = alarmsIn(rule).filter((alarm) => !alarms(world).has(alarm));
    if (missing.length > 0) {
      throw validationError(
        `Could not save the composite alarm as alarms [${missing.join(', ')}] in the alarm rule do not exist`,
      );
    }
    putAlarm(world, name, 'CompositeAlarm', params);
    return {};
  },
};
