import { listOf } from '../../kernel/members.ts';
import type { Operation } from '../../kernel/operation.ts';
import { parameters } from '../parameter-rows.ts';

export const deleteParameters: Operation = {
  name: 'DeleteParameters',
  writes: true,
  handle: (params, world) => {
    const names = listOf(params, 'Names');
    const DeletedParameters = names.filter((name) => parameters(world).delete(name));
    const InvalidParameters = names.filter((name) => !DeletedParameters.includes(name));
    return { body: { DeletedParameters, InvalidParameters } };
  },
};
