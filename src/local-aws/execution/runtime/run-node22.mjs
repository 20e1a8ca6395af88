import { createEndings, whenIdle } from './callback-context.mjs';
import { logError, setRequestId } from './console.mjs';
import { toErrorBody, UnhandledPromiseRejection } from './errors.mjs';
import { fromEnvironment, readInvocation } from './invocation.mjs';
import { loadHandler } from './load-handler.mjs';

function stringify(result) {
  try {
    return JSON.stringify(result === undefined ? null : result) ?? 'null';
  } catch {
    throw new Error('Unable to stringify response body');
  }
}

/** Errors that nobody caught end the process; whichever invocation runs (or the init phase) is told. */
function watchForStrays(api, current) {
  const report = (error, code) => {
    const body = toErrorBody(error);
    if (current.id === undefined) api.failInitAndExit(body, code);
    else api.failAndExit(current.id, body, code);
  };
  process.on('uncaughtException', (error) => {
    logError('Uncaught Exception', error);
    report(error, 129);
  });
  process.on('unhandledRejection', (reason, promise) => {
    const error = new UnhandledPromiseRejection(reason, promise);
    logError('Unhandled Promise Rejection', error);
    report(error, 128);
  });
}

/** The behaviour of nodejs20.x and nodejs22.x. */
export function createNode22Runtime(api) {
  const current = { id: undefined };
  let handler;
  watchForStrays(api, current);
  whenIdle.reset();
  process.on('beforeExit', whenIdle.run);

  const invoke = (facts, body) => {
    const invocation = readInvocation(facts, body);
    current.id = invocation.id;
    setRequestId(invocation.id);
    const { callback, context, markCompleted } = createEndings({
      respond: (result) => api.respond(invocation.id, stringify(result)),
      fail: (error) => api.fail(invocation.id, toErrorBody(error)),
    });
    // Nothing left to wait for and no answer: the answer is null, also for a promise that never settles.
    whenIdle.set(() => {
      markCompleted();
      api.respond(invocation.id, 'null');
    });
    try {
      const event = invocation.parseEvent();
      invocation.setTrace();
      const result = handler(event, Object.assign(context, fromEnvironment(), invocation.contextOf()), callback);
      if (typeof result?.then === 'function') result.then(context.succeed, context.fail).catch(context.fail);
    } catch (error) {
      callback(error);
    }
  };
  const start = async (root, setting) => {
    handler = await loadHandler(root, setting, false);
    api.next();
  };
  return { invoke, start };
}
