import { request, type IncomingMessage } from 'node:http';
import {
  CreateDeploymentCommand,
  CreateStageCommand,
  UpdateStageCommand,
  type CreateIntegrationCommandInput,
  type CreateRouteCommandInput,
  type CreateStageCommandInput,
} from '@aws-sdk/client-apigatewayv2';
import { AddPermissionCommand, CreateFunctionCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { AwsError } from '../../../src/local-aws/kernel/aws-error.ts';
import { parseFunctionName } from '../../../src/local-aws/kernel/arn.ts';
import type { Invocation, InvocationResult } from '../../../src/local-aws/kernel/world.ts';
import type { LocalAwsOptions } from '../../../src/local-aws/start.ts';
import { givenApis, type GivenApis } from '../apigateway/given-api.ts';
import { codeZip } from '../lambda/zip-of.ts';

/** The members that tests look into; the rest is there as well. */
export interface Event {
  readonly [member: string]: unknown;
  readonly routeKey: string;
  readonly rawPath: string;
  readonly rawQueryString: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly pathParameters?: Readonly<Record<string, string>>;
  readonly requestContext: {
    readonly authorizer?: unknown;
    readonly stage: string;
    readonly domainName: string;
    readonly http: { readonly path: string };
  };
}
export type Handler = (event: Event) => unknown;

export interface Answer {
  readonly status: number;
  /** As they came, names lower-cased; repeated ones joined with ` | `. */
  readonly headers: Record<string, string>;
  readonly body: string;
}

export interface Call {
  readonly method?: string;
  /** In order, repeats allowed, spelling kept. */
  readonly headers?: readonly (readonly [string, string])[];
  readonly body?: string | Buffer;
  /** Instead of the API's own port. */
  readonly at?: string;
}

export interface GivenGateway extends GivenApis {
  readonly lambda: LambdaClient;
  /** A function that runs in the test; API Gateway may invoke it unless told otherwise. Answers its name. */
  readonly aFunction: (handler: Handler, options?: { name?: string; isPermitted?: boolean }) => Promise<string>;
  /** How often each function was invoked, and with what last. */
  readonly calls: (name: string) => readonly Event[];
  readonly aLambdaRoute: (
    apiId: string,
    routeKey: string,
    functionName: string,
    changes?: { integration?: Partial<CreateIntegrationCommandInput>; route?: Partial<CreateRouteCommandInput> },
  ) => Promise<string>;
  /** Deploys the draft and points the stage at it; answers the deployment's id. */
  readonly deploy: (apiId: string, stage?: Partial<CreateStageCommandInput>) => Promise<string>;
  /** `http://127.0.0.1:<port>` of the API. */
  readonly origin: (apiId: string) => Promise<string>;
  readonly call: (apiId: string, path: string, call?: Call) => Promise<Answer>;
}

function readAnswer(message: IncomingMessage): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    message.on('data', (chunk: Buffer) => chunks.push(chunk));
    message.once('error', reject);
    message.once('end', () => {
      const headers: Record<string, string> = {};
      for (let at = 0; at < message.rawHeaders.length; at += 2) {
        const name = (message.rawHeaders[at] as string).toLowerCase();
        const value = message.rawHeaders[at + 1] as string;
        headers[name] = name in headers ? `${headers[name]} | ${value}` : value;
      }
      resolve({ status: message.statusCode ?? 0, headers, body: Buffer.concat(chunks).toString('utf8') });
    });
  });
}

/** One request exactly as told: no header is added but Host. */
export function send(origin: string, path: string, { method = 'GET', headers = [], body }: Call = {}): Promise<Answer> {
  const url = new URL(origin);
  const host = headers.some(([name]) => name.toLowerCase() === 'host') ? [] : ['Host', url.host];
  const length = body === undefined ? [] : ['Content-Length', String(Buffer.byteLength(body))];
  return new Promise((resolve, reject) => {
    const outgoing = request(
      {
        host: url.hostname,
        port: url.port,
        path,
        method,
        headers: [...host, ...headers.flat(), ...length],
        agent: false,
      },
      (message) => void readAnswer(message).then(resolve, reject),
    );
    outgoing.once('error', reject);
    outgoing.end(body);
  });
}

function failure(error: unknown): Partial<InvocationResult> & { payload: Buffer } {
  const { name, message } = error instanceof Error ? error : { name: 'string', message: String(error) };
  return {
    functionError: 'Unhandled',
    payload: Buffer.from(JSON.stringify({ errorType: name, errorMessage: message, trace: [] })),
  };
}

export async function givenGateway(options: Partial<LocalAwsOptions> = {}): Promise<GivenGateway> {
  const apis = await givenApis(options);
  const { aws, client } = apis;
  const lambda = new LambdaClient(aws.clientConfig);
  const handlers = new Map<string, Handler>();
  const seen = new Map<string, Event[]>();

  const invoke = async ({ functionName, payload }: Invocation): Promise<InvocationResult> => {
    const { name } = parseFunctionName(functionName);
    const handler = handlers.get(name);
    if (!handler) throw new AwsError('ResourceNotFoundException', 404, `Function not found: ${functionName}`);
    const event = JSON.parse(payload.toString('utf8')) as Event;
    seen.set(name, [...(seen.get(name) ?? []), event]);
    const done = { status: 200, executedVersion: '$LATEST' };
    try {
      const reply: unknown = await handler(event);
      const bytes = reply instanceof Buffer ? reply : Buffer.from(JSON.stringify(reply ?? null));
      return { ...done, payload: bytes };
    } catch (error) {
      if (error instanceof AwsError) throw error;
      return { ...done, ...failure(error) };
    }
  };
  aws.world.invoker = { ...aws.world.invoker, invoke };

  const origin: GivenGateway['origin'] = (apiId) => aws.world.gateway.endpoint(apiId);
  return {
    ...apis,
    lambda,
    origin,
    calls: (name) => seen.get(name) ?? [],
    aFunction: async (handler, { name = `f-${handlers.size}`, isPermitted = true } = {}) => {
      handlers.set(name, handler);
      const Role = 'arn:aws:iam::123456789012:role/any';
      const Code = { ZipFile: codeZip() };
      await lambda.send(
        new CreateFunctionCommand({ FunctionName: name, Role, Code, Runtime: 'nodejs22.x', Handler: 'index.handler' }),
      );
      if (!isPermitted) return name;
      const grant = { StatementId: 'gateway', Action: 'lambda:InvokeFunction', Principal: 'apigateway.amazonaws.com' };
      await lambda.send(new AddPermissionCommand({ FunctionName: name, ...grant }));
      return name;
    },
    aLambdaRoute: async (apiId, routeKey, functionName, { integration, route } = {}) => {
      const IntegrationUri = apis.functionArn(functionName);
      const id = await apis.anIntegration(apiId, { IntegrationUri, ...integration });
      return apis.aRoute(apiId, routeKey, { Target: `integrations/${id}`, ...route });
    },
    deploy: async (ApiId, { StageName = '$default', ...stage } = {}) => {
      const { DeploymentId } = await client.send(new CreateDeploymentCommand({ ApiId }));
      const input = { ApiId, StageName, DeploymentId, ...stage };
      await client
        .send(new CreateStageCommand(input))
        .catch(() => client.send(new UpdateStageCommand({ ApiId, StageName, DeploymentId })));
      return DeploymentId ?? '';
    },
    call: async (apiId, path, call = {}) => send(call.at ?? (await origin(apiId)), path, call),
    stop: async () => {
      lambda.destroy();
      await apis.stop();
    },
  };
}
