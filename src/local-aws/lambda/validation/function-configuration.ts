import { anyArn, architecture, description, layerVersionArn, roleArn, text } from './names.ts';
import { boolean, double, integer, list, map, oneOf, string, structure } from './shape.ts';

const environment = structure(
  {},
  { Variables: map(string({ pattern: '[a-zA-Z]([a-zA-Z0-9_])+' }), string(), { sensitive: true }) },
);

const loggingConfig = structure(
  {},
  {
    LogFormat: oneOf('JSON', 'Text'),
    ApplicationLogLevel: oneOf('TRACE', 'DEBUG', 'INFO', 'WARN', 'ERROR', 'FATAL'),
    SystemLogLevel: oneOf('DEBUG', 'INFO', 'WARN'),
    LogGroup: string({ min: 1, max: 512, pattern: String.raw`[\.\-_/#A-Za-z0-9]+` }),
  },
);

const vpcConfig = structure(
  {},
  {
    SubnetIds: list(string(), { max: 16 }),
    SecurityGroupIds: list(string(), { max: 5 }),
    Ipv6AllowedForDualStack: boolean,
  },
);

const imageConfig = structure(
  {},
  { EntryPoint: list(string()), Command: list(string()), WorkingDirectory: string({ max: 1000 }) },
);

/** What CreateFunction and UpdateFunctionConfiguration share. Timeout's 900 stands in AWS's answers, not in its model. */
export const configurationMembers = {
  Handler: string({ max: 128, pattern: String.raw`[^\s]+` }),
  Runtime: string(),
  Description: description,
  Timeout: integer({ min: 1, max: 900 }),
  MemorySize: integer({ min: 128, max: 32_768 }),
  Environment: environment,
  Layers: list(layerVersionArn),
  EphemeralStorage: structure({ Size: integer({ min: 512, max: 10_240 }) }, {}),
  TracingConfig: structure({}, { Mode: oneOf('Active', 'PassThrough') }),
  LoggingConfig: loggingConfig,
  DeadLetterConfig: structure({}, { TargetArn: anyArn }),
  VpcConfig: vpcConfig,
  SnapStart: structure({}, { ApplyOn: oneOf('PublishedVersions', 'None') }),
  KMSKeyArn: anyArn,
  ImageConfig: imageConfig,
  FileSystemConfigs: list(structure({ Arn: string({ max: 256 }), LocalMountPath: text }, {}), { max: 1 }),
  CapacityProviderConfig: structure({}, {}),
  DurableConfig: structure({}, { RetentionPeriodInDays: integer(), ExecutionTimeout: integer() }),
} as const;

export const optionalRole = { Role: roleArn } as const;

export const architectures = list(architecture, { min: 1, max: 1 });

export const routingConfig = structure(
  {},
  {
    AdditionalVersionWeights: map(string({ min: 1, max: 1024, pattern: '[0-9]+' }), double({ min: 0, max: 1 })),
  },
);

export const tags = map(string(), string());
