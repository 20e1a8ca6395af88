import {
  CreateFunctionCommand,
  DeleteFunctionCommand,
  GetFunctionCommand,
  PublishVersionCommand,
  UpdateFunctionCodeCommand,
  UpdateFunctionConfigurationCommand,
} from '@aws-sdk/client-lambda';
import type { FunctionCalls } from '../release/cloud.ts';
import { absentAs } from './absent-as.ts';
import { toCreateConfiguration, toUpdateConfiguration } from './function-settings.ts';
import { download } from './download.ts';
import { absentFunction, type LambdaLine } from './lambda-line.ts';
import { listVersions } from './list-versions.ts';
import { makeTagCalls } from './tag-calls.ts';
import { toFunctionCode } from './to-function-code.ts';
import { toLatestState } from './to-function-state.ts';

export function makeFunctionCalls(line: LambdaLine): Omit<FunctionCalls, 'invoke'> {
  const { client, write } = line;
  return {
    readFunction: (name, qualifier) =>
      absentAs(undefined, absentFunction, async () => {
        // GetFunction, not GetFunctionConfiguration: 100 calls a second are allowed, of all others together 15.
        const answer = await client.send(new GetFunctionCommand({ FunctionName: name, Qualifier: qualifier }));
        return toLatestState(answer.Configuration ?? {});
      }),
    listVersions: (name) => absentAs(undefined, absentFunction, () => listVersions(client, name)),
    createFunction: async (settings, code, { architecture, tags }) => {
      const request = {
        ...toCreateConfiguration(settings),
        Code: await toFunctionCode(code),
        Architectures: [architecture],
        Tags: { ...tags },
      };
      await write(settings.name, () => client.send(new CreateFunctionCommand(request)));
    },
    updateConfiguration: async (settings, revisionId) => {
      const request = { ...toUpdateConfiguration(settings), RevisionId: revisionId };
      await write(settings.name, () => client.send(new UpdateFunctionConfigurationCommand(request)));
    },
    fetchCode: makeFetchCode(line),
    ...makeCodeCalls(line),
    ...makeDeletions(line),
    ...makeTagCalls(line),
  };
}

function makeFetchCode({ client }: LambdaLine): FunctionCalls['fetchCode'] {
  return (name, version, path) =>
    absentAs(undefined, absentFunction, async () => {
      const answer = await client.send(new GetFunctionCommand({ FunctionName: name, Qualifier: version }));
      const { CodeSha256 = '', Handler = '', Runtime = '', Architectures, Layers = [] } = answer.Configuration ?? {};
      return {
        codeSha256: CodeSha256,
        bytesSha256: await download(answer.Code?.Location ?? '', path),
        handler: Handler,
        runtime: Runtime,
        architecture: Architectures?.[0] ?? 'x86_64',
        layerArns: Layers.map(({ Arn = '' }) => Arn),
      };
    });
}

function makeCodeCalls({ client, write }: LambdaLine): Pick<FunctionCalls, 'updateCode' | 'publishVersion'> {
  return {
    updateCode: async (name, code, architecture, revisionId) => {
      const target = { FunctionName: name, Architectures: [architecture], RevisionId: revisionId };
      const request = { ...target, ...(await toFunctionCode(code)) };
      await write(name, () => client.send(new UpdateFunctionCodeCommand(request)));
    },
    publishVersion: async (name, { codeSha256, revisionId, description }) => {
      const what = { CodeSha256: codeSha256, RevisionId: revisionId, Description: description };
      const request = { FunctionName: name, ...what };
      return toLatestState(await write(name, () => client.send(new PublishVersionCommand(request))));
    },
  };
}

function makeDeletions({ client, write }: LambdaLine): Pick<FunctionCalls, 'deleteVersion' | 'deleteFunction'> {
  return {
    deleteVersion: async (name, version) => {
      if (!/^[1-9]\d*$/.test(version)) throw new Error(`not a published version of ${name}: ${version}`);
      await write(name, () => client.send(new DeleteFunctionCommand({ FunctionName: name, Qualifier: version })));
    },
    deleteFunction: (name) =>
      absentAs(undefined, absentFunction, async () => {
        await write(name, () => client.send(new DeleteFunctionCommand({ FunctionName: name })));
      }),
  };
}
