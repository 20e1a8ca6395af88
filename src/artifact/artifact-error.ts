/** What cannot be packaged, and why; the command line puts it into the error catalogue's shape. */
export class ArtifactError extends Error {
  readonly code: ArtifactErrorCode;
  /** Lines for people: place, value, esbuild's own words. */
  readonly details: readonly string[];

  constructor(code: ArtifactErrorCode, message: string, details: readonly string[] = []) {
    super(message);
    this.name = 'ArtifactError';
    this.code = code;
    this.details = details;
  }
}

export type ArtifactErrorCode =
  | 'ENTRY_MISSING'
  | 'BUNDLE_FAILED'
  | 'BROKEN_ZIP'
  | 'LAYER_MISSING'
  | 'FILE_UNREADABLE'
  | 'FILE_CHANGED'
  | 'OUTSIDE_ROOT'
  | 'TOO_MANY_FILES'
  | 'TOO_LARGE'
  | 'CACHE_UNWRITABLE';
