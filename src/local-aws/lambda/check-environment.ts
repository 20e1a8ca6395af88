import type { Params } from '../kernel/operation.ts';
import { invalidParameter } from './errors.ts';
import { limits } from './limits.ts';

/** Set by Lambda itself; the rest of Lambda's variables may be overridden (docs: configuration-envvars-runtime). */
const reserved = new Set(
  `AWS_DEFAULT_REGION AWS_REGION AWS_EXECUTION_ENV AWS_LAMBDA_FUNCTION_NAME AWS_LAMBDA_FUNCTION_MEMORY_SIZE
   AWS_LAMBDA_FUNCTION_VERSION AWS_LAMBDA_INITIALIZATION_TYPE AWS_LAMBDA_LOG_GROUP_NAME AWS_LAMBDA_LOG_STREAM_NAME AWS_ACCESS_KEY
   AWS_ACCESS_KEY_ID AWS_SECRET_ACCESS_KEY AWS_SESSION_TOKEN AWS_LAMBDA_RUNTIME_API LAMBDA_TASK_ROOT LAMBDA_RUNTIME_DIR`.split(
    /\s+/,
  ),
);

const REFUSED =
  'Lambda was unable to configure your environment variables because the environment variables you have provided';

export function refuseReservedNames(variables: Readonly<Record<string, string>>): void {
  const taken = Object.keys(variables).filter((name) => reserved.has(name));
  if (taken.length === 0) return;
  throw invalidParameter(
    `${REFUSED} contains reserved keys that are currently not supported for modification. Reserved keys used in this request: ${taken.join(', ')}`,
  );
}

/** Of the request as it came: AWS measures the variables before it looks at their names. */
export function refuseLargeEnvironment({ Environment }: Params): void {
  const measured = JSON.stringify((Environment as { Variables?: unknown } | null | undefined)?.Variables ?? {});
  if (Buffer.byteLength(measured) > limits.environment) {
    throw invalidParameter(`${REFUSED} exceeded the 4KB limit. String measured: ${measured}`);
  }
}
