import { stringOf } from '../../kernel/members.ts';
import type { Operation } from '../../kernel/operation.ts';
import { buses, rules } from '../event-rows.ts';
import { validation } from '../find.ts';

export const deleteEventBus: Operation = {
  name: 'DeleteEventBus',
  writes: true,
  handle: (params, world) => {
    const name = stringOf(params, 'Name') ?? '';
    if (name === 'default') throw validation('Cannot delete event bus default.');
    if (
      rules(world)
        .values()
        .some(({ bus }) => bus === name)
    ) {
      throw validation("Event bus can't be deleted since it has rules.");
    }
    buses(world).delete(name);
    return {};
  },
};
