import {
  AddPermissionCommand,
  CreateAliasCommand,
  DeleteAliasCommand,
  GetAliasCommand,
  ListAliasesCommand,
  UpdateAliasCommand,
  type AliasConfiguration,
} from '@aws-sdk/client-lambda';
import type { AliasState } from '../model/snapshot.ts';
import { CloudError, type AliasCalls } from '../release/cloud.ts';
import { absentAs } from './absent-as.ts';
import { hasStatement } from './has-statement.ts';
import { absentFunction, type LambdaLine } from './lambda-line.ts';

export function makeAliasCalls(line: LambdaLine): AliasCalls {
  const { client, write } = line;
  return {
    listAliases: (functionName) => absentAs(undefined, absentFunction, () => listAliases(line, functionName)),
    readAlias: (functionName, name) =>
      absentAs(undefined, absentFunction, async () =>
        toAliasState(await client.send(new GetAliasCommand({ FunctionName: functionName, Name: name }))),
      ),
    createAlias: async (functionName, { name, version, description }) => {
      const alias = { Name: name, FunctionVersion: version, Description: description };
      const request = { FunctionName: functionName, ...alias };
      return toAliasState(await write(functionName, () => client.send(new CreateAliasCommand(request))));
    },
    updateAlias: async (functionName, { name, version, description, revisionId, weights }) => {
      const change = { FunctionVersion: version, Description: description, RevisionId: revisionId };
      const routing = weights && { RoutingConfig: { AdditionalVersionWeights: { ...weights } } };
      const request = { FunctionName: functionName, Name: name, ...change, ...routing };
      return toAliasState(await write(functionName, () => client.send(new UpdateAliasCommand(request))));
    },
    deleteAlias: async (functionName, name) => {
      const request = { FunctionName: functionName, Name: name };
      await write(functionName, () => client.send(new DeleteAliasCommand(request)));
    },
    allowInvoke: (functionName, qualifier, input) =>
      write(functionName, () => allowInvoke(line, { functionName, qualifier, ...input })),
  };
}

async function listAliases({ client }: LambdaLine, functionName: string): Promise<readonly AliasState[]> {
  const aliases: AliasState[] = [];
  let marker: string | undefined;
  do {
    const page = await client.send(new ListAliasesCommand({ FunctionName: functionName, Marker: marker }));
    aliases.push(...(page.Aliases ?? []).map(toAliasState));
    marker = page.NextMarker;
  } while (marker);
  return aliases;
}

interface Permission {
  readonly functionName: string;
  readonly qualifier: string;
  readonly statementId: string;
  readonly principal: string;
  readonly sourceArn: string;
}

async function allowInvoke({ client }: LambdaLine, permission: Permission): Promise<void> {
  const { functionName, qualifier, statementId, principal, sourceArn } = permission;
  const target = { FunctionName: functionName, Qualifier: qualifier };
  const statement = { StatementId: statementId, Principal: principal, SourceArn: sourceArn };
  try {
    await client.send(new AddPermissionCommand({ ...target, ...statement, Action: 'lambda:InvokeFunction' }));
  } catch (error) {
    const isThere = error instanceof CloudError && error.name === 'ResourceConflictException';
    // A statement of that id may allow something else: only the same one is as good as done.
    if (!isThere || !(await hasStatement(client, target, statement))) throw error;
  }
}

const toAliasState = (alias: AliasConfiguration): AliasState => ({
  name: alias.Name ?? '',
  version: alias.FunctionVersion ?? '',
  description: alias.Description ?? '',
  revisionId: alias.RevisionId ?? '',
});
