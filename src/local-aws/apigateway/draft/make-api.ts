import type { World } from '../../kernel/world.ts';
import { badRequest } from '../errors.ts';
import { isoTime } from '../iso-time.ts';
import { newId } from '../new-id.ts';
import type { ApiRow } from '../rows.ts';

const ROUTE_SELECTION = '$request.method $request.path';
const SAME = new Set([ROUTE_SELECTION, '${request.method} ${request.path}']);

type NewApi = Pick<ApiRow, 'name'> & Partial<Omit<ApiRow, 'apiId' | 'createdDate' | 'protocolType'>>;

export function checkRouteSelection(expression: string | undefined): void {
  if (expression === undefined || SAME.has(expression)) return;
  throw badRequest('Route selection expression must be ${request.method} ${request.path} for HTTP protocol');
}

export function makeApi(world: World, members: NewApi, apiId = newId(10)): ApiRow {
  checkRouteSelection(members.routeSelectionExpression);
  return {
    disableExecuteApiEndpoint: false,
    ipAddressType: 'ipv4',
    tags: {},
    apiKeySelectionExpression: '$request.header.x-api-key',
    ...members,
    routeSelectionExpression: ROUTE_SELECTION,
    protocolType: 'HTTP',
    apiId,
    createdDate: isoTime(world.clock.now()),
  };
}
