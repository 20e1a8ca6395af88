import { GetPolicyCommand, type LambdaClient } from '@aws-sdk/client-lambda';

interface Wanted {
  readonly StatementId: string;
  readonly Principal: string;
  readonly SourceArn: string;
}

interface Statement {
  readonly Sid?: string;
  readonly Effect?: string;
  readonly Principal?: { readonly Service?: string; readonly AWS?: string };
  readonly Condition?: { readonly ArnLike?: Readonly<Record<string, string>> };
}

/** Whether the policy of that qualifier holds this very permission. */
export async function hasStatement(
  client: LambdaClient,
  target: { FunctionName: string; Qualifier: string },
  wanted: Wanted,
): Promise<boolean> {
  const { Policy = '{}' } = await client.send(new GetPolicyCommand(target));
  const { Statement: statements = [] } = JSON.parse(Policy) as { Statement?: readonly Statement[] };
  const found = statements.find(({ Sid }) => Sid === wanted.StatementId);
  const principal = found?.Principal?.Service ?? found?.Principal?.AWS;
  const sourceArn = found?.Condition?.ArnLike?.['AWS:SourceArn'];
  return found?.Effect === 'Allow' && principal === wanted.Principal && sourceArn === wanted.SourceArn;
}
