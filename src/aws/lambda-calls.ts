import { GetAccountSettingsCommand, LambdaClient } from '@aws-sdk/client-lambda';
import type { AliasCalls, Cloud, ConcurrencyCalls, EventCalls, FunctionCalls, LayerCalls } from '../release/cloud.ts';
import { makeAliasCalls } from './alias-calls.ts';
import { makeConcurrencyCalls } from './concurrency-calls.ts';
import type { Connection } from './connection.ts';
import { makeEventCalls } from './event-calls.ts';
import { makeFunctionCalls } from './function-calls.ts';
import { makeInvoke } from './invoke.ts';
import type { LambdaLine } from './lambda-line.ts';
import { makeLayerCalls } from './layer-calls.ts';
import { makePermissionCalls } from './permission-calls.ts';
import { supervise } from './supervise.ts';

type LambdaCalls = FunctionCalls &
  LayerCalls &
  AliasCalls &
  ConcurrencyCalls &
  EventCalls &
  Pick<Cloud, 'accountLimits'>;

/** Everything that is asked of Lambda, through one client. */
export function makeLambdaCalls(connection: Connection): LambdaCalls {
  const client = supervise(new LambdaClient(connection.clientConfig), 'Lambda', connection.supervision);
  const line: LambdaLine = {
    client,
    write: (functionName, work) => connection.inTurn(`function ${functionName}`, work),
  };
  return {
    ...makeFunctionCalls(line),
    ...makeLayerCalls(line),
    ...makeAliasCalls(line),
    ...makeConcurrencyCalls(line),
    ...makeEventCalls(line),
    ...makePermissionCalls(line),
    invoke: makeInvoke(connection),
    accountLimits: () => readAccountLimits(client),
  };
}

async function readAccountLimits(client: LambdaClient): ReturnType<Cloud['accountLimits']> {
  const { AccountLimit, AccountUsage } = await client.send(new GetAccountSettingsCommand({}));
  return {
    codeSizeUnzipped: AccountLimit?.CodeSizeUnzipped ?? 0,
    codeSizeZipped: AccountLimit?.CodeSizeZipped ?? 0,
    totalCodeSize: AccountLimit?.TotalCodeSize ?? 0,
    usedCodeSize: AccountUsage?.TotalCodeSize ?? 0,
    concurrentExecutions: AccountLimit?.ConcurrentExecutions ?? 0,
    unreservedConcurrentExecutions: AccountLimit?.UnreservedConcurrentExecutions ?? 0,
  };
}
