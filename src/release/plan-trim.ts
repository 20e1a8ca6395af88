import { canonicalJson } from '../model/digest.ts';
import { outputs, stackName } from '../model/names.ts';
import type { Step, TrimFacts } from '../model/plan.ts';
import type { Service } from '../model/service.ts';
import type { Snapshot } from '../model/snapshot.ts';
import { statefulLeftovers } from '../plan/foundation-changes.ts';
import { neededOutputs } from '../plan/needed-outputs.ts';
import { keptReleases, type PruneFacts } from '../plan/plan-prune.ts';
import { renderFoundation } from '../template/render-foundation.ts';
import type { Template } from '../template/template.ts';
import { trimFoundation } from '../template/trim-foundation.ts';
import type { Cloud } from './cloud.ts';

export interface Trim {
  readonly trim: readonly Step[];
  /** What stays, although nothing needs it: data would go with it. */
  readonly kept: readonly string[];
}

const nothingToTrim: Trim = { trim: [], kept: [] };

/**
 * A deploy only adds to the foundation. What older releases needed goes when none of them is left to go back to: with
 * the last of them, roles, permissions and queues that the config no longer names. Rules and roles of which only one state
 * is in use at a time go with the last release that has that state.
 */
export async function planTrim(
  facts: PruneFacts,
  cloud: Cloud,
  stale: readonly Step[],
  { allowReplace }: { readonly allowReplace: boolean },
): Promise<Trim> {
  const { service, snapshot } = facts;
  const text = snapshot.foundation ?? (await cloud.readTemplate(stackName(service)));
  if (text?.startsWith('{') !== true) return nothingToTrim;
  const deployed = JSON.parse(text) as Template;
  const wanted = renderFoundation(service, { needsBucket: hasBucket(snapshot) });
  const trim = trimFacts(facts, stale);
  const target = trimFoundation(deployed, wanted, trim);
  // Judged before anything is deleted: queues and tables go only when that was asked for.
  const lost = trim.whole ? statefulLeftovers(deployed, target) : [];
  const isKept = lost.length > 0 && !allowReplace;
  const does = isKept ? { ...trim, whole: false } : trim;
  const differs = canonicalJson(deployed) !== canonicalJson(trimFoundation(deployed, wanted, does));
  return { trim: differs ? [trimStep(service, does)] : [], kept: isKept ? lost : [] };
}

const hasBucket = ({ stack }: Snapshot): boolean => stack?.outputs[outputs.artifactBucket] !== undefined;

function trimFacts(facts: PruneFacts, stale: readonly Step[]): TrimFacts {
  const kept = keptReleases(facts);
  const digests = kept.map(({ connectionsDigest }) => connectionsDigest);
  return {
    whole: kept.length <= 1,
    needed: neededOutputs(facts.service, facts.snapshot, kept, stale),
    connections: [...new Set(digests)].filter((digest) => digest !== ''),
  };
}

function trimStep(service: Service, trim: TrimFacts): Step {
  const what = trim.whole ? 'what no kept release needs' : 'rules and roles that no kept release uses';
  return {
    id: 'finish.trim',
    phase: 'finish',
    lane: 'prune',
    kind: 'apply-foundation',
    change: 'trim',
    trim,
    title: `Take away ${what} from foundation stack ${stackName(service)}`,
  };
}
