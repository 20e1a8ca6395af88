import type { Connections } from '../model/connections.ts';
import type { Service } from '../model/service.ts';
import type { Snapshot } from '../model/snapshot.ts';
import { exportedKeys } from '../plan/plan-events.ts';
import type { Cloud } from './cloud.ts';
import { readOtherFunctions } from './look.ts';

/** Functions that the config no longer has, but whose aliases the older release's events call, or other services. */
export async function withTargetFunctions(
  cloud: Cloud,
  service: Service,
  snapshot: Snapshot,
  connections: Connections | undefined,
): Promise<Snapshot> {
  const fed = [...(connections?.pulls ?? []), ...(connections?.pushes ?? [])].map((one) => one.function);
  const missing = [...new Set([...fed, ...exportedKeys(service, snapshot.stack)])].filter(
    (key) => !snapshot.functions[key],
  );
  if (missing.length === 0) return snapshot;
  return { ...snapshot, functions: { ...snapshot.functions, ...(await readOtherFunctions(cloud, service, missing)) } };
}
