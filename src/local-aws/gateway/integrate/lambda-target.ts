import { functionArnIn } from '../../apigateway/draft/lambda-uri.ts';
import type { Texts } from '../../apigateway/rows.ts';
import { parseFunctionName } from '../../kernel/arn.ts';
import type { World } from '../../kernel/world.ts';
import { roleAllows } from '../../iam/role-allows.ts';
import { isInvokeAllowed } from '../../lambda/is-invoke-allowed.ts';

/** The function, version or alias behind an integration or an authorizer. */
export interface LambdaTarget {
  readonly name: string;
  readonly qualifier?: string;
  /** Without the qualifier. */
  readonly functionArn: string;
  /** With it. */
  readonly qualifiedArn: string;
  /** The role that API Gateway assumes; without one the function's resource policy decides. */
  readonly credentialsArn?: string;
}

export function fillVariables(text: string, variables: Texts): string {
  return text.replace(/\$\{stageVariables\.(\w+)\}/g, (_, name: string) => variables[name] ?? '');
}

/** Undefined: with these stage variables the URI names no function. */
export function lambdaTarget(
  uri: string,
  credentialsArn: string | undefined,
  variables: Texts,
): LambdaTarget | undefined {
  const qualifiedArn = functionArnIn(fillVariables(uri, variables));
  if (qualifiedArn === undefined || qualifiedArn.startsWith('$')) return undefined;
  const { name, qualifier } = parseFunctionName(qualifiedArn);
  return {
    name,
    functionArn: qualifiedArn.split(':').slice(0, 7).join(':'),
    qualifiedArn,
    ...(qualifier !== undefined && { qualifier }),
    ...(credentialsArn && { credentialsArn: fillVariables(credentialsArn, variables) }),
  };
}

const PRINCIPAL = 'apigateway.amazonaws.com';

/** May API Gateway invoke it, by the role that it is given or by the resource policy of exactly that qualifier? */
export function mayInvoke(world: World, target: LambdaTarget, sourceArn: string): boolean {
  const { credentialsArn: roleArn, qualifiedArn: resourceArn, name: functionName, qualifier } = target;
  if (roleArn) return roleAllows(world, { roleArn, service: PRINCIPAL, action: 'lambda:InvokeFunction', resourceArn });
  const sourceAccount = world.config.accountId;
  return isInvokeAllowed(world, {
    functionName,
    qualifier,
    principal: PRINCIPAL,
    sourceArn,
    sourceAccount,
  });
}
