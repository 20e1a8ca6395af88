import type { World } from './world.ts';

/** Input of an operation, named as on the wire: path labels, query string, headers named by the route, body members. */
export type Params = Record<string, unknown>;

export interface RequestContext {
  readonly requestId: string;
  readonly region: string;
  readonly accountId: string;
  /** Of the signature; undefined for unsigned and for in-process calls. */
  readonly accessKeyId?: string;
  /** True when CloudFormation or another part of the local AWS makes the call in-process. */
  readonly internal: boolean;
  readonly headers: Readonly<Record<string, string>>;
  /** The body as it came, for operations whose input is bytes (Invoke, PutObject). */
  readonly rawBody: Buffer;
  /** S3's PUTs; `rawBody` then holds small bodies only. */
  readonly upload?: Upload;
  /** A POST of `multipart/form-data`: S3's uploads from web pages. */
  readonly form?: UploadForm;
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
}

export interface UploadForm {
  /** By name in lower case. */
  readonly fields: Readonly<Record<string, string>>;
  readonly file?: { readonly name: string; readonly bytes: Buffer };
}

/** A body that was streamed to disk and hashed on the way: S3's objects. */
export interface Upload {
  readonly size: number;
  /** Hex. */
  readonly sha256: string;
  readonly md5: string;
  /** Base64, by name (`crc32`); those that the request asks to be checked. */
  readonly checksums: Readonly<Record<string, string>>;
  /** What followed the last chunk. */
  readonly trailers: Readonly<Record<string, string>>;
  /** Makes it a blob; answers its sha256. */
  readonly keep: () => Promise<string>;
}

/**
 * `body` is serialised by the protocol of the request; `raw` is sent as it is. A `Date` in `body` takes the protocol's own
 * form: epoch seconds in JSON, ISO 8601 in XML. Arrays become `<member>` lists in query replies unless marked `flattened`.
 */
export interface Reply {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: unknown;
  readonly raw?: Buffer | string;
  /** Bytes of a file, `end` excluded; streamed. */
  readonly file?: FileSlice;
}

export interface FileSlice {
  readonly path: string;
  readonly start: number;
  readonly end: number;
}

/** One AWS operation: one file each, under its service's `operations/`. */
export interface Operation {
  /** AWS's name, e.g. `PublishVersion`. */
  readonly name: string;
  /** REST services only: `POST /2015-03-31/functions/{FunctionName}/versions`; `{Key+}` takes the rest of the path. */
  readonly route?: string;
  /** REST services: only requests with this header are meant (lower case). */
  readonly header?: string;
  /** REST services: the body is bytes (`context.rawBody`), not members of `params`: Invoke. */
  readonly payload?: boolean;
  /** True when it changes state: throttles, faults and the request log tell reads from writes by it. */
  readonly writes: boolean;
  readonly handle: (params: Params, world: World, context: RequestContext) => Promise<Reply> | Reply;
}

export type Protocol = 'rest-json' | 'query' | 'aws-json' | 'rest-xml';

/** A service with both `target` and `version` speaks aws-json and query: X-Amz-Target or `Action=` in the request decides. */
export interface Service {
  /** The SigV4 signing name, e.g. `lambda`, `apigateway`, `cloudformation`. */
  readonly signingName: string;
  readonly protocol: Protocol;
  readonly operations: readonly Operation[];
  /** aws-json: the prefix of X-Amz-Target (`AmazonSQS`); query: the API version. */
  readonly target?: string;
  readonly version?: string;
  readonly xmlNamespace?: string;
  /** Names in the query that make another operation of the same path (S3's `?acl`): without a route of their own there is none. */
  readonly subresources?: ReadonlySet<string>;
  /** Puts an error into the service's own wire shape, where it differs from its protocol's default. */
  readonly renderError?: (error: unknown, context: RequestContext) => Reply;
  /** Called once after the store is loaded: timers, pollers and whatever must run again after a restart. */
  readonly start?: (world: World) => void | Promise<void>;
}
