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

/** By API, by API and stage, and by route where the stage's detailed metrics are on (http-api-metrics). */
export function startStageMeters(world: World): CountRequest {
  const { meterOf } = startMeters(world);
  const known = new WeakMap<ServedStage, readonly Meter[]>();

  const metersOf = (stage: ServedStage): readonly Meter[] => {
    const existing = known.get(stage);
    if (existing) return existing;
    const { apiId: ApiId, stageName: Stage } = stage;
    const made = [meterOf({ ApiId }), meterOf({ ApiId, Stage })];
    known.set(stage, made);
    return made;
  };

  return ({ stage, route, startedTick, integrationLatencyMs, body }, response) => {
    const latencyMs = performance.now() - startedTick;
    const bytes = body.length + bodyBytes(response);
    const measured = { status: response.status, latencyMs, integrationLatencyMs, bytes };
    for (const meter of metersOf(stage)) meter(measured);
    if (!route || !wantsRouteMetrics(stage, route.routeKey)) return;
    meterOf({ ApiId: stage.apiId, Stage: stage.stageName, Route: route.routeId })(measured);
  };
}
