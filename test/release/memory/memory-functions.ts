import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { VersionState } from '../../../src/model/snapshot.ts';
import type {
  AliasCalls,
  Cloud,
  Code,
  FunctionCalls,
  FunctionSettings,
  LatestState,
} from '../../../src/release/cloud.ts';
import { type MemoryAws, type MemoryFunction, nextId } from './memory-aws.ts';
import { refuse } from './memory-cloud.ts';

type Calls = FunctionCalls &
  Omit<AliasCalls, 'allowInvoke'> &
  Pick<
    Cloud,
    | 'readLayer'
    | 'listLayerVersions'
    | 'fetchLayer'
    | 'publishLayer'
    | 'deleteLayer'
    | 'deleteLayerVersion'
    | 'listArtifacts'
    | 'deleteArtifact'
    | 'emptyBucket'
    | 'readReservedConcurrency'
    | 'reserveConcurrency'
    | 'provisionConcurrency'
    | 'readProvisionedConcurrency'
    | 'listProvisionedVersions'
    | 'removeProvisionedConcurrency'
    | 'hasArtifact'
    | 'putArtifact'
    | 'accountLimits'
  >;

export function memoryFunctions(aws: MemoryAws): Calls {
  return { ...functions(aws), ...aliases(aws), ...edges(aws) };
}

function functions(aws: MemoryAws): FunctionCalls {
  return {
    fetchCode: async () => refuse('GetFunction', 'NotKept', 'memory keeps no bytes'),
    readFunction: async (name, qualifier) => {
      const found = aws.functions.get(name);
      if (!found) return undefined;
      if (!qualifier) return latestOf(found);
      const version = found.versions.get(qualifier);
      return version && { ...latestOf(found), ...version };
    },
    listVersions: async (name) => {
      const found = aws.functions.get(name);
      return found && [latestOf(found), ...found.versions.values()];
    },
    createFunction: async (settings, code, { tags }) => {
      if (aws.functions.has(settings.name))
        refuse('CreateFunction', 'ResourceConflictException', 'Function already exist', 409);
      aws.functions.set(settings.name, {
        settings,
        codeSha256: shaOf(code),
        revision: 1,
        next: 1,
        versions: new Map(),
        aliases: new Map(),
        provisioned: new Map(),
        tags: { ...tags },
      });
    },
    updateCode: async (name, code) => touch(need(aws, name), { codeSha256: shaOf(code) }),
    updateConfiguration: async (settings) => touch(need(aws, settings.name), { settings }),
    publishVersion: async (name, { codeSha256, revisionId, description }) => {
      const found = need(aws, name);
      if (revisionId && revisionId !== `rev${found.revision}`)
        refuse('PublishVersion', 'PreconditionFailedException', 'stale', 412);
      if (codeSha256 !== found.codeSha256)
        refuse('PublishVersion', 'InvalidParameterValueException', 'CodeSHA256 is different');
      const last = [...found.versions.values()].at(-1);
      if (last?.codeSha256 === codeSha256 && JSON.stringify(last.settings) === JSON.stringify(found.settings))
        return { ...latestOf(found), ...last };
      const version = String(found.next++);
      const state = { ...versionState(version, found, description), settings: found.settings };
      found.versions.set(version, state);
      found.revision++;
      return { ...latestOf(found), ...state };
    },
    tagFunction: async (arn, tags) => void Object.assign(need(aws, nameIn(arn)).tags, tags),
    untagFunction: async (arn, keys) => {
      for (const key of keys) delete need(aws, nameIn(arn)).tags[key];
    },
    deleteVersion: async (name, version) => {
      const by = [...need(aws, name).aliases.values()].find(
        (alias) => alias.version === version || version in (alias.weights ?? {}),
      );
      if (by) refuse('DeleteFunction', 'ResourceConflictException', `aliases reference it: [${by.name}]`, 409);
      need(aws, name).versions.delete(version);
    },
    deleteFunction: async (name) => void aws.functions.delete(name),
    invoke: async (name, qualifier) => ({
      executedVersion: need(aws, name).versions.has(qualifier)
        ? qualifier
        : refuse('Invoke', 'ResourceNotFoundException', 'no such version', 404),
      payload: '{}',
      logTail: '',
    }),
  };
}

function aliases(aws: MemoryAws): Omit<AliasCalls, 'allowInvoke'> {
  return {
    listAliases: async (name) => aws.functions.get(name) && [...need(aws, name).aliases.values()],
    readAlias: async (name, alias) => aws.functions.get(name)?.aliases.get(alias),
    createAlias: async (name, { name: alias, version, description, weights }) => {
      const found = need(aws, name);
      if (found.aliases.has(alias)) refuse('CreateAlias', 'ResourceConflictException', 'Alias already exists', 409);
      checkWeights('CreateAlias', found, version, weights);
      const made = {
        name: alias,
        version,
        description,
        revisionId: nextId(aws, 'rev'),
        ...(weights ? { weights } : {}),
      };
      found.aliases.set(alias, made);
      return made;
    },
    updateAlias: async (name, { name: alias, version, description, revisionId, weights }) => {
      const found = need(aws, name);
      const before = found.aliases.get(alias);
      if (!before) return refuse('UpdateAlias', 'ResourceNotFoundException', 'Alias not found', 404);
      if (revisionId && revisionId !== before.revisionId)
        refuse('UpdateAlias', 'PreconditionFailedException', 'stale', 412);
      const now = {
        name: alias,
        version: version ?? before.version,
        description: description ?? before.description,
        revisionId: nextId(aws, 'rev'),
        ...((weights ?? before.weights) ? { weights: weights ?? before.weights ?? {} } : {}),
      };
      checkWeights('UpdateAlias', found, now.version, now.weights);
      found.aliases.set(alias, now);
      return now;
    },
    deleteAlias: async (name, alias) => void need(aws, name).aliases.delete(alias),
  };
}

function edges(aws: MemoryAws): Omit<Calls, keyof FunctionCalls | keyof AliasCalls> {
  return {
    fetchLayer: async () => refuse('GetLayerVersion', 'NotKept', 'memory keeps no bytes'),
    listLayerVersions: async (layer) => aws.layers.get(layer) ?? [],
    publishLayer: async ({ layerName, description }) => {
      const made = { arn: nextId(aws, `arn:layer:${layerName}:`), description };
      aws.layers.set(layerName, [made, ...(aws.layers.get(layerName) ?? [])]);
      return made;
    },
    deleteLayerVersion: async (arn) => {
      for (const [name, versions] of aws.layers)
        aws.layers.set(
          name,
          versions.filter((version) => version.arn !== arn),
        );
    },
    listArtifacts: async (bucket) =>
      [...aws.objects].filter((key) => key.startsWith(`${bucket}/`)).map((key) => key.slice(bucket.length + 1)),
    deleteArtifact: async (bucket, key) => void aws.objects.delete(`${bucket}/${key}`),
    deleteLayer: async (layer) => void aws.layers.delete(layer),
    emptyBucket: async (bucket) => {
      const there = [...aws.objects].filter((key) => key.startsWith(`${bucket}/`));
      for (const key of there) aws.objects.delete(key);
      return there.length;
    },
    readReservedConcurrency: async (name) => aws.functions.get(name)?.reserved,
    reserveConcurrency: async (name, executions) => {
      const found = need(aws, name);
      if (executions === undefined) delete found.reserved;
      else found.reserved = executions;
    },
    provisionConcurrency: async (name, version, executions) =>
      void need(aws, name).provisioned.set(version, executions),
    readProvisionedConcurrency: async (name, version) => {
      const requested = need(aws, name).provisioned.get(version);
      return requested === undefined ? undefined : { status: 'READY', requested, reason: '' };
    },
    listProvisionedVersions: async (name) =>
      [...(aws.functions.get(name)?.provisioned ?? [])].map(([version, executions]) => {
        return { version, executions, isReady: true };
      }),
    removeProvisionedConcurrency: async (name, version) => void need(aws, name).provisioned.delete(version),
    readLayer: async () => undefined,
    hasArtifact: async (bucket, key) => aws.objects.has(`${bucket}/${key}`),
    putArtifact: async (bucket, key) => void aws.objects.add(`${bucket}/${key}`),
    accountLimits: async () => ({
      codeSizeUnzipped: 262_144_000,
      codeSizeZipped: aws.directUploadBytes,
      totalCodeSize: aws.codeBytes.limit,
      usedCodeSize: aws.codeBytes.used,
      concurrentExecutions: 1000,
      unreservedConcurrentExecutions: 900,
    }),
  };
}

/** What Lambda says of a weighted alias: both versions are there, and they are two. */
function checkWeights(
  operation: string,
  found: MemoryFunction,
  version: string,
  weights: Readonly<Record<string, number>> = {},
): void {
  for (const [other, weight] of Object.entries(weights)) {
    if (!found.versions.has(version) || !found.versions.has(other))
      refuse(operation, 'ResourceNotFoundException', `Function not found: ${version} or ${other}`, 404);
    if (other === version || weight < 0 || weight > 1)
      refuse(operation, 'InvalidParameterValueException', `Invalid function version ${other}`);
  }
}

const nameIn = (arn: string): string => arn.split(':').at(-1) ?? '';

export function need(aws: MemoryAws, name: string): MemoryFunction {
  return aws.functions.get(name) ?? refuse('any', 'ResourceNotFoundException', `Function not found: ${name}`, 404);
}

function touch(found: MemoryFunction, change: Partial<Pick<MemoryFunction, 'codeSha256' | 'settings'>>): void {
  Object.assign(found, change);
  found.revision++;
}

function shaOf(code: Code): string {
  return code.kind === 'zip' ? createHash('sha256').update(readFileSync(code.path)).digest('base64') : code.key;
}

function latestOf(found: MemoryFunction): LatestState {
  return {
    ...versionState('$LATEST', found, found.settings.description),
    settings: found.settings,
    revisionId: `rev${found.revision}`,
    state: 'Active',
    lastUpdateStatus: 'Successful',
    reason: '',
  };
}

function versionState(version: string, found: MemoryFunction, description: string): VersionState {
  const settings: FunctionSettings = found.settings;
  return {
    version,
    codeSha256: found.codeSha256,
    description,
    runtime: settings.runtime,
    memoryMb: settings.memoryMb,
    timeoutSeconds: settings.timeoutSeconds,
    environmentDigests: Object.fromEntries(
      Object.entries(settings.environment).map(([name, value]) => [
        name,
        createHash('sha256').update(value).digest('hex').slice(0, 16),
      ]),
    ),
    codeBytes: 1000,
    layerArns: settings.layerArns,
    roleArn: settings.roleArn,
  };
}
