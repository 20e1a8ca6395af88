import { invalidParameter } from './errors.ts';
import type { PolicyRow, Statement } from './policy-rows.ts';

export interface PermissionRequest {
  readonly StatementId: string;
  readonly Action: string;
  readonly Principal: string;
  readonly SourceArn?: string;
  readonly SourceAccount?: string;
  readonly EventSourceToken?: string;
  readonly PrincipalOrgID?: string;
  readonly FunctionUrlAuthType?: string;
  readonly InvokedViaFunctionUrl?: boolean;
}

function principalOf(principal: string): Statement['Principal'] {
  if (principal === '*') return '*';
  if (/^[a-z0-9-.]+\.(amazonaws\.com|amazon\.com)(\.cn)?$/.test(principal)) return { Service: principal };
  if (/^\d{12}$/.test(principal)) return { AWS: `arn:aws:iam::${principal}:root` };
  if (/^arn:aws[a-z-]*:(iam|sts):/.test(principal)) return { AWS: principal };
  throw invalidParameter('The provided principal was invalid. Please check the principal and try again.');
}

function conditionOf(request: PermissionRequest): Statement['Condition'] {
  const equals: Record<string, string> = {
    ...(request.FunctionUrlAuthType && { 'lambda:FunctionUrlAuthType': request.FunctionUrlAuthType }),
    ...(request.PrincipalOrgID && { 'aws:PrincipalOrgID': request.PrincipalOrgID }),
    ...(request.SourceAccount && { 'AWS:SourceAccount': request.SourceAccount }),
    ...(request.EventSourceToken && { 'lambda:EventSourceToken': request.EventSourceToken }),
  };
  const condition = {
    ...(Object.keys(equals).length > 0 && { StringEquals: equals }),
    ...(request.InvokedViaFunctionUrl !== undefined && {
      Bool: { 'lambda:InvokedViaFunctionUrl': String(request.InvokedViaFunctionUrl) },
    }),
    ...(request.SourceArn && { ArnLike: { 'AWS:SourceArn': request.SourceArn } }),
  };
  return Object.keys(condition).length > 0 ? condition : undefined;
}

export function makeStatement(request: PermissionRequest, resource: string): Statement {
  const condition = conditionOf(request);
  return {
    Sid: request.StatementId,
    Effect: 'Allow',
    Principal: principalOf(request.Principal),
    Action: request.Action,
    Resource: resource,
    ...(condition && { Condition: condition }),
  };
}

/** The policy document as GetPolicy answers it. */
export function renderPolicy(statements: PolicyRow['statements']): string {
  return JSON.stringify({ Version: '2012-10-17', Id: 'default', Statement: statements });
}
