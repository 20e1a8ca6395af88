import type { Artifact } from './artifact.ts';

/** What the functions are made of; their zips where they fit. */
export interface MeasuredService {
  readonly service: string;
  /** In the order they were given. */
  readonly functions: readonly MeasuredFunction[];
}

export interface MeasuredFunction {
  readonly name: string;
  /** Absent when the files alone reach what Lambda takes (262,144,000 bytes): then nothing is compressed. */
  readonly artifact?: Artifact;
  readonly code: Composition;
  /** Local layers, in the order they are given; those by ARN have no files here. */
  readonly layers: readonly { readonly name: string; readonly content: Composition }[];
  /** Things that will probably go wrong at run time; nothing that stops packaging. */
  readonly warnings: readonly PackagingWarning[];
  /** Everything came from the cache. */
  readonly reused: boolean;
  /** Of an entry: parts of its own code that could become functions of their own. */
  readonly breakOuts: readonly BreakOut[];
  /** Of an entry: packages that its own code imports, by what would leave without them. */
  readonly dependencies: readonly DependencyWeight[];
}

export interface PackagingWarning {
  /** Stable word for machines: `run-time-file`, `dynamic-require`, `native-module`, ... */
  readonly kind: string;
  /** One sentence for people. */
  readonly message: string;
  /** File, relative to the service's root, and line where they are known. */
  readonly file?: string;
  readonly line?: number;
  /** Edit that can be made as it is written. */
  readonly next?: string;
}

/** What the bytes of a zip (before compression) are made of. */
export interface Composition {
  readonly bytes: number;
  readonly fileCount: number;
  /** npm packages, heaviest first; a package that is there more than once has several copies. */
  readonly packages: readonly PackageSize[];
  /** Folders, at most three segments deep, heaviest first. */
  readonly folders: readonly { readonly path: string; readonly bytes: number; readonly fileCount: number }[];
  /** The same bytes as a tree; small nodes are gathered into one. */
  readonly tree: SizeNode;
  /** Of the bytes: inside node_modules and marked by npm as needed for development only. */
  readonly developmentBytes: number;
  /** Of the bytes: source maps. */
  readonly sourceMapBytes: number;
}

export interface PackageSize {
  readonly name: string;
  readonly bytes: number;
  readonly copies: readonly { readonly path: string; readonly version?: string; readonly bytes: number }[];
}

export interface SizeNode {
  readonly name: string;
  readonly bytes: number;
  readonly children?: readonly SizeNode[];
}

export interface DependencyWeight {
  readonly name: string;
  /** Bytes that nothing else reaches: of the package itself and of those that it brings along. */
  readonly leavingBytes: number;
  /** Own modules that import it, relative to the service's root. */
  readonly importers: readonly string[];
}

/** A module of an entry's own code without which much of the function would leave. */
export interface BreakOut {
  /** Relative to the service's root. */
  readonly module: string;
  /** Routes that seem to need it, as they are written where it is used. None: it serves more than single routes. */
  readonly routes: readonly string[];
  /** Bytes that only this module reaches. */
  readonly leavingBytes: number;
  /** Bytes that would then be in both functions. */
  readonly doubledBytes: number;
  /** The module is only a part of the route's handler: `doubledBytes` is all that stays, the most that it can be. */
  readonly isUpperBound: boolean;
  /** Heaviest packages among the leaving bytes. */
  readonly packages: readonly string[];
  /** Own modules that leave, this one among them. */
  readonly modules: readonly string[];
}
