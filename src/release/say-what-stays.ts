import type { Service } from '../model/service.ts';
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
