import { asObject, isObject, type Settings } from '../draft.ts';
import { leftKeys } from '../left-keys.ts';

const words = (...lines: readonly string[]): readonly string[] => lines.flatMap((line) => line.split(' '));

/** Read elsewhere, or about the other tool itself. */
const handledBy = {
  document: words(
    'service provider functions resources custom package plugins useDotenv layers stepFunctions outputs',
    'org app tenant console dashboard frameworkVersion configValidationMode deprecationNotificationMode',
    'disabledDeprecations variablesResolutionMode variableSyntax unresolvedVariablesNotificationMode enableLocalInstallationFallback',
  ),
  provider: words(
    'name runtime stage region profile memorySize timeout environment iam iamRoleStatements role httpApi tags tracing vpc layers',
    'logRetentionInDays architecture ephemeralStorageSize reservedConcurrency provisionedConcurrency apiGateway stackTags stackName',
    'deploymentBucket deploymentPrefix deploymentMethod versionFunctions lambdaHashingVersion disableDefaultOutputExportNames',
  ),
  function: words(
    'handler runtime events description environment memorySize timeout layers vpc iamRoleStatements iamRoleStatementsInherit',
    'iamRoleStatementsName role name architecture ephemeralStorageSize reservedConcurrency provisionedConcurrency tracing',
    'logRetentionInDays package versionFunction disableLogs',
  ),
  apiGateway: words('shouldStartNameWithService minimumCompressionSize binaryMediaTypes metrics'),
  'provider.httpApi': words('cors payload authorizers name metrics shouldStartNameWithService'),
  http: words('path method cors private authorizer operationId documentation'),
  httpApi: words('path method cors authorizer operationId documentation'),
  sqs: words('arn batchSize maximumBatchingWindow functionResponseType maximumConcurrency filterPatterns'),
  sns: words('arn topicName filterPolicy filterPolicyScope displayName'),
  schedule: words('rate input name description'),
  eventBridge: words('pattern schedule input eventBus name'),
  stream: words(
    'type arn startingPosition batchSize batchWindow maximumRetryAttempts maximumRecordAgeInSeconds parallelizationFactor',
    'bisectBatchOnFunctionError functionResponseType filterPatterns',
  ),
  s3: words('bucket event rules existing'),
} as const;

export type Place = keyof typeof handledBy;

/** What is written there and was not read. `integration: lambda-proxy` and `enabled: true` say what holds anyway. */
export function leftOf(place: string, written: unknown): readonly string[] {
  if (!Object.hasOwn(handledBy, place) || !isObject(written)) return [];
  const usual = ['Ref', 'Fn::GetAtt', ...(asObject(written)['enabled'] === true ? ['enabled'] : [])];
  const proxy = /^(lambda-proxy|lambda_proxy|aws_proxy)$/i.test(String(written['integration'])) ? ['integration'] : [];
  return leftKeys(written, [...handledBy[place as Place], ...usual, ...proxy]);
}

/** Parts of `custom` that nothing in the file refers to: a plugin reads them. */
export function pluginSettings(document: Settings): readonly string[] {
  const text = JSON.stringify(document);
  return Object.keys(asObject(document['custom'])).filter((key) => !text.includes(`self:custom.${key}`));
}
