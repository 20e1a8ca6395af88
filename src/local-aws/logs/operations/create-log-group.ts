import { recordOf, stringOf } from '../../kernel/members.ts';
import type { Operation } from '../../kernel/operation.ts';
import { logGroups, type LogGroupRow } from '../log-rows.ts';
import { invalidParameter, resourceExists } from '../logs-error.ts';

export const createLogGroup: Operation = {
  name: 'CreateLogGroup',
  writes: true,
  handle: (params, world) => {
    const name = stringOf(params, 'logGroupName') ?? '';
    if (!/^[.\-_/#A-Za-z0-9]{1,512}$/.test(name)) {
      throw invalidParameter(
        `1 validation error detected: Value '${name}' at 'logGroupName' failed to satisfy constraint: Member must satisfy regular expression pattern: [\\.\\-_/#A-Za-z0-9]+`,
      );
    }
    if (logGroups(world.store).has(name)) throw resourceExists('log group');
    const kmsKeyId = stringOf(params, 'kmsKeyId');
    logGroups(world.store).set(name, {
      name,
      creationTime: world.clock.now(),
      tags: recordOf(params, 'tags') ?? {},
      class: (stringOf(params, 'logGroupClass') ?? 'STANDARD') as LogGroupRow['class'],
      ...(kmsKeyId !== undefined && { kmsKeyId }),
    });
    return {};
  },
};
