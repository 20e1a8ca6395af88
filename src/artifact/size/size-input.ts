import type { LayerReference } from '../../model/artifact.ts';
import type { MeasuredService } from '../../model/packaged-service.ts';
import type { EnvironmentValue } from '../../model/service.ts';
import type { SizeBaseline, SizeLimits } from '../../model/size-report.ts';

/** Everything that a size report is computed from. */
export interface SizeInput {
  readonly measured: MeasuredService;
  readonly functions: readonly FunctionFacts[];
  /** Default: Lambda's. The account's own when it was asked. */
  readonly limits?: SizeLimits;
  /** Function key -> bytes of code and layers, unzipped. */
  readonly budgets?: Readonly<Record<string, number>>;
  /** Share of growth since the baseline that is refused: 0.1. */
  readonly growth?: number;
  readonly baseline?: { readonly since: string; readonly sizes: SizeBaseline };
  /** Sizes of layers by ARN, as far as they are known. */
  readonly layerSizes?: Readonly<Record<string, RemoteLayerSize>>;
  /** AWS was asked for the sizes of layers that were not known. */
  readonly askedAws?: boolean;
  /** Of the account, per region, when it was asked: what is left of the room for code. */
  readonly codeStorage?: { readonly limitBytes: number; readonly usedBytes: number };
  /** Keys of the service's routes by function, to name those that a break-out would take along. */
  readonly routes?: Readonly<Record<string, readonly string[]>>;
}

/** What the config says about a function. */
export interface FunctionFacts {
  readonly name: string;
  readonly runtime: string;
  readonly layers: readonly LayerReference[];
  readonly environment: Readonly<Record<string, EnvironmentValue>>;
  /** Absent: not bundled. */
  readonly awsSdk?: 'runtime' | 'bundled';
}

export interface RemoteLayerSize {
  readonly unzippedBytes: number;
  /** Names of the npm packages in it, with their bytes. */
  readonly packages: Readonly<Record<string, number>>;
}
