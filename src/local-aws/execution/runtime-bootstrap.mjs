// What the local AWS starts in a function's process: the part of Lambda's Node runtime that loads the handler and
// feeds it from the Runtime API. It behaves as the runtime clients of nodejs20/22 and of nodejs24 do, case by case
// (test/local-aws/execution/runtime-cases.test.ts), and uses nothing but Node.
import { connectApi } from './runtime/api-client.mjs';
import { patchConsole } from './runtime/console.mjs';
import { createNode22Runtime } from './runtime/run-node22.mjs';
import { createNode24Runtime } from './runtime/run-node24.mjs';
import { searchNodePath } from './runtime/search-node-path.mjs';

const { AWS_EXECUTION_ENV, AWS_LAMBDA_RUNTIME_API, LAMBDA_TASK_ROOT, NODE_PATH, _HANDLER } = process.env;
const major = Number(/nodejs(\d+)/.exec(AWS_EXECUTION_ENV ?? '')?.[1] ?? 22);

patchConsole();
searchNodePath(NODE_PATH ?? '');
let runtime;
const api = connectApi(AWS_LAMBDA_RUNTIME_API, (facts, body) => void runtime.invoke(facts, body));
runtime = major >= 24 ? createNode24Runtime(api) : createNode22Runtime(api);
const started = runtime.start(LAMBDA_TASK_ROOT, _HANDLER);
// A module that waits for ever ends with Node's exit status 13 up to nodejs22.x, with 0 on nodejs24.x.
if (major < 24) await started;
