import type { IncomingMessage, ServerResponse } from 'node:http';
import type { HeaderTable } from './event/read-headers.ts';
import type { CompiledRoute } from './routing/compile-deployment.ts';
import type { ServedStage } from './routing/served-stage.ts';

/** What an authorizer found out, as events and logs show it. */
export type Authorization =
  | {
      readonly kind: 'jwt';
      readonly claims: Readonly<Record<string, string>>;
      readonly scopes: readonly string[] | null;
    }
  | {
      readonly kind: 'lambda';
      readonly context: Readonly<Record<string, unknown>> | null;
      readonly principalId?: string;
    }
  | { readonly kind: 'iam'; readonly identity: Readonly<Record<string, unknown>> };

/** One request on its way through the gateway, and what is found out about it on the way. */
export interface Exchange {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  /** Like `JKJaXmPLvHcESHA=`. */
  readonly requestId: string;
  readonly startedAt: number;
  /** For latencies: `performance.now()`. */
  readonly startedTick: number;
  readonly method: string;
  /** As the client sent it, the stage in front. */
  readonly rawPath: string;
  /** What routes see: without the stage or the mapping key. */
  readonly path: string;
  readonly rawQuery: string;
  readonly domainName: string;
  readonly sourceIp: string;
  readonly headers: HeaderTable;
  readonly stage: ServedStage;
  route?: CompiledRoute;
  /** Undefined where the route has none. */
  pathParameters?: Readonly<Record<string, string>>;
  body: Buffer;
  authorization?: Authorization;
  authorizerError?: string;
  /** How it went with the integration, for logs and metrics. */
  integrationStatus?: number;
  integrationServiceStatus?: number;
  integrationRequestId?: string;
  integrationError?: string;
  integrationLatencyMs?: number;
}
