import type { World } from '../../kernel/world.ts';
import { checkCodeStorage } from '../account-usage.ts';
import { findChangeable, updateLatest } from '../change-latest.ts';
import { checkCombinedSize } from '../check-layers.ts';
import { defineOperation } from '../define-operation.ts';
import { describeFunction, describePlain } from '../describe-function.ts';
import { invalidParameter, parameterNotImplemented } from '../errors.ts';
import type { CodeFacts, Snapshot, VersionRow } from '../function-rows.ts';
import { locateFunction } from '../locate-function.ts';
import { publishLatest } from '../publish-latest.ts';
import { archiveMembers, readArchive, refuseLargeUpload } from '../read-archive.ts';
import { checkRuntime } from '../runtimes.ts';
import { architectures } from '../validation/function-configuration.ts';
import { functionName, text } from '../validation/names.ts';
import { boolean, oneOf, structure, type ValueOf } from '../validation/shape.ts';

const input = structure(
  { FunctionName: functionName },
  {
    ...archiveMembers,
    ImageUri: text,
    Publish: boolean,
    DryRun: boolean,
    RevisionId: text,
    Architectures: architectures,
    SourceKMSKeyArn: text,
    PublishTo: oneOf('LATEST_PUBLISHED'),
  },
);

type Input = ValueOf<typeof input>;

function refuse(request: Input): void {
  if (request.ImageUri !== undefined) {
    throw invalidParameter("Please don't provide ImageUri when updating a function with packageType Zip.");
  }
  if (request.PublishTo) throw parameterNotImplemented('UpdateFunctionCode', 'PublishTo');
  if (request.S3ObjectStorageMode === 'REFERENCE') {
    throw parameterNotImplemented('UpdateFunctionCode', 'S3ObjectStorageMode REFERENCE');
  }
}

function withCode(latest: VersionRow, code: CodeFacts, request: Input): Snapshot {
  const architecture = request.Architectures?.[0] ?? latest.configuration.architecture;
  return { code, configuration: { ...latest.configuration, architecture } };
}

/** Read again after the archive was fetched: somebody else may have begun a change meanwhile. */
function change(world: World, name: string, code: CodeFacts, request: Input): Record<string, unknown> {
  const latest = findChangeable(world, name, request.RevisionId);
  checkCombinedSize(code, latest.configuration.layers);
  const next = withCode(latest, code, request);
  if (request.DryRun) return describeFunction(world, { ...latest, ...next });
  checkCodeStorage(world, code.sizeBytes - latest.code.sizeBytes);
  const updated = updateLatest(world, latest, next);
  return describePlain(world, request.Publish ? publishLatest(world, updated) : updated);
}

export const updateFunctionCode = defineOperation({
  name: 'UpdateFunctionCode',
  route: 'PUT /2015-03-31/functions/{FunctionName}/code',
  writes: true,
  input,
  handle: async (request, world) => {
    refuseLargeUpload(request);
    const { name } = locateFunction(world, request);
    const before = findChangeable(world, name, request.RevisionId);
    refuse(request);
    checkRuntime(world, before.configuration.runtime, 'update');
    const code = await readArchive(world, request);
    return { body: change(world, name, code, request) };
  },
});
