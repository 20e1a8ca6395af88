/**
 * Why a service could not be packaged. The command line turns it into an entry of the error catalogue.
 *
 * | code | means |
 * |---|---|
 * | ENTRY_MISSING | entry, folder, zip or handler file is not there |
 * | BUNDLE_FAILED | esbuild's messages, in `details` |
 * | ASSET_MISSING, ASSET_OUTSIDE | an asset rule matches nothing, or leaves the service's folder |
 * | PACKAGE_MISSING | a package of `bundle.nodeModules` is not installed |
 * | LAYER_MISSING | a local layer's folder or zip is not there |
 * | FILE_UNREADABLE, FILE_CHANGED, FILE_UNSUPPORTED | reading failed; changed while it was read; neither file, folder nor link |
 * | LINK_OUTSIDE, LINK_LOOP | a symbolic link leaves the tree, or never ends |
 * | NAME_CLASH | two files would have the same name, or names that differ only in case |
 * | TOO_MANY_FILES, ZIP_TOO_LARGE | more than the zip format holds without extensions |
 * | BROKEN_ZIP | a prebuilt zip is damaged or unsafe |
 * | NATIVE_MISMATCH | a native module that cannot be loaded where the function runs |
 * | OVER_LIMIT | more bytes than Lambda takes |
 * | CACHE_UNUSABLE, DISK_FULL | the cache folder cannot be written |
 */
export type ArtifactErrorCode =
  | 'ENTRY_MISSING'
  | 'BUNDLE_FAILED'
  | 'ASSET_MISSING'
  | 'ASSET_OUTSIDE'
  | 'PACKAGE_MISSING'
  | 'LAYER_MISSING'
  | 'FILE_UNREADABLE'
  | 'FILE_CHANGED'
  | 'FILE_UNSUPPORTED'
  | 'LINK_OUTSIDE'
  | 'LINK_LOOP'
  | 'NAME_CLASH'
  | 'TOO_MANY_FILES'
  | 'ZIP_TOO_LARGE'
  | 'BROKEN_ZIP'
  | 'NATIVE_MISMATCH'
  | 'OVER_LIMIT'
  | 'CACHE_UNUSABLE'
  | 'DISK_FULL';

/** One message with its place, where there is one: of the bundler, or one of several mistakes of a kind. */
export interface ArtifactErrorDetail {
  readonly message: string;
  /** As short as it can be said: relative to the service's root. */
  readonly file?: string;
  readonly line?: number;
  readonly column?: number;
  /** The source line itself. */
  readonly lineText?: string;
}

interface ArtifactErrorFacts {
  readonly details?: readonly ArtifactErrorDetail[];
  /** What to do about it, each as it can be typed. */
  readonly next?: readonly string[];
  readonly cause?: unknown;
}

export class ArtifactError extends Error {
  readonly code: ArtifactErrorCode;
  readonly details: readonly ArtifactErrorDetail[];
  readonly next: readonly string[];
  /** Set by whoever knows it: the function that was being packaged. */
  functionName: string | undefined;

  constructor(code: ArtifactErrorCode, message: string, facts: ArtifactErrorFacts = {}) {
    super(message, { cause: facts.cause });
    this.name = 'ArtifactError';
    this.code = code;
    this.details = facts.details ?? [];
    this.next = facts.next ?? [];
  }
}
