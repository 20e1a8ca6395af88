import { stringOf } from '../../kernel/members.ts';
import type { Operation } from '../../kernel/operation.ts';
import { findSecret } from '../find-secret.ts';
import { showValue } from '../show-secret.ts';
import { takeValue } from '../take-value.ts';

export const getSecretValue: Operation = {
  name: 'GetSecretValue',
  writes: false,
  handle: (params, world) => {
    const secret = findSecret(world, params);
    const version = takeValue(world, secret, stringOf(params, 'VersionId'), stringOf(params, 'VersionStage'));
    return { body: showValue(secret, version) };
  },
};
