import { STATUS_CODES, type ServerResponse } from 'node:http';
import { bodyBytes, internalServerError, type GatewayResponse } from './gateway-response.ts';

interface SendOptions {
  readonly requestId: string;
  readonly method: string | undefined;
  /** The rest of the request was not read: the connection cannot be used again. */
  readonly closes?: boolean;
}

function write(response: ServerResponse, answer: GatewayResponse, options: SendOptions): void {
  const { status, headers, body } = answer;
  const isEmpty = status === 204 || status === 304;
  const all = [...headers];
  if (!isEmpty) all.push('content-length', String(bodyBytes(answer)));
  if (options.closes) all.push('connection', 'close');
  all.push('apigw-requestid', options.requestId);
  // Named, because a first attempt that failed leaves its own behind: "500 OK".
  response.writeHead(status, STATUS_CODES[status] ?? '', all);
  const sent = isEmpty || options.method === 'HEAD' ? undefined : body;
  if (options.closes) endWhenQuiet(response, sent);
  else response.end(sent);
}

const QUIET_MS = 200;
const PATIENCE_MS = 5000;

/**
 * Many clients read the answer only when they have sent everything, and a connection that is closed before that takes the
 * answer with it. So what still comes is read and dropped.
 */
function endWhenQuiet(response: ServerResponse, body: string | Buffer | undefined): void {
  const { req: request } = response;
  if (body === undefined) response.flushHeaders();
  else response.write(body);
  const end = (): void => {
    clearTimeout(quiet);
    clearTimeout(patience);
    response.end();
  };
  const quiet = setTimeout(end, QUIET_MS);
  const patience = setTimeout(end, PATIENCE_MS);
  request.removeAllListeners('data');
  request.on('data', () => quiet.refresh());
  request.once('close', end);
  request.once('end', end);
}

/** Sends an answer and says which one went out: header values that HTTP forbids make it a 500. */
export function send(response: ServerResponse, answer: GatewayResponse, options: SendOptions): GatewayResponse {
  try {
    write(response, answer, options);
    return answer;
  } catch (error) {
    if (response.headersSent) throw error;
    write(response, internalServerError, options);
    return internalServerError;
  }
}
