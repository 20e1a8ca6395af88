import type { World } from '../../kernel/world.ts';
import { checkCodeStorage } from '../account-usage.ts';
import { defineOperation } from '../define-operation.ts';
import { describeLayer } from '../describe-layer.ts';
import { locateLayer } from '../find-layer.ts';
import type { CodeFacts } from '../function-rows.ts';
import { lambdaTime } from '../lambda-time.ts';
import { layerCounters, layerKey, layerVersions, type LayerVersionRow } from '../layer-rows.ts';
import { archiveMembers, readArchive } from '../read-archive.ts';
import { knownRuntimes } from '../runtimes.ts';
import { architecture, description, layerName } from '../validation/names.ts';
import { list, oneOf, string, structure, type ValueOf } from '../validation/shape.ts';

const input = structure(
  { LayerName: layerName, Content: structure({}, archiveMembers) },
  {
    Description: description,
    CompatibleRuntimes: list(oneOf(...knownRuntimes), { max: 15 }),
    CompatibleArchitectures: list(architecture, { max: 2 }),
    LicenseInfo: string({ max: 512 }),
  },
);

type Input = ValueOf<typeof input>;

/** Every call makes a new version, the same content again too (recorded). */
function keep(world: World, request: Input, code: CodeFacts): LayerVersionRow {
  const name = locateLayer(world, request.LayerName);
  checkCodeStorage(world, code.sizeBytes);
  const version = (layerCounters(world).get(name) ?? 0) + 1;
  const row: LayerVersionRow = {
    name,
    version,
    description: request.Description ?? '',
    createdDate: lambdaTime(world.clock.now()),
    code,
    ...(request.CompatibleRuntimes && { compatibleRuntimes: request.CompatibleRuntimes }),
    ...(request.CompatibleArchitectures && { compatibleArchitectures: request.CompatibleArchitectures }),
    ...(request.LicenseInfo !== undefined && { licenseInfo: request.LicenseInfo }),
  };
  layerCounters(world).set(name, version);
  layerVersions(world).set(layerKey(name, version), row);
  return row;
}

export const publishLayerVersion = defineOperation({
  name: 'PublishLayerVersion',
  route: 'POST /2018-10-31/layers/{LayerName}/versions',
  writes: true,
  input,
  handle: async (request, world) => {
    const code = await readArchive(world, request.Content);
    return { status: 201, body: describeLayer(world, keep(world, request, code)) };
  },
});
