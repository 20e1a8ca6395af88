/** Another release gets a share of the calls first: `canary` once, `linear` more and more. */
export interface StrategyConfig {
  /** One share and then all, or more and more. */
  readonly kind: 'canary' | 'linear';
  /**
   * Share of all calls: of a canary 1 to 99 per cent, of linear what is added each time, 5 to 50.
   * @default 10 for a canary, 20 for linear
   */
  readonly percent?: number;
  /**
   * How long each step lasts: `30s`, `10m`, `2h`, at most a day.
   * @default '10m' for a canary, '2m' for linear
   */
  readonly for?: string;
}

/** How a new release is watched beside the one that is live; when it is worse, all calls go back with one write. */
export interface BakeConfig {
  /**
   * How long it is watched after the switch. The steps of a strategy are watched besides.
   * @default '0s'
   */
  readonly for?: string;
  /**
   * CloudWatch alarms that must not go off, by name. What was red before says nothing about the release and is not judged.
   * @default []
   */
  readonly alarms?: readonly string[];
  /**
   * Share of failed invocations that a new version may have more than the live one: `0.01` is one in a hundred.
   * @default 0.01
   */
  readonly errorRate?: number;
  /**
   * How many times as long as the live version's an invocation may take: of p99, below 1,000 requests of the median.
   * @default 2
   */
  readonly latency?: number;
  /**
   * Share of throttled requests that a new version may have more than the live one.
   * @default 0.01
   */
  readonly throttles?: number;
  /**
   * With fewer requests than this a version's numbers decide nothing.
   * @default 20
   */
  readonly minRequests?: number;
  /**
   * Requests per minute that ship makes itself while there are fewer: the GET smoke tests, on the preview. `0`: none.
   * @default 30
   */
  readonly probesPerMinute?: number;
}
