import type { Step } from '../model/plan.ts';
import type { KnownRelease } from '../model/release.ts';
import type { DriftFacts, DriftFinding } from './find-drift.ts';
import { changeEvents } from './plan-events.ts';
import { connectionsFor } from './resolve-connections.ts';

/** What a finish would have to connect or cut off is what is not as the live release says. */
export function connectionDrift({ service, snapshot }: DriftFacts, live: KnownRelease): readonly DriftFinding[] {
  const connections = connectionsFor(service, snapshot, live.connectionsDigest);
  if (!connections) return [];
  const { connect, disconnect } = changeEvents(service, snapshot, connections);
  const stateOf = (uuid: string | undefined): string => {
    const state = snapshot.eventSources.find((source) => source.uuid === uuid)?.state ?? 'missing';
    return state === 'Enabled' ? 'its settings are others' : state;
  };
  return [...connect, ...disconnect].flatMap((step) => {
    const found = finding(step, stateOf);
    return found ? [{ ...found, next: `ship deploy ${service.name}` }] : [];
  });
}

function finding(step: Step, stateOf: (uuid: string | undefined) => string): Omit<DriftFinding, 'next'> | undefined {
  switch (step.kind) {
    case 'ensure-event-source':
      return {
        code: 'EVENT_SOURCE',
        what: `${step.event} does not feed ${step.function} as it was released (${stateOf(step.uuid)})`,
      };
    case 'allow-invoke':
      return { code: 'PERMISSION_MISSING', what: `${step.event} may not invoke ${step.function}'s live alias` };
    case 'set-filter':
      return {
        code: 'FILTER_CHANGED',
        what: `topic ${step.event} does not tell ${step.function} of what was released`,
      };
    case 'ensure-notification':
      return {
        code: 'NOTIFICATION_MISSING',
        what: `the bucket of ${step.event} does not call ${step.function} as it was released`,
      };
    case 'pause-event-source':
    case 'forbid-invoke':
    case 'remove-notification':
      return { code: 'STILL_CONNECTED', what: `what the live release does not have is connected: ${step.title}` };
    default:
      return undefined;
  }
}
