import type { World } from '../../kernel/world.ts';
import { badRequest } from '../errors.ts';
import { newId } from '../new-id.ts';
import { integrations, ownedKey, routes, rowsOf, stages, type IntegrationRow } from '../rows.ts';
import { checkIntegration } from './check-integration.ts';
import { deployAutomatically } from './auto-deploy.ts';
import { functionArnIn } from './lambda-uri.ts';
import { makeIntegration } from './make-integration.ts';
import { putStage } from './put-stage.ts';
import { checkRouteKey } from './route-key.ts';

interface QuickApi {
  readonly target: string;
  readonly routeKey: string;
  readonly credentialsArn: string | undefined;
}

function quickIntegration(apiId: string, { target, credentialsArn }: QuickApi): IntegrationRow {
  const isLambda = functionArnIn(target) !== undefined;
  return makeIntegration({
    apiId,
    type: isLambda ? 'AWS_PROXY' : 'HTTP_PROXY',
    integrationUri: target,
    integrationMethod: isLambda ? 'POST' : 'ANY',
    payloadFormatVersion: isLambda ? '2.0' : '1.0',
    apiGatewayManaged: true,
    ...(credentialsArn && { credentialsArn }),
  });
}

/** The integration, catch-all route and auto-deployed `$default` stage that CreateApi makes of a target. */
export function quickCreate(world: World, apiId: string, api: QuickApi): void {
  checkRouteKey(api.routeKey);
  const integration = quickIntegration(apiId, api);
  integrations(world).set(ownedKey(apiId, integration.integrationId), integration);
  const routeId = newId(7);
  routes(world).set(ownedKey(apiId, routeId), {
    apiId,
    routeId,
    routeKey: api.routeKey,
    target: `integrations/${integration.integrationId}`,
    authorizationType: 'NONE',
    apiKeyRequired: false,
    apiGatewayManaged: true,
  });
  putStage(world, {
    apiId,
    stageName: '$default',
    autoDeploy: true,
    apiGatewayManaged: true,
    stageVariables: {},
    defaultRouteSettings: { detailedMetricsEnabled: false },
    routeSettings: {},
    tags: {},
  });
  deployAutomatically(world, apiId);
}

interface QuickChange {
  readonly target?: string | undefined;
  readonly routeKey?: string | undefined;
  readonly credentialsArn?: string | undefined;
}

/** UpdateApi's share: the target, route key and credentials of what quick create made. */
export function changeQuickCreated(
  world: World,
  apiId: string,
  { target, routeKey, credentialsArn }: QuickChange,
): void {
  if (target === undefined && routeKey === undefined && credentialsArn === undefined) return;
  const integration = rowsOf(integrations(world), apiId).find((row) => row.apiGatewayManaged);
  const route = rowsOf(routes(world), apiId).find((row) => row.apiGatewayManaged);
  if (!integration || !route)
    throw badRequest('Target, route key and credentials can be updated for quick create APIs only');
  const changed = {
    ...integration,
    ...(target && { integrationUri: target }),
    ...(credentialsArn && { credentialsArn }),
  };
  checkIntegration(changed);
  integrations(world).set(ownedKey(apiId, integration.integrationId), changed);
  if (routeKey === undefined) return;
  checkRouteKey(routeKey);
  routes(world).set(ownedKey(apiId, route.routeId), { ...route, routeKey });
}

/** `$default` of a quick-create API belongs to API Gateway. */
export function refuseManagedStage(world: World, apiId: string, stageName: string): void {
  if (!stages(world).get(ownedKey(apiId, stageName))?.apiGatewayManaged) return;
  throw badRequest(`Stage ${stageName} is managed by API Gateway and cannot be modified`);
}
