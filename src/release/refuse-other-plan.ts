import { worldMoved } from '../errors/catalogue/release-errors.ts';
import { digestOf } from '../model/digest.ts';
import type { Plan } from '../model/plan.ts';

/**
 * A saved plan is run only if planning anew gives the same: the same release from the same one, by the same steps. When
 * it was made, by whom and on which commit makes no difference to what it does.
 */
export function refuseOtherPlan(saved: Plan, now: Plan): void {
  const facts: readonly [what: string, of: (plan: Plan) => string][] = [
    ['the plan format', ({ schema }) => String(schema)],
    ['the service', ({ service, environment }) => `${service} in ${environment}`],
    ['the account', ({ assumes }) => assumes.accountId],
    ['the live release', ({ from }) => (from ? `r${from.number}` : 'none')],
    ['the live gateway deployment', ({ assumes }) => assumes.liveDeploymentId ?? 'none'],
    ['the wanted release', ({ release }) => release.digest],
    ['the list of steps', ({ steps }) => digestOf(steps.map(({ id, title }) => [id, title]))],
  ];
  for (const [what, of] of facts) if (of(saved) !== of(now)) throw worldMoved(what, of(saved), of(now));
}
