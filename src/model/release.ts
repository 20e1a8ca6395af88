/** Which code and configuration a function has in a release. */
export interface ReleaseFunction {
  readonly key: string;
  /** The number Lambda published. */
  readonly version: string;
  /** First 16 hex digits of the sha256 over code content and configuration. */
  readonly digest: string;
  /** First 8 characters of Lambda's CodeSha256 (base64). */
  readonly code: string;
}

/** The immutable whole that goes live: kept in AWS, in the description of the release's gateway deployment. */
export interface ReleaseRecord {
  /** 17 for `r17`. */
  readonly number: number;
  /** First 16 hex digits over functions, routes, authorizers and events. */
  readonly digest: string;
  readonly functions: readonly ReleaseFunction[];
  /** First 16 hex digits of the OpenAPI document without versions and release number. */
  readonly routesDigest: string;
  /** Of its event connections, which the foundation keeps; empty: it has none. */
  readonly connectionsDigest: string;
  /** Environments that it keeps warm, and executions that it reserves, by function key: what is given back is found by it. */
  readonly warm?: Readonly<Record<string, number>>;
  readonly reserved?: Readonly<Record<string, number>>;
  readonly gitSha?: string;
  readonly dirty: boolean;
  readonly actor: string;
  /** ISO 8601. */
  readonly madeAt: string;
  readonly message?: string;
}

/** A release that AWS holds, and where. */
export interface KnownRelease extends ReleaseRecord {
  /** The gateway deployment that serves it; absent for a service without routes. */
  readonly deploymentId?: string;
}

export const liveStage = '$default';
/** One permanent, oddly named stage: a stage's name shadows the same first path segment on `$default`. */
export const previewStage = 'ship-preview';
/** What events and other services call. */
export const liveAlias = 'live';
export const lockAlias = 'ship-lock';
/** Gives a share of its calls to the version of r17, the rest to the live one: `ship-r17-10`. */
export const stepAlias = (release: number, percent: number): string => `ship-r${release}-${percent}`;
/** What answers carry while a share of the calls goes to r17: `r17-10`. Which of the two answered it cannot say. */
export const stepMarker = (release: number, percent: number): string => `r${release}-${percent}`;
/** Response header by which an answer proves which release gave it. */
export const releaseHeader = 'x-ship-release';
/**
 * Request header with the sibling versions of the same release: `invoice=7,payments=3`. While a share of the calls goes to
 * a new release there are two lists, the live release's first: `invoice=7,main=4;invoice=8,main=5`.
 */
export const siblingsHeader = 'x-ship-functions';
