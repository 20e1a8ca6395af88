import {
  DeleteFunctionConcurrencyCommand,
  DeleteProvisionedConcurrencyConfigCommand,
  GetFunctionConcurrencyCommand,
  GetProvisionedConcurrencyConfigCommand,
  type ProvisionedConcurrencyConfigListItem,
  ListProvisionedConcurrencyConfigsCommand,
  PutFunctionConcurrencyCommand,
  PutProvisionedConcurrencyConfigCommand,
} from '@aws-sdk/client-lambda';
import type { ProvisionedState } from '../model/snapshot.ts';
import type { ConcurrencyCalls } from '../release/cloud.ts';
import { absentAs } from './absent-as.ts';
import { absentFunction, type LambdaLine } from './lambda-line.ts';

const absentConfig = ['ProvisionedConcurrencyConfigNotFoundException', 'ResourceNotFoundException'];

export function makeConcurrencyCalls(line: LambdaLine): ConcurrencyCalls {
  const { client, write } = line;
  return {
    readReservedConcurrency: (functionName) =>
      absentAs(undefined, absentFunction, async () => {
        const answer = await client.send(new GetFunctionConcurrencyCommand({ FunctionName: functionName }));
        return answer.ReservedConcurrentExecutions;
      }),
    reserveConcurrency: async (functionName, executions) => {
      const command = {
        reserve: () =>
          new PutFunctionConcurrencyCommand({
            FunctionName: functionName,
            ReservedConcurrentExecutions: executions,
          }),
        free: () => new DeleteFunctionConcurrencyCommand({ FunctionName: functionName }),
      };
      await write(functionName, async () => {
        if (executions === undefined) await client.send(command.free());
        else await client.send(command.reserve());
      });
    },
    ...makeProvisionedCalls(line),
  };
}

type Provisioned =
  'provisionConcurrency' | 'readProvisionedConcurrency' | 'listProvisionedVersions' | 'removeProvisionedConcurrency';

function makeProvisionedCalls({ client, write }: LambdaLine): Pick<ConcurrencyCalls, Provisioned> {
  return {
    provisionConcurrency: async (functionName, version, executions) => {
      const target = { FunctionName: functionName, Qualifier: version };
      const request = { ...target, ProvisionedConcurrentExecutions: executions };
      await write(functionName, () => client.send(new PutProvisionedConcurrencyConfigCommand(request)));
    },
    readProvisionedConcurrency: (functionName, version) =>
      absentAs(undefined, absentConfig, async () => {
        const target = { FunctionName: functionName, Qualifier: version };
        const answer = await client.send(new GetProvisionedConcurrencyConfigCommand(target));
        const requested = answer.RequestedProvisionedConcurrentExecutions ?? 0;
        return { status: answer.Status ?? 'IN_PROGRESS', requested, reason: answer.StatusReason ?? '' };
      }),
    listProvisionedVersions: (functionName) =>
      absentAs([], absentFunction, () => listProvisioned(client, functionName)),
    removeProvisionedConcurrency: async (functionName, version) => {
      const target = { FunctionName: functionName, Qualifier: version };
      await write(functionName, () => client.send(new DeleteProvisionedConcurrencyConfigCommand(target)));
    },
  };
}

async function listProvisioned(
  client: LambdaLine['client'],
  functionName: string,
): Promise<readonly ProvisionedState[]> {
  const found: ProvisionedState[] = [];
  let marker: string | undefined;
  do {
    const request = { FunctionName: functionName, Marker: marker };
    const page = await client.send(new ListProvisionedConcurrencyConfigsCommand(request));
    found.push(...(page.ProvisionedConcurrencyConfigs ?? []).map(toProvisionedState));
    marker = page.NextMarker;
  } while (marker);
  return found.filter(({ version }) => /^\d+$/.test(version));
}

const toProvisionedState = (listed: ProvisionedConcurrencyConfigListItem): ProvisionedState => ({
  version: listed.FunctionArn?.split(':').at(-1) ?? '',
  executions: listed.RequestedProvisionedConcurrentExecutions ?? 0,
  isReady: listed.Status === 'READY',
});
