import type {
  CreateFunctionCommandInput,
  FunctionConfiguration,
  Runtime,
  UpdateFunctionConfigurationCommandInput,
} from '@aws-sdk/client-lambda';
import type { FunctionSettings } from '../release/cloud.ts';

type Configuration = Omit<UpdateFunctionConfigurationCommandInput, 'RevisionId'> & { readonly Role: string };

/** Every member is always sent: UpdateFunctionConfiguration keeps what is left out. */
export function toUpdateConfiguration(settings: FunctionSettings): Configuration {
  return {
    FunctionName: settings.name,
    Runtime: settings.runtime as Runtime,
    Handler: settings.handler,
    Role: settings.roleArn,
    MemorySize: settings.memoryMb,
    Timeout: settings.timeoutSeconds,
    EphemeralStorage: { Size: settings.ephemeralStorageMb },
    Environment: { Variables: { ...settings.environment } },
    Layers: [...settings.layerArns],
    // Empty lists take a function out of its VPC.
    VpcConfig: {
      SubnetIds: [...(settings.vpc?.subnetIds ?? [])],
      SecurityGroupIds: [...(settings.vpc?.securityGroupIds ?? [])],
    },
    TracingConfig: { Mode: settings.tracing ? 'Active' : 'PassThrough' },
    LoggingConfig: { LogGroup: settings.logGroup },
    Description: settings.description,
  };
}

export function toCreateConfiguration(settings: FunctionSettings): Omit<CreateFunctionCommandInput, 'Code'> {
  const { VpcConfig, ...configuration } = toUpdateConfiguration(settings);
  return { ...configuration, PackageType: 'Zip', ...(settings.vpc && { VpcConfig }) };
}

export function toFunctionSettings(configuration: FunctionConfiguration): FunctionSettings {
  const { SubnetIds = [], SecurityGroupIds = [] } = configuration.VpcConfig ?? {};
  return {
    name: configuration.FunctionName ?? '',
    runtime: configuration.Runtime ?? '',
    handler: configuration.Handler ?? '',
    roleArn: configuration.Role ?? '',
    memoryMb: configuration.MemorySize ?? 0,
    timeoutSeconds: configuration.Timeout ?? 0,
    ephemeralStorageMb: configuration.EphemeralStorage?.Size ?? 512,
    environment: { ...configuration.Environment?.Variables },
    layerArns: (configuration.Layers ?? []).map(({ Arn }) => Arn ?? ''),
    ...(SubnetIds.length > 0 && { vpc: { subnetIds: SubnetIds, securityGroupIds: SecurityGroupIds } }),
    tracing: configuration.TracingConfig?.Mode === 'Active',
    logGroup: configuration.LoggingConfig?.LogGroup ?? '',
    description: configuration.Description ?? '',
  };
}
