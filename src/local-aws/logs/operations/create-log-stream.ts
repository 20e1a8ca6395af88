import { stringOf } from '../../kernel/members.ts';
import type { Operation } from '../../kernel/operation.ts';
import { findGroup } from '../find-group.ts';
import { logStreams, streamKey } from '../log-rows.ts';
import { invalidParameter, resourceExists } from '../logs-error.ts';

export const createLogStream: Operation = {
  name: 'CreateLogStream',
  writes: true,
  handle: (params, world) => {
    const group = findGroup(params, world);
    const name = stringOf(params, 'logStreamName') ?? '';
    if (!/^[^:*\n]{1,512}$/.test(name)) {
      throw invalidParameter(
        `1 validation error detected: Value '${name}' at 'logStreamName' failed to satisfy constraint: Member must satisfy regular expression pattern: [^:*]*`,
      );
    }
    if (logStreams(world.store).has(streamKey(group.name, name))) throw resourceExists('log stream');
    world.logs.append(group.name, name, []);
    return {};
  },
};
