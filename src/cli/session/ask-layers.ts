import type { FindLayer } from '../../artifact/layers/measure-remote-layers.ts';
import { layerNotThere } from '../../errors/catalogue/packaging-errors.ts';
import { type Cloud, CloudError } from '../../release/cloud.ts';

/** Asks AWS for layers by ARN. One that may not be asked stays unknown; one that is not there is refused. */
export function askLayers(cloud: Pick<Cloud, 'readLayer'>, service: string): FindLayer {
  return async (arn) => {
    try {
      const layer = await cloud.readLayer(arn);
      if (!layer) throw layerNotThere(service, arn);
      return layer;
    } catch (error) {
      if (error instanceof CloudError && error.name.startsWith('AccessDenied')) return undefined;
      throw error;
    }
  };
}
