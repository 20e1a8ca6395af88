import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  realpathSync,
  rmSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { BundleOptions, FunctionSource } from '../../src/model/artifact.ts';
import type { PackageRequest } from '../../src/artifact/package-service.ts';

/** A folder that is removed when the tests of the file are over. */
export function aFolder(): Folder {
  const path = realpathSync(mkdtempSync(join(tmpdir(), 'ship-artifact-')));
  return new Folder(path);
}

export class Folder {
  readonly path: string;

  constructor(path: string) {
    this.path = path;
  }

  at(...names: readonly string[]): string {
    return join(this.path, ...names);
  }

  /** Files by path; old enough for their state to be trusted at once. */
  write(files: Readonly<Record<string, string | Uint8Array>>): this {
    for (const [name, content] of Object.entries(files)) {
      const path = this.at(name);
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(path, content);
      const anHourAgo = new Date(Date.now() - 3_600_000);
      utimesSync(path, anHourAgo, anHourAgo);
    }
    return this;
  }

  link(name: string, target: string): this {
    mkdirSync(dirname(this.at(name)), { recursive: true });
    symlinkSync(target, this.at(name));
    return this;
  }

  chmod(name: string, mode: number): this {
    chmodSync(this.at(name), mode);
    return this;
  }

  remove(name = '.'): this {
    rmSync(this.at(name), { recursive: true, force: true });
    return this;
  }
}

/** Until what was written is old enough for its state to be trusted (`RACY_MS`): else caches look at it once more. */
export function settle(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 25));
}

const bundleDefaults: BundleOptions = {
  format: 'cjs',
  minify: false,
  sourceMap: false,
  external: [],
  nodeModules: [],
  awsSdk: 'bundled',
  define: {},
  loader: {},
  mainFields: ['module', 'main'],
};

type Given = Partial<Omit<FunctionSource, 'bundle'>> & { readonly bundle?: Partial<BundleOptions> };

/** A function by the path of its entry, folder or zip. */
export function aFunction(path: string, given: Given = {}): FunctionSource {
  return {
    name: 'main',
    kind: 'entry',
    path,
    handler: 'index.handler',
    runtime: 'nodejs22.x',
    architecture: 'x86_64',
    assets: [],
    include: [],
    exclude: [],
    layers: [],
    ...given,
    bundle: { ...bundleDefaults, ...given.bundle },
  };
}

/** A request whose cache lies in the same folder, beside the service. */
export function aRequest(
  folder: Folder,
  functions: readonly FunctionSource[],
  given: Partial<PackageRequest> = {},
): PackageRequest {
  return {
    serviceName: 'orders',
    root: folder.at('service'),
    functions,
    cacheDir: folder.at('.ship/cache'),
    useCache: true,
    ...given,
  };
}
