import {
  ApiGatewayV2Client,
  CreateApiCommand,
  CreateIntegrationCommand,
  CreateRouteCommand,
  type CreateIntegrationCommandInput,
  type CreateRouteCommandInput,
} from '@aws-sdk/client-apigatewayv2';
import type { LocalAwsOptions } from '../../../src/local-aws/start.ts';
import { startLocalAws, type StartedLocalAws } from '../start-local-aws.ts';

export interface GivenApis {
  readonly aws: StartedLocalAws;
  readonly client: ApiGatewayV2Client;
  /** Creates an HTTP API and answers its id. */
  readonly anApi: (name?: string) => Promise<string>;
  /** Creates an AWS_PROXY integration of a function and answers its id. */
  readonly anIntegration: (apiId: string, changes?: Partial<CreateIntegrationCommandInput>) => Promise<string>;
  /** Creates a route, with an integration of its own unless a target is given, and answers its id. */
  readonly aRoute: (apiId: string, routeKey: string, changes?: Partial<CreateRouteCommandInput>) => Promise<string>;
  readonly functionArn: (name: string, qualifier?: string) => string;
  readonly invocationUri: (functionArn: string) => string;
  readonly stop: () => Promise<void>;
}

/** A local AWS and a client for its API Gateway. */
export async function givenApis(options: Partial<LocalAwsOptions> = {}): Promise<GivenApis> {
  const aws = await startLocalAws({ acceptAnyRole: true, ...options });
  const client = new ApiGatewayV2Client(aws.clientConfig);
  const { region, accountId } = aws.world.config;

  const functionArn: GivenApis['functionArn'] = (name, qualifier) =>
    `arn:aws:lambda:${region}:${accountId}:function:${name}${qualifier ? `:${qualifier}` : ''}`;
  const anIntegration: GivenApis['anIntegration'] = async (ApiId, changes) => {
    const input = {
      ApiId,
      IntegrationType: 'AWS_PROXY',
      IntegrationUri: functionArn('any'),
      PayloadFormatVersion: '2.0',
      ...changes,
    } as const;
    return (await client.send(new CreateIntegrationCommand(input))).IntegrationId ?? '';
  };
  return {
    aws,
    client,
    functionArn,
    anIntegration,
    invocationUri: (arn) => `arn:aws:apigateway:${region}:lambda:path/2015-03-31/functions/${arn}/invocations`,
    anApi: async (Name = 'orders') =>
      (await client.send(new CreateApiCommand({ Name, ProtocolType: 'HTTP' }))).ApiId ?? '',
    aRoute: async (ApiId, RouteKey, changes) => {
      const Target = changes?.Target ?? `integrations/${await anIntegration(ApiId)}`;
      const made = await client.send(new CreateRouteCommand({ ApiId, RouteKey, ...changes, Target }));
      return made.RouteId ?? '';
    },
    stop: async () => {
      client.destroy();
      await aws.stop();
    },
  };
}

/** What a refused call says: `409 ConflictException: ...`. */
export async function refusal(call: Promise<unknown>): Promise<string> {
  try {
    await call;
  } catch (error) {
    const { name, message, $metadata } = error as Error & { $metadata?: { httpStatusCode?: number } };
    return `${$metadata?.httpStatusCode} ${name}: ${message}`;
  }
  return 'accepted';
}
