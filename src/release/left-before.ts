import type { Service } from '../model/service.ts';
import type { Snapshot } from '../model/snapshot.ts';
import { knownReleases } from '../plan/releases.ts';
import type { LiveNote } from './live-note.ts';

/**
 * A rollback after a rollback goes further back; who meant to take the first one back is told how. One by the note alone
 * has not read which releases there are: prune may have taken what the note still names.
 */
export function leftBefore({ name }: Service, { pinned = '' }: LiveNote, snapshot: Snapshot): readonly string[] {
  const left = /, was r(\d+)/.exec(pinned)?.[1];
  if (left === undefined) return [];
  const known = knownReleases(snapshot);
  const said = `the rollback before left r${left}`;
  if (known.length === 0) return [`${said}: ship rollback ${name} --to r${left} brings it back, unless it was pruned`];
  const isKnown = known.some(({ number }) => number === Number(left));
  return [isKnown ? `${said}: ship rollback ${name} --to r${left} brings it back` : `${said}, which was pruned since`];
}
