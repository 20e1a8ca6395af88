/** Where a function's code comes from; all paths absolute, everything validated and filled in by the config room. */
export interface FunctionSource {
  /** Key of the function in its service: `main`, `invoice`. */
  readonly name: string;
  /** `entry`: a TypeScript or JavaScript file to bundle; `folder` and `zip`: prebuilt. */
  readonly kind: 'entry' | 'folder' | 'zip';
  readonly path: string;
  /** Lambda's handler string. For an entry only the export name after the last dot is the user's: `index.handler`. */
  readonly handler: string;
  readonly runtime: string;
  readonly architecture: 'x86_64' | 'arm64';
  readonly bundle: BundleOptions;
  readonly assets: readonly AssetRule[];
  /** Globs on paths in the zip, of a folder or of what is shipped beside a bundle; empty include: everything. */
  readonly include: readonly string[];
  readonly exclude: readonly string[];
  readonly layers: readonly LayerReference[];
}

export interface BundleOptions {
  readonly format: 'cjs' | 'esm';
  readonly minify: boolean;
  readonly sourceMap: boolean;
  /** Left as imports and not shipped: the runtime or a layer has them. */
  readonly external: readonly string[];
  /** Left as imports and shipped as they are, with what they depend on (native binaries, Prisma, chromium). */
  readonly nodeModules: readonly string[];
  /** `runtime`: `@aws-sdk/*` is left to what Lambda's Node.js runtime brings. */
  readonly awsSdk: 'runtime' | 'bundled';
  readonly define: Readonly<Record<string, string>>;
  readonly loader: Readonly<Record<string, string>>;
  readonly mainFields: readonly string[];
  readonly target?: string;
  readonly tsconfig?: string;
  readonly banner?: string;
  /** Folder in the zip that the bundle lies in; absent: its root. */
  readonly outdir?: string;
  /** The handler sees the same paths on the preview stage as on the live one. Absent: so it is where a router that goes by the whole path is bundled. */
  readonly stripStage?: boolean;
}

export interface AssetRule {
  /** Path or glob, relative to the service's root. */
  readonly from: string;
  /** Folder in the zip; default: the same relative path. */
  readonly to?: string;
}

export type LayerReference =
  | { readonly kind: 'arn'; readonly arn: string; /** Declared, when it is known. */ readonly unzippedBytes?: number }
  | {
      readonly kind: 'local';
      readonly name: string;
      /** Folder or zip with the content of /opt. */ readonly path: string;
    };

/** A function's zip on disk, addressed by its content. */
export interface Artifact {
  readonly functionName: string;
  /** Of the zip's bytes, hex. */
  readonly sha256: string;
  /** The same as Lambda says it: base64. */
  readonly codeSha256: string;
  /** Hex sha256 over path, mode and content of every file: decides "changed?", whatever zlib made of it. */
  readonly contentDigest: string;
  readonly zipPath: string;
  readonly zippedBytes: number;
  /** Sum of the entries' uncompressed sizes: what counts against 262,144,000 (with the layers). */
  readonly unzippedBytes: number;
  readonly fileCount: number;
  /** As Lambda must be configured. */
  readonly handler: string;
  /** Local layers only. */
  readonly layers: readonly LayerArtifact[];
}

export interface LayerArtifact {
  readonly name: string;
  readonly sha256: string;
  readonly codeSha256: string;
  readonly contentDigest: string;
  readonly zipPath: string;
  readonly zippedBytes: number;
  readonly unzippedBytes: number;
}
