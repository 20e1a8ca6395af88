import { execFile, type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { builtShip } from '../cli/ship.ts';
import { planted, plantedEnvironment, refusePlanted } from '../under-fire/planted.ts';

const bin = join(builtShip(), 'bin', 'ship.js');

export interface Ran {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** A user's repository in a temporary folder, with a local AWS of its own, and the real `ship` binary. */
export class Project {
  readonly dir = mkdtempSync(join(tmpdir(), 'ship-project-'));
  readonly environment: NodeJS.ProcessEnv;

  constructor(files: Readonly<Record<string, string>>, environment: Readonly<Record<string, string>> = {}) {
    const { NODE_EXTRA_CA_CERTS: _slow, AWS_ENDPOINT_URL: _other, ...inherited } = process.env;
    this.environment = {
      ...inherited,
      SHIP_LOCAL_DIR: join(this.dir, 'local-aws'),
      NO_COLOR: '1',
      CI: 'true',
      ...plantedEnvironment,
      ...environment,
    };
    for (const [path, content] of Object.entries(files)) this.write(path, content);
  }

  write(path: string, content: string): void {
    const file = join(this.dir, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, content);
  }

  ship(...args: string[]): Promise<Ran> {
    return new Promise<Ran>((resolve) => {
      const options = { cwd: this.dir, env: this.environment, maxBuffer: 1 << 26 };
      execFile(process.execPath, [bin, ...args], options, (error, stdout, stderr) => {
        resolve({ code: error ? Number(error.code ?? 1) : 0, stdout, stderr });
      });
    }).then((ran: Ran) => {
      refusePlanted(`ship ${args.join(' ')}`, ran.stdout + ran.stderr);
      return ran;
    });
  }

  /** For runs that are killed or interrupted on the way. */
  start(...args: string[]): ChildProcess {
    return spawn(process.execPath, [bin, ...args], {
      cwd: this.dir,
      env: this.environment,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
  }

  async json<Document>(...args: string[]): Promise<Document> {
    const { stdout, stderr } = await this.ship(...args, '--json');
    if (!stdout) throw new Error(`ship ${args.join(' ')} printed no document: ${stderr}`);
    return JSON.parse(stdout) as Document;
  }

  async remove(): Promise<void> {
    await this.ship('local', 'stop');
    for (const file of filesBelow(join(this.dir, '.ship'))) refusePlanted(file, readFileSync(file, 'latin1'));
    rmSync(this.dir, { recursive: true, force: true, maxRetries: 5 });
  }
}

/** Journals and plans; the cache holds the user's own code. */
function filesBelow(folder: string): readonly string[] {
  if (!existsSync(folder)) return [];
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile() && !entry.parentPath.includes('/cache'))
    .map((entry) => join(entry.parentPath, entry.name));
}

export interface Shape {
  /** What the main Lambda answers on `GET /hello`. */
  readonly text?: string;
  readonly health?: number;
  readonly color?: string;
  /** Route keys served by main, besides `GET /health` and `GET /hello`. */
  readonly routes?: readonly string[];
}

/** `shop`: a main Lambda, a handler broken out of it, and a consumer of a queue; no dependency. */
export function shop({ text = 'one', health = 200, color = 'blue', routes = [] }: Shape = {}): Record<string, string> {
  const all = ['GET /health', 'GET /hello', ...routes];
  const config = {
    services: {
      shop: {
        main: 'src/main.js',
        functions: {
          report: { entry: 'src/report.js' },
          jobs: { entry: 'src/jobs.js', timeout: 5, events: [{ type: 'queue', name: 'jobs' }] },
        },
        defaults: { environment: { COLOR: color, PLANTED_TOKEN: planted.value } },
        routes: { ...Object.fromEntries(all.map((key) => [key, 'main'])), 'GET /report': 'report' },
        smoke: [{ request: 'GET /health' }, { request: 'GET /report', expect: { json: { from: 'report' } } }],
      },
    },
  };
  return {
    'services.config.json': JSON.stringify(config, null, 2),
    'services/shop/package.json': '{ "name": "shop", "type": "module" }',
    'services/shop/src/main.js': `
      const json = (statusCode, body) => ({ statusCode, headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) });
      export const handler = async (event, context) => {
        if (event.routeKey === 'GET /health') return json(${health}, { status: 'ok' });
        return json(200, { text: ${JSON.stringify(text)}, color: process.env.COLOR, version: context.functionVersion });
      };`,
    'services/shop/src/report.js': `export const handler = async () => ({ from: 'report' });`,
    'services/shop/src/jobs.js': `
      export const handler = async ({ Records }) => {
        for (const { body } of Records) console.log('job done: ' + body);
        return { batchItemFailures: [] };
      };`,
  };
}

export interface Loop {
  readonly answers: () => readonly string[];
  readonly stop: () => Promise<readonly string[]>;
}

/** `curl` in a loop: one answer after the other, each noted as its release marker, or as what went wrong. */
export function hammer(url: string, path = '/hello'): Loop {
  const answers: string[] = [];
  const loop = { going: true };
  const done = (async () => {
    while (loop.going && answers.length < 100_000) {
      // A turn of the event loop each: a refused connection must not starve everything else.
      await new Promise(setImmediate);
      try {
        const response = await fetch(url + path);
        await response.arrayBuffer();
        answers.push(
          response.ok ? (response.headers.get('x-ship-release') ?? 'unmarked') : `status ${response.status}`,
        );
      } catch (error) {
        answers.push(`no answer: ${(error as Error).message}`);
      }
    }
  })();
  return {
    answers: () => answers,
    stop: async () => {
      loop.going = false;
      await done;
      return answers;
    },
  };
}
