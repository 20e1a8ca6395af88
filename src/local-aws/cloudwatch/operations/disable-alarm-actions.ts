import type { Operation } from '../../kernel/operation.ts';
import { switchActions } from '../alarms/switch-actions.ts';

export const disableAlarmActions: Operation = {
  name: 'DisableAlarmActions',
  writes: true,
  handle: (params, world) => switchActions(params, world, 'off'),
};
