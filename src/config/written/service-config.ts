import type { FunctionConfig, FunctionSettings } from './function-config.ts';
import type { AuthorizerConfig, CorsConfig, RouteConfig } from './route-config.ts';
import type { HttpSmokeConfig, InvokeSmokeConfig } from './smoke-config.ts';
import type { BakeConfig, StrategyConfig } from './strategy-config.ts';
import type { WatchConfig } from './watch-config.ts';

/** One service: a main Lambda, handlers broken out of it, and how people and events reach them. They go live as one. */
export interface ServiceConfig {
  /** One sentence; shown in the public OpenAPI document. */
  readonly description?: string;
  /**
   * Folder of the service, relative to the config file. Paths of its functions are relative to it.
   * @default `services/{name}`
   */
  readonly root?: string;
  /** The main Lambda, key `main`: its entry file, or all about it. */
  readonly main: string | FunctionConfig;
  /** Handlers broken out into Lambdas of their own, by key: the entry file, or all about it. */
  readonly functions?: Readonly<Record<string, string | FunctionConfig>>;
  /** Settings for every function of this service. */
  readonly defaults?: FunctionSettings;
  /**
   * Format of the events that routes send: `2.0` (HTTP API) or `1.0` (as REST APIs send).
   * @default '2.0'
   */
  readonly payload?: '1.0' | '2.0';
  /** Routes by key (`GET /orders/{id}`, `ANY /files/{path+}`, `$default`): the function's key, or all about it. */
  readonly routes?: Readonly<Record<string, string | RouteConfig>>;
  /**
   * Own OpenAPI 3.0 file (YAML or JSON), relative to the service's root: what it says of an operation is joined to the
   * route of that method and path, its schemas are kept.
   */
  readonly openapi?: string;
  /** Who may call routes, by the name that routes use. */
  readonly authorizers?: Readonly<Record<string, AuthorizerConfig>>;
  /**
   * Lets browsers of other origins call the API; `true` is every origin, method and header.
   * @default false
   */
  readonly cors?: boolean | CorsConfig;
  /** Tests of a release: over HTTP on the preview and on the live URL, or by invoking a function directly. */
  readonly smoke?: readonly (HttpSmokeConfig | InvokeSmokeConfig)[];
  /** Functions that are invoked once per release, in this order, before anything is switched: a migration. */
  readonly hooks?: readonly HookConfig[];
  /** Sizes this service does not want to exceed. */
  readonly budgets?: BudgetsConfig;
  /**
   * How a release goes live: `all-at-once`, `manual` (it waits on the preview for `promote-preview`),
   * `canary:10%/10m` or `linear:20%/2m`, or the last two as an object.
   * @default 'all-at-once'
   */
  readonly strategy?: string | StrategyConfig;
  /** How a new release is watched, and when it is taken back. */
  readonly bake?: BakeConfig;
  /** Functions that other services may use as `service.name`: export name -> function key. */
  readonly exports?: Readonly<Record<string, string>>;
  /**
   * Functions of other services that this one invokes: environment variable -> `service.export`. Every function gets the
   * ARN to invoke in that variable, and may invoke it.
   */
  readonly imports?: Readonly<Record<string, string>>;
  /** Own CloudFormation resources, by logical id; environment variables and policies may `Ref` them. */
  readonly resources?: Readonly<Record<string, ResourceConfig>>;
  /** Tags of the service's stack, which hands them on, and of its functions; a change of them alone is deployed too. */
  readonly tags?: Readonly<Record<string, string>>;
  /**
   * How many releases one can go back to.
   * @default 10
   */
  readonly keepReleases?: number;
  /** What `ship doctor` says and does not apply here: code -> the reason. */
  readonly ignore?: Readonly<Record<string, string>>;
  /**
   * Alarms and a dashboard.
   * @default true
   */
  readonly watch?: boolean | WatchConfig;
}

/** A function that is invoked once per release before anything is switched. */
export interface HookConfig {
  /** Key of the function. */
  readonly function: string;
  /** @default the function's key */
  readonly name?: string;
  /** @default {} */
  readonly event?: unknown;
  /**
   * Seconds to wait for it to end.
   * @default the function's time-out
   */
  readonly timeout?: number;
}

/** Sizes to stay under, besides Lambda's own limit of 250 MB unzipped. */
export interface BudgetsConfig {
  /** Function key -> code and layers unzipped: bytes, or text such as `40 MB` (1 MB = 1024 * 1024 bytes). */
  readonly unzipped?: Readonly<Record<string, number | string>>;
  /** Growth against the last release that is refused: `0.1` is ten per cent. */
  readonly growth?: number;
}

/** A CloudFormation resource as CloudFormation writes it. */
export interface ResourceConfig {
  /** `AWS::DynamoDB::Table`. */
  readonly Type: string;
  /** As CloudFormation documents them for that type. */
  readonly Properties?: Readonly<Record<string, unknown>>;
  readonly [attribute: string]: unknown;
}
