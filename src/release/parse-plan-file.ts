import * as z from 'zod';
import type { Plan } from '../model/plan.ts';

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

/** The plans in a file that `ship plan --out` wrote; a sentence when it is not one. */
export function parsePlanFile(content: unknown): readonly Plan[] | string {
  const { data, error } = planFile.safeParse(content);
  return data ? (data.plans as unknown as readonly Plan[]) : z.prettifyError(error);
}
