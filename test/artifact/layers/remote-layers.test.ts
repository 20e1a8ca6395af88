import { readFileSync } from 'node:fs';
import { packageService } from '../../../src/artifact/package-service.ts';
import { measureRemoteLayers, type LayerZip } from '../../../src/artifact/layers/measure-remote-layers.ts';
import { aFolder, aFunction, aRequest } from '../a-service.ts';

const folder = aFolder().write({
  'service/index.js': 'x',
  'layer/nodejs/node_modules/sharp/index.js': 's'.repeat(3000),
  'layer/nodejs/node_modules/@img/x/lib.so': 'l'.repeat(2000),
  'layer/bin/tool': 't',
});
afterAll(() => folder.remove());

const arn = 'arn:aws:lambda:eu-west-1:123456789012:layer:tools:7';

/** A layer's zip as it lies behind a URL, with a count of the bytes that were asked for. */
async function aLayer(): Promise<LayerZip & { asked: number; calls: number }> {
  const source = aFunction(folder.at('layer'), { kind: 'folder', runtime: 'java21' });
  const { functions } = await packageService(aRequest(folder, [source]));
  const zip = readFileSync(functions[0]?.zipPath ?? '');
  const layer = {
    zippedBytes: zip.length,
    asked: 0,
    calls: 0,
    read: async (offset: number, length: number) => {
      layer.asked += length;
      layer.calls += 1;
      return zip.subarray(offset, offset + length);
    },
  };
  return layer;
}

test('a layer by ARN is measured by its table of contents, once', async () => {
  const layer = await aLayer();
  const sizes = await measureRemoteLayers([arn, arn], folder.at('cache'), async () => layer);
  expect(sizes).toEqual({ [arn]: { unzippedBytes: 5001, packages: { sharp: 3000, '@img/x': 2000 } } });
  expect(layer.calls).toBe(2);
  const asked = async (): Promise<never> => {
    throw new Error('it was asked again');
  };
  expect(await measureRemoteLayers([arn], folder.at('cache'), asked)).toEqual(sizes);
});

test('one that cannot be asked is not in the answer', async () => {
  expect(await measureRemoteLayers(['arn:other'], folder.at('cache'))).toEqual({});
  expect(await measureRemoteLayers(['arn:other'], folder.at('cache'), async () => undefined)).toEqual({});
});

test('one that is no zip is refused', async () => {
  const read = async (_offset: number, length: number): Promise<Uint8Array> => new Uint8Array(length);
  const sizes = measureRemoteLayers(['arn:broken'], folder.at('cache'), async () => ({ zippedBytes: 100, read }));
  await expect(sizes).rejects.toMatchObject({ code: 'BROKEN_ZIP' });
});
