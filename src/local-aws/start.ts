import { resolve } from 'node:path';
import { openBlobs } from './kernel/blobs.ts';
import { createClock } from './kernel/clock.ts';
import { Store } from './kernel/store.ts';
import type { World, WorldConfig } from './kernel/world.ts';
import { Worlds } from './kernel/worlds.ts';
import { DEFAULT_ACCOUNT, DEFAULT_REGION } from './server/account.ts';
import { dispatch } from './server/dispatch.ts';
import { send, startHttpServer, type Answer } from './server/http-server.ts';
import { services } from './services.ts';

export interface LocalAwsOptions {
  /** The state's folder. */
  readonly dir: string;
  /** 0 or none: any free one. */
  readonly port?: number;
  readonly profile?: WorldConfig['profile'];
  readonly strictSignatures?: boolean;
  readonly strictConcurrency?: boolean;
  readonly allowDeprecatedRuntimes?: boolean;
  readonly acceptAnyRole?: boolean;
}

export interface LocalAws {
  readonly endpoint: string;
  readonly port: number;
  /** Of the account and region that calls without an account of their own go to. */
  readonly world: World;
  readonly worlds: Worlds;
  readonly stop: () => Promise<void>;
}

interface Stops {
  readonly add: World['onStop'];
  readonly run: () => Promise<void>;
}

function collectStops(): Stops {
  const stops: (() => void | Promise<void>)[] = [];
  return {
    add: (stop) => void stops.push(stop),
    run: async () => {
      for (const stop of stops.toReversed()) await stop();
    },
  };
}

/** Starts the whole local AWS in this process; ready when the promise resolves. */
export async function startLocalAws(options: LocalAwsOptions): Promise<LocalAws> {
  const dir = resolve(options.dir);
  const stops = collectStops();
  const store = new Store(dir);
  const profile = options.profile ?? 'fast';
  // The port is known before the worlds, which hand it on; requests that come in between wait.
  let answerReady: (answer: Answer) => void = () => undefined;
  const answer = new Promise<Answer>((ready) => (answerReady = ready));
  const server = await startHttpServer(options.port ?? 0, async (...request) => (await answer)(...request));
  const endpoint = `http://127.0.0.1:${server.port}`;
  const { strictSignatures = false, strictConcurrency = false, allowDeprecatedRuntimes, acceptAnyRole } = options;
  const switches = { strictSignatures, strictConcurrency, allowDeprecatedRuntimes, acceptAnyRole };
  const config = { endpoint, dir, profile, ...switches };
  const worlds = new Worlds({
    config,
    store,
    blobs: openBlobs(dir),
    clock: createClock(profile),
    services,
    onStop: stops.add,
  });
  await worlds.resume();
  const world = await worlds.get(DEFAULT_ACCOUNT, DEFAULT_REGION);
  answerReady(async (incoming, { response }) => {
    const { outgoing, requestId } = await dispatch({ services, store, worlds }, incoming);
    send(response, { ...outgoing, headers: { 'x-amzn-requestid': requestId, ...outgoing.headers } });
  });
  const stop = async (): Promise<void> => {
    await server.close();
    await stops.run();
    store.close();
  };
  return { endpoint, port: server.port, world, worlds, stop };
}
