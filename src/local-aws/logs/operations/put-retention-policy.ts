import { numberOf } from '../../kernel/members.ts';
import type { Operation } from '../../kernel/operation.ts';
import { findGroup } from '../find-group.ts';
import { logGroups } from '../log-rows.ts';
import { invalidParameter } from '../logs-error.ts';

const DAYS = [1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653];

export const putRetentionPolicy: Operation = {
  name: 'PutRetentionPolicy',
  writes: true,
  handle: (params, world) => {
    const group = findGroup(params, world);
    const retentionInDays = numberOf(params, 'retentionInDays') ?? 0;
    if (!DAYS.includes(retentionInDays)) {
      throw invalidParameter(
        `1 validation error detected: Value '${retentionInDays}' at 'retentionInDays' failed to satisfy constraint: Member must satisfy enum value set: [${DAYS.join(', ')}]`,
      );
    }
    logGroups(world.store).set(group.name, { ...group, retentionInDays });
    return {};
  },
};
