import { randomBytes } from 'node:crypto';
import { resolve } from 'node:path';
import { trigger } from './events/trigger.ts';
import { noFaults, type FaultSettings } from './faults/fault-rule.ts';
import { Faults } from './faults/faults.ts';
import { Throttles } from './faults/throttles.ts';
import { openBlobs } from './kernel/blobs.ts';
import { createClock } from './kernel/clock.ts';
import { collectBlobs } from './kernel/collect-blobs.ts';
import { Store } from './kernel/store.ts';
import type { Clock, World, WorldConfig } from './kernel/world.ts';
import { Worlds } from './kernel/worlds.ts';
import { DEFAULT_ACCOUNT, DEFAULT_REGION } from './server/account.ts';
import { makeAnswer } from './server/answer.ts';
import { startHttpServer, type Answer, type HttpServer } from './server/http-server.ts';
import { RequestLog } from './server/request-log.ts';
import type { SideDoor } from './server/side-door.ts';
import { openSecrets } from './server/signature/secrets.ts';
import { services } from './services.ts';

export interface LocalAwsOptions {
  /** The state's folder: one process at a time. */
  readonly dir: string;
  /** 0 or none: any free one. */
  readonly port?: number;
  readonly profile?: WorldConfig['profile'];
  readonly strictSignatures?: boolean;
  readonly strictConcurrency?: boolean;
  readonly allowDeprecatedRuntimes?: boolean;
  readonly acceptAnyRole?: boolean;
  readonly faults?: FaultSettings;
  /** Of a process of its own: how the side door ends it, softly and hard. */
  readonly exit?: () => void;
  readonly kill?: () => void;
  /** Shown by the side door's health. */
  readonly about?: Readonly<Record<string, unknown>>;
  /** Called for each request to AWS's services and each invocation through a gateway. */
  readonly onRequest?: () => void;
}

export interface LocalAws {
  readonly endpoint: string;
  readonly port: number;
  /** For `/_local/...`, as header `x-local-aws-token`. */
  readonly token: string;
  /** Of the account and region that calls without an account of their own go to. */
  readonly world: World;
  readonly worlds: Worlds;
  readonly faults: Faults;
  /** Frees the disk of what no row names any more; answers the number of files. */
  readonly collectBlobs: () => Promise<number>;
  readonly stop: () => Promise<void>;
}

interface Stops {
  readonly add: World['onStop'];
  /** The last added first. */
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

interface Parts {
  readonly store: Store;
  readonly worlds: Worlds;
  readonly clock: Clock;
  readonly faults: Faults;
  readonly door: SideDoor;
}

function assemble(options: LocalAwsOptions, endpoint: string, onStop: World['onStop']): Parts {
  const dir = resolve(options.dir);
  const { profile = 'fast', strictSignatures = false, strictConcurrency = false } = options;
  const faults = new Faults(options.faults ?? noFaults);
  const clock = createClock(profile, () => faults.settings.durations);
  const store = new Store(dir);
  const blobs = openBlobs(dir);
  const requests = new RequestLog(dir);
  onStop(() => store.close());
  onStop(() => requests.flush());
  const { allowDeprecatedRuntimes = false, acceptAnyRole = false } = options;
  const switches = { strictSignatures, strictConcurrency, allowDeprecatedRuntimes, acceptAnyRole };
  const config = { endpoint, dir, profile, ...switches };
  const noteUse = options.onRequest ?? (() => undefined);
  const worlds = new Worlds({ config, store, blobs, clock, faults, services, onStop, noteUse });
  const { about = {}, exit, kill } = options;
  const token = randomBytes(16).toString('hex');
  const door: SideDoor = {
    token,
    about,
    faults,
    requests,
    blobs,
    trigger: (request) => trigger(worlds.all(), request),
    ...(exit && { exit }),
    ...(kill && { kill }),
  };
  return { store, worlds, clock, faults, door };
}

function answerOf(options: LocalAwsOptions, { store, worlds, clock, faults, door }: Parts): Answer {
  const config = { profile: options.profile ?? 'fast' };
  const throttles = new Throttles(clock.now);
  const secrets = options.strictSignatures && { findSecret: openSecrets(resolve(options.dir), store) };
  return makeAnswer(
    { services, config, store, worlds, clock, faults, throttles, ...secrets },
    door,
    options.onRequest ?? (() => undefined),
  );
}

/** The port is known before the worlds, which hand it on; requests that come in between wait. */
async function listenFirst(port: number): Promise<{ server: HttpServer; ready: (answer: Answer) => void }> {
  let ready: ((answer: Answer) => void) | undefined;
  const answer = new Promise<Answer>((resolveAnswer) => (ready = resolveAnswer));
  const server = await startHttpServer(port, async (...request) => (await answer)(...request));
  return { server, ready: (made) => ready?.(made) };
}

/** Starts the whole local AWS in this process; ready when the promise resolves. */
export async function startLocalAws(options: LocalAwsOptions): Promise<LocalAws> {
  const { server, ready } = await listenFirst(options.port ?? 0);
  const stops = collectStops();
  const stop = async (): Promise<void> => {
    await server.close();
    await stops.run();
  };
  const endpoint = `http://127.0.0.1:${server.port}`;
  try {
    const parts = assemble(options, endpoint, stops.add);
    const { store, worlds, faults, door } = parts;
    await worlds.resume();
    const world = await worlds.get(DEFAULT_ACCOUNT, DEFAULT_REGION);
    ready(answerOf(options, parts));
    const collect = (): Promise<number> => collectBlobs(store, door.blobs, Date.now());
    const { port } = server;
    return { endpoint, port, token: door.token, world, worlds, faults, collectBlobs: collect, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}
