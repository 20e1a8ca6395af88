import type { BreakOut, PackageSize, PackagingWarning, SizeNode } from './packaged-service.ts';

/** What `ship size` knows about one service. All sizes in bytes; "unzipped" is the sum of the files, without folders. */
export interface SizeReport {
  readonly schema: 1;
  readonly service: string;
  readonly limits: SizeLimits;
  /** Of the account, in the region: the zips of all versions of all functions. Only when it was asked. */
  readonly codeStorage?: { readonly limitBytes: number; readonly usedBytes: number };
  readonly functions: readonly FunctionSize[];
  /** Any finding is `over`: exit code 3. */
  readonly over: boolean;
}

export interface SizeLimits {
  /** Code and layers must stay strictly below it. */
  readonly unzippedBytes: number;
  /** Up to here a zip is uploaded with the call, above it goes through S3. */
  readonly directUploadBytes: number;
  readonly environmentBytes: number;
  readonly layers: number;
}

export interface FunctionSize {
  readonly name: string;
  readonly runtime: string;
  readonly code: { readonly unzippedBytes: number; readonly zippedBytes?: number; readonly fileCount: number };
  readonly layers: readonly LayerSize[];
  /** Code and all layers whose size is known. */
  readonly totalBytes: number;
  /** False: at least one layer's size is unknown, so the total is a lower bound. */
  readonly isComplete: boolean;
  readonly headroomBytes: number;
  /** 0 to 100; negative when over. */
  readonly headroomPercent: number;
  readonly budgetBytes?: number;
  /** Of the JSON that Lambda measures; values that only exist after deployment are not in it. */
  readonly environmentBytes: number;
  readonly environmentIsComplete: boolean;
  readonly growth?: Growth;
  readonly packages: readonly PackageSize[];
  readonly folders: readonly { readonly path: string; readonly bytes: number; readonly fileCount: number }[];
  readonly duplicates: readonly PackageSize[];
  /** Packages that are in the code and in one of the layers. */
  readonly alsoInLayer: readonly { readonly name: string; readonly layer: string; readonly bytes: number }[];
  /** Packages that Lambda's runtime brings anyway. */
  readonly inRuntime: readonly { readonly name: string; readonly bytes: number }[];
  readonly findings: readonly SizeFinding[];
  readonly advice: readonly Advice[];
  readonly warnings: readonly PackagingWarning[];
  readonly tree: SizeNode;
}

export interface LayerSize {
  /** Its name, or its ARN. */
  readonly name: string;
  readonly kind: 'local' | 'arn';
  /** Absent: unknown. Never guessed. */
  readonly unzippedBytes?: number;
  readonly tree?: SizeNode;
}

export interface Growth {
  /** Where the earlier size comes from: `release r17`, `size-baseline.json`. */
  readonly since: string;
  readonly totalBytes: number;
  readonly differenceBytes: number;
  /** Per cent of the earlier size. */
  readonly differencePercent: number;
  /** Packages whose bytes differ, largest difference first. */
  readonly packages: readonly { readonly name: string; readonly differenceBytes: number }[];
}

export interface SizeFinding {
  readonly severity: 'over' | 'warning' | 'note';
  readonly rule:
    | 'lambda-limit'
    | 'budget'
    | 'growth'
    | 'direct-upload'
    | 'environment'
    | 'layer-count'
    | 'unknown-layer'
    | 'code-storage';
  /** One sentence with both numbers. */
  readonly message: string;
}

/** What to do about the size, most bytes first. */
export interface Advice {
  readonly kind: 'break-out' | 'drop' | 'leave-to-runtime' | 'deduplicate' | 'layer' | 'external';
  /** One sentence. */
  readonly message: string;
  /** Bytes that would leave the function. */
  readonly savesBytes: number;
  /** What it costs, where it costs something. */
  readonly cost?: string;
  readonly breakOut?: BreakOut;
}

/** Sizes of an earlier state: a release's, or those of a committed `size-baseline.json`. */
export interface SizeBaseline {
  readonly schema: 1;
  readonly service: string;
  readonly functions: Readonly<Record<string, BaselineFunction>>;
}

export interface BaselineFunction {
  readonly totalBytes: number;
  readonly codeBytes: number;
  /** Layers of unknown size are not in `totalBytes`. Left out: there were none. */
  readonly isComplete?: false;
  readonly zippedBytes?: number;
  /** Package name -> bytes; the heaviest ones. */
  readonly packages: Readonly<Record<string, number>>;
}
