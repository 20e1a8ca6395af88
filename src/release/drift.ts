import { liveStage } from '../model/release.ts';
import type { Service } from '../model/service.ts';
import { type DriftFinding, findDrift } from '../plan/find-drift.ts';
import type { Cloud } from './cloud.ts';
import { parseLiveNote } from './live-note.ts';
import { look } from './look.ts';

/** Reads everything and compares it with what the live release says. Changes nothing. */
export async function readDrift(service: Service, cloud: Cloud): Promise<readonly DriftFinding[]> {
  const snapshot = await look(cloud, service, { everything: true });
  const { api } = snapshot;
  // While a share of the calls goes to another release, the stage rightly shows neither of the two.
  const noted = api?.canary ? undefined : parseLiveNote(api?.live?.description ?? '').chain[0]?.deploymentId;
  const served = api?.live?.deploymentId && !api.canary ? await cloud.exportRoutes(api.id, liveStage) : undefined;
  return findDrift({
    service,
    snapshot,
    ...(noted ? { notedDeploymentId: noted } : {}),
    ...(served === undefined ? {} : { served }),
  });
}
