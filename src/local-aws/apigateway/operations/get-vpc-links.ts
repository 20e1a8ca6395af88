import { defineOperation, fields } from '../define-operation.ts';
import { page } from '../input/members.ts';

/** None can exist: CreateVpcLink is not implemented. */
export const getVpcLinks = defineOperation({
  name: 'GetVpcLinks',
  route: 'GET /v2/vpclinks',
  writes: false,
  input: fields({}, page),
  handle: () => ({ body: { items: [] } }),
});
