import { stat } from 'node:fs/promises';
import type { Faults } from '../faults/faults.ts';
import { noFaults } from '../faults/fault-rule.ts';
import { parseFaultSettings } from '../faults/parse-fault-settings.ts';
import { AwsError } from '../kernel/aws-error.ts';
import type { Params } from '../kernel/operation.ts';
import type { Blobs } from '../kernel/world.ts';
import { endAnswer } from './end-answer.ts';
import type { Exchange } from './http-server.ts';
import type { Incoming } from './incoming.ts';
import type { RequestLog } from './request-log.ts';

export const TOKEN_HEADER = 'x-local-aws-token';

export interface SideDoor {
  /** Who may look and set: whoever can read `daemon.json`. */
  readonly token: string;
  readonly about: Readonly<Record<string, unknown>>;
  readonly faults: Faults;
  readonly requests: RequestLog;
  readonly blobs: Blobs;
  /** Rings a rule or schedule by hand: `{rule, event?}`. */
  readonly trigger: (request: Params) => unknown;
  /** Ends the process; undefined where the local AWS runs inside another. */
  readonly exit?: () => void;
  /** kill -9, for the fault of that name; undefined likewise. */
  readonly kill?: () => void;
}

function readJson(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString('utf8'));
  } catch (error) {
    throw new AwsError('ValidationException', 400, `The body is no JSON: ${(error as Error).message}`);
  }
}

type Handler = (door: SideDoor, incoming: Incoming) => unknown;

const handlers: Readonly<Record<string, Handler>> = {
  'GET /_local/health': ({ about }) => ({ status: 'ok', ...about, memory: process.memoryUsage() }),
  'GET /_local/requests': ({ requests }) => ({ requests: requests.recent(), writeError: requests.writeError }),
  'DELETE /_local/requests': ({ requests }) => requests.clear(),
  'GET /_local/faults': ({ faults }) => faults.settings,
  'GET /_local/faults/injected': ({ faults }) => ({ injected: faults.injected() }),
  'PUT /_local/faults': ({ faults }, { body }) => {
    faults.replace(parseFaultSettings(readJson(body)));
    return faults.settings;
  },
  'DELETE /_local/faults': ({ faults }) => {
    faults.replace(noFaults);
    return faults.settings;
  },
  'POST /_local/trigger': ({ trigger }, { body }) => trigger(readJson(body) as Params),
  'POST /_local/stop': ({ exit }) => {
    if (!exit) throw new AwsError('ValidationException', 400, 'This local AWS runs inside another process.');
    setImmediate(exit);
    return { status: 'stopping' };
  },
};

/** Bytes by their sha256, which nobody can guess: where GetFunction says that the code is. */
async function sendBlob({ blobs }: SideDoor, sha256: string, { request, response }: Exchange): Promise<void> {
  const path = blobs.path(sha256);
  const { size } = await stat(path).catch(() => {
    throw new AwsError('NoSuchKey', 404, 'There is no such blob.');
  });
  const headers = { 'content-type': 'application/octet-stream' };
  await endAnswer(
    { request, response },
    { status: 200, headers, body: '', file: { path, start: 0, end: size } },
    'send',
  );
}

/** `/_local/...`: what is not AWS. Throws AwsError. */
export async function answerSideDoor(door: SideDoor, incoming: Incoming, exchange: Exchange): Promise<void> {
  const blob = /^\/_local\/blobs\/([0-9a-f]{64})$/.exec(incoming.path);
  if (blob) return sendBlob(door, blob[1] as string, exchange);
  if (incoming.headers[TOKEN_HEADER] !== door.token) {
    throw new AwsError('AccessDeniedException', 403, `${TOKEN_HEADER} must be the token in daemon.json.`);
  }
  const handler = handlers[`${incoming.method} ${incoming.path}`];
  if (!handler) throw new AwsError('NotFound', 404, `There is no ${incoming.method} ${incoming.path}.`);
  const body = JSON.stringify((await handler(door, incoming)) ?? {});
  exchange.response.writeHead(200, { 'content-type': 'application/json' }).end(body);
}
