import { defineOperation, fields } from '../define-operation.ts';
import { findApi } from '../find.ts';
import { id, page } from '../input/members.ts';
import { pageOf } from '../page.ts';
import { renderDeployment } from '../render.ts';
import { deployments, rowsOf } from '../rows.ts';

export const getDeployments = defineOperation({
  name: 'GetDeployments',
  route: 'GET /v2/apis/{apiId}/deployments',
  writes: false,
  input: fields({ apiId: id }, page),
  handle: (input, world) => {
    const { apiId } = findApi(world, input.apiId);
    const rows = rowsOf(deployments(world), apiId).map((row) => renderDeployment(world, row));
    return { body: pageOf(rows, input) };
  },
});
