import type { BundleRequest } from './bundle-functions.ts';
import type { BundleRecord, BundlesRecord } from './bundle-records.ts';
import { inputsState, type TrackedInputs } from './tracked-inputs.ts';

/** Bundles that can be shipped again. */
export interface Fresh {
  readonly bundles: ReadonlyMap<string, BundleRecord>;
  /** What they were made of, by function. */
  readonly inputs: ReadonlyMap<string, TrackedInputs>;
  /** They are fresh, but states have moved: worth writing down again, so that the next run sees it at a glance. */
  readonly hasMoved: boolean;
}

const nothing: Fresh = { bundles: new Map(), inputs: new Map(), hasMoved: false };

/** Of what was bundled before, what would come out the same. */
export async function findFresh(
  request: BundleRequest,
  record: BundlesRecord | undefined,
  settings: ReadonlyMap<string, string>,
): Promise<Fresh> {
  if (!record) return nothing;
  const candidates = Object.entries(record.bundles).filter(([name, bundle]) => settings.get(name) === bundle.settings);
  const isSame = inputsState(record.tracked) === record.state;
  if (isSame && candidates.length === request.sources.length) return { ...nothing, bundles: new Map(candidates) };
  const { inputsOfUnchanged } = await import('../anew.ts');
  const inputs = inputsOfUnchanged(request, record);
  const fresh = candidates.filter(([name]) => inputs.has(name));
  return {
    bundles: new Map(fresh),
    inputs: new Map(fresh.map(([name]) => [name, inputs.get(name) as TrackedInputs])),
    hasMoved: true,
  };
}
