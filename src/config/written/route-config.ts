/** All about one route. */
export interface RouteConfig {
  /** Key of the function that answers; or else give `proxy`. */
  readonly function?: string;
  /** URL of an HTTP service that answers instead: `https://legacy.example.com/{path}` for a route `ANY /{path+}`. */
  readonly proxy?: string;
  /** Name of one of the service's `authorizers`. */
  readonly authorizer?: string;
  /** One of them must be in the token; JWT authorizers only. */
  readonly scopes?: readonly string[];
  /** Payload format of this route; see the service's `payload`. */
  readonly payload?: '1.0' | '2.0';
  /**
   * Seconds the gateway waits, 0.05 to 30.
   * @default 30
   */
  readonly timeout?: number;
  /** Members of the OpenAPI operation, kept as they are: summary, tags, requestBody, responses. */
  readonly openapi?: Readonly<Record<string, unknown>>;
}

export type AuthorizerConfig = JwtAuthorizerConfig | LambdaAuthorizerConfig | IamAuthorizerConfig;

/** Requests signed with AWS credentials, allowed by IAM (`execute-api:Invoke`). */
export interface IamAuthorizerConfig {
  readonly type: 'iam';
}

/** Tokens that the gateway itself checks. */
export interface JwtAuthorizerConfig {
  readonly type: 'jwt';
  /** Issuer of the tokens, an https URL; for the local AWS also one on loopback. */
  readonly issuer: string;
  /** Who the tokens must be for. */
  readonly audience: readonly string[];
  /** @default '$request.header.Authorization' */
  readonly identitySource?: string;
}

/** A Lambda that says who may. */
export interface LambdaAuthorizerConfig {
  readonly type: 'lambda';
  /** Key of a function of this service, or `service.export` of another one. */
  readonly function: string;
  /** @default '2.0' */
  readonly payload?: '1.0' | '2.0';
  /**
   * The function answers `{ isAuthorized, context }` instead of an IAM policy. Payload 2.0 only.
   * @default true with payload 2.0
   */
  readonly simpleResponses?: boolean;
  /**
   * Where the identity is; a request that lacks one of them is 401 without asking the function.
   * @default ['$request.header.Authorization']
   */
  readonly identitySources?: readonly string[];
  /**
   * Seconds that an answer is remembered per identity, 0 to 3600.
   * @default 0
   */
  readonly cacheSeconds?: number;
}

/** Which browsers may call the API. */
export interface CorsConfig {
  /** @default ['*'] */
  readonly origins?: readonly string[];
  /** @default ['*'] */
  readonly methods?: readonly string[];
  /** @default ['*'], with credentials [] */
  readonly headers?: readonly string[];
  /** Response headers that scripts may read. */
  readonly exposeHeaders?: readonly string[];
  /**
   * Lets browsers send cookies; needs `origins` by name.
   * @default false
   */
  readonly credentials?: boolean;
  /** Seconds a browser may remember the answer, up to 86400. */
  readonly maxAge?: number;
}
