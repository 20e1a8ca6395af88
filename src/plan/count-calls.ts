import type { Plan, Step } from '../model/plan.ts';
import { callsOf } from './calls-of.ts';

/** How often an operation is called; `orMore`: what is waited for, or renewed, may take more of them; `orFewer`: what is there needs none. */
export interface CallCount {
  readonly times: number;
  readonly orMore?: true;
  readonly orFewer?: true;
}

export type CallCounts = Readonly<Record<string, CallCount>>;

const limits = 'Lambda.GetAccountSettings';

/**
 * Operation (`Lambda.PublishVersion`) -> calls of a deploy where nothing goes wrong. `looked`: what looking has taken
 * already; the deploy looks the same way.
 */
export function countCalls(plan: Plan, looked: Readonly<Record<string, number>> = {}): CallCounts {
  const room = plan.steps.some(isUpload) && looked[limits] === undefined ? [limits] : [];
  const counts: Record<string, CallCount> = {};
  for (const [name, times] of Object.entries(looked)) counts[name] = { times };
  for (const call of [...room, ...plan.steps.flatMap((step) => callsOf(step, plan))]) {
    const name = call.replace(/[+*?]$/, '');
    const before = counts[name] ?? { times: 0 };
    counts[name] = {
      ...before,
      times: before.times + (call.endsWith('*') ? 0 : 1),
      ...(/[+*]$/.test(call) && { orMore: true }),
      ...(call.endsWith('?') && { orFewer: true }),
    };
  }
  return counts;
}

/** Of code, which the account must have room for: see refuse-no-storage.ts. */
function isUpload({ kind }: Step): boolean {
  return kind === 'create-function' || kind === 'update-code' || kind === 'publish-layer';
}

export const isRead = (operation: string): boolean => /\.(Get|List|Describe|Export|Head)/.test(operation);

/** Operation -> writes of the whole plan, at most where something may be there already. */
export function countWrites(plan: Plan): Readonly<Record<string, number>> {
  const all = Object.entries(countCalls(plan)).filter(([name]) => !isRead(name));
  return Object.fromEntries(all.map(([name, { times }]) => [name, times]));
}
