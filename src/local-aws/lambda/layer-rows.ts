import type { Table } from '../kernel/store.ts';
import type { World } from '../kernel/world.ts';
import type { CodeFacts } from './function-rows.ts';

export interface LayerVersionRow {
  readonly name: string;
  readonly version: number;
  readonly description: string;
  readonly createdDate: string;
  readonly code: CodeFacts;
  readonly compatibleRuntimes?: readonly string[];
  readonly compatibleArchitectures?: readonly string[];
  readonly licenseInfo?: string;
  readonly policy?: LayerPolicy;
}

export interface LayerPolicy {
  readonly revisionId: string;
  readonly statements: readonly LayerStatement[];
}

export interface LayerStatement {
  readonly Sid: string;
  readonly Effect: 'Allow';
  readonly Principal: string | { readonly AWS: string };
  readonly Action: string;
  readonly Resource: string;
  readonly Condition?: unknown;
}

export const layerVersions = (world: World): Table<LayerVersionRow> => world.store.table('lambda.layer-versions');

/** The highest number given to a layer's versions: it is not given again after a deletion (recorded). */
export const layerCounters = (world: World): Table<number> => world.store.table('lambda.layer-counters');

export function layerKey(name: string, version: number): string {
  return `${name}:${version}`;
}

export function layerArn(world: World, name: string, version?: number): string {
  const arn = `arn:aws:lambda:${world.config.region}:${world.config.accountId}:layer:${name}`;
  return version === undefined ? arn : `${arn}:${version}`;
}

export interface LayerLocation {
  readonly region: string;
  readonly accountId: string;
  readonly name: string;
  readonly version?: number;
}

/** `name` or `arn:aws:lambda:region:account:layer:name[:version]`. */
export function parseLayer(world: World, text: string): LayerLocation {
  const [, , , region, accountId, , name, version] = text.split(':');
  if (!text.startsWith('arn:')) {
    return { region: world.config.region, accountId: world.config.accountId, name: text };
  }
  const location = { region: region as string, accountId: accountId as string, name: name as string };
  return version === undefined ? location : { ...location, version: Number(version) };
}
