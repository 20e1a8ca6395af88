import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Faults } from '../faults/faults.ts';
import type { Params } from './operation.ts';
import type { Tables } from './store.ts';

/** Everything an operation may touch. The parts know each other only through this. */
export interface World {
  readonly config: WorldConfig;
  readonly store: Tables;
  readonly blobs: Blobs;
  readonly clock: Clock;
  /** The fault rules in force, for what is no operation of AWS: requests through the gateway. */
  readonly faults: Pick<Faults, 'active' | 'draw' | 'between'>;
  /** Makes a call in-process, exactly as a client would over the wire: validated, same errors (AwsError). Answers the reply's `body`. */
  readonly call: (service: string, operation: string, params: Params) => Promise<unknown>;
  /** Set by the execution room at start. */
  invoker: Invoker;
  readonly logs: LogSink;
  readonly metrics: MetricSink;
  /** Set by the gateway room at start. */
  gateway: GatewayDoor;
  /** Says that it is used, on ports of its own: a local AWS that nobody uses may end itself. */
  readonly noteUse: () => void;
  /** Registers work for shutdown: timers, child processes, listeners. */
  readonly onStop: (stop: () => void | Promise<void>) => void;
}

export interface WorldConfig {
  readonly accountId: string;
  readonly region: string;
  /** `http://127.0.0.1:<port>` of this local AWS: queue URLs, code locations, AWS_ENDPOINT_URL of functions. */
  readonly endpoint: string;
  /** The state's folder; absolute. */
  readonly dir: string;
  /** `fast`: waits of a few ms. `aws`: modelled on the real one. `strict` parts are separate switches. */
  readonly profile: 'fast' | 'aws';
  readonly strictSignatures: boolean;
  /** Every concurrent request gets an environment of its own, as on AWS, instead of queueing shortly above a ceiling. */
  readonly strictConcurrency: boolean;
  /** Runtimes whose functions AWS refuses to create or update today are accepted. */
  readonly allowDeprecatedRuntimes?: boolean;
  /** A function's role need not exist in the local IAM, nor trust Lambda. */
  readonly acceptAnyRole?: boolean;
}

/** What exists before the rooms that the rest of the world is made of. */
export type WorldBase = Omit<World, 'logs' | 'metrics' | 'invoker' | 'gateway'>;

export interface Clock {
  readonly now: () => number;
  readonly sleep: (ms: number) => Promise<void>;
  /** How long a named transition takes in the current profile, in ms (e.g. `lambda.update`, `apigateway.deployment`). */
  readonly duration: (transition: string) => number;
}

/** Content-addressed bytes on disk (zips, S3 objects). */
export interface Blobs {
  /** Answers the sha256 in hex. */
  readonly put: (bytes: Buffer) => Promise<string>;
  readonly get: (sha256: string) => Promise<Buffer>;
  /** Moves a file of the blobs' folder into place under its sha256. */
  readonly adopt: (path: string, sha256: string) => Promise<string>;
  readonly path: (sha256: string) => string;
}

export interface Invocation {
  /** Name or any ARN form. */
  readonly functionName: string;
  readonly qualifier?: string;
  readonly payload: Buffer;
  readonly type: 'RequestResponse' | 'Event' | 'DryRun';
  readonly clientContext?: string;
  readonly traceId?: string;
  /** What the caller is told as x-amzn-RequestId: the function's `awsRequestId` is the same. */
  readonly requestId?: string;
  /** Answer the last 4 KB of the log. */
  readonly tail?: boolean;
  /** Hooks of an asynchronous or polled source: what to call when all is done. */
  readonly source?: string;
  /** Of type Event: told in this process when the function failed for the last time; forgotten by a restart. */
  readonly failed?: (result: InvocationResult | undefined) => void;
}

export interface InvocationResult {
  readonly status: number;
  readonly payload: Buffer;
  readonly functionError?: 'Handled' | 'Unhandled';
  /** Empty when nothing ran: types Event and DryRun. */
  readonly executedVersion: string;
  /** Base64, only when `tail` was asked for. */
  readonly logTail?: string;
}

/** Rejects with AwsError (ResourceNotFoundException, TooManyRequestsException, ...) when nothing could be run. */
export interface Invoker {
  readonly invoke: (invocation: Invocation) => Promise<InvocationResult>;
  /** Provisioned concurrency: start (or stop, with 0) environments of one published version or alias. Resolves when they are ready. */
  readonly provision: (functionName: string, version: string, count: number) => Promise<void>;
  /** A version or function was deleted or its $LATEST changed: its idle environments go. */
  readonly retire: (functionName: string, version?: string) => void;
}

export interface LogEvent {
  readonly timestamp: number;
  readonly message: string;
}
export interface LogSink {
  readonly append: (group: string, stream: string, events: readonly LogEvent[]) => void;
  /** What was appended so far outlives the process. */
  readonly flush: () => void;
  /** What is kept of one stream from `since` (epoch ms) on, in the order it came. */
  readonly read: (group: string, stream: string, since?: number) => readonly KeptLogEvent[];
  /** Undefined for a stream without events. */
  readonly times: (group: string, stream: string) => LogStreamTimes | undefined;
  /** Drops one stream, or the whole group. */
  readonly remove: (group: string, stream?: string) => void;
  /** Told of events after they were written, some of one stream at a time. */
  readonly watch: (listener: (group: string, stream: string, written: WrittenLog) => void) => void;
}
/** Read from bytes only when asked. */
export interface WrittenLog {
  readonly events: () => readonly KeptLogEvent[];
  /** Does any event hold this text? Of ASCII, without quotes and backslashes. */
  readonly includes: (text: string) => boolean;
}
/** Epoch ms. */
export interface LogStreamTimes {
  readonly first: number;
  readonly last: number;
  /** When the last event came. */
  readonly ingested: number;
}
export interface KeptLogEvent extends LogEvent {
  readonly ingestionTime: number;
}

export interface MetricSink {
  /** One sample. Dimensions in AWS's names: `{FunctionName, Resource?, ExecutedVersion?}`, `{ApiId, Stage?}`, `{QueueName}`. */
  readonly record: (
    namespace: string,
    metric: string,
    dimensions: Readonly<Record<string, string>>,
    value: number,
    unit?: string,
    /** The sample stands for so many equal ones; 1 when left out. */
    count?: number,
  ) => void;
  /** Values aggregated elsewhere, for a time of their own (epoch milliseconds). */
  readonly put: (
    namespace: string,
    metric: string,
    dimensions: Readonly<Record<string, string>>,
    bucket: MetricBucket,
    at: number,
  ) => void;
  /** Every series kept, for reading; the values are live objects: read them at once. */
  readonly series: () => readonly MetricSeries[];
}
export interface MetricSeries {
  readonly namespace: string;
  readonly metric: string;
  readonly dimensions: Readonly<Record<string, string>>;
  /** By start of the bucket in epoch seconds, ascending: buckets of one second, folded into minutes when they age. */
  readonly buckets: ReadonlyMap<number, MetricBucket>;
}
export interface MetricBucket {
  readonly count: number;
  readonly sum: number;
  readonly minimum: number;
  readonly maximum: number;
  /** A sample of the values, for percentiles. */
  readonly sample: readonly number[];
  readonly unit?: string;
}

export interface GatewayDoor {
  /** `http://127.0.0.1:<port>`: each API and custom domain listens on a loopback port of its own. Opens it on first use. */
  readonly endpoint: (apiIdOrDomainName: string) => Promise<string>;
  readonly close: (apiIdOrDomainName: string) => void;
  /**
   * What answers requests under this Host (without port), for the server of the main port: `<apiId>.execute-api.<region>.amazonaws.com`
   * or a custom domain name. Undefined: none of this world's. The listener reads the body itself.
   */
  readonly listenerFor: (host: string) => ((request: IncomingMessage, response: ServerResponse) => void) | undefined;
  /** Drops what authorizers of the stage answered (ResetAuthorizersCache). */
  readonly forgetAuthorizations: (apiId: string, stageName: string) => void;
}
