import type { World } from '../../kernel/world.ts';
import { badRequest } from '../errors.ts';
import { isoTime } from '../iso-time.ts';
import { newId } from '../new-id.ts';
import { deployments, ownedKey, type DeploymentRow } from '../rows.ts';
import { takeSnapshot } from './take-snapshot.ts';

interface DeploymentOptions {
  readonly autoDeployed: boolean;
  readonly description?: string;
}

/** Freezes the draft. PENDING until `apigateway.deployment` ms have passed. */
export function deploy(world: World, apiId: string, { autoDeployed, description }: DeploymentOptions): DeploymentRow {
  const snapshot = takeSnapshot(world, apiId);
  if (snapshot.routes.length === 0) throw badRequest('Unable to deploy API because no routes exist in this API');
  const now = world.clock.now();
  const row: DeploymentRow = {
    apiId,
    deploymentId: newId(6),
    ...(description !== undefined && { description }),
    autoDeployed,
    createdDate: isoTime(now),
    internal: { deployedAt: now + world.clock.duration('apigateway.deployment'), snapshot },
  };
  deployments(world).set(ownedKey(apiId, row.deploymentId), row);
  return row;
}
