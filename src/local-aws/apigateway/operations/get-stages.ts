import { defineOperation, fields } from '../define-operation.ts';
import { findApi } from '../find.ts';
import { id, page } from '../input/members.ts';
import { pageOf } from '../page.ts';
import { renderStage } from '../render.ts';
import { rowsOf, stages } from '../rows.ts';

export const getStages = defineOperation({
  name: 'GetStages',
  route: 'GET /v2/apis/{apiId}/stages',
  writes: false,
  input: fields({ apiId: id }, page),
  handle: (input, world) => {
    const { apiId } = findApi(world, input.apiId);
    return { body: pageOf(rowsOf(stages(world), apiId).map(renderStage), input) };
  },
});
