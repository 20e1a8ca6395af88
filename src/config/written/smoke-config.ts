/** A request through the real gateway, and what must come back. */
export interface HttpSmokeConfig {
  /** `GET /orders/1`. */
  readonly request: string;
  /** @default the request */
  readonly name?: string;
  /** Request headers; values are never shown. */
  readonly headers?: Readonly<Record<string, string>>;
  /** Text, or anything else to send as JSON. */
  readonly body?: unknown;
  /**
   * What must come back.
   * @default { status: 200 }
   */
  readonly expect?: HttpExpectationConfig;
  /**
   * Where it runs: before the switch on the preview, after it on the live URL.
   * @default ['preview', 'live']
   */
  readonly on?: readonly ('preview' | 'live')[];
  /**
   * Seconds to wait for the answer.
   * @default 10
   */
  readonly timeout?: number;
  /**
   * How often it is tried before it has failed.
   * @default 3
   */
  readonly tries?: number;
}

/** What an answer must look like; what is not named may be anything. */
export interface HttpExpectationConfig {
  /** @default 200 */
  readonly status?: number;
  /** Name -> exact value, or `/regular expression/`. */
  readonly headers?: Readonly<Record<string, string>>;
  /** Every member named here must be in the body, with this value. */
  readonly json?: unknown;
  /** Text that the body must contain. */
  readonly text?: string;
  /** First bytes of the body in hex: `25504446` for a PDF. */
  readonly bytes?: string;
}

/** A direct invocation of a function without routes, and what it must answer. */
export interface InvokeSmokeConfig {
  /** Key of the function. */
  readonly invoke: string;
  /** @default the function's key */
  readonly name?: string;
  /** @default {} */
  readonly event?: unknown;
  /** Every member named here must be in the result; left out: the function must only not fail. */
  readonly result?: unknown;
  /**
   * Seconds to wait for the result.
   * @default the function's time-out
   */
  readonly timeout?: number;
}
