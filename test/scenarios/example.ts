import { execFile } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { builtShip } from '../cli/ship.ts';

const root = resolve(import.meta.dirname, '../..');

export interface Ran {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

export interface Deployed {
  readonly services: readonly {
    readonly service: string;
    readonly result: string;
    readonly url?: string;
    readonly smoke: readonly { readonly name: string; readonly passed: boolean }[];
  }[];
}

/** A copy of an example, as somebody would have it, on a local AWS of its own. */
export class Example {
  readonly folder = mkdtempSync(join(tmpdir(), 'ship-example-'));
  readonly dir = join(this.folder, 'example');

  constructor(name: string, options: { readonly ownPackages?: boolean } = {}) {
    cpSync(join(root, 'examples', name), this.dir, { recursive: true, filter: (path) => !/node_modules/.test(path) });
    // Its packages are those of this repository, unless it installs its own.
    if (!options.ownPackages) symlinkSync(join(root, 'node_modules'), join(this.dir, 'node_modules'));
  }

  ship(...args: string[]): Promise<Ran> {
    return this.run(process.execPath, join(builtShip(), 'bin', 'ship.js'), ...args);
  }

  run(program: string, ...args: string[]): Promise<Ran> {
    const { NODE_EXTRA_CA_CERTS: _slow, AWS_ENDPOINT_URL: _other, ...inherited } = process.env;
    const env = { ...inherited, SHIP_LOCAL_DIR: join(this.folder, 'local-aws'), NO_COLOR: '1', CI: 'true' };
    return new Promise((done) => {
      execFile(program, args, { cwd: this.dir, env, maxBuffer: 1 << 26 }, (error, stdout, stderr) =>
        done({ code: error ? Number(error.code ?? 1) : 0, stdout, stderr }),
      );
    });
  }

  async json<Document>(...args: string[]): Promise<Document> {
    const { stdout, stderr } = await this.ship(...args, '--json');
    if (!stdout) throw new Error(`ship ${args.join(' ')} printed no document: ${stderr}`);
    return JSON.parse(stdout) as Document;
  }

  async endpoint(): Promise<string> {
    return (await this.json<{ endpoint: string }>('local', 'status')).endpoint;
  }

  async remove(): Promise<void> {
    if (existsSync(this.dir)) await this.ship('local', 'stop');
    rmSync(this.folder, { recursive: true, force: true, maxRetries: 5 });
  }
}

/** What did not go live, and which smoke tests failed. */
export function failures({ services }: Deployed): readonly string[] {
  return services.flatMap(({ service, result, smoke }) => [
    ...(['live', 'unchanged'].includes(result) ? [] : [`${service} is ${result}`]),
    ...smoke.filter(({ passed }) => !passed).map(({ name }) => `${service}: ${name}`),
  ]);
}
