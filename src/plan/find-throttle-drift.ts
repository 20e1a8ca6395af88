import type { ApiState, Throttle } from '../model/snapshot.ts';
import type { DriftFinding } from './find-drift.ts';

/** Ship sets none: a throttle that somebody set stays through every switch, and turns callers of the live URL away. */
export function throttleDrift(api: ApiState | undefined): readonly DriftFinding[] {
  return (api?.live?.throttles ?? []).map((throttle) => ({
    code: 'STAGE_THROTTLED',
    what: `${throttle.routeKey ?? 'the live stage'} is throttled by hand: ${limitsOf(throttle)}`,
    next: wayOut(api?.id ?? '', api?.live?.name ?? '', throttle),
  }));
}

function limitsOf({ perSecond, burst }: Throttle): string {
  if (perSecond === 0 || burst === 0) return 'it answers nobody';
  const limits = [
    ...(perSecond === undefined ? [] : [`${perSecond} ${perSecond === 1 ? 'request' : 'requests'} a second`]),
    ...(burst === undefined ? [] : [`${burst} at once`]),
  ];
  return limits.join(', ');
}

function wayOut(apiId: string, stage: string, { routeKey }: Throttle): string {
  return routeKey === undefined
    ? `unless it is meant: change it in the console of API Gateway, ${apiId}, Throttling`
    : `unless it is meant: aws apigatewayv2 delete-route-settings --api-id ${apiId} --stage-name '${stage}' --route-key '${routeKey}'`;
}
