import type { Table } from '../kernel/store.ts';
import type { World } from '../kernel/world.ts';
import { invalidApi, notFound } from './errors.ts';
import {
  apis,
  apiMappings,
  authorizers,
  deployments,
  domainNames,
  integrations,
  ownedKey,
  routes,
  stages,
  type ApiMappingRow,
  type ApiRow,
  type AuthorizerRow,
  type DeploymentRow,
  type DomainNameRow,
  type IntegrationRow,
  type RouteRow,
  type StageRow,
} from './rows.ts';

export function findApi(world: World, apiId: string): ApiRow {
  const api = apis(world).get(apiId);
  if (!api) throw notFound(invalidApi(world, apiId));
  return api;
}

function findOwned<Row>(table: Table<Row>, owner: string, id: string, message: string): Row {
  const row = table.get(ownedKey(owner, id));
  if (!row) throw notFound(message);
  return row;
}

export function findRoute(world: World, apiId: string, routeId: string): RouteRow {
  return findOwned(routes(world), findApi(world, apiId).apiId, routeId, 'Invalid Route identifier specified');
}

export function findIntegration(world: World, apiId: string, integrationId: string): IntegrationRow {
  const message = 'Invalid Integration identifier specified';
  return findOwned(integrations(world), findApi(world, apiId).apiId, integrationId, message);
}

export function findAuthorizer(world: World, apiId: string, authorizerId: string): AuthorizerRow {
  const message = 'Invalid Authorizer identifier specified';
  return findOwned(authorizers(world), findApi(world, apiId).apiId, authorizerId, message);
}

export function findDeployment(world: World, apiId: string, deploymentId: string): DeploymentRow {
  const message = 'Invalid deployment identifier specified';
  return findOwned(deployments(world), findApi(world, apiId).apiId, deploymentId, message);
}

export function findStage(world: World, apiId: string, stageName: string): StageRow {
  return findOwned(stages(world), findApi(world, apiId).apiId, stageName, 'Invalid stage identifier specified');
}

export function findDomainName(world: World, domainName: string): DomainNameRow {
  const row = domainNames(world).get(domainName);
  if (!row) throw notFound('Invalid domain name identifier specified');
  return row;
}

export function findApiMapping(world: World, domainName: string, apiMappingId: string): ApiMappingRow {
  const owner = findDomainName(world, domainName).domainName;
  return findOwned(apiMappings(world), owner, apiMappingId, 'Invalid API mapping identifier specified');
}
