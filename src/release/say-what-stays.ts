import type { Plan } from '../model/plan.ts';
import type { Service } from '../model/service.ts';
import type { Snapshot } from '../model/snapshot.ts';
import { waitingRelease } from '../plan/releases.ts';
import type { Ports } from './run-context.ts';

/** Before anything is done: code, environment, routes and events go back, nothing else does. */
export function sayWhatStays({ hooks, resources }: Service, { report }: Ports): void {
  const stays = [
    ...hooks.map(({ name }) => `what hook ${name} did`),
    ...(Object.keys(resources).length > 0
      ? [`the foundation (${Object.keys(resources).join(', ')}) and its data`]
      : []),
  ];
  if (stays.length > 0) report({ kind: 'note', level: 'info', text: `stays as it is: ${stays.join('; ')}` });
}

/** There is one preview: what waits there for a person gives way to what is deployed next, and never goes live. */
export function sayWhatGivesWay(snapshot: Snapshot, { steps, release }: Plan, { report }: Ports): void {
  const waiting = waitingRelease(snapshot);
  if (!waiting || !steps.some(({ kind }) => kind === 'create-deployment')) return;
  const text = `r${waiting.number} waits on the preview and gives way to r${release.number}: it cannot be promoted after that`;
  report({ kind: 'note', level: 'warning', text });
}
