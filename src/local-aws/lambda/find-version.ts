import type { World } from '../kernel/world.ts';
import { conflict } from './errors.ts';
import {
  aliases,
  functions,
  qualifiedKey,
  versions,
  type AliasRow,
  type FunctionRow,
  type VersionRow,
} from './function-rows.ts';
import { arnOf, functionNotFound, type Located } from './locate-function.ts';

export const LATEST = '$LATEST';

const settledRows = new WeakMap<VersionRow, VersionRow>();

/** The row as of now: what AWS does in the background is over once its time has come. The same object each time. */
function settle(row: VersionRow, now: number): VersionRow {
  if (!row.change || now < row.change.settlesAt) return row;
  const known = settledRows.get(row);
  if (known) return known;
  const { change, ...rest } = row;
  const settled = { ...rest, revisionId: change.revisionIdAfter };
  settledRows.set(row, settled);
  return settled;
}

export function findVersion(world: World, name: string, version: string): VersionRow | undefined {
  const row = versions(world).get(qualifiedKey(name, version));
  return row && settle(row, world.clock.now());
}

export function findFunction(world: World, name: string): FunctionRow {
  const row = functions(world).get(name);
  if (!row) throw functionNotFound(world, { name });
  return row;
}

export function findAlias(world: World, name: string, alias: string): AliasRow | undefined {
  return aliases(world).get(qualifiedKey(name, alias));
}

export function isVersionNumber(qualifier: string): boolean {
  return /^[0-9]+$/.test(qualifier);
}

/** The version that a qualifier stands for (an alias: its main version), or 404 with the ARN that was asked for. */
export function findQualified(world: World, located: Located): { version: VersionRow; alias?: AliasRow } {
  const { name, qualifier = LATEST } = located;
  const alias = findAlias(world, name, qualifier);
  const version = findVersion(world, name, alias?.functionVersion ?? qualifier);
  if (!version) throw functionNotFound(world, located);
  return { version, alias };
}

/** `$LATEST` of a function that exists. */
export function findLatest(world: World, name: string): VersionRow {
  return findQualified(world, { name }).version;
}

/** AWS changes or publishes a function only when nothing is under way. */
export function refuseWhileChanging(world: World, row: VersionRow): void {
  if (row.change?.kind === 'create') {
    throw conflict(
      'The operation cannot be performed at this time. The function is currently in the following state: Pending',
    );
  }
  if (row.change) {
    throw conflict(
      `The operation cannot be performed at this time. An update is in progress for resource: ${arnOf(world, row.functionName)}`,
    );
  }
}
