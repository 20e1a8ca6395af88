import { deflateRawSync, inflateRawSync } from 'node:zlib';
import type { ReleaseFunction, ReleaseRecord } from '../model/release.ts';

/** API Gateway's limit for a deployment's description. */
const MAX_CHARACTERS = 1024;
const MARK = ' | ship1:';
const MAX_INFLATED_BYTES = 64 * 1024;

interface Packed {
  readonly n: number;
  readonly d: string;
  readonly r: string;
  readonly e?: string;
  readonly p?: Readonly<Record<string, number>>;
  readonly c?: Readonly<Record<string, number>>;
  readonly a: string;
  readonly t: string;
  readonly g?: string;
  readonly y?: 1;
  readonly m?: string;
  readonly f: readonly (readonly string[])[];
}

type Columns = (one: ReleaseFunction) => readonly string[];

const whole: Columns = ({ key, version, digest, code }) => [key, version, digest, code];
const versionsOnly: Columns = ({ key, version }) => [key, version];

/** So much of the line for people is worth something; where room is short its number has to do. */
const PEOPLE = 24;

/**
 * A release as the description of its gateway deployment: a line for people, then the record, deflated. AWS is the only
 * truth, so whatever `status` and `rollback` need must fit here; what does not fit goes in this order: the message is
 * cut, then the digests of functions are left out (they stand in the versions' own descriptions too), then the message
 * goes, and most of the commit's hash and of a long name.
 */
export function describeRelease(record: ReleaseRecord, maxCharacters = MAX_CHARACTERS): string {
  const { message, ...untold } = record;
  const short = message === undefined ? record : { ...record, message: message.slice(0, 60) };
  const { gitSha, actor } = untold;
  const terse = { ...untold, actor: actor.slice(0, 24), ...(gitSha ? { gitSha: gitSha.slice(0, 12) } : {}) };
  const candidates: readonly [record: ReleaseRecord, columns: Columns, people: number][] = [
    [record, whole, PEOPLE],
    [short, whole, PEOPLE],
    [short, versionsOnly, PEOPLE],
    [untold, versionsOnly, PEOPLE],
    [terse, versionsOnly, `r${record.number}`.length],
  ];
  for (const [packable, columns, atLeast] of candidates) {
    const packed = `${MARK}${pack(packable, columns)}`;
    const people = sentence(record).slice(0, Math.max(0, maxCharacters - packed.length));
    if (people.length >= atLeast) return people + packed;
  }
  throw new Error(`the record of r${record.number} does not fit into a description of ${maxCharacters} characters`);
}

/** Undefined: not written by ship, or changed by hand. */
export function parseRelease(description: string): ReleaseRecord | undefined {
  const at = description.lastIndexOf(MARK);
  if (at < 0) return undefined;
  try {
    const bytes = Buffer.from(description.slice(at + MARK.length), 'base64url');
    return unpack(JSON.parse(inflateRawSync(bytes, { maxOutputLength: MAX_INFLATED_BYTES }).toString()) as Packed);
  } catch {
    return undefined;
  }
}

function sentence({ number, digest, madeAt, actor, gitSha, dirty, message }: ReleaseRecord): string {
  const git = gitSha ? ` ${gitSha.slice(0, 8)}${dirty ? '+' : ''}` : '';
  return `r${number} ${digest.slice(0, 8)} ${madeAt} by ${actor}${git}${message ? `: ${message}` : ''}`;
}

function pack(record: ReleaseRecord, columns: Columns): string {
  const packed: Packed = {
    n: record.number,
    d: record.digest,
    r: record.routesDigest,
    ...(record.connectionsDigest ? { e: record.connectionsDigest } : {}),
    ...(record.warm ? { p: record.warm } : {}),
    ...(record.reserved ? { c: record.reserved } : {}),
    a: record.actor,
    t: record.madeAt,
    ...(record.gitSha ? { g: record.gitSha } : {}),
    ...(record.dirty ? { y: 1 } : {}),
    ...(record.message ? { m: record.message } : {}),
    f: record.functions.map(columns),
  };
  return deflateRawSync(JSON.stringify(packed), { level: 9 }).toString('base64url');
}

function unpack(packed: Packed): ReleaseRecord {
  return {
    number: packed.n,
    digest: packed.d,
    routesDigest: packed.r,
    connectionsDigest: packed.e ?? '',
    ...(packed.p ? { warm: packed.p } : {}),
    ...(packed.c ? { reserved: packed.c } : {}),
    actor: packed.a,
    madeAt: packed.t,
    dirty: packed.y === 1,
    ...(packed.g ? { gitSha: packed.g } : {}),
    ...(packed.m ? { message: packed.m } : {}),
    functions: packed.f.map(([key = '', version = '', digest = '', code = '']) => ({ key, version, digest, code })),
  };
}
