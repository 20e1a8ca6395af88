import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { wrongPlanFile } from '../../../errors/catalogue/cli-errors.ts';
import type { Plan } from '../../../model/plan.ts';
import { parsePlanFile } from '../../../release/index.ts';
import type { Session } from '../../session/session.ts';

/** By service name. */
export type SavedPlans = Readonly<Record<string, Plan>>;

/** What `--plan FILE` holds; undefined without the option. */
export function readSavedPlans({ flags, terminal }: Session): SavedPlans | undefined {
  const name = flags.text('plan');
  if (!name) return undefined;
  const plans = parsePlanFile(readJson(name, terminal.cwd));
  if (typeof plans === 'string') throw wrongPlanFile(name, plans);
  return Object.fromEntries(plans.map((plan) => [plan.service, plan]));
}

function readJson(name: string, cwd: string): unknown {
  try {
    return JSON.parse(readFileSync(resolve(cwd, name), 'utf8'));
  } catch (error) {
    throw wrongPlanFile(name, error instanceof Error ? error.message : String(error));
  }
}
