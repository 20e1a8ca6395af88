import type { IntegrationRow, Texts } from '../../apigateway/rows.ts';
import { fillVariables, lambdaTarget, type LambdaTarget } from './lambda-target.ts';
import { compileRequestMapping, type MapRequest } from './map-request.ts';
import { compileResponseMapping, type MapResponse } from './map-response.ts';

interface Common {
  readonly timeoutMs: number;
  readonly mapRequest?: MapRequest;
  readonly mapResponse?: MapResponse;
}

export interface LambdaIntegration extends Common {
  readonly kind: 'lambda';
  /** Undefined: the stage variables leave no function. */
  readonly target?: LambdaTarget;
  readonly format: '1.0' | '2.0';
}

export interface HttpIntegration extends Common {
  readonly kind: 'http';
  /** May still hold `{path parameters}`. */
  readonly uri: string;
  readonly method: string;
}

export type CompiledIntegration = LambdaIntegration | HttpIntegration;

/** An integration with a stage's variables filled in. */
export function compileIntegration(row: IntegrationRow, variables: Texts): CompiledIntegration {
  const mapRequest = compileRequestMapping(row.requestParameters);
  const mapResponse = compileResponseMapping(row.responseParameters);
  const common = {
    timeoutMs: row.timeoutInMillis,
    ...(mapRequest && { mapRequest }),
    ...(mapResponse && { mapResponse }),
  };
  if (row.integrationType === 'HTTP_PROXY') {
    return {
      kind: 'http',
      ...common,
      uri: fillVariables(row.integrationUri, variables),
      method: row.integrationMethod,
    };
  }
  const target = lambdaTarget(row.integrationUri, row.credentialsArn, variables);
  return { kind: 'lambda', ...common, format: row.payloadFormatVersion, ...(target && { target }) };
}
