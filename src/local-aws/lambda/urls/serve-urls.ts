import type { IncomingMessage, ServerResponse } from 'node:http';
import { Listeners } from '../../gateway/listeners.ts';
import type { World } from '../../kernel/world.ts';
import { qualifiedKey } from '../function-rows.ts';
import { answerUrl } from './answer-url.ts';
import { functionUrls, type FunctionUrlRow } from './url-rows.ts';

const listeners = new WeakMap<World, Listeners>();

function listenersOf(world: World): Listeners {
  let known = listeners.get(world);
  if (!known) listeners.set(world, (known = new Listeners(world)));
  return known;
}

const portKey = (id: string): string => `function-url/${id}`;

const failed = Buffer.from('Internal Server Error');

async function serve(world: World, key: string, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const row = functionUrls(world).get(key);
  const answer = row
    ? await answerUrl(world, row, request).catch(() => ({ status: 500, headers: [], body: failed }))
    : { status: 404, headers: [], body: Buffer.alloc(0) };
  response.writeHead(answer.status, [...answer.headers, 'content-length', String(answer.body.length)]);
  response.end(request.method === 'HEAD' ? undefined : answer.body);
}

/** Opens the loopback port of a URL; answers the URL. A port of its own, because no name below localhost resolves everywhere. */
export async function openUrl(
  world: World,
  row: Pick<FunctionUrlRow, 'id' | 'functionName' | 'qualifier'>,
): Promise<string> {
  const key = qualifiedKey(row.functionName, row.qualifier);
  const port = await listenersOf(world).open(portKey(row.id), (request, response) => {
    void serve(world, key, request, response);
  });
  return `http://127.0.0.1:${port}/`;
}

export function closeUrl(world: World, { id }: FunctionUrlRow): void {
  void listenersOf(world).close(portKey(id));
}

/** After a restart, on the same ports where they are still free. */
export async function resumeUrls(world: World): Promise<void> {
  for (const row of functionUrls(world).values()) {
    const url = await openUrl(world, row);
    if (url !== row.url) functionUrls(world).set(qualifiedKey(row.functionName, row.qualifier), { ...row, url });
  }
}
