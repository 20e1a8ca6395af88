import type { Table } from '../kernel/store.ts';
import type { World } from '../kernel/world.ts';

/** Rows hold AWS's members under their wire names; what only this local AWS needs stands under `internal`. */
export interface Cors {
  readonly allowCredentials?: boolean;
  readonly allowHeaders?: readonly string[];
  readonly allowMethods?: readonly string[];
  readonly allowOrigins?: readonly string[];
  readonly exposeHeaders?: readonly string[];
  readonly maxAge?: number;
}

export type Texts = Readonly<Record<string, string>>;

export interface ApiRow {
  readonly apiId: string;
  readonly name: string;
  readonly description?: string;
  readonly version?: string;
  readonly protocolType: 'HTTP';
  readonly routeSelectionExpression: string;
  readonly apiKeySelectionExpression: string;
  readonly disableExecuteApiEndpoint: boolean;
  readonly corsConfiguration?: Cors;
  readonly ipAddressType: 'ipv4' | 'dualstack';
  readonly apiGatewayManaged?: boolean;
  readonly tags: Texts;
  readonly createdDate: string;
}

export type AuthorizationType = 'NONE' | 'AWS_IAM' | 'CUSTOM' | 'JWT';

export interface RouteRow {
  readonly apiId: string;
  readonly routeId: string;
  readonly routeKey: string;
  /** `integrations/{id}` */
  readonly target?: string;
  readonly authorizationType: AuthorizationType;
  readonly authorizerId?: string;
  readonly authorizationScopes?: readonly string[];
  readonly apiKeyRequired: boolean;
  readonly operationName?: string;
  readonly requestParameters?: Readonly<Record<string, { readonly required?: boolean }>>;
  readonly apiGatewayManaged?: boolean;
}

export interface IntegrationRow {
  readonly apiId: string;
  readonly integrationId: string;
  readonly integrationType: 'AWS_PROXY' | 'HTTP_PROXY';
  readonly integrationUri: string;
  readonly integrationMethod: string;
  readonly connectionType: 'INTERNET';
  readonly credentialsArn?: string;
  readonly description?: string;
  readonly payloadFormatVersion: '1.0' | '2.0';
  readonly requestParameters?: Texts;
  /** By status code of the integration's response. */
  readonly responseParameters?: Readonly<Record<string, Texts>>;
  readonly timeoutInMillis: number;
  readonly tlsConfig?: { readonly serverNameToVerify?: string };
  readonly apiGatewayManaged?: boolean;
}

export interface AuthorizerRow {
  readonly apiId: string;
  readonly authorizerId: string;
  readonly name: string;
  readonly authorizerType: 'REQUEST' | 'JWT';
  readonly identitySource: readonly string[];
  readonly authorizerUri?: string;
  readonly authorizerCredentialsArn?: string;
  readonly authorizerPayloadFormatVersion?: '1.0' | '2.0';
  readonly authorizerResultTtlInSeconds?: number;
  readonly enableSimpleResponses?: boolean;
  readonly identityValidationExpression?: string;
  readonly jwtConfiguration?: { readonly audience?: readonly string[]; readonly issuer?: string };
}

/** Everything that a deployment freezes. Stage variables, throttling, access logs and mappings are not in it. */
export interface Snapshot {
  readonly name: string;
  readonly description?: string;
  readonly version?: string;
  readonly routes: readonly RouteRow[];
  readonly integrations: readonly IntegrationRow[];
  readonly authorizers: readonly AuthorizerRow[];
  readonly corsConfiguration?: Cors;
  readonly disableExecuteApiEndpoint: boolean;
}

export interface DeploymentRow {
  readonly apiId: string;
  readonly deploymentId: string;
  readonly description?: string;
  readonly autoDeployed: boolean;
  readonly createdDate: string;
  readonly internal: { readonly deployedAt: number; readonly snapshot: Snapshot };
}

export interface RouteSettings {
  readonly dataTraceEnabled?: boolean;
  readonly detailedMetricsEnabled?: boolean;
  readonly loggingLevel?: string;
  readonly throttlingBurstLimit?: number;
  readonly throttlingRateLimit?: number;
}

/** What a stage served before its last change, for as long as the change travels to the gateway's nodes. */
export interface StageBefore {
  readonly changedAt: number;
  /** Null: the stage did not exist. */
  readonly served: { readonly deploymentId?: string; readonly stageVariables: Texts } | null;
}

export interface StageRow {
  readonly apiId: string;
  readonly stageName: string;
  readonly deploymentId?: string;
  readonly description?: string;
  readonly autoDeploy: boolean;
  readonly stageVariables: Texts;
  readonly defaultRouteSettings: RouteSettings;
  readonly routeSettings: Readonly<Record<string, RouteSettings>>;
  readonly accessLogSettings?: { readonly destinationArn: string; readonly format: string };
  readonly lastDeploymentStatusMessage?: string;
  readonly apiGatewayManaged?: boolean;
  readonly tags: Texts;
  readonly createdDate: string;
  readonly lastUpdatedDate: string;
  readonly internal: { readonly before: StageBefore };
}

export interface DomainNameRow {
  readonly domainName: string;
  readonly certificateArn?: string;
  readonly endpointType: string;
  readonly securityPolicy: string;
  readonly ipAddressType: string;
  readonly routingMode: string;
  readonly tags: Texts;
}

export interface ApiMappingRow {
  readonly domainName: string;
  readonly apiMappingId: string;
  readonly apiMappingKey: string;
  readonly apiId: string;
  readonly stage: string;
}

export const apis = (world: World): Table<ApiRow> => world.store.table('apigateway.apis');
export const routes = (world: World): Table<RouteRow> => world.store.table('apigateway.routes');
export const integrations = (world: World): Table<IntegrationRow> => world.store.table('apigateway.integrations');
export const authorizers = (world: World): Table<AuthorizerRow> => world.store.table('apigateway.authorizers');
export const deployments = (world: World): Table<DeploymentRow> => world.store.table('apigateway.deployments');
export const stages = (world: World): Table<StageRow> => world.store.table('apigateway.stages');
export const domainNames = (world: World): Table<DomainNameRow> => world.store.table('apigateway.domain-names');
export const apiMappings = (world: World): Table<ApiMappingRow> => world.store.table('apigateway.api-mappings');

/** Key of whatever belongs to an API or a domain name. */
export function ownedKey(owner: string, id: string): string {
  return `${owner}/${id}`;
}

/** The rows of one API, oldest first. */
export function rowsOf<Row extends { readonly apiId: string }>(table: Table<Row>, apiId: string): Row[] {
  return table.values().filter((row) => row.apiId === apiId);
}
