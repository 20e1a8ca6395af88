/**
 * Why a service could not be packaged. The command line puts it into the error catalogue's shape.
 *
 * | code | means |
 * |---|---|
 * | ENTRY_MISSING | entry, folder, zip or handler file is not there |
 * | EXPORT_MISSING | the entry does not export the handler |
 * | BUNDLE_FAILED | esbuild refused; its messages with their places in `places` |
 * | ASSET_MISSING | an asset rule matches nothing |
 * | PACKAGE_MISSING | a package of `bundle.nodeModules` is not installed |
 * | LAYER_MISSING | a local layer's folder or zip is not there |
 * | FILE_UNREADABLE, FILE_CHANGED, FILE_UNSUPPORTED | cannot be read; changed while it was read; no file, folder or link |
 * | OUTSIDE_ROOT, LINK_LOOP | a path or link leaves the tree; a link never ends |
 * | NAME_CLASH | two files have the same name, or names that differ only in case |
 * | TOO_MANY_FILES, TOO_LARGE | more than a zip, or Lambda, holds |
 * | BROKEN_ZIP | a prebuilt zip is damaged or unsafe |
 * | NATIVE_MISMATCH | a native module cannot be loaded where the function runs |
 * | CACHE_UNWRITABLE, NOT_WRITABLE, DISK_FULL | the cache folder, or the one of `--out`, cannot be written |
 */
export type ArtifactErrorCode =
  | 'ENTRY_MISSING'
  | 'EXPORT_MISSING'
  | 'BUNDLE_FAILED'
  | 'ASSET_MISSING'
  | 'PACKAGE_MISSING'
  | 'LAYER_MISSING'
  | 'FILE_UNREADABLE'
  | 'FILE_CHANGED'
  | 'FILE_UNSUPPORTED'
  | 'OUTSIDE_ROOT'
  | 'LINK_LOOP'
  | 'NAME_CLASH'
  | 'TOO_MANY_FILES'
  | 'TOO_LARGE'
  | 'BROKEN_ZIP'
  | 'NATIVE_MISMATCH'
  | 'CACHE_UNWRITABLE'
  | 'NOT_WRITABLE'
  | 'DISK_FULL';

/** One of the bundler's messages, with its place where it has one. */
export interface SourcePlace {
  readonly text: string;
  /** Relative to the service's root. */
  readonly file?: string;
  /** From 1. */
  readonly line?: number;
  /** From 0, in characters. */
  readonly column?: number;
  /** The source line itself. */
  readonly lineText?: string;
}

interface MoreFacts {
  readonly places?: readonly SourcePlace[];
  /** What to do about it, each as it can be typed. */
  readonly next?: readonly string[];
  readonly cause?: unknown;
}

/** What cannot be packaged, and why. */
export class ArtifactError extends Error {
  readonly code: ArtifactErrorCode;
  /** Lines for people: place, value, esbuild's own words. */
  readonly details: readonly string[];
  readonly next: readonly string[];
  readonly places: readonly SourcePlace[];

  constructor(code: ArtifactErrorCode, message: string, details: readonly string[] = [], more: MoreFacts = {}) {
    super(message, { cause: more.cause });
    this.name = 'ArtifactError';
    this.code = code;
    this.details = details;
    this.next = more.next ?? [];
    this.places = more.places ?? [];
  }
}
