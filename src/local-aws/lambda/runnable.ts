/** What it takes to run one function version: the lambda room resolves it, the execution room runs it. */
export interface Runnable {
  readonly functionName: string;
  /** As invoked: with the alias or version asked for, without one for a bare name. */
  readonly invokedFunctionArn: string;
  /** `$LATEST` or the number; an alias is already resolved (weights included). */
  readonly version: string;
  /** Changes whenever code or configuration does: environments of another key are never reused. */
  readonly key: string;
  readonly runtime: string;
  readonly handler: string;
  readonly architecture: 'x86_64' | 'arm64';
  readonly timeoutSeconds: number;
  readonly memoryMb: number;
  readonly ephemeralStorageMb: number;
  readonly environment: Readonly<Record<string, string>>;
  /** Blob of the code zip, and of each layer's zip in the order they are merged. */
  readonly codeBlob: string;
  readonly layerBlobs: readonly string[];
  readonly roleArn: string;
  readonly logGroup: string;
  readonly logging: {
    readonly format: 'JSON' | 'Text';
    /** With JSON: the lowest level of the function's own lines, and of Lambda's. */
    readonly applicationLevel?: string;
    readonly systemLevel?: string;
  };
  /** Function-wide; undefined: unreserved. */
  readonly reservedConcurrency?: number;
  readonly tracingMode: 'Active' | 'PassThrough';
  readonly asynchronous: {
    readonly maximumRetryAttempts: number;
    readonly maximumEventAgeSeconds: number;
    readonly onSuccessArn?: string;
    readonly onFailureArn?: string;
    readonly deadLetterArn?: string;
  };
}
