import {
  CreateAliasCommand,
  DeleteAliasCommand,
  GetAliasCommand,
  ListAliasesCommand,
  UpdateAliasCommand,
  type AliasConfiguration,
} from '@aws-sdk/client-lambda';
import type { AliasState } from '../model/snapshot.ts';
import type { AliasCalls } from '../release/cloud.ts';
import { absentAs } from './absent-as.ts';
import { absentFunction, type LambdaLine } from './lambda-line.ts';

export function makeAliasCalls(line: LambdaLine): Omit<AliasCalls, 'allowInvoke'> {
  const { client, write } = line;
  return {
    listAliases: (functionName) => absentAs(undefined, absentFunction, () => listAliases(line, functionName)),
    readAlias: (functionName, name) =>
      absentAs(undefined, absentFunction, async () =>
        toAliasState(await client.send(new GetAliasCommand({ FunctionName: functionName, Name: name }))),
      ),
    createAlias: async (functionName, { name, version, description, weights }) => {
      const alias = { Name: name, FunctionVersion: version, Description: description, ...toRouting(weights) };
      const request = { FunctionName: functionName, ...alias };
      return toAliasState(await write(functionName, () => client.send(new CreateAliasCommand(request))));
    },
    updateAlias: async (functionName, { name, version, description, revisionId, weights }) => {
      const change = { FunctionVersion: version, Description: description, RevisionId: revisionId };
      const request = { FunctionName: functionName, Name: name, ...change, ...toRouting(weights) };
      return toAliasState(await write(functionName, () => client.send(new UpdateAliasCommand(request))));
    },
    deleteAlias: async (functionName, name) => {
      const request = { FunctionName: functionName, Name: name };
      await write(functionName, () => client.send(new DeleteAliasCommand(request)));
    },
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

const toRouting = (weights: Readonly<Record<string, number>> | undefined) =>
  weights && { RoutingConfig: { AdditionalVersionWeights: { ...weights } } };

const toAliasState = (alias: AliasConfiguration): AliasState => ({
  name: alias.Name ?? '',
  version: alias.FunctionVersion ?? '',
  ...(alias.RoutingConfig?.AdditionalVersionWeights && { weights: alias.RoutingConfig.AdditionalVersionWeights }),
  description: alias.Description ?? '',
  revisionId: alias.RevisionId ?? '',
});
