import type { LayerReference } from '../model/artifact.ts';
import type { Environment, Service } from '../model/service.ts';

/** Layers of another account, which the local AWS cannot fetch: there functions go without them, and size counts them. */
export function isLeftOut(layer: LayerReference, environment: Environment, accountId: string): boolean {
  return layer.kind === 'arn' && environment.target === 'local' && layer.arn.split(':')[4] !== accountId;
}

export function leftOutLayers({ functions, environment }: Service, accountId: string): readonly string[] {
  return functions.flatMap(({ key, source }) =>
    source.layers.flatMap((layer) =>
      layer.kind === 'arn' && isLeftOut(layer, environment, accountId)
        ? [`${key} goes without layer ${layer.arn}: the local AWS cannot fetch what is another account's`]
        : [],
    ),
  );
}
