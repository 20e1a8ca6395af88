import type { Table } from '../kernel/store.ts';
import type { World } from '../kernel/world.ts';

export interface Statement {
  readonly Sid: string;
  readonly Effect: 'Allow';
  readonly Principal: '*' | { readonly Service: string } | { readonly AWS: string };
  readonly Action: string;
  readonly Resource: string;
  readonly Condition?: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

/** The resource policy of one qualifier; publishing a version copies none. */
export interface PolicyRow {
  readonly revisionId: string;
  readonly statements: readonly Statement[];
}

/** Keyed by `function:qualifier`; the unqualified function's is under `$LATEST`. */
export const policies = (world: World): Table<PolicyRow> => world.store.table('lambda.policies');
