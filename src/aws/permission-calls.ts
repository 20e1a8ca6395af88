import {
  AddPermissionCommand,
  GetPolicyCommand,
  type LambdaClient,
  RemovePermissionCommand,
} from '@aws-sdk/client-lambda';
import { type AliasCalls, CloudError, type EventCalls } from '../release/cloud.ts';
import { absentAs } from './absent-as.ts';
import { absentFunction, type LambdaLine } from './lambda-line.ts';

interface Target {
  readonly FunctionName: string;
  readonly Qualifier: string;
}

interface Permission {
  readonly statementId: string;
  readonly principal: string;
  readonly sourceArn: string;
}

interface Statement {
  readonly Sid?: string;
  readonly Effect?: string;
  readonly Principal?: { readonly Service?: string; readonly AWS?: string };
  readonly Condition?: { readonly ArnLike?: Readonly<Record<string, string>> };
}

/** The resource policies of functions' qualifiers. */
export function makePermissionCalls(
  line: LambdaLine,
): Pick<AliasCalls, 'allowInvoke'> & Pick<EventCalls, 'listPermissions' | 'forbidInvoke'> {
  const { client, write } = line;
  return {
    allowInvoke: (functionName, qualifier, input) =>
      write(functionName, () => allowInvoke(line, { functionName, qualifier, ...input })),
    listPermissions: async (functionName, qualifier, key) => {
      const all = await readPermissions(client, { FunctionName: functionName, Qualifier: qualifier });
      return all.map((one) => ({ function: key, ...one }));
    },
    forbidInvoke: async (functionName, qualifier, statementId) => {
      const request = { FunctionName: functionName, Qualifier: qualifier, StatementId: statementId };
      await write(functionName, () =>
        absentAs(undefined, absentFunction, () => client.send(new RemovePermissionCommand(request))),
      );
    },
  };
}

/** What the policy of that qualifier allows; without a policy it is nothing. */
export function readPermissions(client: LambdaClient, target: Target): Promise<readonly Permission[]> {
  return absentAs([], absentFunction, async () => {
    const { Policy = '{}' } = await client.send(new GetPolicyCommand(target));
    const { Statement: statements = [] } = JSON.parse(Policy) as { Statement?: readonly Statement[] };
    return statements.filter(({ Effect }) => Effect === 'Allow').map(toPermission);
  });
}

function toPermission({ Sid = '', Principal, Condition }: Statement): Permission {
  return {
    statementId: Sid,
    principal: Principal?.Service ?? Principal?.AWS ?? '',
    sourceArn: Condition?.ArnLike?.['AWS:SourceArn'] ?? '',
  };
}

/** Whether the policy of that qualifier holds this very permission. */
async function hasStatement(client: LambdaClient, target: Target, wanted: Permission): Promise<boolean> {
  const { statementId, principal, sourceArn } = wanted;
  const all = await readPermissions(client, target);
  return all.some(
    (one) => one.statementId === statementId && one.principal === principal && one.sourceArn === sourceArn,
  );
}

interface Wanted {
  readonly functionName: string;
  readonly qualifier: string;
  readonly statementId: string;
  readonly principal: string;
  readonly sourceArn: string;
  readonly sourceAccount?: string;
}

async function allowInvoke({ client }: LambdaLine, wanted: Wanted): Promise<void> {
  const { functionName, qualifier, statementId, principal, sourceArn, sourceAccount } = wanted;
  const target = { FunctionName: functionName, Qualifier: qualifier };
  const statement = {
    StatementId: statementId,
    Principal: principal,
    SourceArn: sourceArn,
    SourceAccount: sourceAccount,
  };
  try {
    await client.send(new AddPermissionCommand({ ...target, ...statement, Action: 'lambda:InvokeFunction' }));
  } catch (error) {
    const isThere = error instanceof CloudError && error.name === 'ResourceConflictException';
    // A statement of that id may allow something else: only the same one is as good as done.
    if (!isThere || !(await hasStatement(client, target, wanted))) throw error;
  }
}
