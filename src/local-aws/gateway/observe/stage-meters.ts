import type { World } from '../../kernel/world.ts';
import type { Exchange } from '../exchange.ts';
import { bodyBytes, type GatewayResponse } from '../respond/gateway-response.ts';
import type { ServedStage } from '../routing/served-stage.ts';
import { startMeters, type Meter } from './meter.ts';

/** Counts one answered request. */
export type CountRequest = (exchange: Exchange, response: GatewayResponse) => void;

function wantsRouteMetrics({ row }: ServedStage, routeKey: string): boolean {
  return (
    row.routeSettings[routeKey]?.detailedMetricsEnabled ?? row.defaultRouteSettings.detailedMetricsEnabled ?? false
  );
}

interface StageMeters {
  readonly always: readonly Meter[];
  /** By the route's id. */
  readonly byRoute: Map<string, Meter>;
}

/** By API, by API and stage, and by route where the stage's detailed metrics are on (http-api-metrics). */
export function startStageMeters(world: World): CountRequest {
  const { makeMeter } = startMeters(world);
  const known = new WeakMap<ServedStage, StageMeters>();

  const metersOf = (stage: ServedStage): StageMeters => {
    const existing = known.get(stage);
    if (existing) return existing;
    const { apiId: ApiId, stageName: Stage } = stage;
    const made = { always: [makeMeter({ ApiId }), makeMeter({ ApiId, Stage })], byRoute: new Map<string, Meter>() };
    known.set(stage, made);
    return made;
  };

  const routeMeterOf = ({ apiId: ApiId, stageName: Stage }: ServedStage, meters: StageMeters, Route: string): Meter => {
    const meter = meters.byRoute.get(Route) ?? makeMeter({ ApiId, Stage, Route });
    meters.byRoute.set(Route, meter);
    return meter;
  };

  return ({ stage, route, startedTick, integrationLatencyMs, body }, response) => {
    const latencyMs = performance.now() - startedTick;
    const bytes = body.length + bodyBytes(response);
    const measured = { status: response.status, latencyMs, integrationLatencyMs, bytes };
    const meters = metersOf(stage);
    for (const meter of meters.always) meter(measured);
    if (route && wantsRouteMetrics(stage, route.routeKey)) routeMeterOf(stage, meters, route.routeId)(measured);
  };
}
