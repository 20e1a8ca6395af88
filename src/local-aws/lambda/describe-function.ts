import { createHash } from 'node:crypto';
import type { World } from '../kernel/world.ts';
import { configurationSha256 } from './fingerprint.ts';
import { LATEST } from './find-version.ts';
import type { Configuration, VersionRow } from './function-rows.ts';
import { arnOf } from './locate-function.ts';

const CREATING = { reason: 'The function is being created.', code: 'Creating' };

function describeState({ change }: VersionRow): Record<string, unknown> {
  const pending = change?.kind === 'create';
  return {
    State: pending ? 'Pending' : 'Active',
    StateReason: pending ? CREATING.reason : null,
    StateReasonCode: pending ? CREATING.code : null,
  };
}

/**
 * A function that is being created has no LastUpdateStatus yet (recorded); Lambda sends null for what is not set. Recordings
 * show the reason code `Creating` of an update too, but the API model's enum does not have it: it is left out.
 */
function describeUpdate({ change }: VersionRow): Record<string, unknown> {
  const updating = change?.kind === 'update';
  return {
    LastUpdateStatus: change ? (updating ? 'InProgress' : null) : 'Successful',
    LastUpdateStatusReason: updating ? CREATING.reason : null,
    LastUpdateStatusReasonCode: null,
  };
}

/** AWS's id is the digest of the runtime's image; here it only has to be stable and to look like one. */
function runtimeVersionArn(world: World, runtime: string): string {
  const id = createHash('sha256').update(runtime).digest('hex');
  return `arn:aws:lambda:${world.config.region}::runtime:${id}`;
}

function describeConfiguration(configuration: Configuration): Record<string, unknown> {
  const { environment, layers, vpc, deadLetterArn } = configuration;
  return {
    Runtime: configuration.runtime,
    Role: configuration.role,
    Handler: configuration.handler,
    Description: configuration.description,
    Timeout: configuration.timeoutSeconds,
    MemorySize: configuration.memoryMb,
    Architectures: [configuration.architecture],
    EphemeralStorage: { Size: configuration.ephemeralStorageMb },
    TracingConfig: { Mode: configuration.tracingMode },
    LoggingConfig: configuration.logging,
    SnapStart: { ApplyOn: 'None', OptimizationStatus: 'Off' },
    PackageType: 'Zip',
    Environment: environment ? { Variables: environment } : null,
    Layers: layers.length > 0 ? layers.map(({ arn, sizeBytes }) => ({ Arn: arn, CodeSize: sizeBytes })) : null,
    DeadLetterConfig: deadLetterArn ? { TargetArn: deadLetterArn } : null,
    KMSKeyArn: configuration.kmsKeyArn ?? null,
    VpcConfig: vpc ? { ...vpc, VpcId: vpc.SubnetIds.length > 0 ? 'vpc-00000000000000000' : '' } : null,
  };
}

/** A version as lists show it: without its state (recorded). `qualifier` is what the ARN ends in. */
export function describeListed(world: World, row: VersionRow, qualifier?: string): Record<string, unknown> {
  return {
    ...describeConfiguration(row.configuration),
    FunctionName: row.functionName,
    FunctionArn: arnOf(world, row.functionName, qualifier),
    Version: row.version,
    CodeSha256: row.code.sha256,
    CodeSize: row.code.sizeBytes,
    ConfigSha256: configurationSha256(row.configuration),
    LastModified: row.lastModified,
    RevisionId: row.revisionId,
  };
}

/** Lambda's FunctionConfiguration. */
export function describeFunction(world: World, row: VersionRow, qualifier?: string): Record<string, unknown> {
  return {
    ...describeListed(world, row, qualifier),
    ...describeState(row),
    ...describeUpdate(row),
    RuntimeVersionConfig: {
      RuntimeVersionArn: row.runtimeManagement?.arn ?? runtimeVersionArn(world, row.configuration.runtime),
    },
  };
}

/** The ARN of a published version carries its number; that of `$LATEST` is bare. */
export function describePlain(world: World, row: VersionRow): Record<string, unknown> {
  return describeFunction(world, row, row.version === LATEST ? undefined : row.version);
}
