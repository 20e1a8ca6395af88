import type { KnownRelease } from '../model/release.ts';

/** A release as the live note names it; routeless services have no gateway deployment. */
export interface Was {
  readonly number: number;
  readonly deploymentId?: string;
}

export interface LiveNote {
  /** What is live, then what was live before it, newest first: the way back is recorded, never inferred. */
  readonly chain: readonly Was[];
  /** Were live once and are not on the way back any more: a rollback left them. */
  readonly left: readonly number[];
  /** Why it stays until somebody says --unpin. */
  readonly pinned?: string;
}

const KEPT = 12;
const MAX_CHARACTERS = 1000;

/**
 * The live stage's description, written by the very PATCH that moves it:
 * `ship live: r16@abc r15@def; pinned by ada@laptop at 2026-11-21T05:40:00Z, was r17@ghi`.
 */
export function formatLiveNote({ chain, left, pinned }: LiveNote): string {
  const names = chain
    .slice(0, KEPT)
    .map(({ number, deploymentId }) => `r${number}${deploymentId ? `@${deploymentId}` : ''}`);
  const gone = left.slice(0, KEPT).map((number) => ` r${number}`);
  const behind = gone.length > 0 ? `; left${gone.join('')}` : '';
  return `ship live: ${names.join(' ')}${behind}${pinned ? `; pinned ${pinned}` : ''}`.slice(0, MAX_CHARACTERS);
}

export function parseLiveNote(description: string): LiveNote {
  const pattern = /ship live:((?: r\d+(?:@\w+)?)+)(?:; left((?: r\d+)+))?(?:; pinned (.*))?/;
  const [, names = '', gone = '', pinned] = pattern.exec(description) ?? [];
  const chain = [...names.matchAll(/r(\d+)(?:@(\w+))?/g)].map(([, number, deploymentId]) => ({
    number: Number(number),
    ...(deploymentId ? { deploymentId } : {}),
  }));
  const left = [...gone.matchAll(/r(\d+)/g)].map(([, number]) => Number(number));
  return { chain, left, ...(pinned ? { pinned } : {}) };
}

/** The note of a release that is deployed now: what was live goes behind it, and a pin ends. */
export function noteOfDeploy(release: Was, before: LiveNote): LiveNote {
  return { chain: [release, ...before.chain.filter(({ number }) => number !== release.number)], left: before.left };
}

/** The note of going back: what lies between is dropped from the way back, and named in the pin. */
export function noteOfRollback(
  target: Was,
  before: LiveNote,
  by: { readonly actor: string; readonly at: string },
): LiveNote {
  const at = before.chain.findIndex(({ number }) => number === target.number);
  const older = at >= 0 ? before.chain.slice(at + 1) : before.chain.filter(({ number }) => number < target.number);
  const was = before.chain[0];
  const from = was ? `, was r${was.number}${was.deploymentId ? `@${was.deploymentId}` : ''}` : '';
  const kept = new Set([target, ...older].map(({ number }) => number));
  const left = [...before.chain.map(({ number }) => number), ...before.left].filter((number) => !kept.has(number));
  return { chain: [target, ...older], left, pinned: `by ${by.actor} at ${by.at}${from}` };
}

export function wasOf(release: KnownRelease): Was {
  return { number: release.number, ...(release.deploymentId ? { deploymentId: release.deploymentId } : {}) };
}
