import { notImplemented } from '../kernel/aws-error.ts';
import type { Operation } from '../kernel/operation.ts';

/** Lambda's other operations by their routes, so that what is refused is refused by name. */
const routes: Readonly<Record<string, string>> = {
  CheckpointDurableExecution: 'POST /2025-12-01/durable-executions/{DurableExecutionArn}/checkpoint',
  CreateCapacityProvider: 'POST /2025-11-30/capacity-providers',
  CreateCodeSigningConfig: 'POST /2020-04-22/code-signing-configs',
  DeleteCapacityProvider: 'DELETE /2025-11-30/capacity-providers/{CapacityProviderName}',
  DeleteCodeSigningConfig: 'DELETE /2020-04-22/code-signing-configs/{CodeSigningConfigArn}',
  DeleteFunctionCodeSigningConfig: 'DELETE /2020-06-30/functions/{FunctionName}/code-signing-config',
  GetCapacityProvider: 'GET /2025-11-30/capacity-providers/{CapacityProviderName}',
  GetCodeSigningConfig: 'GET /2020-04-22/code-signing-configs/{CodeSigningConfigArn}',
  GetDurableExecution: 'GET /2025-12-01/durable-executions/{DurableExecutionArn}',
  GetDurableExecutionHistory: 'GET /2025-12-01/durable-executions/{DurableExecutionArn}/history',
  GetDurableExecutionState: 'GET /2025-12-01/durable-executions/{DurableExecutionArn}/state',
  GetFunctionScalingConfig: 'GET /2025-11-30/functions/{FunctionName}/function-scaling-config',
  InvokeAsync: 'POST /2014-11-13/functions/{FunctionName}/invoke-async',
  InvokeWithResponseStream: 'POST /2021-11-15/functions/{FunctionName}/response-streaming-invocations',
  ListCapacityProviders: 'GET /2025-11-30/capacity-providers',
  ListCodeSigningConfigs: 'GET /2020-04-22/code-signing-configs',
  ListDurableExecutionsByFunction: 'GET /2025-12-01/functions/{FunctionName}/durable-executions',
  ListFunctionVersionsByCapacityProvider: 'GET /2025-11-30/capacity-providers/{CapacityProviderName}/function-versions',
  PutFunctionCodeSigningConfig: 'PUT /2020-06-30/functions/{FunctionName}/code-signing-config',
  PutFunctionScalingConfig: 'PUT /2025-11-30/functions/{FunctionName}/function-scaling-config',
  SendDurableExecutionCallbackFailure: 'POST /2025-12-01/durable-execution-callbacks/{CallbackId}/fail',
  SendDurableExecutionCallbackHeartbeat: 'POST /2025-12-01/durable-execution-callbacks/{CallbackId}/heartbeat',
  SendDurableExecutionCallbackSuccess: 'POST /2025-12-01/durable-execution-callbacks/{CallbackId}/succeed',
  StopDurableExecution: 'POST /2025-12-01/durable-executions/{DurableExecutionArn}/stop',
  UpdateCapacityProvider: 'PUT /2025-11-30/capacity-providers/{CapacityProviderName}',
  UpdateCodeSigningConfig: 'PUT /2020-04-22/code-signing-configs/{CodeSigningConfigArn}',
};

export const notImplementedOperations: readonly Operation[] = Object.entries(routes).map(([name, route]) => ({
  name,
  route,
  writes: false,
  payload: true,
  handle: () => {
    throw notImplemented('lambda', name);
  },
}));
