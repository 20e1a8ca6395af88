import { randomUUID } from 'node:crypto';
import type { World } from '../kernel/world.ts';
import { qualifiedKey, type AliasRow } from './function-rows.ts';
import { isStopped } from './later.ts';
import { lambdaTime } from './lambda-time.ts';
import { provisionedConfigs, type ProvisionedRow } from './provisioned-rows.ts';

/** As recorded of a function whose initialisation fails. */
const INIT_FAILED = 'FUNCTION_ERROR_INIT_FAILURE';

function finish(world: World, attempt: ProvisionedRow, outcome: Partial<ProvisionedRow>): void {
  const key = qualifiedKey(attempt.functionName, attempt.qualifier);
  const current = provisionedConfigs(world).get(key);
  // Another request, a deletion or the end has overtaken this one.
  if (isStopped(world) || current?.attempt !== attempt.attempt) return;
  provisionedConfigs(world).set(key, { ...current, ...outcome });
}

async function allocate(world: World, row: ProvisionedRow): Promise<void> {
  try {
    await Promise.all([
      world.invoker.provision(row.functionName, row.version, row.requested),
      world.clock.sleep(world.clock.duration('lambda.provisioned')),
    ]);
    finish(world, row, { status: 'READY', allocated: row.requested });
  } catch {
    // Clients learn of it by Status and StatusReason: the call that asked was answered long ago.
    finish(world, row, { status: 'FAILED', statusReason: INIT_FAILED, allocated: 0 });
  }
}

/** Starts the environments of a configuration; it is IN_PROGRESS until they are ready. */
export function beginProvisioning(
  world: World,
  wanted: Pick<ProvisionedRow, 'functionName' | 'qualifier' | 'version' | 'requested'>,
): ProvisionedRow {
  const row: ProvisionedRow = {
    ...wanted,
    allocated: 0,
    status: 'IN_PROGRESS',
    lastModified: lambdaTime(world.clock.now()),
    attempt: randomUUID(),
  };
  provisionedConfigs(world).set(qualifiedKey(row.functionName, row.qualifier), row);
  void allocate(world, row);
  return row;
}

/** An alias takes its provisioned concurrency along to the version that it is moved to; the old version's goes. */
export function moveProvisioned(world: World, alias: AliasRow): void {
  const row = provisionedConfigs(world).get(qualifiedKey(alias.functionName, alias.name));
  if (!row || row.version === alias.functionVersion) return;
  void world.invoker.provision(row.functionName, row.version, 0);
  beginProvisioning(world, { ...row, version: alias.functionVersion });
}

/** After a restart no environment is left: those that were promised are started again. */
export function resumeProvisioned(world: World): void {
  for (const row of provisionedConfigs(world).values()) beginProvisioning(world, row);
}
