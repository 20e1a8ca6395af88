import { checkCors } from '../draft/check-cors.ts';
import { makeApi } from '../draft/make-api.ts';
import { quickCreate } from '../draft/quick-create.ts';
import { defineOperation, fields } from '../define-operation.ts';
import { badRequest, memberNotImplemented } from '../errors.ts';
import { arn, cors, description, name, tags, uri } from '../input/members.ts';
import { flag, oneOf, text } from '../input/read.ts';
import { renderApi } from '../render.ts';
import { apis } from '../rows.ts';

const input = fields(
  { name, protocolType: oneOf('WEBSOCKET', 'HTTP') },
  {
    apiKeySelectionExpression: text(),
    corsConfiguration: cors,
    credentialsArn: arn,
    description,
    disableExecuteApiEndpoint: flag,
    ipAddressType: oneOf('ipv4', 'dualstack'),
    routeKey: text(),
    routeSelectionExpression: text(),
    tags,
    target: uri,
    version: text({ min: 1, max: 64 }),
  },
);

export const createApi = defineOperation({
  name: 'CreateApi',
  route: 'POST /v2/apis',
  writes: true,
  input,
  handle: async ({ protocolType, target, routeKey, credentialsArn, ...members }, world) => {
    if (protocolType === 'WEBSOCKET') throw memberNotImplemented('CreateApi', 'ProtocolType WEBSOCKET');
    if (!target && (routeKey || credentialsArn)) {
      throw badRequest('Target is required when route key or credentials are specified');
    }
    checkCors(members.corsConfiguration);
    const api = makeApi(world, members);
    if (target) quickCreate(world, api.apiId, { target, routeKey: routeKey ?? '$default', credentialsArn });
    apis(world).set(api.apiId, api);
    return { status: 201, body: await renderApi(world, api) };
  },
});
