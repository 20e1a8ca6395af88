import { recordedConcurrency } from '../model/concurrency.ts';
import type { Plan, Step } from '../model/plan.ts';
import { type KnownRelease, previewStage } from '../model/release.ts';
import type { Service } from '../model/service.ts';
import type { Snapshot } from '../model/snapshot.ts';
import { eventsOf } from './make-rollback-plan.ts';
import { planConcurrency } from './plan-concurrency.ts';
import { goLive, testPreview } from './plan-assembly.ts';
import { planOfKnown } from './plan-of-known.ts';
import { readAlarms } from './plan-rollout.ts';
import { liveRelease } from './releases.ts';
import { connectionsFor } from './resolve-connections.ts';

export interface WaitingFacts {
  readonly service: Service;
  readonly snapshot: Snapshot;
  readonly waiting: KnownRelease;
}

/** What waits on the preview goes live as a deploy would have made it: tested once more, switched, watched, finished. */
export function makePromotionPlan(facts: WaitingFacts): Plan {
  const { snapshot, waiting } = facts;
  // What it connects stands in the foundation, which its deploy brought up to date.
  const connections = connectionsFor(facts.service, snapshot, waiting.connectionsDigest);
  const versionOf = (key: string): string | undefined => waiting.functions.find((one) => one.key === key)?.version;
  // What the config has got since then is no part of the release that was tested.
  const functions = facts.service.functions.filter(({ key }) => versionOf(key) !== undefined);
  const service = { ...facts.service, functions };
  const name = `r${waiting.number}`;
  return planOfKnown({ service: facts.service, snapshot, release: waiting }, [
    {
      id: 'verify.recheck',
      phase: 'verify',
      lane: 'check',
      kind: 'recheck-preview',
      title: `Check that ${previewStage} still serves exactly ${name}`,
    },
    ...concurrencyAs(facts, waiting).filter(({ phase }) => phase === 'verify'),
    ...testPreview(service),
    ...readAlarms(service, false),
    ...goLive(service, snapshot, name),
    ...eventsOf({ service, snapshot, target: { number: waiting.number, release: waiting }, connections }),
    ...concurrencyAs(facts, waiting).filter(({ phase }) => phase !== 'verify'),
  ]);
}

function concurrencyAs({ snapshot }: WaitingFacts, release: KnownRelease | undefined): readonly Step[] {
  const versionOf = (key: string): string | undefined => release?.functions.find((one) => one.key === key)?.version;
  const name = `r${release?.number ?? ''}`;
  return planConcurrency(recordedConcurrency(release), snapshot, { live: liveRelease(snapshot), versionOf, name });
}

/** The preview shows what is live again; what was warmed or reserved for what never went live is given back. */
export function makeAbortPlan(facts: WaitingFacts): Plan {
  const { snapshot, waiting } = facts;
  const live = liveRelease(snapshot);
  const restore: Step = {
    id: 'finish.restore',
    phase: 'finish',
    lane: 'preview',
    kind: 'restore-preview',
    title: live
      ? `Show r${live.number} on ${previewStage} again instead of r${waiting.number}`
      : `Let r${waiting.number} wait no more`,
  };
  const givenBack = concurrencyAs(facts, live).map((step): Step => ({ ...step, phase: 'finish' }));
  return planOfKnown({ service: facts.service, snapshot, release: waiting }, [restore, ...givenBack]);
}
