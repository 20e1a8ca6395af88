import { flag, list, mapOf, number, structure, text, oneOf } from './read.ts';

/** Members that several operations share, with the limits of the API's model. */
export const id = text();
export const name = text({ min: 1, max: 128 });
export const description = text({ max: 1024 });
export const uri = text({ min: 1, max: 2048 });
export const arn = text();
export const tags = mapOf(text({ max: 1600 }));

export const cors = structure(
  {},
  {
    allowCredentials: flag,
    allowHeaders: list(text()),
    allowMethods: list(text({ min: 1, max: 64 })),
    allowOrigins: list(text()),
    exposeHeaders: list(text()),
    maxAge: number({ min: -1, max: 86_400 }),
  },
);

export const routeSettings = structure(
  {},
  {
    dataTraceEnabled: flag,
    detailedMetricsEnabled: flag,
    loggingLevel: oneOf('ERROR', 'INFO', 'OFF'),
    throttlingBurstLimit: number(),
    throttlingRateLimit: number({ whole: false }),
  },
);

export const stageMembers = {
  accessLogSettings: structure({}, { destinationArn: text(), format: text() }),
  autoDeploy: flag,
  clientCertificateId: text(),
  defaultRouteSettings: routeSettings,
  deploymentId: id,
  description,
  routeSettings: mapOf(routeSettings),
  stageVariables: mapOf(text()),
} as const;

export const routeMembers = {
  apiKeyRequired: flag,
  authorizationScopes: list(text({ min: 1, max: 64 })),
  authorizationType: oneOf('NONE', 'AWS_IAM', 'CUSTOM', 'JWT'),
  authorizerId: text(),
  modelSelectionExpression: text(),
  operationName: text({ min: 1, max: 64 }),
  requestModels: mapOf(text()),
  requestParameters: mapOf(structure({}, { required: flag })),
  routeResponseSelectionExpression: text(),
  target: text({ max: 128 }),
} as const;

export const integrationMembers = {
  connectionId: text({ max: 1024 }),
  connectionType: oneOf('INTERNET', 'VPC_LINK'),
  contentHandlingStrategy: oneOf('CONVERT_TO_BINARY', 'CONVERT_TO_TEXT'),
  credentialsArn: arn,
  description,
  integrationMethod: text({ min: 1, max: 64 }),
  integrationSubtype: text({ min: 1, max: 128 }),
  integrationUri: uri,
  passthroughBehavior: oneOf('WHEN_NO_MATCH', 'NEVER', 'WHEN_NO_TEMPLATES'),
  payloadFormatVersion: text({ min: 1, max: 64 }),
  requestParameters: mapOf(text({ max: 512 })),
  requestTemplates: mapOf(text()),
  responseParameters: mapOf(mapOf(text({ max: 512 }))),
  templateSelectionExpression: text(),
  timeoutInMillis: number({ min: 50, max: 30_000 }),
  tlsConfig: structure({}, { serverNameToVerify: text({ min: 1, max: 512 }) }),
} as const;

export const integrationType = oneOf('AWS', 'HTTP', 'MOCK', 'HTTP_PROXY', 'AWS_PROXY');

export const authorizerMembers = {
  authorizerCredentialsArn: arn,
  authorizerPayloadFormatVersion: text({ min: 1, max: 64 }),
  authorizerResultTtlInSeconds: number({ min: 0, max: 3600 }),
  authorizerUri: uri,
  enableSimpleResponses: flag,
  identityValidationExpression: text({ max: 1024 }),
  jwtConfiguration: structure({}, { audience: list(text()), issuer: uri }),
} as const;

export const authorizerType = oneOf('REQUEST', 'JWT');
export const identitySource = list(text());

export const page = { maxResults: text(), nextToken: text() } as const;
