import { stringOf } from '../../kernel/members.ts';
import type { Operation } from '../../kernel/operation.ts';
import { validationError } from '../cloudformation-error.ts';
import { importersOf } from '../stack/exports.ts';

export const listImports: Operation = {
  name: 'ListImports',
  writes: false,
  handle: (params, world) => {
    const name = stringOf(params, 'ExportName') ?? '';
    const Imports = importersOf(world, name);
    if (Imports.length === 0) throw validationError(`Export '${name}' is not imported by any stack.`);
    return { body: { Imports } };
  },
};
