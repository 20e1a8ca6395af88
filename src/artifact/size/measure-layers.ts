import type { LayerReference } from '../../model/artifact.ts';
import type { Composition, MeasuredFunction } from '../../model/packaged-service.ts';
import type { FunctionSize, LayerSize } from '../../model/size-report.ts';
import type { RemoteLayerSize } from './size-input.ts';

/** A layer with what is known of its packages. */
export interface MeasuredLayer extends LayerSize {
  readonly packages: ReadonlyMap<string, number>;
}

/** In the order in which Lambda unpacks them. A layer whose size nobody knows has none: it is never guessed. */
export function measureLayers(
  references: readonly LayerReference[],
  local: MeasuredFunction['layers'],
  remote: Readonly<Record<string, RemoteLayerSize>>,
): MeasuredLayer[] {
  return references.map((reference) => {
    if (reference.kind === 'local') {
      const content = local.find(({ name }) => name === reference.name)?.content;
      return fromContent(reference.name, content);
    }
    const known = remote[reference.arn];
    const unzippedBytes = known?.unzippedBytes ?? reference.unzippedBytes;
    const packages = new Map(Object.entries(known?.packages ?? {}));
    return { name: reference.arn, kind: 'arn', packages, ...(unzippedBytes !== undefined && { unzippedBytes }) };
  });
}

function fromContent(name: string, content: Composition | undefined): MeasuredLayer {
  const packages = new Map(content?.packages.map((each) => [each.name, each.bytes]));
  return { name, kind: 'local', packages, ...(content && { unzippedBytes: content.bytes, tree: content.tree }) };
}

/** Packages that are in the code and in a layer: the code's copy is the one that is found first. */
export function findAlsoInLayer(code: Composition, layers: readonly MeasuredLayer[]): FunctionSize['alsoInLayer'] {
  return code.packages.flatMap(({ name, bytes }) => {
    const layer = layers.find(({ packages }) => packages.has(name));
    return layer ? [{ name, layer: layer.name, bytes }] : [];
  });
}
