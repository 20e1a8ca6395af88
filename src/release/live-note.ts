import type { KnownRelease } from '../model/release.ts';

/** A release as the live note names it; routeless services have no gateway deployment. */
export interface Was {
  readonly number: number;
  readonly deploymentId?: string;
  /** It keeps environments warm or reserves executions: to go back to it, or from it, its record is looked at. */
  readonly keeps?: true;
}

export interface LiveNote {
  /** What is live, then what was live before it, newest first: the way back is recorded, never inferred. */
  readonly chain: readonly Was[];
  /** Were live once and are not on the way back any more: a rollback left them. */
  readonly left: readonly number[];
  /** A share of the calls goes to another release. */
  readonly share?: Share;
  /** Mark of the rollback that made it live: one that died on its way is known again by it. */
  readonly run?: string;
  /** Why it stays until somebody says --unpin. */
  readonly pinned?: string;
}

/** Who went back, when, and in which run. */
export interface By {
  readonly actor: string;
  /** ISO 8601. */
  readonly at: string;
  /** Of the run. */
  readonly mark: string;
}

/** A release that has some of the calls, and the gateway deployment that gives it them. */
export interface Share extends Was {
  readonly deploymentId: string;
  readonly percent: number;
  readonly stepDeploymentId: string;
  /** ISO 8601. */
  readonly since: string;
}

const KEPT = 12;
const MAX_CHARACTERS = 1000;

/**
 * The live stage's description, written by the very PATCH that moves it:
 * `ship live: r16@abc r15@def; run a1b2c3; pinned by ada@laptop at 2026-11-21T05:40:00Z, was r17`, and on the way
 * to r17 `ship live: r16@abc r15@def; canary r17@ghi 10% by jkl since 2026-11-21T05:40:00Z`.
 */
export function formatLiveNote({ chain, left, share, run, pinned }: LiveNote): string {
  const names = chain
    .slice(0, KEPT)
    .map(({ number, deploymentId, keeps }) => `r${number}${deploymentId ? `@${deploymentId}` : ''}${keeps ? '+' : ''}`);
  const gone = left.slice(0, KEPT).map((number) => ` r${number}`);
  const behind = gone.length > 0 ? `; left${gone.join('')}` : '';
  const on = share ? `; canary ${formatShare(share)}` : '';
  const by = `${run ? `; run ${run}` : ''}${pinned ? `; pinned ${pinned}` : ''}`;
  return `ship live: ${names.join(' ')}${on}${behind}${by}`.slice(0, MAX_CHARACTERS);
}

function formatShare({ number, deploymentId, keeps, percent, stepDeploymentId, since }: Share): string {
  return `r${number}@${deploymentId}${keeps ? '+' : ''} ${percent}% by ${stepDeploymentId} since ${since}`;
}

function parseShare(text: string | undefined): Share | undefined {
  const found = /^r(\d+)@(\w+)(\+?) (\d+)% by (\w+) since (\S+)$/.exec(text ?? '');
  if (!found) return undefined;
  const [, number, deploymentId = '', keeps, percent, stepDeploymentId = '', since = ''] = found;
  const of = { number: Number(number), deploymentId, ...(keeps ? { keeps: true as const } : {}) };
  return { ...of, percent: Number(percent), stepDeploymentId, since };
}

export function parseLiveNote(description: string): LiveNote {
  const pattern =
    /ship live:((?: r\d+(?:@\w+)?\+?)+)(?:; canary ([^;]+))?(?:; left((?: r\d+)+))?(?:; run ([\w-]+))?(?:; pinned (.*))?/;
  const [, names = '', canary, gone = '', run, pinned] = pattern.exec(description) ?? [];
  const share = parseShare(canary);
  const chain = [...names.matchAll(/r(\d+)(?:@(\w+))?(\+?)/g)].map(([, number, deploymentId, keeps]) => ({
    number: Number(number),
    ...(deploymentId ? { deploymentId } : {}),
    ...(keeps ? { keeps: true as const } : {}),
  }));
  const left = [...gone.matchAll(/r(\d+)/g)].map(([, number]) => Number(number));
  return { chain, left, ...(share && { share }), ...(run && { run }), ...(pinned && { pinned }) };
}

/** The note of a release that is deployed now: what was live goes behind it, and a pin ends. */
export function noteOfDeploy(release: Was, before: LiveNote): LiveNote {
  const shared = before.share && before.share.number !== release.number ? [before.share.number] : [];
  const left = [...shared, ...before.left.filter((number) => !shared.includes(number))];
  return { chain: [release, ...before.chain.filter(({ number }) => number !== release.number)], left };
}

/** The note of a step: what was live still is, and another release has a share. */
export function noteOfShare(share: Share, before: LiveNote): LiveNote {
  return { chain: before.chain, left: before.left, share };
}

/** The note of taking that share back; `by` a person: then the service stays so until --unpin. */
export function noteOfShareEnded(before: LiveNote, by?: By): LiveNote {
  const { chain, share } = before;
  const left = [...(share ? [share.number] : []), ...before.left.filter((number) => number !== share?.number)];
  const was = share ? `, was ${share.percent}% on r${share.number}` : '';
  return { chain, left, ...(by && { run: by.mark, pinned: `by ${by.actor} at ${by.at}${was}` }) };
}

/** The note of going back: what lies between is dropped from the way back, and named in the pin. */
export function noteOfRollback(target: Was, before: LiveNote, by: By): LiveNote {
  const at = before.chain.findIndex(({ number }) => number === target.number);
  const older = at >= 0 ? before.chain.slice(at + 1) : before.chain.filter(({ number }) => number < target.number);
  const was = before.chain[0];
  const from = was ? `, was r${was.number}` : '';
  const kept = new Set([target, ...older].map(({ number }) => number));
  const shared = before.share ? [before.share.number] : [];
  const were = [...shared, ...before.chain.map(({ number }) => number), ...before.left];
  const left = [...new Set(were)].filter((number) => !kept.has(number));
  return { chain: [target, ...older], left, run: by.mark, pinned: `by ${by.actor} at ${by.at}${from}` };
}

/** Known for certain: what no longer fits into a full note may have been live. */
export function isNeverLive({ chain, left, share }: LiveNote, number: number): boolean {
  if (share?.number === number || left.includes(number) || chain.some((one) => one.number === number)) return false;
  const oldest = chain.length < KEPT ? 0 : (chain.at(-1)?.number ?? 0);
  return left.length < KEPT && number > oldest;
}

interface Kept extends Pick<KnownRelease, 'number' | 'warm' | 'reserved'> {
  readonly deploymentId?: string | undefined;
}

export function wasOf({ number, deploymentId, warm, reserved }: Kept): Was {
  return { number, ...(deploymentId ? { deploymentId } : {}), ...((warm ?? reserved) ? { keeps: true } : {}) };
}
