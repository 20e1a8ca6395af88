import { liveStage } from '../model/release.ts';
import type { Service } from '../model/service.ts';
import type { Snapshot } from '../model/snapshot.ts';
import { type DriftFinding, findDrift } from '../plan/find-drift.ts';
import { roleDrift } from '../plan/find-role-drift.ts';
import { placeOfRule, ruleDrift } from '../plan/find-rule-drift.ts';
import type { PlainTemplate } from '../plan/foundation-changes.ts';
import { liveRelease } from '../plan/releases.ts';
import type { DeployedResource } from '../plan/resolve-reference.ts';
import type { Cloud } from './cloud.ts';
import { parseLiveNote } from './live-note.ts';
import { look } from './look.ts';

export interface Drift {
  /** False: there is nothing to compare with. */
  readonly isLive: boolean;
  readonly findings: readonly DriftFinding[];
}

/** Reads everything and compares it with what the live release says. Changes nothing. */
export async function readDrift(service: Service, cloud: Cloud): Promise<readonly DriftFinding[]> {
  return (await lookForDrift(service, cloud)).findings;
}

export async function lookForDrift(service: Service, cloud: Cloud): Promise<Drift> {
  const snapshot = await look(cloud, service, { everything: true });
  const { api } = snapshot;
  // While a share of the calls goes to another release, the stage rightly shows neither of the two.
  const noted = api?.canary ? undefined : parseLiveNote(api?.live?.description ?? '').chain[0]?.deploymentId;
  const served = api?.live?.deploymentId && !api.canary ? await cloud.exportRoutes(api.id, liveStage) : undefined;
  const found = findDrift({
    service,
    snapshot,
    ...(noted ? { notedDeploymentId: noted } : {}),
    ...(served === undefined ? {} : { served }),
  });
  const findings = [...found, ...(await readFoundationDrift(cloud, snapshot))];
  return { isLive: liveRelease(snapshot) !== undefined, findings };
}

/** Roles and rules. Only of a template of ship's own making: somebody else's may be YAML. */
async function readFoundationDrift(cloud: Cloud, snapshot: Snapshot): Promise<readonly DriftFinding[]> {
  const { stack, foundation, region, accountId } = snapshot;
  if (!stack || foundation?.startsWith('{') !== true) return [];
  const resources = await cloud.stackResources(stack.name);
  const template = JSON.parse(foundation) as PlainTemplate;
  const deployed = { name: stack.name, outputs: stack.outputs, resources, region, accountId };
  const [roles, rules] = await Promise.all([
    readEach(resources, 'AWS::IAM::Role', (physicalId) => cloud.readRole(physicalId)),
    readEach(resources, 'AWS::Events::Rule', (physicalId) => {
      const { name, bus } = placeOfRule(physicalId);
      return cloud.readRule(name, bus);
    }),
  ]);
  return [...roleDrift(template, deployed, roles), ...ruleDrift(template, deployed, rules)];
}

/** By logical id. */
async function readEach<State>(
  resources: readonly DeployedResource[],
  wanted: string,
  read: (physicalId: string) => Promise<State>,
): Promise<Readonly<Record<string, State>>> {
  const rows = resources
    .filter(({ type }) => type === wanted)
    .map(async ({ logicalId, physicalId }) => [logicalId, await read(physicalId)] as const);
  return Object.fromEntries(await Promise.all(rows));
}
