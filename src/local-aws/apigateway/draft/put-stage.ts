import type { World } from '../../kernel/world.ts';
import { isoTime } from '../iso-time.ts';
import { ownedKey, stages, type StageBefore, type StageRow } from '../rows.ts';

type NewStage = Omit<StageRow, 'internal' | 'createdDate' | 'lastUpdatedDate'>;

function servedBy(stage: StageRow | undefined): StageBefore['served'] {
  if (!stage) return null;
  const { deploymentId, stageVariables } = stage;
  return { ...(deploymentId !== undefined && { deploymentId }), stageVariables };
}

/** Writes a stage and remembers what it served before: the gateway's nodes learn of the change one after another. */
export function putStage(world: World, stage: NewStage): StageRow {
  const key = ownedKey(stage.apiId, stage.stageName);
  const now = world.clock.now();
  const old = stages(world).get(key);
  const movesTraffic = !old || old.deploymentId !== stage.deploymentId || old.stageVariables !== stage.stageVariables;
  const row: StageRow = {
    ...stage,
    createdDate: old?.createdDate ?? isoTime(now),
    lastUpdatedDate: isoTime(now),
    internal: movesTraffic ? { before: { changedAt: now, served: servedBy(old) } } : old.internal,
  };
  stages(world).set(key, row);
  return row;
}
