import { changeDraft } from '../draft/change-draft.ts';
import { checkCors } from '../draft/check-cors.ts';
import { changeQuickCreated } from '../draft/quick-create.ts';
import { checkRouteSelection } from '../draft/make-api.ts';
import { defineOperation, fields } from '../define-operation.ts';
import { arn, cors, description, id, name, uri } from '../input/members.ts';
import { flag, oneOf, text } from '../input/read.ts';
import { renderApi } from '../render.ts';
import { apis } from '../rows.ts';

const input = fields(
  { apiId: id },
  {
    apiKeySelectionExpression: text(),
    corsConfiguration: cors,
    credentialsArn: arn,
    description,
    disableExecuteApiEndpoint: flag,
    ipAddressType: oneOf('ipv4', 'dualstack'),
    name,
    routeKey: text(),
    routeSelectionExpression: text(),
    target: uri,
    version: text({ max: 64 }),
  },
);

/** CORS is replaced as a whole when sent (measured: cdkd). */
export const updateApi = defineOperation({
  name: 'UpdateApi',
  route: 'PATCH /v2/apis/{apiId}',
  writes: true,
  input,
  handle: async ({ apiId, target, routeKey, credentialsArn, ...members }, world, context) => {
    const changed = await changeDraft(world, context, apiId, (api) => {
      checkRouteSelection(members.routeSelectionExpression);
      checkCors(members.corsConfiguration);
      changeQuickCreated(world, apiId, { target, routeKey, credentialsArn });
      const row = { ...api, ...members };
      apis(world).set(apiId, row);
      return row;
    });
    return { body: await renderApi(world, changed) };
  },
});
