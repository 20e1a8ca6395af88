import {
  DeleteLayerVersionCommand,
  GetLayerVersionByArnCommand,
  ListLayerVersionsCommand,
  PublishLayerVersionCommand,
  type Runtime,
} from '@aws-sdk/client-lambda';
import type { LayerCalls } from '../release/cloud.ts';
import { absentAs } from './absent-as.ts';
import { download } from './download.ts';
import { absentFunction, type LambdaLine } from './lambda-line.ts';
import { rangeReader } from './range-reader.ts';
import { toFunctionCode } from './to-function-code.ts';

export function makeLayerCalls(line: LambdaLine): LayerCalls {
  const { client, write } = line;
  return {
    ...readContents(line),
    listLayerVersions: (layerName) => listVersions(client, layerName),
    deleteLayerVersion: async (arn) => {
      const [layerName = '', version = ''] = arn.split(':').slice(6);
      const request = { LayerName: layerName, VersionNumber: Number(version) };
      await write(`layer ${layerName}`, () => client.send(new DeleteLayerVersionCommand(request)));
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
    ...publication(line),
  };
}

function readContents({ client }: LambdaLine): Pick<LayerCalls, 'fetchLayer' | 'readLayer'> {
  return {
    fetchLayer: (arn, path) =>
      absentAs(undefined, absentFunction, async () => {
        const { Content = {} } = await client.send(new GetLayerVersionByArnCommand({ Arn: arn }));
        return { codeSha256: Content.CodeSha256 ?? '', bytesSha256: await download(Content.Location ?? '', path) };
      }),
    readLayer: (arn) =>
      absentAs(undefined, absentFunction, async () => {
        const { Content } = await client.send(new GetLayerVersionByArnCommand({ Arn: arn }));
        return { zippedBytes: Content?.CodeSize ?? 0, read: rangeReader(arn, Content?.Location ?? '') };
      }),
  };
}

function publication({ client, write }: LambdaLine): Pick<LayerCalls, 'publishLayer'> {
  return {
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

async function listVersions(
  client: LambdaLine['client'],
  layerName: string,
): Promise<readonly { readonly arn: string; readonly description: string }[]> {
  const layers: { arn: string; description: string }[] = [];
  let marker: string | undefined;
  do {
    const page = await client.send(new ListLayerVersionsCommand({ LayerName: layerName, Marker: marker }));
    for (const { LayerVersionArn = '', Description = '' } of page.LayerVersions ?? [])
      layers.push({ arn: LayerVersionArn, description: Description });
    marker = page.NextMarker;
  } while (marker);
  return layers;
}
