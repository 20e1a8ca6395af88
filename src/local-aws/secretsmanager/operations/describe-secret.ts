import type { Operation } from '../../kernel/operation.ts';
import { findAnySecret } from '../find-secret.ts';
import { showSecret, stagesById } from '../show-secret.ts';

export const describeSecret: Operation = {
  name: 'DescribeSecret',
  writes: false,
  handle: (params, world) => {
    const secret = findAnySecret(world, params);
    const VersionIdsToStages = stagesById(secret);
    return { body: { ...showSecret(secret), ...(VersionIdsToStages && { VersionIdsToStages }) } };
  },
};
