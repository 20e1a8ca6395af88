import { AwsError } from '../kernel/aws-error.ts';
import type { World } from '../kernel/world.ts';
import { invalidParameter } from './errors.ts';
import type { CodeFacts, LayerReference } from './function-rows.ts';
import { layerArn, layerKey, layerVersions, parseLayer } from './layer-rows.ts';
import { limits } from './limits.ts';

function findLayer(world: World, arn: string): LayerReference {
  const { region, accountId, name, version = 0 } = parseLayer(world, arn);
  if (accountId !== world.config.accountId) {
    throw new AwsError(
      'NotImplemented',
      501,
      `The local AWS cannot fetch ${arn} of another account. Publish a copy of the layer here and name that.`,
    );
  }
  if (region !== world.config.region) {
    throw invalidParameter(
      `Layers are not in the same region as the function. Layers are expected to be in region ${world.config.region}.`,
    );
  }
  const row = layerVersions(world).get(layerKey(name, version));
  if (!row) throw invalidParameter(`Layer version ${arn} does not exist.`);
  const { sizeBytes, unzippedBytes, blob } = row.code;
  return { arn, sizeBytes, unzippedBytes, blob };
}

/** The layers as they are now, in the order in which they are merged. AWS names the first two versions that clash (recorded). */
export function checkLayers(world: World, arns: readonly string[]): LayerReference[] {
  if (arns.length > limits.layersPerFunction) throw invalidParameter('Cannot reference more than 5 layers.');
  const seen = new Map<string, string>();
  return arns.map((arn) => {
    const reference = findLayer(world, arn);
    const layer = layerArn(world, parseLayer(world, arn).name);
    const other = seen.get(layer);
    if (other) {
      throw invalidParameter(
        `Two different versions of the same layer are not allowed to be referenced in the same function. ${other} and ${arn} are versions of the same layer.`,
      );
    }
    seen.set(layer, arn);
    return reference;
  });
}

/** Code and layers share the limit; each change is held against what the function has of the other at that moment. */
export function checkCombinedSize(code: CodeFacts, layers: readonly LayerReference[]): void {
  const total = layers.reduce((sum, layer) => sum + layer.unzippedBytes, code.unzippedBytes);
  if (total < limits.unzipped) return;
  throw invalidParameter(
    `Function code combined with layers exceeds the maximum allowed size of ${limits.unzipped} bytes. The actual size is ${total} bytes.`,
  );
}
