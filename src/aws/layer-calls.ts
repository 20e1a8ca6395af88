import {
  DeleteLayerVersionCommand,
  ListLayerVersionsCommand,
  PublishLayerVersionCommand,
  type Runtime,
} from '@aws-sdk/client-lambda';
import type { LayerCalls } from '../release/cloud.ts';
import type { LambdaLine } from './lambda-line.ts';
import { toFunctionCode } from './to-function-code.ts';

export function makeLayerCalls({ client, write }: LambdaLine): LayerCalls {
  return {
    listLayerVersions: async (layerName) => {
      const layers: { arn: string; description: string }[] = [];
      let marker: string | undefined;
      do {
        const page = await client.send(new ListLayerVersionsCommand({ LayerName: layerName, Marker: marker }));
        for (const { LayerVersionArn = '', Description = '' } of page.LayerVersions ?? [])
          layers.push({ arn: LayerVersionArn, description: Description });
        marker = page.NextMarker;
      } while (marker);
      return layers;
    },
    deleteLayer: async (layerName) => {
      for (;;) {
        const { LayerVersions = [] } = await client.send(new ListLayerVersionsCommand({ LayerName: layerName }));
        if (LayerVersions.length === 0) return;
        for (const { Version } of LayerVersions) {
          const request = { LayerName: layerName, VersionNumber: Version };
          await write(`layer ${layerName}`, () => client.send(new DeleteLayerVersionCommand(request)));
        }
      }
    },
    publishLayer: async ({ layerName, code, description, runtimes }) => {
      const request = {
        LayerName: layerName,
        Description: description,
        CompatibleRuntimes: runtimes as Runtime[],
        Content: await toFunctionCode(code),
      };
      const layer = await write(`layer ${layerName}`, () => client.send(new PublishLayerVersionCommand(request)));
      return { arn: layer.LayerVersionArn ?? '' };
    },
  };
}
