import type { RouteSettings, StageRow } from '../../apigateway/rows.ts';

/** The account's own limits, where a stage sets only one of the two. */
const ACCOUNT_RATE = 10_000;
const ACCOUNT_BURST = 5000;

/** May one more request of this route come in? */
export type Admit = (routeKey: string) => boolean;

function bucket(ratePerSecond: number, burst: number): () => boolean {
  let tokens = burst;
  let filledAt = performance.now();
  return () => {
    const now = performance.now();
    tokens = Math.min(burst, tokens + ((now - filledAt) / 1000) * ratePerSecond);
    filledAt = now;
    if (tokens < 1) return false;
    tokens--;
    return true;
  };
}

function bucketOf({
  throttlingRateLimit: rate,
  throttlingBurstLimit: burst,
}: RouteSettings): (() => boolean) | undefined {
  if (rate === undefined && burst === undefined) return undefined;
  return bucket(rate ?? ACCOUNT_RATE, burst ?? ACCOUNT_BURST);
}

/** Token buckets of a stage's settings, one for each route; undefined when the stage sets no limit. */
export function admitOf({ defaultRouteSettings, routeSettings }: StageRow): Admit | undefined {
  const settings = [defaultRouteSettings, ...Object.values(routeSettings)];
  if (settings.every((each) => bucketOf(each) === undefined)) return undefined;
  const buckets = new Map<string, (() => boolean) | undefined>();
  return (routeKey) => {
    if (!buckets.has(routeKey))
      buckets.set(routeKey, bucketOf({ ...defaultRouteSettings, ...routeSettings[routeKey] }));
    return buckets.get(routeKey)?.() ?? true;
  };
}
