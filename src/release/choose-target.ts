import { notGoneBackTo, unknownRelease } from '../errors/catalogue/release-errors.ts';
import type { Snapshot } from '../model/snapshot.ts';
import type { RollbackTarget } from '../plan/make-rollback-plan.ts';
import { knownReleases, waitingRelease } from '../plan/releases.ts';
import { isNeverLive, type LiveNote, wasOf } from './live-note.ts';

interface Asked {
  /** Undefined: what was live before. */
  readonly to?: number;
  /** It may be live already. */
  readonly again?: boolean;
}

/** While a share of the calls is on another release, what they go back to is what is live. */
export function chooseTarget(request: Asked, snapshot: Snapshot, note: LiveNote, current: number): RollbackTarget {
  const known = knownReleases(snapshot);
  const isShared = snapshot.api?.canary !== undefined;
  const wanted = request.to ?? (isShared || request.again ? current : note.chain[1]?.number);
  const found = known.find(({ number }) => number === wanted);
  const others = known.map(({ number }) => `r${number}`).filter((name) => name !== `r${current}`);
  const asked = wanted === undefined ? `before r${current}` : `r${wanted}`;
  const isThere = found !== undefined && found.number === current && !isShared && !request.again;
  if (!found || isThere) throw unknownRelease(asked, others).withLive(`r${current}`);
  if (isNeverLive(note, found.number))
    throw notGoneBackTo(found.number, waitingRelease(snapshot)?.number === found.number).withLive(`r${current}`);
  return { ...wasOf(found), release: found };
}
