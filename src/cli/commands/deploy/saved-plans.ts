import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import * as z from 'zod';
import { wrongPlanFile } from '../../../errors/catalogue/cli-errors.ts';
import type { Plan } from '../../../model/plan.ts';
import type { Session } from '../../session/session.ts';

/** By service name. */
export type SavedPlans = Readonly<Record<string, Plan>>;

// Only what is compared is checked: the plan that runs is made anew, and refused when it is another one.
const planFile = z.object({
  schema: z.literal(1),
  environment: z.string(),
  plans: z.array(
    z.looseObject({
      schema: z.literal(1),
      service: z.string(),
      environment: z.string(),
      release: z.looseObject({ digest: z.string() }),
      from: z.looseObject({ number: z.int() }).optional(),
      assumes: z.looseObject({ accountId: z.string(), liveDeploymentId: z.string().optional() }),
      steps: z.array(z.looseObject({ id: z.string(), title: z.string() })),
    }),
  ),
});

/** What `--plan FILE` holds; undefined without the option. */
export function readSavedPlans({ flags, terminal }: Session): SavedPlans | undefined {
  const name = flags.text('plan');
  if (!name) return undefined;
  const { data, error } = planFile.safeParse(readJson(name, terminal.cwd));
  if (!data) throw wrongPlanFile(name, z.prettifyError(error));
  return Object.fromEntries(data.plans.map((plan) => [plan.service, plan as unknown as Plan]));
}

function readJson(name: string, cwd: string): unknown {
  try {
    return JSON.parse(readFileSync(resolve(cwd, name), 'utf8'));
  } catch (error) {
    throw wrongPlanFile(name, error instanceof Error ? error.message : String(error));
  }
}
