import { logError } from './console.mjs';

const BEFORE_EXIT = Symbol.for('aws.lambda.beforeExit');
const ignore = () => undefined;

/** What happens when the event loop runs empty while a handler has not answered. */
export const whenIdle = {
  run: () => globalThis[BEFORE_EXIT](),
  set: (listener) => (globalThis[BEFORE_EXIT] = listener),
  reset: () => (globalThis[BEFORE_EXIT] = ignore),
};

/** Reports a result once; a second one is told to the developer and dropped. */
function completeOnce(respond) {
  let completed = false;
  return {
    markCompleted: () => (completed = true),
    complete: (result) => {
      if (completed) {
        console.error(
          'Invocation has already been reported as done. Cannot call complete more than once per invocation.',
        );
        return;
      }
      completed = true;
      respond(result);
    },
  };
}

/** An ending that throws (what was returned is no JSON) leaves the others open: the failure itself can be reported. */
function firstOnly() {
  let ended = false;
  return (ending) =>
    (...given) => {
      if (ended) return;
      ending(...given);
      ended = true;
    };
}

/**
 * The three ways to end an invocation up to nodejs22.x: the callback, `context.done/succeed/fail`, and (through the
 * latter) a promise. Each works once; `callbackWaitsForEmptyEventLoop` delays the callback only.
 */
export function createEndings({ respond, fail }) {
  let waits = true;
  const { complete, markCompleted } = completeOnce(respond);
  const once = firstOnly();
  const done = (error, result) => {
    whenIdle.reset();
    if (error === undefined || error === null) complete(result);
    else {
      logError('Invoke Error', error);
      fail(error);
    }
  };
  const callback = (error, result) => {
    if ((error !== undefined && error !== null) || !waits) done(error, result);
    else whenIdle.set(() => setImmediate(() => complete(result)));
  };
  const context = {
    get callbackWaitsForEmptyEventLoop() {
      return waits;
    },
    set callbackWaitsForEmptyEventLoop(value) {
      waits = value;
    },
    succeed: once((result) => done(null, result)),
    fail: once((error) => (error === undefined || error === null ? done('handled') : done(error, null))),
    done: once(done),
  };
  return { callback: once(callback), context, markCompleted };
}
