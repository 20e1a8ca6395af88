import { noRoomForCode, overAccountLimit } from '../errors/catalogue/packaging-errors.ts';
import type { Artifact } from '../model/artifact.ts';
import type { Plan } from '../model/plan.ts';
import type { AskLimits } from './account-limits.ts';

/**
 * Refuses, before anything is uploaded, what the account has no room for. One read, and only when code is published:
 * Lambda itself would refuse some functions in the middle of a run. Throws CODE_STORAGE, OVER_BUDGET.
 */
export async function refuseNoStorage(
  plan: Plan,
  artifacts: Readonly<Record<string, Artifact>>,
  askLimits: AskLimits,
): Promise<void> {
  const uploads = plan.steps.flatMap((step) =>
    step.kind === 'create-function' || step.kind === 'update-code' ? (artifacts[step.function] ?? []) : [],
  );
  if (uploads.length === 0) return;
  const limits = await askLimits();
  if (!limits) return;
  // Zero: whoever answers does not say.
  const limitBytes = limits.codeSizeUnzipped || Infinity;
  const over = uploads.filter(({ unzippedBytes, layers }) => unzippedBytes + sumUnzipped(layers) >= limitBytes);
  if (over.length > 0)
    throw overAccountLimit(
      plan.service,
      over.map(({ functionName }) => functionName),
      limitBytes,
    );
  const neededBytes = uploads.reduce((sum, { zippedBytes }) => sum + zippedBytes, 0);
  const { usedCodeSize: usedBytes, totalCodeSize } = limits;
  if (totalCodeSize > 0 && usedBytes + neededBytes > totalCodeSize)
    throw noRoomForCode(plan.service, { neededBytes, usedBytes, limitBytes: totalCodeSize });
}

function sumUnzipped(layers: Artifact['layers']): number {
  return layers.reduce((sum, { unzippedBytes }) => sum + unzippedBytes, 0);
}
