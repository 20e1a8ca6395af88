/** An OpenAPI 3.0 document as plain data. */
export interface OpenApiDocument {
  readonly openapi: '3.0.3';
  readonly info: { readonly title: string; readonly version: string; readonly description?: string };
  readonly paths: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  readonly components?: Readonly<Record<string, unknown>>;
  readonly [extension: string]: unknown;
}

/** What a release adds to a service's routes. */
export interface OpenApiFacts {
  /** 17 for `r17`. */
  readonly release: number;
  readonly accountId: string;
  readonly region: string;
  /** Output `GatewayRoleArn` of the foundation. */
  readonly gatewayRoleArn: string;
  /** Function key -> published version; every function of the service. */
  readonly versions: Readonly<Record<string, string>>;
  /** On the way to the release: a share of the calls goes to it. */
  readonly share?: ShareFacts;
}

export interface ShareFacts {
  readonly percent: number;
  /** Function key -> the alias that weighs its two versions; functions without one are called by version. */
  readonly aliases: Readonly<Record<string, string>>;
  /** Of the live release. */
  readonly liveVersions: Readonly<Record<string, string>>;
}
