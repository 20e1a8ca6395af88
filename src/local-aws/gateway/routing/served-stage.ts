import { deployments, ownedKey, type StageRow, type Texts } from '../../apigateway/rows.ts';
import type { World } from '../../kernel/world.ts';
import { compileIntegration, type CompiledIntegration } from '../integrate/compile-integration.ts';
import { lambdaTarget, type LambdaTarget } from '../integrate/lambda-target.ts';
import { accessLogOf, type WriteAccessLog } from '../observe/access-log.ts';
import { compileDeployment, type CompiledDeployment, type CompiledRoute } from './compile-deployment.ts';
import { admitOf, type Admit } from './throttle.ts';

/** A stage and the deployment that it points at, made once into what every request needs. */
export interface ServedStage {
  readonly row: StageRow;
  readonly accountId: string;
  readonly apiId: string;
  readonly stageName: string;
  readonly nameJson: string;
  /** `"accountId":"...","apiId":"...",` */
  readonly ownerJson: string;
  readonly variables: Texts;
  /** `,"stageVariables":{...}`; empty without variables. */
  readonly variablesJson: string;
  /** `arn:aws:execute-api:region:account:api/stage` */
  readonly arn: string;
  /** `api.execute-api.region.amazonaws.com` */
  readonly domainName: string;
  readonly deployment: CompiledDeployment;
  readonly admit?: Admit;
  readonly writeAccessLog?: WriteAccessLog;
  readonly integrationOf: (route: CompiledRoute) => CompiledIntegration | undefined;
  /** The function of a route's Lambda authorizer. */
  readonly authorizerTargetOf: (route: CompiledRoute) => LambdaTarget | undefined;
}

/** Where a stage points, now or before its last change. */
export interface StagePointer {
  readonly deploymentId?: string;
  readonly stageVariables: Texts;
}

function remember<Key extends object, Value>(make: (key: Key) => Value): (key: Key) => Value {
  const known = new Map<Key, Value>();
  return (key) => {
    const value = known.get(key);
    if (value !== undefined) return value;
    const made = make(key);
    known.set(key, made);
    return made;
  };
}

function texts(
  { config }: World,
  { apiId, stageName }: StageRow,
  variables: Texts,
): Pick<ServedStage, 'nameJson' | 'ownerJson' | 'variablesJson' | 'arn' | 'domainName'> {
  return {
    nameJson: JSON.stringify(stageName),
    ownerJson: `"accountId":"${config.accountId}","apiId":"${apiId}",`,
    variablesJson: Object.keys(variables).length > 0 ? `,"stageVariables":${JSON.stringify(variables)}` : '',
    arn: `arn:aws:execute-api:${config.region}:${config.accountId}:${apiId}/${stageName}`,
    domainName: `${apiId}.execute-api.${config.region}.amazonaws.com`,
  };
}

/** Undefined: the stage has no deployment, or it is gone. */
export function serveStage(world: World, row: StageRow, pointer: StagePointer): ServedStage | undefined {
  const deployed = deployments(world).get(ownedKey(row.apiId, pointer.deploymentId ?? ''));
  if (!deployed) return undefined;
  const variables = pointer.stageVariables;
  const admit = admitOf(row);
  const writeAccessLog = accessLogOf(world, row);
  return {
    row,
    accountId: world.config.accountId,
    apiId: row.apiId,
    stageName: row.stageName,
    variables,
    ...texts(world, row, variables),
    deployment: compileDeployment(deployed.internal.snapshot),
    ...(admit && { admit }),
    ...(writeAccessLog && { writeAccessLog }),
    integrationOf: remember((route) => route.integration && compileIntegration(route.integration, variables)),
    authorizerTargetOf: remember(({ authorizer }) =>
      lambdaTarget(authorizer?.authorizerUri ?? '', authorizer?.authorizerCredentialsArn, variables),
    ),
  };
}
