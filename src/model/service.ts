import type { FunctionSource } from './artifact.ts';
import type { EventSource } from './event-source.ts';
import type { LessonCode } from './finding.ts';
import type { Bake, Strategy } from './strategy.ts';
import type { Watch } from './watch.ts';

export type * from './event-source.ts';
export type { Bake, Strategy } from './strategy.ts';
export type * from './watch.ts';

/** A service as the code reads it: validated, defaults filled in, names resolved for one environment. */
export interface Service {
  readonly name: string;
  /** Absolute folder of the service. */
  readonly root: string;
  readonly environment: Environment;
  /** Key of the main Lambda in `functions`. */
  readonly main: string;
  /** Main first, then by key. */
  readonly functions: readonly FunctionDefinition[];
  readonly routes: readonly Route[];
  readonly authorizers: readonly Authorizer[];
  readonly cors?: Cors;
  readonly smoke: readonly SmokeTest[];
  /** Run once per release, in order, after publish and before the preview is tested. */
  readonly hooks: readonly Hook[];
  readonly strategy: Strategy;
  readonly bake: Bake;
  readonly budgets: Budgets;
  /** The user's own CloudFormation resources, merged into the foundation. */
  readonly resources: Readonly<Record<string, unknown>>;
  readonly exports: readonly Export[];
  /** Functions of other services that this one calls. */
  readonly imports?: readonly Import[];
  readonly description?: string;
  readonly keepReleases: number;
  /** What the user's own OpenAPI file says besides its operations, which are with the routes. */
  readonly openapi?: OwnOpenApi;
  /** Lessons of `ship doctor` that do not apply, each with the reason. */
  readonly ignore?: Readonly<Partial<Record<LessonCode, string>>>;
  /** Absent: nothing watches. */
  readonly watch?: Watch;
  readonly tags: Readonly<Record<string, string>>;
}

/** Members of an OpenAPI 3.0 document that are kept as they are. */
export interface OwnOpenApi {
  readonly info: Readonly<Record<string, unknown>>;
  /** Without `securitySchemes`: those come from the authorizers. */
  readonly components: Readonly<Record<string, unknown>>;
  /** `tags`, `externalDocs`. */
  readonly others: Readonly<Record<string, unknown>>;
}

/** A named target: `local`, `staging`, `production`. */
export interface Environment {
  readonly name: string;
  readonly target: 'local' | 'aws';
  readonly region: string;
  readonly accountId?: string;
  readonly profile?: string;
  /** Assumed before anything else. */
  readonly roleArn?: string;
  readonly protected: boolean;
  /** Key of the template in the config that this one is made from: a preview environment. */
  readonly template?: string;
  /** Name of the environment in which services are called that are not deployed in this one. */
  readonly base?: string;
  /** Days that it is meant to live. */
  readonly ttlDays?: number;
}

export interface FunctionDefinition {
  /** `main`, `invoice`, ... */
  readonly key: string;
  /** `production-orders-invoice`, at most 64 characters. */
  readonly lambdaName: string;
  readonly source: FunctionSource;
  readonly runtime: string;
  readonly architecture: 'x86_64' | 'arm64';
  readonly memoryMb: number;
  readonly timeoutSeconds: number;
  readonly ephemeralStorageMb: number;
  readonly environment: Readonly<Record<string, EnvironmentValue>>;
  readonly vpc?: { readonly subnetIds: readonly string[]; readonly securityGroupIds: readonly string[] };
  readonly reservedConcurrency?: number;
  readonly provisionedConcurrency?: number;
  /** Environments that one burst of its smoke test brings up before the switch. */
  readonly warm?: number;
  readonly tracing: boolean;
  readonly logRetentionDays: number;
  readonly policies: readonly Policy[];
  readonly events: readonly EventSource[];
  readonly description?: string;
}

/** A literal, or a CloudFormation value that the foundation gives back as a stack output of that name. */
export type EnvironmentValue =
  | { readonly kind: 'literal'; readonly value: string }
  | { readonly kind: 'output'; readonly output: string; readonly expression: unknown };

export type Policy =
  | { readonly kind: 'statement'; readonly statement: PolicyStatement }
  | { readonly kind: 'managed'; readonly arn: string };

export interface PolicyStatement {
  readonly Effect: 'Allow' | 'Deny';
  readonly Action: string | readonly string[];
  /** ARNs or CloudFormation values. */
  readonly Resource: unknown;
  readonly Condition?: unknown;
}

export interface Route {
  /** `GET /orders/{id}`, `ANY /x/{proxy+}` or `$default`. */
  readonly key: string;
  /** Function key; absent where the route goes to `proxy`. */
  readonly function?: string;
  /** URL of an HTTP service that answers instead of a function; `{name}` stands for a parameter of the path. */
  readonly proxy?: string;
  readonly payload: '1.0' | '2.0';
  readonly authorizer?: string;
  readonly scopes: readonly string[];
  readonly timeoutMs: number;
  /** Names of OpenAPI operation members the user gave (summary, operationId, tags, ...), kept as they are. */
  readonly openapi?: Readonly<Record<string, unknown>>;
}

export type Authorizer = JwtAuthorizer | LambdaAuthorizer | IamAuthorizer;

/** Callers sign their requests with AWS credentials (Signature Version 4); IAM says who may. */
export interface IamAuthorizer {
  readonly kind: 'iam';
  readonly name: string;
}

export interface JwtAuthorizer {
  readonly kind: 'jwt';
  readonly name: string;
  readonly issuer: string;
  readonly audience: readonly string[];
  readonly identitySource: string;
}

export interface LambdaAuthorizer {
  readonly kind: 'lambda';
  readonly name: string;
  /** A function of this service (named by version, so that it switches with the routes) ... */
  readonly function?: string;
  /** ... or one exported by another service of the same environment: its lambda name, called through its `live` alias. */
  readonly external?: { readonly service: string; readonly export: string; readonly lambdaName: string };
  readonly payload: '1.0' | '2.0';
  readonly simpleResponses: boolean;
  readonly identitySources: readonly string[];
  readonly cacheSeconds: number;
}

export interface Cors {
  readonly allowOrigins: readonly string[];
  readonly allowMethods: readonly string[];
  readonly allowHeaders: readonly string[];
  readonly exposeHeaders: readonly string[];
  readonly allowCredentials: boolean;
  readonly maxAgeSeconds?: number;
}

export type SmokeTest = HttpSmokeTest | InvokeSmokeTest;

export interface HttpSmokeTest {
  readonly kind: 'http';
  readonly name: string;
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
  readonly expect: HttpExpectation;
  /** Where it runs: on the preview before the switch, on the live URL after it, or both (default). */
  readonly on: readonly ('preview' | 'live')[];
  readonly timeoutMs: number;
  readonly tries: number;
}

export interface HttpExpectation {
  readonly status: number;
  /** Lower-case name -> exact value or regular expression source between slashes. */
  readonly headers: Readonly<Record<string, string>>;
  /** A JSON subset: every member named must be there and match. */
  readonly json?: unknown;
  readonly bodyIncludes?: string;
  /** Hex of the first bytes of the body (`25504446` for a PDF). */
  readonly bytesPrefixHex?: string;
}

export interface InvokeSmokeTest {
  readonly kind: 'invoke';
  readonly name: string;
  readonly function: string;
  readonly event: unknown;
  /** JSON subset of the result; undefined: only that it does not fail. */
  readonly result?: unknown;
  readonly timeoutMs: number;
}

/** A Lambda of this service that is invoked once per release before anything is switched (a migration). */
export interface Hook {
  readonly name: string;
  readonly function: string;
  readonly event: unknown;
  readonly timeoutMs: number;
}

export interface Budgets {
  /** Per function key; bytes of code and layers, unzipped. */
  readonly unzippedBytes: Readonly<Record<string, number>>;
  /** Share of growth against the baseline that is refused, e.g. 0.1. */
  readonly growth?: number;
}

/** Another service may use this function by `service.name`, through its `live` alias. */
export interface Export {
  readonly name: string;
  readonly function: string;
}

/** A function that another service exports; the variable tells every function of this service its `live` alias's ARN. */
export interface Import {
  readonly variable: string;
  readonly service: string;
  readonly export: string;
  readonly lambdaName: string;
}
