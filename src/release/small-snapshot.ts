import { outputs } from '../model/names.ts';
import type { Service } from '../model/service.ts';
import type { Snapshot, StackState, StageState } from '../model/snapshot.ts';
import { canaryOn } from './read-api.ts';

/** What a rollback by the live stage's note alone needs to know of the world. */
export function smallSnapshot(
  service: Service,
  accountId: string,
  stack: StackState,
  apiId: string,
  live: StageState,
): Snapshot {
  const endpoint = stack.outputs[outputs.apiEndpoint] ?? '';
  const canary = canaryOn(live);
  return {
    accountId,
    region: service.environment.region,
    stack,
    functions: {},
    reservedConcurrency: {},
    provisioned: {},
    eventSources: [],
    permissions: [],
    notifications: [],
    subscriptions: [],
    connections: {},
    api: { id: apiId, endpoint, live, otherStages: [], deployments: [], ...(canary ? { canary } : {}) },
  };
}
