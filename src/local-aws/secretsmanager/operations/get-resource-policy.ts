import type { Operation } from '../../kernel/operation.ts';
import { findSecret } from '../find-secret.ts';
import { identityOf } from '../secret-rows.ts';

export const getResourcePolicy: Operation = {
  name: 'GetResourcePolicy',
  writes: false,
  handle: (params, world) => {
    const secret = findSecret(world, params);
    const { policy } = secret;
    return { body: { ...identityOf(secret), ...(policy !== undefined && { ResourcePolicy: policy }) } };
  },
};
