import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { createServer as createPlainServer, type AddressInfo, type Server as PlainServer, type Socket } from 'node:net';

/** What must not get out: as a presigned URL in an error message would carry it. */
export const planted = 'f00dfeedf00dfeed';
const escapes = '\u001b[2J\u001b]0;owned\u0007\u202edetrats';
const presigned = `https://bucket.s3.amazonaws.com/key?X-Amz-Credential=AKIA%2F${planted}&X-Amz-Signature=${planted}&X-Amz-Security-Token=${planted}`;

type Answer = (response: ServerResponse, request: IncomingMessage, elsewhere: string) => void;

const json = (status: number, body: string, more: Readonly<Record<string, string>> = {}): Answer => {
  return (response) => response.writeHead(status, { 'content-type': 'application/json', ...more }).end(body);
};
const xml = (status: number, body: string): Answer => {
  return (response) => response.writeHead(status, { 'content-type': 'text/xml' }).end(body);
};
const entities = Array.from({ length: 12 }, (_, n) => `<!ENTITY e${n + 1} "${`&e${n};`.repeat(10)}">`).join('');

/** Answers that end at once. The path's first segment chooses one. */
export const hostileAnswers: Readonly<Record<string, Answer>> = {
  'html of a proxy': (response) =>
    response.writeHead(200, { 'content-type': 'text/html' }).end('<html><body>Please log in<br></body></html>'),
  'html that refuses': (response) =>
    response.writeHead(403, { 'content-type': 'text/html' }).end(`<html><h1>Forbidden</h1>${escapes}</html>`),
  nothing: json(200, ''),
  'half a document': json(200, '{"Versions": [{"Vers'),
  'a list': json(200, '[1, 2, 3]'),
  null: json(200, 'null'),
  'other types': json(
    200,
    '{"Versions":7,"Aliases":"x","Items":{"a":1},"message":{"deep":[1]},"Configuration":[],"Code":0}',
  ),
  'deep nesting': json(200, '['.repeat(200_000)),
  'escapes and a presigned url': json(
    400,
    JSON.stringify({ message: `${escapes} see ${presigned}`, Code: 'InvalidParameterValueException' }),
    { 'x-amzn-errortype': 'InvalidParameterValueException' },
  ),
  'an xml error with escapes': xml(
    400,
    `<ErrorResponse><Error><Code>ValidationError</Code><Message>${presigned.replaceAll('&', '&amp;')} &#27;[2J \u202e</Message></Error></ErrorResponse>`,
  ),
  'an entity bomb': xml(
    200,
    `<?xml version="1.0"?><!DOCTYPE x [<!ENTITY e0 "boom">${entities}]><DescribeStacksResponse>&e12;</DescribeStacksResponse>`,
  ),
  'an open entity': xml(
    200,
    '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><DescribeStacksResponse>&e;</DescribeStacksResponse>',
  ),
  'a redirect': (response, _request, elsewhere) => response.writeHead(302, { location: elsewhere }).end(),
  'a lasting redirect': (response, _request, elsewhere) => response.writeHead(308, { location: elsewhere }).end(),
  'less than it says': (response) => {
    response.writeHead(200, { 'content-type': 'application/json', 'content-length': '5000' });
    response.write('{"Versions":', () => response.destroy());
  },
  'more than it says': (response) =>
    void response.socket?.end('HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\n{}{}{}HTTP/1.1 200 OK\r\n\r\n'),
  'no http': (response) => void response.socket?.end('SSH-2.0-OpenSSH_9.6\r\n'),
  'endless headers': (response) => {
    const line = `x-filler: ${'y'.repeat(8000)}\r\n`;
    response.socket?.end(`HTTP/1.1 200 OK\r\n${line.repeat(40)}\r\n{}`);
  },
  'a cut connection': (response) => void response.socket?.resetAndDestroy(),
};

/** Answers that would never end by themselves. */
export const endlessAnswers: Readonly<Record<string, Answer>> = {
  silence: () => undefined,
  'a dripping head': (response) => drip(response.socket, 'HTTP/1.1 200 OK\r\nx-a: ', 'b'),
  'a dripping body': (response) => drip(response.socket, 'HTTP/1.1 200 OK\r\ncontent-length: 100000\r\n\r\n{', ' '),
  'an endless body': (response) => {
    response.writeHead(200, { 'content-type': 'application/json' });
    const block = Buffer.alloc(256 * 1024, ' ');
    const more = (): void => {
      while (!response.destroyed && response.write(block));
    };
    response.on('drain', more);
    more();
  },
};

function drip(socket: Socket | null, begin: string, drop: string): void {
  socket?.write(begin);
  const timer = setInterval(() => socket?.write(drop), 20);
  socket?.on('close', () => clearInterval(timer)).on('error', () => clearInterval(timer));
}

export interface HostileServer {
  /** Of an answer by its name. */
  readonly urlOf: (name: string) => string;
  /** Requests that came where a redirect pointed to. */
  readonly strayed: () => number;
  readonly stop: () => Promise<void>;
}

export async function startHostileServer(): Promise<HostileServer> {
  let strayed = 0;
  const elsewhere = createPlainServer((socket) => {
    strayed++;
    socket.destroy();
  });
  const elsewherePort = await listening(elsewhere);
  const all = { ...hostileAnswers, ...endlessAnswers };
  const server = createServer((request, response) => {
    const name = decodeURIComponent((request.url ?? '').split('/')[1] ?? '');
    response.on('error', () => undefined);
    request.resume().on('end', () => all[name]?.(response, request, `http://127.0.0.1:${elsewherePort}/stolen`));
  });
  const port = await listening(server);
  return {
    urlOf: (name) => `http://127.0.0.1:${port}/${encodeURIComponent(name)}`,
    strayed: () => strayed,
    stop: async () => {
      server.closeAllConnections();
      await Promise.all([server, elsewhere].map((one) => new Promise((resolve) => one.close(resolve))));
    },
  };
}

async function listening(server: Server | PlainServer): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return (server.address() as AddressInfo).port;
}
