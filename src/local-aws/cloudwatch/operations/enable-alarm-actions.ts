import type { Operation } from '../../kernel/operation.ts';
import { switchActions } from '../alarms/switch-actions.ts';

export const enableAlarmActions: Operation = {
  name: 'EnableAlarmActions',
  writes: true,
  handle: (params, world) => switchActions(params, world, 'on'),
};
