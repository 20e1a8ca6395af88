import type { Service } from '../../model/service.ts';
import type { RunAction } from '../../release/events.ts';
import { showResult } from './end-runs.ts';
import { runGraph } from './run-graph.ts';
import type { ServiceResult } from './run-one.ts';
import { needsOf } from './service-graph.ts';
import type { Session } from './session.ts';

/** More at once gain little: they share one pace towards AWS. */
const AT_ONCE = 4;

export interface HowToRun {
  readonly action: RunAction;
  /** Questions are asked one after the other. */
  readonly isAsked: boolean;
  readonly one: (service: Service) => Promise<ServiceResult>;
}

/** Side by side where they do not need each other; each is its own switch and its own outcome. */
export async function runServices(
  session: Session,
  services: readonly Service[],
  { action, isAsked, one }: HowToRun,
): Promise<readonly ServiceResult[]> {
  const results = new Map<string, ServiceResult>(services.map(({ name }) => [name, { service: name }]));
  const byName = new Map(services.map((service) => [service.name, service]));
  const nodes = services.map((service) => ({ name: service.name, needs: needsOf(service) }));
  await runGraph(nodes, isAsked ? 1 : AT_ONCE, async (name) => {
    const result = await one(byName.get(name) as Service);
    results.set(name, result);
    showResult(session, action, result, services.length > 1);
    return result.error === undefined;
  });
  return [...results.values()];
}
