import type { EventConfig } from './event-config.ts';
import type { PolicyConfig } from './policy-config.ts';

/** Settings that can be given for all functions, for one, and per environment. */
export interface FunctionSettings {
  /**
   * Lambda's runtime identifier.
   * @default 'nodejs22.x'
   */
  readonly runtime?: string;
  /**
   * Native modules are chosen for the machine that builds, so arm64 is a decision of yours.
   * @default 'x86_64'
   */
  readonly architecture?: 'x86_64' | 'arm64';
  /**
   * Memory in MB, 128 to 10240; the share of CPU grows with it.
   * @default 512
   */
  readonly memory?: number;
  /**
   * Time-out in seconds, 1 to 900. Behind a route the gateway waits 30 seconds at most.
   * @default 15
   */
  readonly timeout?: number;
  /**
   * Size of /tmp in MB, 512 to 10240.
   * @default 512
   */
  readonly storage?: number;
  /** Environment variables: text, number, boolean, or a CloudFormation value such as `{ Ref: 'Table' }`. */
  readonly environment?: Readonly<Record<string, EnvironmentValueConfig>>;
  /** Layers, at most five: ARN with version, or one that lies beside the code. The local AWS goes without those of other accounts. */
  readonly layers?: readonly (string | LayerConfig | LocalLayerConfig)[];
  /** Runs the function inside a VPC. */
  readonly vpc?: VpcConfig;
  /** Executions this function may have at once, taken from the account's share: one number for all versions, so it grows before a switch and shrinks after it. */
  readonly reservedConcurrency?: number;
  /** Environments kept warm for the live version. */
  readonly provisionedConcurrency?: number;
  /** Times that the function's first smoke test is run at once before the switch, so that so many environments wait for callers. */
  readonly warm?: number;
  /** What the function may do, beyond its own logs and queues. Lists of several places are joined. */
  readonly policies?: readonly PolicyConfig[];
  /**
   * Traces with X-Ray.
   * @default false
   */
  readonly tracing?: boolean;
  /**
   * Days that logs are kept.
   * @default 30
   */
  readonly logRetention?: number;
}

/** One Lambda. Exactly one of `entry`, `folder` and `zip` says where its code is. */
export interface FunctionConfig extends FunctionSettings {
  /** TypeScript or JavaScript file to bundle, relative to the service's root. */
  readonly entry?: string;
  /** Folder to zip as it is, relative to the service's root. */
  readonly folder?: string;
  /**
   * Patterns of the paths inside `folder` that are shipped.
   * @default everything
   */
  readonly include?: readonly string[];
  /** Patterns of paths in the zip that are left out: of `folder`, or of what `bundle.nodeModules` and `assets` ship. */
  readonly exclude?: readonly string[];
  /** Zip file made by something else, relative to the service's root. */
  readonly zip?: string;
  /**
   * With `entry`: name of the export. Else `file.export`, as Lambda wants it.
   * @default 'handler', without entry 'index.handler'
   */
  readonly handler?: string;
  /** One sentence; shown in the Lambda console. */
  readonly description?: string;
  /** How `entry` is bundled. */
  readonly bundle?: BundleConfig;
  /** Files to ship beside the bundle, relative to the service's root: templates, views, certificates. */
  readonly assets?: readonly (string | AssetConfig)[];
  /** What else invokes the function, besides routes. */
  readonly events?: readonly EventConfig[];
  /** Payload format of this function's routes; see the service's `payload`. */
  readonly payload?: '1.0' | '2.0';
}

/** A plain value, or one CloudFormation function of a resource: `{ Ref: 'Table' }`, `{ 'Fn::GetAtt': ['Table', 'Arn'] }`. */
export type EnvironmentValueConfig = string | number | boolean | CloudFormationValue;

export type CloudFormationValue = Readonly<Record<string, unknown>>;

/** A layer by ARN, with what only its owner knows. */
export interface LayerConfig {
  /** Layer version ARN. */
  readonly arn: string;
  /** Size when unpacked; saves downloading the layer once to find out. */
  readonly unzippedBytes?: number;
}

/** A layer made from files of the service. */
export interface LocalLayerConfig {
  /** Names the layer within the service. */
  readonly name: string;
  /** Folder or zip with what is to lie under /opt, relative to the service's root. */
  readonly path: string;
}

/** Subnets and security groups of a VPC. */
export interface VpcConfig {
  /** Ids of at least one subnet; two in different zones survive the loss of one. */
  readonly subnets: readonly string[];
  /** Ids of at least one security group. */
  readonly securityGroups: readonly string[];
}

/** How esbuild bundles an entry. */
export interface BundleConfig {
  /**
   * Makes the bundle small.
   * @default true
   */
  readonly minify?: boolean;
  /**
   * Ships a source map beside the code.
   * @default false
   */
  readonly sourcemap?: boolean;
  /**
   * Module format of the bundle.
   * @default 'esm' where the service's package.json says `"type": "module"`, 'cjs' otherwise and for `.cjs` and `.cts`
   */
  readonly format?: 'esm' | 'cjs';
  /** Imports to leave as they are: the runtime or a layer has them. */
  readonly external?: readonly string[];
  /** Packages to ship unbundled in node_modules: native modules, and what reads its own files. */
  readonly nodeModules?: readonly string[];
  /**
   * Whether the AWS SDK is shipped, or left to the version that Lambda's runtime happens to bring.
   * @default 'bundled'
   */
  readonly awsSdk?: 'bundled' | 'runtime';
  /** Global names to replace by constants. */
  readonly define?: Readonly<Record<string, string>>;
  /** esbuild's loader by file extension: `{ '.html': 'text' }`. */
  readonly loader?: Readonly<Record<string, string>>;
  /**
   * Fields of a package.json that name its main file, in this order.
   * @default ['module', 'main']
   */
  readonly mainFields?: readonly string[];
  /**
   * Syntax that the bundle may use, as esbuild writes it.
   * @default that of the runtime
   */
  readonly target?: string;
  /** TypeScript settings other than the nearest tsconfig.json, relative to the service's root. */
  readonly tsconfig?: string;
  /** Text to put in front of the bundle. */
  readonly banner?: string;
  /**
   * Folder inside the zip that the bundle comes to lie in: `src` for code that reads `../views` from there.
   * @default the zip's root
   */
  readonly outdir?: string;
  /**
   * Takes `/ship-preview` off the paths of events, for routers that go by the whole path. Unless it is said, done where the
   * bundle holds a known one. Also beside `folder`, for Node.js.
   * @default by what is bundled
   */
  readonly stripStage?: boolean;
}

/** A file or folder to ship, and where it comes to lie in the zip. */
export interface AssetConfig {
  /** File, folder or pattern, relative to the service's root. */
  readonly from: string;
  /**
   * Folder inside the zip.
   * @default the same relative path
   */
  readonly to?: string;
}
