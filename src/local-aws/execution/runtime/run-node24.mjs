import { logError, setRequestId } from './console.mjs';
import { JSONStringifyError, toErrorBody } from './errors.mjs';
import { fromEnvironment, readInvocation } from './invocation.mjs';
import { loadHandler } from './load-handler.mjs';

function stringify(result) {
  try {
    return JSON.stringify(result === undefined ? null : result) ?? 'null';
  } catch {
    throw new JSONStringifyError('Unable to stringify response body');
  }
}

const nextTurn = () => new Promise((resolve) => setImmediate(resolve));

/** The behaviour of nodejs24.x: handlers are async, `context` has no endings, strays end the process as in plain Node. */
export function createNode24Runtime(api) {
  let handler;
  setRequestId('-');

  const invoke = async (head, body) => {
    const invocation = readInvocation(head, body);
    setRequestId(invocation.id);
    invocation.setTrace();
    const context = { ...invocation.fromHeaders(), xRayTraceId: invocation.trace, ...fromEnvironment() };
    try {
      const result = await handler(invocation.parseEvent(), context);
      await nextTurn();
      api.respond(invocation.id, stringify(result));
    } catch (error) {
      await nextTurn();
      logError('Invoke Error', error);
      api.fail(invocation.id, toErrorBody(error));
    }
  };
  const start = async (root, setting) => {
    try {
      handler = await loadHandler(root, setting, true);
    } catch (error) {
      logError('Init Error', error);
      api.failInitAndExit(toErrorBody(error), 1);
      return;
    }
    api.next();
  };
  return { invoke, start };
}
