import type { FunctionSource } from '../../model/artifact.ts';
import type { PackagingWarning } from '../../model/packaged-service.ts';
import type { CacheFolder } from '../cache/cache-folder.ts';
import type { FileEntry } from '../collect/file-entry.ts';
import type { PlacedPackage } from '../collect/packages/place-packages.ts';
import type { DeflatePool } from '../zip/deflate-pool.ts';
import type { Zipped } from '../zip/zip-entries.ts';
import type { InTurn } from './turns.ts';

export interface PackageRequest {
  readonly serviceName: string;
  /** Absolute folder of the service. */
  readonly root: string;
  readonly functions: readonly FunctionSource[];
  /** Absolute; everything that is made lies there, and nothing else does. */
  readonly cacheDir: string;
  /** False: nothing is taken from it. */
  readonly useCache: boolean;
  /** What Lambda takes, unzipped; only tests say otherwise. */
  readonly limitBytes?: number;
  /** Called with each function that is zipped anew, while it is: for what takes long and needs no zip. */
  readonly whileZipping?: (packed: Unzipped) => void;
}

export type Unzipped = Pick<PackedFunction, 'source' | 'entries' | 'packages' | 'layers'>;

/** The same, looked at once. */
export interface PackWork extends PackageRequest {
  readonly cache: CacheFolder;
  readonly limitBytes: number;
  /** When the files were looked at, before the first of them. */
  readonly lookedAtMs: number;
  /** Trees are zipped one after the other: each uses all threads, and memory stays bounded. */
  readonly inTurn: InTurn;
  readonly pool: () => Promise<DeflatePool>;
}

/** Some files and their zip: a function's code, or a local layer. */
export interface PackedTree {
  readonly entries: readonly FileEntry[];
  /** Absent when they reach what Lambda takes. */
  readonly zipped?: Zipped;
  readonly warnings: readonly PackagingWarning[];
}

export interface PackedFunction extends PackedTree {
  readonly source: FunctionSource;
  /** As Lambda must be configured. */
  readonly handler: string;
  readonly layers: readonly (PackedTree & { readonly name: string })[];
  /** Packages that lie unbundled beside the code. */
  readonly packages: readonly PlacedPackage[];
}
