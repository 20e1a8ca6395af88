const INVOCATION_URI = /^arn:[\w-]+:apigateway:[\w-]+:lambda:path\/2015-03-31\/functions\/(.+)\/invocations$/;
const FUNCTION_ARN = /^arn:[\w-]+:lambda:[\w-]+:\d{12}:function:[\w-]+(?::[\w$-]+)?$/;
const WITH_VARIABLES = /\$\{stageVariables\.\w+\}/g;

/**
 * The function ARN that an integration or authorizer names, stage variables unresolved. Undefined: neither the ARN of a
 * function, version or alias nor its invocation URI. Only the latter may hold stage variables.
 */
export function functionArnIn(uri: string): string | undefined {
  const inner = INVOCATION_URI.exec(uri)?.[1];
  if (inner === undefined) return FUNCTION_ARN.test(uri) ? uri : undefined;
  // Stands for any value: `${stageVariables.alias}` may be the name, the qualifier, or the whole ARN.
  if (/^\$\{stageVariables\.\w+\}$/.test(inner)) return inner;
  return FUNCTION_ARN.test(inner.replace(WITH_VARIABLES, 'x')) ? inner : undefined;
}

export function isInvocationUri(uri: string): boolean {
  return INVOCATION_URI.test(uri) && functionArnIn(uri) !== undefined;
}
