import type { Plan } from '../../model/plan.ts';
import type { RunEvent } from '../../release/events.ts';

/** What is live as far as the events tell, at any moment: for the one who cannot wait for the end. */
export interface LiveKnowledge {
  readonly observe: (event: RunEvent) => void;
  /** `orders r17 is live in production, as before` */
  readonly sentence: () => string;
}

type Stage = 'unknown' | 'before' | 'sharing' | 'switching' | 'switched';

export function makeLiveKnowledge(service: string, environment: string): LiveKnowledge {
  let plan: Plan | undefined;
  let stage: Stage = 'unknown';
  return {
    observe: (event) => {
      if (event.kind === 'planned') plan = event.plan;
      stage = stageAfter(event, stage);
    },
    sentence: () => describe(`${service} in ${environment}`, plan, stage),
  };
}

function stageAfter(event: RunEvent, stage: Stage): Stage {
  if (event.kind === 'planned') return 'before';
  if (event.kind === 'undo-started' && (stage === 'switched' || stage === 'sharing')) return 'switching';
  if ('step' in event && event.step.kind === 'shift-traffic') return 'sharing';
  const isSwitch = 'step' in event && event.step.kind === 'switch-stage';
  if (!isSwitch) return stage;
  return event.kind === 'step-done' ? 'switched' : 'switching';
}

function describe(name: string, plan: Plan | undefined, stage: Stage): string {
  const before = plan?.from ? `r${plan.from.number}` : 'nothing';
  const after = plan ? `r${plan.release.number}` : 'the new release';
  const sentences: Readonly<Record<Stage, string>> = {
    unknown: 'what was live before is live, nothing was changed',
    before: `${before} is live, as before`,
    sharing: `${before} is live, and ${after} has a share of the calls; ship rollback ends that`,
    switching: `${before} or ${after} is live, the switch was under way; ship status tells`,
    switched: `${after} is live`,
  };
  return `${name}: ${sentences[stage]}`;
}
