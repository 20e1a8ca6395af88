import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Table } from '../kernel/store.ts';
import type { World } from '../kernel/world.ts';

type Listener = (request: IncomingMessage, response: ServerResponse) => void;

interface PortRow {
  readonly port: number;
}

const SETTINGS = {
  // The gateway counts and answers for itself; node's limit only guards its memory.
  maxHeaderSize: 64 * 1024,
  requestTimeout: 0,
  keepAliveTimeout: 75_000,
  headersTimeout: 60_000,
  connectionsCheckingInterval: 30_000,
  noDelay: true,
} as const;

function listen(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => {
      server.removeListener('error', reject);
      resolve((server.address() as AddressInfo).port);
    });
  });
}

/** A loopback port for each API and domain name, the same again after a restart where it is still free. */
export class Listeners {
  readonly #ports: Table<PortRow>;
  readonly #open = new Map<string, Promise<Server>>();

  constructor(world: World) {
    this.#ports = world.store.table('gateway.ports');
    world.onStop(() => this.#closeAll());
  }

  /** Answers the port. */
  async open(key: string, listener: Listener): Promise<number> {
    let opening = this.#open.get(key);
    if (!opening) this.#open.set(key, (opening = this.#start(key, listener)));
    return ((await opening).address() as AddressInfo).port;
  }

  /** For good: the port is not kept. */
  async close(key: string): Promise<void> {
    this.#ports.delete(key);
    const opening = this.#open.get(key);
    this.#open.delete(key);
    const server = await opening;
    server?.close();
    server?.closeIdleConnections();
  }

  async #start(key: string, listener: Listener): Promise<Server> {
    const server = createServer(SETTINGS, listener);
    const wanted = this.#ports.get(key)?.port ?? 0;
    const port = await listen(server, wanted).catch(() => listen(server, 0));
    if (port !== wanted) this.#ports.set(key, { port });
    return server;
  }

  async #closeAll(): Promise<void> {
    for (const opening of this.#open.values()) {
      const server = await opening;
      server.close();
      server.closeAllConnections();
    }
    this.#open.clear();
  }
}
