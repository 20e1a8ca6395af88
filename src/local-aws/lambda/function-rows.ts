import type { Table } from '../kernel/store.ts';
import type { World } from '../kernel/world.ts';

/** What belongs to a function as a whole, whatever the version. */
export interface FunctionRow {
  readonly name: string;
  /** Published numbers, ascending. */
  readonly versions: readonly string[];
  readonly aliases: readonly string[];
  readonly tags: Readonly<Record<string, string>>;
  readonly reservedConcurrency?: number;
  readonly recursiveLoop: 'Allow' | 'Terminate';
}

export interface CodeFacts {
  readonly blob: string;
  /** Base64, of the zip as it was uploaded. */
  readonly sha256: string;
  readonly sizeBytes: number;
  readonly unzippedBytes: number;
}

/** A layer as it was when the function took it: deleting the layer version later changes nothing for the function. */
export interface LayerReference {
  readonly arn: string;
  readonly sizeBytes: number;
  readonly unzippedBytes: number;
  readonly blob: string;
}

export interface Configuration {
  readonly description: string;
  readonly role: string;
  readonly handler: string;
  readonly runtime: string;
  readonly architecture: 'x86_64' | 'arm64';
  readonly timeoutSeconds: number;
  readonly memoryMb: number;
  readonly ephemeralStorageMb: number;
  readonly environment?: Readonly<Record<string, string>>;
  readonly layers: readonly LayerReference[];
  readonly tracingMode: 'Active' | 'PassThrough';
  readonly logging: LoggingConfiguration;
  readonly deadLetterArn?: string;
  readonly kmsKeyArn?: string;
  readonly vpc?: VpcConfiguration;
}

export interface LoggingConfiguration {
  readonly LogFormat: 'JSON' | 'Text';
  readonly ApplicationLogLevel?: string;
  readonly SystemLogLevel?: string;
  readonly LogGroup: string;
}

export interface VpcConfiguration {
  readonly SubnetIds: readonly string[];
  readonly SecurityGroupIds: readonly string[];
  readonly Ipv6AllowedForDualStack?: boolean;
}

/** What AWS does in the background after the answer; over at `settlesAt` (epoch ms), with a RevisionId of its own. */
export interface Change {
  readonly kind: 'create' | 'update';
  readonly settlesAt: number;
  readonly revisionIdAfter: string;
  /** While an update is in progress, invocations run what was there before. */
  readonly serving?: Snapshot;
}

export interface Snapshot {
  readonly configuration: Configuration;
  readonly code: CodeFacts;
}

/** `$LATEST` or one published version. */
export interface VersionRow extends Snapshot {
  readonly functionName: string;
  readonly version: string;
  readonly revisionId: string;
  readonly lastModified: string;
  /** Fingerprint of the `$LATEST` that a version was published from: PublishVersion compares by it. */
  readonly publishedFrom?: string;
  readonly runtimeManagement?: { readonly updateOn: 'Auto' | 'Manual' | 'FunctionUpdate'; readonly arn?: string };
  readonly change?: Change;
}

export interface AliasRow {
  readonly functionName: string;
  readonly name: string;
  readonly functionVersion: string;
  readonly description: string;
  readonly weights?: Readonly<Record<string, number>>;
  readonly revisionId: string;
}

export const functions = (world: World): Table<FunctionRow> => world.store.table('lambda.functions');
export const versions = (world: World): Table<VersionRow> => world.store.table('lambda.versions');
export const aliases = (world: World): Table<AliasRow> => world.store.table('lambda.aliases');

/** The highest number ever given to a version of a name; outlives the function, because AWS never gives a number twice. */
export const versionCounters = (world: World): Table<number> => world.store.table('lambda.version-counters');

/** Key of whatever belongs to one qualifier of a function. */
export function qualifiedKey(functionName: string, qualifier: string): string {
  return `${functionName}:${qualifier}`;
}
