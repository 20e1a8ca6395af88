/** Ms that AWS takes to answer, measured against AWS by others (sources: BEHAVIOUR.md). */
const OPERATIONS: Readonly<Record<string, number>> = {
  'lambda.GetFunction': 190,
  'lambda.CreateFunction': 600,
  'lambda.UpdateFunctionCode': 500,
  'lambda.UpdateFunctionConfiguration': 300,
  'lambda.PublishVersion': 490,
  'lambda.PublishLayerVersion': 600,
  'lambda.DeleteFunction': 310,
  'lambda.CreateAlias': 90,
  'lambda.UpdateAlias': 90,
  'lambda.GetAlias': 90,
  'lambda.DeleteAlias': 90,
  'apigateway.ImportApi': 2000,
  'apigateway.ReimportApi': 2000,
};

const SERVICES: Readonly<Record<string, readonly [read: number, write: number]>> = {
  lambda: [85, 170],
  apigateway: [120, 450],
  cloudformation: [200, 300],
  iam: [80, 200],
  s3: [30, 60],
  sts: [60, 60],
};

const OTHERS = [50, 80] as const;

/** The usual time of the operation; an invocation takes its own time. */
export function usualLatencyMs(service: string, operation: string, writes: boolean): number {
  if (service === 'lambda' && operation.startsWith('Invoke')) return 15;
  return OPERATIONS[`${service}.${operation}`] ?? (SERVICES[service] ?? OTHERS)[writes ? 1 : 0];
}
