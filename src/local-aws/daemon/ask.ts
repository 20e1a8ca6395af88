import { once } from 'node:events';
import { request, type IncomingMessage } from 'node:http';
import { TOKEN_HEADER } from '../server/side-door.ts';
import type { DaemonFile } from './daemon-file.ts';

/** A daemon on this machine answers at once, or it is not there. */
const TIMEOUT_MS = 3000;

export interface Question {
  readonly method: 'GET' | 'PUT' | 'DELETE' | 'POST';
  /** `/_local/health` */
  readonly path: string;
  readonly body?: unknown;
}

async function readJson(response: IncomingMessage): Promise<unknown> {
  const chunks: Buffer[] = [];
  for await (const chunk of response as AsyncIterable<Buffer>) chunks.push(chunk);
  return JSON.parse(Buffer.concat(chunks).toString('utf8'));
}

/** Asks the side door of a daemon. Rejects when nobody, or somebody else, answers there, and with what it refuses. */
export async function ask({ port, token }: DaemonFile, { method, path, body }: Question): Promise<unknown> {
  const headers = { [TOKEN_HEADER]: token, host: `127.0.0.1:${port}` };
  // No agent: a kept connection would keep the command alive.
  const asked = request({ host: '127.0.0.1', port, method, path, headers, agent: false, timeout: TIMEOUT_MS });
  asked.on('timeout', () => asked.destroy(new Error(`127.0.0.1:${port} does not answer.`)));
  asked.end(body === undefined ? undefined : JSON.stringify(body));
  const [response] = (await once(asked, 'response')) as [IncomingMessage];
  const answer = await readJson(response);
  if (response.statusCode === 200) return answer;
  throw new Error((answer as { message?: string }).message ?? `HTTP ${response.statusCode}`);
}
