import { stackName } from '../model/names.ts';
import type { Step, StepWork } from '../model/plan.ts';
import type { Service } from '../model/service.ts';
import type { Snapshot } from '../model/snapshot.ts';

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
  const there = service.functions.filter(({ key }) => snapshot.functions[key]);
  const mainLast = [
    ...there.filter(({ key }) => key !== service.main),
    ...there.filter(({ key }) => key === service.main),
  ];
  return [
    ...(snapshot.api?.live ? [step('api', 'Take the live URL away', { kind: 'hide-api' })] : []),
    ...snapshot.eventSources.map(({ uuid, sourceArn }) =>
      step(uuid, `Disconnect ${sourceArn.split(':').at(-1)}`, { kind: 'remove-event-source', uuid }),
    ),
    ...mainLast.map(({ key, lambdaName }) =>
      step(key, `Delete function ${lambdaName} with all its versions`, { kind: 'delete-function', lambdaName }),
    ),
    ...layers.map((layer) => step(layer, `Delete layer ${layer}`, { kind: 'delete-layer', layer })),
    ...buckets.map((bucket) => step(bucket, `Empty bucket ${bucket}`, { kind: 'empty-bucket', bucket })),
    ...(snapshot.stack ? [step('stack', `Delete stack ${stackName(service)}`, { kind: 'delete-stack' })] : []),
  ];
}

function step(id: string, title: string, work: StepWork): Step {
  return { id: `destroy.${id}`, phase: 'finish', lane: 'destroy', title, ...work };
}
