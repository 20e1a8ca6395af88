import { randomUUID } from 'node:crypto';
import { AwsError } from '../../kernel/aws-error.ts';
import type { RequestContext } from '../../kernel/operation.ts';
import type { World } from '../../kernel/world.ts';
import { checkCodeStorage } from '../account-usage.ts';
import { beginChange } from '../change-latest.ts';
import { refuseLargeEnvironment } from '../check-environment.ts';
import { checkCombinedSize } from '../check-layers.ts';
import { checkRole } from '../check-role.ts';
import { checkTags } from '../check-tags.ts';
import { defineOperation } from '../define-operation.ts';
import { describeFunction } from '../describe-function.ts';
import { conflict, invalidParameter, parameterNotImplemented, tooLarge } from '../errors.ts';
import { LATEST } from '../find-version.ts';
import { functions, qualifiedKey, versions, type VersionRow } from '../function-rows.ts';
import { lambdaTime } from '../lambda-time.ts';
import { limits } from '../limits.ts';
import { locateFunction } from '../locate-function.ts';
import { changeConfiguration, initialConfiguration, refuseUnsupported } from '../make-configuration.ts';
import { publishLatest } from '../publish-latest.ts';
import { archiveMembers, readArchive, refuseLargeUpload } from '../read-archive.ts';
import { checkRuntime } from '../runtimes.ts';
import { architectures, configurationMembers, tags } from '../validation/function-configuration.ts';
import { codeSigningConfigArn, functionName, roleArn, text } from '../validation/names.ts';
import { boolean, oneOf, structure, type ValueOf } from '../validation/shape.ts';

const input = structure(
  {
    FunctionName: functionName,
    Role: roleArn,
    Code: structure({}, { ...archiveMembers, ImageUri: text, SourceKMSKeyArn: text }),
  },
  {
    ...configurationMembers,
    Architectures: architectures,
    PackageType: oneOf('Zip', 'Image'),
    Publish: boolean,
    Tags: tags,
    CodeSigningConfigArn: codeSigningConfigArn,
    PublishTo: oneOf('LATEST_PUBLISHED'),
    TenancyConfig: structure({}, {}),
  },
);

type Input = ValueOf<typeof input>;

/** Recorded in November 2025; older reports say 69905067. */
const MAX_REQUEST_BYTES = 70_167_211;

function refuse(request: Input): void {
  if (request.PackageType === 'Image' || request.Code.ImageUri !== undefined) {
    throw parameterNotImplemented('CreateFunction', 'container images (PackageType Image)');
  }
  if (request.CodeSigningConfigArn) {
    const message = `The code signing configuration cannot be found. Check that the provided configuration is not deleted: ${request.CodeSigningConfigArn}.`;
    throw new AwsError('CodeSigningConfigNotFoundException', 404, message);
  }
  if (request.Code.S3ObjectStorageMode === 'REFERENCE') {
    throw parameterNotImplemented('CreateFunction', 'S3ObjectStorageMode REFERENCE');
  }
  for (const name of ['PublishTo', 'TenancyConfig'] as const) {
    if (request[name] !== undefined) throw parameterNotImplemented('CreateFunction', name);
  }
  refuseUnsupported('CreateFunction', request);
}

function checkSizes(request: Input, context: RequestContext): void {
  refuseLargeUpload(request.Code);
  if (context.rawBody.length <= MAX_REQUEST_BYTES) return;
  throw tooLarge(`Request must be smaller than ${MAX_REQUEST_BYTES} bytes for the CreateFunction operation`);
}

/** A plain name may be 64 long; longer ones are told by another error than the model's own limits (recorded). */
function nameOf(world: World, request: Input): string {
  const { name, qualifier } = locateFunction(world, request);
  if (qualifier !== undefined) throw invalidParameter('The function name must not have a version or alias.');
  if (name.length <= limits.functionNameLength) return name;
  throw invalidParameter(
    `1 validation error detected: Value '${name}' at 'functionName' failed to satisfy constraint: Member must have length less than or equal to 64`,
  );
}

function refuseExisting(world: World, name: string): void {
  if (functions(world).has(name)) throw conflict(`Function already exist: ${name}`);
}

async function makeLatest(world: World, name: string, request: Input): Promise<VersionRow> {
  if (!request.Runtime || !request.Handler) {
    throw invalidParameter(
      'Runtime and Handler are mandatory parameters for functions created with deployment packages.',
    );
  }
  const changed = changeConfiguration(world, initialConfiguration(name), request);
  const configuration = { ...changed, architecture: request.Architectures?.[0] ?? 'x86_64' };
  checkRole(world, request.Role);
  checkRuntime(world, request.Runtime, 'create');
  refuseExisting(world, name);
  const code = await readArchive(world, request.Code);
  checkCombinedSize(code, configuration.layers);
  return {
    functionName: name,
    version: LATEST,
    configuration,
    code,
    revisionId: randomUUID(),
    lastModified: lambdaTime(world.clock.now()),
    change: beginChange(world, name, 'create'),
  };
}

/** From here on nothing waits: of two that create one name, the second finds it. */
function keep(world: World, latest: VersionRow, request: Input): VersionRow {
  const name = latest.functionName;
  refuseExisting(world, name);
  checkCodeStorage(world, latest.code.sizeBytes);
  functions(world).set(name, {
    name,
    versions: [],
    aliases: [],
    tags: request.Tags ?? {},
    recursiveLoop: 'Terminate',
  });
  versions(world).set(qualifiedKey(name, LATEST), latest);
  return request.Publish ? publishLatest(world, latest) : latest;
}

export const createFunction = defineOperation({
  name: 'CreateFunction',
  route: 'POST /2015-03-31/functions',
  writes: true,
  input,
  first: refuseLargeEnvironment,
  handle: async (request, world, context) => {
    checkSizes(request, context);
    refuse(request);
    if (request.Tags) checkTags(request.Tags);
    const latest = await makeLatest(world, nameOf(world, request), request);
    const created = keep(world, latest, request);
    // With Publish the answer has the version's number but the bare ARN (recorded).
    return { status: 201, body: describeFunction(world, created) };
  },
});
