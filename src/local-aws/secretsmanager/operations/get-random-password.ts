import type { Operation } from '../../kernel/operation.ts';
import { makePassword } from '../make-password.ts';

export const getRandomPassword: Operation = {
  name: 'GetRandomPassword',
  writes: false,
  handle: (params) => ({ body: { RandomPassword: makePassword(params) } }),
};
