import { noConnections } from '../model/connections.ts';
import { stackName } from '../model/names.ts';
import type { Step, StepWork } from '../model/plan.ts';
import type { Service } from '../model/service.ts';
import type { Snapshot } from '../model/snapshot.ts';
import { changeEvents } from './plan-events.ts';
import { sourceName } from './plan-pulls.ts';
import { connectionPlace, lambdaNameOf } from './resolve-connections.ts';

export interface DestroyFacts {
  readonly service: Service;
  readonly snapshot: Snapshot;
  /** Buckets of the stack, the artifact bucket among them. */
  readonly buckets: readonly string[];
  readonly layers: readonly string[];
}

/**
 * Callers first lose the way in, then events stop, then functions go, and what outlives releases goes last. Every step is
 * an ensure, so that a run that was stopped is simply run again; the main function, which holds the lock, is the last one.
 */
export function planDestroy({ service, snapshot, buckets, layers }: DestroyFacts): readonly Step[] {
  const place = connectionPlace(service, snapshot);
  const { disconnect } = changeEvents(service, snapshot, noConnections);
  return [
    ...(snapshot.api?.live ? [step('api', 'Take the live URL away', { kind: 'hide-api' })] : []),
    ...snapshot.eventSources.map(({ uuid, sourceArn }) =>
      step(uuid, `Disconnect ${sourceName(sourceArn)}`, { kind: 'remove-event-source', uuid }),
    ),
    ...disconnect
      .filter(({ kind }) => kind === 'remove-notification')
      .map((one) => ({ ...one, id: `destroy.${one.id}`, lane: 'destroy' })),
    ...functionKeys(service, snapshot).map((key) => {
      const lambdaName = lambdaNameOf(place, key);
      return step(key, `Delete function ${lambdaName} with all its versions`, { kind: 'delete-function', lambdaName });
    }),
    ...layers.map((layer) => step(layer, `Delete layer ${layer}`, { kind: 'delete-layer', layer })),
    ...buckets.map((bucket) => step(bucket, `Empty bucket ${bucket}`, { kind: 'empty-bucket', bucket })),
    ...(snapshot.stack ? [step('stack', `Delete stack ${stackName(service)}`, { kind: 'delete-stack' })] : []),
  ];
}

/** Those of older releases too, by what the foundation has for them; the main function, which holds the lock, is last. */
function functionKeys(service: Service, { functions, foundation }: Snapshot): readonly string[] {
  const prefix = `/aws/lambda/${stackName(service)}-`;
  const { Resources = {} } = JSON.parse(foundation ?? '{}') as { Resources?: Record<string, LogGroup> };
  const names = Object.values(Resources).map(({ Properties }) => Properties?.LogGroupName);
  const made = names.flatMap((name) =>
    typeof name === 'string' && name.startsWith(prefix) ? [name.slice(prefix.length)] : [],
  );
  const own = service.functions.map(({ key }) => key).filter((key) => functions[key]);
  const older = made.filter((key) => !service.functions.some((one) => one.key === key));
  const others = [...new Set([...own, ...older])].filter((key) => key !== service.main);
  return own.includes(service.main) ? [...others, service.main] : others;
}

interface LogGroup {
  readonly Properties?: { readonly LogGroupName?: unknown };
}

function step(id: string, title: string, work: StepWork): Step {
  return { id: `destroy.${id}`, phase: 'finish', lane: 'destroy', title, ...work };
}
