import { outputs } from '../model/names.ts';
import { previewStage } from '../model/release.ts';
import type { Outcome } from './events.ts';
import type { Run } from './run-context.ts';

/** The run's end as data. `live`: the number of the release that is live now; undefined: none. */
export function makeOutcome(run: Run, result: Outcome['result'], live: number | undefined, began: number): Outcome {
  const { learnt, service, plan } = run;
  const endpoint = learnt.endpoint || learnt.outputs[outputs.apiEndpoint];
  const routed = service.routes.length > 0 && result !== 'destroyed' && endpoint;
  const waiting = waitingNumber(run, result);
  return {
    result,
    service: service.name,
    environment: service.environment.name,
    totalMs: Math.round(run.clock.monotonic() - began),
    awsCalls: {},
    smoke: learnt.smoke,
    notes: learnt.notes,
    ...(live === undefined ? {} : { live: `r${live}` }),
    ...(plan.from && plan.from.number !== live ? { previous: `r${plan.from.number}` } : {}),
    ...(routed ? { url: endpoint, previewUrl: `${endpoint}/${previewStage}` } : {}),
    ...(learnt.settle ? { settle: learnt.settle } : {}),
    ...(learnt.bakes.length > 0 ? { bakes: learnt.bakes } : {}),
    ...(waiting === undefined ? {} : { waiting: `r${waiting}` }),
  };
}

/** Held by this run, or found waiting by a deploy of the same. */
function waitingNumber({ plan, snapshot }: Run, result: Outcome['result']): number | undefined {
  const isFound = result === 'unchanged' && snapshot.api?.waiting?.number === plan.release.number;
  return result === 'on-preview' || isFound ? plan.release.number : undefined;
}

/** Nothing was written: what was live still is. */
export function unchangedOutcome(run: Run, result: 'planned' | 'unchanged' | 'interrupted', began: number): Outcome {
  const outcome = makeOutcome(run, result, run.plan.from?.number, began);
  run.report({ kind: 'ended', outcome });
  return outcome;
}
