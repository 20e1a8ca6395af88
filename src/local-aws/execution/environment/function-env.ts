import { dirname } from 'node:path';
import type { Runnable } from '../../lambda/runnable.ts';
import type { Places } from './isolation.ts';
import { isPythonRuntime } from './python-binary.ts';
import type { Credentials } from './role-credentials.ts';

export interface EnvOptions {
  readonly region: string;
  readonly credentials: Credentials;
  /** The local AWS's own address, so that SDK calls of the function stay here. */
  readonly endpoint: string;
  readonly runtimeApiPort: number;
  readonly logStream: string;
  readonly initializationType: 'on-demand' | 'provisioned-concurrency';
  readonly nodeBinary: string;
  readonly places: Places;
}

/** The environment that a function sees: Lambda's own variables, then the function's; nothing of the host's. */
export function functionEnv(runnable: Runnable, options: EnvOptions): Record<string, string> {
  return {
    ...awsVariables(runnable, options),
    ...pathVariables(runnable, options),
    LANG: 'en_US.UTF-8',
    SHLVL: '0',
    TZ: ':UTC',
    _HANDLER: runnable.handler,
    ...runnable.environment,
  };
}

function awsVariables(runnable: Runnable, options: EnvOptions): Record<string, string> {
  return {
    AWS_DEFAULT_REGION: options.region,
    AWS_REGION: options.region,
    AWS_EXECUTION_ENV: `AWS_Lambda_${runnable.runtime}`,
    AWS_ENDPOINT_URL: options.endpoint,
    AWS_LAMBDA_FUNCTION_NAME: runnable.functionName,
    AWS_LAMBDA_FUNCTION_VERSION: runnable.version,
    AWS_LAMBDA_FUNCTION_MEMORY_SIZE: String(runnable.memoryMb),
    AWS_LAMBDA_INITIALIZATION_TYPE: options.initializationType,
    AWS_LAMBDA_LOG_GROUP_NAME: runnable.logGroup,
    AWS_LAMBDA_LOG_STREAM_NAME: options.logStream,
    ...(runnable.logging.format === 'JSON' && {
      AWS_LAMBDA_LOG_FORMAT: 'JSON',
      AWS_LAMBDA_LOG_LEVEL: runnable.logging.applicationLevel ?? 'INFO',
    }),
    AWS_LAMBDA_RUNTIME_API: `127.0.0.1:${options.runtimeApiPort}`,
    ...options.credentials,
    AWS_XRAY_CONTEXT_MISSING: 'LOG_ERROR',
    // Nobody listens there: segments go nowhere, as they would without active tracing.
    AWS_XRAY_DAEMON_ADDRESS: '127.0.0.1:2000',
    _AWS_XRAY_DAEMON_ADDRESS: '127.0.0.1',
    _AWS_XRAY_DAEMON_PORT: '2000',
  };
}

function pathVariables({ runtime }: Runnable, { places, nodeBinary }: EnvOptions): Record<string, string> {
  const { task, opt, runtime: runtimeFolder } = places;
  const node = /^nodejs(\d+)/.exec(runtime)?.[1];
  return {
    LAMBDA_RUNTIME_DIR: runtimeFolder,
    LAMBDA_TASK_ROOT: task,
    LD_LIBRARY_PATH: `${task}:${task}/lib:${opt}/lib`,
    ...(node && {
      NODE_PATH: [
        `${opt}/nodejs/node${node}/node_modules`,
        `${opt}/nodejs/node_modules`,
        `${runtimeFolder}/node_modules`,
        runtimeFolder,
        task,
      ].join(':'),
    }),
    ...(isPythonRuntime(runtime) && {
      PYTHONPATH: [`${opt}/python/lib/${runtime}/site-packages`, `${opt}/python`, runtimeFolder].join(':'),
    }),
    PATH: [dirname(nodeBinary), '/usr/local/bin', '/usr/bin', '/bin', `${opt}/bin`].join(':'),
    PWD: task,
    // Under bubblewrap all is as on AWS. Elsewhere /tmp is the machine's, os.tmpdir() is not; and without HOME the SDK
    // would read the credentials and settings of whoever runs the local AWS.
    ...(places.tmp === '/tmp' ? {} : { TMPDIR: places.tmp, HOME: places.tmp }),
  };
}
